use std::ops::Range;

use super::{Features, align};

/// Where a snippet belongs.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// The number of the snippet.
    pub snippet: usize,
    /// The target segments that render it; none where it is from elsewhere.
    pub target: Option<Range<usize>>,
    /// How sure that is, 0 to 1.
    pub confidence: f64,
}

/// Finds the place of each snippet in a target; no order is assumed.
pub fn place_snippets(snippets: &[Features], target: &[Features]) -> Vec<Placement> {
    let alignment = align(snippets, target);
    (0..snippets.len())
        .map(|snippet| {
            let bead = alignment.bead_of_source(snippet);
            let range = bead.map(|bead| bead.target.clone()).filter(|it| !it.is_empty());
            Placement { snippet, target: range, confidence: bead.map_or(0.0, |it| it.confidence) }
        })
        .collect()
}
