//! `bilint lexicon train`: word translations from the user's own pairs.

use std::io;
use std::path::{Path, PathBuf};

use bilint::Format;
use bilint::align::{WordPair, WordPool};
use bilint::document::{RecordError, TranslationUnit, UnitOptions, Units};
use bilint::language::lexicon::write_lexicon;
use bilint::language::{detect, pack};
use bilint::report::Failure;
use bilint::text::Tag;

use super::super::output::{WholeFile, error, note};
use super::super::{CommandError, Status, input};

/// Pairs that are looked at for their languages, where nothing states them.
const LOOKED_AT: usize = 200;
/// Places of one file that are no units are named one by one up to this many.
const NAMED: usize = 20;

#[derive(clap::Args)]
pub struct Args {
    /// Files that hold both sides: JSON Lines, TMX, XLIFF, PO, TSV, CSV, all of them gzipped too. Of
    /// more than 500,000 pairs of segments, or 24 million pairs of words in them, every second,
    /// fourth, eighth … one is used
    #[arg(value_name = "PAIRS", required = true)]
    pairs: Vec<PathBuf>,
    /// The lexicon to write; `--lexicon` takes it
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The source's language, as a BCP 47 tag; recognised when left out
    #[arg(long, value_name = "TAG")]
    source_lang: Option<Tag>,
    /// The translation's language, as a BCP 47 tag; recognised when left out
    #[arg(long, value_name = "TAG")]
    target_lang: Option<Tag>,
    /// The column of a table that holds the source: its name, or its number from 1
    #[arg(long, value_name = "COLUMN")]
    source_column: Option<String>,
    /// The column of a table that holds the translation: its name, or its number from 1
    #[arg(long, value_name = "COLUMN")]
    target_column: Option<String>,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    let written = |error: io::Error| {
        CommandError::Usage(format!("{} cannot be written: {error}", args.output.display()))
    };
    // A place that cannot be written to is better known before the work than after it.
    let mut file = WholeFile::create(&args.output).map_err(written)?;
    let options = UnitOptions {
        source_language: args.source_lang.clone(),
        target_language: args.target_lang.clone(),
        source_column: args.source_column.clone(),
        target_column: args.target_column.clone(),
    };
    let mut status = Status::Clean;
    let mut pairs = Pairs::new(args);
    for path in &args.pairs {
        if let Err(failure) = read(path, &options, &mut pairs, &mut status)? {
            status = Status::Failed;
            error(&format!("{}: {}", failure.path, failure.message));
        }
    }
    let Learned { source, target, words, seen, used, one_in } = pairs.learned()?;
    let entries = words.iter().map(|it| (&*it.source, &*it.target, it.strength));
    write_lexicon(&source, &target, entries, &mut file).map_err(written)?;
    file.finish().map_err(written)?;
    let name = input::name_of(&args.output);
    note(&format!(
        "{name}: {} of words, {source} → {target}, from {} of segments",
        counted(words.len(), "pair"),
        counted(used, "pair")
    ));
    if one_in > 1 {
        note(&format!(
            "{seen} different pairs of segments were given, more than are used at most: one in \
             {one_in} was taken, spread over all files"
        ));
    }
    Ok(status)
}

fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// Reads the pairs of a file. That one cannot be read does not keep the others from being read.
fn read(
    path: &Path,
    options: &UnitOptions,
    pairs: &mut Pairs,
    status: &mut Status,
) -> Result<Result<(), Failure>, CommandError> {
    let name = input::name_of(path);
    let format = Format::of_name(&name);
    if !format.is_bilingual() {
        let message = "does not hold both sides, as JSON Lines (`.jsonl`), TMX, XLIFF, PO, TSV and \
                       CSV do";
        return Ok(Err(Failure { path: name, message: message.to_owned() }));
    }
    let stream = match input::stream(path, &name) {
        Ok(stream) => stream,
        Err(failure) => return Ok(Err(failure)),
    };
    let mut failed = 0;
    for unit in Units::new(format, stream, options) {
        match unit {
            Ok(unit) => pairs.add(unit)?,
            Err(fault) => {
                failed += 1;
                if failed <= NAMED || matches!(fault, RecordError::Io { .. }) {
                    error(&format!("{name}: {fault}"));
                }
            }
        }
    }
    if failed > NAMED {
        error(&format!("{name}: {} more places are no units", failed - NAMED));
    }
    if failed > 0 {
        *status = Status::Failed;
    }
    Ok(Ok(()))
}

