//! What was found out about the words of two languages, kept from text to text.
//!
//! A word that stands in a thousand records is looked up in the lexicons once. Nothing here changes
//! what is found: a memory that is full is emptied, and what was in it is found out again.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasher;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::fast::FixedState;

use super::features::{Look, parts_of};
use super::index::{Index, Match};
use super::renderings::parts;
use super::shape::Shape;
use crate::language::lexicon::{Translations, lemmas};
use crate::language::{ByForm, Pack};
use crate::reading::TextWord;
use crate::text::Span;

/// How much the notes of one thread may hold, in words and renderings: some 30 MB.
const MOST: usize = 1 << 20;

/// What is remembered of words, by pairs of languages and lexicons.
#[derive(Clone, Debug, Default)]
pub struct WordMemory {
    known: Arc<Mutex<Vec<Arc<PairMemory>>>>,
}

impl WordMemory {
    /// What is remembered of the words of two languages.
    pub fn of(&self, translations: &Translations) -> Arc<PairMemory> {
        // What is in the list is whole even if a thread gave up while it held the lock.
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.iter().find(|it| it.translations.is_same_as(translations)) {
            return found.clone();
        }
        known.push(Arc::new(PairMemory::new(translations.clone())));
        known[known.len() - 1].clone()
    }
}

/// What is remembered of the words of two languages.
#[derive(Debug)]
pub struct PairMemory {
    pub(super) translations: Translations,
    index: OnceLock<Arc<Index>>,
    /// The notes that no thread is at work with.
    idle: Mutex<Vec<Notes>>,
}

impl PairMemory {
    /// An empty memory.
    pub fn new(translations: Translations) -> PairMemory {
        PairMemory { translations, index: OnceLock::new(), idle: Mutex::default() }
    }

    /// Whether a form in a source text has a headword in the lexicons.
    pub fn lists_source(&self, form: &str) -> bool {
        self.lists(form, true, |form| self.translations.lists_source(form))
    }

    /// Whether a form in a target text renders some headword of the lexicons.
    pub fn lists_target(&self, form: &str) -> bool {
        self.lists(form, false, |form| self.translations.lists_target(form))
    }

    fn lists(&self, form: &str, of_source: bool, look_up: impl Fn(&str) -> bool) -> bool {
        if self.translations.is_empty() {
            return false;
        }
        self.with_notes(|notes| {
            let listed = &mut notes.listed[usize::from(of_source)];
            if let Some(listed) = listed.get(form) {
                return *listed;
            }
            let found = look_up(form);
            listed.insert(form.into(), found);
            notes.weight += 4;
            found
        })
    }

    pub(super) fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.translations))
    }

    /// Works with notes that no other thread has meanwhile.
    pub(super) fn with_notes<T>(&self, work: impl FnOnce(&mut Notes) -> T) -> T {
        let idle = || self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let notes = idle().pop();
        let mut notes = notes.unwrap_or_else(|| Notes::new(&self.translations));
        if notes.weight > MOST {
            notes = Notes::new(&self.translations);
        }
        let done = work(&mut notes);
        idle().push(notes);
        done
    }
}

/// Renderings by their numbers, with their strengths.
type Renderings = Arc<[(u32, f32)]>;

/// A side of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    Source,
    Target,
}

/// Notes about words.
#[derive(Debug)]
pub(super) struct Notes {
    pub(super) source: Side<SourceNote>,
    pub(super) target: Side<TargetNote>,
    /// The renderings of two words side by side, by the numbers of their notes.
    phrases: HashMap<(u32, u32), Renderings, FixedState>,
    /// First words of headwords of several words.
    openings: HashSet<String, FixedState>,
    /// Whether lexicons list a form of the target, and one of the source.
    listed: [HashMap<Box<str>, bool, FixedState>; 2],
    weight: usize,
    /// The number of the unit that is read, by which words that were met in it are known.
    unit: u32,
}

