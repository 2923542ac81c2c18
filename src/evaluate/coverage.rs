//! What is missing and what is too much, against the sentences that a gold alignment leaves without a
//! partner; other lines (headings, credits, calls to click) are content systems' and not asked for.
//! Each line is a paragraph of a text that is checked as users have it: aligned anew.

use std::collections::BTreeSet;
use std::fmt;

use serde::Serialize;

use super::alignment::{EvaluationError, GoldTexts, parse_gold};
use super::tally::share;
use crate::check::{Checker, Finding};
use crate::document::{Document, Format};
use crate::pair::{Languages, Pair};
use crate::rules::find;
use crate::settings::Severity;
use crate::text::{is_closing_mark, is_final_stop, words};

/// Sentences without a partner, in one direction.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinesAlone {
    /// Sentences of the gold.
    pub gold: usize,
    /// Those of them that a finding names.
    pub found: usize,
    /// Lines that findings name, sentences or not.
    pub named: usize,
    /// Those of them that the gold has without a partner.
    pub right: usize,
}

impl LinesAlone {
    fn add(&mut self, all: &BTreeSet<usize>, asked: &BTreeSet<usize>, named: &BTreeSet<usize>) {
        self.gold += asked.len();
        self.named += named.len();
        self.found += asked.intersection(named).count();
        self.right += all.intersection(named).count();
    }

    /// Share of the named lines that are without a partner in the gold, 0 to 1.
    pub fn precision(&self) -> Option<f64> {
        share(self.right, self.named)
    }

    /// Share of the gold's lines without a partner that are named, 0 to 1.
    pub fn recall(&self) -> Option<f64> {
        share(self.found, self.gold)
    }
}

/// How whole lines that are missing or added are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CoverageFigures {
    /// Source lines that the translation lacks, by findings of `omission` that are critical: a whole
    /// sentence.
    pub omission: LinesAlone,
    /// Target lines that the source lacks, by findings of `addition` and of the rules it yields to.
    pub addition: LinesAlone,
}

impl fmt::Display for CoverageFigures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, lines) in [("omission", &self.omission), ("addition", &self.addition)] {
            let LinesAlone { gold, found, named, .. } = lines;
            write!(formatter, "{name}: {found} of {gold} sentences found, {named} lines named")?;
            let (precision, recall) = (lines.precision(), lines.recall());
            if let (Some(precision), Some(recall)) = (precision, recall) {
                write!(formatter, " (P {precision:.3} R {recall:.3})")?;
            }
            writeln!(formatter)?;
        }
        Ok(())
    }
}

/// Checks all documents and compares what is said to be missing or added with the gold's beads
/// without a partner.
///
/// # Errors
/// When a gold alignment cannot be read.
pub fn evaluate_coverage(
    documents: &[GoldTexts],
    checker: &Checker,
    languages: &Languages,
) -> Result<CoverageFigures, EvaluationError> {
    let mut figures = CoverageFigures::default();
    for texts in documents {
        let error = |line| EvaluationError { name: texts.name.clone(), line };
        let gold = parse_gold(&texts.gold).map_err(error)?;
        let lonely = |own: &dyn Fn(usize) -> (Vec<usize>, bool)| -> BTreeSet<usize> {
            let alone = (0..gold.len()).map(own).filter(|(_, alone)| *alone);
            alone.flat_map(|(lines, _)| lines).collect()
        };
        let missing = lonely(&|at| (gold[at].source.clone(), gold[at].target.is_empty()));
        let added = lonely(&|at| (gold[at].target.clone(), gold[at].source.is_empty()));
        let document = |text: &str| {
            // A paragraph a line; an empty line keeps the count.
            let text: Vec<&str> = text.lines().map(|line| line.trim()).collect();
            Document::read(&texts.name, Format::Plain, text.join("\n\n"))
        };
        let pair =
            Pair::new(document(&texts.target), Some(document(&texts.source)), None, languages);
        let findings = checker.check(&pair);
        let lines = |text: &str| -> Vec<usize> {
            let filled = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
            filled.map(|(number, _)| number).collect()
        };
        let (source_lines, target_lines) = (lines(&texts.source), lines(&texts.target));
        let named_missing = findings
            .iter()
            .filter(|it| it.rule == "omission" && it.severity == Severity::Critical)
            .filter_map(|it| source_lines.get(it.source.as_ref()?.block).copied());
        let named_added = findings
            .iter()
            .filter(|it| is_addition(it))
            .filter_map(|it| target_lines.get(it.reading.block).copied());
        let sentences = |lines: &BTreeSet<usize>, text: &str| -> BTreeSet<usize> {
            lines.iter().copied().filter(|line| is_sentence(text, *line)).collect()
        };
        let asked = (sentences(&missing, &texts.source), sentences(&added, &texts.target));
        figures.omission.add(&missing, &asked.0, &named_missing.collect());
        figures.addition.add(&added, &asked.1, &named_added.collect());
    }
    Ok(figures)
}

/// Words of the shortest sentence that counts.
const FEWEST_WORDS: usize = 5;

/// Whether a line of a text is a sentence: not a heading, a credit or a call to click.
fn is_sentence(text: &str, line: usize) -> bool {
    let line = text.lines().nth(line).unwrap_or_default().trim_end();
    let inside = line.trim_end_matches(|c| is_closing_mark(c) || c == '"');
    inside.ends_with(is_final_stop) && words(line).count() >= FEWEST_WORDS
}

/// Whether a finding says that text was added: by its own rule or by one that goes before it.
fn is_addition(finding: &Finding) -> bool {
    let owners = find("addition").map_or(&[][..], |it| it.rule.yields_to);
    finding.rule == "addition" || owners.contains(&&*finding.rule)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Settings;

    #[test]
    fn lines_without_a_partner_are_compared() {
        let texts = GoldTexts {
            name: "harbour".to_owned(),
            source: "The ferry left Kiel at nine.\nNobody on board had noticed the crack in the \
                     hull below the engine room.\nThe captain turned back after an hour.\n"
                .to_owned(),
            target: "Die Fähre verließ Kiel um neun.\nDer Kapitän kehrte nach einer Stunde um.\n"
                .to_owned(),
            gold: "[0]:[0]\n[1]:[]\n[2]:[1]\n".to_owned(),
        };
        let checker = Checker::new(Settings::default()).unwrap();
        let languages = Languages {
            source: Some("en".parse().unwrap()),
            target: Some("de".parse().unwrap()),
            ..Languages::default()
        };
        let figures = evaluate_coverage(&[texts], &checker, &languages).unwrap();
        assert_eq!(figures.omission, LinesAlone { gold: 1, found: 1, named: 1, right: 1 });
        assert_eq!(figures.addition, LinesAlone::default());
        let shown = figures.to_string();
        assert!(
            shown
                .starts_with("omission: 1 of 1 sentences found, 1 lines named (P 1.000 R 1.000)\n")
        );
    }
}
