use std::sync::Arc;

use super::finding::Findings;
use crate::language::Pack;
use crate::pair::Pair;
use crate::reading::Side;

/// What a rule is given to work with.
#[derive(Clone, Copy, Debug)]
pub struct Context<'p> {
    /// The translation and its source.
    pub pair: &'p Pair,
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
        let side = self.pair.source.as_ref().or(self.pair.snippets.as_ref())?;
        Some(&side.pack)
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
