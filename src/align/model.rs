//! How likely lines are translations of each other: logarithms of likelihood ratios, "one renders
//! the other" against "they have nothing to do with each other".

use std::ops::Range;

use super::features::{Class, Features, Trait};
use super::links::{Links, Token};
use super::matches::Match;

/// The shapes of beads, source lines and target lines.
pub(super) const SHAPES: [(usize, usize); 12] = [
    (1, 1),
    (1, 0),
    (0, 1),
    (1, 2),
    (2, 1),
    (2, 2),
    (1, 3),
    (3, 1),
    (2, 3),
    (3, 2),
    (1, 4),
    (4, 1),
];

/// The most lines on one side of a bead.
pub(super) const LONGEST: usize = 4;

/// How many beads of each shape of a hundred are expected before anything is seen of a text.
const USUAL: [f64; SHAPES.len()] = [80.0, 4.0, 4.0, 6.0, 4.0, 0.7, 0.6, 0.7, 0.2, 0.2, 0.15, 0.15];
/// The same for snippets: most of the target is without a partner.
const USUAL_SNIPPETS: [f64; SHAPES.len()] =
    [35.0, 2.0, 60.0, 1.5, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01];

/// How many beads the expectation weighs against those of the text, by context.
const PRIOR_WEIGHTS: [f64; 2] = [12.0, 8.0];
/// Share of beads without a partner behind a bead without a partner.
const NULL_AGAIN: f64 = 0.35;
/// Shares of the kinds of cut inside beads before anything is seen of a text.
const INSIDE_CUTS: [f64; Cut::COUNT] = [0.37, 0.58, 0.05];
/// The same between beads.
const OUTER_CUTS: [f64; Cut::COUNT] = [0.023, 0.777, 0.2];
/// How many cuts that weighs against those of the text.
const CUT_PRIOR_WEIGHT: f64 = 10.0;
/// How many tokens the expectation weighs against those of the text.
const TOKEN_PRIOR_WEIGHT: f64 = 60.0;
/// Share of terms found again, by class, before anything is seen of a text.
const FOUND: [f64; Class::COUNT] = [0.75, 0.85, 0.42, 0.12];
/// Lines of other texts that a term's frequency is smoothed with.
const BACKGROUND: f64 = 25.0;
/// Terms of a line are not independent of each other; their evidence counts for so much.
const TERM_WEIGHT: f64 = 0.5;
/// Chance that lines with nothing to do with each other seem to share a look-alike.
const CHANCE: f64 = 0.007;
/// The same for a trait.
const TRAIT_WEIGHT: f64 = 1.5;
/// The same for cuts inside beads.
const CUT_WEIGHT: f64 = 1.3;
/// Mean and variance of the logarithm of a line's length in letters, before a text is seen.
const USUAL_LENGTH: (f64, f64) = (4.3, 0.6);
/// The same for lines that belong to nothing.
const STRAY_LENGTH: (f64, f64) = (3.2, 1.0);
/// Share of these.
const STRAYS: f64 = 0.35;
/// Mean and variance of the logarithm of target letters over source letters, before a text is seen.
const USUAL_RATIO: (f64, f64) = (0.05, 0.065);
/// In a bead of twice as many letters, the variance is what it is in the middle.
const SHORT: f64 = 60.0;
/// Up to this number logarithms are looked up.
const TABLE: u32 = 4096;
/// Share of translations of unusual length.
const OUTLIERS: f64 = 0.03;

/// What is believed about a text and its translation.
#[derive(Clone, Debug)]
pub(super) struct Beliefs {
    /// Logarithm of the share of beads of each shape, behind a bead with partners and behind one
    /// without.
    shapes: [[f64; SHAPES.len()]; 2],
    /// Share of terms of each class found again, source side and target side.
    found: [[f64; Class::COUNT]; 2],
    /// Share of each kind of cut among those inside beads, and among those between them.
    cuts: [[f64; Cut::COUNT]; 2],
    /// Mean and variance of the logarithm of target length over source length, for a line of
    /// middle length.
    ratio: (f64, f64),
}

/// What a path through the text shows, for the next pass.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    shapes: [[f64; SHAPES.len()]; 2],
    /// Cuts inside beads, and between them, by kind.
    cuts: [[f64; Cut::COUNT]; 2],
    found: [[f64; Class::COUNT]; 2],
    tokens: [[f64; Class::COUNT]; 2],
    ratios: Vec<f64>,
}

impl Beliefs {
    pub(super) fn new(snippets: bool) -> Beliefs {
        Beliefs {
            shapes: usual_shapes(snippets).map(|shares| shares.map(f64::ln)),
            found: [FOUND, FOUND],
            cuts: [INSIDE_CUTS, OUTER_CUTS],
            ratio: USUAL_RATIO,
        }
    }