/// The pairs of all files, and the languages they turn out to be in.
struct Pairs {
    source: Option<Tag>,
    target: Option<Tag>,
    /// Pairs that wait until both languages are known.
    waiting: Vec<(String, String)>,
    pool: Option<WordPool>,
    /// Units in other languages.
    others: usize,
}

/// What the pairs taught.
struct Learned {
    source: Tag,
    target: Tag,
    words: Vec<WordPair<std::sync::Arc<str>>>,
    seen: usize,
    used: usize,
    one_in: usize,
}

impl Pairs {
    fn new(args: &Args) -> Pairs {
        Pairs {
            source: args.source_lang.clone(),
            target: args.target_lang.clone(),
            waiting: Vec::new(),
            pool: None,
            others: 0,
        }
    }

    fn add(&mut self, unit: TranslationUnit) -> Result<(), CommandError> {
        let Some(source) = unit.source.filter(|it| !it.text.trim().is_empty()) else {
            return Ok(());
        };
        if unit.target.text.trim().is_empty() {
            return Ok(());
        }
        let differs = |wanted: &Option<Tag>, stated: &Option<Tag>| {
            wanted.as_ref().zip(stated.as_ref()).is_some_and(|(a, b)| a.base() != b.base())
        };
        let other = differs(&self.source, &unit.source_language)
            || differs(&self.target, &unit.target_language);
        if other {
            self.others += 1;
            return Ok(());
        }
        self.source = self.source.take().or(unit.source_language);
        self.target = self.target.take().or(unit.target_language);
        match &mut self.pool {
            Some(pool) => pool.add(&source.text, &unit.target.text),
            None => self.waiting.push((source.text, unit.target.text)),
        }
        let known = self.source.is_some() && self.target.is_some();
        if self.pool.is_none() && (known || self.waiting.len() >= LOOKED_AT) {
            self.settle()?;
        }
        Ok(())
    }

    /// Finds out the languages that are not known yet, and lets in who waited for that.
    fn settle(&mut self) -> Result<(), CommandError> {
        let told = |known: &Option<Tag>, side: fn(&(String, String)) -> &str, what, option| {
            let texts = || self.waiting.iter().map(side).collect::<Vec<_>>().join("\n");
            let tag = known.clone().or_else(|| detect(&texts(), &[]).map(|it| it.tag));
            tag.ok_or_else(|| {
                let message =
                    format!("the language of the {what} cannot be told; say it: {option} TAG");
                CommandError::Usage(message)
            })
        };
        let source = told(&self.source, |it| &it.0, "source", "--source-lang")?;
        let target = told(&self.target, |it| &it.1, "translation", "--target-lang")?;
        if source.base() == target.base() {
            return Err(CommandError::Usage(format!(
                "source and translation seem to be in one language, {}; say them: --source-lang TAG \
                 --target-lang TAG",
                source.base()
            )));
        }
        let mut pool = WordPool::new(pack(&source), pack(&target));
        for (source, target) in self.waiting.drain(..) {
            pool.add(&source, &target);
        }
        (self.source, self.target, self.pool) = (Some(source), Some(target), Some(pool));
        Ok(())
    }

    fn learned(mut self) -> Result<Learned, CommandError> {
        if self.pool.is_none() && !self.waiting.is_empty() {
            self.settle()?;
        }
        let nothing = |message: String| Err(CommandError::Usage(message));
        let (Some(source), Some(target), Some(pool)) = (&self.source, &self.target, self.pool)
        else {
            let others = match (self.others, &self.source, &self.target) {
                (1.., Some(source), Some(target)) => {
                    format!(" in {source} and {target} ({} in other languages)", self.others)
                }
                _ => String::new(),
            };
            return nothing(format!(
                "there are no pairs of source and translation{others}; nothing was written"
            ));
        };
        if self.others > 0 {
            let (source, target) = (source.base(), target.base());
            note(&format!(
                "{} not in {source} and {target} left out",
                counted(self.others, "pair")
            ));
        }
        let (seen, used, one_in) = (pool.seen(), pool.used(), pool.one_in());
        let words = pool.word_pairs();
        if words.is_empty() {
            return nothing(format!(
                "nothing could be learned from {} of segments: a word must stand in several; \
                 nothing was written",
                counted(used, "pair")
            ));
        }
        Ok(Learned { source: source.base(), target: target.base(), words, seen, used, one_in })
    }
}
