//! Bilingual files: a stream of translation units, each with its source and its target.

use std::io::BufRead;

use super::block::Block;
use super::jsonl::{OfDoc, RecordError};
use super::{Continuity, Directive, Document, Format, JsonLines, po, table, tmx, xliff};
use crate::text::Tag;

/// A segment of a bilingual file.
#[derive(Clone, Debug)]
pub struct TranslationUnit {
    /// Its own id, else its number in the file, from 1.
    pub id: String,
    /// The document it belongs to; none when it stands alone.
    pub doc: Option<String>,
    /// The source, where there is one. Blocks are large, and a unit passes through many hands before a
    /// document takes them.
    pub source: Option<Box<Block>>,
    /// The translation.
    pub target: Box<Block>,
    /// The source's language, as the file says.
    pub source_language: Option<Tag>,
    /// The translation's language, as the file says.
    pub target_language: Option<Tag>,
    /// How far the translation is, in the file's own words (`translated`, `needs-review`).
    pub state: Option<String>,
    /// What people or programs say about it.
    pub notes: Vec<String>,
    /// Comments that speak to bilint and stand before it.
    pub directives: Vec<Directive>,
}

/// What the user says about a bilingual file.
#[derive(Clone, Debug, Default)]
pub struct UnitOptions {
    /// The source's language: tells which of several is the source.
    pub source_language: Option<Tag>,
    /// The target's language: tells which of several is the target.
    pub target_language: Option<Tag>,
    /// The column of a table that holds the source: its name, or its number from 1.
    pub source_column: Option<String>,
    /// The column of a table that holds the translation: its name, or its number from 1.
    pub target_column: Option<String>,
}

/// The units of a file, read as they are asked for.
pub struct Units<'r> {
    units: Box<dyn Iterator<Item = Result<TranslationUnit, RecordError>> + Send + 'r>,
    /// The document of the last unit.
    doc: Option<String>,
    /// Comments that hold for all that follows: `bilint-ignore-file`, and `bilint-ignore-start`
    /// until it ends.
    standing: Vec<Directive>,
}

impl<'r> Units<'r> {
    /// Reads a file of a bilingual format; of any other it finds no units.
    pub fn new(
        format: Format,
        input: impl BufRead + Send + 'r,
        options: &UnitOptions,
    ) -> Units<'r> {
        let options = options.clone();
        let units: Box<dyn Iterator<Item = _> + Send + 'r> = match format {
            Format::JsonLines => {
                let mut lines = JsonLines::new(input);
                Box::new(std::iter::from_fn(move || lines.next_unit()))
            }
            Format::Xliff => Box::new(xliff::Units::new(input)),
            Format::Tmx => Box::new(tmx::Units::new(input, options)),
            Format::Po => Box::new(po::Units::new(input)),
            Format::Csv => Box::new(table::Units::new(input, options, None)),
            Format::Tsv => Box::new(table::Units::new(input, options, Some(b'\t'))),
            Format::Plain
            | Format::Markdown
            | Format::Html
            | Format::Srt
            | Format::WebVtt
            | Format::Docx
            | Format::Odt => Box::new(std::iter::empty()),
        };
        Units { units, doc: None, standing: Vec::new() }
    }
}

impl Iterator for Units<'_> {
    type Item = Result<TranslationUnit, RecordError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut unit = match self.units.next()? {
            Ok(unit) => unit,
            Err(error) => return Some(Err(error)),
        };
        if unit.doc.is_none() || unit.doc != self.doc {
            // What was said for the rest of the file is said to each of its documents.
            let own = std::mem::replace(&mut unit.directives, self.standing.clone());
            let before = unit.directives.len();
            unit.directives.extend(own);
            self.note(&unit.directives[before..]);
        } else {
            self.note(&unit.directives);
        }
        self.doc.clone_from(&unit.doc);
        Some(Ok(unit))
    }
}

impl Units<'_> {
    fn note(&mut self, directives: &[Directive]) {
        for directive in directives {
            let text = directive.text.as_str();
            if text.starts_with("bilint-ignore-file") || text.starts_with("bilint-ignore-start") {
                self.standing.push(directive.clone());
            } else if text.starts_with("bilint-ignore-end") {
                self.standing.retain(|it| !it.text.starts_with("bilint-ignore-start"));
            }
        }
    }
}

impl TranslationUnit {
    /// The two documents of units that belong together, block beside block. The first is the
    /// source; none when no unit has one.
    pub fn documents(
        path: &str,
        format: Format,
        units: Vec<TranslationUnit>,
    ) -> (Option<Document>, Document) {
        let continuity = if units.iter().all(|unit| unit.doc.is_some()) {
            Continuity::Segments
        } else {
            Continuity::Isolated
        };
        let source_language = units.iter().find_map(|unit| unit.source_language.clone());
        let target_language = units.iter().find_map(|unit| unit.target_language.clone());
        let has_source = units.iter().any(|unit| unit.source.is_some());
        let (mut sources, mut targets) =
            (Vec::with_capacity(units.len()), Vec::with_capacity(units.len()));
        let mut directives = Vec::new();
        for (index, unit) in units.into_iter().enumerate() {
            directives
                .extend(unit.directives.into_iter().map(|it| Directive { before: index, ..it }));
            let none = || Block::verbatim(unit.target.kind, "", 0);
            sources.push(unit.source.map_or_else(none, |it| *it));
            targets.push(*unit.target);
        }
        let source = has_source.then(|| {
            let mut source = Document::of_records(path, format, continuity, sources);
            source.language = source_language;
            source
        });
        let mut target = Document::of_records(path, format, continuity, targets);
        target.language = target_language;
        target.directives = directives;
        (source, target)
    }
}

impl OfDoc for TranslationUnit {
    fn doc(&self) -> Option<&str> {
        self.doc.as_deref()
    }
}

/// Takes a comment for bilint, if it is one.
pub(super) fn directive(comment: &str, raw: crate::text::Span) -> Option<Directive> {
    let comment = comment.trim();
    comment.starts_with("bilint-").then(|| Directive { text: comment.to_owned(), raw, before: 0 })
}
