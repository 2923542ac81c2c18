//! What is believed about a text and its translation, before it is seen and after.

use super::features::Class;
use super::parameters::Parameters;
use super::side::Cut;

/// The shapes of beads, source lines and target lines.
pub(super) const SHAPES: [(usize, usize); 15] = [
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
    (3, 3),
    (1, 5),
    (5, 1),
];

/// The most lines on one side of a bead.
pub(super) const LONGEST: usize = 5;

/// How many beads of each shape of a hundred are expected where the source is snippets: most of
/// the target is without a partner.
const SNIPPET_SHAPES: [f64; SHAPES.len()] =
    [35.0, 2.0, 60.0, 1.5, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.01];

/// Cuts by kind, inside beads and between them.
pub(super) type CutShares = [[f64; Cut::COUNT]; 2];

/// What is believed about a text and its translation.
#[derive(Clone, Debug)]
pub(super) struct Beliefs {
    /// What is taken for granted.
    pub(super) parameters: Parameters,
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
        Beliefs::with(Parameters::MEASURED, snippets)
    }

    /// The same, with other things taken for granted.
    pub(super) fn with(parameters: Parameters, snippets: bool) -> Beliefs {
        Beliefs {
            shapes: usual_shapes(&parameters, snippets).map(|shares| shares.map(f64::ln)),
            found: [parameters.found; 2],
            cuts: [parameters.inside_cuts, parameters.outer_cuts],
            ratio: parameters.ratio,
            pieces: snippets,
            parameters,
        }
    }

    /// The same of lines of which a piece fills so much only, above 0 and at most 1: no more than
    /// that of the target's terms can be found again.
    pub(super) fn filled(&self, fill: f64) -> Beliefs {
        let mut beliefs = self.clone();
        beliefs.found[1] = self.found[1].map(|share| share * fill);
        beliefs
    }

    /// Share of translations of unusual length.
    pub(super) fn outliers(&self) -> f64 {
        if self.pieces { self.parameters.pieces } else { self.parameters.outliers }
    }

    /// The beliefs that a path leaves.
    pub(super) fn revised(snippets: bool, counts: &Counts) -> Beliefs {
        Beliefs::new(snippets).after(snippets, counts)
    }

    /// These beliefs, which are those before anything was seen, after a path.
    pub(super) fn after(mut self, snippets: bool, counts: &Counts) -> Beliefs {
        let parameters = &self.parameters;
        for (context, usual) in usual_shapes(parameters, snippets).iter().enumerate() {
            let weight = parameters.shapes_weight[context];
            let beads: f64 = counts.shapes[context].iter().sum();
            for (shape, share) in usual.iter().enumerate() {
                let seen = counts.shapes[context][shape];
                self.shapes[context][shape] = ((share * weight + seen) / (weight + beads)).ln();
            }
        }
        for (side, shares) in self.found.iter_mut().enumerate() {
            for (class, share) in shares.iter_mut().enumerate() {
                let seen = *share * parameters.found_weight + counts.found[side][class];
                let all = parameters.found_weight + counts.tokens[side][class];
                *share = (seen / all).clamp(0.02, 0.97);
            }
        }
        for (shares, seen) in self.cuts.iter_mut().zip(counts.cuts) {
            let all: f64 = seen.iter().sum();
            for (share, seen) in shares.iter_mut().zip(seen) {
                *share = (*share * parameters.cuts_weight + seen) / (parameters.cuts_weight + all);
            }
        }
        let n = counts.ratios.len() as f64;
        let (mean, variance) = self.ratio;
        let revised = (mean * 4.0 + counts.ratios.iter().sum::<f64>()) / (4.0 + n);
        let spread: f64 = counts.ratios.iter().map(|it| (it - revised).powi(2)).sum();
        self.ratio = (revised, (variance * 10.0 + spread) / (10.0 + n));
        self
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
fn usual_shapes(parameters: &Parameters, snippets: bool) -> [[f64; SHAPES.len()]; 2] {
    let usual = if snippets { SNIPPET_SHAPES } else { parameters.shapes };
    let total: f64 = usual.iter().sum();
    let first = usual.map(|share| share / total);
    let nulls: f64 = (0..SHAPES.len()).filter(|it| is_null(*it)).map(|it| first[it]).sum();
    // Lines without a partner like company.
    let again = nulls.max(parameters.null_again);
    let mut second = first;
    for (shape, share) in second.iter_mut().enumerate() {
        *share *= if is_null(shape) { again / nulls } else { (1.0 - again) / (1.0 - nulls) };
    }
    [first, second]
}
