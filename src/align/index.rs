//! The renderings that lexicons list, ready to be found again in the words of a target.
//!
//! A rendering is found by keys: by each of its words, by the verb that is left of one when a separable
//! prefix goes, by the root of one. A word of a target may stand for all renderings that have one of
//! its keys. Which keys a word has does not depend on the text it stands in: they are found out once
//! for each word and kept, and two words are compared by those that they share. They are few, while a
//! word of the target may stand for hundreds of renderings that begin as it does.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use foldhash::fast::FixedState;

use super::renderings::{
    PART, PARTED, ROOT, SHORTEST_PART, SHORTEST_REST, SHORTEST_ROOT, root, words_of,
};
use crate::language::Pack;
use crate::language::lexicon::{Rendering, Translations};
use crate::text::Tag;

/// A key that a word has. How well a word of the target renders one of the source with the same key
/// is the product of their worths, for the best of the keys they share.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Key {
    pub(super) number: u32,
    /// For a word of the source, how good its best rendering with this key is; for one of the target,
    /// how well it stands for a rendering with it.
    pub(super) worth: f32,
}

/// Keeps each key once, with the most that it is worth.
fn keep_best(keys: &mut Vec<Key>) {
    keys.sort_unstable_by(|a, b| a.number.cmp(&b.number).then(b.worth.total_cmp(&a.worth)));
    keys.dedup_by_key(|it| it.number);
}

/// Keys by what they are made of.
type Numbers = HashMap<Box<str>, u32, FixedState>;

/// The renderings of the lexicons of two languages.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By their texts as the lexicons write them: where their keys are, and whether they have several
    /// words.
    renderings: HashMap<Box<str>, (Range<u32>, bool), FixedState>,
    /// The keys of the renderings, of one after another.
    keys: Vec<u32>,
    /// Keys that are words, folded.
    words: Numbers,
    /// Keys that are verbs whose separable prefix has gone.
    verbs: Numbers,
    /// Keys that are roots.
    roots: Numbers,
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
        let mut index = Index::default();
        translations.all_renderings().for_each(|text| index.add(text, &translations.target));
        index
    }

    fn add(&mut self, text: &str, pack: &Pack) {
        let Index { renderings, keys, words, verbs, roots } = self;
        if renderings.contains_key(text) {
            return;
        }
        let start = keys.len() as u32;
        let mut next = (words.len() + verbs.len() + roots.len()) as u32;
        let mut add = |numbers: &mut Numbers, key: &str| {
            let number = numbers.get(key).copied().unwrap_or_else(|| {
                numbers.insert(key.into(), next);
                next += 1;
                next - 1
            });
            keys.push(number);
        };
        let mut several = false;
        words_of(text, pack, |word, is_several| {
            several = is_several;
            add(words, word);
            let begins = word.bytes().next();
            let may_part = |prefix: &&String| prefix.bytes().next() == begins;
            for prefix in pack.inflection.separable.iter().filter(may_part) {
                let verb = word.strip_prefix(prefix.as_str());
                if let Some(verb) = verb.filter(|it| it.len() > SHORTEST_PART) {
                    add(verbs, verb);
                }
            }
            if let Some(root) = root(word) {
                add(roots, root);
            }
        });
        renderings.insert(text.into(), (start..keys.len() as u32, several));
    }

    /// The keys of a word of the source that has these renderings, which are `most` times as good as
    /// the lexicons say, at most.
    pub(super) fn keys_of_renderings<'r>(
        &self,
        renderings: impl IntoIterator<Item = &'r Rendering>,
        most: f32,
    ) -> Vec<Key> {
        let mut found: Vec<Key> = Vec::new();
        for rendering in renderings {
            let Some((keys, several)) = self.renderings.get(rendering.text.as_str()) else {
                continue;
            };
            let worth = most * rendering.strength;
            let worth = if *several { worth * PART } else { worth };
            let numbers = &self.keys[keys.start as usize..keys.end as usize];
            found.extend(numbers.iter().map(|number| Key { number: *number, worth }));
        }
        keep_best(&mut found);
        found
    }

    /// The keys of a word of the target, given folded and with its lemmas.
    pub(super) fn keys_of_word(&self, word: &str, lemmas: &[String], pack: &Pack) -> Vec<Key> {
        let mut found: Vec<Key> = Vec::new();
        let mut take = |numbers: &Numbers, key: &str, worth| {
            let number = numbers.get(key).copied();
            found.extend(number.map(|number| Key { number, worth }));
        };
        let compounds = !pack.inflection.joints.is_empty();
        let letters = word.chars().count();
        let is_compound = compounds && letters >= SHORTEST_PART + SHORTEST_REST;
        for lemma in lemmas {
            take(&self.words, lemma, 1.0);
            take(&self.verbs, lemma, PARTED);
            if is_compound {
                // `Wandel` in `Klimawandel`.
                let mut ends = lemma.char_indices().rev().skip(SHORTEST_PART - 1);
                while let Some((at, _)) = ends.next().filter(|(at, _)| *at > 0) {
                    if at >= SHORTEST_REST {
                        take(&self.words, &lemma[at..], PART);
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
                take(&self.words, start, PART);
            }
            if count >= SHORTEST_ROOT {
                take(&self.roots, start, ROOT);
            }
        }
        keep_best(&mut found);
        found
    }
}
