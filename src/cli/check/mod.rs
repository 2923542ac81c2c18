//! `bilint check TARGET…`: the main job.

mod accepted;
mod beside;
mod changed;
mod contents;
mod fixing;
mod gather;
mod options;
mod patterns;
mod plans;
mod printer;
mod siblings;
mod tally;
mod targets;
mod work;

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use bilint::Severity;
use bilint::check::{Baseline, BaselineEntry};
use bilint::report::batch::About;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::iter::{ParallelBridge, ParallelIterator};

use self::accepted::Accepted;
pub use self::accepted::read as read_baseline;
use self::beside::Beside;
use self::changed::Changed;
use self::fixing::Fixing;
pub use self::gather::Before;
use self::gather::Gather;
pub use self::options::Args;
pub use self::patterns::Patterns;
use self::plans::Plans;
pub use self::printer::{Ended, Take};
use self::printer::{Output, Printer};
use self::tally::{Gate, Tally};
use self::targets::Sides;
pub use self::targets::{Found, Target};
use self::work::{Bench, Work, Works};
use super::config::Loaded;
#[cfg(feature = "history")]
use super::history::Noting;
use super::input;
use super::output::{self, note};
use super::{CommandError, Status};

/// From this many files on, progress is shown.
const MANY: usize = 8;

pub fn run(args: Args) -> Result<Status, CommandError> {
    let begun = Instant::now();
    let loaded = args.settings.load(&args.targets)?;
    let config = args.over(loaded.with(&[]));
    let outputs = args.outputs(output::look(), &config)?;
    #[cfg(feature = "history")]
    let noting = match args.history() {
        Some(path) => Some(Noting::begin(path, &config)?),
        None => None,
    };
    #[cfg_attr(not(feature = "history"), expect(unused_mut))]
    let Ended { status, mut tally, .. } = carry_out(&args, &loaded, outputs, None, None)?;
    #[cfg(feature = "history")]
    if let Some(noting) = noting {
        noting.end(std::mem::take(&mut tally.articles), &config.weights(), |_| Ok(()))?;
    }
    say_counted(&args, &tally, begun);
    Ok(status)
}

fn say_counted(args: &Args, tally: &Tally, begun: Instant) {
    if args.statistics {
        tally.statistics();
    }
    if args.timings {
        tally.timings(begun.elapsed());
    }
}

/// What a report wants of a run.
pub struct Gathering<'g> {
    /// Whether programs are to be told too.
    pub data: bool,
    /// What is known of a target besides what it says of itself.
    pub about: &'g (dyn Fn(&Target, About) -> About + Sync),
    /// Older versions, when they are compared.
    pub older: Option<&'g dyn Before>,
    /// Whether somebody wants the run to end.
    pub stopped: &'g (dyn Fn() -> bool + Sync),
    /// Takes what the report is made of, in the order of the files.
    pub take: Take<'g>,
}

/// Checks the targets and hands on what a report is made of.
pub fn gather(
    args: &Args,
    loaded: &Loaded,
    outputs: Vec<Output>,
    gathering: Gathering<'_>,
) -> Result<Ended, CommandError> {
    let begun = Instant::now();
    let ended = carry_out(args, loaded, outputs, None, Some(gathering))?;
    say_counted(args, &ended.tally, begun);
    Ok(ended)
}

/// What a run finds, as entries of a baseline at `path`, whatever a baseline accepts already; with
/// the names that the baseline has for the targets.
pub fn collect(
    args: &Args,
    loaded: &Loaded,
    path: &Path,
) -> Result<(Status, Vec<BaselineEntry>, BTreeSet<String>), CommandError> {
    let mut names = BTreeSet::new();
    let collect = Some((path, &mut names));
    let Ended { status, tally, .. } = carry_out(args, loaded, Vec::new(), collect, None)?;
    Ok((status, tally.entries, names))
}

/// The targets of a run with their sources.
pub fn targets_of(args: &Args, loaded: &Loaded) -> Result<Found, CommandError> {
    let config = args.over(loaded.with(&[]));
    let patterns = Patterns::new(config.pairs.as_deref().unwrap_or_default());
    let patterns = patterns.map_err(CommandError::Usage)?;
    let sides = Sides { source: config.source_lang, target: config.target_lang };
    Ok(targets::find(args, &sides, patterns))
}

