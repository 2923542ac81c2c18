//! How well the words of one unit's target render those of its source.
//!
//! It is what [`Links`](super::links::Links) says of two texts of one line, found in another way: from
//! notes about single words, which are made once, and without an index of the unit.

use super::index::Index;
use super::links::MOST_COGNATES;
use super::memory::{Notes, PairMemory};
use super::renderings::{LISTED, MOST, PART};
use super::shape::{Group, Shape, enough_groups};
use crate::text::Decimal;

/// A term of a unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Term {
    /// A number by its value.
    Number(Decimal),
    /// A word by its note.
    Word(u32),
}

impl Term {
    fn note(self) -> Option<usize> {
        match self {
            Term::Word(note) => Some(note as usize),
            Term::Number(_) => None,
        }
    }
}

/// The source's terms, each once, and the terms of its words in order, by their numbers.
pub(super) struct Asked<'t> {
    pub(super) terms: &'t [Term],
    pub(super) tokens: &'t [u32],
}

impl Asked<'_> {
    /// Words that stand side by side and may begin a headword of several, by the numbers of their
    /// terms, each pair once, with their notes.
    fn phrases(&self, notes: &Notes) -> Vec<((u32, u32), (u32, u32))> {
        let note = |term: u32| self.terms[term as usize].note();
        let opening = |pair: &[u32]| {
            let first = note(pair[0]).filter(|it| notes.source.notes[*it].opens)?;
            Some(((pair[0], pair[1]), (first as u32, note(pair[1])? as u32)))
        };
        let mut phrases: Vec<_> = self.tokens.windows(2).filter_map(opening).collect();
        phrases.sort_unstable();
        phrases.dedup();
        phrases
    }
}

/// The target's terms, each once.
pub(super) struct Given<'t> {
    pub(super) terms: &'t [Term],
}

/// For each term of the source a row: how well each term of the target renders it, 0 to 1. Hardly one
/// cell in ten is above 0, so that those are marked.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Strengths {
    width: usize,
    cells: Vec<f32>,
    /// A bit for each cell above 0, a row beginning with a new number.
    marks: Vec<u64>,
}

/// A rendering that is asked for by a row of the table.
#[derive(Clone, Copy)]
struct Wanted {
    rendering: u32,
    row: u32,
    /// How good it is, at most.
    strength: f32,
}

/// Renderings that rows of a table ask for.
struct Wish {
    all: Vec<Wanted>,
    /// A bit for each of them: hardly one in a hundred of those that the target's terms may stand for
    /// is wanted.
    bits: Vec<u64>,
}

impl Wish {
    /// Renderings of the words of a sentence, where there are many.
    const USUAL: usize = 256;

    fn new(index: &Index) -> Wish {
        Wish { all: Vec::with_capacity(Wish::USUAL), bits: vec![0; index.len().div_ceil(64)] }
    }

    /// Adds the renderings of a row, which are `most` times as good as the lexicons say, at most.
    fn add(&mut self, row: usize, renderings: &[(u32, f32)], most: f32) {
        for (rendering, strength) in renderings {
            let (rendering, strength) = (*rendering, most * strength);
            self.bits[rendering as usize / 64] |= 1 << (rendering % 64);
            self.all.push(Wanted { rendering, row: row as u32, strength });
        }
    }

    fn has(&self, rendering: u32) -> bool {
        self.bits[rendering as usize / 64] & 1 << (rendering % 64) != 0
    }
}

impl Strengths {
    fn empty(height: usize, width: usize) -> Strengths {
        let marks = vec![0; height * width.div_ceil(64)];
        Strengths { width, cells: vec![0.0; height * width], marks }
    }

    /// What the target's terms are worth for a term of the source.
    pub(super) fn row(&self, term: u32) -> &[f32] {
        let start = term as usize * self.width;
        &self.cells[start..start + self.width]
    }

    fn marks_of(&self, row: usize) -> &[u64] {
        let numbers = self.width.div_ceil(64);
        &self.marks[row * numbers..(row + 1) * numbers]
    }

