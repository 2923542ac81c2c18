//! What a mark may be, told by the marks that are open before it and by those that come behind.
//! Nothing is decided here.

use super::super::attribution::attribution;
use super::super::scan::{Candidate, Facing};
use super::{Machine, Open};
use crate::reading::Side;
use crate::reading::glyphs::{Role, closers};

/// How far the machine looks ahead, in marks: so that its cost stays linear in any text.
const LOOKAHEAD: usize = 256;

/// What it means that a mark opens inside a quotation in the same marks.
pub(super) enum Meeting {
    /// A quotation inside the quotation: both are closed.
    Nested,
    /// The same quotation, opened again.
    Reopened,
    /// A new quotation; the first was never closed.
    Unclosed,
}

impl Machine<'_> {
    /// Whether the mark opens a further paragraph of a quotation.
    pub(super) fn continues(&self, index: usize) -> bool {
        let candidate = self.candidates[index];
        let outer = self.stack.iter().any(|open| !open.single && open.began < self.block);
        index == 0
            && outer
            && !candidate.single
            && self.text()[..candidate.span.start].trim().is_empty()
    }

    /// Whether something is open that a mark of this glyph can close.
    pub(super) fn is_open(&self, glyph: char) -> bool {
        self.stack.iter().any(|open| closers(open.glyph).contains(&glyph))
    }

    /// Whether a single mark closes an inner quotation: one is open that the glyph can close, and
    /// the mark that usually closes it does not come later (‚Ich hab’ Zeit‘).
    pub(super) fn closes_inner(&self, index: usize) -> bool {
        let glyph = self.candidates[index].glyph;
        let open = self.stack.iter().rfind(|open| closers(open.glyph).contains(&glyph));
        open.is_some_and(|open| {
            let usual = closers(open.glyph).first();
            let later = self.candidates[index + 1..].iter().take(LOOKAHEAD);
            let mut later = later.take_while(|later| later.glyph != open.glyph);
            usual == Some(&glyph) || !later.any(|later| usual == Some(&later.glyph))
        })
    }

    /// Whether a later mark of the same glyph closes before one opens.
    pub(super) fn is_closed_later(&self, index: usize) -> bool {
        let glyph = self.candidates[index].glyph;
        let later = self.candidates[index + 1..].iter().find(|later| later.glyph == glyph);
        later.is_some_and(|later| later.facing == Facing::Certain(Role::Close))
    }

    /// What it means that the candidate opens while `outer`, in the same marks, is open.
    pub(super) fn meeting(&self, outer: Open, index: usize) -> Meeting {
        let candidate = self.candidates[index];
        let closer = |later: &&Candidate| closers(outer.glyph).contains(&later.glyph);
        let mut depth = 1 + self.stack.iter().filter(|open| open.glyph == candidate.glyph).count();
        let mut closes_first = false;
        for (count, later) in self.candidates[index + 1..]
            .iter()
            .take(LOOKAHEAD)
            .filter(|it| it.glyph == outer.glyph || closer(it))
            .enumerate()
        {
            let opens =
                later.glyph == outer.glyph && matches!(later.facing, Facing::Certain(Role::Open));
            if opens {
                depth += 1;
            } else {
                depth -= 1;
                closes_first |= count == 0;
            }
            if depth == 0 {
                return Meeting::Nested;
            }
        }
        let from = if outer.began == self.block { outer.start } else { 0 };
        let between = &self.text()[from..candidate.span.start];
        let speaks = attribution(between, &self.side.pack).is_some();
        if closes_first && !speaks && self.starts_sentence(candidate.span.start) {
            Meeting::Reopened
        } else if depth == 1 && closes_first && !speaks && self.goes_on == Some(outer.glyph) {
            // The outer quotation goes on in the next paragraph.
            Meeting::Nested
        } else {
            Meeting::Unclosed
        }
    }

    /// Whether a sentence starts at this byte of the block.
    pub(super) fn starts_sentence(&self, at: usize) -> bool {
        self.side.sentence_at(self.block, at).is_some_and(|sentence| sentence.span.start == at)
    }

    /// Whether the next paragraph opens with the mark that is open outermost.
    pub(super) fn is_reopened(&self) -> bool {
        let Some(outer) = self.stack.first() else { return false };
        let from = if outer.began == self.block { outer.start } else { 0 };
        let ends_spoken = !self.side.pack.quotes.conventions.attribution_inside
            && attribution(&self.text()[from..], &self.side.pack).is_some();
        self.goes_on == Some(outer.glyph) && !outer.single && !ends_spoken
    }
}

/// The quotation mark that a block opens with.
pub(super) fn opening_glyph(side: &Side, block: usize, candidates: &[Candidate]) -> Option<char> {
    let first = candidates.first()?;
    side.text(block)[..first.span.start].trim().is_empty().then_some(first.glyph)
}
