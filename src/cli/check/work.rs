//! The work of a run, piece by piece: an article, or some records of a stream.

use std::iter::Peekable;
use std::path::Path;

use bilint::check::{Finding, Remark, Score, Verdict, score};
use bilint::document::{
    self, RecordError, TranslationUnit, UnitOptions, Units, records_with_one_doc,
};
use bilint::history::{Article, Found};
use bilint::report::batch::Gathered;
use bilint::report::{Checked, Failure, Format, Manner, Piece, Summary, Unplaced, unplaced};
use bilint::settings::Weights;
use bilint::{Document, Pair};

use super::super::input;
use super::accepted::Accepted;
use super::beside::Beside;
use super::changed::Changed;
use super::gather::Gather;
use super::plans::Plans;
use super::tally::Tally;
use super::targets::Target;

/// Units are handed to the threads in batches of about this many bytes of translation.
const BATCH: usize = 1 << 16;

/// Lines of one file that are no records are named one by one up to this many.
const NAMED: usize = 20;

/// Something to be done.
pub enum Work {
    /// A translation, perhaps with its source.
    Article(Target),
    /// Some units of a stream, grouped by documents.
    Units {
        name: String,
        format: document::Format,
        groups: Vec<Vec<TranslationUnit>>,
        failures: Vec<Failure>,
        last: bool,
    },
}

/// What came of a work.
#[derive(Default)]
pub struct Outcome {
    /// What each of the reports has to say.
    pub pieces: Vec<Vec<Piece>>,
    pub failures: Vec<Failure>,
    pub summary: Summary,
    pub score: Score,
    pub unplaced: Vec<Unplaced>,
    /// What a report is made of.
    pub gathered: Vec<Gathered>,
    pub tally: Tally,
    /// What its authors should know.
    pub notes: Vec<String>,
    /// The target, when it was checked without anything of its source.
    pub alone: Option<String>,
    /// Whether a target is done with it.
    pub ends_target: bool,
}

/// All work of a run, read from streams as it is asked for.
pub struct Works {
    targets: std::vec::IntoIter<Target>,
    stream: Option<Stream>,
    options: UnitOptions,
}

struct Stream {
    name: String,
    format: document::Format,
    units: Peekable<Units<'static>>,
    failed: usize,
}

impl Works {
    pub fn new(targets: Vec<Target>, options: UnitOptions) -> Works {
        Works { targets: targets.into_iter(), stream: None, options }
    }
}

impl Iterator for Works {
    type Item = Work;

    fn next(&mut self) -> Option<Work> {
        if let Some(stream) = &mut self.stream {
            let (work, last) = stream.batch();
            if last {
                self.stream = None;
            }
            return Some(work);
        }
        let target = self.targets.next()?;
        if !target.is_stream() {
            return Some(Work::Article(target));
        }
        let format = document::Format::of_name(&target.name);
        match input::stream(&target.path, &target.name) {
            Ok(input) => {
                let units = Units::new(format, input, &self.options).peekable();
                self.stream = Some(Stream { name: target.name, format, units, failed: 0 });
                self.next()
            }
            Err(failure) => Some(Work::Units {
                name: target.name,
                format,
                groups: Vec::new(),
                failures: vec![failure],
                last: true,
            }),
        }
    }
}

impl Stream {
    /// The next units, and whether they are the last ones.
    fn batch(&mut self) -> (Work, bool) {
        let (mut groups, mut failures, mut bytes) = (Vec::new(), Vec::new(), 0);
        let mut last = false;
        while bytes < BATCH {
            let mut failed = |error: RecordError| {
                self.failed += 1;
                if self.failed <= NAMED || matches!(error, RecordError::Io { .. }) {
                    failures.push(Failure { path: self.name.clone(), message: error.to_string() });
                }
            };
            let Some(group) = records_with_one_doc(&mut self.units, &mut failed) else {
                last = true;
                break;
            };
            bytes += group.iter().map(|unit| unit.target.text.len() + 64).sum::<usize>();
            groups.push(group);
        }
        if last && self.failed > NAMED {
            let message = format!("{} more places are no units", self.failed - NAMED);
            failures.push(Failure { path: self.name.clone(), message });
        }
        let (name, format) = (self.name.clone(), self.format);
        (Work::Units { name, format, groups, failures, last }, last)
    }
}

/// What the works are done with.
pub struct Bench<'r> {
    pub plans: &'r Plans,
    pub weights: Weights,
    pub snippets: Option<&'r Path>,
    pub beside: &'r Beside,
    /// Findings that are left out.
    pub accepted: Option<&'r Accepted>,
    /// Lines that findings must stand on.
    pub changed: Option<&'r Changed>,
    /// Whether to take the time of the rules.
    pub timed: bool,
    /// Whose entries the findings are to become, when they are collected.
    pub collect: Option<&'r Accepted>,
    /// Whose names the texts bear in the history that the run is noted in.
    pub noted: Option<&'r Accepted>,
    pub renderings: Vec<(Format, Manner)>,
    /// How articles are gathered for a report.
    pub gather: Option<Gather<'r>>,
}

