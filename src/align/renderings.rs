//! What a lexicon says of the terms of two texts.

use std::collections::HashMap;

use super::features::Term;
use super::links::Renderings;
use crate::language::Pack;
use crate::language::lexicon::{Rendering, Translations, lemmas};
use crate::text::fold;

/// Renderings of one term at most.
pub(super) const MOST: usize = 24;
/// How good a rendering is that is listed for the term.
pub(super) const LISTED: f32 = 0.95;
/// One that is a part of a compound, or that stands for a part of the term.
pub(super) const PART: f32 = 0.7;
/// One whose verb may have parted from its prefix.
pub(super) const PARTED: f32 = 0.6;
/// One that shares its root with the term.
pub(super) const ROOT: f32 = 0.55;
/// Letters of the shortest root.
pub(super) const SHORTEST_ROOT: usize = 5;
/// Letters of the shortest part of a compound.
pub(super) const SHORTEST_PART: usize = 4;
/// Letters of the shortest rest that a compound has beside it.
pub(super) const SHORTEST_REST: usize = 3;
/// Compounds with one part at most; a part that more share is no evidence.
const MOST_COMPOUNDS: usize = 200;

/// Adds to each source term its renderings by the lexicons. `phrases` are pairs of neighbouring
/// source terms: a headword of two words is looked for there.
pub(super) fn add_listed(
    (source, target): (&[&Term], &[&Term]),
    phrases: &[(u32, u32)],
    translations: &Translations,
    renderings: &mut [Renderings],
) {
    if translations.is_empty() {
        return;
    }
    let index = Index::new(target, &translations.target);
    for (term, found) in source.iter().zip(renderings.iter_mut()) {
        let Some(word) = word(term) else { continue };
        let mut listed: Vec<(u32, f32)> = Vec::new();
        for rendering in translations.renderings_of(word) {
            index.find(rendering, LISTED, &mut listed);
        }
        if listed.is_empty() {
            for part in parts(word, &translations.source) {
                for rendering in translations.renderings_of(part) {
                    index.find(rendering, PART, &mut listed);
                }
            }
        }
        merge(listed, found);
    }
    for (first, second) in phrases {
        let (Some(one), Some(other)) =
            (word(source[*first as usize]), word(source[*second as usize]))
        else {
            continue;
        };
        let mut listed: Vec<(u32, f32)> = Vec::new();
        for rendering in translations.renderings_of(&format!("{one} {other}")) {
            index.find(rendering, LISTED, &mut listed);
        }
        if !listed.is_empty() {
            merge(listed.clone(), &mut renderings[*first as usize]);
            merge(listed, &mut renderings[*second as usize]);
        }
    }
}

fn word(term: &Term) -> Option<&str> {
    match term {
        Term::Word(word) => Some(word),
        Term::Number(_) => None,
    }
}

/// The best of both, the strongest first, as many as are allowed.
fn merge(listed: Vec<(u32, f32)>, found: &mut Renderings) {
    for (term, strength) in listed {
        match found.iter_mut().find(|it| it.0 == term) {
            Some(known) => known.1 = known.1.max(strength),
            None => found.push((term, strength)),
        }
    }
    found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    found.truncate(MOST);
}

/// Hands on the words of a rendering, folded, with whether it has several; of several those that carry
/// content.
pub(super) fn words_of(rendering: &str, pack: &Pack, mut then: impl FnMut(&str, bool)) {
    let text = fold(rendering);
    let several = text.contains([' ', '-']);
    for word in text.split([' ', '-']) {
        if !several || !pack.words.function.words.contains(word) {
            then(word, several);
        }
    }
}

/// The first two thirds of a word, which other words of its root share, where they are long enough.
pub(super) fn root(word: &str) -> Option<&str> {
    let letters = (word.chars().count() * 2).div_ceil(3);
    let end = word.char_indices().nth(letters).map_or(word.len(), |(at, _)| at);
    (letters >= SHORTEST_ROOT).then(|| &word[..end])
}

