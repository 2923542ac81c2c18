//! How well the words of one unit's target render those of its source.
//!
//! It is what [`Links`](super::links::Links) says of two texts of one line, found in another way: from
//! notes about single words, which are made once, and without an index of the unit.

use smallvec::SmallVec;

use super::asked::{Asked, AskedWord, Phrase};
use super::index::Key;
use super::links::MOST_COGNATES;
use super::memory::PairMemory;
use super::notes::Notes;
use super::offers::Offers;
use super::renderings::MOST;
use super::shape::{Group, Outline, Shape, enough_groups};
use super::terms::{Term, Terms};

/// For each term of the source the terms of the target that render it, with how well, above 0 to 1.
///
/// One unit after the other is worked out in the same place, so that none needs memory of its own.
#[derive(Debug, Default)]
pub(super) struct Strengths {
    /// Those of one term after the other, each time in order.
    found: Vec<(u32, f32)>,
    /// Where those of each term end.
    ends: Vec<u32>,
    row: Row,
    offers: Offers,
    others: Vec<Other>,
}

impl Strengths {
    /// Finds what the target has for the terms of the source of a unit. What was found in another one
    /// goes.
    pub(super) fn find(
        &mut self,
        asked: &Asked,
        given: &Terms,
        notes: &Notes,
        memory: &PairMemory,
    ) {
        let Strengths { found, ends, row, offers, others } = self;
        found.clear();
        ends.clear();
        row.widen(given.terms.len());
        let has_lexicon = !memory.translations.is_empty();
        if has_lexicon {
            offers.fill(given.terms.iter().map(|term| match term.note() {
                Some(note) => notes.keys(notes.target.notes[note].keys),
                None => &[],
            }));
        }
        let listed = has_lexicon.then_some(Listed { asked, offers });
        let cognates = Cognates::of(given, notes, others);
        let terms = asked.terms.terms.iter().zip(&asked.words).enumerate();
        for (number, (term, word)) in terms {
            let same = match term {
                Term::Number(place) => given.of_value(asked.terms.values[*place as usize].0),
                Term::Word(note) => {
                    let twin = asked.twin(word, *note, notes);
                    twin.and_then(|twin| notes.met.get(twin))
                }
            };
            same.into_iter().for_each(|column| row.raise(column as usize, 1.0));
            if let Some(listed) = &listed {
                listed.find(number as u32, word, row);
            }
            // Look-alikes stand in for what no lexicon names.
            if row.count <= usize::from(same.is_some()) {
                cognates.find(*term, word, row);
            }
            row.move_to(found);
            ends.push(found.len() as u32);
        }
    }

    /// The terms of the target that are worth anything for a term of the source, in order, with what
    /// they are worth.
    pub(super) fn found(&self, term: u32) -> &[(u32, f32)] {
        let term = term as usize;
        let start = term.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.found[start as usize..self.ends[term] as usize]
    }
}

/// How well each term of the target renders one of the source. Hardly one in ten is above 0, so that
/// those are marked.
#[derive(Debug, Default)]
struct Row {
    cells: Vec<f32>,
    /// A bit for each cell above 0.
    marks: Vec<u64>,
    /// How many these are.
    count: usize,
}

impl Row {
    /// Makes room for so many cells; what there is is empty.
    fn widen(&mut self, width: usize) {
        self.cells.resize(width.max(self.cells.len()), 0.0);
        self.marks.resize(width.div_ceil(64), 0);
    }

    /// Those above 0, in order.
    fn found(&self) -> impl Iterator<Item = (u32, f32)> {
        let marks = self.marks.iter().enumerate();
        let bits = marks.flat_map(|(at, marks)| Bits(*marks).map(move |bit| at * 64 + bit));
        bits.map(|column| (column as u32, self.cells[column]))
    }

    fn is_zero(&self, column: usize) -> bool {
        self.cells[column] == 0.0
    }

    /// Sets a cell to a strength, unless it has a higher one.
    fn raise(&mut self, column: usize, strength: f32) {
        if strength > 0.0 {
            let cell = &mut self.cells[column];
            self.count += usize::from(*cell == 0.0);
            *cell = cell.max(strength);
            self.marks[column / 64] |= 1 << (column % 64);
        }
    }

