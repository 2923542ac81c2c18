//! How likely lines are translations of each other: logarithms of likelihood ratios, "one renders
//! the other" against "they have nothing to do with each other".

use std::ops::Range;

use super::beliefs::{Beliefs, Counts, LONGEST, SHAPES, is_null};
use super::features::{Features, Trait};
use super::links::Links;
use super::matches::Match;
use super::side::{SideWorth, TraitTable, trait_table};

/// Up to this number logarithms are looked up.
const TABLE: u32 = 4096;
/// How far a piece may fill the line it is from.
const FILLS: [f64; 4] = [0.15, 0.3, 0.5, 0.7];

/// The model for one text and its translation.
#[derive(Debug)]
pub(super) struct Model {
    /// What is believed.
    pub(super) beliefs: Beliefs,
    source: SideWorth,
    target: SideWorth,
    /// The worth of the target's tokens where a piece fills a line to one of [`FILLS`] only.
    filled: Vec<SideWorth>,
    /// The least and the most target letters for a source letter in a merged bead.
    plausible: (f64, f64),
    /// Half the logarithm of the variance of the ratio of lengths.
    spread: f64,
    /// Logarithm of the density of translations of unusual length where it is highest.
    outlier: f64,
    /// Logarithms of whole numbers.
    logarithms: Vec<f64>,
    /// For each trait what it says when both have it, the source only, the target only, neither.
    traits: TraitTable,
}

impl Model {
    pub(super) fn new(
        source: &[Features],
        target: &[Features],
        links: &Links,
        beliefs: Beliefs,
    ) -> Model {
        let source_side =
            SideWorth::new(source, &links.source, &links.source_chances, target.len(), 0, &beliefs);
        let worth_of_target = |beliefs: &Beliefs| {
            SideWorth::new(target, &links.target, &links.target_chances, source.len(), 1, beliefs)
        };
        let target_side = worth_of_target(&beliefs);
        let filled = |fill: &f64| worth_of_target(&beliefs.filled(*fill));
        let filled = if beliefs.pieces { FILLS.iter().map(filled).collect() } else { Vec::new() };
        let traits = trait_table(source, target, &beliefs.parameters);
        let plausible = ((beliefs.ratio.0 - 1.0).exp(), (beliefs.ratio.0 + 1.0).exp());
        let logarithms = (0..TABLE).map(|it| f64::from(it.max(1)).ln()).collect();
        Model {
            plausible,
            spread: 0.5 * beliefs.ratio.1.ln(),
            outlier: beliefs.outliers().ln() - 0.5 * 1.5_f64.ln(),
            logarithms,
            traits,
            beliefs,
            source: source_side,
            target: target_side,
            filled,
        }
    }

    /// The score of a bead: source lines from `i`, target lines from `j`, of the shape numbered
    /// `shape`, with the matches between its lines by source line. What is less than `least` need
    /// not be worked out.
    pub(super) fn score(
        &self,
        (i, j): (usize, usize),
        shape: usize,
        rows: &[&[Match]],
        least: f64,
        scratch: &mut Scratch,
    ) -> f64 {
        let (a, b) = SHAPES[shape];
        if a == 0 || b == 0 {
            return 0.0;
        }
        if a + b > 2 && !self.is_plausible(i, a, j, b) {
            return f64::NEG_INFINITY;
        }
        let cuts = self.source.cuts[i + 1..i + a].iter().sum::<f64>()
            + self.target.cuts[j + 1..j + b].iter().sum::<f64>();
        let worth = self.worth_of_target(i, j..j + b);
        let nothing = self.source.nothing[i..i + a].iter().sum::<f64>()
            + worth.nothing[j..j + b].iter().sum::<f64>();
        let base = self.length(i, a, j, b) + cuts + nothing + self.traits_of(i, a, j, b);
        // Most beads are hopeless whichever of their matches hold.
        if rows.iter().all(|row| row.is_empty()) {
            return base;
        }
        if base + self.most(worth, i, rows) < least {
            return f64::NEG_INFINITY;
        }
        base + self.matched(i, j, b, rows, scratch, None)
    }

    /// What the target's tokens are worth beside a source line: less where it is a piece that cannot
    /// render all of them.
    fn worth_of_target(&self, source: usize, target: Range<usize>) -> &SideWorth {
        if self.filled.is_empty() {
            return &self.target;
        }
        let fill = self.fill(source, target);
        let distance = |level: &f64| (level / fill).ln().abs();
        let nearest =
            FILLS.iter().enumerate().min_by(|a, b| distance(a.1).total_cmp(&distance(b.1)));
        match nearest.filter(|(_, level)| distance(level) < distance(&1.0)) {
            Some((at, _)) => &self.filled[at],
            None => &self.target,
        }
    }

