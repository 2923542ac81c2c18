//! Loose pieces of source text and their places in a target.
//!
//! Each snippet is weighed against each place on its own. Then two views compete: no order, where
//! snippets only must not crowd into one place, and the order they came in. The text decides how
//! much each view is believed.

use std::ops::Range;

use super::beliefs::{Beliefs, Counts, SHAPES};
use super::features::Features;
use super::links::Links;
use super::matches::Row;
use super::model::{Model, Scratch};
use crate::language::lexicon::Translations;

/// Where a snippet belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The number of the snippet.
    pub snippet: usize,
    /// The numbers of the target segments that render it; none where it is from elsewhere.
    pub target: Option<Range<usize>>,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
}

/// Share of snippets that are from elsewhere.
const ELSEWHERE: f64 = 0.1;
/// Evidence counts for so much less, since the best of many places is chosen.
const CAUTION: f64 = 0.95;
/// Chance that snippets are in the order of the text, before they are seen.
const ORDERLY: f64 = 0.5;
/// A snippet is placed when it is at least this sure that it belongs there.
const LEAST: f64 = 0.4;
/// Up to so many pairs of snippet and target line all are weighed, else those that share a term.
const ALL_PAIRS: usize = 1_000_000;
/// Up to so many pairs the order is looked at.
const ORDER_PAIRS: usize = 30_000_000;
/// How often crowding is evened out.
const ROUNDS: usize = 30;
/// How full a target line may get, 1 being a snippet that fills it.
const FULL: f64 = 1.25;
/// How sure it is that a snippet belongs where its insertion stands word for word.
const ANCHORED: f64 = 0.95;
/// How sure a placement is that the text is learned from.
const SURE: f64 = 0.9;

/// A place for a snippet.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    first: usize,
    /// Target lines.
    count: usize,
    /// How much more likely the place is than any other line.
    weight: f64,
    /// How much of each of its lines the snippet fills, at most 1.
    fill: f64,
}

impl Candidate {
    fn lines(&self) -> Range<usize> {
        self.first..self.first + self.count
    }
}

/// Finds the place of each snippet in a target; no order is assumed.
pub fn place_snippets(
    snippets: &[Features],
    target: &[Features],
    translations: &Translations,
) -> Vec<Placement> {
    let links = Links::new(snippets, target, translations);
    let model = Model::new(snippets, target, &links, Beliefs::new(true));
    let (candidates, sure) = place(&links, &model, target.len());
    let mut counts = Counts::default();
    for (snippet, (candidate, certainty)) in sure.iter().enumerate() {
        if let Some(it) = candidate.map(|it| candidates[snippet][it])
            && *certainty >= SURE
        {
            let row = Row::of(&links, snippet, 0..target.len());
            let shape = shape_of(it.count);
            let matches = row.with(it.first, it.count);
            model.count((snippet, it.first), (false, shape), &[matches], &links, &mut counts);
        }
    }
    let model = Model::new(snippets, target, &links, Beliefs::revised(true, &counts));
    let (candidates, mut placed) = place(&links, &model, target.len());
    anchor(snippets, target, &candidates, &mut placed);
    let placement = |(snippet, (candidate, confidence)): (usize, (Option<usize>, f64))| {
        let target = candidate.map(|it| candidates[snippet][it].lines());
        Placement { snippet, target, confidence }
    };
    placed.into_iter().enumerate().map(placement).collect()
}

/// Puts a snippet whose editorial insertion stands word for word in just one line of the target,
/// and in no other snippet, into that line: engines copy brackets they do not know.
fn anchor(
    snippets: &[Features],
    target: &[Features],
    candidates: &[Vec<Candidate>],
    placed: &mut Choices,
) {
    fn only(side: &[Features], insertion: &String) -> Option<usize> {
        let mut holders =
            side.iter().enumerate().filter(|(_, it)| it.insertions.contains(insertion));
        let first = holders.next()?.0;
        holders.next().is_none().then_some(first)
    }
    for (snippet, features) in snippets.iter().enumerate() {
        let lines = features.insertions.iter().filter(|it| only(snippets, it) == Some(snippet));
        let Some(line) = lines.filter_map(|it| only(target, it)).next() else { continue };
        let in_line = |it: &Candidate| it.first == line && it.count == 1;
        if let Some(candidate) = candidates[snippet].iter().position(in_line) {
            let already = placed[snippet].0 == Some(candidate);
            let sure = if already { placed[snippet].1.max(ANCHORED) } else { ANCHORED };
            placed[snippet] = (Some(candidate), sure);
        }
    }
}

