use serde::{Deserialize, Serialize};

/// A stretch of text in UTF-8 bytes, end exclusive, both ends on character boundaries.
///
/// A span knows nothing about the text it belongs to; what it counts in (a block, a file, a
/// record's field) is said where it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`; `start` must not lie behind `end`.
    pub const fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// The empty span at one place.
    pub const fn at(place: usize) -> Self {
        Self::new(place, place)
    }

    /// The number of bytes.
    pub const fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether there is no byte in it.
    pub const fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies inside, edges included.
    pub const fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the byte at `place` lies inside.
    pub const fn covers(self, place: usize) -> bool {
        self.start <= place && place < self.end
    }

    /// Whether the two share a byte; an empty span overlaps what it lies in or touches.
    pub const fn overlaps(self, other: Span) -> bool {
        if self.is_empty() || other.is_empty() {
            return self.start <= other.end && other.start <= self.end;
        }
        self.start < other.end && other.start < self.end
    }

    /// The number of bytes the two share.
    pub fn shared(self, other: Span) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// The smallest span with both in it.
    pub fn join(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The same stretch, counted from `by` bytes further left.
    pub const fn shifted(self, by: usize) -> Span {
        Span::new(self.start + by, self.end + by)
    }

    /// The text at this span.
    ///
    /// # Panics
    /// When the span does not lie in `text` on character boundaries: spans are made by readings
    /// of the very text they are used on.
    #[inline]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_span_overlaps_what_it_touches() {
        let sentence = Span::new(4, 9);
        assert!(Span::at(4).overlaps(sentence));
        assert!(Span::at(9).overlaps(sentence));
        assert!(!Span::at(10).overlaps(sentence));
        assert!(!Span::new(9, 11).overlaps(sentence));
        assert_eq!(sentence.shared(Span::new(7, 12)), 2);
    }
}
