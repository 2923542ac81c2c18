//! The pipeline: rules over a pair, one finding a cause, each with its place in the file; what people
//! have accepted is left out.

mod assemble;
mod baseline;
mod checker;
mod error;
mod finding;
mod fingerprint;
mod fixes;
mod ownership;
mod said;
mod score;
mod seams;
mod suppression;

pub use baseline::{Baseline, BaselineError, Entry as BaselineEntry};
pub use checker::{Checker, Verdict};
pub use error::SettingsError;
pub use finding::{Finding, Fix, RelatedPlace, SourcePlace};
pub(crate) use fingerprint::name_of;
pub use fixes::{Conflict, Repair, Repaired, Repairs, repair};
pub use score::{HEADING as SCORE_HEADING, Score, Weighed, kind_of, score, words_of};
pub use suppression::{Remark, SideFile};

pub use crate::document::Edit;
