use std::sync::Arc;

use super::super::block::{Block, BlockBuilder, BlockKind, MarkKind, ObjectKind};
use super::super::counted::CountedText;
use super::super::decoded::Decoded;
use crate::text::Span;

/// Puts the paragraphs of a member together. Paragraphs may stand inside each other: a text box in
/// a paragraph has its own.
pub(super) struct Story {
    pub blocks: Vec<Block>,
    counted: Arc<CountedText>,
    open: Vec<Paragraph>,
}

struct Paragraph {
    builder: BlockBuilder,
    run: Decoded,
    marks: Vec<(usize, Option<MarkKind>)>,
}

impl Story {
    pub fn new(counted: Arc<CountedText>) -> Story {
        Story { blocks: Vec::new(), counted, open: Vec::new() }
    }

    pub fn begin(&mut self, kind: BlockKind) {
        let builder = BlockBuilder::new(kind);
        self.open.push(Paragraph { builder, run: Decoded::default(), marks: Vec::new() });
    }

    pub fn set_kind(&mut self, kind: BlockKind) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.builder.set_kind(kind);
        }
    }

    /// Text outside of paragraphs is none.
    pub fn text(&mut self, text: &Decoded) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.run.part(text, Span::new(0, text.text.len()));
        }
    }

    /// Text that an element stands for.
    pub fn decoded(&mut self, text: &str, raw: Span) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.run.decoded(text, raw);
        }
    }

    pub fn object(&mut self, kind: ObjectKind, content: &str, raw: Span) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.write();
            paragraph.builder.object(kind, content, raw);
        }
    }

    /// Something that may mark text begins.
    pub fn begin_mark(&mut self, kind: Option<MarkKind>) {
        if let Some(paragraph) = self.open.last_mut() {
            let start = paragraph.builder.len() + paragraph.run.text.len();
            paragraph.marks.push((start, kind));
        }
    }

    /// The last mark that began marks text in this way, as is learnt inside it.
    pub fn set_mark(&mut self, kind: MarkKind) {
        if let Some(mark) = self.open.last_mut().and_then(|it| it.marks.last_mut()) {
            mark.1 = Some(kind);
        }
    }

    pub fn end_mark(&mut self) {
        let Some(paragraph) = self.open.last_mut() else { return };
        if let Some((start, kind)) = paragraph.marks.pop()
            && let Some(kind) = kind
        {
            paragraph.write();
            paragraph.builder.mark(start, kind);
        }
    }

    /// Ends a paragraph; without prose it is none.
    pub fn end(&mut self) {
        let Some(mut paragraph) = self.open.pop() else { return };
        paragraph.write();
        if !paragraph.builder.is_blank() {
            let block = paragraph.builder.finish();
            self.blocks.push(block.counted_in(Arc::clone(&self.counted)));
        }
    }
}

impl Paragraph {
    fn write(&mut self) {
        self.builder.run(&std::mem::take(&mut self.run));
    }
}
