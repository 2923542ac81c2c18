//! `--fix` and `--diff`: repairs in the files, made before the run proper checks what is there.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use bilint::check::{Conflict, Repairs};
use bilint::document::{TranslationUnit, UnitOptions, Units, records_with_one_doc};
use bilint::report::{Failure, printable};
use bilint::rules::Applicability;
use bilint::{Format, Pair};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use similar::TextDiff;

use super::super::CommandError;
use super::super::input::{self, STDIN, explained};
use super::super::output::{self, note, print, replace};
use super::contents::{Contents, is_compressed};
use super::printer::Printer;
use super::tally::Tally;
use super::targets::Target;
use super::work::Bench;

/// A repair may make room for another. This often a text is gone through at most: two rules that
/// undo each other's work would never end.
const PASSES: usize = 10;

/// The repairs of a run.
pub struct Fixing<'r> {
    pub bench: &'r Bench<'r>,
    /// Repairs that are trusted less are not made.
    pub least: Applicability,
    /// How bilingual files are to be read.
    pub units: UnitOptions,
    pub jobs: Option<usize>,
}

/// What became of a file.
pub struct Fixed {
    path: PathBuf,
    name: String,
    /// The bytes of the file, where it is compressed.
    compressed: Option<Vec<u8>>,
    old: Contents,
    new: Contents,
    applied: usize,
    conflicts: Vec<Conflict>,
    /// Repairs that the format has no way of writing.
    others: usize,
    /// Why nothing can be written into this file.
    hindrance: Option<io::Error>,
    /// Whether the last pass still had repairs to make.
    endless: bool,
}

impl Fixing<'_> {
    /// Works out the repairs of all targets; nothing is written yet, since a target may be another
    /// one's source.
    pub fn all(&self, targets: &[Target]) -> Vec<Fixed> {
        let all = || targets.par_iter().filter_map(|target| self.fixed(target)).collect();
        match rayon::ThreadPoolBuilder::new().num_threads(self.jobs.unwrap_or(0)).build() {
            Ok(pool) => pool.install(all),
            Err(_) => all(),
        }
    }

    /// None when there is nothing to repair, or when the file cannot be read, which the run proper
    /// will say.
    fn fixed(&self, target: &Target) -> Option<Fixed> {
        if target.path.as_os_str() == STDIN {
            return None;
        }
        let bytes = fs::read(&target.path).ok()?;
        let compressed = is_compressed(&bytes).then(|| bytes.clone());
        let old = Contents::of(Format::of_name(&target.name), bytes)?;
        let mut fixed = Fixed {
            path: target.path.clone(),
            name: target.name.clone(),
            compressed,
            new: old.clone(),
            old,
            applied: 0,
            conflicts: Vec::new(),
            others: 0,
            hindrance: None,
            endless: false,
        };
        for pass in 0..PASSES {
            let repairs = self.repairs(target, &fixed.new);
            fixed.others = repairs.others;
            if repairs.writable.is_empty() {
                break;
            }
            let mended = match fixed.new.mended(repairs.writable) {
                Ok(mended) => mended,
                Err(error) => {
                    fixed.hindrance = Some(error);
                    break;
                }
            };
            if mended.applied == 0 || mended.contents == fixed.new {
                break;
            }
            fixed.new = mended.contents;
            fixed.applied += mended.applied;
            for conflict in mended.conflicts {
                let key = |it: &Conflict| (it.left_out.rule.clone(), it.made.clone());
                // The next pass finds what was left out again, at another place perhaps.
                if pass == 0 || !fixed.conflicts.iter().any(|it| key(it) == key(&conflict)) {
                    fixed.conflicts.push(conflict);
                }
            }
            fixed.endless = pass + 1 == PASSES;
        }
        Some(fixed).filter(|it| it.applied > 0 || it.others > 0 || it.hindrance.is_some())
    }

    /// The repairs for what stands, or might stand, in the target.
    fn repairs(&self, target: &Target, contents: &Contents) -> Repairs {
        let mut repairs = Repairs::default();
        let mut add = |pair: &Pair| {
            // What is counted here the run proper counts again.
            let verdict = self.bench.verdict(pair, &mut Tally::default());
            repairs.add(pair, &verdict.findings, self.least);
        };
        let name = &target.name;
        if target.is_stream() {
            let format = Format::of_name(name);
            let languages = &self.bench.plans.of(name).languages;
            let mut units = Units::new(format, contents.bytes(), &self.units).peekable();
            while let Some(group) = records_with_one_doc(&mut units, |_| {}) {
                let (source, document) = TranslationUnit::documents(name, format, group);
                add(&Pair::new(document, source, None, languages));
            }
        } else if let Ok(document) = input::document_of(name, contents.bytes().to_vec()) {
            // What cannot be read beside it, the run proper will say.
            add(&self.bench.article(target, document, &mut Vec::new()));
        }
        repairs
    }
}