    /// What a match brings, `line` being its source line.
    fn gain(&self, target: &SideWorth, line: usize, it: &Match) -> f32 {
        it.strength
            * (self.source.gains[line][it.source as usize]
                + target.gains[it.line as usize][it.target as usize])
    }

    /// The same where no line is a piece.
    pub(super) fn gain_whole(&self, line: usize, it: &Match) -> f32 {
        self.gain(&self.target, line, it)
    }

    /// What matches could bring if none shut another out.
    fn most(&self, target: &SideWorth, i: usize, rows: &[&[Match]]) -> f64 {
        let rows = rows.iter().enumerate();
        rows.flat_map(|(row, matches)| matches.iter().map(move |it| self.gain(target, i + row, it)))
            .map(f64::from)
            .sum()
    }

    /// Whether the lengths of a merged bead do not rule it out.
    fn is_plausible(&self, i: usize, a: usize, j: usize, b: usize) -> bool {
        let source: f64 = self.source.letters[i..i + a].iter().sum();
        let target: f64 = self.target.letters[j..j + b].iter().sum();
        let (low, high) = self.plausible;
        low * source < target + 10.0 && target < high * source + 10.0
    }

    /// What the lengths say.
    fn length(&self, i: usize, a: usize, j: usize, b: usize) -> f64 {
        let sources = &self.source.letters[i..i + a];
        let targets = &self.target.letters[j..j + b];
        let (source, target) = (sources.iter().sum::<f64>(), targets.iter().sum::<f64>());
        let (log_source, log_target) = (self.logarithm(source), self.logarithm(target));
        let (mean, variance) = self.beliefs.ratio;
        // Short lines vary more.
        let short = self.beliefs.parameters.short;
        let all = source + target + 10.0;
        let variance = variance * (0.5 + short / all);
        // Half the logarithm of the variance, less that of the mean ratio's, which is a constant.
        let spread = 0.5 * (self.logarithm(0.5 * all + short) - self.logarithm(all));
        let deviation = log_target - log_source - mean;
        let usual = -deviation * deviation / (2.0 * variance) - spread - self.spread;
        let unusual = self.outlier - deviation * deviation / 3.0;
        // The lengths of each side given the other's, where a merged bead is cut anywhere, against
        // the lengths of any lines; the mean of both directions.
        let given = |logarithms: &[f64], total: f64, apart: &[f64]| {
            let pieces = logarithms.len();
            let cut = match pieces {
                1 => 0.0,
                _ => logarithms.iter().sum::<f64>() - total * pieces as f64 + PIECES[pieces - 1],
            };
            cut - apart.iter().sum::<f64>()
        };
        let by_target =
            given(&self.target.logarithms[j..j + b], log_target, &self.target.apart[j..j + b]);
        let by_source =
            given(&self.source.logarithms[i..i + a], log_source, &self.source.apart[i..i + a]);
        usual.max(unusual) + (by_target + by_source) / 2.0
    }

    /// The natural logarithm, from a table where the number is small.
    fn logarithm(&self, number: f64) -> f64 {
        match self.logarithms.get(number as usize) {
            Some(logarithm) => *logarithm,
            None => number.ln(),
        }
    }

    /// What the matches of a bead bring, the best first and each token once; their places (row,
    /// place, target line from `j`, place) are added to `found`.
    fn matched(
        &self,
        i: usize,
        j: usize,
        b: usize,
        rows: &[&[Match]],
        scratch: &mut Scratch,
        mut found: Option<&mut Vec<(usize, usize, usize, usize)>>,
    ) -> f64 {
        let worth = self.worth_of_target(i, j..j + b);
        let total: usize = rows.iter().map(|row| row.len()).sum();
        if total <= 1 && found.is_none() {
            return self.most(worth, i, rows) - self.crowd(rows.len(), b) * total as f64;
        }
        let order = &mut scratch.order;
        order.clear();
        for (row, matches) in rows.iter().enumerate() {
            for it in *matches {
                order.push((self.gain(worth, i + row, it), row as u32, *it));
            }
        }
        order.sort_unstable_by(|x, y| {
            y.0.total_cmp(&x.0).then_with(|| {
                (x.1, x.2.source, x.2.line, x.2.target)
                    .cmp(&(y.1, y.2.source, y.2.line, y.2.target))
            })
        });
        let (used_source, used_target) = (&mut scratch.source, &mut scratch.target);
        used_source.clear();
        used_target.clear();
        let (mut sum, mut count) = (0.0, 0.0);
        for (gain, row, it) in order.iter() {
            let (from, to) = ((*row, it.source), (it.line, it.target));
            if used_source.contains(&from) || used_target.contains(&to) {
                continue;
            }
            used_source.push(from);
            used_target.push(to);
            sum += f64::from(*gain);
            count += 1.0;
            if let Some(found) = found.as_deref_mut() {
                let line = it.line as usize - j;
                found.push((*row as usize, it.source as usize, line, it.target as usize));
            }
        }
        sum - self.crowd(rows.len(), b) * count
    }

