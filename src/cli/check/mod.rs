//! `bilint check TARGET…`: the main job.

mod beside;
mod fixing;
mod options;
mod printer;
mod siblings;
mod targets;
mod work;

use std::io::{self, IsTerminal};
use std::sync::{Mutex, PoisonError};

use bilint::Checker;
use indicatif::{ProgressBar, ProgressStyle};
use rayon::iter::{ParallelBridge, ParallelIterator};

use self::beside::Beside;
use self::fixing::Fixing;
pub use self::options::Args;
use self::printer::Printer;
use self::targets::Found;
use self::work::{Bench, Works};
use super::output::{self, note};
use super::{CommandError, Status};

/// From this many files on, progress is shown.
const MANY: usize = 8;

pub fn run(args: Args) -> Result<Status, CommandError> {
    let checker = Checker::new(args.settings())?;
    let found = targets::find(&args);
    args.verify(&found.targets)?;
    let Found { targets, failures, notes } = found;
    let outputs = args.outputs(output::look())?;
    let many = targets.len() > MANY && io::stderr().is_terminal();
    let progress = if many { bar(targets.len()) } else { ProgressBar::hidden() };
    let mut printer = Printer::new(outputs, args.fail_on, progress)?;
    for failure in failures {
        printer.failure(failure);
    }
    for text in &notes {
        note(text);
    }
    let beside = Beside::read(&targets, &mut |failure| printer.failure(failure));
    let bench = Bench {
        checker: &checker,
        languages: args.languages()?,
        snippets: args.snippets.as_deref(),
        beside: &beside,
        renderings: printer.renderings(),
    };
    let jobs = args.jobs.map(usize::from);
    if let Some(least) = args.fixes() {
        let fixing = Fixing { bench: &bench, least, jobs };
        let fixed = fixing.all(&targets);
        if args.diff { fixing::show(&fixed)? } else { fixing::write(&fixed, &mut printer) }
    }
    let single = jobs == Some(1) || matches!(&targets[..], [target] if !target.is_stream());
    let works = Works::new(targets);
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
    printer.finish()
}

/// Does the works on several threads; what they give is printed in their order.
fn in_parallel(jobs: Option<usize>, works: Works, bench: &Bench<'_>, printer: Printer) -> Printer {
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
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} files, {eta} left");
    style.map_or(bar.clone(), |style| bar.with_style(style))
}
