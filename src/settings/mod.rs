//! Plain types for every option of a check. No file is read here: whoever reads one (the command
//! line, a CMS) fills these in.

mod config;
mod custom;
mod house;
mod selection;
mod severity;
mod weights;

use std::collections::BTreeMap;

pub use config::{Config, Override};
pub use custom::{CustomExample, CustomRule};
pub use house::{HouseStyle, NumberStyle};
pub use selection::Selection;
pub use severity::{Severity, UnknownSeverity};
pub use weights::{PenaltyKind, Weights};

use crate::text::Tag;

/// How a text is to be checked.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Which rules run.
    pub selection: Selection,
    /// Findings of less harm are left out.
    pub min_severity: Severity,
    /// Findings less sure than this (0 to 1) are left out.
    pub min_confidence: f64,
    /// The language of the source, for whoever makes the pairs; detected when not given.
    pub source_language: Option<Tag>,
    /// The language of the target, likewise.
    pub target_language: Option<Tag>,
    /// The harm of a rule's findings, where it is not to be the rule's own word, by rule.
    pub severities: BTreeMap<String, Severity>,
    /// The options of rules, by rule; what they mean the rules say.
    pub options: BTreeMap<String, toml::Table>,
    /// How the house writes.
    pub house: HouseStyle,
    /// Rules of the user's own.
    pub custom: Vec<CustomRule>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            selection: Selection::default(),
            min_severity: Severity::Minor,
            min_confidence: 0.5,
            source_language: None,
            target_language: None,
            severities: BTreeMap::new(),
            options: BTreeMap::new(),
            house: HouseStyle::default(),
            custom: Vec::new(),
        }
    }
}
