//! The rules: what each finds, why it matters, what to do, with examples that are its tests.
//!
//! A rule is a file in its group's folder and a name in the group's `rules!` list; everything else
//! (`bilint explain`, the table in the README, the tests of the examples) is made from the
//! registry.

mod context;
mod custom;
mod example;
mod finding;
mod options;
mod registry;
mod rule;

pub mod brackets;
pub mod case;
pub mod characters;
pub mod coverage;
pub mod hygiene;
pub mod names;
pub mod numbers;
pub mod publishing;
pub mod punctuation;
pub mod quotes;
pub mod spacing;
pub mod syntax;
pub mod terms;
pub mod untranslated;

pub use context::{Accumulator, Context};
pub use custom::{CUSTOM, Custom, CustomError};
pub use example::{Example, MarkedText};
pub use finding::{Applicability, Findings, Proposal, ProposedEdit, ProposedRelated};
pub use options::{OptionError, OptionValue, Options, Preset, RuleOption};
pub use registry::{Registered, SelectionError, all, find, known, select};
pub use rule::{Group, Logic, Needs, Rule, Stage};
