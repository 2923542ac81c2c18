//! Terms in texts, whatever form their words have.

use std::collections::HashMap;

use super::Concept;
use crate::language::Pack;
use crate::language::lexicon::lemmas;
use crate::text::{Span, Tag, Word, fold, words};

/// A compound may end in a term of so many letters.
const SHORTEST_HEAD: usize = 4;

/// The terms of a glossary by the forms that their first words may have.
#[derive(Debug)]
pub struct Terms {
    pub(super) languages: (Tag, Tag),
    source: Index,
    target: Index,
    forbidden: Index,
}

/// A term in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The number of its concept in the glossary.
    pub concept: usize,
    /// Where it stands, in bytes of the text.
    pub span: Span,
}

#[derive(Debug, Default)]
struct Index {
    by_lemma: HashMap<String, Vec<usize>>,
    terms: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    concept: usize,
    /// For each word what a dictionary may list it under.
    words: Vec<Vec<String>>,
    /// Whether it is an acronym, whose capitals count.
    acronym: Option<String>,
}

impl Terms {
    pub(super) fn new(concepts: &[Concept], source: &Pack, target: &Pack) -> Terms {
        let (mut of_source, mut of_target, mut forbidden) =
            (Index::default(), Index::default(), Index::default());
        for (number, concept) in concepts.iter().enumerate() {
            for term in concept.source(source) {
                of_source.add(number, term, source);
            }
            for term in concept.target(target, false) {
                of_target.add(number, term, target);
            }
            for term in concept.target(target, true) {
                forbidden.add(number, term, target);
            }
        }
        let languages = (source.tag.base(), target.tag.base());
        Terms { languages, source: of_source, target: of_target, forbidden }
    }

    /// The terms in a text of the source's language.
    pub fn in_source(&self, text: &str, pack: &Pack) -> Vec<Found> {
        self.source.find(text, pack, false)
    }

    /// The terms in a text of the target's language, also as heads of compounds.
    pub fn in_target(&self, text: &str, pack: &Pack) -> Vec<Found> {
        self.target.find(text, pack, true)
    }

    /// What must not be used in a text of the target's language.
    pub fn forbidden_in(&self, text: &str, pack: &Pack) -> Vec<Found> {
        self.forbidden.find(text, pack, false)
    }
}

impl Index {
    fn add(&mut self, concept: usize, term: &str, pack: &Pack) {
        let listed: Vec<Vec<String>> = words(term).map(|word| lemmas(word.text, pack)).collect();
        let Some(first) = listed.first() else { return };
        let number = self.terms.len();
        for lemma in first {
            self.by_lemma.entry(lemma.clone()).or_default().push(number);
        }
        let capitals = term.chars().count() > 1 && !term.chars().any(char::is_lowercase);
        let acronym = capitals.then(|| term.to_owned());
        self.terms.push(Entry { concept, words: listed, acronym });
    }

    fn find(&self, text: &str, pack: &Pack, in_compounds: bool) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        if self.terms.is_empty() {
            return found;
        }
        let all: Vec<Word<'_>> = words(text).collect();
        let listed: Vec<Vec<String>> = all.iter().map(|word| lemmas(word.text, pack)).collect();
        for at in 0..all.len() {
            let mut numbers: Vec<usize> = listed[at]
                .iter()
                .filter_map(|it| self.by_lemma.get(it))
                .flatten()
                .copied()
                .collect();
            if in_compounds {
                numbers.extend(self.heads(&listed[at]));
            }
            numbers.sort_unstable();
            numbers.dedup();
            for term in numbers.into_iter().map(|it| &self.terms[it]) {
                let Some(end) = term.end(&all, &listed, at) else { continue };
                let span = Span::new(all[at].span.start, all[end].span.end);
                // Of terms that start together the longer one is meant.
                found.retain(|it| !(it.concept != term.concept && span.contains(it.span)));
                found.push(Found { concept: term.concept, span });
            }
        }
        found.dedup();
        found
    }

    /// Terms of one word in which a compound ends: `Energiekonzern`.
    fn heads(&self, lemmas: &[String]) -> Vec<usize> {
        let compound = |(number, term): (usize, &Entry)| {
            let [word] = term.words.as_slice() else { return None };
            let head = word.first().filter(|head| head.len() >= SHORTEST_HEAD)?;
            lemmas.iter().any(|lemma| lemma.ends_with(head.as_str())).then_some(number)
        };
        self.terms.iter().enumerate().filter_map(compound).collect()
    }
}

impl Entry {
    /// The last word of the term if it starts at word `at`.
    fn end(&self, all: &[Word<'_>], listed: &[Vec<String>], at: usize) -> Option<usize> {
        let end = at + self.words.len() - 1;
        if end >= all.len()
            || self.acronym.as_ref().is_some_and(|it| {
                fold(it) == fold(all[at].text) && !all[at].text.starts_with(it.as_str())
            })
        {
            return None;
        }
        let rest = self.words[1..].iter().zip(&listed[at + 1..]);
        let meets =
            |(term, word): (&Vec<String>, &Vec<String>)| term.iter().any(|it| word.contains(it));
        rest.into_iter().all(meets).then_some(end)
    }
}
