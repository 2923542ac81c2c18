//! Segments with what raters marked in them, with labels, or with nothing: human translations,
//! where nearly everything that fires is a false alarm. They come as JSON Lines or as the MQM tables
//! of WMT.
//!
//! A record has `source`, `target`, `source_lang`, `target_lang`, `id`, `doc` as everywhere, and
//! may have `errors` (annotations: `category` or `rule`, `start`, `end`, `side`, their `unit` here
//! or in the record; an empty list says that nothing was marked) and `label` (`OK` or `BAD`).

mod figures;
mod mqm;
mod read;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io::BufRead;

pub use figures::{CategoryFigures, RecordFigures, RuleFigures};
pub use mqm::mqm_records;
pub use read::{GoldRecord, GoldRecords, Said};

use super::articles::words;
use super::categories::fits;
use super::gold::{Characters, Field, Gold, GoldError};
use super::matching::{matching, same_place};
use crate::check::SettingsError;
use crate::check::{Checker, Finding, RelatedPlace};
use crate::document::Record;
use crate::pair::{Languages, Pair};
use crate::settings::{Settings, Severity};
use crate::text::Span;

/// Checks a stream of JSON Lines and compares with what they say; see [`evaluate_records`]. `path`
/// is the name for messages.
///
/// # Errors
/// When the settings select what does not exist.
pub fn evaluate(
    path: &str,
    input: impl BufRead,
    settings: &Settings,
    languages: &Languages,
) -> Result<RecordFigures, SettingsError> {
    evaluate_records(path, GoldRecords::new(path, input), settings, languages)
}

/// Checks an MQM table of WMT and compares with it; see [`mqm_records`] and [`evaluate_records`].
/// It names no languages: `languages` should. `path` is the name for messages.
///
/// # Errors
/// When the settings select what does not exist.
pub fn evaluate_mqm(
    path: &str,
    input: impl BufRead,
    settings: &Settings,
    languages: &Languages,
) -> Result<RecordFigures, SettingsError> {
    evaluate_records(path, mqm_records(path, input), settings, languages)
}

/// Checks records and compares with what is said about them. Only the records of one document are
/// held at a time; lines that cannot be used are listed in the figures, and the others are still
/// measured.
///
/// All severities are looked at, whatever `settings.min_severity` says; sums tell information from
/// faults.
///
/// # Errors
/// When the settings select what does not exist.
pub fn evaluate_records(
    path: &str,
    records: impl IntoIterator<Item = Result<GoldRecord, GoldError>>,
    settings: &Settings,
    languages: &Languages,
) -> Result<RecordFigures, SettingsError> {
    let settings = Settings { min_severity: Severity::Info, ..settings.clone() };
    let measurement = Measurement { path, checker: Checker::new(settings)?, languages };
    let mut figures = RecordFigures::default();
    let mut group: Vec<GoldRecord> = Vec::new();
    for record in records {
        match record {
            Ok(record) => {
                if !group.last().is_none_or(|last| last.is_followed_by(&record)) {
                    measurement.add(std::mem::take(&mut group), &mut figures);
                }
                group.push(record);
            }
            Err(error) => figures.unusable.push(error),
        }
    }
    measurement.add(group, &mut figures);
    Ok(figures)
}

struct Measurement<'s> {
    path: &'s str,
    checker: Checker,
    languages: &'s Languages,
}

impl Measurement<'_> {
    /// Measures the records of one document.
    fn add(&self, group: Vec<GoldRecord>, figures: &mut RecordFigures) {
        if group.is_empty() {
            return;
        }
        let (records, said): (Vec<Record>, Vec<Said>) =
            group.into_iter().map(|it| (it.record, it.said)).unzip();
        let (source, target) = Record::documents(self.path, &records);
        let pair = Pair::new(target, source, None, self.languages);
        figures.documents += 1;
        figures.records += records.len();
        figures.frequency.words += words(&pair);
        let mut findings: BTreeMap<String, Shares> = BTreeMap::new();
        for finding in self.checker.check(&pair) {
            figures.frequency.add(&finding);
            share_out(finding, &mut findings);
        }
        for (record, said) in records.iter().zip(&said) {
            let Shares { findings, own } = findings.remove(&record.id).unwrap_or_default();
            if let Some(bad) = said.bad {
                figures.labels.add(bad, findings[..own].iter().any(is_grave));
            }
            if let Some(gold) = &said.gold {
                figures.annotated += 1;
                compare(record, gold, &findings, own, figures);
            }
        }
    }
}

