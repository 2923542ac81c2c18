use std::collections::BTreeMap;
use std::io::{self, Write};

use serde::{Serialize, Serializer};

use crate::check::Finding;
use crate::evaluate::categories::is_mechanical;
use crate::evaluate::gold::{Field, Gold, GoldError};
use crate::evaluate::tally::{Frequency, Labels, percent, share};
use crate::settings::Severity;

/// What is put behind the category of straight quotation marks.
const STRAIGHT: &str = ", straight marks";

/// What was measured on records.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct RecordFigures {
    /// Records.
    pub records: usize,
    /// Records that were annotated, with faults or without.
    pub annotated: usize,
    /// Documents: records with one `doc`, or single records without.
    pub documents: usize,
    /// How often rules fire, over all records.
    pub frequency: Frequency,
    /// Findings in annotated records, by rule.
    pub rules: BTreeMap<String, RuleFigures>,
    /// The sum over findings from `minor` up.
    pub faults: RuleFigures,
    /// The sum over findings that are information only.
    pub information: RuleFigures,
    /// Annotations, by the annotators' category (by rule where they name one).
    pub categories: BTreeMap<String, CategoryFigures>,
    /// Labelled records, and whether anything from `minor` up was found in them.
    pub labels: Labels,
    /// Lines that could not be used.
    #[serde(serialize_with = "messages")]
    pub unusable: Vec<GoldError>,
}

/// Findings in annotated records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RuleFigures {
    /// Findings.
    pub findings: usize,
    /// Those that overlap an annotation of a fitting category.
    pub on_fitting: usize,
    /// Those that overlap any annotation.
    pub on_any: usize,
    /// Those that match an annotation one to one, by half of the longer span.
    pub matched: usize,
}

impl RuleFigures {
    /// The share of findings that overlap an annotation of a fitting category, 0 to 1.
    pub fn precision(&self) -> Option<f64> {
        share(self.on_fitting, self.findings)
    }

    /// The share of findings that overlap any annotation, 0 to 1.
    pub fn precision_on_any(&self) -> Option<f64> {
        share(self.on_any, self.findings)
    }

    fn add(&mut self, other: &RuleFigures) {
        self.findings += other.findings;
        self.on_fitting += other.on_fitting;
        self.on_any += other.on_any;
        self.matched += other.matched;
    }
}

/// Annotations of one category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CategoryFigures {
    /// Annotations.
    pub gold: usize,
    /// Those that match a place of a finding from `minor` up, one to one, by half of the longer
    /// span.
    pub found: usize,
    /// Those that match a place of any finding, information too.
    pub found_or_informed: usize,
    /// Those that a finding from `minor` up of a fitting category overlaps, however little.
    pub hit: usize,
    /// Those that a finding from `minor` up of whatever category overlaps.
    pub touched: usize,
}

impl CategoryFigures {
    /// The share of annotations that were found, 0 to 1.
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.gold)
    }

    pub(super) fn add(&mut self, other: &CategoryFigures) {
        self.gold += other.gold;
        self.found += other.found;
        self.found_or_informed += other.found_or_informed;
        self.hit += other.hit;
        self.touched += other.touched;
    }
}

impl RecordFigures {
    /// The figures of what an annotation of `text` says. Straight quotation marks are counted
    /// apart: there are so many of them that a figure over all says nothing of the others.
    pub(super) fn category(&mut self, gold: &Gold, text: &str) -> &mut CategoryFigures {
        let name = gold.rule.as_ref().or(gold.category.as_ref());
        let mut name = name.cloned().unwrap_or_default();
        let marked = gold.span.filter(|_| gold.field == Field::Target).map(|span| span.of(text));
        if gold.rule.is_none() && is_mechanical(&name) && marked.is_some_and(|it| it.contains('"'))
        {
            name.push_str(STRAIGHT);
        }
        self.categories.entry(name).or_default()
    }

    pub(super) fn count(&mut self, finding: &Finding, figures: &RuleFigures) {
        self.rules.entry(finding.rule.to_string()).or_default().add(figures);
        let informs = finding.severity == Severity::Info;
        if informs { &mut self.information } else { &mut self.faults }.add(figures);
    }

