//! What a unit's source asks of its target: its terms, each of which may be rendered there.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::index::Key;
use super::memory::PairMemory;
use super::notes::{List, Notes, SourceWord, Which};
use super::shape::Outline;
use super::terms::{Term, Terms};
use super::words::MOST_WORDS;
use crate::reading::{Segment, Side};

/// Words of the last source that are kept, at most: a longer text hardly comes twice.
const MOST: usize = 1 << 16;

/// The terms of the source of a unit, with all that is asked of each: it stands together, so that it is
/// near when the next translation is read.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) terms: Terms,
    /// What is known of each term; none of a unit that is not looked into.
    pub(super) words: Vec<AskedWord>,
    /// Terms side by side that lexicons render together.
    pub(super) phrases: Vec<Phrase>,
    /// The keys of what words and phrases are rendered by, of one after another.
    keys: Vec<Key>,
    /// How many notes of the target there were: others may have been made since.
    notes: usize,
}

/// What is known of a term of the source; nothing of a number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct AskedWord {
    /// The note of the same word of the target.
    twin: Option<u32>,
    /// The keys of what the lexicons render it by.
    pub(super) renderings: List,
    /// Those of what they render its parts by.
    pub(super) of_parts: List,
    /// What its shape, if it has one, looks like at a glance.
    pub(super) outline: Option<Outline>,
    /// Whether it stands in a phrase, as most do not.
    pub(super) is_in_phrase: bool,
}

/// Two words side by side that are or begin a headword of several.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The numbers of their terms.
    pub(super) terms: [u32; 2],
    /// The keys of what they are rendered by.
    pub(super) renderings: List,
}

impl Asked {
    /// Reads segments, or finds them as they were read for the last translation of the same source.
    pub(super) fn of(
        (side, segments): (&Side, &[Segment]),
        notes: &mut Notes,
        memory: &PairMemory,
    ) -> Arc<Asked> {
        let [segment] = segments else {
            return Arc::new(Asked::read((side, segments), notes, memory));
        };
        if let Some(kept) = notes.last.get(side.id(), *segment) {
            return kept;
        }
        let asked = Arc::new(Asked::read((side, segments), notes, memory));
        notes.last.keep(*segment, &asked);
        asked
    }

    fn read(source: (&Side, &[Segment]), notes: &mut Notes, memory: &PairMemory) -> Asked {
        let terms = Terms::read(Which::Source, source, notes, memory, Terms::default());
        let mut asked = Asked {
            terms,
            words: Vec::new(),
            phrases: Vec::new(),
            keys: Vec::new(),
            notes: notes.target.notes.len(),
        };
        if asked.terms.words.len() <= MOST_WORDS {
            asked.read_words(notes);
            asked.read_phrases(notes, memory);
        }
        asked
    }

    fn read_words(&mut self, notes: &Notes) {
        let keys = &mut self.keys;
        let mut word = |term: &Term| {
            let Some(note) = term.note() else { return AskedWord::default() };
            let SourceWord { twin, renderings, of_parts, .. } = notes.source.notes[note];
            AskedWord {
                twin,
                renderings: List::added(notes.keys(renderings), keys),
                of_parts: List::added(notes.keys(of_parts), keys),
                outline: notes.source.words[note].shape.as_ref().map(|shape| shape.outline),
                is_in_phrase: false,
            }
        };
        self.words = self.terms.terms.iter().map(&mut word).collect();
    }

    /// The phrases, each once, in order.
    fn read_phrases(&mut self, notes: &mut Notes, memory: &PairMemory) {
        let note = |term: u32| self.terms.terms[term as usize].note();
        let opens = |term: u32| note(term).is_some_and(|it| notes.source.notes[it].opens);
        let pairs = self.terms.tokens.windows(2).map(|pair| [pair[0], pair[1]]);
        let mut pairs: Vec<[u32; 2]> = pairs.filter(|pair| opens(pair[0])).collect();
        pairs.sort_unstable();
        pairs.dedup();
        for terms in pairs {
            let (Some(first), Some(second)) = (note(terms[0]), note(terms[1])) else { continue };
            let renderings = notes.phrase((first as u32, second as u32), memory);
            if !renderings.is_empty() {
                let renderings = List::added(notes.keys(renderings), &mut self.keys);
                self.phrases.push(Phrase { terms, renderings });
                for term in terms {
                    self.words[term as usize].is_in_phrase = true;
                }
            }
        }
    }

    /// Some keys.
    pub(super) fn keys(&self, list: List) -> &[Key] {
        list.of(&self.keys)
    }

    /// The note of the word of the target that is the same as a word of the source with this note.
    pub(super) fn twin(&self, word: &AskedWord, note: u32, notes: &Notes) -> Option<u32> {
        let is_old = self.notes == notes.target.notes.len();
        word.twin.or_else(|| if is_old { None } else { notes.source.notes[note as usize].twin })
    }
}

/// What was asked by the segments of the source that was read last. Where engines are compared, it
/// comes again with the next translation.
#[derive(Debug, Default)]
pub(super) struct LastAsked {
    /// The source.
    side: Option<u64>,
    kept: HashMap<Segment, Arc<Asked>, FixedState>,
    /// How many words they have.
    words: usize,
}

impl LastAsked {
    /// What a segment of a source asks, if it was read. What was kept of another source goes.
    fn get(&mut self, side: u64, segment: Segment) -> Option<Arc<Asked>> {
        if self.side != Some(side) {
            *self = LastAsked { side: Some(side), ..LastAsked::default() };
        }
        self.kept.get(&segment).cloned()
    }

    /// Keeps what a segment of the source that was looked for last asks.
    fn keep(&mut self, segment: Segment, asked: &Arc<Asked>) {
        self.words += asked.terms.words.len();
        if self.words <= MOST {
            self.kept.insert(segment, asked.clone());
        }
    }
}
