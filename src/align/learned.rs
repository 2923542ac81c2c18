//! Word pairs that a text teaches about itself.

use std::collections::HashMap;

use super::beliefs::SHAPES;
use super::features::{Features, Term};
use super::links::{Lines, Links, Token};
use super::parameters::Parameters;
use super::search::Step;
use super::word_pairs::train;

/// Letters of a word that are learned from: behind them stand endings and further parts of
/// compounds, which a short text does not show often enough.
const STEM: usize = 5;
/// A stem is given at most this many learned renderings.
const MOST_LEARNED: usize = 4;
/// A stem of more words than this is no stem.
const MOST_FORMS: usize = 12;

/// Adds to the links what sure beads of a path teach; whether there was enough text to learn from.
pub(super) fn learn(
    links: &mut Links,
    (source, target): (&[Features], &[Features]),
    steps: &[Step],
    parameters: &Parameters,
) -> bool {
    let sure = steps.iter().filter(|step| {
        let (a, b) = SHAPES[step.shape];
        a > 0 && b > 0 && step.confidence >= parameters.sure
    });
    let (sources, targets) = (Stems::of(source, &links.source), Stems::of(target, &links.target));
    let lines: Vec<(Vec<u32>, Vec<u32>)> = sure
        .map(|step| {
            let (a, b) = SHAPES[step.shape];
            (
                sources.of_lines(&links.source.tokens[step.source..step.source + a]),
                targets.of_lines(&links.target.tokens[step.target..step.target + b]),
            )
        })
        .collect();
    if (lines.len() as f64) < parameters.enough {
        return false;
    }
    let pairs = train(&lines, parameters.least_strength as f32);
    for pairs in pairs.chunk_by(|a, b| a.source == b.source) {
        for pair in &pairs[..pairs.len().min(MOST_LEARNED)] {
            let strength = (pair.strength * parameters.learned as f32).min(1.0);
            for form in sources.few(pair.source) {
                let renderings = &mut links.renderings[*form as usize];
                for rendering in targets.few(pair.target) {
                    match renderings.iter_mut().find(|(term, _)| term == rendering) {
                        Some((_, known)) => *known = known.max(strength),
                        None => renderings.push((*rendering, strength)),
                    }
                }
            }
        }
    }
    links.count_chances();
    true
}

fn stem(term: &Term) -> Term {
    match term {
        Term::Number(value) => Term::Number(*value),
        Term::Word(word) => Term::Word(word.chars().take(STEM).collect()),
    }
}

/// The stems of a side, as numbers.
struct Stems {
    /// The stem of each term.
    of_term: Vec<u32>,
    /// The terms of each stem.
    terms: Vec<Vec<u32>>,
}

impl Stems {
    fn of(features: &[Features], lines: &Lines) -> Stems {
        let mut numbers: HashMap<Term, u32> = HashMap::new();
        let mut of_term = vec![u32::MAX; lines.postings.len()];
        let mut terms: Vec<Vec<u32>> = Vec::new();
        for (line, tokens) in features.iter().zip(&lines.tokens) {
            for ((term, _), token) in line.terms.iter().zip(tokens) {
                let slot = &mut of_term[token.term as usize];
                if *slot == u32::MAX {
                    *slot = *numbers.entry(stem(term)).or_insert(terms.len() as u32);
                    terms.resize(terms.len().max(*slot as usize + 1), Vec::new());
                    terms[*slot as usize].push(token.term);
                }
            }
        }
        Stems { of_term, terms }
    }

    fn of_lines(&self, lines: &[Vec<Token>]) -> Vec<u32> {
        lines.iter().flatten().map(|token| self.of_term[token.term as usize]).collect()
    }

    /// The terms of a stem, if it is one.
    fn few(&self, stem: u32) -> &[u32] {
        let terms = self.terms[stem as usize].as_slice();
        if terms.len() <= MOST_FORMS { terms } else { &[] }
    }
}
