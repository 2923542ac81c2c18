//! Quantities of the source that the translation has otherwise, or not at all.
//!
//! The two sides of a bead are compared as sets, by value; before anything is claimed the
//! neighbouring beads are asked. One cause gives one difference, of the first kind that fits.

mod among;
mod answers;
mod claims;
mod conversions;
mod items;
mod likeness;
#[cfg(test)]
mod tests;

use self::claims::claims;
use self::items::{Item, items};
use super::Pair;
use crate::language::Pack;
use crate::reading::Segment;
use crate::text::Span;

/// Nothing is claimed on an alignment that is less sure.
const SURE: f64 = 0.7;

/// A quantity that differs between a translation and its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// In what it differs.
    pub kind: DifferenceKind,
    /// The block of the target.
    pub block: usize,
    /// The quantity there, in bytes of the block; where none is, the segment that lacks it.
    pub span: Span,
    /// The number of the quantity among those of its block; none where the target lacks it.
    pub quantity: Option<usize>,
    /// The quantity of the source, by its block there and its place; none where the target adds one.
    pub source: Option<Segment>,
    /// The power of ten that the target's scale word should have, where that is what differs.
    pub power: Option<u8>,
    /// The words of the source.
    pub said: String,
    /// How sure it is, from 0 to 1.
    pub confidence: f64,
}

/// In what two quantities differ, the first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DifferenceKind {
    /// The digits are the same, the power of ten is not.
    Scale,
    /// Other money.
    Currency,
    /// Percent, percentage points, or none of them.
    Percent,
    /// Another unit without the value that belongs to it.
    Unit,
    /// Another day, month, year, weekday or decade.
    Date,
    /// Another time of day.
    Time,
    /// Another number, one too many, or one that is missing.
    Number,
}

/// What comes of comparing the quantities of both sides.
#[derive(Clone, Debug, Default)]
pub struct Comparison {
    /// What differs, in the order of the target.
    pub differences: Vec<Difference>,
    /// Quantities of the target, by block and number, that agree with the source only if their
    /// separators are read as the source's language has them (`1,500` in German).
    pub misread: Vec<(usize, usize)>,
    /// Those that agree with the source as they stand though they could be read otherwise.
    pub confirmed: Vec<(usize, usize)>,
}

/// Compares all beads of a pair.
pub(super) fn compare(pair: &Pair) -> Comparison {
    let mut comparison = Comparison::default();
    // Where the words of a language are not known, `5000 millones` looks like five thousand.
    let speaks = |pack: &Pack| !pack.numbers.words.values.is_empty();
    let sides = [pair.source.as_ref(), pair.snippets.as_ref(), Some(&pair.target)];
    if !sides.into_iter().flatten().all(|side| speaks(&side.pack)) {
        return comparison;
    }
    for unit in pair.units() {
        let Some(source) = unit.source.filter(|it| it.confidence >= SURE) else { continue };
        if unit.target.is_empty() {
            continue;
        }
        let asked = items(source.side, source.segments);
        let given = items(&pair.target, unit.target);
        if asked.is_empty() && given.is_empty() {
            continue;
        }
        claims(pair, &unit, &source, &asked, &given, &mut comparison);
    }
    comparison.differences.sort_by_key(|it| (it.block, it.span, it.kind));
    comparison.misread.sort_unstable();
    comparison.misread.dedup();
    comparison.confirmed.sort_unstable();
    comparison.confirmed.dedup();
    let confirmed = &comparison.confirmed;
    comparison.misread.retain(|it| confirmed.binary_search(it).is_err());
    comparison
}

impl Comparison {
    /// What differs in one block.
    pub fn of_block(&self, block: usize) -> &[Difference] {
        let start = self.differences.partition_point(|it| it.block < block);
        let end = self.differences.partition_point(|it| it.block <= block);
        &self.differences[start..end]
    }
}
