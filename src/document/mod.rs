//! One reader a format: bytes in, blocks of prose with exact places out.
//!
//! A reader decides what is prose and of which kind; front matter, code and addresses are not. What
//! the prose says is read on the next floor.

mod block;
mod bytes;
mod counted;
mod cues;
mod decoded;
mod edit;
mod format;
mod html;
mod json_fields;
mod jsonl;
mod links;
mod markdown;
mod office;
mod place;
mod plain;
mod po;
mod table;
mod tee;
mod tmx;
mod units;
mod xliff;
mod xml;

use std::collections::BTreeMap;
use std::sync::OnceLock;

pub use block::{
    Block, BlockKind, InlineObject, InlineTag, Mark, MarkKind, ObjectKind, RecordPlace,
};
pub use bytes::{DecodeError, decode, unpacked};
pub use counted::Raw;
pub use edit::Edit;
pub use format::Format;
pub use jsonl::{JsonLines, OfDoc, Record, RecordError, records_with_one_doc};
pub use office::{PackageError, member, with_members};
pub use place::{Place, PlaceMap};
pub use units::{TranslationUnit, UnitOptions, Units};
pub use xliff::{Annotated, Annotation, annotated};
pub use xml::XmlError;

use self::counted::Of;
use crate::text::{LineIndex, Position, Span, Tag};

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

/// Why a file cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Its bytes are no text.
    #[error(transparent)]
    Decode(#[from] DecodeError),
    /// It is a packed document that cannot be read.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// It is a bilingual file that cannot be read.
    #[error(transparent)]
    Units(#[from] RecordError),
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
            Format::Html => html::read(&mut document),
            Format::Srt | Format::WebVtt => cues::read(&mut document),
            _ => plain::read(&mut document),
        }
        document
    }

    /// Reads the bytes of a file: unpacks them where they are packed with gzip, and reads members of
    /// packed formats. Of a bilingual file the translations are read; see [`Units`] for both sides.
    pub fn from_bytes(path: &str, format: Format, bytes: Vec<u8>) -> Result<Document, ReadError> {
        if format.is_packed() {
            let mut document =
                Document::of_records(path, format, Continuity::Paragraphs, Vec::new());
            office::read(&mut document, unpacked(bytes)?)?;
            return Ok(document);
        }
        let text = decode(bytes)?;
        if !format.is_bilingual() || format == Format::JsonLines {
            return Ok(Document::read(path, format, text));
        }
        let units = Units::new(format, text.as_bytes(), &UnitOptions::default());
        let units: Vec<TranslationUnit> = units.collect::<Result<_, _>>()?;
        let (_, mut document) = TranslationUnit::documents(path, format, units);
        document.raw = text;
        Ok(document)
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

    /// The text in which places of `block` are counted: the file's, the member's, or the record's
    /// field.
    pub fn raw<'d>(&'d self, block: &'d Block) -> Raw<'d> {
        match &block.counted {
            Some(counted) => Raw { text: &counted.text, start: counted.origin.byte },
            None => Raw { text: &self.raw, start: 0 },
        }
    }

    /// Whether places in two blocks count in the same bytes, so that one can be told beside the
    /// other: those of one file or member, or of one record's field.
    pub fn shares_places(&self, a: &Block, b: &Block) -> bool {
        fn of(block: &Block) -> Option<&Of> {
            block.counted.as_deref().map(|counted| &counted.of)
        }
        match (of(a), of(b)) {
            (None | Some(Of::File), None | Some(Of::File)) => true,
            (Some(Of::Member(a)), Some(Of::Member(b))) => a == b,
            (Some(Of::Field(_)), Some(Of::Field(_))) => a.record == b.record,
            _ => false,
        }
    }

    /// The place of a span of a block's text.
    pub fn place(&self, block: &Block, span: Span) -> Place {
        let (part, in_field) = match block.counted.as_ref().map(|counted| &counted.of) {
            Some(Of::Member(name)) => (Some(name.clone()), false),
            Some(Of::Field(_)) => (None, true),
            Some(Of::File) | None => (None, false),
        };
        let record = block.record.as_ref();
        Place {
            part,
            id: record.map(|record| record.id.clone()),
            field: record.filter(|_| in_field).map(|record| record.field.to_owned()),
            span: Some(block.map.raw(span)),
        }
    }

    /// Line and column of a byte of what places of `block` count in. In packed documents the number
    /// of the paragraph, from 1, stands for the line.
    pub fn position(&self, block: &Block, offset: usize) -> Position {
        match &block.counted {
            Some(counted) => match block.paragraph {
                // The lines of a member say nothing to people.
                Some(line) => {
                    let before = block.map.text_before(offset);
                    Position { line, column: block.text[..before].chars().count() + 1 }
                }
                None => counted.position(offset),
            },
            None => self.line_index().position(&self.raw, offset),
        }
    }

    /// The line of the file, from 1, on which the record begins in whose field places of `block`
    /// count; none where they count in something else.
    pub fn record_line(&self, block: &Block) -> Option<usize> {
        match &block.counted.as_deref()?.of {
            Of::Field(place) => place.as_ref().map(|place| place.line),
            Of::File | Of::Member(_) => None,
        }
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
