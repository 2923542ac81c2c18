//! `bilint segment FILE`: the sentences of a text.

use std::io::{BufRead, Write};
use std::path::PathBuf;

use bilint::language::{detect, pack};
use bilint::reading::{Side, sentences};
use bilint::report::Failure;
use bilint::text::{Span, Tag, squeeze};
use bilint::{Document, Format};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::input;
use super::output::{error, print};
use super::{CommandError, Status};

#[derive(clap::Args)]
pub struct Args {
    /// The text; `-` for standard input. JSON Lines with `text` and `lang` are cut line by line
    file: PathBuf,
    /// The language, as a BCP 47 tag; recognised when left out
    #[arg(long, value_name = "TAG")]
    lang: Option<Tag>,
    /// How to print them; JSON Lines in, JSON Lines out, otherwise text when left out
    #[arg(long, value_enum)]
    format: Option<Output>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    /// A sentence a line
    Text,
    /// A JSON object a line, with the place
    Jsonl,
}

#[derive(Deserialize)]
struct Text {
    id: Option<serde_json::Value>,
    lang: Option<Tag>,
    text: String,
}

#[derive(Serialize)]
struct Cut<'t> {
    id: String,
    sentences: Vec<&'t str>,
}

#[derive(Serialize)]
struct Sentence<'s> {
    index: usize,
    span: Span,
    text: &'s str,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    let name = input::name_of(&args.file);
    let mut out = Vec::new();
    let status = if Format::of_name(&name) == Format::JsonLines {
        records(args, &name, &mut out)?
    } else {
        text(args, input::document(&args.file, &name)?, &mut out)?;
        Status::Clean
    };
    print(&out)?;
    Ok(status)
}

fn text(args: &Args, document: Document, out: &mut Vec<u8>) -> Result<(), CommandError> {
    let tag = args.lang.clone().or_else(|| document.language.clone());
    let tag = tag.unwrap_or_else(|| recognised(&document.prose()));
    let side = Side::new(document, &tag);
    for (index, sentence) in side.sentences().iter().enumerate() {
        let block = &side.blocks()[sentence.block];
        let text = block.excerpt(sentence.span);
        let written = match args.format {
            Some(Output::Text) | None => writeln!(out, "{}", squeeze(&text)),
            Some(Output::Jsonl) => {
                json_line(&Sentence { index, span: block.map.raw(sentence.span), text: &text }, out)
            }
        };
        written.map_err(CommandError::Write)?;
    }
    Ok(())
}

fn records(args: &Args, name: &str, out: &mut Vec<u8>) -> Result<Status, CommandError> {
    let mut status = Status::Clean;
    for (number, line) in (1..).zip(input::stream(&args.file, name)?.lines()) {
        let failure = |message| Failure { path: name.to_owned(), message };
        let line = line.map_err(|it| failure(format!("line {number}: {it}")))?;
        let line = line.trim_start_matches('\u{FEFF}').trim();
        if line.is_empty() {
            continue;
        }
        let record: Text = match serde_json::from_str(line) {
            Ok(record) => record,
            Err(wrong) => {
                let expected = "expected an object such as {\"text\": \"…\", \"lang\": \"de\"}";
                let wrong = input::json_fault(&wrong);
                error(&format!("{name}: line {number}: {wrong}; {expected}"));
                status = Status::Failed;
                continue;
            }
        };
        let tag = args.lang.clone().or(record.lang);
        let tag = tag.unwrap_or_else(|| recognised(&record.text));
        let spans = sentences(&record.text, &pack(&tag));
        let cut = spans.into_iter().map(|span| span.of(&record.text));
        let written = match args.format {
            Some(Output::Text) => {
                cut.into_iter().try_for_each(|it| writeln!(out, "{}", squeeze(it)))
            }
            Some(Output::Jsonl) | None => {
                let id = input::record_id(record.id, number);
                json_line(&Cut { id, sentences: cut.collect() }, out)
            }
        };
        written.map_err(CommandError::Write)?;
    }
    Ok(status)
}

fn recognised(text: &str) -> Tag {
    detect(text, &[]).map_or_else(|| Tag::language_only("und"), |detected| detected.tag)
}

fn json_line(value: &impl Serialize, out: &mut Vec<u8>) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}
