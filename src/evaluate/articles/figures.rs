use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::snippets::SnippetTally;
use crate::check::Finding;
use crate::evaluate::gold::Gold;
use crate::evaluate::listed::Listed;
use crate::evaluate::tally::{Frequency, Tally, percent};
use crate::rules::find;
use crate::settings::Severity;

/// What was measured on articles. Serialised with the sums of all rules.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ArticleFigures {
    /// Articles.
    pub articles: usize,
    /// Words of the machine versions, parted by white space.
    pub words: usize,
    /// Findings in the machine versions against the annotations, by rule (by category where an
    /// annotation names no rule).
    pub rules: BTreeMap<String, Tally>,
    /// The sum over faults: findings from `minor` up, annotations of rules that are not for
    /// information only.
    pub faults: Tally,
    /// The sum over information.
    pub information: Tally,
    /// Annotated faults that were not found.
    pub misses: Vec<Listed>,
    /// Findings in the machine versions that are not annotated.
    pub false_positives: Vec<Listed>,
    /// How often rules fire in the clean versions.
    pub clean: Frequency,
    /// What fired there.
    pub alarms: Vec<Listed>,
    /// Annotations that were not measured, by rule.
    pub left_out: BTreeMap<String, LeftOut>,
    /// Findings at such annotations, which are neither right nor wrong.
    pub at_left_out: usize,
    /// Where loose snippets were put.
    pub snippets: SnippetTally,
}

/// Annotations that were not measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// How many.
    pub gold: usize,
    /// Why.
    pub reason: Reason,
}

/// Why annotations were not measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// There is no rule of this name.
    NotYetARule,
    /// The settings do not let the rule run.
    DoesNotRun,
}

impl ArticleFigures {
    pub(super) fn count_gold(&mut self, gold: &Gold, found: bool) {
        let tally = Tally { gold: 1, found: usize::from(found), ..Tally::default() };
        self.rules.entry(super::name(gold).to_owned()).or_default().add(&tally);
        let known = gold.rule.as_deref().and_then(find);
        let informs = known.is_some_and(|known| known.rule.severity == Severity::Info);
        self.sum(informs).add(&tally);
    }

    pub(super) fn count_finding(&mut self, finding: &Finding, right: bool) {
        let tally = Tally { findings: 1, right: usize::from(right), ..Tally::default() };
        self.rules.entry(finding.rule.to_string()).or_default().add(&tally);
        self.sum(finding.severity == Severity::Info).add(&tally);
    }

    pub(super) fn leave_out(&mut self, rule: &str, reason: Reason) {
        self.left_out.entry(rule.to_owned()).or_insert(LeftOut { gold: 0, reason }).gold += 1;
    }

    fn sum(&mut self, informs: bool) -> &mut Tally {
        if informs { &mut self.information } else { &mut self.faults }
    }

    /// Writes the figures as a table.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn table(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{} articles, {} words", self.articles, self.words)?;
        writeln!(
            out,
            "\n{:<28} {:>5} {:>6} {:>9} {:>9} {:>6} {:>12} {:>7}",
            "rule", "gold", "found", "recall %", "findings", "right", "precision %", "F1 %"
        )?;
        for (rule, tally) in &self.rules {
            row(out, rule, tally)?;
        }
        row(out, "all faults", &self.faults)?;
        row(out, "all information", &self.information)?;
        for (reason, what) in [
            (Reason::NotYetARule, "annotated, not yet a rule"),
            (Reason::DoesNotRun, "annotated, does not run"),
        ] {
            let names: Vec<String> = self
                .left_out
                .iter()
                .filter(|(_, left_out)| left_out.reason == reason)
                .map(|(rule, left_out)| format!("{rule} {}", left_out.gold))
                .collect();
            if !names.is_empty() {
                writeln!(out, "{what}: {}", names.join(", "))?;
            }
        }
        if self.at_left_out > 0 {
            writeln!(out, "findings at such places, not counted: {}", self.at_left_out)?;
        }
        let clean = &self.clean;
        writeln!(
            out,
            "clean versions, {} words: {} false alarms, {:.2} per 1,000 words; information: {}, {:.2}",
            clean.words,
            clean.faults(),
            clean.per_thousand(clean.faults()),
            clean.information(),
            clean.per_thousand(clean.information()),
        )?;
        for rule in clean.rules.keys() {
            let (all, faults) =
                (clean.of_rule(rule, Severity::Info), clean.of_rule(rule, Severity::Minor));
            writeln!(out, "    {rule:<28} {faults:>5}, information {}", all - faults)?;
        }
        self.snippets.table(out)
    }

    /// Writes every miss and every false alarm on a line of its own.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn list(&self, out: &mut impl Write) -> io::Result<()> {
        let lists = [
            ("missed", &self.misses),
            ("found, but not annotated", &self.false_positives),
            ("found in clean versions", &self.alarms),
        ];
        for (what, listed) in lists {
            if !listed.is_empty() {
                writeln!(out, "{what} ({}):", listed.len())?;
            }
            for it in listed {
                writeln!(out, "  {it}")?;
            }
        }
        for fault in &self.snippets.faults {
            writeln!(out, "  {fault}")?;
        }
        Ok(())
    }
}

fn row(out: &mut impl Write, name: &str, tally: &Tally) -> io::Result<()> {
    writeln!(
        out,
        "{name:<28} {:>5} {:>6} {:>9} {:>9} {:>6} {:>12} {:>7}",
        tally.gold,
        tally.found,
        percent(tally.recall()),
        tally.findings,
        tally.right,
        percent(tally.precision()),
        percent(tally.f1()),
    )
}

impl Serialize for ArticleFigures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut all = self.faults;
        all.add(&self.information);
        let mut out = serializer.serialize_struct("ArticleFigures", 13)?;
        out.serialize_field("articles", &self.articles)?;
        out.serialize_field("words", &self.words)?;
        out.serialize_field("all", &all)?;
        out.serialize_field("faults", &self.faults)?;
        out.serialize_field("information", &self.information)?;
        out.serialize_field("rules", &self.rules)?;
        out.serialize_field("misses", &self.misses)?;
        out.serialize_field("false_positives", &self.false_positives)?;
        out.serialize_field("clean", &self.clean)?;
        out.serialize_field("alarms", &self.alarms)?;
        out.serialize_field("left_out", &self.left_out)?;
        out.serialize_field("at_left_out", &self.at_left_out)?;
        out.serialize_field("snippets", &self.snippets)?;
        out.end()
    }
}
