//! `bilint lexicon`, and the lexicons that other commands are given.

mod train;

use std::io::{BufReader, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use bilint::language::lexicon::{
    Lexicon, Lexicons, Rendering, Translations, lemmas, read_dictd, read_lexicon,
};
use bilint::language::pack;
use bilint::report::Failure;
use bilint::text::Tag;

use super::output::print;
use super::{CommandError, Status, input};

/// Where Debian installs lexicons: Ding's, and FreeDict's for dictd.
const INSTALLED: &[&str] = &[
    "/usr/share/trans/de-en",
    "/usr/share/dictd/freedict-eng-deu.index",
    "/usr/share/dictd/freedict-deu-eng.index",
];

/// The lexicons that a command asks beside the built-in one.
#[derive(clap::Args, Clone)]
pub struct LexiconArgs {
    /// A lexicon beside the built-in one: tab-separated, Ding's, the `.index` of one of dictd's, or
    /// trained; `auto` takes what the system has installed, `none` leaves the built-in one out
    #[arg(long, value_name = "FILE|auto|none", help_heading = "Source")]
    lexicon: Vec<PathBuf>,
}

impl LexiconArgs {
    /// Reads them.
    pub fn read(&self) -> Result<Lexicons, Failure> {
        self.read_or(None)
    }

    /// Reads them, or those of the settings when none is named here.
    pub fn read_or(&self, others: Option<&[String]>) -> Result<Lexicons, Failure> {
        let others = others.unwrap_or_default().iter().map(PathBuf::from);
        let paths: Vec<PathBuf> =
            if self.lexicon.is_empty() { others.collect() } else { self.lexicon.clone() };
        let mut lexicons = Lexicons::default();
        for path in &paths {
            match path.to_str() {
                Some("none") => lexicons.without_built_in = true,
                Some("auto") => {
                    for path in INSTALLED.iter().map(Path::new).filter(|path| path.exists()) {
                        lexicons.given.push(Arc::new(read(path)?));
                    }
                }
                _ => lexicons.given.push(Arc::new(read(path)?)),
            }
        }
        Ok(lexicons)
    }
}

fn read(path: &Path) -> Result<Lexicon, Failure> {
    let name = input::name_of(path);
    let failure = |message: String| Failure { path: name.clone(), message };
    if path.extension().is_none_or(|extension| extension != "index") {
        let stream = input::stream(path, &name)?;
        return read_lexicon(stream).map_err(|error| failure(error.to_string()));
    }
    let packed = [path.with_extension("dict.dz"), path.with_extension("dict")];
    let Some(dictionary) = packed.iter().find(|path| path.exists()) else {
        return Err(failure("the dictionary `.dict.dz` or `.dict` is not beside it".to_owned()));
    };
    let index = input::stream(path, &name)?;
    let dictionary = input::unpacked(dictionary)?;
    read_dictd(BufReader::new(index), &dictionary).map_err(|error| failure(error.to_string()))
}

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    command: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// Print what the lexicons know about a word, in either language
    Show(Show),
    /// Learn which words render each other from translations, and write a lexicon of them
    Train(train::Args),
}

#[derive(clap::Args)]
struct Show {
    /// The word, in any of its forms
    word: String,
    /// One of the two languages
    #[arg(long, value_name = "TAG", default_value = "en")]
    source_lang: Tag,
    /// The other
    #[arg(long, value_name = "TAG", default_value = "de")]
    target_lang: Tag,
    #[command(flatten)]
    lexicons: LexiconArgs,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    match &args.command {
        Action::Show(args) => show(args),
        Action::Train(args) => train::run(args),
    }
}

fn show(args: &Show) -> Result<Status, CommandError> {
    let lexicons = args.lexicons.read()?;
    let mut out = Vec::new();
    for (source, target) in
        [(&args.source_lang, &args.target_lang), (&args.target_lang, &args.source_lang)]
    {
        let translations = Translations::new(pack(source), pack(target), &lexicons);
        for lemma in lemmas(&args.word, &translations.source) {
            let renderings = translations.renderings(&lemma);
            if !renderings.is_empty() {
                let line = |out: &mut Vec<u8>| {
                    writeln!(out, "{source} → {target}  {lemma}: {}", listed(&renderings))
                };
                line(&mut out).map_err(CommandError::Write)?;
            }
        }
    }
    print(&out)?;
    if out.is_empty() {
        super::output::note(&format!("no lexicon knows `{}`", args.word));
    }
    Ok(Status::Clean)
}

/// Renderings with their strength where it is not 1.
fn listed(renderings: &[&Rendering]) -> String {
    let one = |it: &&Rendering| match it.strength {
        1.0 => it.text.clone(),
        strength => format!("{} ({strength:.2})", it.text),
    };
    renderings.iter().map(one).collect::<Vec<_>>().join(", ")
}
