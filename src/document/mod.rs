//! One reader a format: bytes in, blocks of prose with exact places out.
//!
//! A reader decides what is prose and of which kind; front matter, code and addresses are not. What
//! the prose says is read on the next floor.

mod block;
mod bytes;
mod jsonl;
mod links;
mod markdown;
mod place;
mod plain;

use std::collections::BTreeMap;
use std::sync::OnceLock;

pub use block::{Block, BlockKind, InlineObject, Mark, MarkKind, ObjectKind, RecordPlace};
pub use bytes::{DecodeError, decode};
pub use jsonl::{JsonLines, Record, RecordError, records_with_one_doc};
pub use place::{Place, PlaceMap};

use serde::Serialize;

use crate::text::{LineIndex, Position, Span, Tag};

/// The formats that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text: paragraphs parted by empty lines, or one a line.
    Plain,
    /// CommonMark, with front matter.
    Markdown,
    /// JSON Lines with both sides of a translation.
    JsonLines,
}

impl Format {
    /// The format a file's name speaks of; `.gz` at the end is passed over. Plain text when the
    /// name says nothing.
    pub fn of_name(name: &str) -> Format {
        let name = name.to_ascii_lowercase();
        let name = name.strip_suffix(".gz").unwrap_or(&name);
        match name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("md" | "markdown") => Format::Markdown,
            Some("jsonl" | "ndjson") => Format::JsonLines,
            _ => Format::Plain,
        }
    }

    /// Whether one file of this format holds both sides.
    pub const fn is_bilingual(self) -> bool {
        matches!(self, Format::JsonLines)
    }
}

/// How the blocks of a document follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Continuity {
    /// Paragraphs of a text: a quotation ends with its paragraph unless the next one opens again.
    Paragraphs,
    /// Segments of one text, whose paragraphs are not known: a quotation may run from one to the
    /// next.
    Segments,
    /// Segments that have nothing to do with each other.
    Isolated,
}

/// A text as its file holds it: blocks of prose in order, each with its place.
#[derive(Debug)]
pub struct Document {
    /// The name people know the file by, as it was given.
    pub path: String,
    /// The format it was read as.
    pub format: Format,
    /// What the file says about itself: the keys of its front matter.
    pub metadata: BTreeMap<String, String>,
    /// The language the file claims to be in.
    pub language: Option<Tag>,
    /// Comments that speak to bilint, in order.
    pub directives: Vec<Directive>,
    /// The prose.
    pub blocks: Vec<Block>,
    /// How the blocks follow each other.
    pub continuity: Continuity,
    /// The file's text; empty where each block is a record of its own.
    raw: String,
    lines: OnceLock<LineIndex>,
}

/// A change to a file, a member or a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// The first byte that is replaced.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// What stands there afterwards.
    pub text: String,
}

/// A comment in a file that speaks to bilint (`bilint-ignore …`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directive {
    /// The comment's text, without the signs around it.
    pub text: String,
    /// Where the comment stands, in bytes of the file.
    pub raw: Span,
    /// The number of blocks before it.
    pub before: usize,
}

impl Document {
    /// Reads a text of one language. `path` is the name that findings will bear.
    ///
    /// For a format that holds both sides, see [`JsonLines`].
    pub fn read(path: &str, format: Format, text: String) -> Document {
        let mut document = Document {
            path: path.to_owned(),
            format,
            metadata: BTreeMap::new(),
            language: None,
            directives: Vec::new(),
            blocks: Vec::new(),
            continuity: Continuity::Paragraphs,
            raw: text,
            lines: OnceLock::new(),
        };
        match format {
            Format::Markdown => markdown::read(&mut document),
            Format::Plain | Format::JsonLines => plain::read(&mut document),
        }
        document
    }

    /// A document whose blocks are records of their own: segments of a bilingual file, or loose
    /// snippets.
    pub fn of_records(
        path: &str,
        format: Format,
        continuity: Continuity,
        blocks: Vec<Block>,
    ) -> Document {
        Document {
            path: path.to_owned(),
            format,
            metadata: BTreeMap::new(),
            language: None,
            directives: Vec::new(),
            blocks,
            continuity,
            raw: String::new(),
            lines: OnceLock::new(),
        }
    }

    /// The file's text, in which places of comments count; empty where each block is a record of its
    /// own.
    pub fn text(&self) -> &str {
        &self.raw
    }

    /// The text in which places of `block` are counted: the file's, or the record's field.
    pub fn raw<'d>(&'d self, block: &'d Block) -> &'d str {
        if block.record.is_some() { &block.text_of_record } else { &self.raw }
    }

    /// The place of a span of a block's text.
    pub fn place(&self, block: &Block, span: Span) -> Place {
        Place {
            part: None,
            id: block.record.as_ref().map(|record| record.id.clone()),
            field: block.record.as_ref().map(|record| record.field.to_owned()),
            span: Some(block.map.raw(span)),
        }
    }

    /// The change to the file, member or field that puts `text` in place of a span of a block's text.
    ///
    /// Markup inside the span goes with it; what stands for itself in the text (an entity, a code
    /// span) is replaced whole.
    pub fn edit(&self, block: &Block, span: Span, text: String) -> Edit {
        let Span { start, end } = block.map.raw(span);
        Edit { start, end, text }
    }

    /// Line and column of a byte of the text that [`raw`](Self::raw) gives for `block`.
    pub fn position(&self, block: &Block, offset: usize) -> Position {
        if block.record.is_some() {
            let text = &block.text_of_record;
            return block.lines.get_or_init(|| LineIndex::new(text)).position(text, offset);
        }
        self.line_index().position(&self.raw, offset)
    }

    /// The lines of the file.
    pub fn line_index(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.raw))
    }

    /// All prose, blocks parted by line breaks; for recognising the language.
    pub fn prose(&self) -> String {
        let texts: Vec<&str> = self.blocks.iter().map(|block| block.text.as_str()).collect();
        texts.join("\n")
    }
}
