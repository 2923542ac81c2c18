//! Which terms of one text may render which of the other, found through an index.

use std::collections::HashMap;

use super::features::{Class, Features, Term};
use super::renderings::add_listed;
use super::shape::{Shape, enough_groups};
use crate::language::lexicon::Translations;

/// A term may have at most this many look-alikes.
pub(super) const MOST_COGNATES: usize = 6;
/// The rarest groups of three letters of a word lead to its look-alikes, as long as so many words
/// share them in all, to keep the cost linear.
const MOST_SHARERS: usize = 2000;
/// From so many lines on, terms that stand in more than one line of [`COMMON`] link nothing.
const LONG: usize = 2000;
const COMMON: usize = 100;
/// A term is matched so many times a line at most.
const MOST_TIMES: usize = 4;

/// A term of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// The number of its term in the text's vocabulary.
    pub term: u32,
    /// Its class.
    pub class: Class,
}

/// A text as numbered terms.
#[derive(Debug, Default)]
pub(super) struct Lines {
    /// The tokens of each line.
    pub tokens: Vec<Vec<Token>>,
    /// For each term the lines it stands in with its place there, in order.
    pub postings: Vec<Vec<(u32, u32)>>,
    /// For each term its number of lines.
    pub frequency: Vec<u32>,
}

impl Lines {
    /// Gives the class of listed words to those that a lexicon lists.
    fn mark_listed(&mut self, terms: &[&Term], lists: impl Fn(&str) -> bool) {
        let listed: Vec<bool> =
            terms.iter().map(|term| matches!(term, Term::Word(word) if lists(word))).collect();
        for token in self.tokens.iter_mut().flatten() {
            if matches!(token.class, Class::Noun | Class::Plain) && listed[token.term as usize] {
                token.class = Class::Listed;
            }
        }
    }

    /// Pairs of terms that stand beside each other in some line, each pair once, in order.
    fn neighbours(&self) -> Vec<(u32, u32)> {
        let pairs = self.tokens.iter().flat_map(|line| line.windows(2));
        let mut pairs: Vec<(u32, u32)> = pairs.map(|it| (it[0].term, it[1].term)).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }
}

/// Terms of a target with their strength as renderings, 0 to 1.
pub(super) type Renderings = Vec<(u32, f32)>;

/// What links two texts.
#[derive(Debug)]
pub(super) struct Links {
    pub source: Lines,
    pub target: Lines,
    /// For each term of the source its possible renderings with their strength, 0 to 1.
    pub renderings: Vec<Renderings>,
    /// For each term of the source, the target lines with a rendering of it (an upper bound).
    pub source_chances: Vec<u32>,
    /// For each term of the target, the source lines with a term it renders (an upper bound).
    pub target_chances: Vec<u32>,
}

impl Links {
    pub(super) fn new(
        source: &[Features],
        target: &[Features],
        translations: &Translations,
    ) -> Links {
        let (source, target) = (source.iter(), target.iter());
        let (source, target) = (source.map(|it| &it.terms[..]), target.map(|it| &it.terms[..]));
        Links::of(number(source), number(target), translations)
    }

    /// The links of two single lines.
    #[cfg(test)]
    pub(super) fn of_words(
        source: &[(Term, Class)],
        target: &[(Term, Class)],
        translations: &Translations,
    ) -> Links {
        Links::of(number([source].into_iter()), number([target].into_iter()), translations)
    }

    fn of(
        (source_terms, mut source): (Vec<&Term>, Lines),
        (target_terms, mut target): (Vec<&Term>, Lines),
        translations: &Translations,
    ) -> Links {
        source.mark_listed(&source_terms, |word| translations.lists_source(word));
        target.mark_listed(&target_terms, |word| translations.lists_target(word));
        let mut renderings = identical(&source_terms, &target_terms);
        let unlisted = renderings.clone();
        let terms = (source_terms.as_slice(), target_terms.as_slice());
        add_listed(terms, &source.neighbours(), translations, &mut renderings);
        // Whose rendering a lexicon names needs no look-alike.
        let settled: Vec<bool> = renderings
            .iter()
            .zip(&unlisted)
            .map(|(now, before)| now.len() > before.len())
            .collect();
        add_cognates(&source_terms, &target_terms, &settled, &mut renderings);
        let lines = target.tokens.len();
        if lines >= LONG {
            // Words of every other page cost much and tell little where there is so much else.
            let rare = |it: &(u32, f32)| target.frequency[it.0 as usize] as usize * COMMON <= lines;
            renderings.iter_mut().for_each(|found| found.retain(rare));
        }
        let mut links = Links {
            source,
            target,
            renderings,
            source_chances: Vec::new(),
            target_chances: Vec::new(),
        };
        links.count_chances();
        links
    }

