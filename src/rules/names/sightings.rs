//! The words of a document that may be names, and which of them may be written in several ways in it.
//! Nothing but numbers is compared, since most words stand in one form alone.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::language::WordKinds;
use crate::reading::{Side, TextWord, TextWords};

/// Of so many words of a text one or less may be a name nobody knows, in most texts.
const WORDS_TO_A_NAME: usize = 3;

/// A word that may be a name.
#[derive(Clone, Copy)]
pub(super) struct Sighting {
    block: u32,
    /// The number of the word in its block.
    at: u32,
    number: Number,
    kinds: WordKinds,
}

impl Sighting {
    /// Its block.
    pub(super) fn block(&self) -> usize {
        self.block as usize
    }

    /// The number of the word in its block.
    pub(super) fn at(&self) -> usize {
        self.at as usize
    }
}

/// What tells a word from others.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Number {
    /// All have it that are folded alike, and no others.
    folded: u32,
    /// All have it that are written alike.
    form: u32,
}

impl Number {
    fn of(word: &TextWord<'_>) -> Number {
        Number { folded: word.folded, form: word.key().1 }
    }
}

/// The words of a document that may be names.
pub(super) struct Sightings<'t> {
    side: &'t Side,
    /// Words with a capital that the pack does not know, or not so.
    names: Vec<Sighting>,
    /// Words in small letters that it does not know.
    small: Vec<Sighting>,
    /// Capitalised words, each with the one behind it.
    couples: Vec<(Sighting, Number)>,
}

/// The words of which something may be said.
pub(super) struct Suspects {
    pub(super) names: Vec<Sighting>,
    pub(super) small: Vec<Sighting>,
    /// Words that may be the first of two capitalised ones.
    pub(super) couples: Vec<Sighting>,
}

impl<'t> Sightings<'t> {
    /// Those of some blocks.
    pub(super) fn of(side: &'t Side, blocks: &[usize]) -> Sightings<'t> {
        let words: usize = blocks.iter().map(|block| side.words_of(*block).len()).sum();
        let most = words / WORDS_TO_A_NAME;
        let (names, small) = (Vec::with_capacity(most), Vec::with_capacity(most));
        let mut all = Sightings { side, names, small, couples: Vec::new() };
        blocks.iter().for_each(|block| all.add(*block, &side.words_of(*block)));
        all
    }

    fn add(&mut self, block: usize, words: &TextWords<'_>) {
        for at in words.places_where(may_be_name) {
            let Some(word) = words.get(at) else { continue };
            let number = Number::of(&word);
            let sighting =
                Sighting { block: block as u32, at: at as u32, number, kinds: word.kinds };
            if word.is(WordKinds::SMALL) {
                self.small.push(sighting);
                continue;
            }
            if !is_usual(word.kinds) {
                self.names.push(sighting);
            }
            let next = words.next_without(at, WordKinds::SINGLE);
            let next = next.filter(|it| (word.kinds & it.kinds).contains(WordKinds::CAPITALISED));
            self.couples.extend(next.map(|next| (sighting, Number::of(&next))));
        }
    }

    /// Those that may stand in another form elsewhere, and those that are to be looked at by themselves.
    pub(super) fn suspects(self) -> Suspects {
        let Sightings { side, mut names, mut small, mut couples } = self;
        let mut alike = Alike::with_capacity(names.len());
        names.iter().for_each(|it| alike.add(side, it));
        small.retain(|it| alike.has(it.number.folded));
        let Alike { mut suspects, .. } = alike;
        suspects.extend(small.iter().map(|it| it.number.folded));
        // A name with capitals inside may stand in two words elsewhere.
        if !names.iter().any(|it| it.kinds.intersects(WordKinds::MIXED)) {
            couples = varied(couples);
        }
        for (first, second) in &couples {
            suspects.extend([first.number.folded, second.folded]);
        }
        names.retain(|it| suspects.contains(&it.number.folded));
        let couples = couples.into_iter().map(|(first, _)| first).collect();
        Suspects { names, small, couples }
    }
}

/// Whether a word may be a name, or the first of two capitalised words.
fn may_be_name(kinds: WordKinds) -> bool {
    let is_small = kinds.contains(WordKinds::SMALL);
    !(kinds.contains(WordKinds::SINGLE) || is_small && is_usual(kinds))
}

/// Whether the pack knows the word, and its capitals are those of any word.
fn is_usual(kinds: WordKinds) -> bool {
    kinds.intersects(WordKinds::KNOWN) && !kinds.intersects(WordKinds::CAPITALS | WordKinds::MIXED)
}

/// Names one after the other, with those that are like another one.
struct Alike {
    /// For what is folded alike the form that was met first.
    forms: HashMap<u32, u32, FixedState>,
    /// For what sounds alike the first that was met, folded.
    heard: HashMap<u32, u32, FixedState>,
    /// A bit for each of those that were met, folded, as far as they tell them apart.
    marks: [u64; 16],
    /// The numbers, folded, of those that stand in several forms or sound like others, and of acronyms
    /// and the like.
    suspects: HashSet<u32, FixedState>,
}

impl Alike {
    fn with_capacity(names: usize) -> Alike {
        let table = || HashMap::with_capacity_and_hasher(names, FixedState::default());
        Alike { forms: table(), heard: table(), marks: [0; 16], suspects: HashSet::default() }
    }

    fn add(&mut self, side: &Side, name: &Sighting) {
        let Number { folded, form } = name.number;
        if name.kinds.intersects(WordKinds::CAPITALS | WordKinds::MIXED) {
            self.suspects.insert(folded);
        }
        match self.forms.entry(folded) {
            Entry::Occupied(known) if *known.get() == form => {}
            Entry::Occupied(_) => _ = self.suspects.insert(folded),
            Entry::Vacant(new) => {
                new.insert(form);
                let (word, bit) = mark(folded);
                self.marks[word] |= bit;
                let Some(word) = side.words_of(name.block()).get(name.at()) else { return };
                let first = *self.heard.entry(word.form().heard().whole).or_insert(folded);
                if first != folded {
                    self.suspects.extend([first, folded]);
                }
            }
        }
    }

    /// Whether one was met that has this number folded.
    fn has(&self, folded: u32) -> bool {
        let (word, bit) = mark(folded);
        self.marks[word] & bit != 0 && self.forms.contains_key(&folded)
    }
}

/// Which bit is that of a number, and of which word.
fn mark(number: u32) -> (usize, u64) {
    (number as usize / 64 % 16, 1 << (number % 64))
}

/// The couples whose first word stands before another second one as well.
fn varied(mut couples: Vec<(Sighting, Number)>) -> Vec<(Sighting, Number)> {
    let numbers = |(first, second): &(Sighting, Number)| (first.number, *second);
    couples.sort_unstable_by_key(numbers);
    let with_one = couples.chunk_by(|a, b| a.0.number == b.0.number);
    let varied = with_one.filter(|them| them.first().map(|it| it.1) != them.last().map(|it| it.1));
    varied.flatten().copied().collect()
}
