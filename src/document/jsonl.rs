//! JSON Lines: one record a line, both sides in it.

use std::io::BufRead;
use std::sync::{Arc, OnceLock};

use serde::Deserialize;

use super::block::{Block, RecordPlace};
use super::counted::{CountedText, FieldPlace, Of, Origin, Quoting, ValuePlace};
use super::units::TranslationUnit;
use super::xml::XmlError;
use super::{Continuity, Document, Format};
use crate::text::Tag;

/// A segment with its translation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// The record's own id, else its number in the file, from 1.
    pub id: String,
    /// The document it belongs to; none when it stands alone.
    pub doc: Option<String>,
    /// The source text, where there is one.
    pub source: Option<String>,
    /// The translation.
    pub target: String,
    /// The source's language, as the record says.
    pub source_language: Option<Tag>,
    /// The translation's language, as the record says.
    pub target_language: Option<Tag>,
}

/// A line that is no record.
#[derive(Debug, thiserror::Error)]
pub enum RecordError {
    /// The line is not JSON of the expected shape.
    #[error(
        "line {line}: {message}; expected an object such as {{\"source\": \"…\", \"target\": \"…\"}}"
    )]
    Invalid {
        /// The line's number, from 1.
        line: usize,
        /// What is wrong with it.
        message: String,
    },
    /// Something that is no translation unit.
    #[error("line {line}: {message}")]
    Broken {
        /// The line where it was noticed, from 1.
        line: usize,
        /// What is wrong.
        message: String,
    },
    /// A table in which nothing says where source and translation stand.
    #[error(
        "nothing tells the column of the translation (there are {}); name the columns `source` and \
         `target`, or say --source-column and --target-column",
        .columns.join(", ")
    )]
    Columns {
        /// The first row.
        columns: Vec<String>,
    },
    /// The file cannot be read further.
    #[error("line {line}: {error}")]
    Io {
        /// The line's number, from 1.
        line: usize,
        /// What happened.
        error: std::io::Error,
    },
}

impl From<XmlError> for RecordError {
    fn from(XmlError { line, message }: XmlError) -> Self {
        RecordError::Broken { line, message }
    }
}

/// What may belong to a document with others.
pub trait OfDoc {
    /// The document; none when it stands alone.
    fn doc(&self) -> Option<&str>;
}

impl OfDoc for Record {
    fn doc(&self) -> Option<&str> {
        self.doc.as_deref()
    }
}

#[derive(Deserialize)]
struct RawRecord {
    id: Option<serde_json::Value>,
    doc: Option<String>,
    source: Option<String>,
    target: String,
    source_lang: Option<Tag>,
    target_lang: Option<Tag>,
}

/// The records of a stream, one after the other; a line that is none is an error, and the next
/// ones follow all the same.
pub struct JsonLines<R> {
    input: R,
    line: usize,
    failed: bool,
    /// The line that was read last.
    text: String,
    /// Bytes of the file before it.
    before: usize,
    /// Bytes of the file that were read.
    read: usize,
}

impl<R: BufRead> JsonLines<R> {
    /// Reads records from `input`.
    pub fn new(input: R) -> Self {
        Self { input, line: 0, failed: false, text: String::new(), before: 0, read: 0 }
    }

    /// The next record as a translation unit, whose fields know their places in the file.
    pub(super) fn next_unit(&mut self) -> Option<Result<TranslationUnit, RecordError>> {
        let record = match self.next()? {
            Ok(record) => record,
            Err(error) => return Some(Err(error)),
        };
        let line = Arc::new(std::mem::take(&mut self.text));
        let block = |key: &'static str, text: String| {
            let (line, start) = (line.clone(), self.before);
            let value = ValuePlace::Json { line, key, start, found: OnceLock::new() };
            let place = FieldPlace { value, quoting: Quoting::Json, line: self.line };
            let counted = CountedText::new(text, Origin::START, Of::Field(Some(place)));
            Box::new(Block::of_field(RecordPlace { id: record.id.clone(), field: key }, counted))
        };
        Some(Ok(TranslationUnit {
            source: record.source.map(|text| block("source", text)),
            target: block("target", record.target),
            id: record.id,
            doc: record.doc,
            source_language: record.source_language,
            target_language: record.target_language,
            state: None,
            notes: Vec::new(),
            directives: Vec::new(),
        }))
    }

    fn parse(&self, line: &str) -> Result<Record, RecordError> {
        if !line.starts_with('{') {
            let message = "no JSON object".to_owned();
            return Err(RecordError::Invalid { line: self.line, message });
        }
        let raw: RawRecord = serde_json::from_str(line).map_err(|error| RecordError::Invalid {
            line: self.line,
            // The parser sees one line only; which one of the file it is, the error says itself.
            message: error.to_string().replace(" at line 1 column ", " at column "),
        })?;
        let id = match raw.id {
            Some(serde_json::Value::String(id)) => id,
            Some(serde_json::Value::Null) | None => self.line.to_string(),
            Some(id) => id.to_string(),
        };
        Ok(Record {
            id,
            doc: raw.doc,
            source: raw.source,
            target: raw.target,
            source_language: raw.source_lang,
            target_language: raw.target_lang,
        })
    }
}

