//! How good bilint's readings and findings are, measured against annotated data.

mod alignment;
pub mod segmentation;

pub use alignment::{
    AlignmentFigures, EvaluationError, GoldBead, Score, SnippetFigures, Trust, evaluate_alignment,
    evaluate_snippets, parse_gold,
};
