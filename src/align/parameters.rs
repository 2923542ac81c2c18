//! The numbers that the aligner was tuned with, all in one place.

use super::beliefs::SHAPES;
use super::features::Class;
use super::side::Cut;

/// What the aligner takes for granted before it sees a text, and how much each kind of evidence
/// counts. One set serves all languages and kinds of text.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameters {
    /// How many beads of each shape of a hundred are expected, in the order of the shapes.
    pub shapes: [f64; SHAPES.len()],
    /// How many beads this expectation weighs against those of the text, behind a bead with
    /// partners and behind one without.
    pub shapes_weight: [f64; 2],
    /// Share of beads without a partner behind a bead without a partner.
    pub null_again: f64,
    /// Shares of the kinds of cut inside beads.
    pub inside_cuts: [f64; Cut::COUNT],
    /// Shares of the kinds of cut between beads.
    pub outer_cuts: [f64; Cut::COUNT],
    /// How many cuts these expectations weigh against those of the text.
    pub cuts_weight: f64,
    /// What a cut says counts for so much.
    pub cut: f64,
    /// Share of terms found again, by class.
    pub found: [f64; Class::COUNT],
    /// How many tokens this expectation weighs against those of the text.
    pub found_weight: f64,
    /// Terms of a line are not independent of each other; their evidence counts for so much.
    pub term: f64,
    /// Chance that lines with nothing to do with each other seem to share a look-alike.
    pub chance: f64,
    /// Lines of other texts that a term's frequency is smoothed with.
    pub background: f64,
    /// What a trait says counts for so much: a translation keeps more than is assumed here.
    pub trait_: f64,
    /// Mean and variance of the logarithm of target letters over source letters.
    pub ratio: (f64, f64),
    /// In a bead of twice as many letters, the variance is what it is in the middle.
    pub short: f64,
    /// Share of translations of unusual length.
    pub outliers: f64,
    /// The same where the source is snippets: they may be a piece of what is rendered.
    pub pieces: f64,
    /// Mean and variance of the logarithm of a line's length in letters.
    pub length: (f64, f64),
    /// The same for lines that belong to nothing.
    pub stray_length: (f64, f64),
    /// Share of these.
    pub strays: f64,
    /// Share of the lines without a partner in order that have one out of order.
    pub moved: f64,
    /// Logarithm of the odds from which on a block is believed to have moved.
    pub least_moved: f64,
    /// From the log odds that the model gives a bead to those that come true: what is added, and
    /// what they count for, since evidence is less independent than the model takes it for.
    /// `bilint evaluate --alignment` prints how far the outcome can be believed.
    pub confidence: (f64, f64),
    /// How sure a bead must be for words to be learned from it, 0 to 1.
    pub sure: f64,
    /// How many sure beads there must be.
    pub enough: f64,
    /// Weaker word pairs are not used, 0 to 1.
    pub least_strength: f64,
    /// Strengths of learned word pairs count for so much.
    pub learned: f64,
}

impl Parameters {
    /// What was measured best on all the texts at hand together.
    pub(super) const MEASURED: Parameters = Parameters {
        shapes: [80.0, 4.0, 4.0, 6.0, 4.0, 0.7, 0.6, 0.7, 0.2, 0.2, 0.15, 0.15, 0.05, 0.05, 0.05],
        shapes_weight: [12.0, 8.0],
        null_again: 0.35,
        inside_cuts: [0.37, 0.58, 0.05],
        outer_cuts: [0.023, 0.777, 0.2],
        cuts_weight: 10.0,
        cut: 1.3,
        found: [0.75, 0.85, 0.42, 0.12, 0.7, 0.1],
        found_weight: 60.0,
        term: 0.5,
        chance: 0.007,
        background: 25.0,
        trait_: 1.5,
        ratio: (0.05, 0.065),
        short: 60.0,
        outliers: 0.03,
        pieces: 0.3,
        length: (4.3, 0.6),
        stray_length: (3.2, 1.0),
        strays: 0.35,
        moved: 0.3,
        least_moved: 1.0,
        confidence: (0.3, 0.49),
        sure: 0.83,
        enough: 200.0,
        least_strength: 0.3,
        learned: 1.0,
    };
}

impl Parameters {
    /// How sure a bead is whose odds in the model have this logarithm, 0 to 1.
    pub(super) fn confidence_of(&self, log_odds: f64) -> f64 {
        let (added, weight) = self.confidence;
        1.0 / (1.0 + (-added - weight * log_odds).exp())
    }
}

impl Default for Parameters {
    fn default() -> Parameters {
        Parameters::MEASURED
    }
}