/// The findings that have a place in a record.
#[derive(Default)]
struct Shares {
    /// First those that stand there, then what belongs there to those of other records.
    findings: Vec<Finding>,
    /// How many stand there.
    own: usize,
}

/// Gives every record what a finding says about it: one finding may speak for places in many
/// records. What is said about a whole document belongs to no record.
fn share_out(mut finding: Finding, shares: &mut BTreeMap<String, Shares>) {
    let Some(id) = finding.id.clone() else { return };
    let (here, elsewhere): (Vec<_>, Vec<_>) =
        finding.related.drain(..).partition(|related| related.id.is_none());
    let mut by_record: BTreeMap<String, Vec<RelatedPlace>> = BTreeMap::new();
    for related in elsewhere {
        by_record.entry(related.id.clone().unwrap_or_default()).or_default().push(related);
    }
    for (record, mut places) in by_record {
        let first = places.remove(0);
        let share = Finding {
            id: Some(record.clone()),
            span: Some(first.span),
            related: places,
            ..finding.clone()
        };
        shares.entry(record).or_default().findings.push(share);
    }
    finding.related = here;
    let shares = shares.entry(id).or_default();
    shares.findings.insert(shares.own, finding);
    shares.own += 1;
}

/// Compares the findings in one record with its annotations. The first `own` of them stand there.
fn compare(
    record: &Record,
    gold: &[Gold],
    findings: &[Finding],
    own: usize,
    figures: &mut RecordFigures,
) {
    let target = Characters::new(&record.target);
    let source = Characters::new(record.source.as_deref().unwrap_or_default());
    let matching = matching(&record.target, gold, findings);
    let meet = |gold: &Gold, finding: &Finding| match gold.field {
        Field::Target => meet(&target, gold.span, finding.span),
        Field::Source => finding
            .source
            .as_ref()
            .filter(|place| place.id.as_ref() == Some(&record.id))
            .is_some_and(|place| meet(&source, gold.span, Some(place.span))),
    };
    for (gold, found_by) in gold.iter().zip(&matching.found_by) {
        let at = || findings.iter().filter(|finding| meet(gold, finding));
        let found = found_by.map(|number| &findings[number]);
        figures.category(gold, &record.target).add(&CategoryFigures {
            gold: 1,
            found: found.is_some_and(is_fault).into(),
            found_or_informed: found.is_some().into(),
            hit: at().any(|finding| is_fault(finding) && is_fitting(gold, finding)).into(),
            touched: at().any(is_fault).into(),
        });
    }
    for (finding, right) in findings[..own].iter().zip(matching.right) {
        let at = || gold.iter().filter(|gold| meet(gold, finding));
        figures.count(
            finding,
            &RuleFigures {
                findings: 1,
                on_fitting: at().any(|gold| is_fitting(gold, finding)).into(),
                on_any: at().next().is_some().into(),
                matched: right.into(),
            },
        );
    }
}

fn is_fault(finding: &Finding) -> bool {
    finding.severity >= Severity::Minor
}

/// Whether it is what a label of a whole record speaks of: `BAD` stands for a critical error, not for
/// a quotation mark of the wrong kind.
fn is_grave(finding: &Finding) -> bool {
    finding.severity >= Severity::Major
}

/// Whether the annotator means this kind of finding.
fn is_fitting(gold: &Gold, finding: &Finding) -> bool {
    match (&gold.rule, &gold.category) {
        (Some(rule), _) => *rule == finding.rule,
        (None, category) => category.as_deref().is_some_and(|it| fits(it, &finding.category)),
    }
}

/// Whether an annotation and a finding have to do with the same text: raters mark the word beside
/// a mark, or half a sentence, so that any overlap counts. What has no span, on either side, says
/// nothing about a place.
fn meet(text: &Characters<'_>, gold: Option<Span>, finding: Option<Span>) -> bool {
    match (gold, finding) {
        (Some(gold), Some(finding)) => {
            gold.overlaps(finding) || same_place(text.count(gold), text.count(finding))
        }
        (gold, finding) => gold == finding,
    }
}
