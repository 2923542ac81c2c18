//! Quotations: which marks open, which close, what is quoted, and where the marks do not add up.
//!
//! The marks are read by a stack machine (see `machine`) that starts anew in every paragraph: over
//! a whole document missing and surplus marks cancel out. What the machine finds wrong is kept
//! here as [`Fault`]s; the rules turn them into findings.

mod attribution;
mod machine;
mod scan;

use super::glyphs::{MarkStyle, Role};
use super::side::Side;
use crate::text::Span;

pub use attribution::attribution;

/// A quotation mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteMark {
    /// The block it stands in.
    pub block: usize,
    /// Where, in bytes of the block's text.
    pub span: Span,
    /// The character.
    pub glyph: char,
    /// The part it plays.
    pub role: Role,
    /// Whether it is of the inner kind (‚ ‘ ‹ ›).
    pub single: bool,
    /// How many quotations are open around it.
    pub depth: usize,
    /// The number of the mark that it makes a pair with.
    pub partner: Option<usize>,
}

/// A pair of marks that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// The number of the opening mark.
    pub open: usize,
    /// The number of the closing mark.
    pub close: usize,
    /// Their glyphs.
    pub style: MarkStyle,
    /// How many quotations are open around it.
    pub depth: usize,
}

/// A stretch of one block that lies in a quotation, marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quoted {
    /// The block.
    pub block: usize,
    /// The stretch, in bytes of the block's text.
    pub span: Span,
}

/// A mark between letters or at a word's edge that does not quote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Apostrophe {
    /// The block it stands in.
    pub block: usize,
    /// Where, in bytes of the block's text.
    pub span: Span,
    /// The character.
    pub glyph: char,
}

/// A kind of fault in the marks of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// A second opening mark inside a quotation that goes on.
    Reopened,
    /// A closing mark that nothing opened.
    Orphan,
    /// An opening mark that nothing closes.
    Unclosed,
    /// A closing mark that came before the quotation's end.
    Displaced,
    /// The closing mark before an attribution is missing.
    Swallowed,
    /// Marks of the outer kind inside a quotation with the same marks.
    SameLevel,
    /// A mark that stands right beside another one of its kind and has no partner.
    Doubled,
}

/// Marks that do not add up.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The number of the mark that is to blame.
    pub mark: usize,
    /// What is to be shown, in bytes of the mark's block: the mark, or the swallowed attribution.
    pub span: Span,
    /// The numbers of other marks that belong to the case.
    pub others: Vec<usize>,
    /// How sure the reading is, from 0 to 1.
    pub confidence: f64,
}

/// The quotation marks of a document, and what they make up.
#[derive(Clone, Debug, Default)]
pub struct Quotations {
    /// All marks that quote, in order.
    pub marks: Vec<QuoteMark>,
    /// The pairs, in the order of their closing marks.
    pub pairs: Vec<Quotation>,
    /// What does not add up, in the order of the marks.
    pub faults: Vec<Fault>,
    /// Apostrophes, in order.
    pub apostrophes: Vec<Apostrophe>,
    /// What is quoted, in order.
    pub quoted: Vec<Quoted>,
    /// For each stretch how far it or an earlier one of its block goes, in bytes.
    reach: Vec<usize>,
}

fn reach(quoted: &[Quoted]) -> Vec<usize> {
    let mut furthest = (0, 0);
    let mut reach = Vec::with_capacity(quoted.len());
    for Quoted { block, span } in quoted {
        let before = if furthest.0 == *block { furthest.1 } else { 0 };
        furthest = (*block, span.end.max(before));
        reach.push(furthest.1);
    }
    reach
}

impl Quotations {
    /// Reads the marks of a document.
    pub(super) fn read(side: &Side) -> Quotations {
        let mut quotations = machine::run(side);
        quotations.faults.sort_by_key(|fault| {
            let mark = &quotations.marks[fault.mark];
            (mark.block, fault.span)
        });
        quotations.quoted.sort_unstable();
        quotations.reach = reach(&quotations.quoted);
        quotations
    }

    /// The quoted stretches of one block, in the order of their starts.
    pub fn quoted_in(&self, block: usize) -> &[Quoted] {
        let end = self.quoted.partition_point(|quoted| quoted.block <= block);
        &self.quoted[self.first_quoted(block)..end]
    }

    /// Whether the byte at `at` of a block lies in a quotation.
    pub fn is_quoted(&self, block: usize, at: usize) -> bool {
        let stretches = self.quoted_in(block);
        let before = stretches.partition_point(|quoted| quoted.span.start <= at);
        before > 0 && self.reach[self.first_quoted(block) + before - 1] > at
    }

    /// The number of the first stretch of a block.
    fn first_quoted(&self, block: usize) -> usize {
        self.quoted.partition_point(|quoted| quoted.block < block)
    }

    /// The pairs whose closing mark stands in a block, in order.
    pub fn pairs_in(&self, block: usize) -> &[Quotation] {
        let marks = self.marks_in(block);
        let start = self.pairs.partition_point(|pair| pair.close < marks.start);
        let end = self.pairs.partition_point(|pair| pair.close < marks.end);
        &self.pairs[start..end]
    }

    /// The numbers of the marks of one block.
    pub fn marks_in(&self, block: usize) -> std::ops::Range<usize> {
        let start = self.marks.partition_point(|mark| mark.block < block);
        let end = self.marks.partition_point(|mark| mark.block <= block);
        start..end
    }
}

#[cfg(test)]
mod tests;
