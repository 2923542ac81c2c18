//! Dynamic programming in the band: the best path, and how sure each of its beads is.

use std::collections::VecDeque;

use super::band::Band;
use super::beliefs::{LONGEST, SHAPES, is_null};
use super::links::Links;
use super::matches::{Match, Row};
use super::model::{Model, Scratch};

/// A bead on a path: its first lines and the number of its shape.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Step {
    pub source: usize,
    pub target: usize,
    pub shape: usize,
    /// Whether the bead before it has no partner.
    pub behind_null: bool,
    /// The probability of just this bead, 0 to 1.
    pub confidence: f64,
}

/// The rows around the place where the search is.
struct Rows<'a> {
    links: &'a Links,
    band: &'a Band,
    first: usize,
    rows: VecDeque<Row>,
}

impl<'a> Rows<'a> {
    fn new(links: &'a Links, band: &'a Band) -> Self {
        Rows { links, band, first: 0, rows: VecDeque::new() }
    }

    /// Makes the rows of lines `from..to` ready.
    fn hold(&mut self, from: usize, to: usize) {
        let end = self.first + self.rows.len();
        if from >= end || to <= self.first {
            self.rows.clear();
            self.first = from;
        }
        while self.first < from {
            self.rows.pop_front();
            self.first += 1;
        }
        while self.first > from {
            self.first -= 1;
            self.rows.push_front(self.row(self.first));
        }
        while self.first + self.rows.len() > to {
            self.rows.pop_back();
        }
        while self.first + self.rows.len() < to {
            let next = self.first + self.rows.len();
            self.rows.push_back(self.row(next));
        }
    }

    /// Beads with a line start and end in the rows before and behind it.
    fn row(&self, line: usize) -> Row {
        let low = self.band.row(line.saturating_sub(LONGEST)).0;
        let high = self.band.row((line + LONGEST).min(self.band.height())).1;
        Row::of(self.links, line, low..high.max(low))
    }

    /// The matches of `a` source lines from `i` on with `b` target lines from `j` on.
    fn between(&self, (i, j): (usize, usize), (a, b): (usize, usize)) -> [&[Match]; LONGEST] {
        let mut found: [&[Match]; LONGEST] = [&[]; LONGEST];
        if b > 0 {
            for (row, slot) in found.iter_mut().enumerate().take(a) {
                *slot = self.rows[i + row - self.first].with(j, b);
            }
        }
        found
    }
}

const NEVER: f64 = f64::NEG_INFINITY;

/// A bead is passed over that is so much worse than another one, as a logarithm.
const NEGLIGIBLE: f64 = 20.0;

/// Scores of a cell's paths by their last bead: with partners, without.
type Scores = [f64; 2];

/// The mark of a way back: the shape, and whether the bead before is without a partner.
const BEHIND_NULL: u8 = 0x80;
const NO_WAY: u8 = 0x7F;

/// The best path through the band, with confidences when asked for (it takes twice as long).
pub(super) fn best_path(links: &Links, model: &Model, band: &Band, confident: bool) -> Vec<Step> {
    let height = band.height();
    let mut rows = Rows::new(links, band);
    let mut scratch = Scratch::default();
    let mut back: Vec<[u8; 2]> = vec![[NO_WAY; 2]; band.len()];
    // Scores of the last rows, best and summed; all sums are kept where confidence is wanted.
    let mut best: VecDeque<Vec<Scores>> = VecDeque::new();
    let mut sums: Vec<Vec<Scores>> = Vec::new();
    // The scores of the beads that end in each cell, by shape.
    let mut scores = vec![NEVER as f32; if confident { band.len() * SHAPES.len() } else { 0 }];
    for row in 0..=height {
        rows.hold(row.saturating_sub(LONGEST), row);
        let (low, high) = band.row(row);
        let mut best_here = vec![[NEVER; 2]; high - low + 1];
        let mut sums_here = vec![[NEVER; 2]; if confident { high - low + 1 } else { 0 }];
        for column in low..=high {
            let at = column - low;
            if row == 0 && column == 0 {
                best_here[at][0] = 0.0;
                if confident {
                    sums_here[at][0] = 0.0;
                }
                continue;
            }
            let mut ways = [[NEVER; 2 * SHAPES.len()]; 2];
            for (shape, (a, b)) in SHAPES.iter().copied().enumerate() {
                if a > row || b > column {
                    continue;
                }
                let (i, j) = (row - a, column - b);
                let (from_low, from_high) = band.row(i);
                if j < from_low || j > from_high {
                    continue;
                }
                let before = match a {
                    0 => best_here[j - from_low],
                    _ => best[best.len() - a][j - from_low],
                };
                if before == [NEVER; 2] {
                    continue;
                }
                let between = rows.between((i, j), (a, b));
                let null = usize::from(is_null(shape));
                // A bead that cannot beat what there is matters only for the sums, and little.
                let least = if null == 1 {
                    NEVER
                } else {
                    let slack = if confident { NEGLIGIBLE } else { 0.0 };
                    best_here[at][null] - before[0].max(before[1]) - slack
                };
                let score = model.score((i, j), shape, &between[..a], least, &mut scratch);
                if score == NEVER {
                    continue;
                }
                if confident && let Some(cell) = band.cell(row, column) {
                    scores[cell * SHAPES.len() + shape] = score as f32;
                }
                for (context, mark) in [(0, 0), (1, BEHIND_NULL)] {
                    let step = score + model.beliefs.prior(context == 1, shape);
                    if before[context] + step > best_here[at][null] {
                        best_here[at][null] = before[context] + step;
                        if let Some(cell) = band.cell(row, column) {
                            back[cell][null] = shape as u8 | mark;
                        }
                    }
                    if confident {
                        let sum = match a {
                            0 => sums_here[j - from_low],
                            _ => sums[i][j - from_low],
                        };
                        ways[null][2 * shape + context] = sum[context] + step;
                    }
                }
            }
            if confident {
                sums_here[at] = [log_sum(&ways[0]), log_sum(&ways[1])];
            }
        }
        best.push_back(best_here);
        if best.len() > LONGEST {
            best.pop_front();
        }
        if confident {
            sums.push(sums_here);
        }
    }
    let end = best.back().and_then(|row| row.last()).copied().unwrap_or_default();
    let mut steps = trace(band, &back, usize::from(end[1] > end[0]));
    drop(back);
    if confident {
        weigh(&mut steps, model, band, &scores, &sums);
    }
    steps
}

