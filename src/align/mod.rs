//! Stub.
use crate::reading::{Segment, Side};
use std::ops::Range;
/// F
pub struct Features {}
/// f
pub fn features(_side: &Side, segments: &[Segment]) -> Vec<Features> {
    segments.iter().map(|_| Features {}).collect()
}
/// b
#[derive(Clone, Debug)]
pub struct Bead {
    /// s
    pub source: Range<usize>,
    /// t
    pub target: Range<usize>,
    /// c
    pub confidence: f64,
}
/// a
#[derive(Clone, Debug)]
pub struct Alignment {
    /// b
    pub beads: Vec<Bead>,
}
impl Alignment {
    /// o
    pub fn one_to_one(n: usize) -> Self {
        Self {
            beads: (0..n)
                .map(|i| Bead { source: i..i + 1, target: i..i + 1, confidence: 1.0 })
                .collect(),
        }
    }
}
/// a
pub fn align(source: &[Features], target: &[Features]) -> Alignment {
    Alignment::one_to_one(source.len().min(target.len()))
}
/// p
pub struct Placement {
    /// s
    pub snippet: usize,
    /// t
    pub target: Option<Range<usize>>,
    /// c
    pub confidence: f64,
}
/// p
pub fn place_snippets(snippets: &[Features], _target: &[Features]) -> Vec<Placement> {
    (0..snippets.len())
        .map(|snippet| Placement { snippet, target: None, confidence: 0.5 })
        .collect()
}
