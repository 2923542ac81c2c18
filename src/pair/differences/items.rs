use crate::reading::{Quantity, Segment, Side};

/// A quantity of one side with its place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item<'s> {
    pub(super) side: &'s Side,
    pub(super) block: usize,
    pub(super) index: usize,
    pub(super) is: &'s Quantity,
}

impl Item<'_> {
    /// The words that tell it, with currency and unit.
    pub(super) fn words(&self) -> &str {
        self.is.whole.of(self.side.text(self.block))
    }

    /// Its digits with what parts them; empty where it is told in words.
    pub(super) fn digits(&self) -> &str {
        let text = self.is.span.of(self.side.text(self.block));
        let end = text.find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',')));
        &text[..end.unwrap_or(text.len())]
    }

    /// Whether a bracket opens before it, with a word or two between at most (`(about 50 million euros)`).
    pub(super) fn is_in_brackets(&self) -> bool {
        const WORDS: usize = 2;
        const BYTES: usize = 60;
        let before = &self.side.text(self.block)[..self.is.whole.start];
        let before = &before[before.floor_char_boundary(before.len().saturating_sub(BYTES))..];
        let Some(at) = before.rfind(['(', '[']) else { return false };
        let between = &before[at + 1..];
        between.split_whitespace().count() <= WORDS
            && between.chars().all(|c| c.is_alphabetic() || c.is_whitespace())
    }

    pub(super) fn segment(&self) -> Segment {
        Segment { block: self.block, span: self.is.whole }
    }
}

/// The quantities of some segments.
pub(super) fn items<'s>(side: &'s Side, segments: &[Segment]) -> Vec<Item<'s>> {
    let mut found = Vec::new();
    for segment in segments {
        let all = side.quantities_of(segment.block);
        let from = all.partition_point(|it| it.span.start < segment.span.start);
        let to = all.partition_point(|it| it.span.start < segment.span.end);
        found.extend((from..to).map(|index| Item {
            side,
            block: segment.block,
            index,
            is: &all[index],
        }));
    }
    found
}