/// For each snippet a candidate, if any, and how sure it is.
type Choices = Vec<(Option<usize>, f64)>;

fn place(links: &Links, model: &Model, lines: usize) -> (Vec<Vec<Candidate>>, Choices) {
    let candidates = candidates(links, model, lines);
    let loose = without_order(&candidates, lines);
    let blended = match in_order(&candidates, lines) {
        Some((chance, ordered)) => blend(loose, &ordered, chance),
        None => loose,
    };
    let choices = choose(&candidates, &blended, lines);
    (candidates, choices)
}

fn shape_of(count: usize) -> usize {
    SHAPES.iter().position(|shape| *shape == (1, count)).unwrap_or(0)
}

fn candidates(links: &Links, model: &Model, lines: usize) -> Vec<Vec<Candidate>> {
    let snippets = links.source.tokens.len();
    let all = snippets.saturating_mul(lines) <= ALL_PAIRS;
    let shapes: Vec<(usize, usize)> =
        SHAPES.iter().enumerate().filter(|(_, it)| it.0 == 1).map(|(n, it)| (n, it.1)).collect();
    let mut scratch = Scratch::default();
    let mut found = Vec::with_capacity(snippets);
    for snippet in 0..snippets {
        let row = Row::of(links, snippet, 0..lines);
        let mut places = Vec::new();
        for first in 0..lines {
            for (shape, count) in &shapes {
                if *count == 0 || first + count > lines {
                    continue;
                }
                let matches = row.with(first, *count);
                if matches.is_empty() && !all {
                    continue;
                }
                let score = model.score(
                    (snippet, first),
                    *shape,
                    &[matches],
                    f64::NEG_INFINITY,
                    &mut scratch,
                );
                let weight =
                    (score * CAUTION).exp() * model.share_of_merge(*shape) * (1.0 - ELSEWHERE)
                        / lines as f64;
                let fill = model.fill(snippet, first..first + count);
                places.push(Candidate { first, count: *count, weight, fill });
            }
        }
        found.push(places);
    }
    found
}

/// For each snippet the chances of its candidates, where a line that many snippets claim is shared
/// out among them.
fn without_order(candidates: &[Vec<Candidate>], lines: usize) -> Vec<Vec<f64>> {
    let mut room = vec![1.0f64; lines];
    let mut chances: Vec<Vec<f64>> = Vec::new();
    for _ in 0..ROUNDS {
        chances = candidates
            .iter()
            .map(|places| {
                let free = |it: &Candidate| {
                    it.weight * room[it.lines()].iter().copied().fold(1.0, f64::min)
                };
                let weights: Vec<f64> = places.iter().map(free).collect();
                let total = ELSEWHERE + weights.iter().sum::<f64>();
                weights.into_iter().map(|weight| weight / total).collect()
            })
            .collect();
        let mut claimed = vec![0.0f64; lines];
        for (places, chances) in candidates.iter().zip(&chances) {
            for (place, chance) in places.iter().zip(chances) {
                for line in place.lines() {
                    claimed[line] += chance * place.fill;
                }
            }
        }
        for (room, claimed) in room.iter_mut().zip(&claimed) {
            *room = (*room / claimed.max(1e-9)).min(1.0);
        }
    }
    chances
}