    /// Raises the cells of what has some keys among what is offered, and says whether there is any.
    #[inline(always)]
    fn take(&mut self, keys: &[Key], offers: &Offers) -> bool {
        let mut has_any = false;
        for key in keys {
            for offer in offers.of_key(key.number) {
                self.raise(offer.column as usize, key.worth * offer.worth);
                has_any = true;
            }
        }
        has_any
    }

    /// Keeps the best, as many as are allowed.
    fn cut(&mut self) {
        if self.count > MOST {
            self.keep_best();
        }
    }

    #[cold]
    fn keep_best(&mut self) {
        let mut best: Vec<(u32, f32)> = self.found().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1));
        for (column, _) in &best[MOST..] {
            let column = *column as usize;
            self.cells[column] = 0.0;
            self.marks[column / 64] &= !(1 << (column % 64));
        }
        self.count = MOST;
    }

    /// Hands on what was found, in order; nothing is left.
    fn move_to(&mut self, all: &mut Vec<(u32, f32)>) {
        self.count = 0;
        for (at, marks) in self.marks.iter_mut().enumerate() {
            for bit in Bits(std::mem::take(marks)) {
                let column = at * 64 + bit;
                all.push((column as u32, std::mem::take(&mut self.cells[column])));
            }
        }
    }
}

/// What lexicons name for the terms of a source, and for two side by side.
struct Listed<'n> {
    asked: &'n Asked,
    /// What the target's words may stand for.
    offers: &'n Offers,
}

impl Listed<'_> {
    /// Finds what is named for a term of the source, by its number.
    fn find(&self, number: u32, word: &AskedWord, row: &mut Row) {
        // What is found under no form of a compound may be found under its parts.
        if !row.take(self.asked.keys(word.renderings), self.offers) {
            row.take(self.asked.keys(word.of_parts), self.offers);
        }
        row.cut();
        let phrases: &[Phrase] = if word.is_in_phrase { &self.asked.phrases } else { &[] };
        for phrase in phrases {
            for _ in phrase.terms.iter().filter(|it| **it == number) {
                row.take(self.asked.keys(phrase.renderings), self.offers);
                row.cut();
            }
        }
    }
}

/// The words of a target that may look like one of the source.
struct Cognates<'n> {
    others: &'n [Other],
    notes: &'n Notes,
}

/// One of them. Nearly all that are no look-alikes are told by their outlines, so that their shapes
/// are not looked at.
#[derive(Debug)]
struct Other {
    column: u32,
    note: u32,
    outline: Outline,
}

impl<'n> Cognates<'n> {
    /// Those of a target; `others` is where they are kept.
    fn of(given: &Terms, notes: &'n Notes, others: &'n mut Vec<Other>) -> Cognates<'n> {
        let other = |(column, term): (usize, &Term)| {
            let note = term.note()?;
            let outline = notes.target.notes[note].outline?;
            Some(Other { column: column as u32, note: note as u32, outline })
        };
        others.clear();
        others.extend(given.terms.iter().enumerate().filter_map(other));
        Cognates { others, notes }
    }

    /// Finds the terms that look like one of the source, beside those that were found.
    fn find(&self, term: Term, word: &AskedWord, row: &mut Row) {
        let (Some(note), Some(outline)) = (term.note(), word.outline) else { return };
        // Shapes are far away in memory, and hardly any is asked for.
        let shape = || self.notes.source.words[note].shape.as_ref();
        let mut alike: SmallVec<[(f32, &Other); 8]> = SmallVec::new();
        for other in self.others {
            if outline.may_be_like(other.outline) && row.is_zero(other.column as usize) {
                let likeness = shape().map_or(0.0, |shape| self.likeness(other, shape));
                if likeness > 0.0 {
                    alike.push((likeness.min(0.95), other));
                }
            }
        }
        if alike.is_empty() {
            return;
        }
        let groups = shape().map(Shape::groups).unwrap_or_default();
        let enough = enough_groups(groups.iter().filter(|it| self.have_group(it)).count());
        let shared = |other| groups.iter().filter(|it| self.has_group(other, it)).count();
        alike.retain(|(_, other)| shared(other) >= enough);
        alike.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.column.cmp(&b.1.column)));
        for (likeness, other) in alike.iter().take(MOST_COGNATES) {
            row.raise(other.column as usize, *likeness);
        }
    }

    fn shape(&self, other: &Other) -> Option<&Shape> {
        self.notes.target.words[other.note as usize].shape.as_ref()
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
        self.others.iter().any(|it| self.has_group(it, group))
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
