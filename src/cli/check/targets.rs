//! The files of a run: what was named, what lies in the folders that were named, and their sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::BufRead;
use std::path::{Path, PathBuf};

use bilint::Format;
use bilint::document::{RecordError, UnitOptions, Units};
use bilint::report::Failure;
use bilint::report::batch::About;
use bilint::text::Tag;
use ignore::WalkBuilder;

use super::super::input;
use super::options::Args;
use super::patterns::Patterns;
use super::siblings::{Known, Named, Role, named, original, role};

/// A translation to be checked.
#[derive(Clone, Debug)]
pub struct Target {
    /// The file; `-` for standard input.
    pub path: PathBuf,
    /// The name that findings bear, which also tells the format.
    pub name: String,
    /// The text it was made from.
    pub source: Option<PathBuf>,
    /// What its name tells besides: engine, desk, and what versions of it have in common.
    pub about: About,
}

impl Target {
    /// Whether it holds both sides and is read record by record.
    pub fn is_stream(&self) -> bool {
        Format::of_name(&self.name).is_bilingual()
    }
}

/// The languages of the two sides, as far as the user has said them.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    pub source: Option<Tag>,
    pub target: Option<Tag>,
}

/// What was found for the arguments.
#[derive(Debug, Default)]
pub struct Found {
    pub targets: Vec<Target>,
    /// What is not there or cannot be walked.
    pub failures: Vec<Failure>,
    /// What the user should know about the pairs.
    pub notes: Vec<String>,
}

struct Candidate {
    path: PathBuf,
    explicit: bool,
}

/// Finds the targets and their sources.
pub fn find(args: &Args, languages: &Sides, patterns: Patterns) -> Found {
    let mut found = Found::default();
    let mut candidates = Vec::new();
    let mut seen = BTreeSet::new();
    let options = args.unit_options();
    for path in &args.targets {
        let explicit = path.as_os_str() == input::STDIN || !path.is_dir();
        let files =
            if explicit { vec![path.clone()] } else { walk(path, &options, &mut found.failures) };
        for path in files {
            let place = fs::canonicalize(&path).unwrap_or_else(|_| path.clone());
            if seen.insert(place) {
                candidates.push(Candidate { path, explicit });
            }
        }
    }
    let walked = candidates.iter().filter(|it| !it.explicit);
    let bears = |path: &Path| patterns.named(path).or_else(|| named(path));
    let walked: Vec<Named> = walked.filter_map(|it| bears(&it.path)).collect();
    let known = Known {
        source: languages.source.clone(),
        target: languages.target.clone(),
        original: original(&walked),
    };
    Pairing { args, known, patterns, folders: BTreeMap::new() }.pair(candidates, &mut found);
    found
}

/// The files of a folder that may be translations, in the order of their names. Hidden and
/// git-ignored ones are not among them.
fn walk(folder: &Path, options: &UnitOptions, failures: &mut Vec<Failure>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in WalkBuilder::new(folder).sort_by_file_path(Path::cmp).build() {
        match entry {
            // Links to files are followed, links to folders are not: they may lead in circles.
            Ok(entry) if !entry.path().is_dir() && has_known_extension(entry.path()) => {
                let path = entry.into_path();
                if !path.exists() || (path.is_file() && may_be_translation(&path, options)) {
                    files.push(path);
                }
            }
            Ok(_) => {}
            Err(error) => failures.push(Failure {
                path: input::name_of(folder),
                message: format!("cannot be walked: {error}"),
            }),
        }
    }
    if files.is_empty() {
        let path = input::name_of(folder);
        let path = if path.is_empty() { ".".to_owned() } else { path };
        let extensions: Vec<&str> = Format::EXTENSIONS.iter().map(|(name, _)| *name).collect();
        let message = format!(
            "no text in this folder; looked for files ending in .{} (or these with .gz) that git \
             does not ignore",
            extensions.join(", .")
        );
        failures.push(Failure { path, message });
    }
    files
}

fn has_known_extension(path: &Path) -> bool {
    path.file_name().and_then(|name| name.to_str()).and_then(Format::of_extension).is_some()
}

