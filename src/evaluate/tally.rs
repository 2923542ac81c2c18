//! What is counted, and the figures made of it.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeStruct, Serializer};

use crate::check::Finding;
use crate::settings::Severity;

/// Findings against gold. Serialised with precision, recall and F1, which are null where nothing
/// was counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Annotated faults.
    pub gold: usize,
    /// Annotated faults that were found.
    pub found: usize,
    /// Findings.
    pub findings: usize,
    /// Findings that are annotated.
    pub right: usize,
}

impl Tally {
    /// The share of the findings that are right, 0 to 1.
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.findings)
    }

    /// The share of the annotated faults that were found, 0 to 1.
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.gold)
    }

    /// The harmonic mean of precision and recall, 0 to 1.
    pub fn f1(&self) -> Option<f64> {
        let (precision, recall) = (self.precision()?, self.recall()?);
        let sum = precision + recall;
        Some(if sum == 0.0 { 0.0 } else { 2.0 * precision * recall / sum })
    }

    /// Adds another count to this one.
    pub fn add(&mut self, other: &Tally) {
        self.gold += other.gold;
        self.found += other.found;
        self.findings += other.findings;
        self.right += other.right;
    }
}

impl Serialize for Tally {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Tally", 7)?;
        out.serialize_field("gold", &self.gold)?;
        out.serialize_field("found", &self.found)?;
        out.serialize_field("findings", &self.findings)?;
        out.serialize_field("right", &self.right)?;
        out.serialize_field("precision", &self.precision())?;
        out.serialize_field("recall", &self.recall())?;
        out.serialize_field("f1", &self.f1())?;
        out.end()
    }
}

/// A rule whose findings say something about the whole text rather than about single places; its
/// share of the alarms is shown apart.
const APART: &str = "foreign-quote-style";

/// How often rules fire. Serialised with the sums: all from `minor` up, those without
/// `foreign-quote-style`, and the information, each also per 1,000 words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frequency {
    /// Words of the checked texts, parted by white space.
    pub words: usize,
    /// Findings by rule and severity.
    pub rules: BTreeMap<String, BTreeMap<Severity, usize>>,
}

impl Frequency {
    /// Counts a finding.
    pub fn add(&mut self, finding: &Finding) {
        *self
            .rules
            .entry(finding.rule.to_string())
            .or_default()
            .entry(finding.severity)
            .or_default() += 1;
    }

    /// Findings from a severity up.
    pub fn at_least(&self, severity: Severity) -> usize {
        self.rules.keys().map(|rule| self.of_rule(rule, severity)).sum()
    }

    /// Findings of one rule from a severity up.
    pub fn of_rule(&self, rule: &str, severity: Severity) -> usize {
        self.rules.get(rule).map_or(0, |counts| counts.range(severity..).map(|(_, n)| n).sum())
    }

    /// Findings from `minor` up.
    pub fn faults(&self) -> usize {
        self.at_least(Severity::Minor)
    }

    /// Findings from `minor` up of all rules but `foreign-quote-style`, one finding of which may
    /// stand for a whole text.
    pub fn faults_apart(&self) -> usize {
        self.faults() - self.of_rule(APART, Severity::Minor)
    }

    /// Findings that are information only.
    pub fn information(&self) -> usize {
        self.at_least(Severity::Info) - self.faults()
    }

    /// A number of findings per 1,000 words; 0 where there is no word.
    pub fn per_thousand(&self, findings: usize) -> f64 {
        1000.0 * share(findings, self.words).unwrap_or(0.0)
    }
}

impl Serialize for Frequency {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Frequency", 8)?;
        out.serialize_field("words", &self.words)?;
        let sums = [
            ("findings", "per_1000_words", self.faults()),
            (
                "without_foreign_quote_style",
                "without_foreign_quote_style_per_1000_words",
                self.faults_apart(),
            ),
            ("info", "info_per_1000_words", self.information()),
        ];
        for (count, rate, findings) in sums {
            out.serialize_field(count, &findings)?;
            out.serialize_field(rate, &self.per_thousand(findings))?;
        }
        out.serialize_field("rules", &self.rules)?;
        out.end()
    }
}

