use serde::Serialize;
use smallvec::SmallVec;

use crate::text::Span;

/// Where something is, in the words of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The member of a packed file (DOCX, ODT) that the span counts in; none for the file itself.
    pub part: Option<String>,
    /// The record, for formats of records.
    pub id: Option<String>,
    /// The record's field whose decoded value the span counts in.
    pub field: Option<String>,
    /// UTF-8 bytes of the file, member or field; none when the whole document is meant.
    pub span: Option<Span>,
}

/// From bytes of a block's text to bytes of what it was read from.
///
/// Pieces in order, without gaps on the text's side. A verbatim piece is the same bytes on both
/// sides; any other (an entity, a code span that became one character) is taken whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceMap {
    /// Records and plain texts have one.
    pieces: SmallVec<[Piece; 1]>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    text: Span,
    raw: Span,
    verbatim: bool,
}

impl PlaceMap {
    /// The map of a text that stands in the file as it is, from byte `start` on.
    pub fn verbatim(start: usize, length: usize) -> Self {
        let mut map = Self::default();
        map.push(length, Span::new(start, start + length), true);
        map
    }

    /// Adds the next `length` bytes of text, read from `raw`.
    pub fn push(&mut self, length: usize, raw: Span, verbatim: bool) {
        let start = self.pieces.last().map_or(0, |piece| piece.text.end);
        if let Some(last) = self.pieces.last_mut()
            && last.verbatim
            && verbatim
            && last.raw.end == raw.start
        {
            last.text.end += length;
            last.raw.end = raw.end;
            return;
        }
        self.pieces.push(Piece { text: Span::new(start, start + length), raw, verbatim });
    }

    /// The bytes from which the text at `span` was read; for an empty span the place behind what
    /// stands before it.
    pub fn raw(&self, span: Span) -> Span {
        if span.is_empty() {
            return Span::at(self.end(span.start));
        }
        Span::new(self.start(span.start), self.end(span.end))
    }

    /// What stands between the bytes from which the text at `span` was read, and is no text: tags,
    /// the seams of a text in pieces. In order.
    pub fn gaps(&self, span: Span) -> Vec<Span> {
        let first = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        let pieces = self.pieces[first..].iter().take_while(|piece| piece.text.start < span.end);
        let mut gaps = Vec::new();
        let mut end = None;
        for piece in pieces {
            if let Some(end) = end.filter(|end| *end < piece.raw.start) {
                gaps.push(Span::new(end, piece.raw.start));
            }
            end = Some(piece.raw.end);
        }
        gaps
    }

    /// How much of the text was read from what stands before byte `raw`; of a piece that is not the
    /// same on both sides all or nothing.
    pub(super) fn text_before(&self, raw: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.raw.end <= raw);
        match self.pieces.get(after) {
            Some(piece) if piece.verbatim => {
                piece.text.start + raw.saturating_sub(piece.raw.start).min(piece.text.len())
            }
            Some(piece) => piece.text.start,
            None => self.pieces.last().map_or(0, |piece| piece.text.end),
        }
    }

    /// The bytes of the text that were read from `raw`; the inverse of [`raw`](Self::raw) for the
    /// spans it gives.
    pub fn text(&self, raw: Span) -> Span {
        let start = self.text_before(raw.start);
        Span::new(start, self.text_before(raw.end).max(start))
    }

    /// The pieces of the text at `span`, in order: their text, their raw bytes, and whether these are
    /// the same. Of a piece that is not the same on both sides a part has all its bytes.
    pub(super) fn pieces(&self, span: Span) -> impl Iterator<Item = (Span, Span, bool)> {
        let first = self.pieces.partition_point(|piece| piece.text.end <= span.start);
        let pieces = self.pieces[first..].iter().take_while(move |it| it.text.start < span.end);
        pieces.map(move |piece| {
            let text = Span::new(piece.text.start.max(span.start), piece.text.end.min(span.end));
            let raw = if piece.verbatim {
                let start = piece.raw.start + (text.start - piece.text.start);
                Span::new(start, start + text.len())
            } else {
                piece.raw
            };
            (text, raw, piece.verbatim)
        })
    }

    /// Whether the text can be parted at byte `at` without cutting what stands for it in the file.
    pub(super) fn parts_at(&self, at: usize) -> bool {
        let index = self.pieces.partition_point(|piece| piece.text.end <= at);
        self.pieces.get(index).is_none_or(|it| it.verbatim || it.text.start == at)
    }

    fn start(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.text.end <= at);
        match self.pieces.get(after) {
            Some(piece) if piece.verbatim => piece.raw.start + (at - piece.text.start),
            Some(piece) => piece.raw.start,
            None => self.pieces.last().map_or(0, |piece| piece.raw.end),
        }
    }

    fn end(&self, at: usize) -> usize {
        let before = self.pieces.partition_point(|piece| piece.text.start < at);
        match before.checked_sub(1).map(|index| self.pieces[index]) {
            Some(piece) if piece.verbatim => piece.raw.start + (at - piece.text.start),
            Some(piece) => piece.raw.end,
            None => self.pieces.first().map_or(0, |piece| piece.raw.start),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_that_are_not_verbatim_are_taken_whole() {
        // "A &amp; *B*" read as "A & B"
        let mut map = PlaceMap::default();
        map.push(2, Span::new(0, 2), true);
        map.push(1, Span::new(2, 7), false);
        map.push(1, Span::new(7, 8), true);
        map.push(1, Span::new(9, 10), true);
        assert_eq!(map.raw(Span::new(2, 3)), Span::new(2, 7));
        assert_eq!(map.raw(Span::new(0, 3)), Span::new(0, 7));
        assert_eq!(map.raw(Span::new(3, 5)), Span::new(7, 10));
        assert_eq!(map.raw(Span::new(4, 5)), Span::new(9, 10));
        assert_eq!(map.raw(Span::at(3)), Span::at(7));
        assert_eq!(map.raw(Span::at(0)), Span::at(0));
        assert_eq!(map.gaps(Span::new(0, 5)), [Span::new(8, 9)]);
        assert_eq!(map.gaps(Span::new(4, 5)), []);
    }
}
