use std::ops::Range;
use std::sync::Arc;

use super::side::Segment;
use crate::document::Block;
use crate::language::{FormTable, Pack, WordForm};
use crate::text::{Span, Word, words};

/// A word and what parts it from the next take so many bytes or more in nearly all texts.
const BYTES_OF_A_WORD: usize = 5;

/// The words of a side, cut once, each with its form.
#[derive(Debug)]
pub(super) struct Reading {
    pack: Arc<Pack>,
    forms: FormTable,
    words: Vec<(Span, u32)>,
    /// For each block the number of its first word, and at the end the number of words.
    starts: Vec<usize>,
}

impl Reading {
    pub(super) fn of(blocks: &[Block], pack: &Arc<Pack>) -> Reading {
        let mut forms = pack.forms.take();
        let bytes: usize = blocks.iter().map(|block| block.text.len()).sum();
        let mut all = Vec::with_capacity(bytes / BYTES_OF_A_WORD);
        let mut starts = Vec::with_capacity(blocks.len() + 1);
        for block in blocks {
            starts.push(all.len());
            for word in words(&block.text) {
                all.push((word.span, forms.number(word.text, pack)));
            }
        }
        starts.push(all.len());
        Reading { pack: pack.clone(), forms, words: all, starts }
    }

    pub(super) fn in_block(&self, block: usize) -> TextWords<'_> {
        TextWords { reading: self, range: self.starts[block]..self.starts[block + 1] }
    }

    pub(super) fn in_segment(&self, segment: Segment) -> TextWords<'_> {
        self.in_block(segment.block).between(segment.span)
    }

    #[inline]
    fn word(&self, (span, number): (Span, u32)) -> TextWord<'_> {
        let form = self.forms.form(number);
        TextWord { span, text: &form.text, form, number: (self.forms.id(), number) }
    }
}

impl Drop for Reading {
    fn drop(&mut self) {
        self.pack.forms.give_back(std::mem::take(&mut self.forms));
    }
}

/// A word of a text with its form.
#[derive(Clone, Copy, Debug)]
pub struct TextWord<'s> {
    /// Where it stands, in bytes of its block.
    pub span: Span,
    /// The word as it is written.
    pub text: &'s str,
    /// What is known of it.
    pub form: &'s WordForm,
    /// The table that has the form, and its number there.
    pub number: (u64, u32),
}

impl<'s> TextWord<'s> {
    /// The word without its form.
    pub fn word(self) -> Word<'s> {
        Word { span: self.span, text: self.text }
    }
}

/// Words that stand in a row in a block.
#[derive(Clone, Debug)]
pub struct TextWords<'s> {
    reading: &'s Reading,
    range: Range<usize>,
}

impl<'s> TextWords<'s> {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.range.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.range.is_empty()
    }

    /// The word of a number, from 0.
    pub fn get(&self, number: usize) -> Option<TextWord<'s>> {
        let number = self.range.start.checked_add(number)?;
        let word = self.reading.words[..self.range.end].get(number)?;
        Some(self.reading.word(*word))
    }

    /// The last word.
    pub fn last(&self) -> Option<TextWord<'s>> {
        self.get(self.len().checked_sub(1)?)
    }

    /// The words that end before byte `at` of the block.
    pub fn before(&self, at: usize) -> TextWords<'s> {
        self.between(Span::new(0, at))
    }

    /// The words in order.
    pub fn iter(
        &self,
    ) -> impl DoubleEndedIterator<Item = TextWord<'s>> + ExactSizeIterator + use<'s> {
        let reading = self.reading;
        reading.words[self.range.clone()].iter().map(|word| reading.word(*word))
    }

    /// Those that lie within a stretch of the block.
    pub fn between(&self, span: Span) -> TextWords<'s> {
        let words = &self.reading.words[self.range.clone()];
        // What is cut out is often all there is.
        if let ([(first, _), ..], [.., (last, _)]) = (words, words)
            && span.start <= first.start
            && last.end <= span.end
        {
            return self.clone();
        }
        let first = words.partition_point(|(it, _)| it.start < span.start);
        let end = first + words[first..].partition_point(|(it, _)| it.end <= span.end);
        let range = self.range.start + first..self.range.start + end;
        TextWords { range, ..self.clone() }
    }
}
