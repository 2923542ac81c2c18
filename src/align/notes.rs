//! Notes about the words of two languages: what was found out about each, made once.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use super::asked::LastAsked;
use super::index::Key;
use super::memory::PairMemory;
use super::met::Met;
use super::renderings::{LISTED, PART, parts};
use super::shape::Outline;
use super::vocabulary::{ENTRY, Part, Parts, Vocabulary};
use super::words::Desk;
use crate::language::lexicon::{Rendering, Translations, lemmas};
use crate::reading::TextWord;
use crate::text::Span;

/// How much the notes of one thread may hold, in keys: some 30 MB.
const MOST: usize = 1 << 22;

/// A side of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    Source,
    Target,
}

/// Notes about words.
#[derive(Debug)]
pub(super) struct Notes {
    pub(super) source: Vocabulary<SourceWord>,
    pub(super) target: Vocabulary<TargetWord>,
    /// The keys of words and phrases, of one after another.
    keys: Vec<Key>,
    /// Where the keys are of the renderings of two words side by side, by the numbers of their notes.
    phrases: HashMap<(u32, u32), List, FixedState>,
    /// First words of headwords of several words.
    openings: HashSet<String, FixedState>,
    /// Whether lexicons list a form of the target, and one of the source.
    listed: [HashMap<Box<str>, bool, FixedState>; 2],
    /// What they hold beside keys, in keys.
    weight: usize,
    /// The notes that were met in what was read of a unit last.
    pub(super) met: Met,
    /// What the source asked that was read last.
    pub(super) last: LastAsked,
    /// What is worked out of a unit.
    pub(super) desk: Desk,
}

/// Where some keys are.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct List {
    start: u32,
    end: u32,
}

impl List {
    /// Adds keys to others.
    pub(super) fn added(keys: &[Key], to: &mut Vec<Key>) -> List {
        let start = to.len() as u32;
        to.extend_from_slice(keys);
        List { start, end: to.len() as u32 }
    }

    /// The keys among others.
    pub(super) fn of(self, all: &[Key]) -> &[Key] {
        &all[self.start as usize..self.end as usize]
    }

    /// Whether there is none.
    pub(super) fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// What is known of a word of the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct SourceWord {
    /// The note of the same word of the target, if one was made.
    pub(super) twin: Option<u32>,
    /// The keys of what the lexicons render it by.
    pub(super) renderings: List,
    /// Those of what they render its parts by, where the language writes compounds as one word.
    pub(super) of_parts: List,
    /// Whether a headword of several words may begin with it.
    pub(super) opens: bool,
}

/// What is known of a word of the target.
#[derive(Debug)]
pub(super) struct TargetWord {
    /// The keys of what it may stand for.
    pub(super) keys: List,
    /// What its shape, if it has one, looks like at a glance.
    pub(super) outline: Option<Outline>,
}

impl Notes {
    pub(super) fn new(translations: &Translations) -> Notes {
        let first = |phrase: &str| phrase.split(' ').next().unwrap_or_default().to_owned();
        Notes {
            source: Vocabulary::default(),
            target: Vocabulary::default(),
            keys: Vec::new(),
            phrases: HashMap::default(),
            openings: translations.phrases().map(first).collect(),
            listed: Default::default(),
            weight: 0,
            met: Met::default(),
            last: LastAsked::default(),
            desk: Desk::default(),
        }
    }

    /// Whether they hold more than they may.
    pub(super) fn are_full(&self) -> bool {
        self.weight + self.keys.len() > MOST
    }

    /// Whether lexicons list a form; `look_up` says it the first time.
    pub(super) fn is_listed(
        &mut self,
        form: &str,
        of_source: bool,
        look_up: impl FnOnce(&str) -> bool,
    ) -> bool {
        let listed = &mut self.listed[usize::from(of_source)];
        if let Some(listed) = listed.get(form) {
            return *listed;
        }
        let found = look_up(form);
        listed.insert(form.into(), found);
        self.weight += ENTRY;
        found
    }

    /// The parts of a word.
    #[inline]
    pub(super) fn parts(
        &mut self,
        which: Which,
        word: &TextWord<'_>,
        memory: &PairMemory,
    ) -> Parts {
        let known = match which {
            Which::Source => self.source.known(word),
            Which::Target => self.target.known(word),
        };
        known.unwrap_or_else(|| self.find_parts(which, word, memory))
    }

    #[cold]
    fn find_parts(&mut self, which: Which, word: &TextWord<'_>, memory: &PairMemory) -> Parts {
        match which {
            Which::Source => self.parts_of_source(word, memory),
            Which::Target => self.parts_of_target(word, memory),
        }
    }

    /// The parts of a word in a list of this number, with their places in the word, in bytes.
    pub(super) fn several(&self, which: Which, list: u32) -> &[(Span, Part)] {
        match which {
            Which::Source => self.source.several(list),
            Which::Target => self.target.several(list),
        }
    }

    fn parts_of_source(&mut self, word: &TextWord<'_>, memory: &PairMemory) -> Parts {
        let Notes { source, target, keys, openings, weight, .. } = self;
        let (translations, index) = (&memory.translations, || memory.index());
        let make = |folded: &str, _: u32, _: Option<Outline>| {
            let lemmas = lemmas(folded, &translations.source);
            let renderings = translations.renderings_of_lemmas(&lemmas);
            let of_parts = parts(folded, &translations.source);
            let of_parts = of_parts.into_iter().flat_map(|part| renderings_of(part, memory));
            let of_side = SourceWord {
                twin: target.note_of(folded),
                renderings: List::added(&index().keys_of_renderings(renderings, LISTED), keys),
                of_parts: List::added(&index().keys_of_renderings(of_parts, PART), keys),
                opens: may_open(folded, translations, openings),
            };
            (of_side, translations.has_headword(&lemmas))
        };
        source.parts(word, &translations.source, make, weight)
    }

    fn parts_of_target(&mut self, word: &TextWord<'_>, memory: &PairMemory) -> Parts {
        let Notes { source, target, keys, weight, .. } = self;
        let pack = &memory.translations.target;
        let make = |folded: &str, number: u32, outline: Option<Outline>| {
            if let Some(twin) = source.note_of(folded) {
                source.notes[twin as usize].twin = Some(number);
            }
            let lemmas = lemmas(folded, pack);
            let found = memory.index().keys_of_word(folded, &lemmas, pack);
            let of_side = TargetWord { keys: List::added(&found, keys), outline };
            (of_side, memory.translations.has_rendering(&lemmas))
        };
        target.parts(word, pack, make, weight)
    }

    /// Some keys.
    pub(super) fn keys(&self, list: List) -> &[Key] {
        list.of(&self.keys)
    }

    /// The keys of the renderings of two words of the source, by their notes, that stand side by side.
    pub(super) fn phrase(&mut self, pair: (u32, u32), memory: &PairMemory) -> List {
        let Notes { source, keys, phrases, weight, .. } = self;
        *phrases.entry(pair).or_insert_with(|| {
            let word = |note: u32| &source.words[note as usize].folded;
            let phrase = format!("{} {}", word(pair.0), word(pair.1));
            *weight += ENTRY;
            let renderings = renderings_of(&phrase, memory);
            List::added(&memory.index().keys_of_renderings(renderings, LISTED), keys)
        })
    }
}

/// What the lexicons render a form by.
fn renderings_of<'m>(form: &str, memory: &'m PairMemory) -> Vec<&'m Rendering> {
    memory.translations.renderings_of_lemmas(&lemmas(form, &memory.translations.source))
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
