//! `bilint history show|prune|export`: past runs; and what a run adds to them.

mod export;
mod note;
mod show;

use std::path::{Path, PathBuf};

use bilint::history::{History, HistoryError, Keep};
use bilint::report::Failure;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use self::note::Noting;
use super::clock::now;
use super::input::name_of;
use super::output::note;
use super::{CommandError, Status};

/// Seconds of a day.
const DAY: i64 = 86_400;

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// Print the runs and whether it is getting better
    Show(show::Args),
    /// Take old runs out
    Prune(Prune),
    /// Print everything for other programs
    Export(export::Args),
}

#[derive(clap::Args)]
struct Prune {
    /// The history
    file: PathBuf,
    /// Keep the last runs, so many
    #[arg(long, value_name = "N", required_unless_present = "older_than")]
    keep: Option<usize>,
    /// Take out runs that began before: days or weeks ago (90d, 12w), or a day (2026-09-01)
    #[arg(long, value_name = "TIME", value_parser = time, conflicts_with = "keep")]
    older_than: Option<i64>,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    match &args.action {
        Action::Show(args) => show::run(args)?,
        Action::Prune(args) => prune(args)?,
        Action::Export(args) => export::run(args)?,
    }
    Ok(Status::Clean)
}

fn prune(args: &Prune) -> Result<(), CommandError> {
    let keep = match (args.keep, args.older_than) {
        (Some(runs), _) => Keep::Last(runs),
        (None, since) => Keep::Since(since.unwrap_or(i64::MIN)),
    };
    let mut history = existing(&args.file)?;
    let gone = history.prune(keep).map_err(|error| about(&args.file, &error))?;
    let left = history.series(&Default::default(), None);
    let left = left.map_err(|error| about(&args.file, &error))?.len();
    note(&format!("{}: {} taken out, {left} left", name_of(&args.file), runs(gone)));
    Ok(())
}

fn existing(path: &Path) -> Result<History, CommandError> {
    History::existing(path).map_err(|error| about(path, &error))
}

/// What is wrong with the file of a history.
fn about(path: &Path, error: &HistoryError) -> CommandError {
    CommandError::Read(Failure { path: name_of(path), message: error.to_string() })
}

fn runs(count: usize) -> String {
    format!("{count} run{}", if count == 1 { "" } else { "s" })
}

/// A time as it is printed: `2026-09-01 10:00`, UTC.
fn shown(at: i64) -> String {
    let text = iso(at);
    format!("{} {}", text.get(..10).unwrap_or(&text), text.get(11..16).unwrap_or_default())
}

fn iso(at: i64) -> String {
    Timestamp::from_second(at).map_or_else(|_| at.to_string(), |it| it.to_string())
}

fn time(text: &str) -> Result<i64, String> {
    let number = |text: &str| text.parse::<u32>().ok().map(i64::from);
    let days = match text.char_indices().last() {
        Some((at, 'd')) => number(&text[..at]),
        Some((at, 'w')) => number(&text[..at]).map(|weeks| weeks * 7),
        _ => None,
    };
    let day = || {
        let date: Date = text.parse().ok()?;
        Some(date.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
    };
    days.map(|days| now() - days * DAY).or_else(day).ok_or_else(|| {
        "days or weeks are needed, such as 90d or 12w, or a day, such as 2026-09-01".to_owned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_days_ago_or_dates() {
        assert_eq!(time("2026-09-01"), Ok(1_788_220_800));
        let (before, weeks) = (now(), time("2w").unwrap());
        assert!((before..=now()).contains(&(weeks + 14 * DAY)));
        assert!(time("soon").is_err() && time("d").is_err() && time("").is_err());
        assert!(time("-3d").is_err() && time("2026-02-30").is_err() && time("3ä").is_err());
        assert_eq!(shown(1_788_220_800), "2026-09-01 00:00");
    }
}
