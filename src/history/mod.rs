//! Past runs: what is new, fixed or still there, and whether it is getting better.
//!
//! A history is one file of SQLite. A run is handed over whole, as plain types, and comes back
//! compared with the run before that covered the same article, however long ago that was:
//!
//! ```
//! # #[cfg(feature = "history")] {
//! use bilint::history::{Article, History, HistoryError, Run};
//! use bilint::check::Score;
//! use bilint::settings::Weights;
//!
//! # let folder = std::env::temp_dir().join(format!("bilint-doc-{}", std::process::id()));
//! # std::fs::create_dir_all(&folder).unwrap();
//! # let path = folder.join("history.sqlite");
//! let weights = Weights::default();
//! let score = Score::new(640, &weights);
//! let mut run = Run::new(1_764_403_200, "settings");
//! // One article a file, with the findings that bilint's checker gave: `Found::from(&finding)`.
//! run.articles.push(Article { path: "a.de.md".into(), score, ..Article::default() });
//!
//! let mut history = History::open(&path)?;
//! // Whatever is written with the comparison in it is written before the run is kept: when that
//! // fails, or the program is killed, the next run is compared with the same one as this.
//! let line = history.record(&run, &weights, |recorded| {
//!     let change = recorded.change;
//!     Ok::<_, HistoryError>(format!("{} new, {} fixed", change.new, change.fixed))
//! })?;
//! assert_eq!(line, "0 new, 0 fixed");
//! # std::fs::remove_dir_all(&folder).unwrap();
//! # }
//! # Ok::<(), bilint::history::HistoryError>(())
//! ```
//!
//! A run is one transaction, so a history never holds half of one. Two runs at once wait for each
//! other. The file has SQLite's usual journal, not a write-ahead log: it is one file, it can be
//! copied, and it may lie on a share.
//!
//! The types here always compile; the file itself is behind the feature `history`.

#[cfg(feature = "history")]
mod database;
#[cfg(feature = "history")]
mod queries;
#[cfg(feature = "history")]
mod schema;
#[cfg(feature = "history")]
mod table;
#[cfg(all(test, feature = "history"))]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::Finding;
use crate::check::{Score, name_of};
#[cfg(feature = "history")]
use crate::settings::PenaltyKind;
use crate::settings::Severity;

#[cfg(feature = "history")]
pub use database::{History, Keep};
#[cfg(feature = "history")]
pub use table::Table;

/// A run that has come to its end.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// When it began, in seconds since 1970 (UTC).
    pub at: i64,
    /// The version of bilint.
    pub version: String,
    /// A short name of the settings that decide what is found; equal for equal settings.
    pub settings: String,
    /// What was checked. Several of one path are taken together.
    pub articles: Vec<Article>,
}

/// A file that a run has checked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// By what it is known from run to run: its path, seen from the same folder every time.
    pub path: String,
    /// What it is told apart by: `desk`, `engine`, `languages` …
    pub labels: BTreeMap<String, String>,
    /// Its words and what was weighed.
    pub score: Score,
    /// What was found in it.
    pub findings: Vec<Found>,
}

/// A finding as a history keeps it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Found {
    /// By what it is recognised.
    pub fingerprint: String,
    /// The rule.
    pub rule: String,
    /// The harm.
    pub severity: Severity,
    /// How sure it was, from 0 to 1.
    pub confidence: f64,
    /// MQM-Core dimension and type.
    pub category: String,
    /// What was wrong.
    pub message: String,
    /// The text at the place.
    pub excerpt: String,
    /// The line, from 1.
    pub line: usize,
}

/// How findings have changed since the run before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Change {
    /// Findings that were not there.
    pub new: usize,
    /// Findings that are gone.
    pub fixed: usize,
    /// Findings that were there already.
    pub still: usize,
}

/// An article of a run beside the run before that covered it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleChange {
    /// The article.
    pub path: String,
    /// When it was checked before, in seconds since 1970; none when this is the first time, and then
    /// nothing counts as new.
    pub previous: Option<i64>,
    /// Its score then.
    pub score: Option<Score>,
    /// How many findings are new, fixed, still there.
    pub change: Change,
    /// The fingerprints of what is new.
    pub new: BTreeSet<String>,
    /// What is gone.
    pub fixed: Vec<Found>,
}

/// What a rule has found in a run, and how that has changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleChange {
    /// The rule.
    pub rule: String,
    /// All its findings, those in articles that were checked for the first time included.
    pub findings: usize,
    /// The change in the other articles.
    #[serde(flatten)]
    pub change: Change,
}

/// A run, or what was checked in it under one label, as a point of a trend.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Point {
    /// The number of the run.
    pub run: i64,
    /// When it began, in seconds since 1970.
    pub at: i64,
    /// The version of bilint.
    pub version: String,
    /// A short name of its settings.
    pub settings: String,
    /// The value of the label that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// How many articles it covered.
    pub articles: usize,
    /// How many of them were covered by a run before it.
    pub compared: usize,
    /// How the findings in those have changed.
    #[serde(flatten)]
    pub change: Change,
    /// Its score, with the weights of today.
    pub score: Score,
}

/// What recording a run has brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recorded {
    /// The number of the run.
    pub run: i64,
    /// The articles, by path.
    pub articles: Vec<ArticleChange>,
    /// How many of them were covered by a run before.
    pub compared: usize,
    /// The change in those, in all.
    pub change: Change,
    /// Whether one of the runs it was compared with had other settings or was made by another version
    /// of bilint: then what is new need not be the texts' fault.
    pub otherwise_checked: bool,
    /// What each rule has found, by name.
    pub rules: Vec<RuleChange>,
    /// All runs in their order, this one last.
    pub series: Vec<Point>,
}

/// Why a history cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum HistoryError {
    /// The file is something else.
    #[error("is no history of bilint; name another file, or one that is not there yet")]
    Foreign,
    /// A later bilint has written it.
    #[error(
        "is a history of version {found}, and this bilint knows versions up to {known}; a later \
         bilint has written it, and only such a one can go on with it"
    )]
    Newer {
        /// The file's version.
        found: i64,
        /// The latest version that is known.
        known: i64,
    },
    /// Another run holds it.
    #[error("is being written by another run, and has been for a minute; try again later")]
    Busy,
    /// The file could not be read or written.
    #[error("{0}")]
    File(String),
    /// SQLite says so.
    #[error("cannot be used as a history: {0}")]
    Database(String),
}

impl Run {
    /// A run of this bilint that began then, with settings that are known by any text that is the
    /// same for the same settings.
    pub fn new(at: i64, settings: &str) -> Run {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Run { at, version, settings: name_of(&[settings]), articles: Vec::new() }
    }
}

impl From<&Finding> for Found {
    fn from(finding: &Finding) -> Found {
        let head = |text: &str| text.chars().take(240).collect();
        Found {
            fingerprint: finding.fingerprint.clone(),
            rule: finding.rule.to_string(),
            severity: finding.severity,
            confidence: finding.confidence,
            category: finding.category.to_string(),
            message: head(&finding.message),
            excerpt: head(&finding.excerpt),
            line: finding.line,
        }
    }
}

impl Change {
    /// Adds another change.
    pub fn add(&mut self, other: Change) {
        self.new += other.new;
        self.fixed += other.fixed;
        self.still += other.still;
    }
}

/// The counts of a score, by kind.
#[cfg(feature = "history")]
pub(crate) fn counts(score: &Score) -> [usize; PenaltyKind::ALL.len()] {
    score.weighed().map(|weighed| weighed.count)
}
