//! `bilint history export`: what a history holds, for other programs.

use std::io::{self, Write};
use std::path::PathBuf;

use bilint::history::{HistoryError, Table};
use clap::builder::{PossibleValuesParser, TypedValueParser};
use serde_json::Value;

use super::super::CommandError;
use super::super::output::WholeFile;
use super::{about, existing};

#[derive(clap::Args)]
pub struct Args {
    /// The history
    file: PathBuf,
    /// What is a row: a finding, an article or all of a run
    #[arg(long, value_parser = tables(), default_value = "findings")]
    table: Table,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// Write it into a file
    #[arg(long, short, value_name = "PATH")]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, clap::ValueEnum)]
enum Format {
    /// A JSON object a line
    Jsonl,
    /// A table
    Csv,
}

fn tables() -> impl TypedValueParser<Value = Table> {
    PossibleValuesParser::new(Table::ALL.map(Table::name)).map(|name| {
        let table = Table::ALL.into_iter().find(|table| table.name() == name);
        table.unwrap_or(Table::Findings)
    })
}

/// Why writing has stopped.
enum Stop {
    History(HistoryError),
    Write(io::Error),
}

impl From<HistoryError> for Stop {
    fn from(error: HistoryError) -> Stop {
        Stop::History(error)
    }
}

pub fn run(args: &Args) -> Result<(), CommandError> {
    let ended = match &args.output {
        Some(path) => {
            let mut file = WholeFile::create(path).map_err(CommandError::Write)?;
            write(args, &mut file)?.and_then(|()| file.finish().map_err(Stop::Write))
        }
        None => write(args, &mut io::BufWriter::new(io::stdout().lock()))?,
    };
    match ended {
        Ok(()) => Ok(()),
        Err(Stop::History(error)) => Err(about(&args.file, &error)),
        // Whoever read has gone away, and wants no more of it.
        Err(Stop::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(Stop::Write(error)) => Err(CommandError::Write(error)),
    }
}

fn write(args: &Args, out: &mut impl Write) -> Result<Result<(), Stop>, CommandError> {
    let history = existing(&args.file)?;
    let mut all = || {
        let names = history.columns(args.table)?;
        if args.format == Format::Csv {
            row(&names, out)?;
        }
        history.rows(args.table, |cells| match args.format {
            Format::Jsonl => line(&names, cells, out).map_err(Stop::Write),
            Format::Csv => row(&cells.iter().map(cell).collect::<Vec<_>>(), out),
        })?;
        out.flush().map_err(Stop::Write)
    };
    Ok(all())
}

/// An object with its keys in the order of the columns.
fn line(names: &[String], cells: &[Value], out: &mut impl Write) -> io::Result<()> {
    for (number, (name, cell)) in names.iter().zip(cells).enumerate() {
        write!(out, "{}{}: {cell}", if number == 0 { "{" } else { ", " }, Value::from(&**name))?;
    }
    out.write_all(b"}\n")
}

fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn row(cells: &[String], out: &mut impl Write) -> Result<(), Stop> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(cells).map_err(io::Error::other).map_err(Stop::Write)?;
    writer.flush().map_err(Stop::Write)
}