    /// The terms of the target that are worth anything for a term of the source, in order, with what
    /// they are worth.
    pub(super) fn found(&self, term: u32) -> impl Iterator<Item = (usize, f32)> {
        let row = self.row(term);
        let marks = self.marks_of(term as usize).iter().enumerate();
        marks
            .flat_map(|(number, marks)| Bits(*marks).map(move |bit| number * 64 + bit))
            .map(|column| (column, row[column]))
    }

    /// How many there are.
    fn count(&self, row: usize) -> usize {
        self.marks_of(row).iter().map(|it| it.count_ones() as usize).sum()
    }

    /// Sets a cell to a strength, unless it has a higher one.
    fn raise(&mut self, row: usize, column: usize, strength: f32) {
        if strength <= 0.0 {
            return;
        }
        let cell = &mut self.cells[row * self.width + column];
        *cell = cell.max(strength);
        self.marks[row * self.width.div_ceil(64) + column / 64] |= 1 << (column % 64);
    }

    fn clear(&mut self, row: usize, column: usize) {
        self.cells[row * self.width + column] = 0.0;
        self.marks[row * self.width.div_ceil(64) + column / 64] &= !(1 << (column % 64));
    }

    pub(super) fn new(
        asked: &Asked<'_>,
        given: &Given<'_>,
        notes: &mut Notes,
        memory: &PairMemory,
    ) -> Strengths {
        let mut strengths = Strengths::empty(asked.terms.len(), given.terms.len());
        let same = strengths.identical(asked, given, notes);
        if !memory.translations.is_empty() {
            strengths.listed(asked, given, notes, memory);
        }
        strengths.cognates(&same, asked, given, notes);
        strengths
    }

    /// Terms that are the same on both sides; for each of the source whether there is one.
    fn identical(&mut self, asked: &Asked<'_>, given: &Given<'_>, notes: &Notes) -> Vec<bool> {
        let hash = |it: &Term| it.note().map(|note| notes.target.notes[note].hash);
        let hashes: Vec<Option<u64>> = given.terms.iter().map(hash).collect();
        // Most words are not on the other side: a bit for each hash's first bits says so.
        let bit = |hash: u64| 1u128 << (hash >> 57);
        let bits = hashes.iter().flatten().fold(0, |bits, hash| bits | bit(*hash));
        let word = |column: usize| Some(&notes.target.notes[given.terms[column].note()?].word);
        let find = |term: &Term| match term {
            Term::Number(_) => given.terms.iter().position(|it| it == term),
            Term::Word(note) => {
                let asked = &notes.source.notes[*note as usize];
                let may_be = bits & bit(asked.hash) != 0;
                let same = may_be.then(|| hashes.iter().position(|it| *it == Some(asked.hash)));
                same.flatten().filter(|column| word(*column) == Some(&asked.word))
            }
        };
        let mut found = Vec::with_capacity(asked.terms.len());
        for (row, same) in asked.terms.iter().map(find).enumerate() {
            found.push(same.is_some());
            same.into_iter().for_each(|column| self.raise(row, column, 1.0));
        }
        found
    }

    /// What the lexicons name for the terms, and for two side by side.
    fn listed(
        &mut self,
        asked: &Asked<'_>,
        given: &Given<'_>,
        notes: &mut Notes,
        memory: &PairMemory,
    ) {
        let height = asked.terms.len();
        let mut wish = Wish::new(memory.index());
        for (row, note) in
            asked.terms.iter().enumerate().filter_map(|(row, it)| Some((row, it.note()?)))
        {
            wish.add(row, &notes.source.notes[note].renderings, LISTED);
        }
        let mut phrases: Vec<(usize, usize)> = Vec::new();
        for ((first, second), words) in asked.phrases(notes) {
            let renderings = notes.phrase(words, memory);
            if !renderings.is_empty() {
                wish.add(height + phrases.len(), &renderings, LISTED);
                phrases.push((first as usize, second as usize));
            }
        }
        let mut found = Strengths::empty(height + phrases.len(), given.terms.len());
        found.take(wish, given, notes);
        // What is found under no form of a compound may be found under its parts.
        let parts =
            |(row, it): (usize, &Term)| Some((row, &*notes.source.notes[it.note()?].of_parts));
        let lonely =
            |(row, parts): &(usize, &[(u32, f32)])| !parts.is_empty() && found.count(*row) == 0;
        let lonely: Vec<_> =
            asked.terms.iter().enumerate().filter_map(parts).filter(lonely).collect();
        if !lonely.is_empty() {
            let mut wish = Wish::new(memory.index());
            lonely.into_iter().for_each(|(row, parts)| wish.add(row, parts, PART));
            found.take(wish, given, notes);
        }
        for row in 0..height {
            self.merge(row, &found, row);
        }
        for (place, (first, second)) in phrases.into_iter().enumerate() {
            self.merge(first, &found, height + place);
            self.merge(second, &found, height + place);
        }
    }

