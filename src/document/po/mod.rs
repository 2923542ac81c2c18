//! GNU gettext catalogues. Each entry stands alone; those that are not translated, fuzzy or
//! obsolete are not in use and passed over, so that of a template nothing is left.

mod entry;

use std::collections::VecDeque;
use std::io::BufRead;
use std::sync::Arc;

use self::entry::{Entry, Lines, Text};
use super::Directive;
use super::block::{Block, BlockBuilder, BlockKind};
use super::counted::{CountedText, Of};
use super::jsonl::RecordError;
use super::units::{TranslationUnit, directive};
use super::xml::in_record;
use crate::text::Tag;

/// The units of a catalogue.
pub(super) struct Units<R> {
    lines: Lines<R>,
    ready: VecDeque<Result<TranslationUnit, RecordError>>,
    count: usize,
    source_language: Option<Tag>,
    target_language: Option<Tag>,
    directives: Vec<Directive>,
    done: bool,
}

impl<R: BufRead> Units<R> {
    pub fn new(input: R) -> Units<R> {
        Units {
            lines: Lines::new(input),
            ready: VecDeque::new(),
            count: 0,
            source_language: None,
            target_language: None,
            directives: Vec::new(),
            done: false,
        }
    }

    fn take(&mut self, entry: Entry) -> Result<(), RecordError> {
        let line = entry.line;
        for (comment, raw) in &entry.comments {
            self.directives.extend(directive(comment, *raw));
        }
        let Some(id) = &entry.id else { return Ok(()) };
        if id.text.is_empty() && entry.context.is_none() {
            return self.header(&entry, line);
        }
        self.count += 1;
        let begun = self.ready.len();
        if !entry.fuzzy {
            self.pairs(entry);
        }
        match self.ready.get_mut(begun) {
            Some(Ok(first)) => first.directives = std::mem::take(&mut self.directives),
            // What is said of one entry is forgotten with it.
            _ => self.directives.retain(|it| !it.text.starts_with("bilint-ignore ")),
        }
        Ok(())
    }

    fn pairs(&mut self, entry: Entry) {
        let Entry { id: Some(singular), plural, strings, notes, .. } = entry else { return };
        let several = strings.len() > 1;
        for (number, string) in strings {
            if string.text.is_empty() {
                continue;
            }
            // The first of several forms is the singular; an only one has to do for all numbers.
            let source = match &plural {
                Some(plural) if number > 0 || !several => plural,
                _ => &singular,
            };
            let id = match &plural {
                Some(_) => format!("{}[{number}]", self.count),
                None => self.count.to_string(),
            };
            self.ready.push_back(Ok(TranslationUnit {
                doc: None,
                source: Some(Box::new(in_record(block(source.clone()), &id, "source"))),
                target: Box::new(in_record(block(string), &id, "target")),
                id,
                source_language: self.source_language.clone(),
                target_language: self.target_language.clone(),
                state: None,
                notes: notes.clone(),
                directives: Vec::new(),
            }));
        }
    }

