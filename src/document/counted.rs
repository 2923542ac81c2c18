//! The texts that places count in, when that is not the whole file as it was read.

use std::sync::{Arc, OnceLock};

use super::json_fields;
use super::place::PlaceMap;
use crate::text::{LineIndex, Position, Span};

/// Where a stretch of text begins in its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// Bytes before it.
    pub byte: usize,
    /// The line it begins on, from 1.
    pub line: usize,
    /// The column it begins at, from 1, in characters.
    pub column: usize,
}

impl Default for Origin {
    fn default() -> Self {
        Origin::START
    }
}

impl Origin {
    /// The beginning of a file, a member or a field.
    pub const START: Origin = Origin { byte: 0, line: 1, column: 1 };

    /// Goes on behind `text`, which need not end with a whole character.
    ///
    /// A `\r` ends a line only where `\n` does not follow; whether it does at the end of `text` is
    /// told by `next`.
    pub fn pass(&mut self, text: &[u8], next: Option<u8>) {
        for (at, byte) in text.iter().enumerate() {
            let following = text.get(at + 1).copied().or(next);
            let breaks = *byte == b'\n' || (*byte == b'\r' && following != Some(b'\n'));
            if breaks {
                self.line += 1;
                self.column = 1;
            } else if *byte as i8 >= -0x40 {
                self.column += 1;
            }
        }
        self.byte += text.len();
    }
}

/// A text in which the places of some blocks count.
#[derive(Debug)]
pub(super) struct CountedText {
    pub text: String,
    /// Where it begins in what it is a part of.
    pub origin: Origin,
    pub of: Of,
    lines: OnceLock<LineIndex>,
}

/// What a counted text is.
#[derive(Debug)]
pub(super) enum Of {
    /// A stretch of the file, where the rest is not kept.
    File,
    /// A member of a packed file, by its name.
    Member(String),
    /// The decoded value of a record's field, with its place in the file if that is known.
    Field(Option<FieldPlace>),
}

/// How the decoded value of a field stands in its file.
#[derive(Debug)]
pub(super) struct FieldPlace {
    pub value: ValuePlace,
    pub quoting: Quoting,
    /// The line of the file on which the record begins, from 1.
    pub line: usize,
}

/// Where the value of a field stands.
#[derive(Debug)]
pub(super) enum ValuePlace {
    /// From bytes of the value to bytes of the file.
    Known(PlaceMap),
    /// Under a key of the JSON object in a line, which begins at a byte of the file. There it is
    /// looked for when it is asked for, which few records are.
    Json { line: Arc<String>, key: &'static str, start: usize, found: OnceLock<Option<PlaceMap>> },
}

impl FieldPlace {
    /// From bytes of the value to bytes of the file.
    pub fn map(&self, value: &str) -> Option<&PlaceMap> {
        match &self.value {
            ValuePlace::Known(map) => Some(map),
            ValuePlace::Json { line, key, start, found } => {
                found.get_or_init(|| json_fields::place(line, key, value, *start)).as_ref()
            }
        }
    }
}

/// How a field's value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// As a JSON string.
    Json,
    /// Between quotation marks, which are doubled in it.
    Doubled,
    /// The same, but only as long as it holds quotation marks: without them those around it would be
    /// its own.
    DoubledIfNeeded,
    /// As it is; then it must hold neither a line break nor this delimiter.
    Bare(u8),
}

impl CountedText {
    pub fn new(text: String, origin: Origin, of: Of) -> CountedText {
        CountedText { text, origin, of, lines: OnceLock::new() }
    }

    /// Line and column of the byte `offset` of what this is a part of.
    pub fn position(&self, offset: usize) -> Position {
        let text = self.text.as_str();
        let offset = offset.saturating_sub(self.origin.byte).min(text.len());
        let lines = self.lines.get_or_init(|| LineIndex::new(text));
        let Position { line, column } = lines.position(text, offset);
        let column = if line == 1 { column + self.origin.column - 1 } else { column };
        Position { line: line + self.origin.line - 1, column }
    }
}

/// The text that the places of a block count in: a file, a member, a field, or the part of a file
/// that was kept.
#[derive(Clone, Copy, Debug)]
pub struct Raw<'d> {
    /// The text.
    pub text: &'d str,
    /// The bytes before it in its file: places count them too.
    pub start: usize,
}

impl<'d> Raw<'d> {
    /// The span in bytes of `text`; none when it lies elsewhere.
    pub fn local(&self, span: Span) -> Option<Span> {
        let start = span.start.checked_sub(self.start)?;
        let end = span.end.checked_sub(self.start)?;
        self.text.get(start..end)?;
        Some(Span::new(start, end))
    }

    /// The raw text at a place.
    pub fn get(&self, span: Span) -> Option<&'d str> {
        self.local(span).map(|local| &self.text[local.start..local.end])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_knows_its_line() {
        let file = "eins\r\nzwei\rdrei äö <b>vier\nfünf</b>";
        let start = file.find("vier").unwrap();
        let mut origin = Origin::START;
        origin.pass(&file.as_bytes()[..start], Some(b'v'));
        let text = CountedText::new(file[start..].to_owned(), origin, Of::File);
        let whole = LineIndex::new(file);
        for (at, _) in file[start..].char_indices() {
            assert_eq!(text.position(start + at), whole.position(file, start + at));
        }
        let raw = Raw { text: &text.text, start };
        assert_eq!(raw.get(Span::new(start, start + 4)), Some("vier"));
        assert_eq!(raw.get(Span::new(0, 4)), None);
    }
}
