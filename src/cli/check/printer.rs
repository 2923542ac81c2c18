//! Puts together what the threads have done, in the order of the files, and prints it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::PathBuf;

use bilint::check::Score;
use bilint::report::batch::Gathered;
use bilint::report::{Failure, Format, Manner, Report, Run, Unplaced};
use bilint::settings::Weights;
use indicatif::ProgressBar;

use super::super::output::{self, WholeFile};
use super::super::{CommandError, Status};
use super::tally::{Gate, Tally};
use super::work::Outcome;

/// A report, and where it goes.
pub struct Output {
    pub report: Report,
    pub sink: Sink,
}

/// Where a report goes.
pub enum Sink {
    Stdout(io::Stdout),
    File(WholeFile, PathBuf),
    /// The reader has gone away.
    Closed,
}

impl Sink {
    pub fn stdout() -> Sink {
        Sink::Stdout(io::stdout())
    }

    fn write(&mut self, bytes: &[u8]) -> Result<(), CommandError> {
        if bytes.is_empty() {
            return Ok(());
        }
        let written = match self {
            Sink::Stdout(stdout) => stdout.write_all(bytes).and_then(|()| stdout.flush()),
            Sink::File(file, _) => file.write_all(bytes),
            Sink::Closed => Ok(()),
        };
        match written {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => {
                *self = Sink::Closed;
                Ok(())
            }
            written => written.map_err(CommandError::Write),
        }
    }
}

/// Takes what a report is made of, in the order of the files.
pub type Take<'t> = &'t mut (dyn FnMut(Gathered) -> Result<(), CommandError> + Send);

/// How a run ended.
pub struct Ended {
    pub status: Status,
    pub tally: Tally,
    pub run: Run,
    /// How many targets there were.
    pub targets: usize,
}

/// The printer of a run.
pub struct Printer<'t> {
    outputs: Vec<Output>,
    next: usize,
    waiting: BTreeMap<usize, Outcome>,
    run: Run,
    alone: Vec<String>,
    noted: BTreeSet<String>,
    checked: usize,
    tally: Tally,
    progress: ProgressBar,
    failed: Option<CommandError>,
    take: Option<Take<'t>>,
    /// Whether everything is to be checked even if nobody reads the reports any more.
    pub to_the_end: bool,
}

