//! `bilint baseline write|prune|show`: findings that are accepted for good.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use bilint::check::{Baseline, BaselineEntry};
use bilint::report::printable;

use super::config::{ConfigArgs, Loaded};
use super::output::{WholeFile, note, print};
use super::{CommandError, Status, check, input};

/// The file, when none is named.
const FILE: &str = "bilint-baseline.jsonl";

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// Check, and accept everything that is found
    Write(Box<check::Args>),
    /// Check, and take out what is no longer found
    Prune(Box<check::Args>),
    /// Print what is accepted
    Show(Show),
}

#[derive(clap::Args)]
struct Show {
    /// The baseline; that of the settings, else bilint-baseline.jsonl
    file: Option<PathBuf>,
    #[command(flatten)]
    settings: ConfigArgs,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    match &args.action {
        Action::Write(args) => write(args),
        Action::Prune(args) => prune(args),
        Action::Show(args) => show(args),
    }
}

/// The file that is meant: named here, or in the settings, or the usual one beside these.
fn file(named: Option<&PathBuf>, loaded: &Loaded) -> PathBuf {
    let of_settings = || loaded.config.baseline.as_ref().map(PathBuf::from);
    named.cloned().or_else(of_settings).unwrap_or_else(|| loaded.root().join(FILE))
}

fn write(args: &check::Args) -> Result<Status, CommandError> {
    only_looks(args)?;
    let loaded = args.settings.load(&args.targets)?;
    let path = file(args.baseline.as_ref(), &loaded);
    let (status, entries, names) = check::collect(args, &loaded, &path)?;
    whole(status)?;
    // What is known of files that were not checked stays.
    let mut baseline =
        if path.exists() { check::read_baseline(&path)? } else { Baseline::default() };
    baseline.prune(|entry| !names.contains(&entry.path));
    let count = entries.len();
    entries.into_iter().for_each(|entry| baseline.add(entry));
    save(&path, &baseline)?;
    let name = input::name_of(&path);
    note(&format!("{name}: {count} found and accepted, {} in all", baseline.len()));
    Ok(Status::Clean)
}

fn prune(args: &check::Args) -> Result<Status, CommandError> {
    only_looks(args)?;
    let loaded = args.settings.load(&args.targets)?;
    let path = file(args.baseline.as_ref(), &loaded);
    let mut baseline = check::read_baseline(&path)?;
    let (status, entries, names) = check::collect(args, &loaded, &path)?;
    whole(status)?;
    let key = |entry: &BaselineEntry| (entry.path.clone(), entry.fingerprint.clone());
    let found: BTreeSet<(String, String)> = entries.iter().map(key).collect();
    let folder = path.parent().unwrap_or(Path::new(""));
    let lost = baseline.prune(|entry| match names.contains(&entry.path) {
        true => found.contains(&key(entry)),
        false => folder.join(&entry.path).exists(),
    });
    if !lost.is_empty() {
        save(&path, &baseline)?;
    }
    let name = input::name_of(&path);
    note(&format!("{name}: {} taken out, {} left", lost.len(), baseline.len()));
    Ok(Status::Clean)
}

fn only_looks(args: &check::Args) -> Result<(), CommandError> {
    let writes = args.fix || args.diff || !args.output.is_empty() || args.history().is_some();
    let looks = !writes && args.changed_since.is_none();
    looks.then_some(()).ok_or_else(|| {
        let message =
            "--fix, --diff, --output, --history and --changed-since do not go with a baseline's file";
        CommandError::Usage(message.to_owned())
    })
}

/// A baseline of a part would forget the rest.
fn whole(status: Status) -> Result<(), CommandError> {
    match status {
        Status::Failed | Status::Stopped => Err(CommandError::Usage(
            "not everything could be read; the baseline was left as it is".to_owned(),
        )),
        Status::Clean | Status::Findings => Ok(()),
    }
}

fn save(path: &Path, baseline: &Baseline) -> Result<(), CommandError> {
    let mut file = WholeFile::create(path).map_err(CommandError::Write)?;
    file.write_all(baseline.text().as_bytes()).map_err(CommandError::Write)?;
    file.finish().map_err(CommandError::Write)
}

fn show(args: &Show) -> Result<Status, CommandError> {
    let loaded = args.settings.load(&[])?;
    let baseline = check::read_baseline(&file(args.file.as_ref(), &loaded))?;
    let mut text = String::new();
    let mut path = None;
    for entry in baseline.entries() {
        if path != Some(&entry.path) {
            let gap = if path.is_some() { "\n" } else { "" };
            // Writing into a string cannot fail.
            let _ = writeln!(text, "{gap}{}", printable(&entry.path));
            path = Some(&entry.path);
        }
        let excerpt = printable(&entry.excerpt);
        let _ = writeln!(text, "  {}  {}: {excerpt}", entry.fingerprint, printable(&entry.rule));
    }
    let _ =
        writeln!(text, "{}{} accepted", if text.is_empty() { "" } else { "\n" }, baseline.len());
    print(text.as_bytes())?;
    Ok(Status::Clean)
}