/// Labels of whole records: `BAD` where something is wrong. Serialised with Matthews' correlation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Labels {
    /// Bad, and something was found.
    pub true_positives: usize,
    /// Good, and something was found.
    pub false_positives: usize,
    /// Bad, and nothing was found.
    pub false_negatives: usize,
    /// Good, and nothing was found.
    pub true_negatives: usize,
}

impl Labels {
    /// Counts a record.
    pub fn add(&mut self, bad: bool, found: bool) {
        *match (bad, found) {
            (true, true) => &mut self.true_positives,
            (false, true) => &mut self.false_positives,
            (true, false) => &mut self.false_negatives,
            (false, false) => &mut self.true_negatives,
        } += 1;
    }

    /// Records with a label.
    pub fn records(&self) -> usize {
        self.true_positives + self.false_positives + self.false_negatives + self.true_negatives
    }

    /// Matthews' correlation coefficient, -1 to 1; 0 where it is not defined.
    pub fn mcc(&self) -> f64 {
        let [tp, fp, fneg, tn] =
            [self.true_positives, self.false_positives, self.false_negatives, self.true_negatives]
                .map(|count| count as f64);
        let product = (tp + fp) * (tp + fneg) * (tn + fp) * (tn + fneg);
        if product == 0.0 { 0.0 } else { (tp * tn - fp * fneg) / product.sqrt() }
    }
}

impl Serialize for Labels {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Labels", 5)?;
        out.serialize_field("true_positives", &self.true_positives)?;
        out.serialize_field("false_positives", &self.false_positives)?;
        out.serialize_field("false_negatives", &self.false_negatives)?;
        out.serialize_field("true_negatives", &self.true_negatives)?;
        out.serialize_field("mcc", &self.mcc())?;
        out.end()
    }
}

/// A part of a whole, 0 to 1; none where there is no whole.
pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

/// A share as per cent for a table; a dash where there is none.
pub(super) fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "–".to_owned(), |share| format!("{:.1}", 100.0 * share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_of_nothing_are_none() {
        let mut tally = Tally { gold: 4, found: 3, findings: 0, right: 0 };
        assert_eq!((tally.precision(), tally.recall(), tally.f1()), (None, Some(0.75), None));
        tally.add(&Tally { gold: 0, found: 0, findings: 2, right: 1 });
        assert_eq!(tally.f1(), Some(0.6));
        let json = serde_json::to_value(tally).unwrap();
        assert_eq!((&json["precision"], &json["gold"]), (&0.5.into(), &4.into()));
    }

    #[test]
    fn matthews_correlation() {
        let labels =
            Labels { true_positives: 6, false_positives: 1, false_negatives: 2, true_negatives: 3 };
        assert!((labels.mcc() - 0.478).abs() < 0.001, "{}", labels.mcc());
        assert_eq!(Labels { true_positives: 3, ..Labels::default() }.mcc(), 0.0);
        let all_right = Labels { true_positives: 2, true_negatives: 5, ..Labels::default() };
        assert_eq!(all_right.mcc(), 1.0);
    }

    #[test]
    fn severities_are_summed_from_one_up() {
        let counts = |counts: &[(Severity, usize)]| counts.iter().copied().collect();
        let frequency = Frequency {
            words: 500,
            rules: [
                (APART.to_owned(), counts(&[(Severity::Minor, 2)])),
                ("x".to_owned(), counts(&[(Severity::Info, 4), (Severity::Major, 1)])),
            ]
            .into(),
        };
        assert_eq!(
            (frequency.faults(), frequency.faults_apart(), frequency.information()),
            (3, 1, 4)
        );
        assert_eq!(frequency.per_thousand(frequency.faults()), 6.0);
        let json = serde_json::to_value(&frequency).unwrap();
        assert_eq!(json["rules"]["x"]["major"], 1);
        assert_eq!(json["without_foreign_quote_style_per_1000_words"], 2.0);
    }
}