    /// The beliefs that a path leaves.
    pub(super) fn revised(snippets: bool, counts: &Counts) -> Beliefs {
        let mut beliefs = Beliefs::new(snippets);
        for (context, usual) in usual_shapes(snippets).iter().enumerate() {
            let weight = PRIOR_WEIGHTS[context];
            let beads: f64 = counts.shapes[context].iter().sum();
            for (shape, share) in usual.iter().enumerate() {
                let seen = counts.shapes[context][shape];
                beliefs.shapes[context][shape] = ((share * weight + seen) / (weight + beads)).ln();
            }
        }
        for side in 0..2 {
            for class in 0..Class::COUNT {
                let share = (FOUND[class] * TOKEN_PRIOR_WEIGHT + counts.found[side][class])
                    / (TOKEN_PRIOR_WEIGHT + counts.tokens[side][class]);
                beliefs.found[side][class] = share.clamp(0.02, 0.97);
            }
        }
        for (shares, seen) in beliefs.cuts.iter_mut().zip(counts.cuts) {
            let all: f64 = seen.iter().sum();
            for (share, seen) in shares.iter_mut().zip(seen) {
                *share = (*share * CUT_PRIOR_WEIGHT + seen) / (CUT_PRIOR_WEIGHT + all);
            }
        }
        let n = counts.ratios.len() as f64;
        let (mean, variance) = beliefs.ratio;
        let revised = (mean * 4.0 + counts.ratios.iter().sum::<f64>()) / (4.0 + n);
        let spread: f64 = counts.ratios.iter().map(|it| (it - revised).powi(2)).sum();
        beliefs.ratio = (revised, (variance * 10.0 + spread) / (10.0 + n));
        beliefs
    }

    /// Logarithm of the chance of a bead of a shape behind a bead of another.
    pub(super) fn prior(&self, behind_null: bool, shape: usize) -> f64 {
        self.shapes[usize::from(behind_null)][shape]
    }
}

/// Whether a bead of this shape is without a partner.
pub(super) const fn is_null(shape: usize) -> bool {
    SHAPES[shape].0 == 0 || SHAPES[shape].1 == 0
}

/// The shares of shapes before anything is seen of a text, by context.
fn usual_shapes(snippets: bool) -> [[f64; SHAPES.len()]; 2] {
    let usual = if snippets { USUAL_SNIPPETS } else { USUAL };
    let total: f64 = usual.iter().sum();
    let first = usual.map(|share| share / total);
    let nulls: f64 = (0..SHAPES.len()).filter(|it| is_null(*it)).map(|it| first[it]).sum();
    // Lines without a partner like company.
    let again = nulls.max(NULL_AGAIN);
    let mut second = first;
    for (shape, share) in second.iter_mut().enumerate() {
        *share *= if is_null(shape) { again / nulls } else { (1.0 - again) / (1.0 - nulls) };
    }
    [first, second]
}

/// A token with its worth in a bead.
#[derive(Clone, Copy, Debug)]
struct Worth {
    /// What finding it again brings over not finding it.
    gain: f32,
}

/// One side with the worth of its tokens.
#[derive(Debug)]
pub(super) struct SideWorth {
    tokens: Vec<Vec<Worth>>,
    /// For each line what it costs when nothing of it is found again.
    nothing: Vec<f64>,
    /// Letters of each line.
    letters: Vec<f64>,
    /// Their logarithms.
    logarithms: Vec<f64>,
    /// Logarithm of the density of each line's length among all lines of the side.
    apart: Vec<f64>,
    traits: Vec<u16>,
    /// For each line what the cut before it says for a bead around it.
    cuts: Vec<f64>,
    /// The kinds of these cuts.
    kinds: Vec<Cut>,
}

/// The model for one text and its translation.
#[derive(Debug)]
pub(super) struct Model {
    pub(super) beliefs: Beliefs,
    source: SideWorth,
    target: SideWorth,
    /// The least and the most target letters for a source letter in a merged bead.
    plausible: (f64, f64),
    /// Half the logarithm of the variance of the ratio of lengths.
    spread: f64,
    /// Logarithm of the density of translations of unusual length where it is highest.
    outlier: f64,
    /// Logarithms of whole numbers.
    logarithms: Vec<f64>,
    /// For each trait what it says when both have it, the source only, the target only, neither.
    traits: Vec<(u16, [f64; 4])>,
}