fn carry_out(
    args: &Args,
    loaded: &Loaded,
    outputs: Vec<Output>,
    collect: Option<(&Path, &mut BTreeSet<String>)>,
    gathering: Option<Gathering<'_>>,
) -> Result<Ended, CommandError> {
    let found = targets_of(args, loaded)?;
    args.verify(&found.targets)?;
    let Found { targets, failures, notes } = found;
    let config = args.over(loaded.with(&[]));
    let plans = Plans::new(args, loaded, &targets)?;
    let baseline = config.baseline.as_deref().filter(|_| collect.is_none()).map(Path::new);
    let accepted = match baseline {
        Some(path) => Some(Accepted::new(accepted::read(path)?, path, &targets)),
        None => None,
    };
    let collect = collect.map(|(path, names)| {
        let named = Accepted::new(Baseline::default(), path, &targets);
        names.extend(named.names().map(str::to_owned));
        named
    });
    let noted = args.history().map(|path| Accepted::new(Baseline::default(), path, &targets));
    let changed = match &args.changed_since {
        Some(revision) => Some(Changed::since(revision, &args.targets[0])?),
        None => None,
    };
    let many = targets.len() > MANY && io::stderr().is_terminal();
    let progress = if many { bar(targets.len()) } else { ProgressBar::hidden() };
    let weights = config.weights();
    let count = targets.len();
    let gather = gathering.as_ref().map(|it| {
        let (data, about, older) = (it.data, it.about, it.older);
        Gather { data, about, older, weights: &weights }
    });
    let stopped = gathering.as_ref().map(|it| it.stopped);
    let take = gathering.map(|it| it.take);
    let mut printer = Printer::new(outputs, &weights, progress, take)?;
    printer.to_the_end = noted.is_some() || stopped.is_some();
    for failure in failures {
        printer.failure(failure);
    }
    for text in &notes {
        note(text);
    }
    let beside = Beside::read(&targets, &mut |failure| printer.failure(failure));
    let bench = Bench {
        plans: &plans,
        weights,
        snippets: args.snippets.as_deref(),
        beside: &beside,
        accepted: accepted.as_ref(),
        changed: changed.as_ref(),
        timed: args.timings,
        collect: collect.as_ref(),
        noted: noted.as_ref(),
        renderings: printer.renderings(),
        gather,
    };
    let jobs = args.jobs.map(usize::from);
    if let Some(least) = args.fixes() {
        let fixing = Fixing { bench: &bench, least, units: args.unit_options(), jobs };
        let fixed = fixing.all(&targets);
        if args.diff { fixing::show(&fixed)? } else { fixing::write(&fixed, &mut printer) }
    }
    let single = jobs == Some(1) || matches!(&targets[..], [target] if !target.is_stream());
    let whole = args.file_with_findings(&targets).map(|target| target.path.clone());
    let works = Works::new(targets, args.unit_options());
    let works = works.take_while(|_| !stopped.is_some_and(|it| it()));
    if single {
        for (index, work) in works.enumerate() {
            printer.take(index, bench.done(work));
            if printer.is_closed() {
                break;
            }
        }
    } else {
        printer = in_parallel(jobs, works, &bench, printer);
    }
    // That it cannot be read was said.
    if let Some(Ok(text)) = whole.map(|path| input::text(&path)) {
        printer.give(&text);
    }
    let gate = Gate {
        fail_on: config.fail_on.unwrap_or(Severity::Major),
        max_findings: config.max_findings,
        max_penalty: config.max_penalty,
        max_document_penalty: config.max_document_penalty,
    };
    printer.finish(&gate, count)
}

/// Does the works on several threads; what they give is printed in their order.
fn in_parallel<'t>(
    jobs: Option<usize>,
    works: impl Iterator<Item = Work> + Send,
    bench: &Bench<'_>,
    printer: Printer<'t>,
) -> Printer<'t> {
    let printer = Mutex::new(printer);
    let lock = || printer.lock().unwrap_or_else(PoisonError::into_inner);
    let all = || {
        let works = works.enumerate().take_while(|_| !lock().is_closed());
        works.par_bridge().for_each(|(index, work)| {
            let outcome = bench.done(work);
            lock().take(index, outcome);
        });
    };
    match rayon::ThreadPoolBuilder::new().num_threads(jobs.unwrap_or(0)).build() {
        Ok(pool) => pool.install(all),
        // Without threads of our own the work is done all the same, on rayon's.
        Err(_) => all(),
    }
    printer.into_inner().unwrap_or_else(PoisonError::into_inner)
}

fn bar(length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {per_sec}, {eta} left");
    style.map_or(bar.clone(), |style| bar.with_style(style))
}
