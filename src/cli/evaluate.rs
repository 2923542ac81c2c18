//! `bilint evaluate GOLD…`: findings, alignment and segmentation against annotated data.

use std::io::Write;
use std::path::{Path, PathBuf};

use bilint::check::Checker;
use bilint::evaluate::alignment::{GoldTexts, evaluate_alignment, evaluate_snippets};
use bilint::evaluate::articles::Article;
use bilint::evaluate::coverage::evaluate_coverage;
use bilint::evaluate::{articles, records, segmentation};
use bilint::report::Failure;
use bilint::settings::Selection;
use bilint::text::Tag;
use bilint::{Format, Languages, Settings};
use clap::ValueEnum;
use serde::Serialize;

use super::lexicon::LexiconArgs;
use super::output::{error, print};
use super::{CommandError, Status, input};

#[derive(clap::Args)]
pub struct Args {
    /// Annotated data: folders of articles as in `corpora`, JSON Lines, MQM tables (`.tsv`)
    #[arg(value_name = "GOLD", required_unless_present_any = ["alignment", "segmentation"])]
    gold: Vec<PathBuf>,

    /// Score the alignment on a folder of NAME.src, NAME.tgt and NAME.gold
    #[arg(long, value_name = "DIR", requires = "source_lang", requires = "target_lang")]
    alignment: Option<PathBuf>,
    /// With --alignment: the source lines are loose snippets, in no order
    #[arg(long, requires = "alignment")]
    snippets: bool,
    /// Score the sentences on JSON Lines with `lang`, `text` and `sentences`
    #[arg(long, value_name = "FILE")]
    segmentation: Option<PathBuf>,

    /// The source's language, as a BCP 47 tag
    #[arg(long, value_name = "TAG")]
    source_lang: Option<Tag>,
    /// The translation's language, as a BCP 47 tag
    #[arg(long, value_name = "TAG")]
    target_lang: Option<Tag>,
    #[command(flatten)]
    lexicons: LexiconArgs,

    /// Only these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    select: Vec<String>,
    /// Not these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    ignore: Vec<String>,
    /// Rules that are still being tried run too
    #[arg(long)]
    preview: bool,

    /// List what was missed and what was found without being annotated
    #[arg(long)]
    list: bool,
    /// How to print the figures
    #[arg(long, value_enum, default_value = "table")]
    format: Output,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    /// A table
    Table,
    /// A JSON object a line, one for each kind of gold
    Json,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    let mut out = Vec::new();
    let mut status = Status::Clean;
    if let Some(folder) = &args.alignment {
        alignment(args, folder, &mut out)?;
    }
    if let Some(file) = &args.segmentation {
        let name = input::name_of(file);
        let score = segmentation::evaluate(input::stream(file, &name)?)
            .map_err(|error| failure(&name, error.to_string()))?;
        show(args.format, &score, |out| write!(out, "{score}"), &mut out)?;
    }
    let (folders, files): (Vec<&PathBuf>, Vec<&PathBuf>) =
        args.gold.iter().partition(|path| path.is_dir());
    if !folders.is_empty() {
        status = status.max(corpora(args, &folders, &mut out)?);
    }
    for file in files {
        table(args, file, &mut out)?;
    }
    print(&out)?;
    Ok(status)
}

fn settings(args: &Args) -> Settings {
    Settings {
        selection: Selection {
            select: args.select.iter().cloned().collect(),
            ignore: args.ignore.iter().cloned().collect(),
            preview: args.preview,
            ..Selection::default()
        },
        source_language: args.source_lang.clone(),
        target_language: args.target_lang.clone(),
        ..Settings::default()
    }
}

fn languages(args: &Args) -> Result<Languages, CommandError> {
    Ok(Languages {
        source: args.source_lang.clone(),
        target: args.target_lang.clone(),
        lexicons: args.lexicons.read()?,
        ..Languages::default()
    })
}

fn failure(path: &str, message: String) -> CommandError {
    CommandError::Read(Failure { path: path.to_owned(), message })
}

/// Writes figures as a table, or as a line of JSON.
fn show(
    format: Output,
    figures: &impl Serialize,
    table: impl FnOnce(&mut Vec<u8>) -> std::io::Result<()>,
    out: &mut Vec<u8>,
) -> Result<(), CommandError> {
    let written = match format {
        Output::Table => table(out),
        Output::Json => serde_json::to_writer(&mut *out, figures).map_err(Into::into),
    };
    written.and_then(|()| out.write_all(b"\n")).map_err(CommandError::Write)
}

