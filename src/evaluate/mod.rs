//! How good bilint's readings and findings are, measured against annotated data.
//!
//! [`articles`] measures findings on articles whose faults were planted and written down,
//! [`records`] on JSON Lines with the marks of raters, with labels, or with nothing (human
//! translations, where what fires is an alarm); [`matching`] is the rule by which a finding is the
//! same as an annotation. [`alignment`] and [`segmentation`] score these two readings by themselves,
//! [`coverage`] what is said to be missing or added, against the alignment's gold. No file is opened
//! here: texts and readers come in, figures go out.

pub mod alignment;
pub mod articles;
pub mod categories;
pub mod coverage;
pub mod gold;
pub mod listed;
pub mod matching;
pub mod records;
pub mod segmentation;
pub mod tally;