impl Model {
    pub(super) fn new(
        source: &[Features],
        target: &[Features],
        links: &Links,
        beliefs: Beliefs,
    ) -> Model {
        let worth = |side: usize| {
            let (lines, chances, others, features) = match side {
                0 => (&links.source, &links.source_chances, target.len(), source),
                _ => (&links.target, &links.target_chances, source.len(), target),
            };
            let found = &beliefs.found[side];
            let one = |token: &Token| {
                let share = found[token.class.index()];
                let chance = CHANCE
                    + f64::from(chances[token.term as usize]).min(others as f64)
                        / (others as f64 + BACKGROUND);
                let missed = (1.0 - share).ln() * TERM_WEIGHT;
                ((share / chance).ln().max(0.0) * TERM_WEIGHT - missed, missed)
            };
            let mut nothing = Vec::with_capacity(features.len());
            let mut tokens = Vec::with_capacity(features.len());
            for line in &lines.tokens {
                let worths: Vec<(f64, f64)> = line.iter().map(one).collect();
                nothing.push(worths.iter().map(|it| it.1).sum());
                tokens.push(worths.iter().map(|it| Worth { gain: it.0 as f32 }).collect());
            }
            let kinds: Vec<Cut> = (0..features.len()).map(|at| Cut::before(features, at)).collect();
            SideWorth {
                tokens,
                nothing,
                apart: densities(features),
                letters: features.iter().map(letters).collect(),
                logarithms: features.iter().map(|it| letters(it).ln()).collect(),
                traits: features.iter().map(|it| it.traits).collect(),
                cuts: cuts(&kinds, &beliefs.cuts),
                kinds,
            }
        };
        let (source_worth, target_worth) = (worth(0), worth(1));
        let traits = trait_table(source, target);
        let plausible = ((beliefs.ratio.0 - 1.0).exp(), (beliefs.ratio.0 + 1.0).exp());
        let logarithms = (0..TABLE).map(|it| f64::from(it.max(1)).ln()).collect();
        Model {
            plausible,
            spread: 0.5 * beliefs.ratio.1.ln(),
            outlier: OUTLIERS.ln() - 0.5 * 1.5_f64.ln(),
            logarithms,
            traits,
            beliefs,
            source: source_worth,
            target: target_worth,
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
        let nothing = self.source.nothing[i..i + a].iter().sum::<f64>()
            + self.target.nothing[j..j + b].iter().sum::<f64>();
        let base = self.length(i, a, j, b) + cuts + nothing + self.traits_of(i, a, j, b);
        // Most beads are hopeless whichever of their matches hold.
        if rows.iter().all(|row| row.is_empty()) {
            return base;
        }
        if base + self.most(i, rows) < least {
            return f64::NEG_INFINITY;
        }
        base + self.matched(i, j, b, rows, scratch, None)
    }

    /// What a match brings, `line` being its source line.
    fn gain(&self, line: usize, it: &Match) -> f32 {
        it.strength
            * (self.source.tokens[line][it.source as usize].gain
                + self.target.tokens[it.line as usize][it.target as usize].gain)
    }

    /// What matches could bring if none shut another out.
    fn most(&self, i: usize, rows: &[&[Match]]) -> f64 {
        let rows = rows.iter().enumerate();
        rows.flat_map(|(row, matches)| matches.iter().map(move |it| self.gain(i + row, it)))
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

    fn length(&self, i: usize, a: usize, j: usize, b: usize) -> f64 {
        let sources = &self.source.letters[i..i + a];
        let targets = &self.target.letters[j..j + b];
        let (source, target) = (sources.iter().sum::<f64>(), targets.iter().sum::<f64>());
        let (log_source, log_target) = (self.logarithm(source), self.logarithm(target));
        let (mean, variance) = self.beliefs.ratio;
        // Short lines vary more.
        let all = source + target + 10.0;
        let variance = variance * (0.5 + SHORT / all);
        // Half the logarithm of the variance, less that of the mean ratio's, which is a constant.
        let spread = 0.5 * (self.logarithm(0.5 * all + SHORT) - self.logarithm(all));
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

    fn matched(
        &self,
        i: usize,
        j: usize,
        b: usize,
        rows: &[&[Match]],
        scratch: &mut Scratch,
        mut found: Option<&mut Vec<(usize, usize, usize, usize)>>,
    ) -> f64 {
        let total: usize = rows.iter().map(|row| row.len()).sum();
        if total <= 1 && found.is_none() {
            return self.most(i, rows) - crowd(rows.len(), b) * total as f64;
        }
        let order = &mut scratch.order;
        order.clear();
        for (row, matches) in rows.iter().enumerate() {
            for it in *matches {
                order.push((self.gain(i + row, it), row as u32, *it));
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
        sum - crowd(rows.len(), b) * count
    }

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

/// What each match loses in a bead of several lines, where chance has more room.
fn crowd(a: usize, b: usize) -> f64 {
    TERM_WEIGHT * LOGARITHMS[a * b - 1]
}

const LOGARITHMS: [f64; 9] = [0.0, 0.693, 1.099, 1.386, 1.609, 1.792, 1.946, 2.079, 2.197];

/// Logarithm of (2b − 1)!: the normalisation of a Dirichlet density of parameter 2.
const PIECES: [f64; LONGEST] = [0.0, 1.792, 4.787, 8.525];

/// Buffers of the scoring.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    order: Vec<(f32, u32, Match)>,
    source: Vec<(u32, u32)>,
    target: Vec<(u32, u32)>,
}

fn normal(deviation: f64, variance: f64) -> f64 {
    (-deviation * deviation / (2.0 * variance)).exp() / variance.sqrt()
}

fn letters(line: &Features) -> f64 {
    f64::from(line.letters) + 1.0
}

/// Logarithms of the densities of the lengths of lines among all lines of a text.
fn densities(lines: &[Features]) -> Vec<f64> {
    let n = lines.len() as f64;
    let lengths: Vec<f64> = lines.iter().map(|it| letters(it).ln()).collect();
    let (mean, variance) = USUAL_LENGTH;
    let mean = (lengths.iter().sum::<f64>() + mean) / (n + 1.0);
    let spread: f64 = lengths.iter().map(|it| (it - mean).powi(2)).sum();
    let variance = (spread + variance * 4.0) / (n + 4.0);
    // Lines without a partner may be of any length.
    let (stray, room) = STRAY_LENGTH;
    let density =
        |it: &f64| normal(it - mean, variance) * (1.0 - STRAYS) + normal(it - stray, room) * STRAYS;
    lengths.iter().map(|it| density(it).ln()).collect()
}

/// The place between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cut {
    /// The second line goes on where the first stopped short.
    Through,
    /// The first ends a sentence, and the second is one.
    Clean,
    /// One of them is no whole sentence.
    Bare,
}

impl Cut {
    const COUNT: usize = 3;

    fn before(lines: &[Features], at: usize) -> Cut {
        let has = |line: usize, it: Trait| lines[line].traits & it.bit() != 0;
        match at.checked_sub(1) {
            None => Cut::Clean,
            Some(_) if has(at, Trait::Continues) => Cut::Through,
            Some(before) if has(before, Trait::Breaks) => Cut::Through,
            Some(before) if has(before, Trait::Bare) || has(at, Trait::Bare) => Cut::Bare,
            Some(_) => Cut::Clean,
        }
    }
}

/// For each line what the cut before it says for a bead around it: cuts of its kind inside beads
/// against those between them.
fn cuts(kinds: &[Cut], [inside, outside]: &[[f64; Cut::COUNT]; 2]) -> Vec<f64> {
    let worth = |kind: &Cut| (inside[*kind as usize] / outside[*kind as usize]).ln() * CUT_WEIGHT;
    kinds.iter().map(worth).collect()
}

fn trait_table(source: &[Features], target: &[Features]) -> Vec<(u16, [f64; 4])> {
    let share = |lines: &[Features], bit: u16, usual: f64| {
        let count = lines.iter().filter(|line| line.traits & bit != 0).count() as f64;
        (count + 5.0 * usual) / (lines.len() as f64 + 5.0)
    };
    let mut table = Vec::new();
    for it in Trait::ALL {
        // Where all lines or none have a trait it says nothing.
        let (kept, usual) = match it {
            Trait::Asks => (0.92, 0.06),
            Trait::Exclaims => (0.75, 0.05),
            Trait::Quotes => (0.9, 0.3),
            Trait::Announces => (0.6, 0.08),
            Trait::Brackets => (0.75, 0.1),
            Trait::Heads | Trait::Lists | Trait::Captions => (0.9, 0.1),
            Trait::Starts => (0.85, 0.6),
            Trait::Wordless => (0.9, 0.02),
            Trait::Bare => (0.8, 0.2),
            Trait::Breaks | Trait::Continues => continue,
        };
        let bit = it.bit();
        let (in_source, in_target) = (share(source, bit, usual), share(target, bit, usual));
        // P(target | source) such that the shares of the two sides stay what they are.
        let both = in_source.min(in_target) * kept;
        let both = both.max(in_source * in_target);
        let (only_source, only_target) = (in_source - both, in_target - both);
        let neither = 1.0 - both - only_source - only_target;
        let ratio = |together: f64, one: f64, other: f64| {
            (together.max(1e-4) / (one * other).max(1e-4)).ln() * TRAIT_WEIGHT
        };
        table.push((
            bit,
            [
                ratio(both, in_source, in_target),
                ratio(only_source, in_source, 1.0 - in_target),
                ratio(only_target, 1.0 - in_source, in_target),
                ratio(neither, 1.0 - in_source, 1.0 - in_target),
            ],
        ));
    }
    table
}