impl<R: BufRead> Iterator for JsonLines<R> {
    type Item = Result<Record, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            let mut line = std::mem::take(&mut self.text).into_bytes();
            line.clear();
            self.line += 1;
            match read_line(&mut self.input, &mut line) {
                Ok(0) => return None,
                Ok(length) => {
                    self.before = self.read;
                    self.read += length;
                }
                Err(error) => {
                    // What cannot be read once is not tried again: the stream may be broken for good.
                    self.failed = true;
                    return Some(Err(RecordError::Io { line: self.line, error }));
                }
            }
            self.text = match String::from_utf8(line) {
                Ok(text) => text,
                Err(error) => {
                    let at = error.utf8_error().valid_up_to();
                    let message =
                        format!("not valid UTF-8 at byte {at} of the line; save the file as UTF-8");
                    return Some(Err(RecordError::Invalid { line: self.line, message }));
                }
            };
            let text = self.text.trim_start_matches('\u{FEFF}').trim();
            if !text.is_empty() {
                return Some(self.parse(text));
            }
        }
        None
    }
}

/// Reads up to and with the next line break, as `BufRead::read_until` does; its search for the break is
/// slow beside that of `memchr`.
fn read_line(input: &mut impl BufRead, line: &mut Vec<u8>) -> std::io::Result<usize> {
    loop {
        let found = match input.fill_buf() {
            Ok(found) => found,
            Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let end = memchr::memchr(b'\n', found).map(|at| at + 1);
        let length = end.unwrap_or(found.len());
        line.extend_from_slice(&found[..length]);
        input.consume(length);
        if end.is_some() || length == 0 {
            return Ok(line.len());
        }
    }
}

/// Takes the next records that belong together off the front: consecutive ones with the same
/// `doc`, or a single one without. Errors in between are handed to `failed`.
pub fn records_with_one_doc<R: OfDoc, E>(
    records: &mut std::iter::Peekable<impl Iterator<Item = Result<R, E>>>,
    mut failed: impl FnMut(E),
) -> Option<Vec<R>> {
    let mut group: Vec<R> = Vec::new();
    loop {
        match records.peek() {
            Some(Ok(record)) => {
                let fits = group
                    .first()
                    .is_none_or(|first| first.doc().is_some() && first.doc() == record.doc());
                if !fits {
                    break;
                }
            }
            Some(Err(_)) => {}
            None => break,
        }
        match records.next() {
            Some(Ok(record)) => group.push(record),
            Some(Err(error)) => failed(error),
            None => break,
        }
    }
    (!group.is_empty()).then_some(group)
}

impl Record {
    /// The two documents of records that belong together, block beside block. The first is the
    /// source; none when no record has one.
    pub fn documents(path: &str, records: &[Record]) -> (Option<Document>, Document) {
        let continuity = if records.iter().all(|record| record.doc.is_some()) {
            Continuity::Segments
        } else {
            Continuity::Isolated
        };
        let document = |field: &'static str, text: fn(&Record) -> &str| {
            let blocks = records
                .iter()
                .map(|record| {
                    Block::of_record(RecordPlace { id: record.id.clone(), field }, text(record))
                })
                .collect();
            Document::of_records(path, Format::JsonLines, continuity, blocks)
        };
        let source = records.iter().any(|record| record.source.is_some()).then(|| {
            let mut source = document("source", |record| record.source.as_deref().unwrap_or(""));
            source.language = records.iter().find_map(|record| record.source_language.clone());
            source
        });
        let mut target = document("target", |record| &record.target);
        target.language = records.iter().find_map(|record| record.target_language.clone());
        (source, target)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: &str = "{\"source\": \"A\", \"target\": \"B\", \"doc\": \"x\", \"id\": 7}\n\
        {\"source\": \"C\", \"target\": \"D\", \"doc\": \"x\"}\n\
        broken\n\n\
        {\"target\": \"E\", \"target_lang\": \"de\"}\n{\"target\": \"F\"}\n";

    #[test]
    fn records_of_one_doc_are_one_document() {
        let mut records = JsonLines::new(LINES.as_bytes()).peekable();
        let mut errors = Vec::new();
        let mut groups = Vec::new();
        while let Some(group) =
            records_with_one_doc(&mut records, |error| errors.push(error.to_string()))
        {
            groups.push(group.into_iter().map(|record| record.id).collect::<Vec<_>>());
        }
        assert_eq!(groups, [vec!["7", "2"], vec!["5"], vec!["6"]]);
        assert_eq!(errors.len(), 1);
        assert!(errors[0].starts_with("line 3: no JSON object"), "{}", errors[0]);
    }

    #[test]
    fn a_record_without_target_is_named_by_its_line() {
        let mut records = JsonLines::new("{\"source\": \"A\"}\n".as_bytes());
        let error = records.next().unwrap().unwrap_err().to_string();
        assert!(error.starts_with("line 1: missing field `target`"), "{error}");
        assert!(records.next().is_none());
    }
}
