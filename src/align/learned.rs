//! Word pairs that a text teaches about itself.

use std::collections::HashMap;

use super::beliefs::SHAPES;
use super::features::{Features, Term};
use super::links::{Lines, Links};
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
    let lines: Vec<(Vec<Term>, Vec<Term>)> = sure
        .map(|step| {
            let (a, b) = SHAPES[step.shape];
            (
                stems(&source[step.source..step.source + a]),
                stems(&target[step.target..step.target + b]),
            )
        })
        .collect();
    if (lines.len() as f64) < parameters.enough {
        return false;
    }
    let (sources, targets) = (forms(source, &links.source), forms(target, &links.target));
    let pairs = train(&lines, parameters.least_strength as f32);
    for pairs in pairs.chunk_by(|a, b| a.source == b.source) {
        for pair in &pairs[..pairs.len().min(MOST_LEARNED)] {
            let strength = (pair.strength * parameters.learned as f32).min(1.0);
            for form in few(&sources, &pair.source) {
                let renderings = &mut links.renderings[*form as usize];
                for rendering in few(&targets, &pair.target) {
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

fn stems(lines: &[Features]) -> Vec<Term> {
    lines.iter().flat_map(|line| &line.terms).map(|(term, _)| stem(term)).collect()
}

/// For each stem the numbers of the terms that have it.
fn forms(features: &[Features], lines: &Lines) -> HashMap<Term, Vec<u32>> {
    let mut forms: HashMap<Term, Vec<u32>> = HashMap::new();
    let mut known = vec![false; lines.postings.len()];
    for (line, tokens) in features.iter().zip(&lines.tokens) {
        for ((term, _), token) in line.terms.iter().zip(tokens) {
            if !std::mem::replace(&mut known[token.term as usize], true) {
                forms.entry(stem(term)).or_default().push(token.term);
            }
        }
    }
    forms
}

fn few<'f>(forms: &'f HashMap<Term, Vec<u32>>, stem: &Term) -> &'f [u32] {
    forms.get(stem).map(Vec::as_slice).filter(|it| it.len() <= MOST_FORMS).unwrap_or_default()
}
