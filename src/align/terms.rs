//! The terms of a unit: its numbers and words, each by what is known of it.

use super::features::{Piece, walk};
use super::memory::PairMemory;
use super::notes::{Notes, Which};
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
#[derive(Debug)]
pub(super) struct Terms {
    /// Each term once.
    pub(super) terms: Vec<Term>,
    /// The values of numbers, each once.
    pub(super) values: Vec<Decimal>,
    /// For each word the number of its term.
    pub(super) tokens: Vec<u32>,
    /// The words, in order.
    pub(super) words: Vec<LinkedWord>,
}

impl Terms {
    /// Reads the numbers and words of segments.
    pub(super) fn read(
        which: Which,
        (side, segments): (&Side, &[Segment]),
        notes: &mut Notes,
        memory: &PairMemory,
    ) -> Terms {
        let most = segments.iter().map(|it| side.words_in(*it).len()).sum();
        let mut terms: Vec<Term> = Vec::with_capacity(most);
        let mut values: Vec<Decimal> = Vec::new();
        let mut words: Vec<LinkedWord> = Vec::with_capacity(most);
        for segment in segments {
            let quantities = side.quantities_of(segment.block);
            let from = quantities.partition_point(|it| it.span.start < segment.span.start);
            let to = quantities.partition_point(|it| it.span.start < segment.span.end);
            let quantities = &quantities[from..to];
            let mut push = |term, span, kind| {
                terms.push(term);
                words.push(LinkedWord { block: segment.block, span, kind, link: None });
            };
            walk(side, *segment, quantities, |piece| match piece {
                Piece::Number(quantity, class) => {
                    let place = place_of(quantity.value, &mut values);
                    push(Term::Number(place), quantity.span, class.into());
                }
                Piece::Word(word, first) => {
                    let parts = notes.parts(which, &word, memory);
                    for part in parts.first.iter().chain(notes.others(which, parts)) {
                        let span = part.span(word.span.start);
                        let counted = is_counted(span, quantities);
                        let kind = if counted { WordKind::Function } else { part.kind(first) };
                        push(Term::Word(part.note), span, kind);
                    }
                }
            });
        }
        notes.met.begin(terms.len());
        let tokens = number(&mut terms, |note, new| notes.met.number(note, new));
        Terms { terms, values, tokens, words }
    }

    /// The number of the term with this value.
    pub(super) fn of_value(&self, value: Decimal) -> Option<usize> {
        let place = self.values.iter().position(|it| *it == value)?;
        self.terms.iter().position(|it| *it == Term::Number(place as u32))
    }
}

/// The place of a value, which is added if it is new.
fn place_of(value: Decimal, values: &mut Vec<Decimal>) -> u32 {
    let place = values.iter().position(|it| *it == value).unwrap_or_else(|| {
        values.push(value);
        values.len() - 1
    });
    place as u32
}

/// Keeps each term once, and says for all of them which one it was.
fn number(terms: &mut Vec<Term>, mut number_of: impl FnMut(u32, u32) -> u32) -> Vec<u32> {
    let mut tokens = Vec::with_capacity(terms.len());
    // The places of values are in the order in which these were met.
    let mut numbers: Vec<u32> = Vec::new();
    let mut next = 0;
    terms.retain(|term| {
        let number = match term {
            Term::Word(note) => number_of(*note, next),
            Term::Number(place) => numbers.get(*place as usize).copied().unwrap_or_else(|| {
                numbers.push(next);
                next
            }),
        };
        tokens.push(number);
        let is_new = number == next;
        next += u32::from(is_new);
        is_new
    });
    tokens
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
