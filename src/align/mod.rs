//! Sentence alignment: which segments of a target render which segments of a source.
//!
//! The evidence needs no dictionary: lengths, numbers by value, names and other words that look
//! alike in both languages, question marks and quotations, headings. How much each of them tells,
//! and how many lines have no partner, is learned from the text itself in a first pass.

mod band;
mod beliefs;
mod features;
mod learned;
mod links;
mod matches;
mod model;
mod parameters;
mod search;
mod side;
mod snippets;
mod word_pairs;

use std::ops::Range;

pub use features::{Features, features};
pub use parameters::Parameters;
pub use snippets::{Placement, place_snippets};
pub use word_pairs::{WordPair, train};

use band::Band;
use beliefs::{Beliefs, Counts, SHAPES};
use links::Links;
use model::Model;

/// How often beliefs are revised before the last pass.
const REVISIONS: usize = 2;

/// Source segments with the target segments that render them.
#[derive(Clone, Debug, PartialEq)]
pub struct Bead {
    /// Numbers of source segments; empty where the target says something of its own.
    pub source: Range<usize>,
    /// Numbers of target segments; empty where nothing renders the source.
    pub target: Range<usize>,
    /// How sure it is that the bead is right as it is, 0 to 1.
    pub confidence: f64,
}

/// Beads in the order of both texts: each segment of either side is in just one.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Alignment {
    /// The beads.
    pub beads: Vec<Bead>,
}

impl Alignment {
    /// `n` segments, each rendered by the one of the same number.
    pub fn one_to_one(n: usize) -> Alignment {
        let bead = |at| Bead { source: at..at + 1, target: at..at + 1, confidence: 1.0 };
        Alignment { beads: (0..n).map(bead).collect() }
    }

    /// The bead that a source segment is in.
    pub fn bead_of_source(&self, segment: usize) -> Option<&Bead> {
        let at = self.beads.partition_point(|bead| bead.source.end <= segment);
        self.beads.get(at).filter(|bead| bead.source.contains(&segment))
    }

    /// The bead that a target segment is in.
    pub fn bead_of_target(&self, segment: usize) -> Option<&Bead> {
        let at = self.beads.partition_point(|bead| bead.target.end <= segment);
        self.beads.get(at).filter(|bead| bead.target.contains(&segment))
    }
}

/// Aligns two texts whose order is the same.
pub fn align(source: &[Features], target: &[Features]) -> Alignment {
    align_with(&Parameters::MEASURED, source, target)
}

/// Aligns two texts whose order is the same, with parameters of one's own.
pub fn align_with(parameters: &Parameters, source: &[Features], target: &[Features]) -> Alignment {
    let usual = || Beliefs::with(parameters.clone(), false);
    let mut links = Links::new(source, target);
    let mut band = Band::new(&links);
    let mut beliefs = usual();
    for revision in 0..REVISIONS {
        let last = revision + 1 == REVISIONS;
        let model = Model::new(source, target, &links, beliefs);
        let steps = search::best_path(&links, &model, &band, last);
        let mut model = model;
        if last && learned::learn(&mut links, (source, target), &steps, parameters) {
            model = Model::new(source, target, &links, model.beliefs);
        }
        let mut counts = Counts::default();
        search::matches_of(&links, &band, &steps, |step, rows| {
            let shape = (step.behind_null, step.shape);
            model.count((step.source, step.target), shape, rows, &links, &mut counts);
        });
        beliefs = usual().after(false, &counts);
        let path: Vec<(usize, usize)> = steps.iter().map(|it| (it.source, it.target)).collect();
        band = band.narrowed(&path);
    }
    let model = Model::new(source, target, &links, beliefs);
    let steps = search::best_path(&links, &model, &band, true);
    let beads = steps
        .into_iter()
        .map(|step| {
            let (a, b) = SHAPES[step.shape];
            Bead {
                source: step.source..step.source + a,
                target: step.target..step.target + b,
                confidence: step.confidence,
            }
        })
        .collect();
    Alignment { beads }
}

#[cfg(test)]
mod tests;
