//! The work of a run, piece by piece: an article, or some records of a stream.

use std::iter::Peekable;
use std::path::Path;

use bilint::document::{
    self, RecordError, TranslationUnit, UnitOptions, Units, records_with_one_doc,
};
use bilint::report::{Checked, Failure, Format, Manner, Piece, Summary, Unplaced, unplaced};
use bilint::{Checker, Document, Languages, Pair};

use super::super::input;
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
    pub unplaced: Vec<Unplaced>,
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
    pub checker: &'r Checker,
    pub languages: Languages,
    pub snippets: Option<&'r Path>,
    pub renderings: Vec<(Format, Manner)>,
}

impl Bench<'_> {
    /// Does a work.
    pub fn done(&self, work: Work) -> Outcome {
        let pieces = self.renderings.iter().map(|_| Vec::new()).collect();
        let mut outcome = Outcome { pieces, ..Outcome::default() };
        match work {
            Work::Article(target) => {
                outcome.ends_target = true;
                match self.article(target, &mut outcome) {
                    Ok(pair) => self.check(&pair, &mut outcome),
                    Err(failure) => outcome.failures.push(failure),
                }
            }
            Work::Units { name, format, groups, failures, last } => {
                outcome.failures = failures;
                outcome.ends_target = last;
                for group in groups {
                    let (source, target) = TranslationUnit::documents(&name, format, group);
                    self.check(&Pair::new(target, source, None, &self.languages), &mut outcome);
                }
            }
        }
        outcome
    }

    /// Reads an article. That its source or its snippets cannot be read does not keep it from being
    /// checked.
    fn article(&self, target: Target, outcome: &mut Outcome) -> Result<Pair, Failure> {
        let document = input::document(&target.path, &target.name)?;
        let failures = &mut outcome.failures;
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
        outcome.failures.append(&mut broken);
        Ok(Pair::new(document, source, snippets, &self.languages))
    }

    fn check(&self, pair: &Pair, outcome: &mut Outcome) {
        let findings = self.checker.check(pair);
        let checked = Checked { pair, findings: &findings };
        for (pieces, (format, manner)) in outcome.pieces.iter_mut().zip(&self.renderings) {
            pieces.push(format.piece(checked, *manner));
        }
        outcome.summary.add(&Summary::of(checked));
        outcome.unplaced.extend(unplaced(pair));
        if !pair.has_source() {
            outcome.alone.get_or_insert_with(|| pair.target.document.path.clone());
        }
    }
}
