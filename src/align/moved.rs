//! Blocks that stand elsewhere in the translation: a caption, a fact box.
//!
//! Among the lines that the path in order left without a partner, those are looked for that render
//! each other beyond doubt; from each such pair the block grows as far as its neighbours agree.

use std::collections::HashMap;

use super::beliefs::{SHAPES, is_null};
use super::links::Links;
use super::matches::{Match, Row};
use super::model::{Model, Scratch};
use super::search::Step;

/// Terms that stand in more lines without a partner than this lead to no pair.
const MOST_LINES: usize = 40;
/// Target lines that are tried for a source line.
const MOST_TRIED: usize = 4;

/// Beads that follow each other on both sides, out of the order of the rest.
#[derive(Debug)]
pub(super) struct Block {
    /// The beads in order; the probability of each is that of the block.
    pub steps: Vec<Step>,
    /// Logarithm of the odds that the block is right.
    worth: f64,
}

/// The blocks of a path's lines without a partner that render each other out of order.
pub(super) fn blocks(links: &Links, model: &Model, steps: &[Step]) -> Vec<Block> {
    let free = Free::of(links, steps);
    let (sources, targets) = (free.source.iter().flatten(), free.target.iter().flatten());
    let (sources, targets) = (sources.count(), targets.count());
    if sources == 0 || targets == 0 {
        return Vec::new();
    }
    let mut search = Search { links, model, free: &free, scratch: Scratch::default() };
    let parameters = &model.beliefs.parameters;
    let opening = parameters.moved.ln() - (targets.max(sources) as f64).ln();
    let mut found: Vec<Block> = search
        .seeds()
        .into_iter()
        .filter_map(|(line, other)| search.block(line, other, opening))
        .filter(|block| block.worth >= parameters.least_moved)
        .collect();
    let place = |block: &Block| block.steps.first().map_or((0, 0), |it| (it.source, it.target));
    found.sort_by(|a, b| b.worth.total_cmp(&a.worth).then_with(|| place(a).cmp(&place(b))));
    let mut taken = (vec![false; free.source.len()], vec![false; free.target.len()]);
    found.retain(|block| {
        let lines = |step: &Step| {
            let (a, b) = SHAPES[step.shape];
            (step.source..step.source + a, step.target..step.target + b)
        };
        let overlaps = block.steps.iter().map(lines).any(|(source, target)| {
            taken.0[source].contains(&true) || taken.1[target].contains(&true)
        });
        if !overlaps {
            for (source, target) in block.steps.iter().map(lines) {
                taken.0[source].fill(true);
                taken.1[target].fill(true);
            }
        }
        !overlaps
    });
    found
}

/// The lines without a partner, each with the number of beads with partners before it.
struct Free {
    source: Vec<Option<usize>>,
    target: Vec<Option<usize>>,
}

impl Free {
    fn of(links: &Links, steps: &[Step]) -> Free {
        let mut source = vec![None; links.source.tokens.len()];
        let mut target = vec![None; links.target.tokens.len()];
        let mut before = 0;
        for step in steps {
            match SHAPES[step.shape] {
                (_, 0) => source[step.source] = Some(before),
                (0, _) => target[step.target] = Some(before),
                _ => before += 1,
            }
        }
        Free { source, target }
    }

    /// Whether all lines of a bead are free, and out of order.
    fn holds(&self, (i, j): (usize, usize), (a, b): (usize, usize)) -> bool {
        let lines = |free: &[Option<usize>], from: usize, count: usize| {
            free.get(from..from + count).is_some_and(|it| it.iter().all(Option::is_some))
        };
        lines(&self.source, i, a) && lines(&self.target, j, b) && self.source[i] != self.target[j]
    }
}

struct Search<'a> {
    links: &'a Links,
    model: &'a Model,
    free: &'a Free,
    scratch: Scratch,
}