/// Whether JSON Lines or a table in a folder hold translations: lists of findings, snippets and
/// settings come so too. What cannot be read is kept: the run is to say so.
fn may_be_translation(path: &Path, options: &UnitOptions) -> bool {
    let name = path.to_string_lossy();
    let format = Format::of_name(&name);
    if !matches!(format, Format::JsonLines | Format::Csv | Format::Tsv) {
        return true;
    }
    let Ok(mut lines) = input::stream(path, &name) else { return true };
    if format != Format::JsonLines {
        let first = Units::new(format, lines, options).next();
        return !matches!(first, None | Some(Err(RecordError::Columns { .. })));
    }
    let mut line = Vec::new();
    if lines.read_until(b'\n', &mut line).is_err() {
        return true;
    }
    match serde_json::from_slice::<serde_json::Value>(&line) {
        Ok(record) => record.get("target").is_some_and(|target| target.is_string()),
        Err(_) => true,
    }
}

struct Pairing<'a> {
    args: &'a Args,
    known: Known,
    patterns: Patterns,
    /// The files that bear a language, folder by folder.
    folders: BTreeMap<PathBuf, Vec<Named>>,
}

impl Pairing<'_> {
    fn pair(&mut self, candidates: Vec<Candidate>, found: &mut Found) {
        let mut either_way = Vec::new();
        // Sources that are ones whoever looks: what is so used is no target even when a pattern
        // of the shell named it.
        let mut sources = BTreeSet::new();
        for Candidate { path, explicit } in candidates {
            let stdin = path.as_os_str() == input::STDIN;
            let name = match &self.args.stdin_filename {
                Some(name) if stdin => name.clone(),
                None if stdin => "<stdin>".to_owned(),
                _ => input::name_of(&path),
            };
            let role = match &self.args.source {
                Some(source) => Role::Target(Some(source.clone())),
                None => self.role(if stdin { Path::new(&name) } else { &path }, explicit),
            };
            let source = match role {
                Role::NoTarget => continue,
                Role::Target(source) => {
                    let certain = self.known.source.is_some()
                        || source.as_deref().and_then(named).is_some_and(|it| it.is_the_source());
                    if certain {
                        sources.extend(source.clone());
                    }
                    source
                }
                Role::EitherWay(source) => {
                    either_way.push(name.clone());
                    Some(source)
                }
                Role::Unclear(sources) => {
                    let names: Vec<String> = sources.iter().map(|it| input::name_of(it)).collect();
                    found.notes.push(format!(
                        "{name}: its source may be any of {}; say --source-lang",
                        names.join(", ")
                    ));
                    None
                }
            };
            let about = self.about(if stdin { Path::new(&name) } else { &path });
            found.targets.push(Target { path, name, source, about });
        }
        found.targets.retain(|target| !sources.contains(&target.path));
        if let [first, second, ..] = &either_way[..] {
            let others = if either_way.len() > 2 { " (and others)" } else { "" };
            found.notes.push(format!(
                "nothing tells which of {first} and {second} is the source{others}: each is \
                 checked against the other; --source-lang or --target-lang decides"
            ));
        }
    }

    /// What the patterns tell of a file. Slugs are the same only below one folder.
    fn about(&self, path: &Path) -> About {
        let Some(named) = self.patterns.named(path) else { return About::default() };
        let slug = named.folder.join(&named.stem).to_string_lossy().into_owned();
        let Named { engine, desk, .. } = named;
        About { slug: Some(slug), engine, desk, ..About::default() }
    }

    fn role(&mut self, path: &Path, explicit: bool) -> Role {
        if let Some((file, beside)) = self.patterns.with_beside(path) {
            return role(&file, beside, &self.known, explicit);
        }
        let Some(file) = named(path) else { return Role::Target(None) };
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        let beside = self.folders.entry(folder).or_insert_with_key(|folder| listed(folder));
        role(&file, beside, &self.known, explicit)
    }
}

/// The files of a folder that bear a language, in the order of their names.
fn listed(folder: &Path) -> Vec<Named> {
    let place = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    // A folder that cannot be listed has nothing to offer; its target is checked alone.
    let entries = fs::read_dir(place).into_iter().flatten().flatten();
    let files = entries.filter(|entry| entry.file_type().is_ok_and(|it| !it.is_dir()));
    let paths = files.map(|entry| folder.join(entry.file_name()));
    let mut files: Vec<Named> =
        paths.filter(|path| has_known_extension(path)).filter_map(|path| named(&path)).collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files
}
