use std::sync::Arc;

use super::counted::{CountedText, Of, Origin};
use super::decoded::Decoded;
use super::links::addresses;
use super::place::PlaceMap;
use crate::text::{OBJECT, Span, Tag};

/// A paragraph or another piece of prose that stands on its own.
#[derive(Clone, Debug)]
pub struct Block {
    /// The decoded prose. What has no prose stands in it as one U+FFFC.
    pub text: String,
    /// From bytes of `text` to bytes of the file, member or field.
    pub map: PlaceMap,
    /// What it is.
    pub kind: BlockKind,
    /// The language the file claims for it.
    pub language: Option<Tag>,
    /// Whether it is to be translated, and so to be checked.
    pub translatable: bool,
    /// Links, emphasis: ranges of `text` in order of their starts.
    pub marks: Vec<Mark>,
    /// What the characters U+FFFC of `text` stand for, in order.
    pub objects: Vec<InlineObject>,
    /// Tags that a reader took out of the text though the file has them as written, in order.
    pub tags: Vec<InlineTag>,
    /// The record it comes from, where a file is made of records.
    pub record: Option<RecordPlace>,
    /// What its places count in, where that is not the file as the document holds it.
    pub(super) counted: Option<Arc<CountedText>>,
    /// The number of the paragraph in a packed document, from 1.
    pub(super) paragraph: Option<usize>,
}

/// The record and field a block comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordPlace {
    /// The record's own id, else its number in the file, from 1.
    pub id: String,
    /// The field's name.
    pub field: &'static str,
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A title or a heading: no final stop expected.
    Heading,
    /// An item of a list.
    ListItem,
    /// Words under or for an image.
    Caption,
    /// Text set apart as quoted.
    Quotation,
    /// A field of a table.
    Cell,
    /// A segment of a bilingual file.
    Unit,
    /// What stands on the screen at one time.
    Cue,
}

impl BlockKind {
    /// Whether whole sentences are to be expected, with their final stops.
    pub const fn is_running_text(self) -> bool {
        matches!(self, BlockKind::Paragraph | BlockKind::Quotation)
    }
}

/// A range of a block's text that is marked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The range, in bytes of the block's text.
    pub span: Span,
    /// How it is marked.
    pub kind: MarkKind,
}

/// A way of marking text up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// Emphasis of any strength.
    Emphasis,
    /// A link, with its target.
    Link(String),
    /// Words of another language.
    Language(Tag),
    /// Words that stay as they are in every language.
    Protected,
    /// Between an opening and a closing code of a bilingual file.
    Code,
}

/// Something in a block that is no prose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineObject {
    /// Where its U+FFFC stands, in bytes of the block's text.
    pub at: usize,
    /// What it is.
    pub kind: ObjectKind,
    /// Its content, as a reader sees it: the code, the address, the image's alternative text.
    pub content: String,
}

/// A tag in a block that has no place in its text: the HTML in Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InlineTag {
    /// Where in the block's text it stands, in bytes.
    pub at: usize,
    /// The tag as it is written.
    pub text: String,
}

/// A kind of inline object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectKind {
    /// Code.
    Code,
    /// An image.
    Image,
    /// A web or mail address.
    Address,
    /// What a program puts something in for, or a code of a bilingual file.
    Placeholder,
}

impl Block {
    /// A block of a format where text stands as it is, from byte `start` of the file on.
    pub fn verbatim(kind: BlockKind, text: &str, start: usize) -> Block {
        let mut builder = BlockBuilder::new(kind);
        builder.block.text.reserve_exact(text.len());
        builder.text(text, Span::new(start, start + text.len()));
        builder.finish()
    }

    /// A block that is a record's whole field.
    pub fn of_record(record: RecordPlace, text: &str) -> Block {
        Block::of_field(record, CountedText::new(text.to_owned(), Origin::START, Of::Field(None)))
    }

    /// The same, with what is known about the field.
    pub(super) fn of_field(record: RecordPlace, field: CountedText) -> Block {
        let block = Block::verbatim(BlockKind::Unit, &field.text, 0);
        Block { record: Some(record), counted: Some(Arc::new(field)), ..block }
    }

    /// The block with what its places count in. One without text stands where that begins.
    pub(super) fn counted_in(self, counted: Arc<CountedText>) -> Block {
        let map = if self.text.is_empty() {
            PlaceMap::verbatim(counted.origin.byte, 0)
        } else {
            self.map
        };
        Block { map, counted: Some(counted), ..self }
    }

