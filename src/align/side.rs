//! One side of a text and its translation, with what each of its lines and terms is worth.

use super::beliefs::Beliefs;
use super::features::{Features, Trait};
use super::links::{Lines, Token};
use super::parameters::Parameters;

/// The least variance of the logarithm of a line's length: where all lines are of one length, this
/// says nothing against any of them.
const LEAST_VARIANCE: f64 = 0.1;

/// One side with the worth of its tokens.
#[derive(Debug)]
pub(super) struct SideWorth {
    /// What finding a token again brings over not finding it, by line and place.
    pub(super) gains: Vec<Vec<f32>>,
    /// For each line what it costs when nothing of it is found again.
    pub(super) nothing: Vec<f64>,
    /// Letters of each line.
    pub(super) letters: Vec<f64>,
    /// Their logarithms.
    pub(super) logarithms: Vec<f64>,
    /// Logarithm of the density of each line's length among all lines of the side.
    pub(super) apart: Vec<f64>,
    /// The traits of each line.
    pub(super) traits: Vec<u16>,
    /// For each line what the cut before it says for a bead around it.
    pub(super) cuts: Vec<f64>,
    /// The kinds of these cuts.
    pub(super) kinds: Vec<Cut>,
}

impl SideWorth {
    /// The worth of a side whose terms can be found again in so many of `others` lines, as far as
    /// is believed of side 0 or 1.
    pub(super) fn new(
        features: &[Features],
        lines: &Lines,
        chances: &[u32],
        others: usize,
        side: usize,
        beliefs: &Beliefs,
    ) -> SideWorth {
        let parameters = &beliefs.parameters;
        let found = &beliefs.found[side];
        let others = others as f64;
        let one = |token: &Token| {
            let share = found[token.class.index()];
            let lines = f64::from(chances[token.term as usize]).min(others);
            let chance = parameters.chance + lines / (others + parameters.background);
            let missed = (1.0 - share).ln() * parameters.term;
            ((share / chance).ln().max(0.0) * parameters.term - missed, missed)
        };
        let mut nothing = Vec::with_capacity(features.len());
        let mut gains = Vec::with_capacity(features.len());
        for line in &lines.tokens {
            nothing.push(line.iter().map(|token| one(token).1).sum());
            gains.push(line.iter().map(|token| one(token).0 as f32).collect());
        }
        let kinds: Vec<Cut> = (0..features.len()).map(|at| Cut::before(features, at)).collect();
        SideWorth {
            gains,
            nothing,
            apart: densities(features, parameters),
            letters: features.iter().map(letters).collect(),
            logarithms: features.iter().map(|it| letters(it).ln()).collect(),
            traits: features.iter().map(|it| it.traits).collect(),
            cuts: cuts(&kinds, beliefs),
            kinds,
        }
    }
}

fn normal(deviation: f64, variance: f64) -> f64 {
    (-deviation * deviation / (2.0 * variance)).exp() / variance.sqrt()
}

fn letters(line: &Features) -> f64 {
    f64::from(line.letters) + 1.0
}

/// Logarithms of the densities of the lengths of lines among all lines of a text.
fn densities(lines: &[Features], parameters: &Parameters) -> Vec<f64> {
    let n = lines.len() as f64;
    let lengths: Vec<f64> = lines.iter().map(|it| letters(it).ln()).collect();
    let (mean, variance) = parameters.length;
    let mean = (lengths.iter().sum::<f64>() + mean) / (n + 1.0);
    let spread: f64 = lengths.iter().map(|it| (it - mean).powi(2)).sum();
    let variance = ((spread + variance * 4.0) / (n + 4.0)).max(LEAST_VARIANCE);
    // Lines without a partner may be of any length.
    let (stray, room) = parameters.stray_length;
    let strays = parameters.strays;
    let density =
        |it: &f64| normal(it - mean, variance) * (1.0 - strays) + normal(it - stray, room) * strays;
    lengths.iter().map(|it| density(it).ln()).collect()
}

/// The place between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// The second line goes on where the first stopped short.
    Through,
    /// The first ends a sentence, and the second is one.
    Clean,
    /// One of them is no whole sentence.
    Bare,
}

impl Cut {
    pub(super) const COUNT: usize = 3;

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
fn cuts(kinds: &[Cut], beliefs: &Beliefs) -> Vec<f64> {
    let [inside, outside] = &beliefs.cuts;
    let worth = |kind: &Cut| {
        (inside[*kind as usize] / outside[*kind as usize]).ln() * beliefs.parameters.cut
    };
    kinds.iter().map(worth).collect()
}

/// A trait with what it says when both lines have it, the source only, the target only, neither.
pub(super) type TraitTable = Vec<(u16, [f64; 4])>;

/// For each trait what it says when both lines have it, the source only, the target only, neither.
pub(super) fn trait_table(
    source: &[Features],
    target: &[Features],
    parameters: &Parameters,
) -> TraitTable {
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
            (together.max(1e-4) / (one * other).max(1e-4)).ln() * parameters.trait_
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