impl<'t> Printer<'t> {
    /// Starts the reports.
    pub fn new(
        mut outputs: Vec<Output>,
        weights: &Weights,
        progress: ProgressBar,
        take: Option<Take<'t>>,
    ) -> Result<Printer<'t>, CommandError> {
        for output in &mut outputs {
            let mut head = Vec::new();
            output.report.head(&mut head).map_err(CommandError::Write)?;
            output.sink.write(&head)?;
        }
        Ok(Printer {
            outputs,
            next: 0,
            waiting: BTreeMap::new(),
            run: Run { score: Score::new(0, weights), ..Run::default() },
            alone: Vec::new(),
            noted: BTreeSet::new(),
            checked: 0,
            tally: Tally::default(),
            progress,
            failed: None,
            take,
            to_the_end: false,
        })
    }

    /// The reports that are wanted.
    pub fn renderings(&self) -> Vec<(Format, Manner)> {
        let reports = self.outputs.iter().map(|output| &output.report);
        reports.map(|report| (report.format(), report.manner())).collect()
    }

    /// Whether nobody wants any more.
    pub fn is_closed(&self) -> bool {
        let closed = |output: &Output| matches!(output.sink, Sink::Closed);
        // Without reports the figures are still wanted: they decide the exit status.
        let unread = !self.outputs.is_empty() && self.outputs.iter().all(closed);
        self.failed.is_some() || (unread && !self.to_the_end)
    }

    /// Gives the text of the one file that was checked to the reports that need it.
    pub fn give(&mut self, text: &str) {
        self.outputs.iter_mut().for_each(|output| output.report.give(text));
    }

    /// Says what could not be read, now, and remembers it.
    pub fn failure(&mut self, failure: Failure) {
        output::error(&format!("{}: {}", failure.path, failure.message));
        self.run.errors.push(failure);
    }

    /// Takes what came of the work with this number, and prints what is due.
    pub fn take(&mut self, index: usize, outcome: Outcome) {
        self.waiting.insert(index, outcome);
        while let Some(outcome) = self.waiting.remove(&self.next) {
            self.next += 1;
            let (ends_target, progress) = (outcome.ends_target, self.progress.clone());
            // While it is suspended the bar must not be touched: it holds its lock.
            if let Err(error) = progress.suspend(|| self.print(outcome)) {
                self.failed.get_or_insert(error);
            }
            if ends_target {
                self.checked += 1;
                progress.inc(1);
            }
        }
    }

    fn print(&mut self, outcome: Outcome) -> Result<(), CommandError> {
        for (output, pieces) in self.outputs.iter_mut().zip(outcome.pieces) {
            let mut text = Vec::new();
            for piece in pieces {
                output.report.add(piece, &mut text).map_err(CommandError::Write)?;
            }
            output.sink.write(&text)?;
        }
        if let Some(take) = &mut self.take {
            outcome.gathered.into_iter().try_for_each(&mut *take)?;
        }
        for failure in outcome.failures {
            self.failure(failure);
        }
        for text in outcome.notes {
            // A file of records says it with every document that it is made of.
            if self.noted.insert(text.clone()) {
                output::note(&text);
            }
        }
        self.tally.add(outcome.tally);
        self.run.summary.add(&outcome.summary);
        self.run.score.add(&outcome.score);
        self.run.unplaced.extend(outcome.unplaced);
        // A stream says it with every batch; it is one target all the same.
        self.alone.extend(outcome.alone.filter(|name| self.alone.last() != Some(name)));
        Ok(())
    }

    /// Ends the reports and says how the run ended, with what was counted.
    pub fn finish(mut self, gate: &Gate, targets: usize) -> Result<Ended, CommandError> {
        self.progress.finish_and_clear();
        if let Some(error) = self.failed {
            // Files that are not complete do not appear.
            return Err(error);
        }
        let tells =
            self.outputs.first().is_some_and(|output| output.report.format().names_unplaced());
        for output in self.outputs.drain(..) {
            let Output { report, mut sink } = output;
            let mut end = Vec::new();
            let left_out = report.end(&self.run, &mut end).map_err(CommandError::Write)?;
            sink.write(&end)?;
            if let Some(text) = left_out {
                output::note(&text);
            }
            if let Sink::File(file, path) = sink {
                file.finish().map_err(|error| {
                    CommandError::Usage(format!("{} cannot be written: {error}", path.display()))
                })?;
            }
        }
        if !tells && self.take.is_none() {
            self.run.unplaced.iter().for_each(say_unplaced);
        }
        say_alone(&self.alone, self.checked);
        self.tally.say();
        self.tally.score = self.run.score;
        let status = gate.status(&self.run, &self.tally);
        let failed = !self.run.errors.is_empty();
        let status = if failed { Status::Failed } else { status };
        Ok(Ended { status, tally: self.tally, run: self.run, targets })
    }
}

fn say_unplaced(snippet: &Unplaced) {
    let place = snippet.id.clone().unwrap_or_else(|| snippet.line.to_string());
    let Unplaced { path, target, excerpt, .. } = snippet;
    output::note(&format!("{path}:{place}: snippet belongs to no place in {target}: {excerpt}"));
}

/// Targets that were checked without anything of their source are told once, however many.
fn say_alone(alone: &[String], checked: usize) {
    /// So many are named.
    const NAMED: usize = 3;
    let Some(first) = alone.first() else { return };
    let silent = "rules that compare with it were silent";
    if alone.len() == 1 {
        return output::note(&format!("no source for {first}: checked alone, {silent}"));
    }
    let more = alone.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let names = alone[..alone.len().min(NAMED)].join(", ");
    let count = alone.len();
    output::note(&format!(
        "no source for {count} of {checked} targets ({names}{more}): checked alone, {silent}"
    ));
}