    /// What each match loses in a bead of several lines, where chance has more room.
    fn crowd(&self, a: usize, b: usize) -> f64 {
        self.beliefs.parameters.term * LOGARITHMS[a * b - 1]
    }

    /// What the traits say.
    fn traits_of(&self, i: usize, a: usize, j: usize, b: usize) -> f64 {
        let or = |traits: &[u16]| traits.iter().fold(0, |all, one| all | one);
        // Some traits are a matter of the first line or of the last one.
        let (first, last) = (Trait::Starts.bit(), ENDINGS);
        let whole = |traits: &[u16]| {
            (or(traits) & !first & !last) | traits[0] & first | traits[traits.len() - 1] & last
        };
        let source = whole(&self.source.traits[i..i + a]);
        let target = whole(&self.target.traits[j..j + b]);
        self.traits
            .iter()
            .map(|(bit, table)| {
                let (has_source, has_target) = (source & bit != 0, target & bit != 0);
                table[usize::from(!has_source) * 2 + usize::from(!has_target)]
            })
            .sum()
    }

    /// The share of a shape among those in which a line of the source has a partner.
    pub(super) fn share_of_merge(&self, shape: usize) -> f64 {
        let share = |shape: usize| self.beliefs.prior(false, shape).exp();
        let with_partner = (0..SHAPES.len()).filter(|it| SHAPES[*it].0 == 1 && !is_null(*it));
        share(shape) / with_partner.map(share).sum::<f64>()
    }

    /// How much of target lines a source line's rendering fills, at most 1.
    pub(super) fn fill(&self, source: usize, target: Range<usize>) -> f64 {
        let expected = self.source.letters[source] * self.beliefs.ratio.0.exp();
        (expected / self.target.letters[target].iter().sum::<f64>()).min(1.0)
    }

    /// Adds a bead of a path to what the path shows.
    pub(super) fn count(
        &self,
        (i, j): (usize, usize),
        (behind_null, shape): (bool, usize),
        rows: &[&[Match]],
        links: &Links,
        counts: &mut Counts,
    ) {
        counts.shapes[usize::from(behind_null)][shape] += 1.0;
        let (a, b) = SHAPES[shape];
        for (place, kind) in self.source.kinds[i..i + a].iter().enumerate() {
            counts.cuts[usize::from(place == 0)][*kind as usize] += 1.0;
        }
        for (place, kind) in self.target.kinds[j..j + b].iter().enumerate() {
            counts.cuts[usize::from(place == 0)][*kind as usize] += 1.0;
        }
        if a == 0 || b == 0 {
            return;
        }
        if (a, b) == (1, 1) {
            let ratio = self.target.letters[j] / self.source.letters[i];
            counts.ratios.push(ratio.ln().clamp(-1.0, 1.0));
        }
        let mut found = Vec::new();
        self.matched(i, j, b, rows, &mut Scratch::default(), Some(&mut found));
        for line in i..i + a {
            for token in &links.source.tokens[line] {
                counts.tokens[0][token.class.index()] += 1.0;
            }
        }
        for line in j..j + b {
            for token in &links.target.tokens[line] {
                counts.tokens[1][token.class.index()] += 1.0;
            }
        }
        for (row, source, line, target) in found {
            counts.found[0][links.source.tokens[i + row][source].class.index()] += 1.0;
            counts.found[1][links.target.tokens[j + line][target].class.index()] += 1.0;
        }
    }
}

/// The traits of a line's end.
const ENDINGS: u16 = Trait::Asks.bit() | Trait::Announces.bit() | Trait::Bare.bit();

/// Logarithms of 1 to 9.
const LOGARITHMS: [f64; 9] = [0.0, 0.693, 1.099, 1.386, 1.609, 1.792, 1.946, 2.079, 2.197];

/// Logarithm of (2b − 1)!: the normalisation of a Dirichlet density of parameter 2.
const PIECES: [f64; LONGEST] = [0.0, 1.792, 4.787, 8.525, 12.802];

/// Buffers of the scoring.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    order: Vec<(f32, u32, Match)>,
    source: Vec<(u32, u32)>,
    target: Vec<(u32, u32)>,
}
