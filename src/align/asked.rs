//! What a unit's source asks of its target: its terms, each of which may be rendered there.

use std::collections::HashMap;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::memory::PairMemory;
use super::notes::{List, Notes, Which};
use super::terms::Terms;
use super::words::MOST_WORDS;
use crate::reading::{Segment, Side};

/// Words of the last source that are kept, at most: a longer text hardly comes twice.
const MOST: usize = 1 << 16;

/// The terms of the source of a unit.
#[derive(Debug)]
pub(super) struct Asked {
    pub(super) terms: Terms,
    /// Terms side by side that lexicons render together; none of a unit that is not looked into.
    pub(super) phrases: Vec<Phrase>,
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
        let terms = Terms::read(Which::Source, source, notes, memory);
        let is_long = terms.words.len() > MOST_WORDS;
        let phrases = if is_long { Vec::new() } else { phrases(&terms, notes, memory) };
        Asked { terms, phrases }
    }
}

/// The phrases of a source, each once, in order.
fn phrases(terms: &Terms, notes: &mut Notes, memory: &PairMemory) -> Vec<Phrase> {
    let note = |term: u32| terms.terms[term as usize].note();
    let opens = |term: u32| note(term).is_some_and(|it| notes.source.notes[it].of_side.opens);
    let pairs = terms.tokens.windows(2).map(|pair| [pair[0], pair[1]]);
    let mut pairs: Vec<[u32; 2]> = pairs.filter(|pair| opens(pair[0])).collect();
    pairs.sort_unstable();
    pairs.dedup();
    let phrase = |terms: [u32; 2]| {
        let words = (note(terms[0])? as u32, note(terms[1])? as u32);
        let renderings = notes.phrase(words, memory);
        (!renderings.is_empty()).then_some(Phrase { terms, renderings })
    };
    pairs.into_iter().filter_map(phrase).collect()
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