/// Notes about the words of one side.
#[derive(Debug)]
pub(super) struct Side<N> {
    /// For words as they are written, where their parts are.
    written: ByForm<(u32, u32)>,
    parts: Vec<Part>,
    /// The numbers of notes by folded words.
    folded: HashMap<Box<str>, u32, FixedState>,
    pub(super) notes: Vec<N>,
    /// For each note the unit that it was met in last, and its number there.
    met: Vec<(u32, u32)>,
}

/// A part of a word between its apostrophes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Where it stands in its word, in bytes.
    pub(super) span: Span,
    pub(super) look: Look,
    /// The number of its note.
    pub(super) note: u32,
    /// Whether a lexicon lists it.
    pub(super) is_listed: bool,
}

/// What is known of a word of the source.
#[derive(Debug)]
pub(super) struct SourceNote {
    /// The word, folded.
    pub(super) word: Box<str>,
    /// Its hash: words of the two sides are compared in pairs.
    pub(super) hash: u64,
    /// What the lexicons render it by, with the renderings' strengths.
    pub(super) renderings: Box<[(u32, f32)]>,
    /// The same for its parts, where the language writes compounds as one word.
    pub(super) of_parts: Box<[(u32, f32)]>,
    is_listed: bool,
    /// Whether a headword of several words may begin with it.
    pub(super) opens: bool,
    pub(super) shape: Option<Shape>,
}

/// What is known of a word of the target.
#[derive(Debug)]
pub(super) struct TargetNote {
    /// The word, folded.
    pub(super) word: Box<str>,
    /// Its hash.
    pub(super) hash: u64,
    /// What it may stand for.
    pub(super) matches: Box<[Match]>,
    is_listed: bool,
    pub(super) shape: Option<Shape>,
}

impl Notes {
    fn new(translations: &Translations) -> Notes {
        let first = |phrase: &str| phrase.split(' ').next().unwrap_or_default().to_owned();
        Notes {
            source: Side::default(),
            target: Side::default(),
            phrases: HashMap::default(),
            openings: translations.phrases().map(first).collect(),
            listed: Default::default(),
            weight: 0,
            unit: 0,
        }
    }

    /// Begins with another unit.
    pub(super) fn begin_unit(&mut self) {
        self.unit = self.unit.checked_add(1).unwrap_or_else(|| {
            self.source.forget_units();
            self.target.forget_units();
            1
        });
    }

    /// The number that a word has in this unit: `new` when it is met for the first time.
    pub(super) fn number_in_unit(&mut self, which: Which, note: u32, new: u32) -> u32 {
        match which {
            Which::Source => self.source.number_in_unit(self.unit, note, new),
            Which::Target => self.target.number_in_unit(self.unit, note, new),
        }
    }

    /// The numbers of the parts of a word.
    pub(super) fn parts(
        &mut self,
        which: Which,
        word: TextWord<'_>,
        memory: &PairMemory,
    ) -> Range<u32> {
        match which {
            Which::Source => self.source_parts(word, memory),
            Which::Target => self.target_parts(word, memory),
        }
    }

    /// A part by its number.
    pub(super) fn part(&self, which: Which, number: u32) -> Part {
        match which {
            Which::Source => self.source.parts[number as usize],
            Which::Target => self.target.parts[number as usize],
        }
    }

    fn source_parts(&mut self, word: TextWord<'_>, memory: &PairMemory) -> Range<u32> {
        let Notes { source, openings, weight, .. } = self;
        let make = |folded: &str, _: &Pack| {
            let translations = &memory.translations;
            let lemmas = lemmas(folded, &translations.source);
            let renderings = renderings(&lemmas, memory).collect();
            let of_parts = parts(folded, &translations.source);
            let of_parts = of_parts.into_iter().flat_map(|part| renderings_of(part, memory));
            let note = SourceNote {
                word: folded.into(),
                hash: hash_of(folded),
                renderings,
                of_parts: of_parts.collect(),
                is_listed: translations.has_headword(&lemmas),
                opens: may_open(folded, translations, openings),
                shape: Shape::of(folded),
            };
            let held = note.renderings.len() + note.of_parts.len();
            (note, held)
        };
        source.parts(word, &memory.translations.source, make, |it| it.is_listed, weight)
    }