/// The path that the back-pointers tell, from the last cell and the state there.
fn trace(band: &Band, back: &[[u8; 2]], end: usize) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let (mut row, mut column) = (band.height(), band.row(band.height()).1);
    let mut state = end;
    while (row, column) != (0, 0) {
        let way = band.cell(row, column).map_or(NO_WAY, |cell| back[cell][state]);
        let shape = usize::from(way & !BEHIND_NULL);
        let Some((a, b)) = SHAPES.get(shape).copied() else { break };
        row -= a;
        column -= b;
        state = usize::from(way & BEHIND_NULL != 0);
        let behind_null = state == 1;
        steps.push(Step { source: row, target: column, shape, behind_null, confidence: 1.0 });
    }
    steps.reverse();
    steps
}

/// Gives the steps of a path their probabilities: all paths with a step against all paths.
fn weigh(steps: &mut [Step], model: &Model, band: &Band, scores: &[f32], sums: &[Vec<Scores>]) {
    let height = band.height();
    let total = sums.last().and_then(|row| row.last()).map_or(0.0, |it| log_sum(it));
    let mut rest: VecDeque<Vec<Scores>> = VecDeque::new();
    let mut pending = steps.len();
    for row in (0..=height).rev() {
        let (low, high) = band.row(row);
        let mut here = vec![[NEVER; 2]; high - low + 1];
        for column in (low..=high).rev() {
            let at = column - low;
            let mut ways = [[NEVER; SHAPES.len()]; 2];
            for (shape, (a, b)) in SHAPES.iter().copied().enumerate() {
                if row + a > height {
                    continue;
                }
                let Some(cell) = band.cell(row + a, column + b) else { continue };
                let (to_low, _) = band.row(row + a);
                let after = match a {
                    0 => here[column + b - low],
                    _ => rest[a - 1][column + b - to_low],
                };
                let after = after[usize::from(is_null(shape))];
                let score = f64::from(scores[cell * SHAPES.len() + shape]) + after;
                if score == NEVER {
                    continue;
                }
                for (context, ways) in ways.iter_mut().enumerate() {
                    ways[shape] = score + model.beliefs.prior(context == 1, shape);
                }
            }
            let last = row == height && column == high;
            here[at] = if last { [0.0; 2] } else { [log_sum(&ways[0]), log_sum(&ways[1])] };
            while pending > 0 {
                let step = &mut steps[pending - 1];
                if (step.source, step.target) != (row, column) {
                    break;
                }
                let through = [0, 1].map(|state| sums[row][at][state] + ways[state][step.shape]);
                let chance = (log_sum(&through) - total).exp().clamp(0.0, 1.0);
                let log_odds = (chance / (1.0 - chance)).ln();
                step.confidence = model.beliefs.parameters.confidence_of(log_odds);
                pending -= 1;
            }
        }
        rest.push_front(here);
        rest.truncate(LONGEST);
    }
}

/// Logarithm of the sum of exponentials.
fn log_sum(values: &[f64]) -> f64 {
    let most = values.iter().copied().fold(NEVER, f64::max);
    if most == NEVER {
        return NEVER;
    }
    let near = values.iter().map(|value| value - most).filter(|it| *it > -NEGLIGIBLE);
    most + near.map(f64::exp).sum::<f64>().ln()
}

/// Visits the steps of a path with the matches between their lines, by source line.
pub(super) fn matches_of<'a>(
    links: &'a Links,
    band: &'a Band,
    steps: &[Step],
    mut visit: impl FnMut(&Step, &[&[Match]]),
) {
    let mut rows = Rows::new(links, band);
    for step in steps {
        let (a, b) = SHAPES[step.shape];
        rows.hold(step.source, step.source + a);
        let between = rows.between((step.source, step.target), (a, b));
        visit(step, &between[..a]);
    }
}