/// Writes the files that are to change; one that cannot be written is named, and the others follow.
pub fn write(fixed: &[Fixed], printer: &mut Printer<'_>) {
    let (mut files, mut applied) = (0, 0);
    for file in fixed {
        if file.applied > 0 {
            let old = file.compressed.as_deref().unwrap_or(file.old.bytes());
            let new = file.new.file(old);
            match new.and_then(|new| replace(&file.path, old, &new)) {
                Ok(()) => {
                    files += 1;
                    applied += file.applied;
                }
                Err(error) => {
                    let message = match error.kind() {
                        io::ErrorKind::PermissionDenied | io::ErrorKind::NotFound => {
                            format!("not fixed: {}", explained(&error))
                        }
                        _ => format!("not fixed: {error}"),
                    };
                    printer.failure(Failure { path: file.name.clone(), message });
                    continue;
                }
            }
        }
        file.say();
    }
    if applied > 0 {
        note(&format!("{} made in {}", counted(applied, "fix"), counted(files, "file")));
    }
}

/// Prints what would change.
pub fn show(fixed: &[Fixed]) -> Result<(), CommandError> {
    let mut text = String::new();
    for file in fixed.iter().filter(|file| file.applied > 0) {
        let (old, new) = (file.shown(&file.old), file.shown(&file.new));
        let diff = TextDiff::from_lines(old.as_str(), new.as_str());
        text += &diff.unified_diff().header(&file.name, &file.name).to_string();
    }
    if io::stdout().is_terminal() {
        // A patch is data, but a terminal takes orders from it.
        let lines: Vec<_> = text.lines().map(printable).collect();
        text = lines.join("\n") + if lines.is_empty() { "" } else { "\n" };
    }
    print(text.as_bytes())?;
    fixed.iter().for_each(Fixed::say);
    Ok(())
}

impl Fixed {
    /// What people are shown of the contents: the text of the file, or the paragraphs of a packed
    /// document, whose XML stands on one line.
    fn shown(&self, contents: &Contents) -> String {
        match contents {
            Contents::Text(text) => text.clone(),
            Contents::Packed(bytes) => match input::document_of(&self.name, bytes.clone()) {
                Ok(document) => document.prose() + "\n",
                Err(_) => String::new(),
            },
        }
    }

    /// Says what was not done, and why.
    fn say(&self) {
        let name = &self.name;
        for Conflict { left_out, made } in &self.conflicts {
            let (line, column, rule) = (left_out.line, left_out.column, &left_out.rule);
            note(&format!(
                "{name}:{line}:{column}: the fix of `{rule}` touches what the fix of `{made}` \
                 changes; it waited for the next pass"
            ));
        }
        if self.endless {
            output::error(&format!("{name}: fixes go on after {PASSES} passes; some undo others"));
        }
        if let Some(error) = &self.hindrance {
            output::error(&format!("{name}: not fixed: {error}"));
        }
        if self.others > 0 {
            let fixes = counted(self.others, "fix");
            note(&format!(
                "{name}: {fixes} not made: this format has no way of writing them where they belong"
            ));
        }
    }
}

fn counted(count: usize, noun: &str) -> String {
    match (count, noun) {
        (1, noun) => format!("1 {noun}"),
        (count, "fix") => format!("{count} fixes"),
        (count, noun) => format!("{count} {noun}s"),
    }
}