impl Search<'_> {
    /// Pairs of free lines that share what few of them have, the best of each source line.
    fn seeds(&self) -> Vec<(usize, usize)> {
        let links = self.links;
        let mut pairs = Vec::new();
        // The free target lines of each term, where they are few.
        let mut lines: HashMap<u32, Vec<(u32, u32)>> = HashMap::new();
        let free = |line: &u32| self.free.target[*line as usize].is_some();
        for (line, tokens) in links.source.tokens.iter().enumerate() {
            if self.free.source[line].is_none() {
                continue;
            }
            let mut shared: Vec<(u32, f32)> = Vec::new();
            for (place, token) in tokens.iter().enumerate() {
                for (rendering, strength) in &links.renderings[token.term as usize] {
                    let postings = lines.entry(*rendering).or_insert_with(|| {
                        let postings = links.target.postings[*rendering as usize].iter();
                        postings.filter(|it| free(&it.0)).copied().take(MOST_LINES + 1).collect()
                    });
                    if postings.len() > MOST_LINES {
                        continue;
                    }
                    shared.extend(postings.iter().map(|(other, target)| {
                        let it = Match {
                            source: place as u32,
                            line: *other,
                            target: *target,
                            strength: *strength,
                        };
                        (*other, self.model.gain_whole(line, &it))
                    }));
                }
            }
            shared.sort_by_key(|it| it.0);
            let mut sums: Vec<(u32, f32)> = shared
                .chunk_by(|a, b| a.0 == b.0)
                .map(|it| (it[0].0, it.iter().map(|it| it.1).sum()))
                .collect();
            sums.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            pairs.extend(sums.iter().take(MOST_TRIED).map(|it| (line, it.0 as usize)));
        }
        pairs
    }

    /// The best bead that starts at a place, with what it is worth.
    fn bead(&mut self, at: (usize, usize)) -> Option<(Step, f64)> {
        let mut best: Option<(Step, f64)> = None;
        for (shape, (a, b)) in SHAPES.iter().copied().enumerate() {
            if is_null(shape) || !self.free.holds(at, (a, b)) {
                continue;
            }
            let rows: Vec<Row> =
                (at.0..at.0 + a).map(|line| Row::of(self.links, line, at.1..at.1 + b)).collect();
            let rows: Vec<&[Match]> = rows.iter().map(|row| row.with(at.1, b)).collect();
            let score = self.model.score(at, shape, &rows, f64::NEG_INFINITY, &mut self.scratch)
                + self.model.beliefs.prior(false, shape);
            if best.as_ref().is_none_or(|(_, known)| score > *known) {
                let (source, target) = at;
                let step = Step { source, target, shape, behind_null: true, confidence: 0.0 };
                best = Some((step, score));
            }
        }
        best
    }

    /// The block around a pair of lines.
    fn block(&mut self, line: usize, other: usize, opening: f64) -> Option<Block> {
        // The pair may stand anywhere in its bead.
        let mut best: Option<(Step, f64)> = None;
        for at in [(0, 0), (0, 1), (1, 0)] {
            let (Some(i), Some(j)) = (line.checked_sub(at.0), other.checked_sub(at.1)) else {
                continue;
            };
            if let Some((step, score)) = self.bead((i, j)) {
                let (a, b) = SHAPES[step.shape];
                let covers = i + a > line && j + b > other;
                if covers && best.as_ref().is_none_or(|(_, known)| score > *known) {
                    best = Some((step, score));
                }
            }
        }
        let (step, score) = best?;
        let mut block = Block { steps: vec![step], worth: opening + score };
        let mut end = (step.source + SHAPES[step.shape].0, step.target + SHAPES[step.shape].1);
        while let Some((step, score)) = self.bead(end).filter(|it| it.1 > 0.0) {
            let (a, b) = SHAPES[step.shape];
            end = (end.0 + a, end.1 + b);
            block.steps.push(step);
            block.worth += score;
        }
        let mut start = (step.source, step.target);
        while let Some((step, score)) = self.bead_before(start).filter(|it| it.1 > 0.0) {
            start = (step.source, step.target);
            block.steps.insert(0, step);
            block.worth += score;
        }
        let confidence = self.model.beliefs.parameters.confidence_of(block.worth);
        block.steps.iter_mut().for_each(|step| step.confidence = confidence);
        Some(block)
    }

    fn bead_before(&mut self, end: (usize, usize)) -> Option<(Step, f64)> {
        // One line against one, the only shape that is tried backwards.
        let at = (end.0.checked_sub(1)?, end.1.checked_sub(1)?);
        self.bead(at).filter(|(step, _)| SHAPES[step.shape] == (1, 1))
    }
}
