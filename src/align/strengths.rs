//! How well the words of one unit's target render those of its source.
//!
//! It is what [`Links`](super::links::Links) says of two texts of one line, found in another way: from
//! notes about single words, which are made once, and without an index of the unit.

use super::index::Key;
use super::links::MOST_COGNATES;
use super::memory::PairMemory;
use super::notes::Notes;
use super::offers::Offers;
use super::renderings::MOST;
use super::shape::{Group, Outline, Shape, enough_groups};
use super::terms::Term;
use super::vocabulary::Word;

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
            let first = note(pair[0]).filter(|it| notes.source.notes[*it].of_side.opens)?;
            Some(((pair[0], pair[1]), (first as u32, note(pair[1])? as u32)))
        };
        let mut phrases = Vec::with_capacity(self.tokens.len());
        phrases.extend(self.tokens.windows(2).filter_map(opening));
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
        let find = |term: &Term| match term {
            Term::Number(_) => given.terms.iter().position(|it| it == term),
            Term::Word(note) => notes.twin_in_unit(*note).map(|column| column as usize),
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
        let keys = |term: &Term| match term.note() {
            Some(note) => notes.keys(notes.target.notes[note].of_side.keys),
            None => &[],
        };
        let offers = Offers::of(given.terms.iter().map(keys));
        for (row, term) in asked.terms.iter().enumerate() {
            let Some(note) = term.note() else { continue };
            let word = &notes.source.notes[note].of_side;
            // What is found under no form of a compound may be found under its parts.
            if !self.take(row, notes.keys(word.renderings), &offers) {
                self.take(row, notes.keys(word.of_parts), &offers);
            }
            self.cut(row);
        }
        for ((first, second), words) in asked.phrases(notes) {
            let renderings = notes.phrase(words, memory);
            for row in [first as usize, second as usize] {
                self.take(row, notes.keys(renderings), &offers);
                self.cut(row);
            }
        }
    }

    /// Finds what has some keys among what is offered, and says whether there is any.
    fn take(&mut self, row: usize, keys: &[Key], offers: &Offers) -> bool {
        let mut has_any = false;
        for key in keys {
            for offer in offers.of_key(key.number) {
                self.raise(row, offer.column as usize, key.worth * offer.worth);
                has_any = true;
            }
        }
        has_any
    }

    /// Keeps the best of a row, as many as are allowed.
    fn cut(&mut self, row: usize) {
        if self.count(row) > MOST {
            let mut best: Vec<(usize, f32)> = self.found(row as u32).collect();
            best.sort_by(|a, b| b.1.total_cmp(&a.1));
            best[MOST..].iter().for_each(|(column, _)| self.clear(row, *column));
        }
    }

    /// Adds to each term for which no lexicon names a rendering the terms that look like it; `same`
    /// says which stand on the other side as they are.
    fn cognates(&mut self, same: &[bool], asked: &Asked<'_>, given: &Given<'_>, notes: &Notes) {
        let others = Others::of(given, notes);
        let mut alike: Vec<(f32, &Other)> = Vec::new();
        for (row, term) in asked.terms.iter().enumerate() {
            if self.count(row) > usize::from(same[row]) {
                continue;
            }
            let Some(shape) = term.note().and_then(|it| notes.source.words[it].shape.as_ref())
            else {
                continue;
            };
            let new = others.like(shape).filter(|it| self.row(row as u32)[it.column] == 0.0);
            let likeness = |other| (others.likeness(other, shape).min(0.95), other);
            alike.clear();
            alike.extend(new.map(likeness).filter(|it| it.0 > 0.0));
            if alike.is_empty() {
                continue;
            }
            let groups = shape.groups();
            let enough = enough_groups(groups.iter().filter(|it| others.have_group(it)).count());
            let shared = |other| groups.iter().filter(|it| others.has_group(other, it)).count();
            alike.retain(|(_, other)| shared(other) >= enough);
            alike.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.column.cmp(&b.1.column)));
            for (likeness, other) in alike.iter().take(MOST_COGNATES) {
                self.raise(row, other.column, *likeness);
            }
        }
    }
}

/// The words of a target that may have look-alikes.
struct Others<'n> {
    all: Vec<Other>,
    words: &'n [Word],
}

/// One of them. Nearly all that are no look-alikes are told by their outlines, so that their shapes
/// are not looked at.
struct Other {
    column: usize,
    note: usize,
    outline: Outline,
}

impl<'n> Others<'n> {
    fn of(given: &Given<'_>, notes: &'n Notes) -> Others<'n> {
        let other = |(column, term): (usize, &Term)| {
            let note = term.note()?;
            Some(Other { column, note, outline: notes.target.notes[note].of_side.outline? })
        };
        let mut all = Vec::with_capacity(given.terms.len());
        all.extend(given.terms.iter().enumerate().filter_map(other));
        Others { all, words: &notes.target.words }
    }

    /// Those that may look like a shape.
    fn like(&self, shape: &Shape) -> impl Iterator<Item = &Other> {
        let outline = shape.outline;
        self.all.iter().filter(move |it| outline.may_be_like(it.outline))
    }

    fn shape(&self, other: &Other) -> Option<&Shape> {
        self.words[other.note].shape.as_ref()
    }

    fn likeness(&self, other: &Other, shape: &Shape) -> f32 {
        self.shape(other).map_or(0.0, |it| shape.likeness(it))
    }

    fn has_group(&self, other: &Other, group: &Group) -> bool {
        other.outline.may_have_group(group)
            && self.shape(other).is_some_and(|it| it.has_group(group))
    }

    /// Whether one of them has these letters side by side.
    fn have_group(&self, group: &Group) -> bool {
        self.all.iter().any(|it| self.has_group(it, group))
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
