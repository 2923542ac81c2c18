//! Tables with both sides: CSV, and text with tabs. The delimiter is found in the first line, the
//! columns by their names.

mod columns;
mod fields;

use std::io::BufRead;

use csv::{ByteRecord, ReaderBuilder};

use self::columns::Columns;
use self::fields::{Field, fields};
use super::block::{Block, RecordPlace};
use super::counted::{CountedText, FieldPlace, Of, Origin, ValuePlace};
use super::jsonl::RecordError;
use super::tee::Tee;
use super::units::{TranslationUnit, UnitOptions};

/// What may stand between fields.
const DELIMITERS: &[u8] = b",;\t|";

/// Bytes of rows that were read are let go when there are so many.
const KEPT: usize = 1 << 18;

/// The rows of a table.
pub(super) struct Units<R> {
    reader: csv::Reader<Tee<R>>,
    delimiter: u8,
    options: UnitOptions,
    columns: Option<Columns>,
    /// Bytes of the file that were let go.
    passed: usize,
    /// Line ends that were passed.
    lines: usize,
    count: usize,
    done: bool,
}

impl<R: BufRead> Units<R> {
    /// `delimiter`: as the name of the file says; found when it says nothing.
    pub fn new(mut input: R, options: UnitOptions, delimiter: Option<u8>) -> Units<R> {
        let delimiter = delimiter.unwrap_or_else(|| {
            // What cannot be read is said when the first row is asked for.
            found(input.fill_buf().unwrap_or_default())
        });
        let reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            // Between tabs a quotation mark is mostly one of the text.
            .quoting(delimiter != b'\t')
            .from_reader(Tee::new(input));
        let (columns, passed, lines, count) = (None, 0, 0, 0);
        Units { reader, delimiter, options, columns, passed, lines, count, done: false }
    }

    /// The next row: its line and its fields; none at the end.
    fn row(&mut self) -> Result<Option<(usize, Vec<Field>)>, RecordError> {
        let mut record = ByteRecord::new();
        let begun = byte(self.reader.position());
        match self.reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(None),
            Err(error) => {
                self.done = true;
                let error = std::io::Error::other(error);
                return Err(RecordError::Io { line: self.lines + 1, error });
            }
        }
        let start = record.position().map_or(begun, byte);
        let end = byte(self.reader.position());
        let passed = self.passed;
        let taken = &mut self.reader.get_mut().taken;
        let raw = taken.get(start.saturating_sub(passed)..end.saturating_sub(passed));
        let raw = raw.unwrap_or_default();
        let fields = fields(&record, raw, start, self.delimiter);
        // The end of the row before and empty lines stand before it.
        let blank = raw.iter().take_while(|it| matches!(it, b'\r' | b'\n')).copied();
        let line = self.lines + 1 + blank.filter(|it| *it == b'\n').count();
        self.lines += memchr::memchr_iter(b'\n', raw).count();
        if end - passed > KEPT {
            taken.drain(..(end - passed).min(taken.len()));
            self.passed = end;
        }
        match fields {
            Ok(fields) => Ok(Some((line, fields))),
            Err(message) => Err(RecordError::Broken { line, message }),
        }
    }

    fn step(&mut self) -> Result<Option<TranslationUnit>, RecordError> {
        while let Some((line, fields)) = self.row()? {
            let columns = match &self.columns {
                Some(columns) => columns,
                None => {
                    let names: Vec<&str> = fields.iter().map(Field::text).collect();
                    let Some((columns, is_header)) = Columns::find(&names, &self.options) else {
                        self.done = true;
                        let columns = names.into_iter().map(shown).collect();
                        return Err(RecordError::Columns { columns });
                    };
                    let columns = self.columns.insert(columns);
                    if is_header {
                        continue;
                    }
                    columns
                }
            };
            self.count += 1;
            let text = |at: Option<usize>| {
                let text = fields.get(at?)?.text().trim();
                (!text.is_empty()).then_some(text)
            };
            let id = text(columns.id).map_or_else(|| self.count.to_string(), str::to_owned);
            if fields.len() <= columns.target {
                let message = format!(
                    "{} of the {} columns that are needed",
                    fields.len(),
                    columns.target + 1
                );
                return Err(RecordError::Broken { line, message });
            }
            let unit = TranslationUnit {
                doc: text(columns.doc).map(str::to_owned),
                source: columns
                    .source
                    .and_then(|at| fields.get(at))
                    .map(|it| Box::new(it.block(&id, "source", line))),
                target: Box::new(fields[columns.target].block(&id, "target", line)),
                source_language: text(columns.source_language).and_then(|it| it.parse().ok()),
                target_language: text(columns.target_language).and_then(|it| it.parse().ok()),
                state: None,
                notes: Vec::new(),
                directives: Vec::new(),
                id,
            };
            let unit = TranslationUnit {
                source_language: unit.source_language.or_else(|| columns.names.0.clone()),
                target_language: unit.target_language.or_else(|| columns.names.1.clone()),
                ..unit
            };
            return Ok(Some(unit));
        }
        Ok(None)
    }
}

