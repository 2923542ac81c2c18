//! The words of a document that may be names, and which of them may be written in several ways in it.
//! Nothing but numbers is compared, since most words stand in one form alone.

use crate::language::{WordForm, WordKinds};
use crate::reading::{Side, TextWord, TextWords};

/// A word that may be a name.
#[derive(Clone, Copy)]
pub(super) struct Sighting {
    pub(super) block: usize,
    /// The number of the word in its block.
    pub(super) at: usize,
    number: Number,
    kinds: WordKinds,
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
        let mut all = Sightings { side, names: Vec::new(), small: Vec::new(), couples: Vec::new() };
        blocks.iter().for_each(|block| all.add(*block, &side.words_of(*block)));
        all
    }

    fn add(&mut self, block: usize, words: &TextWords<'_>) {
        for at in words.places_where(may_be_name) {
            let Some(word) = words.get(at) else { continue };
            let sighting = Sighting { block, at, number: Number::of(&word), kinds: word.kinds };
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
        let Sightings { side, names, mut small, mut couples } = self;
        let known = Numbers::of(names.iter().map(|it| it.number.folded));
        small.retain(|it| known.has(it.number.folded));
        let own = WordKinds::CAPITALS | WordKinds::MIXED;
        let mut suspects: Vec<u32> = small.iter().map(|it| it.number.folded).collect();
        suspects
            .extend(names.iter().filter(|it| it.kinds.intersects(own)).map(|it| it.number.folded));
        add_alike(side, &names, &mut suspects);
        // A name with capitals inside may stand in two words elsewhere.
        if !names.iter().any(|it| it.kinds.intersects(WordKinds::MIXED)) {
            couples = varied(couples);
        }
        let of_couples =
            |(first, second): &(Sighting, Number)| [first.number.folded, second.folded];
        suspects.extend(couples.iter().flat_map(of_couples));
        let suspects = Numbers::of(suspects);
        let names = names.into_iter().filter(|it| suspects.has(it.number.folded)).collect();
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

/// Adds the numbers of what is folded like another name, or sounds like it.
fn add_alike(side: &Side, names: &[Sighting], suspects: &mut Vec<u32>) {
    let mut sorted = names.to_vec();
    sorted.sort_unstable_by_key(|it| it.number);
    let mut heard: Vec<(u32, u32)> = Vec::with_capacity(names.len());
    for alike in sorted.chunk_by(|a, b| a.number.folded == b.number.folded) {
        let Number { folded, form } = alike[0].number;
        if alike.last().is_some_and(|last| last.number.form != form) {
            suspects.push(folded);
        }
        let form = form_of(side, &alike[0]);
        heard.extend(form.map(|form| (form.heard().whole, folded)));
    }
    heard.sort_unstable();
    let alike = heard.chunk_by(|a, b| a.0 == b.0).filter(|names| names.len() > 1);
    suspects.extend(alike.flatten().map(|(_, folded)| *folded));
}

fn form_of<'t>(side: &'t Side, sighting: &Sighting) -> Option<&'t WordForm> {
    Some(side.words_of(sighting.block).get(sighting.at)?.form())
}

/// The couples whose first word stands before another second one as well.
fn varied(mut couples: Vec<(Sighting, Number)>) -> Vec<(Sighting, Number)> {
    let numbers = |(first, second): &(Sighting, Number)| (first.number, *second);
    couples.sort_unstable_by_key(numbers);
    let with_one = couples.chunk_by(|a, b| a.0.number == b.0.number);
    let varied = with_one.filter(|them| them.first().map(|it| it.1) != them.last().map(|it| it.1));
    varied.flatten().copied().collect()
}

/// Some numbers, most of which others are not among.
struct Numbers {
    sorted: Vec<u32>,
    /// A bit for each, as far as they tell them apart.
    marks: [u64; 16],
}

impl Numbers {
    fn of(numbers: impl IntoIterator<Item = u32>) -> Numbers {
        let mut sorted: Vec<u32> = numbers.into_iter().collect();
        sorted.sort_unstable();
        sorted.dedup();
        let mut marks = [0; 16];
        for number in &sorted {
            let (word, bit) = Numbers::mark(*number);
            marks[word] |= bit;
        }
        Numbers { sorted, marks }
    }

    fn has(&self, number: u32) -> bool {
        let (word, bit) = Numbers::mark(number);
        self.marks[word] & bit != 0 && self.sorted.binary_search(&number).is_ok()
    }

    /// Which bit is that of a number, and of which word.
    fn mark(number: u32) -> (usize, u64) {
        (number as usize / 64 % 16, 1 << (number % 64))
    }
}