    pub(super) fn count_chances(&mut self) {
        self.source_chances = vec![0; self.source.postings.len()];
        self.target_chances = vec![0; self.target.postings.len()];
        for (term, renderings) in self.renderings.iter().enumerate() {
            for (rendering, _) in renderings {
                let rendering = *rendering as usize;
                self.source_chances[term] += self.target.frequency[rendering];
                self.target_chances[rendering] += self.source.frequency[term];
            }
        }
    }
}

fn number<'f>(lines: impl Iterator<Item = &'f [(Term, Class)]>) -> (Vec<&'f Term>, Lines) {
    let mut numbers: HashMap<&Term, u32> = HashMap::new();
    let mut terms: Vec<&Term> = Vec::new();
    let mut numbered = Lines::default();
    for (line, line_terms) in lines.enumerate() {
        let mut tokens = Vec::with_capacity(line_terms.len());
        for (place, (term, class)) in line_terms.iter().enumerate() {
            let number = *numbers.entry(term).or_insert_with(|| {
                terms.push(term);
                numbered.postings.push(Vec::new());
                numbered.frequency.push(0);
                (terms.len() - 1) as u32
            });
            tokens.push(Token { term: number, class: *class });
            let postings = &mut numbered.postings[number as usize];
            let new = postings.last().is_none_or(|(last, _)| *last != line as u32);
            numbered.frequency[number as usize] += u32::from(new);
            // A term that fills a line would match in too many ways.
            if postings.iter().rev().take(MOST_TIMES).filter(|it| it.0 == line as u32).count()
                < MOST_TIMES
            {
                postings.push((line as u32, place as u32));
            }
        }
        numbered.tokens.push(tokens);
    }
    (terms, numbered)
}

fn identical(source: &[&Term], target: &[&Term]) -> Vec<Renderings> {
    let index: HashMap<&Term, u32> =
        target.iter().enumerate().map(|(number, term)| (*term, number as u32)).collect();
    source.iter().map(|term| index.get(*term).map(|it| (*it, 1.0)).into_iter().collect()).collect()
}

/// Adds to each source term that is not `settled` the target terms that look like it.
fn add_cognates(
    source: &[&Term],
    target: &[&Term],
    settled: &[bool],
    renderings: &mut [Renderings],
) {
    let shape_of = |term: &Term| match term {
        Term::Word(word) => Shape::of(word),
        Term::Number(_) => None,
    };
    let shapes: Vec<Option<Shape>> = target.iter().map(|term| shape_of(term)).collect();
    let mut index: HashMap<[char; 3], Vec<u32>> = HashMap::new();
    for (number, shape) in shapes.iter().enumerate() {
        for group in shape.iter().flat_map(Shape::groups) {
            index.entry(group.letters).or_default().push(number as u32);
        }
    }
    let mut shared: Vec<u16> = vec![0; target.len()];
    let mut touched: Vec<u32> = Vec::new();
    for ((term, found), settled) in source.iter().zip(renderings).zip(settled) {
        let Some(shape) = shape_of(term).filter(|_| !settled) else { continue };
        let mut sharers: Vec<&[u32]> = shape
            .groups()
            .iter()
            .filter_map(|it| index.get(&it.letters).map(Vec::as_slice))
            .collect();
        sharers.sort_by_key(|it| it.len());
        let (mut looked, mut all) = (0, 0);
        for sharers in sharers {
            all += sharers.len();
            if all > MOST_SHARERS {
                break;
            }
            looked += 1;
            for sharer in sharers {
                if shared[*sharer as usize] == 0 {
                    touched.push(*sharer);
                }
                shared[*sharer as usize] += 1;
            }
        }
        let enough = enough_groups(looked);
        let mut alike: Vec<(u32, f32)> = Vec::new();
        for candidate in touched.drain(..) {
            let count: u16 = std::mem::take(&mut shared[candidate as usize]);
            let known = found.iter().any(|(it, _)| *it == candidate);
            if usize::from(count) >= enough
                && !known
                && let Some(other) = &shapes[candidate as usize]
            {
                let likeness = shape.likeness(other);
                if likeness > 0.0 {
                    alike.push((candidate, likeness.min(0.95)));
                }
            }
        }
        alike.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        alike.truncate(MOST_COGNATES);
        found.extend(alike);
    }
}
