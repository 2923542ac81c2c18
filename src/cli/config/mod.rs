//! `bilint.toml`: found, read, checked; and the commands about it.

mod command;
mod place;
mod report_schema;
mod schema;
mod verify;

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use bilint::report::Failure;
use bilint::settings::Config;
use globset::{GlobBuilder, GlobMatcher};

pub use self::command::{Args, Init, init, run};
use super::input::{self, STDIN};
use super::{CommandError, problem};

/// The name of the file.
pub const NAME: &str = "bilint.toml";

/// So many files may extend one another.
const DEEPEST: usize = 16;

/// Where settings come from.
#[derive(clap::Args, Clone, Debug, Default)]
pub struct ConfigArgs {
    /// The settings to take; else `bilint.toml` in the targets' folder or one above
    #[arg(long, value_name = "FILE", help_heading = "Settings")]
    pub config: Option<PathBuf>,
    /// Take no file of settings
    #[arg(long, help_heading = "Settings", conflicts_with = "config")]
    pub isolated: bool,
}

/// The settings of a run.
#[derive(Debug, Default)]
pub struct Loaded {
    /// What the files say together.
    pub config: Config,
    /// The files, the one that was named or found first.
    pub files: Vec<PathBuf>,
    /// The folder that patterns of files are counted from.
    root: PathBuf,
    /// The patterns of each override.
    patterns: Vec<Vec<GlobMatcher>>,
}

/// A file of settings as it was read.
struct File {
    path: PathBuf,
    text: String,
    config: Config,
}

impl ConfigArgs {
    /// Reads the settings for these targets.
    pub fn load(&self, targets: &[PathBuf]) -> Result<Loaded, CommandError> {
        if self.isolated {
            return Ok(Loaded::default());
        }
        match self.config.clone().or_else(|| found(targets)) {
            Some(path) => load(&path),
            None => Ok(Loaded::default()),
        }
    }
}

/// The nearest file at or above the folder that all targets lie in.
fn found(targets: &[PathBuf]) -> Option<PathBuf> {
    let here = env::current_dir().ok()?;
    let folder = |path: &PathBuf| {
        let path = fs::canonicalize(path).unwrap_or_else(|_| here.join(path));
        if path.is_dir() { path } else { path.parent().unwrap_or(&here).to_owned() }
    };
    let folders = targets.iter().filter(|path| path.as_os_str() != STDIN).map(folder);
    let common = folders.reduce(|common, folder| {
        common.ancestors().find(|it| folder.starts_with(it)).unwrap_or(&here).to_owned()
    });
    let start = common.unwrap_or_else(|| here.clone());
    let path = start.ancestors().map(|it| it.join(NAME)).find(|path| path.is_file())?;
    // People know files by the way from where they are.
    Some(path.strip_prefix(&here).map_or(path.clone(), Path::to_owned))
}

fn load(path: &Path) -> Result<Loaded, CommandError> {
    let mut files: Vec<File> = Vec::new();
    let mut next = Some(path.to_owned());
    while let Some(path) = next.take() {
        let same = |a: &Path| fs::canonicalize(a).ok() == fs::canonicalize(&path).ok();
        if files.iter().any(|file| same(&file.path)) || files.len() >= DEEPEST {
            let message = format!("{} extends itself", input::name_of(&path));
            return Err(CommandError::Usage(message));
        }
        let file = read(&path)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        next = file.config.extend.as_ref().map(|base| folder.join(base));
        files.push(file);
    }
    let own_rules: Vec<String> =
        files.iter().flat_map(|file| &file.config.custom).map(|rule| rule.name.clone()).collect();
    for file in &files {
        if let Err(wrong) = verify::verify(&file.config, &own_rules) {
            let span = place::span(&file.text, &wrong.steps);
            return Err(failed(&file.path, &file.text, span, &wrong.message));
        }
    }
    let root = files[0].path.parent().unwrap_or(Path::new("")).to_owned();
    let paths = files.iter().map(|file| file.path.clone()).collect();
    let configs = files.into_iter().rev().map(|file| file.config);
    let config = configs.reduce(|base, over| over.over(base)).unwrap_or_default();
    let patterns = config
        .overrides
        .iter()
        .map(|it| it.files.iter().filter_map(|pattern| glob(pattern).ok()).collect());
    Ok(Loaded { patterns: patterns.collect(), config, files: paths, root })
}

fn read(path: &Path) -> Result<File, CommandError> {
    let name = input::name_of(path);
    let text = fs::read_to_string(path).map_err(|error| {
        let message = input::explained(&error);
        CommandError::Read(Failure { path: name.clone(), message })
    })?;
    let mut config =
        Config::parse(&text).map_err(|error| failed(path, &text, error.span(), error.message()))?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let here = |file: &mut String| {
        if !matches!(file.as_str(), "auto" | "none") {
            *file = folder.join(&*file).to_string_lossy().into_owned();
        }
    };
    config.lexicons.iter_mut().flatten().for_each(here);
    config.glossary.iter_mut().chain(&mut config.baseline).for_each(here);
    Ok(File { path: path.to_owned(), text, config })
}

fn failed(
    path: &Path,
    text: &str,
    span: Option<std::ops::Range<usize>>,
    message: &str,
) -> CommandError {
    let name = input::name_of(path);
    let message = problem::shown(&name, text, span, message);
    CommandError::Read(Failure { path: name, message })
}

/// A pattern of files; one without `/` holds in every folder.
fn glob(pattern: &str) -> Result<GlobMatcher, globset::Error> {
    let pattern = match pattern.contains('/') {
        true => pattern.trim_start_matches("./").trim_start_matches('/').to_owned(),
        false => format!("**/{pattern}"),
    };
    Ok(GlobBuilder::new(&pattern).literal_separator(true).build()?.compile_matcher())
}

impl Loaded {
    /// The numbers of the overrides that are for a file.
    pub fn overrides_for(&self, path: &Path) -> Vec<usize> {
        let path = self.seen_from_root(path);
        let is_for = |patterns: &Vec<GlobMatcher>| patterns.iter().any(|it| it.is_match(&path));
        let numbered = self.patterns.iter().enumerate();
        numbered.filter(|(_, patterns)| is_for(patterns)).map(|(number, _)| number).collect()
    }

    /// What holds for files that these overrides are for.
    pub fn with(&self, overrides: &[usize]) -> Config {
        let chosen = overrides.iter().filter_map(|number| self.config.overrides.get(*number));
        chosen.fold(self.config.clone(), Config::overridden)
    }

    /// The way to a file from the folder of the settings.
    pub fn seen_from_root(&self, path: &Path) -> PathBuf {
        let root = if self.root.as_os_str().is_empty() { Path::new(".") } else { &self.root };
        match (fs::canonicalize(root), absolute(path)) {
            (Ok(root), Some(path)) => path.strip_prefix(&root).map_or(path.clone(), Path::to_owned),
            _ => path.to_owned(),
        }
    }

    /// The folder of the settings.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// The whole way to a file, which need not be there (standard input may bear any name).
pub fn absolute(path: &Path) -> Option<PathBuf> {
    fs::canonicalize(path).ok().or_else(|| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        Some(folder.join(path.file_name()?))
    })
}