/// The chances of candidates when the snippets are in the order of the text, and how likely that
/// is. None where it cannot be told.
fn in_order(candidates: &[Vec<Candidate>], lines: usize) -> Option<(f64, Vec<Vec<f64>>)> {
    let snippets = candidates.len();
    if snippets < 2 || snippets.saturating_mul(lines + 1) > ORDER_PAIRS {
        return None;
    }
    // Sums over all ways to place the snippets so far before a line, each row scaled to 1.
    let mut before: Vec<Vec<f64>> = vec![vec![1.0; lines + 1]];
    let mut logarithm = 0.0;
    for places in candidates {
        let last = &before[before.len() - 1];
        let mut row: Vec<f64> = last.iter().map(|it| it * ELSEWHERE).collect();
        let mut added = vec![0.0; lines + 1];
        for place in places {
            added[place.first + place.count] += place.weight * last[place.first];
        }
        let mut sum = 0.0;
        for (cell, added) in row.iter_mut().zip(&added) {
            sum += added;
            *cell += sum;
        }
        let scale = row[lines];
        logarithm += scale.ln();
        row.iter_mut().for_each(|it| *it /= scale);
        before.push(row);
    }
    let loose: f64 = candidates
        .iter()
        .map(|places| (ELSEWHERE + places.iter().map(|it| it.weight).sum::<f64>()).ln())
        .sum();
    // Of the orders that the placed snippets could be in, this is the only one.
    let mut after = vec![1.0; lines + 1];
    let mut chances = Vec::with_capacity(snippets);
    for (snippet, places) in candidates.iter().enumerate().rev() {
        let last = &before[snippet];
        let weight = |it: &Candidate| last[it.first] * it.weight * after[it.first + it.count];
        let mut weights: Vec<f64> = places.iter().map(weight).collect();
        // What stays unplaced lets the others meet at any line.
        let mut row: Vec<f64> = after.iter().map(|it| it * ELSEWHERE).collect();
        let mut added = vec![0.0; lines + 1];
        for place in places {
            added[place.first] += place.weight * after[place.first + place.count];
        }
        let mut sum = 0.0;
        for (cell, added) in row.iter_mut().zip(&added).rev() {
            sum += added;
            *cell += sum;
        }
        let unplaced = ELSEWHERE * meeting(last, &after);
        let total = unplaced + weights.iter().sum::<f64>();
        weights.iter_mut().for_each(|it| *it /= total);
        chances.push(weights);
        let scale = row[0].max(f64::MIN_POSITIVE);
        row.iter_mut().for_each(|it| *it /= scale);
        after = row;
    }
    chances.reverse();
    let placed: f64 = chances.iter().flatten().sum();
    let orders: f64 = (2..=placed.round() as usize).map(|it| (it as f64).ln()).sum();
    let odds = (loose - logarithm - orders).exp() * (1.0 - ORDERLY) / ORDERLY;
    Some((1.0 / (1.0 + odds), chances))
}

/// The sum over all ways before and behind, when the snippet between them is from elsewhere:
/// `before[k]` counts ways that end at or before `k`, `after[k]` those that start at or behind it.
fn meeting(before: &[f64], after: &[f64]) -> f64 {
    let mut sum = before[0] * after[0];
    for line in 1..before.len() {
        sum += (before[line] - before[line - 1]) * after[line];
    }
    sum
}

fn blend(mut loose: Vec<Vec<f64>>, ordered: &[Vec<f64>], chance: f64) -> Vec<Vec<f64>> {
    for (loose, ordered) in loose.iter_mut().flatten().zip(ordered.iter().flatten()) {
        *loose = *loose * (1.0 - chance) + ordered * chance;
    }
    loose
}

/// Chooses places, the surest first, as long as there is room in the lines.
fn choose(candidates: &[Vec<Candidate>], chances: &[Vec<f64>], lines: usize) -> Choices {
    let mut order: Vec<(f64, usize, usize)> = Vec::new();
    for (snippet, chances) in chances.iter().enumerate() {
        let best = chances.iter().enumerate().filter(|(_, chance)| **chance >= LEAST);
        order.extend(best.map(|(candidate, chance)| (*chance, snippet, candidate)));
    }
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let elsewhere = |chances: &Vec<f64>| (1.0 - chances.iter().sum::<f64>()).clamp(0.0, 1.0);
    let mut choices: Choices = chances.iter().map(|it| (None, elsewhere(it))).collect();
    let mut filled = vec![0.0; lines];
    for (chance, snippet, candidate) in order {
        let place = candidates[snippet][candidate];
        let fits = filled[place.lines()].iter().all(|it| it + place.fill <= FULL);
        if choices[snippet].0.is_none() && fits {
            choices[snippet] = (Some(candidate), chance.min(1.0));
            filled[place.lines()].iter_mut().for_each(|it| *it += place.fill);
        }
    }
    choices
}