    /// The header is the translation of nothing: lines of `Key: value`.
    fn header(&mut self, entry: &Entry, line: usize) -> Result<(), RecordError> {
        let text = entry.strings.first().map_or("", |(_, text)| text.text.text.as_str());
        for (key, value) in text.lines().filter_map(|line| line.split_once(':')) {
            let value = value.trim();
            match key.trim().to_ascii_lowercase().as_str() {
                "language" => self.target_language = value.parse().ok(),
                "x-source-language" => self.source_language = value.parse().ok(),
                "content-type" => {
                    let charset = value.split("charset=").nth(1).unwrap_or("utf-8").trim();
                    let known = ["utf-8", "utf8", "us-ascii", "ascii", "charset"];
                    if !known.contains(&charset.to_ascii_lowercase().as_str()) {
                        let message = format!(
                            "the header says that the file is written in {charset}; save it as UTF-8"
                        );
                        return Err(RecordError::Broken { line, message });
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }
}

fn block(text: Text) -> Block {
    let mut builder = BlockBuilder::new(BlockKind::Unit);
    builder.run(&text.text);
    let counted = CountedText::new(text.raw, text.origin, Of::File);
    builder.finish().counted_in(Arc::new(counted))
}

impl<R: BufRead> Iterator for Units<R> {
    type Item = Result<TranslationUnit, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(unit) = self.ready.pop_front() {
                return Some(unit);
            }
            if self.done {
                return None;
            }
            let entry = match self.lines.entry() {
                Ok(Some(entry)) => entry,
                Ok(None) => {
                    self.done = true;
                    continue;
                }
                Err(error) => {
                    self.done = matches!(error, RecordError::Io { .. });
                    return Some(Err(error));
                }
            };
            if let Err(error) = self.take(entry) {
                self.done = true;
                return Some(Err(error));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::units::UnitOptions;
    use super::super::{Format, Units};
    use super::*;
    use crate::text::Span;

    const CATALOGUE: &str = "\u{FEFF}# Kopf\r\nmsgid \"\"\r\nmsgstr \"\"\r\n\"Language: de\\n\"\r\n\
        \"Content-Type: text/plain; charset=UTF-8\\n\"\r\n\r\n#. Gruß\r\n#: a.c:1\r\n\
        # bilint-ignore lost-quote: so gewollt\r\nmsgctxt \"menu\"\r\nmsgid \"Say \\\"hi\\\"\"\r\n\
        msgstr \"Sag \"\r\n\"\\\"hallo\\\"\\tdu\"\r\n\r\n#, fuzzy, c-format\r\n#| msgid \"x\"\r\n\
        msgid \"one\"\r\nmsgstr \"eins\"\r\n\r\nmsgid \"file\"\r\nmsgid_plural \"files\"\r\n\
        msgstr[0] \"Datei\"\r\nmsgstr[1] \"Dateien\"\r\n\r\nmsgid \"empty\"\r\nmsgstr \"\"\r\n\r\n\
        #~ msgid \"old\"\r\n#~ msgstr \"alt\"\r\n\r\nmsgid \"last\"\r\nmsgstr \"letzte\\\\\\303\\xa4\"";

    fn read(text: &str) -> Vec<Result<TranslationUnit, RecordError>> {
        Units::new(Format::Po, text.as_bytes(), &UnitOptions::default()).collect()
    }

    #[test]
    fn entries_in_use_are_units() {
        let units: Vec<TranslationUnit> = read(CATALOGUE).into_iter().map(Result::unwrap).collect();
        let pairs: Vec<(&str, &str, &str)> = units
            .iter()
            .map(|it| (&*it.id, &*it.source.as_ref().unwrap().text, &*it.target.text))
            .collect();
        assert_eq!(
            pairs,
            [
                ("1", "Say \"hi\"", "Sag \"hallo\"\tdu"),
                ("3[0]", "file", "Datei"),
                ("3[1]", "files", "Dateien"),
                ("5", "last", "letzte\\ä"),
            ]
        );
        assert_eq!(units[0].directives[0].text, "bilint-ignore lost-quote: so gewollt");
        assert_eq!(units[0].notes, ["Gruß"]);
        assert_eq!(units[0].target_language.as_ref().unwrap().to_string(), "de");
    }

    #[test]
    fn places_lead_over_the_seams() {
        let units: Vec<TranslationUnit> = read(CATALOGUE).into_iter().map(Result::unwrap).collect();
        let (_, target) = TranslationUnit::documents("a.po", Format::Po, units);
        let block = &target.blocks[0];
        let at = block.text.find("g \"h").unwrap();
        let place = target.place(block, Span::new(at, at + 4)).span.unwrap();
        assert_eq!(place.of(CATALOGUE), "g \"\r\n\"\\\"h");
        let edit = target.edit(block, Span::new(at, at + 3), "g: \"".to_owned());
        let mut text = CATALOGUE.to_owned();
        text.replace_range(edit.start..edit.end, &edit.text);
        assert_eq!(read(&text)[0].as_ref().unwrap().target.text, "Sag: \"hallo\"\tdu");
        let position = target.position(block, place.start);
        assert_eq!((position.line, position.column), (12, 11));
    }

    #[test]
    fn broken_entries_do_not_stop_the_others() {
        let text = "msgid \"a\nmsgstr \"b\"\n\nmsgid \"c\"\nmsgstr \"d\"\nrubbish\n";
        let units = read(text);
        let errors: Vec<String> =
            units.iter().filter_map(|it| it.as_ref().err()).map(ToString::to_string).collect();
        assert_eq!(errors.len(), 2);
        assert!(errors[0].starts_with("line 1: "), "{errors:?}");
        assert!(units.iter().flatten().any(|it| it.target.text == "d"));
        let latin = "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n";
        assert!(read(latin)[0].as_ref().unwrap_err().to_string().contains("ISO-8859-1"));
    }
}