    /// The sum over all annotations.
    pub fn all_categories(&self) -> CategoryFigures {
        self.sum(|_| true)
    }

    /// The sum over annotations of what can be seen without understanding the text: punctuation,
    /// conventions of the locale, encoding, what was not translated at all; straight quotation
    /// marks apart.
    pub fn mechanical(&self) -> CategoryFigures {
        self.sum(is_mechanical)
    }

    fn sum(&self, wanted: impl Fn(&str) -> bool) -> CategoryFigures {
        let mut sum = CategoryFigures::default();
        let categories = self.categories.iter().filter(|(name, _)| wanted(name));
        categories.for_each(|(_, category)| sum.add(category));
        sum
    }

    /// Writes the figures as tables; those that have nothing to say are left out.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn table(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "{} records in {} documents, {} words",
            self.records, self.documents, self.frequency.words
        )?;
        if !self.unusable.is_empty() {
            writeln!(out, "lines that could not be used: {}", self.unusable.len())?;
        }
        self.frequency_table(out)?;
        if self.annotated > 0 {
            self.precision_table(out)?;
            self.category_table(out)?;
        }
        if self.labels.records() > 0 {
            let labels = &self.labels;
            writeln!(
                out,
                "\nlabels, major and critical findings: MCC {:.3}; of {} BAD {} found, of {} OK {} found",
                labels.mcc(),
                labels.true_positives + labels.false_negatives,
                labels.true_positives,
                labels.true_negatives + labels.false_positives,
                labels.false_positives,
            )?;
        }
        Ok(())
    }

    fn frequency_table(&self, out: &mut impl Write) -> io::Result<()> {
        let frequency = &self.frequency;
        write!(out, "\n{:<28}", "findings")?;
        for severity in Severity::ALL {
            write!(out, " {:>8}", severity.name())?;
        }
        writeln!(out, " {:>15}", "per 1,000 words")?;
        for (rule, counts) in &frequency.rules {
            write!(out, "{rule:<28}")?;
            for severity in Severity::ALL {
                write!(out, " {:>8}", counts.get(&severity).copied().unwrap_or(0))?;
            }
            let faults = frequency.of_rule(rule, Severity::Minor);
            writeln!(out, " {:>15.3}", frequency.per_thousand(faults))?;
        }
        for (name, findings) in [
            ("all from minor up", frequency.faults()),
            ("without foreign-quote-style", frequency.faults_apart()),
            ("information", frequency.information()),
        ] {
            writeln!(out, "{name:<28} {findings:>35} {:>15.3}", frequency.per_thousand(findings))?;
        }
        Ok(())
    }

    fn precision_table(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "\n{:<28} {:>8} {:>17} {:>12} {:>8}",
            "in annotated records", "findings", "on fitting mark %", "on any mark %", "matched"
        )?;
        let sums = [("all from minor up", &self.faults), ("information", &self.information)];
        let rules = self.rules.iter().map(|(rule, figures)| (rule.as_str(), figures));
        for (name, figures) in rules.chain(sums) {
            writeln!(
                out,
                "{name:<28} {:>8} {:>17} {:>13} {:>8}",
                figures.findings,
                percent(figures.precision()),
                percent(figures.precision_on_any()),
                figures.matched,
            )?;
        }
        Ok(())
    }

    fn category_table(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(
            out,
            "\n{:<36} {:>6} {:>6} {:>8} {:>9} {:>10} {:>8}",
            "annotated category", "gold", "found", "recall %", "with info", "overlapped", "touched"
        )?;
        let (mechanical, all) = (self.mechanical(), self.all_categories());
        let sums = [("mechanical, straight marks apart", &mechanical), ("all", &all)];
        let categories = self.categories.iter().map(|(name, figures)| (name.as_str(), figures));
        for (name, figures) in categories.chain(sums) {
            writeln!(
                out,
                "{name:<36} {:>6} {:>6} {:>8} {:>9} {:>10} {:>8}",
                figures.gold,
                figures.found,
                percent(figures.recall()),
                figures.found_or_informed,
                figures.hit,
                figures.touched,
            )?;
        }
        Ok(())
    }
}

fn messages<S: Serializer>(errors: &[GoldError], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(errors.iter().map(GoldError::to_string))
}
