//! What is believed about a text and its translation, before it is seen and after.

use super::features::Class;
use super::side::Cut;

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
/// Shares of the kinds of cut between beads.
const OUTER_CUTS: [f64; Cut::COUNT] = [0.023, 0.777, 0.2];
/// How many cuts the expectation weighs against those of the text.
const CUT_PRIOR_WEIGHT: f64 = 10.0;
/// How many tokens the expectation weighs against those of the text.
const TOKEN_PRIOR_WEIGHT: f64 = 60.0;
/// Share of terms found again, by class, before anything is seen of a text.
const FOUND: [f64; Class::COUNT] = [0.75, 0.85, 0.42, 0.12, 0.7, 0.1];
/// Mean and variance of the logarithm of target letters over source letters, before a text is seen.
const USUAL_RATIO: (f64, f64) = (0.05, 0.065);

/// Cuts by kind, inside beads and between them.
pub(super) type CutShares = [[f64; Cut::COUNT]; 2];

/// What is believed about a text and its translation.
#[derive(Clone, Debug)]
pub(super) struct Beliefs {
    /// Logarithm of the share of beads of each shape, behind a bead with partners and behind one
    /// without.
    shapes: [[f64; SHAPES.len()]; 2],
    /// Share of terms of each class found again, source side and target side.
    pub(super) found: [[f64; Class::COUNT]; 2],
    /// Share of each kind of cut among those inside beads, and among those between them.
    pub(super) cuts: CutShares,
    /// Mean and variance of the logarithm of target length over source length, for a line of
    /// middle length.
    pub(super) ratio: (f64, f64),
    /// Whether a line of the source may be a piece of what the target renders.
    pub(super) pieces: bool,
}

/// What a path through the text shows, for the next pass.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts {
    /// Beads of each shape, by context.
    pub(super) shapes: [[f64; SHAPES.len()]; 2],
    /// Cuts inside beads, and between them, by kind.
    pub(super) cuts: CutShares,
    /// Terms found again, by side and class.
    pub(super) found: [[f64; Class::COUNT]; 2],
    /// All terms, by side and class.
    pub(super) tokens: [[f64; Class::COUNT]; 2],
    /// Logarithms of target length over source length.
    pub(super) ratios: Vec<f64>,
}

impl Beliefs {
    /// The beliefs before anything is seen of a text.
    pub(super) fn new(snippets: bool) -> Beliefs {
        Beliefs {
            shapes: usual_shapes(snippets).map(|shares| shares.map(f64::ln)),
            found: [FOUND, FOUND],
            cuts: [INSIDE_CUTS, OUTER_CUTS],
            ratio: USUAL_RATIO,
            pieces: snippets,
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
        for (side, shares) in beliefs.found.iter_mut().enumerate() {
            for (class, share) in shares.iter_mut().enumerate() {
                let seen = *share * TOKEN_PRIOR_WEIGHT + counts.found[side][class];
                let all = TOKEN_PRIOR_WEIGHT + counts.tokens[side][class];
                *share = (seen / all).clamp(0.02, 0.97);
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
