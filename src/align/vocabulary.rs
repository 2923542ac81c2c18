//! The words of one side that notes are made about: as they are written, part by part, and folded.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use smallvec::SmallVec;

use super::features::{Class, parts_of};
use super::shape::{Outline, Shape};
use super::words::WordKind;
use crate::language::{ByForm, Pack};
use crate::reading::TextWord;
use crate::text::Span;

/// What the note of a word weighs, in keys: the word is held folded, and as a shape.
const WORD: usize = 50;
/// What an entry of a table weighs, in keys.
pub(super) const ENTRY: usize = 4;

/// Notes about the words of one side.
#[derive(Debug)]
pub(super) struct Vocabulary<W> {
    /// For words as they are written, what they are made of.
    written: ByForm<Parts>,
    /// The parts of words that have several or none, with their places in the word, in bytes.
    several: Vec<Box<[(Span, Part)]>>,
    /// The numbers of notes by folded words.
    folded: HashMap<Box<str>, u32, FixedState>,
    /// The notes by their numbers: what is asked of words in each unit. They are small, so that many
    /// of them stay near the processor.
    pub(super) notes: Vec<W>,
    /// The words that the notes are about. They are seldom asked for.
    pub(super) words: Vec<Word>,
}

/// The parts of a word.
#[derive(Clone, Copy, Debug)]
pub(super) enum Parts {
    /// Nearly all words are one: what is known of it stands here, so that it is found with one look at
    /// memory, and small, so that many of them stay near the processor.
    Whole(Part),
    /// A list of them, by its number.
    Several(u32),
}

/// A word, or a part of one between its apostrophes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// The number of its note.
    pub(super) note: u32,
    /// Its kind in the middle of a segment, and that as its first word.
    kinds: [WordKind; 2],
}

impl Part {
    /// Its kind, where `first` says whether its word is its segment's first.
    pub(super) fn kind(&self, first: bool) -> WordKind {
        self.kinds[usize::from(first)]
    }
}

/// A word, and what it looks like.
#[derive(Debug)]
pub(super) struct Word {
    /// The word, folded.
    pub(super) folded: Box<str>,
    is_listed: bool,
    pub(super) shape: Option<Shape>,
}

impl<W> Default for Vocabulary<W> {
    fn default() -> Vocabulary<W> {
        Vocabulary {
            written: ByForm::default(),
            several: Vec::new(),
            folded: HashMap::default(),
            notes: Vec::new(),
            words: Vec::new(),
        }
    }
}

impl<W> Vocabulary<W> {
    /// The note of a folded word, if one was made.
    pub(super) fn note_of(&self, folded: &str) -> Option<u32> {
        self.folded.get(folded).copied()
    }

    /// The parts of a word in a list of this number, with their places in the word, in bytes.
    pub(super) fn several(&self, list: u32) -> &[(Span, Part)] {
        &self.several[list as usize]
    }

    /// The parts of a word, if it was met lately.
    #[inline]
    pub(super) fn known(&self, word: &TextWord<'_>) -> Option<Parts> {
        self.written.known(word.key()).copied()
    }

    /// The parts of a word; `make` finds out what is to be noted of one that gets this number and has
    /// this outline, and whether a lexicon lists it.
    pub(super) fn parts(
        &mut self,
        word: &TextWord<'_>,
        pack: &Pack,
        mut make: impl FnMut(&str, u32, Option<Outline>) -> (W, bool),
        weight: &mut usize,
    ) -> Parts {
        let Vocabulary { written, several, folded: numbers, notes, words } = self;
        written.learn(word.key(), || {
            let found = parts_of(word.text(), pack).map(|(span, look, folded)| {
                let note = match numbers.get(folded.as_str()) {
                    Some(note) => *note,
                    None => {
                        let number = notes.len() as u32;
                        let shape = Shape::of(&folded);
                        let outline = shape.as_ref().map(|it| it.outline);
                        let (of_side, is_listed) = make(&folded, number, outline);
                        notes.push(of_side);
                        words.push(Word { folded: folded.as_str().into(), is_listed, shape });
                        numbers.insert(folded.into(), number);
                        *weight += WORD;
                        number
                    }
                };
                let is_listed = words[note as usize].is_listed;
                let kinds = [false, true].map(|first| match look.class(first, pack) {
                    Class::Noun | Class::Plain if is_listed => WordKind::Listed,
                    class => class.into(),
                });
                (span, Part { note, kinds })
            });
            let found: SmallVec<[(Span, Part); 1]> = found.collect();
            *weight += ENTRY;
            match *found {
                [(span, part)] if span.len() == word.span.len() => Parts::Whole(part),
                _ => {
                    several.push((*found).into());
                    Parts::Several(several.len() as u32 - 1)
                }
            }
        })
    }
}
