//! `bilint report TARGET… -o FILE`: the editorial batch report.

mod metadata;
mod older;
mod pages;
mod stop;

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use bilint::Severity;
use bilint::report::batch::{Batch, Limits};
use bilint::report::{Format, Run};

use self::metadata::Metadata;
use self::older::Older;
use self::pages::Pages;
use super::check::{self, Gathering};
#[cfg(feature = "history")]
use super::history::Noting;
use super::input::name_of;
use super::output::note;
use super::{CommandError, Status};

#[derive(clap::Args)]
// Those of `check` among them have the group of this name.
#[group(skip)]
pub struct Args {
    /// The file of the report; standard output when left out
    #[arg(short = 'o', long = "file", value_name = "FILE", help_heading = "Report")]
    file: Option<PathBuf>,
    /// What is known of the articles: a table (CSV, TSV) with a column `path` or `slug`, and any of
    /// `desk`, `engine`, `title`
    #[arg(long, value_name = "FILE", help_heading = "Report")]
    metadata: Option<PathBuf>,
    /// An older version of the one target, or a folder with older versions of all: which findings an
    /// edit removed, and which it brought
    #[arg(long, value_name = "OLD", help_heading = "Report")]
    compare: Option<PathBuf>,
    /// What the report is called; the targets when left out
    #[arg(long, value_name = "TITLE", help_heading = "Report")]
    name: Option<String>,
    #[command(flatten)]
    check: check::Args,
}

pub fn run(mut args: Args) -> Result<Status, CommandError> {
    if args.check.fixes().is_some() {
        let message = "--fix and --diff belong to `bilint check`; a report changes no text";
        return Err(CommandError::Usage(message.to_owned()));
    }
    let as_data = match args.check.format {
        // What `check` takes when nothing is said.
        Format::Full | Format::Html => false,
        Format::Json => true,
        other => {
            let message = format!(
                "a report is html or json; `--output {other}=FILE` writes this one beside it"
            );
            return Err(CommandError::Usage(message));
        }
    };
    if !as_data && args.file.is_none() && io::stdout().is_terminal() {
        let message = "the page belongs into a file: -o report.html";
        return Err(CommandError::Usage(message.to_owned()));
    }
    let mut pages = Pages::new(args.file.clone(), as_data, &mut args.check.output)?;
    let loaded = args.check.settings.load(&args.check.targets)?;
    let metadata = args.metadata.as_deref().map(Metadata::read).transpose()?.unwrap_or_default();
    let older = args.compare.as_deref().map(|path| Older::new(path, &args.check.targets));
    let older = older.transpose()?;
    let config = args.check.over(loaded.with(&[]));
    stop::watch();
    #[cfg(feature = "history")]
    let noting = match args.check.history() {
        Some(path) => Some(Noting::begin(path, &config)?),
        None => None,
    };
    let outputs = args.check.outputs_beside(&config)?;
    let mut batch = Batch::default();
    let ended = check::gather(
        &args.check,
        &loaded,
        outputs,
        Gathering {
            data: pages.wants_data(),
            about: &|target, said| metadata.of(target, said),
            older: older.as_ref().map(|it| it as &dyn check::Before),
            stopped: &stop::is_wanted,
            take: &mut |gathered| {
                pages.take(&gathered.page, &gathered.data)?;
                batch.articles.push(gathered.article);
                Ok(())
            },
        },
    )?;
    metadata.say_unused();
    let Run { errors, unplaced, .. } = ended.run;
    let stopped = stop::is_wanted();
    batch = Batch {
        name: args.name.clone().unwrap_or_else(|| title(&args.check.targets)),
        day: Some(today()),
        errors,
        unplaced,
        limits: Limits {
            fail_on: config.fail_on.unwrap_or(Severity::Major),
            max_findings: config.max_findings.clone(),
            max_penalty: config.max_penalty,
            max_document_penalty: config.max_document_penalty,
        },
        weights: config.weights(),
        stopped: stopped.then_some(ended.targets),
        ..batch
    };
    // What was stopped says nothing about the articles that it did not reach.
    #[cfg(feature = "history")]
    if let Some(noting) = noting.filter(|_| !stopped) {
        noting.end(ended.tally.articles, &config.weights(), |recorded| {
            batch.compare(recorded.clone());
            pages.finish(&batch)
        })?;
        return Ok(ended.status);
    }
    pages.finish(&batch)?;
    if stopped {
        let (done, of) = (batch.articles.len(), ended.targets);
        note(&format!("stopped: the report holds {done} articles, and there were {of} files"));
        return Ok(Status::Stopped);
    }
    Ok(ended.status)
}

/// What was checked, as a title.
fn title(targets: &[PathBuf]) -> String {
    match targets {
        [] => String::new(),
        [one] => {
            let name = name_of(one);
            if name.is_empty() { here() } else { name }
        }
        [first, .., last] if targets.len() == 2 => format!("{}, {}", name_of(first), name_of(last)),
        [first, rest @ ..] => format!("{} and {} more", name_of(first), rest.len()),
    }
}

fn here() -> String {
    let folder = std::env::current_dir().ok();
    let name = folder.as_deref().and_then(Path::file_name);
    name.map_or_else(|| ".".to_owned(), |name| name.to_string_lossy().into_owned())
}

/// The day, as `2026-11-29`.
fn today() -> String {
    let now = jiff::Timestamp::from_second(super::clock::now()).unwrap_or_default();
    now.to_zoned(jiff::tz::TimeZone::UTC).date().to_string()
}