    /// The text at `span` as a reader sees it, objects by their content.
    pub fn excerpt(&self, span: Span) -> String {
        let mut excerpt = String::with_capacity(span.len());
        let mut done = span.start;
        for object in self.objects.iter().filter(|object| span.covers(object.at)) {
            excerpt.push_str(&self.text[done..object.at]);
            excerpt.push_str(&object.content);
            done = object.at + OBJECT.len_utf8();
        }
        excerpt.push_str(&self.text[done..span.end]);
        excerpt
    }
}

/// Whether a text bears the credit of a picture, as captions do. Behind a letter the sign is half of
/// a broken one (`rÃ©gime`).
pub(super) fn bears_credit(text: &str) -> bool {
    text.match_indices('©').any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric))
}

/// Puts a block together, piece by piece, as a reader meets them.
pub(super) struct BlockBuilder {
    block: Block,
}

impl BlockBuilder {
    pub(super) fn new(kind: BlockKind) -> Self {
        Self {
            block: Block {
                text: String::new(),
                map: PlaceMap::default(),
                kind,
                language: None,
                translatable: true,
                marks: Vec::new(),
                objects: Vec::new(),
                tags: Vec::new(),
                record: None,
                counted: None,
                paragraph: None,
            },
        }
    }

    /// Bytes of text so far.
    pub(super) fn len(&self) -> usize {
        self.block.text.len()
    }

    pub(super) fn set_kind(&mut self, kind: BlockKind) {
        self.block.kind = kind;
    }

    /// Text that stands at `raw` as it is; addresses in it become objects.
    pub(super) fn text(&mut self, text: &str, raw: Span) {
        let mut done = 0;
        for address in addresses(text) {
            self.verbatim(&text[done..address.start], raw.start + done);
            self.object(ObjectKind::Address, address.of(text), address.shifted(raw.start));
            done = address.end;
        }
        self.verbatim(&text[done..], raw.start + done);
    }

    /// Text with its places; addresses in it become objects.
    pub(super) fn run(&mut self, run: &Decoded) {
        let mut done = 0;
        for address in addresses(&run.text) {
            // An address that begins or ends within what one reference stands for is left alone.
            if !run.map.parts_at(address.start) || !run.map.parts_at(address.end) {
                continue;
            }
            self.part(run, Span::new(done, address.start));
            self.object(ObjectKind::Address, address.of(&run.text), run.map.raw(address));
            done = address.end;
        }
        self.part(run, Span::new(done, run.text.len()));
    }

    fn part(&mut self, run: &Decoded, span: Span) {
        self.block.text.push_str(span.of(&run.text));
        for (text, raw, verbatim) in run.map.pieces(span) {
            self.block.map.push(text.len(), raw, verbatim);
        }
    }

    pub(super) fn ends_with(&self, last: char) -> bool {
        self.block.text.ends_with(last)
    }

    fn verbatim(&mut self, text: &str, start: usize) {
        if !text.is_empty() {
            self.block.text.push_str(text);
            self.block.map.push(text.len(), Span::new(start, start + text.len()), true);
        }
    }

    /// Text that `raw` stands for: an entity, a line break that is a space.
    pub(super) fn decoded(&mut self, text: &str, raw: Span) {
        if !text.is_empty() {
            self.block.text.push_str(text);
            self.block.map.push(text.len(), raw, false);
        }
    }

    pub(super) fn object(&mut self, kind: ObjectKind, content: &str, raw: Span) {
        let at = self.len();
        self.block.objects.push(InlineObject { at, kind, content: content.to_owned() });
        let mut buffer = [0; 4];
        self.decoded(OBJECT.encode_utf8(&mut buffer), raw);
    }

    /// Marks the text from byte `start` of the block up to here.
    pub(super) fn mark(&mut self, start: usize, kind: MarkKind) {
        if start < self.len() {
            let span = Span::new(start, self.len());
            self.block.marks.push(Mark { span, kind });
        }
    }

    /// Notes a tag that stands here and is no text.
    pub(super) fn tag(&mut self, text: &str) {
        self.block.tags.push(InlineTag { at: self.len(), text: text.to_owned() });
    }

    pub(super) fn is_blank(&self) -> bool {
        self.block.text.trim().is_empty()
    }

    pub(super) fn finish(mut self) -> Block {
        if self.block.kind == BlockKind::Paragraph && bears_credit(&self.block.text) {
            self.block.kind = BlockKind::Caption;
        }
        self.block.marks.sort_by_key(|mark| mark.span);
        self.block
    }
}
