//! Sentence alignment: which segments of a target render which segments of a source.
//!
//! The evidence needs no lexicon, though one helps: lengths, numbers by value, names and other words that look
//! alike in both languages, question marks and quotations, headings. How much each of them tells,
//! and how many lines have no partner, is learned from the text itself in a first pass.

mod acronyms;
mod alignment;
mod asked;
mod band;
mod beliefs;
mod features;
mod index;
mod learned;
mod links;
mod matches;
mod memory;
mod met;
mod model;
mod moved;
mod notes;
mod offers;
mod parameters;
mod pool;
mod renderings;
mod search;
mod shape;
mod side;
mod snippets;
mod strengths;
mod terms;
mod vocabulary;
mod word_pairs;
mod words;

pub use alignment::{Alignment, Bead};
pub use features::{Features, features};
pub use memory::{PairMemory, WordMemory};
pub use parameters::Parameters;
pub use pool::WordPool;
pub use snippets::{Placement, place_snippets};
pub use word_pairs::{WordPair, train};
pub use words::{LinkedWord, WordKind, WordLinks, link_words};

use crate::language::lexicon::Translations;
use band::Band;
use beliefs::{Beliefs, Counts};
use links::Links;
use model::Model;

/// How often beliefs are revised before the last pass.
const REVISIONS: usize = 2;

/// Aligns two texts whose order is the same, but for blocks that stand elsewhere, with what lexicons
/// say of their words.
pub fn align(source: &[Features], target: &[Features], translations: &Translations) -> Alignment {
    align_with(&Parameters::MEASURED, source, target, translations)
}

/// Aligns two texts whose order is the same, with parameters of one's own.
pub fn align_with(
    parameters: &Parameters,
    source: &[Features],
    target: &[Features],
    translations: &Translations,
) -> Alignment {
    let usual = || Beliefs::with(parameters.clone(), false);
    let mut links = Links::new(source, target, translations);
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
    let blocks = moved::blocks(&links, &model, &steps);
    Alignment::of(&steps, &blocks)
}

#[cfg(test)]
mod tests;
