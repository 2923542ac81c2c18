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

    /// What stands before it in its block.
    pub(super) fn before(&self) -> &str {
        &self.side.text(self.block)[..self.is.whole.start]
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
