use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// What findings are told apart by when they are weighed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PenaltyKind {
    /// Severity info.
    Info,
    /// Severity minor, other than punctuation.
    Minor,
    /// Severity minor, punctuation and spaces.
    MinorPunctuation,
    /// Severity major, other than what is no translation.
    Major,
    /// A whole sentence that is no translation: left in the source's language, or in a third one.
    NonTranslation,
    /// Severity critical.
    Critical,
}

impl PenaltyKind {
    /// All of them, the mildest first.
    pub const ALL: [PenaltyKind; 6] = [
        PenaltyKind::Info,
        PenaltyKind::Minor,
        PenaltyKind::MinorPunctuation,
        PenaltyKind::Major,
        PenaltyKind::NonTranslation,
        PenaltyKind::Critical,
    ];

    /// The name as it is written in settings and data.
    pub const fn name(self) -> &'static str {
        match self {
            PenaltyKind::Info => "info",
            PenaltyKind::Minor => "minor",
            PenaltyKind::MinorPunctuation => "minor-punctuation",
            PenaltyKind::Major => "major",
            PenaltyKind::NonTranslation => "non-translation",
            PenaltyKind::Critical => "critical",
        }
    }

    /// The name as it stands in a sentence.
    pub const fn in_words(self) -> &'static str {
        match self {
            PenaltyKind::MinorPunctuation => "minor punctuation",
            PenaltyKind::NonTranslation => "untranslated sentence",
            other => other.name(),
        }
    }

    /// What it is, in a sentence.
    pub const fn meaning(self) -> &'static str {
        match self {
            PenaltyKind::Info => "A finding of severity info.",
            PenaltyKind::Minor => "A finding of severity minor.",
            PenaltyKind::MinorPunctuation => "A minor finding of punctuation or spaces.",
            PenaltyKind::Major => "A finding of severity major.",
            PenaltyKind::NonTranslation => {
                "A sentence left in the source's or in a third language."
            }
            PenaltyKind::Critical => "A finding of severity critical.",
        }
    }

    /// The weight when nobody says otherwise: WMT's, and MQM's for what WMT has no weight for.
    const fn preset(self) -> f64 {
        match self {
            PenaltyKind::Info => 0.0,
            PenaltyKind::Minor => 1.0,
            PenaltyKind::MinorPunctuation => 0.1,
            PenaltyKind::Major => 5.0,
            PenaltyKind::NonTranslation | PenaltyKind::Critical => 25.0,
        }
    }
}

impl fmt::Display for PenaltyKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// How much a finding of each kind counts, in penalty points.
///
/// The presets are those of the field. Minor 1, major 5, non-translation 25 and minor punctuation 0.1
/// are the weights of WMT: Freitag et al., "Experts, Errors, and Context" (2021). Critical 25 and
/// neutral 0 are the severity multipliers of MQM 2.0: "The MQM Scoring Models", themqm.org.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weights([f64; PenaltyKind::ALL.len()]);

impl Default for Weights {
    fn default() -> Self {
        Self(PenaltyKind::ALL.map(PenaltyKind::preset))
    }
}

impl Weights {
    /// The presets with these put over them.
    pub fn with(table: &BTreeMap<PenaltyKind, f64>) -> Weights {
        let mut weights = Weights::default();
        for (kind, weight) in table {
            weights.0[*kind as usize] = *weight;
        }
        weights
    }

    /// The weight of a kind, in points a finding.
    pub const fn of(&self, kind: PenaltyKind) -> f64 {
        self.0[kind as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_in_the_order_of_their_numbers() {
        for (number, kind) in PenaltyKind::ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, number);
            assert_eq!(Weights::default().of(kind), kind.preset());
        }
    }

    #[test]
    fn what_is_said_goes_over_the_presets() {
        let weights = Weights::with(&BTreeMap::from([(PenaltyKind::Major, 3.5)]));
        assert_eq!(weights.of(PenaltyKind::Major), 3.5);
        assert_eq!(weights.of(PenaltyKind::Critical), 25.0);
    }
}
