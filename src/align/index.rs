//! The renderings that lexicons list, ready to be found again in the words of a target.
//!
//! Which renderings a word of a target may stand for does not depend on the text it stands in: it is
//! found out once for each word ([`Index::matches`]) and kept.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::FixedState;
use smallvec::{SmallVec, smallvec};

use super::renderings::{
    PART, PARTED, ROOT, SHORTEST_PART, SHORTEST_REST, SHORTEST_ROOT, root, words_of,
};
use crate::language::Pack;
use crate::language::lexicon::Translations;
use crate::text::Tag;

/// Renderings, by their numbers, that something leads to.
type Lists = HashMap<Box<str>, SmallVec<[u32; 2]>, FixedState>;

/// How a word stands for a rendering, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// It is a form of it.
    Form,
    /// It is a compound with it.
    Compound,
    /// It is its verb, parted from its prefix.
    Parted,
    /// It shares its root.
    Root,
}

/// A rendering that a word may stand for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    /// The rendering's number.
    pub(super) rendering: u32,
    kind: Kind,
    /// Whether the rendering has several words.
    several: bool,
}

impl Match {
    /// How good a rendering the word is, where the rendering itself is as good as `strength`.
    pub(super) fn strength(self, strength: f32) -> f32 {
        let strength = if self.several { strength * PART } else { strength };
        match self.kind {
            Kind::Form => strength,
            Kind::Compound => strength * PART,
            Kind::Parted => strength * PARTED,
            Kind::Root => strength * ROOT,
        }
    }
}

/// The renderings of the lexicons of two languages.
#[derive(Debug)]
pub(super) struct Index {
    /// Their numbers by their texts as the lexicons write them.
    numbers: HashMap<Box<str>, u32, FixedState>,
    several: Vec<bool>,
    /// By their words, folded.
    words: Lists,
    /// By the verbs that are left of these when a separable prefix goes.
    verbs: Lists,
    /// By the roots of these.
    roots: Lists,
}

impl Index {
    /// The index of some lexicons. That of the built-in one is made when first asked for and kept.
    pub(super) fn of(translations: &Translations) -> Arc<Index> {
        static BUILT_IN: Mutex<BTreeMap<(Tag, Tag), Arc<Index>>> = Mutex::new(BTreeMap::new());
        if !translations.is_built_in() {
            return Arc::new(Index::new(translations));
        }
        let key = (translations.source.tag.clone(), translations.target.tag.clone());
        // What is in the map is whole even if a thread gave up while it held the lock.
        let mut known = BUILT_IN.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(key).or_insert_with(|| Arc::new(Index::new(translations))).clone()
    }

    fn new(translations: &Translations) -> Index {
        let mut index = Index {
            numbers: HashMap::default(),
            several: Vec::new(),
            words: Lists::default(),
            verbs: Lists::default(),
            roots: Lists::default(),
        };
        translations.all_renderings().for_each(|text| index.add(text, &translations.target));
        index
    }

    fn add(&mut self, text: &str, pack: &Pack) {
        if self.numbers.contains_key(text) {
            return;
        }
        let number = self.several.len() as u32;
        self.numbers.insert(text.into(), number);
        let mut several = false;
        words_of(text, pack, |word, is_several| {
            several = is_several;
            let list = |lists: &mut Lists, key: &str| match lists.get_mut(key) {
                Some(list) => list.push(number),
                None => _ = lists.insert(key.into(), smallvec![number]),
            };
            list(&mut self.words, word);
            let begins = word.bytes().next();
            let may_part = |prefix: &&String| prefix.bytes().next() == begins;
            for prefix in pack.inflection.separable.iter().filter(may_part) {
                let verb = word.strip_prefix(prefix.as_str());
                if let Some(verb) = verb.filter(|it| it.len() > SHORTEST_PART) {
                    list(&mut self.verbs, verb);
                }
            }
            if let Some(root) = root(word) {
                list(&mut self.roots, root);
            }
        });
        self.several.push(several);
    }

    /// The number of a rendering of the lexicons.
    pub(super) fn number(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    /// How many renderings there are.
    pub(super) fn len(&self) -> usize {
        self.several.len()
    }

    /// The renderings that a word of the target, given folded and with its lemmas, may stand for, each
    /// once.
    pub(super) fn matches(&self, word: &str, lemmas: &[String], pack: &Pack) -> Vec<Match> {
        let mut found: Vec<Match> = Vec::new();
        let mut take = |lists: &Lists, key: &str, kind| {
            let list = lists.get(key).into_iter().flatten();
            found.extend(list.map(|number| Match {
                rendering: *number,
                kind,
                several: self.several[*number as usize],
            }));
        };
        let compounds = !pack.inflection.joints.is_empty();
        let letters = word.chars().count();
        let is_compound = compounds && letters >= SHORTEST_PART + SHORTEST_REST;
        for lemma in lemmas {
            take(&self.words, lemma, Kind::Form);
            take(&self.verbs, lemma, Kind::Parted);
            if is_compound {
                // `Wandel` in `Klimawandel`.
                let mut ends = lemma.char_indices().rev().skip(SHORTEST_PART - 1);
                while let Some((at, _)) = ends.next().filter(|(at, _)| *at > 0) {
                    if at >= SHORTEST_REST {
                        take(&self.words, &lemma[at..], Kind::Compound);
                    }
                }
            }
        }
        // `Klima` in `Klimawandel`; `Wirtschaft` for `wirtschaftlich`: words of one root share their
        // start.
        let ends = word.char_indices().map(|(at, _)| at).chain([word.len()]);
        for (count, end) in ends.enumerate().skip(SHORTEST_PART) {
            let start = &word[..end];
            if compounds && end + SHORTEST_REST <= word.len() {
                take(&self.words, start, Kind::Compound);
            }
            if count >= SHORTEST_ROOT {
                take(&self.roots, start, Kind::Root);
            }
        }
        found.sort_unstable_by_key(|it| (it.rendering, it.kind));
        found.dedup_by_key(|it| it.rendering);
        found
    }
}
