//! The terms of a unit: its numbers and words, each by what is known of it.

use super::features::{Piece, pieces};
use super::memory::PairMemory;
use super::met::Met;
use super::notes::{Notes, Which};
use super::vocabulary::{Part, Parts};
use super::words::{LinkedWord, WordKind};
use crate::reading::{Decimal, Quantity, Segment, Side};
use crate::text::Span;

/// A term of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Term {
    /// A number, by the place of its value in [`Terms::values`].
    Number(u32),
    /// A word by its note.
    Word(u32),
}

impl Term {
    /// The note of a word.
    pub(super) fn note(self) -> Option<usize> {
        match self {
            Term::Word(note) => Some(note as usize),
            Term::Number(_) => None,
        }
    }
}

/// The terms of one side of a unit.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// Each term once.
    pub(super) terms: Vec<Term>,
    /// The values of numbers, each once, with the numbers of their terms.
    pub(super) values: Vec<(Decimal, u32)>,
    /// For each word the number of its term.
    pub(super) tokens: Vec<u32>,
    /// The words, in order.
    pub(super) words: Vec<LinkedWord>,
}

impl Terms {
    /// Reads the numbers and words of segments. What `used` holds is not needed any more, and its memory
    /// is taken.
    pub(super) fn read(
        which: Which,
        (side, segments): (&Side, &[Segment]),
        notes: &mut Notes,
        memory: &PairMemory,
        used: Terms,
    ) -> Terms {
        let most = segments.iter().map(|it| side.words_in(*it).len()).sum();
        let mut met = std::mem::take(&mut notes.met);
        met.begin(most);
        let mut all = used;
        all.terms.clear();
        all.values.clear();
        all.tokens.clear();
        all.words.clear();
        all.terms.reserve(most);
        all.tokens.reserve(most);
        all.words.reserve(most);
        // Of what lies behind so many bytes no word was read.
        for segment in segments.iter().filter(|it| u32::try_from(it.span.end).is_ok()) {
            let block = segment.block;
            let quantities = side.quantities_of(block);
            let from = quantities.partition_point(|it| it.span.start < segment.span.start);
            let to = quantities.partition_point(|it| it.span.start < segment.span.end);
            let quantities = &quantities[from..to];
            for piece in pieces(side, *segment, quantities) {
                match piece {
                    Piece::Number(quantity, class) => {
                        let number = all.number_of_value(quantity.value);
                        all.push(number, (block, quantity.span, class.into()));
                    }
                    Piece::Word(word, first) => {
                        let kind = |span: Span, part: Part| match is_counted(span, quantities) {
                            true => WordKind::Function,
                            false => part.kind(first),
                        };
                        match notes.parts(which, &word, memory) {
                            Parts::Whole(part) => {
                                let place = (block, word.span, kind(word.span, part));
                                all.push_word(part.note, place, &mut met);
                            }
                            Parts::Several(list) => {
                                for (span, part) in notes.several(which, list) {
                                    let span = span.shifted(word.span.start);
                                    let place = (block, span, kind(span, *part));
                                    all.push_word(part.note, place, &mut met);
                                }
                            }
                        }
                    }
                }
            }
        }
        notes.met = met;
        all
    }

    /// Adds a word by the number of its term.
    fn push(&mut self, number: u32, (block, span, kind): (usize, Span, WordKind)) {
        self.tokens.push(number);
        self.words.push(LinkedWord::new(block, span, kind));
    }

    /// The number of the term with this value, which is added if it is new.
    fn number_of_value(&mut self, value: Decimal) -> u32 {
        self.of_value(value).unwrap_or_else(|| {
            let new = self.terms.len() as u32;
            self.terms.push(Term::Number(self.values.len() as u32));
            self.values.push((value, new));
            new
        })
    }

    /// Adds a word by its note.
    #[inline(always)]
    fn push_word(&mut self, note: u32, place: (usize, Span, WordKind), met: &mut Met) {
        let new = self.terms.len() as u32;
        let number = met.number(note, new);
        if number == new {
            self.terms.push(Term::Word(note));
        }
        self.push(number, place);
    }

    /// The number of the term with this value.
    pub(super) fn of_value(&self, value: Decimal) -> Option<u32> {
        self.values.iter().find(|it| it.0 == value).map(|it| it.1)
    }
}

/// Whether a word names what a number counts (`Euro`). It belongs to the number, which is compared by
/// its value: it may render a word, but none must render it.
fn is_counted(word: Span, quantities: &[Quantity]) -> bool {
    if quantities.is_empty() {
        return false;
    }
    let place = quantities.partition_point(|it| it.whole.end <= word.start);
    quantities.get(place).is_some_and(|it| it.whole.contains(word) && !it.span.contains(word))
}