/// The parts a word may be made of, where the language writes compounds as one word: each cut that
/// leaves two parts long enough.
pub(super) fn parts<'w>(word: &'w str, pack: &Pack) -> Vec<&'w str> {
    let mut parts = Vec::new();
    for (at, _) in word.char_indices().skip(SHORTEST_PART) {
        let (head, tail) = word.split_at(at);
        if pack.inflection.joints.is_empty() || tail.chars().count() < SHORTEST_PART {
            break;
        }
        for joint in &pack.inflection.joints {
            let head = head.strip_suffix(joint.as_str());
            parts.extend(head.filter(|it| it.len() >= SHORTEST_PART));
        }
        parts.push(tail);
    }
    parts
}

/// The terms of a target by what a dictionary may list them under, and by their starts and ends.
struct Index<'p> {
    pack: &'p Pack,
    by_lemma: HashMap<String, Vec<u32>>,
    /// Whether compounds are written as one word.
    compounds: bool,
    /// Words with their terms, in order.
    starts: Vec<(String, u32)>,
    /// Lemmas backwards with their terms, in order; empty where compounds are not written as one.
    ends: Vec<(String, u32)>,
}

impl Index<'_> {
    fn new<'p>(target: &[&Term], pack: &'p Pack) -> Index<'p> {
        let compounds = !pack.inflection.joints.is_empty();
        let mut index = Index {
            pack,
            by_lemma: HashMap::new(),
            compounds,
            starts: Vec::new(),
            ends: Vec::new(),
        };
        for (number, term) in target.iter().enumerate() {
            let Some(word) = word(term) else { continue };
            let number = number as u32;
            let compound = compounds && word.chars().count() >= SHORTEST_PART + SHORTEST_REST;
            for lemma in lemmas(word, pack) {
                if compound {
                    index.ends.push((lemma.chars().rev().collect(), number));
                }
                index.by_lemma.entry(lemma).or_default().push(number);
            }
            if word.chars().count() >= SHORTEST_PART {
                index.starts.push((word.to_owned(), number));
            }
        }
        index.starts.sort_unstable();
        index.ends.sort_unstable();
        index
    }

    /// Adds the terms that may stand for a rendering, at most as strong as `strength`.
    fn find(&self, rendering: &Rendering, strength: f32, found: &mut Vec<(u32, f32)>) {
        let strength = strength * rendering.strength;
        words_of(&rendering.text, self.pack, |word, several| {
            let strength = if several { strength * PART } else { strength };
            self.find_word(word, strength, found);
        });
    }

    fn find_word(&self, word: &str, strength: f32, found: &mut Vec<(u32, f32)>) {
        let mut add = |term: u32, strength: f32| match found.iter_mut().find(|it| it.0 == term) {
            Some(known) => known.1 = known.1.max(strength),
            None => found.push((term, strength)),
        };
        for term in self.by_lemma.get(word).into_iter().flatten() {
            add(*term, strength);
        }
        for prefix in &self.pack.inflection.separable {
            let verb = word.strip_prefix(prefix.as_str()).filter(|it| it.len() > SHORTEST_PART);
            for term in verb.and_then(|it| self.by_lemma.get(it)).into_iter().flatten() {
                add(*term, strength * PARTED);
            }
        }
        if word.chars().count() < SHORTEST_PART {
            return;
        }
        // `Klima` in `Klimawandel`; a verb stands there without its ending (`Kaufkraft`).
        let long_enough = |whole: &str| whole.len() >= word.len() + SHORTEST_REST;
        let compounds =
            starting(&self.starts, word).filter(|it| self.compounds && long_enough(&it.0));
        for (_, term) in compounds {
            add(*term, strength * PART);
        }
        // `Wirtschaft` for `wirtschaftlich`: words of one root share their start.
        if let Some(root) = root(word) {
            for (_, term) in starting(&self.starts, root) {
                add(*term, strength * ROOT);
            }
        }
        let backwards: String = word.chars().rev().collect();
        for (_, term) in starting(&self.ends, &backwards).filter(|it| long_enough(&it.0)) {
            add(*term, strength * PART);
        }
    }
}

/// The entries of a sorted list that start with a text; none where they are too many to say much.
fn starting<'l>(list: &'l [(String, u32)], start: &str) -> impl Iterator<Item = &'l (String, u32)> {
    let from = list.partition_point(|it| it.0.as_str() < start);
    let count = list[from..].iter().take(MOST_COMPOUNDS + 1);
    let count = count.take_while(|it| it.0.starts_with(start)).count();
    let count = if count > MOST_COMPOUNDS { 0 } else { count };
    list[from..from + count].iter()
}
