use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The harm a finding does: the severities of MQM (neutral, minor, major, critical).
///
/// How sure bilint is stands apart from it, in a finding's confidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing, no fault (MQM: neutral).
    Info,
    /// A flaw that does not change what is understood.
    Minor,
    /// A fault that misleads or disturbs the reader.
    Major,
    /// A fault that does damage: wrong facts, lost sentences.
    Critical,
}

impl Severity {
    /// All of them, the mildest first.
    pub const ALL: [Severity; 4] =
        [Severity::Info, Severity::Minor, Severity::Major, Severity::Critical];

    /// The name as it is written in reports and options.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Minor => "minor",
            Severity::Major => "major",
            Severity::Critical => "critical",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A severity that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no severity; there are info, minor, major and critical")]
pub struct UnknownSeverity(String);

impl FromStr for Severity {
    type Err = UnknownSeverity;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Severity::ALL
            .into_iter()
            .find(|severity| severity.name() == name)
            .ok_or_else(|| UnknownSeverity(name.to_owned()))
    }
}
