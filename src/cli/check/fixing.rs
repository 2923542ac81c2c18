//! `--fix` and `--diff`: repairs in the files, made before the run proper checks what is there.

use std::fs;
use std::io::{self, IsTerminal};
use std::path::PathBuf;

use bilint::Pair;
use bilint::check::{Conflict, Repairs, repair};
use bilint::document::{JsonLines, Record, decode, records_with_one_doc};
use bilint::report::{Failure, printable};
use bilint::rules::Applicability;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use similar::TextDiff;

use super::super::CommandError;
use super::super::input::{self, STDIN, explained};
use super::super::output::{self, note, print, replace};
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
    pub jobs: Option<usize>,
}

/// What became of a file.
pub struct Fixed {
    path: PathBuf,
    name: String,
    old: String,
    new: String,
    applied: usize,
    conflicts: Vec<Conflict>,
    /// Repairs that cannot be written into this file.
    others: usize,
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
        let packed = bytes.starts_with(&[0x1F, 0x8B]);
        let old = decode(bytes).ok()?;
        let mut fixed = Fixed {
            path: target.path.clone(),
            name: target.name.clone(),
            new: old.clone(),
            old,
            applied: 0,
            conflicts: Vec::new(),
            others: 0,
            endless: false,
        };
        for pass in 0..PASSES {
            let repairs = self.repairs(target, &fixed.new);
            fixed.others = repairs.others;
            if packed {
                // What is compressed is left as it is.
                fixed.others += repairs.writable.len();
                break;
            }
            if repairs.writable.is_empty() {
                break;
            }
            let repaired = repair(&fixed.new, repairs.writable);
            if repaired.applied == 0 || repaired.text == fixed.new {
                break;
            }
            fixed.new = repaired.text;
            fixed.applied += repaired.applied;
            for conflict in repaired.conflicts {
                let key = |it: &Conflict| (it.left_out.rule.clone(), it.made.clone());
                // The next pass finds what was left out again, at another place perhaps.
                if pass == 0 || !fixed.conflicts.iter().any(|it| key(it) == key(&conflict)) {
                    fixed.conflicts.push(conflict);
                }
            }
            fixed.endless = pass + 1 == PASSES;
        }
        Some(fixed).filter(|it| it.applied > 0 || it.others > 0)
    }

    /// The repairs for a text that stands, or might stand, in the target.
    fn repairs(&self, target: &Target, text: &str) -> Repairs {
        let mut repairs = Repairs::default();
        let mut add = |pair: &Pair| {
            // What is counted here the run proper counts again.
            let verdict = self.bench.verdict(pair, &mut Tally::default());
            repairs.add(pair, &verdict.findings, self.least);
        };
        if target.is_stream() {
            let mut records = JsonLines::new(text.as_bytes()).peekable();
            while let Some(group) = records_with_one_doc(&mut records, |_| {}) {
                let (source, document) = Record::documents(&target.name, &group);
                add(&Pair::new(
                    document,
                    source,
                    None,
                    &self.bench.plans.of(&target.name).languages,
                ));
            }
        } else {
            let document = input::document_of(&target.name, text.to_owned());
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
            match replace(&file.path, file.old.as_bytes(), file.new.as_bytes()) {
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
        let diff = TextDiff::from_lines(file.old.as_str(), file.new.as_str());
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
        if self.others > 0 {
            let reason = if name.ends_with(".gz") { "compressed" } else { "of this format" };
            let fixes = counted(self.others, "fix");
            note(&format!("{name}: {fixes} not made: files {reason} are not changed in place"));
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
