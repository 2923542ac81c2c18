use std::sync::Arc;

use super::finding::Findings;
use super::options::Options;
use crate::align::WordLinks;
use crate::language::Pack;
use crate::pair::{Pair, Unit};
use crate::reading::{Segment, Side};
use crate::settings::HouseStyle;
use crate::text::Span;

/// Longer pieces of the source are no sentences, in bytes.
const SOURCE_REACH: usize = 16 * 1024;

/// What a rule is given to work with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'p> {
    /// The translation and its source.
    pub pair: &'p Pair,
    /// How the house writes.
    pub house: &'p HouseStyle,
    /// What is set about the rule that is given this.
    pub options: &'p Options,
}

impl<'p> Context<'p> {
    /// The translation.
    pub fn target(&self) -> &'p Side {
        &self.pair.target
    }

    /// The facts of the translation's language.
    pub fn pack(&self) -> &'p Pack {
        &self.pair.target.pack
    }

    /// The facts of the source's language; none when nothing of the source is there.
    pub fn source_pack(&self) -> Option<&'p Arc<Pack>> {
        self.pair.source_pack()
    }

    /// The packs whose words are foreign in the translation: the source's; without a source, those
    /// of every other language. To be asked for once per block, not once per word.
    pub fn foreign_packs(&self) -> Vec<Arc<Pack>> {
        self.pair.foreign_packs()
    }

    /// The segments of what a span of the translation translates, those of a size that sentences have,
    /// with their side.
    pub fn source_segments(
        &self,
        block: usize,
        span: Span,
    ) -> impl Iterator<Item = (&'p Side, Segment)> {
        let counterpart = self.pair.counterpart(block, span);
        let segments = counterpart
            .into_iter()
            .flat_map(|it| it.segments.iter().map(move |segment| (it.side, *segment)));
        // Many findings in one endless "sentence" would each search all of it.
        segments.filter(|(_, segment)| segment.span.len() <= SOURCE_REACH)
    }

    /// Their texts.
    pub fn source_texts(&self, block: usize, span: Span) -> impl Iterator<Item = &'p str> {
        self.source_segments(block, span).map(|(side, segment)| side.text_of(segment))
    }

    /// Whether what a span of the translation translates holds `text` too, as it stands.
    pub fn source_holds(&self, block: usize, span: Span, text: &str) -> bool {
        self.source_texts(block, span).any(|source| source.contains(text))
    }

    /// Which words of a unit render which.
    pub fn word_links(&self, unit: &Unit<'_>) -> &'p WordLinks {
        self.pair.word_links(unit)
    }

    /// The text of a block of the translation.
    pub fn text(&self, block: usize) -> &'p str {
        self.pair.target.text(block)
    }
}

/// The state of a rule that looks at a whole document. Its memory is bounded by what it must
/// remember of the text, not by the text.
pub trait Accumulator {
    /// Takes in the next block, by its number.
    fn observe(&mut self, cx: &Context<'_>, block: usize, out: &mut Findings);

    /// Says what is to be said once all blocks were seen.
    fn finish(&mut self, _cx: &Context<'_>, _out: &mut Findings) {}
}
