use std::io::BufRead;

use serde::Deserialize;

use crate::document::Record;
use crate::evaluate::gold::{Characters, Field, Gold, GoldError, RawGold, Unit};
use crate::text::Tag;

/// A record with what is said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GoldRecord {
    /// The record; its id is the number of its line, so that no two have the same.
    pub record: Record,
    /// What is said about it.
    pub said: Said,
}

/// What people say about a record.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The annotations, in bytes of `source` and `target`; none where nobody looked for faults.
    pub gold: Option<Vec<Gold>>,
    /// Whether something is wrong with it; none where it has no label.
    pub bad: Option<bool>,
}

impl GoldRecord {
    /// Whether the next record is of the same document.
    pub fn is_followed_by(&self, next: &GoldRecord) -> bool {
        self.record.doc.is_some() && self.record.doc == next.record.doc
    }
}

#[derive(Deserialize)]
struct RawRecord {
    doc: Option<String>,
    source: Option<String>,
    target: String,
    source_lang: Option<Tag>,
    target_lang: Option<Tag>,
    unit: Option<Unit>,
    errors: Option<Vec<RawGold>>,
    label: Option<Label>,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
enum Label {
    #[serde(rename = "OK", alias = "ok")]
    Ok,
    #[serde(rename = "BAD", alias = "bad")]
    Bad,
}

/// The annotated records of a stream, one after the other; a line that is none is an error, and
/// the next ones follow all the same.
pub struct GoldRecords<R> {
    path: String,
    input: R,
    line: usize,
    failed: bool,
}

impl<R: BufRead> GoldRecords<R> {
    /// Reads records from `input`; `path` is its name for messages.
    pub fn new(path: &str, input: R) -> Self {
        Self { path: path.to_owned(), input, line: 0, failed: false }
    }

    fn parse(&self, line: &str) -> Result<GoldRecord, String> {
        let raw: RawRecord = serde_json::from_str(line).map_err(|error| error.to_string())?;
        let source = raw.source.as_deref().map(Characters::new);
        let target = Characters::new(&raw.target);
        let unit = raw.unit;
        let place = |gold: RawGold| match (gold.field, &source) {
            (Field::Target, _) => gold.place(&target, unit),
            (Field::Source, Some(source)) => gold.place(source, unit),
            (Field::Source, None) => Err("an error in a source that is not there".to_owned()),
        };
        let gold = raw.errors.map(|errors| errors.into_iter().map(place).collect());
        let gold = gold.transpose()?;
        Ok(GoldRecord {
            said: Said { gold, bad: raw.label.map(|label| label == Label::Bad) },
            record: Record {
                id: self.line.to_string(),
                doc: raw.doc,
                source: raw.source,
                target: raw.target,
                source_language: raw.source_lang,
                target_language: raw.target_lang,
            },
        })
    }
}

impl<R: BufRead> Iterator for GoldRecords<R> {
    type Item = Result<GoldRecord, GoldError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.failed {
            self.line += 1;
            let mut line = String::new();
            let record = match self.input.read_line(&mut line) {
                Ok(0) => return None,
                Ok(_) => {
                    let line = line.trim_start_matches('\u{FEFF}').trim();
                    if line.is_empty() {
                        continue;
                    }
                    self.parse(line)
                }
                Err(error) => {
                    // The rest of a line that is no UTF-8 was read; any other failure may last.
                    self.failed = error.kind() != std::io::ErrorKind::InvalidData;
                    Err(error.to_string())
                }
            };
            return Some(record.map_err(|message| GoldError {
                path: self.path.clone(),
                line: self.line,
                message,
            }));
        }
        None
    }
}
