use std::sync::Arc;

use super::brackets::{Bracket, brackets};
use super::characters::Characters;
use super::glance::Glance;
use super::quantities::{Quantity, QuantityReader};
use super::quotations::Quotations;
use super::readings::Readings;
use super::sentences::each_sentence;
use super::words::{Reading, TextWords};
use crate::document::{Block, Continuity, Document};
use crate::language::{Pack, WordKinds, pack};
use crate::text::{Span, Tag};

/// A stretch of a block: a sentence, or what is aligned as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Segment {
    /// The block's number in its document.
    pub block: usize,
    /// The stretch, in bytes of the block's text.
    pub span: Span,
}

/// A document with what it says.
///
/// Readings are made when first asked for and kept.
#[derive(Debug)]
pub struct Side {
    /// The text and its places.
    pub document: Document,
    /// The facts of its language.
    pub pack: Arc<Pack>,
    readings: Arc<Readings>,
}

impl Side {
    /// A document in the language of `tag`.
    pub fn new(document: Document, tag: &Tag) -> Side {
        Side { document, pack: pack(tag), readings: Arc::default() }
    }

    /// The same, read already: `readings` are those of the same words in the same language.
    pub(super) fn with_readings(
        document: Document,
        pack: Arc<Pack>,
        readings: Arc<Readings>,
    ) -> Side {
        Side { document, pack, readings }
    }

    /// What sides have in common that say the same in the same language, where the one came right behind
    /// the other; no two others of this run have it in common.
    pub fn id(&self) -> u64 {
        self.readings.id.0
    }

    /// The blocks of prose.
    pub fn blocks(&self) -> &[Block] {
        &self.document.blocks
    }

    /// The text of a block.
    pub fn text(&self, block: usize) -> &str {
        &self.document.blocks[block].text
    }

    /// The text of a segment.
    pub fn text_of(&self, segment: Segment) -> &str {
        segment.span.of(self.text(segment.block))
    }

    /// The kinds of characters in one block.
    pub fn characters_of(&self, block: usize) -> Characters {
        let all = self.readings.characters.get_or_init(|| {
            let plain = |block| self.words_of(block).having(WordKinds::ASCII).map(|it| it.span);
            let of = |block| Characters::of(self.text(block), plain(block));
            (0..self.blocks().len()).map(of).collect()
        });
        all[block]
    }

    /// The words of one block, in order.
    #[inline]
    pub fn words_of(&self, block: usize) -> TextWords<'_> {
        self.reading().in_block(block, self.text(block))
    }

    /// The words of a segment, in order.
    #[inline]
    pub fn words_in(&self, segment: Segment) -> TextWords<'_> {
        self.words_of(segment.block).between(segment.span)
    }

    /// Whether a block may have a word of letters and digits alone, put in lower case: a cheap question
    /// that may be answered yes too often.
    pub fn may_have(&self, block: usize, word: &str) -> bool {
        let all = self.readings.glances.get_or_init(|| {
            (0..self.blocks().len()).map(|block| Glance::at(&self.words_of(block))).collect()
        });
        all[block].may_have(word)
    }

    fn reading(&self) -> &Reading {
        self.readings.words.get_or_init(|| Reading::of(self.blocks(), &self.pack))
    }

    /// The sentences of all blocks, in order.
    pub fn sentences(&self) -> &[Segment] {
        self.readings.sentences.get_or_init(|| {
            let mut all = Vec::with_capacity(self.blocks().len());
            for (block, Block { text, .. }) in self.blocks().iter().enumerate() {
                each_sentence(text, &self.pack, |span| all.push(Segment { block, span }));
            }
            all
        })
    }

    /// The sentences of one block.
    #[inline]
    pub fn sentences_of(&self, block: usize) -> &[Segment] {
        let all = self.sentences();
        let start = all.partition_point(|sentence| sentence.block < block);
        let end = all.partition_point(|sentence| sentence.block <= block);
        &all[start..end]
    }

    /// The sentence that holds the byte `at` of a block, or the last one before it.
    pub fn sentence_at(&self, block: usize, at: usize) -> Option<Segment> {
        let sentences = self.sentences_of(block);
        let after = sentences.partition_point(|sentence| sentence.span.start <= at);
        sentences.get(after.checked_sub(1)?).copied()
    }

    /// The quotation marks, quotations and what is wrong with them.
    pub fn quotations(&self) -> &Quotations {
        self.readings.quotations.get_or_init(|| Quotations::read(self))
    }

    /// The brackets of all blocks, in order.
    pub fn brackets(&self) -> &[Bracket] {
        self.readings.brackets.get_or_init(|| {
            let mut all = Vec::new();
            for (index, block) in self.blocks().iter().enumerate() {
                if !self.characters_of(index).has(Characters::BRACKET) {
                    continue;
                }
                brackets(&block.text, index, &self.pack, &mut all);
            }
            all
        })
    }

    /// The brackets of one block.
    #[inline]
    pub fn brackets_of(&self, block: usize) -> &[Bracket] {
        let all = self.brackets();
        let start = all.partition_point(|bracket| bracket.block < block);
        let end = all.partition_point(|bracket| bracket.block <= block);
        &all[start..end]
    }

    /// The quantities of one block, in order.
    pub fn quantities_of(&self, block: usize) -> &[Quantity] {
        let all = self.readings.quantities.get_or_init(|| {
            let mut reader = QuantityReader::new(&self.pack);
            (0..self.blocks().len()).map(|block| self.read_quantities(block, &mut reader)).collect()
        });
        &all[block]
    }

    fn read_quantities(&self, block: usize, reader: &mut QuantityReader<'_>) -> Vec<Quantity> {
        // Where scripts meet that are written without spaces, words are no runs of letters.
        let is_plain = !self.characters_of(block).has(Characters::STRANGE);
        let idle = self.words_of(block).without(WordKinds::COUNTS).filter(|_| is_plain);
        reader.read(self.text(block), idle.map(|word| word.span))
    }

    /// Whether the blocks are one text, so that what opens in one may close in another.
    pub fn has_context(&self) -> bool {
        self.document.continuity != Continuity::Isolated
    }
}