    /// Finds what is wanted among the given terms.
    fn take(&mut self, mut wish: Wish, given: &Given<'_>, notes: &Notes) {
        if wish.all.is_empty() {
            return;
        }
        wish.all.sort_unstable_by_key(|it| it.rendering);
        for (column, term) in given.terms.iter().enumerate() {
            let Some(note) = term.note() else { continue };
            let matches = &notes.target.notes[note].matches;
            for found in matches.iter().filter(|it| wish.has(it.rendering)) {
                let first = wish.all.partition_point(|it| it.rendering < found.rendering);
                let all = wish.all[first..].iter();
                for it in all.take_while(|it| it.rendering == found.rendering) {
                    self.raise(it.row as usize, column, found.strength(it.strength));
                }
            }
        }
    }

    /// The best of a row and of one of another table, as many as are allowed.
    fn merge(&mut self, row: usize, other: &Strengths, other_row: usize) {
        other.found(other_row as u32).for_each(|(column, it)| self.raise(row, column, it));
        if self.count(row) > MOST {
            let mut best: Vec<(usize, f32)> = self.found(row as u32).collect();
            best.sort_by(|a, b| b.1.total_cmp(&a.1));
            best[MOST..].iter().for_each(|(column, _)| self.clear(row, *column));
        }
    }

    /// Adds to each term for which no lexicon names a rendering the terms that look like it; `same`
    /// says which stand on the other side as they are.
    fn cognates(&mut self, same: &[bool], asked: &Asked<'_>, given: &Given<'_>, notes: &Notes) {
        let shapes: Vec<Option<&Shape>> =
            given.terms.iter().map(|it| notes.target.notes[it.note()?].shape.as_ref()).collect();
        let mut alike: Vec<(f32, usize)> = Vec::new();
        for (number, term) in asked.terms.iter().enumerate() {
            let shape = term.note().and_then(|note| notes.source.notes[note].shape.as_ref());
            let Some(shape) = shape else { continue };
            if self.count(number) > usize::from(same[number]) {
                continue;
            }
            alike.clear();
            for (column, other) in shapes.iter().enumerate() {
                let Some(other) = other.filter(|it| shape.may_be_like(it)) else { continue };
                if self.row(number as u32)[column] == 0.0 {
                    let likeness = shape.likeness(other);
                    alike.extend((likeness > 0.0).then_some((likeness.min(0.95), column)));
                }
            }
            if alike.is_empty() {
                continue;
            }
            let groups = shape.groups();
            let shared = |group: &&Group| shapes.iter().flatten().any(|it| it.has_group(group));
            let enough = enough_groups(groups.iter().filter(shared).count());
            alike.retain(|(_, column)| {
                let shares =
                    |other: &Shape| groups.iter().filter(|group| other.has_group(group)).count();
                shapes[*column].is_some_and(|other| shares(other) >= enough)
            });
            alike.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            for (likeness, column) in alike.iter().take(MOST_COGNATES) {
                self.raise(number, *column, *likeness);
            }
        }
    }
}

/// The bits of a number that are set, the lowest first.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let lowest = self.0.trailing_zeros() as usize;
        (self.0 != 0).then(|| {
            self.0 &= self.0 - 1;
            lowest
        })
    }
}
