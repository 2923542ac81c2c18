use serde::{Deserialize, Serialize};

use super::Severity;
use crate::text::Tag;

/// A rule of the user's own: patterns, with examples that show it.
///
/// - `find` alone: what it matches is found.
/// - `find` and `replace`: and is to be replaced.
/// - `source` and `target`: where the source matches `source`, its translation must match `target`.
/// - `source` and `find`: `find` is looked for only where the source matches `source`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct CustomRule {
    /// The name: kebab-case, none that bilint has itself.
    pub name: String,
    /// What is wrong; `$0` stands for what was found, `$1` for its first group.
    pub message: String,
    /// The harm.
    #[serde(default = "minor")]
    pub severity: Severity,
    /// Why it matters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
    /// What to do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub advice: Option<String>,
    /// Languages of the translation it is for; all when empty. `de` is also for `de-CH`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Tag>,
    /// The pattern that is looked for in the translation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub find: Option<String>,
    /// What is to stand there instead; `$1` stands for the first group.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replace: Option<String>,
    /// Whether `--fix` may replace it unseen.
    #[serde(default, skip_serializing_if = "is_false")]
    pub safe: bool,
    /// The pattern that the source of the sentence must match.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The pattern that the translation of such a sentence must match; `$1` stands for the first
    /// group of `source`, as plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Whether small and capital letters are the same.
    #[serde(default, skip_serializing_if = "is_false")]
    pub ignore_case: bool,
    /// Texts in which it must find something: what is between `⟦` and `⟧`, if there are such marks.
    #[serde(default)]
    pub bad: Vec<CustomExample>,
    /// Texts in which it must find nothing.
    #[serde(default)]
    pub good: Vec<CustomExample>,
}

/// A text that shows a rule of the user's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum CustomExample {
    /// A translation.
    Text(String),
    /// A translation with its source, or with what the fix makes of it.
    Pair {
        /// The source.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<String>,
        /// The translation.
        target: String,
        /// The translation after the fix.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fixed: Option<String>,
    },
}

impl CustomExample {
    /// The translation, with its marks.
    pub fn target(&self) -> &str {
        match self {
            CustomExample::Text(target) | CustomExample::Pair { target, .. } => target,
        }
    }

    /// The source.
    pub fn source(&self) -> Option<&str> {
        match self {
            CustomExample::Text(_) => None,
            CustomExample::Pair { source, .. } => source.as_deref(),
        }
    }

    /// The translation after the fix.
    pub fn fixed(&self) -> Option<&str> {
        match self {
            CustomExample::Text(_) => None,
            CustomExample::Pair { fixed, .. } => fixed.as_deref(),
        }
    }
}

fn minor() -> Severity {
    Severity::Minor
}

fn is_false(flag: &bool) -> bool {
    !flag
}