    fn target_parts(&mut self, word: TextWord<'_>, memory: &PairMemory) -> Range<u32> {
        let make = |folded: &str, pack: &Pack| {
            let lemmas = lemmas(folded, pack);
            let note = TargetNote {
                word: folded.into(),
                hash: hash_of(folded),
                matches: memory.index().matches(folded, &lemmas, pack).into(),
                is_listed: memory.translations.has_rendering(&lemmas),
                shape: Shape::of(folded),
            };
            let held = note.matches.len();
            (note, held)
        };
        let (pack, weight) = (&memory.translations.target, &mut self.weight);
        self.target.parts(word, pack, make, |it| it.is_listed, weight)
    }

    /// The renderings of two words of the source, by their notes, that stand side by side.
    pub(super) fn phrase(&mut self, pair: (u32, u32), memory: &PairMemory) -> Renderings {
        let word = |note: u32| &self.source.notes[note as usize].word;
        let make = || {
            let phrase = format!("{} {}", word(pair.0), word(pair.1));
            self.weight += 8;
            Arc::from(renderings_of(&phrase, memory))
        };
        self.phrases.entry(pair).or_insert_with(make).clone()
    }
}

fn hash_of(word: &str) -> u64 {
    FixedState::default().hash_one(word)
}

/// What the lexicons render a form by, by the numbers of the index.
fn renderings_of(form: &str, memory: &PairMemory) -> Vec<(u32, f32)> {
    renderings(&lemmas(form, &memory.translations.source), memory).collect()
}

/// The same for a form whose lemmas are known.
fn renderings(lemmas: &[String], memory: &PairMemory) -> impl Iterator<Item = (u32, f32)> {
    let found = memory.translations.renderings_of_lemmas(lemmas).into_iter();
    found.filter_map(|it| Some((memory.index().number(&it.text)?, it.strength)))
}

/// Whether a headword of several words may begin with a form of this word.
fn may_open(
    word: &str,
    translations: &Translations,
    openings: &HashSet<String, FixedState>,
) -> bool {
    // No ending meets what stands for the second word, so that only the first one changes its form.
    let with_any = format!("{word} \u{1}\u{1}\u{1}\u{1}");
    let forms = lemmas(&with_any, &translations.source);
    forms.iter().any(|form| form.split(' ').next().is_some_and(|first| openings.contains(first)))
}

impl<N> Default for Side<N> {
    fn default() -> Side<N> {
        Side {
            written: ByForm::default(),
            parts: Vec::new(),
            folded: HashMap::default(),
            notes: Vec::new(),
            met: Vec::new(),
        }
    }
}

impl<N> Side<N> {
    fn number_in_unit(&mut self, unit: u32, note: u32, new: u32) -> u32 {
        let met = &mut self.met[note as usize];
        if met.0 != unit {
            *met = (unit, new);
        }
        met.1
    }

    fn forget_units(&mut self) {
        self.met.fill((0, 0));
    }

    /// The numbers of the parts of a word; `make` finds out what is to be noted of one, and how much
    /// that is.
    fn parts(
        &mut self,
        word: TextWord<'_>,
        pack: &Pack,
        make: impl Fn(&str, &Pack) -> (N, usize),
        is_listed: impl Fn(&N) -> bool,
        weight: &mut usize,
    ) -> Range<u32> {
        let Side { written, parts, folded: numbers, notes, met } = self;
        let (start, end) = written.get(word.number, || {
            let start = parts.len() as u32;
            for (span, look, folded) in parts_of(word.text, pack) {
                let note = match numbers.get(folded.as_str()) {
                    Some(note) => *note,
                    None => {
                        let (note, held) = make(&folded, pack);
                        *weight += 8 + held;
                        notes.push(note);
                        met.push((0, 0));
                        let number = notes.len() as u32 - 1;
                        numbers.insert(folded.into(), number);
                        number
                    }
                };
                parts.push(Part { span, look, note, is_listed: is_listed(&notes[note as usize]) });
            }
            *weight += 4;
            (start, parts.len() as u32)
        });
        start..end
    }
}