fn alignment(args: &Args, folder: &Path, out: &mut Vec<u8>) -> Result<(), CommandError> {
    let (Some(source), Some(target)) = (&args.source_lang, &args.target_lang) else {
        let message = "--alignment needs --source-lang and --target-lang";
        return Err(CommandError::Usage(message.to_owned()));
    };
    let lexicons = args.lexicons.read()?;
    let name = input::name_of(folder);
    let documents = gold_texts(folder)?;
    if documents.is_empty() {
        return Err(failure(&name, "there is no NAME.gold with NAME.src and NAME.tgt".to_owned()));
    }
    let wrong =
        |error: bilint::evaluate::alignment::EvaluationError| failure(&name, error.to_string());
    if args.snippets {
        let figures = evaluate_snippets(&documents, (source, target), &lexicons).map_err(wrong)?;
        return show(args.format, &figures, |out| write!(out, "{figures}"), out);
    }
    let figures = evaluate_alignment(&documents, (source, target), &lexicons).map_err(wrong)?;
    show(args.format, &figures, |out| write!(out, "{figures}"), out)?;
    let checker = Checker::new(settings(args)).map_err(|it| CommandError::Usage(it.to_string()))?;
    let figures = evaluate_coverage(&documents, &checker, &languages(args)?).map_err(wrong)?;
    show(args.format, &figures, |out| write!(out, "{figures}"), out)
}

/// The documents of a folder in the order of their names.
fn gold_texts(folder: &Path) -> Result<Vec<GoldTexts>, CommandError> {
    let mut documents = Vec::new();
    for path in sorted(folder)? {
        if path.extension().is_none_or(|extension| extension != "gold") {
            continue;
        }
        documents.push(GoldTexts {
            name: input::name_of(&path),
            source: input::text(&path.with_extension("src"))?,
            target: input::text(&path.with_extension("tgt"))?,
            gold: input::text(&path)?,
        });
    }
    Ok(documents)
}

/// What a folder holds, in the order of the names.
fn sorted(folder: &Path) -> Result<Vec<PathBuf>, CommandError> {
    let entries = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let entries =
        entries.map_err(|error| failure(&input::name_of(folder), input::explained(&error)))?;
    let mut paths: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    paths.sort();
    Ok(paths)
}

/// Articles as in `corpora`: the folders themselves, or the folders in them.
fn corpora(args: &Args, folders: &[&PathBuf], out: &mut Vec<u8>) -> Result<Status, CommandError> {
    let mut status = Status::Clean;
    let mut gold = Vec::new();
    for folder in folders {
        let inside = sorted(folder)?.into_iter().filter(|path| path.is_dir());
        for folder in inside.chain([(*folder).clone()]) {
            match article(&folder) {
                Ok(Some(article)) => gold.push(article),
                Ok(None) => {}
                Err(wrong) => {
                    error(&wrong);
                    status = Status::Failed;
                }
            }
        }
    }
    if gold.is_empty() {
        let name = input::name_of(folders[0]);
        return Err(failure(&name, "there are no articles as in `corpora` here".to_owned()));
    }
    let figures = articles::evaluate(gold, &settings(args), &languages(args)?)?;
    show(args.format, &figures, |out| figures.table(out), out)?;
    if args.list {
        figures.list(out).map_err(CommandError::Write)?;
    }
    Ok(status)
}

/// The article of a folder; none when it holds none.
fn article(folder: &Path) -> Result<Option<Article>, CommandError> {
    let mut files = Vec::new();
    for path in sorted(folder)?.into_iter().filter(|path| path.is_file()) {
        let name = input::name_of(&path);
        if Article::uses(&name) {
            files.push((name, input::text(&path)?));
        }
    }
    if files.is_empty() {
        return Ok(None);
    }
    let name = folder.file_name().unwrap_or(folder.as_os_str()).to_string_lossy();
    let article = Article::from_files(&name, files);
    article.map(Some).map_err(|error| CommandError::Usage(error.to_string()))
}

fn table(args: &Args, file: &Path, out: &mut Vec<u8>) -> Result<(), CommandError> {
    let name = input::name_of(file);
    let gold = input::stream(file, &name)?;
    let settings = settings(args);
    let languages = languages(args)?;
    let figures = if Format::of_name(&name) == Format::JsonLines {
        records::evaluate(&name, gold, &settings, &languages)?
    } else {
        records::evaluate_mqm(&name, gold, &settings, &languages)?
    };
    show(args.format, &figures, |out| figures.table(out), out)
}