impl Bench<'_> {
    /// Does a work.
    pub fn done(&self, work: Work) -> Outcome {
        let pieces = self.renderings.iter().map(|_| Vec::new()).collect();
        let score = Score::new(0, &self.weights);
        let mut outcome = Outcome { pieces, score, ..Outcome::default() };
        match work {
            Work::Article(target) => {
                outcome.ends_target = true;
                match input::document(&target.path, &target.name) {
                    Ok(document) => {
                        let pair = self.article(&target, document, &mut outcome.failures);
                        let findings = self.check(&pair, &mut outcome);
                        if let Some(gather) = &self.gather {
                            let checked = Checked { pair: &pair, findings: &findings };
                            let gathered = gather.article(self, &target, checked, &mut outcome);
                            outcome.gathered.extend(gathered);
                        }
                    }
                    Err(failure) => outcome.failures.push(failure),
                }
            }
            Work::Units { name, format, groups, failures, last } => {
                outcome.failures = failures;
                outcome.ends_target = last;
                let languages = &self.plans.of(&name).languages;
                let mut loose = Vec::new();
                for group in groups {
                    let doc = group.first().and_then(|unit| unit.doc.clone());
                    let (source, target) = TranslationUnit::documents(&name, format, group);
                    let pair = Pair::new(target, source, None, languages);
                    let findings = self.check(&pair, &mut outcome);
                    let Some(gather) = &self.gather else { continue };
                    if pair.target.has_context() {
                        let checked = Checked { pair: &pair, findings: &findings };
                        let gathered = gather.records(&[checked], doc, &mut outcome);
                        outcome.gathered.extend(gathered);
                    } else {
                        loose.push((pair, findings));
                    }
                }
                if let Some(gather) = &self.gather {
                    let checked = loose.iter().map(|(pair, findings)| Checked { pair, findings });
                    let checked: Vec<Checked<'_>> = checked.collect();
                    let gathered = gather.records(&checked, None, &mut outcome);
                    outcome.gathered.extend(gathered);
                }
            }
        }
        outcome
    }

    /// An article with what there is of its source. That its source or its snippets cannot be read
    /// does not keep it from being checked.
    pub fn article(
        &self,
        target: &Target,
        document: Document,
        failures: &mut Vec<Failure>,
    ) -> Pair {
        let mut read = |document: Result<Document, Failure>| match document {
            Ok(document) => Some(document),
            Err(failure) => {
                failures.push(failure);
                None
            }
        };
        let source = target.source.as_deref();
        let source = source.and_then(|path| read(input::document(path, &input::name_of(path))));
        let mut broken = Vec::new();
        let snippets = self.snippets.map(|path| input::snippets(path, &mut |it| broken.push(it)));
        let snippets = snippets.and_then(read);
        failures.append(&mut broken);
        Pair::new(document, source, snippets, &self.plans.of(&target.name).languages)
    }

    /// What comes of checking a pair, without what the user has accepted.
    pub fn verdict(&self, pair: &Pair, tally: &mut Tally) -> Verdict {
        let name = &pair.target.document.path;
        let checker = &self.plans.of(name).checker;
        let mut verdict = checker.verdict(pair, self.beside.of(name), self.timed);
        if let Some(changed) = self.changed {
            let before = verdict.findings.len();
            verdict.findings.retain(|finding| changed.concerns(pair, finding));
            tally.unchanged += before - verdict.findings.len();
        }
        if let Some(accepted) = self.accepted {
            let before = verdict.findings.len();
            verdict.findings.retain(|finding| !accepted.holds(finding));
            tally.in_baseline += before - verdict.findings.len();
        }
        tally.suppressed += verdict.suppressed;
        for finding in &verdict.findings {
            *tally.by_rule.entry(finding.rule.to_string()).or_default() += 1;
        }
        for (rule, time) in std::mem::take(&mut verdict.timings) {
            *tally.timings.entry(rule.into_owned()).or_default() += time;
        }
        if let Some(accepted) = self.collect {
            tally.entries.extend(verdict.findings.iter().map(|it| accepted.entry(it)));
        }
        verdict
    }

    fn check(&self, pair: &Pair, outcome: &mut Outcome) -> Vec<Finding> {
        let Verdict { findings, remarks, .. } = self.verdict(pair, &mut outcome.tally);
        let path = &pair.target.document.path;
        let remark = |Remark { line, message }| match line {
            Some(line) => format!("{path}:{line}: {message}"),
            None => format!("{path}: {message}"),
        };
        outcome.notes.extend(remarks.into_iter().map(remark));
        let checked = Checked { pair, findings: &findings };
        for (pieces, (format, manner)) in outcome.pieces.iter_mut().zip(&self.renderings) {
            pieces.push(format.piece(checked, *manner));
        }
        let summary = Summary::of(checked);
        let score = score(&findings, summary.words, &self.weights);
        outcome.tally.worst(path, &summary, &score);
        outcome.score.add(&score);
        if let Some(names) = self.noted {
            let findings = findings.iter().map(Found::from).collect();
            let path = names.name_of(path).to_owned();
            outcome.tally.articles.push(Article { path, score, findings, ..Article::default() });
        }
        outcome.summary.add(&summary);
        outcome.unplaced.extend(unplaced(pair));
        if !pair.has_source() {
            outcome.alone.get_or_insert_with(|| pair.target.document.path.clone());
        }
        findings
    }
}