impl Field {
    fn block(&self, id: &str, field: &'static str, line: usize) -> Block {
        let place = self.place.as_ref().map(|(map, quoting)| FieldPlace {
            value: ValuePlace::Known(map.clone()),
            quoting: *quoting,
            line,
        });
        let text = CountedText::new(self.text().to_owned(), Origin::START, Of::Field(place));
        Block::of_field(RecordPlace { id: id.to_owned(), field }, text)
    }
}

impl<R: BufRead> Iterator for Units<R> {
    type Item = Result<TranslationUnit, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        self.step().transpose()
    }
}

fn byte(position: &csv::Position) -> usize {
    usize::try_from(position.byte()).unwrap_or(usize::MAX)
}

/// The delimiter that the first line has most of.
fn found(head: &[u8]) -> u8 {
    let mut counts = [0_usize; DELIMITERS.len()];
    let mut quoted = false;
    for byte in head {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            byte if !quoted => {
                if let Some(at) = DELIMITERS.iter().position(|it| it == byte) {
                    counts[at] += 1;
                }
            }
            _ => {}
        }
    }
    let most = counts.iter().copied().max().unwrap_or(0);
    let first = counts.iter().position(|count| *count == most && most > 0);
    first.map_or(b',', |at| DELIMITERS[at])
}

/// The head of a field, for a message.
fn shown(name: &str) -> String {
    let head: String = name.chars().take(30).collect();
    if head.len() < name.len() { format!("`{head}…`") } else { format!("`{head}`") }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, Units};
    use super::*;
    use crate::text::Span;

    fn options(source: &str, target: &str) -> UnitOptions {
        let column = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        UnitOptions {
            source_column: column(source),
            target_column: column(target),
            ..UnitOptions::default()
        }
    }

    fn read(format: Format, text: &str, options: &UnitOptions) -> Vec<String> {
        let units = Units::new(format, text.as_bytes(), options).map(|unit| match unit {
            Ok(unit) => {
                let source = unit.source.map_or("-".to_owned(), |it| it.text);
                format!("{}|{source}|{}", unit.id, unit.target.text)
            }
            Err(error) => error.to_string(),
        });
        units.collect()
    }

    const TABLE: &str = "\u{FEFF}id;Source;target;note\r\n\
        a;\"He said \"\"no\"\";\r\nthen left.\";Er sagte „nein“;x\r\n\r\n;One;Eins\r\nb;Two\r\n";

    #[test]
    fn columns_are_found() {
        assert_eq!(
            read(Format::Csv, TABLE, &UnitOptions::default()),
            [
                "a|He said \"no\";\r\nthen left.|Er sagte „nein“",
                "2|One|Eins",
                "line 6: 2 of the 3 columns that are needed",
            ]
        );
        assert_eq!(read(Format::Csv, "Hi,Hallo\n", &UnitOptions::default()), ["1|Hi|Hallo"]);
        assert_eq!(read(Format::Csv, "de|x|en\nHallo|y|Hi\n", &options("en", "1")), ["1|Hi|Hallo"]);
        let none = read(Format::Csv, "a,b,c\n1,2,3\n", &UnitOptions::default());
        assert!(none[0].contains("there are `a`, `b`, `c`"), "{none:?}");
        let tags = UnitOptions {
            source_language: Some("en-GB".parse().unwrap()),
            target_language: Some("de".parse().unwrap()),
            ..UnitOptions::default()
        };
        assert_eq!(read(Format::Csv, "key,de,en\nk,Hallo,Hi\n", &tags), ["1|Hi|Hallo"]);
    }

    #[test]
    fn quotation_marks_between_tabs_are_text() {
        let text = "source\ttarget\n\"Go\" he said\t\"Geh\", sagte er\n\"a \"\"b\"\" c\"\t\"d\"\n";
        assert_eq!(
            read(Format::Tsv, text, &UnitOptions::default()),
            ["1|\"Go\" he said|\"Geh\", sagte er", "2|a \"b\" c|\"d\""]
        );
    }

    #[test]
    fn places_count_in_the_field_and_edits_reach_the_file() {
        let text = "source,target\r\nA,\"Er sagte \"\"nein\"\", ja\"\r\nB,Ende\r\n";
        let units = Units::new(Format::Csv, text.as_bytes(), &UnitOptions::default());
        let units: Vec<TranslationUnit> = units.map(Result::unwrap).collect();
        let (_, target) = TranslationUnit::documents("a.csv", Format::Csv, units);
        let changed = |block: usize, from: &str, to: &str| {
            let block = &target.blocks[block];
            let at = block.text.find(from).unwrap();
            let span = Span::new(at, at + from.len());
            assert_eq!(target.place(block, span).span, Some(span));
            let edit = target.edit(block, span, to.to_owned());
            assert_eq!((edit.start, edit.end, edit.text.as_str()), (at, at + from.len(), to));
            let edit = target.edit_of_file(block, &edit)?;
            let mut text = text.to_owned();
            text.replace_range(edit.start..edit.end, &edit.text);
            Some(text)
        };
        assert_eq!(changed(0, "\"nein\"", "„nein\"").unwrap(), text.replace("\"\"n", "„n"));
        assert_eq!(changed(1, "Ende", "Schluss").unwrap(), text.replace("Ende", "Schluss"));
        // What would part two fields is put between quotation marks.
        assert_eq!(changed(1, "Ende", "a,b").unwrap(), text.replace("Ende", "\"a,b\""));
    }
}
