//! How a report is put together: a head, pieces in order, an end.

use std::io::{self, Write};

use super::batch::{self, About, Batch, Gathered, Limits};
#[cfg(feature = "cli")]
use super::full;
use super::page::{self, Texts};
#[cfg(feature = "parquet")]
use super::parquet;
use super::{
    Checked, Format, Look, Run, checkstyle, concise, csv, github, gitlab, grouped, json, junit,
    rdjson, sarif, xliff,
};
use crate::settings::{Severity, Weights};

/// How a report is rendered, besides its format.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Manner {
    /// The looks, for formats that people read.
    pub look: Look,
    /// From this severity on a finding is a failure, for formats that tell failures from what may
    /// pass.
    pub fail_on: Severity,
    /// What findings weigh, for formats that show the score of each text.
    pub weights: Weights,
    /// The most penalty points per 1,000 words that all texts together, and each one, may have.
    pub most: [Option<f64>; 2],
}

impl Manner {
    /// The presets.
    pub fn new(look: Look, fail_on: Severity) -> Manner {
        Manner { look, fail_on, weights: Weights::default(), most: [None; 2] }
    }
}

/// What a report says of one pair: made while the pair's texts are at hand, written later.
#[derive(Debug)]
pub struct Piece(Content);

#[derive(Debug)]
enum Content {
    /// Text that is written as it is.
    Text(Vec<u8>),
    /// Text that stands under the name of its file; there may be none.
    OfFile { path: String, text: Vec<u8> },
    /// Results of SARIF.
    Results(Vec<sarif::Entry>),
    /// Tests of a file.
    Tests { path: String, tests: junit::Tests },
    /// A text of a page.
    Gathered(Option<Box<Gathered>>),
    /// Findings that become rows.
    #[cfg(feature = "parquet")]
    Rows(Vec<crate::check::Finding>),
    /// Remarks in the file itself.
    Remarks(xliff::Remarks),
}

/// The text that a renderer writes. Writing into memory cannot fail.
fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Vec<u8> {
    let mut text = Vec::new();
    let _ = write(&mut text);
    text
}

impl Format {
    /// What is to be said of one pair.
    pub fn piece(self, checked: Checked<'_>, manner: Manner) -> Piece {
        let Manner { look, fail_on, ref weights, .. } = manner;
        let Checked { pair, findings } = checked;
        let path = || pair.target.document.path.clone();
        Piece(match self {
            #[cfg(feature = "cli")]
            Format::Full => Content::Text(text(|out| full::piece(checked, look, out))),
            Format::Concise => Content::Text(text(|out| concise::piece(findings, out))),
            Format::Json => Content::Text(text(|out| json::piece(findings, out))),
            Format::Jsonl => Content::Text(text(|out| json::lines(findings, out))),
            Format::Github => Content::Text(text(|out| github::piece(checked, out))),
            Format::Gitlab => Content::Text(text(|out| gitlab::piece(checked, out))),
            Format::Rdjson => Content::Text(text(|out| rdjson::piece(checked, out))),
            Format::Csv => Content::Text(text(|out| csv::piece(findings, out))),
            #[cfg(feature = "parquet")]
            Format::Parquet => Content::Rows(findings.to_vec()),
            Format::Grouped => {
                let text = text(|out| grouped::piece(findings, look, out));
                Content::OfFile { path: path(), text }
            }
            Format::Checkstyle => {
                let text = text(|out| checkstyle::piece(checked, out));
                Content::OfFile { path: path(), text }
            }
            Format::Sarif => Content::Results(sarif::entries(checked)),
            Format::Html => {
                let about = &About::default();
                let manner = batch::Manner { about, weights, data: false, revision: None };
                Content::Gathered(Gathered::of(&[checked], &manner).map(Box::new))
            }
            Format::Junit => Content::Tests { path: path(), tests: junit::tests(checked, fail_on) },
            Format::Xliff => Content::Remarks(xliff::remarks(findings)),
        })
    }

    /// What stands between two pieces of text that are not empty.
    const fn between(self) -> &'static str {
        match self {
            Format::Json | Format::Gitlab | Format::Rdjson => ",\n",
            _ => "",
        }
    }
}

/// A report that is being written.
#[derive(Debug)]
pub struct Report {
    format: Format,
    manner: Manner,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Text goes out as it comes.
    Text { begun: bool },
    /// Text goes out under the names of files; this one is open.
    Files { open: Option<String> },
    /// Results are kept.
    Results(sarif::Results),
    /// The tests of one file are kept, until the next one begins.
    Tests(junit::Suites),
    /// Texts and their figures are kept: the page begins with the figures.
    Page(Vec<Gathered>),
    /// Rows are kept until a group of them is full.
    #[cfg(feature = "parquet")]
    Rows(Box<parquet::Table>),
    /// Remarks are kept, until the file they belong in is there.
    Remarks { remarks: xliff::Remarks, original: String },
}

impl Report {
    /// Starts a report.
    pub fn new(format: Format, manner: Manner) -> Report {
        let state = match format {
            Format::Grouped | Format::Checkstyle => State::Files { open: None },
            Format::Sarif => State::Results(sarif::Results::default()),
            Format::Junit => State::Tests(junit::Suites::default()),
            Format::Html => State::Page(Vec::new()),
            #[cfg(feature = "parquet")]
            Format::Parquet => State::Rows(Box::default()),
            Format::Xliff => {
                State::Remarks { remarks: xliff::Remarks::default(), original: String::new() }
            }
            _ => State::Text { begun: false },
        };
        Report { format, manner, state }
    }

    /// The format.
    pub fn format(&self) -> Format {
        self.format
    }

    /// How it is rendered.
    pub fn manner(&self) -> Manner {
        self.manner
    }

    /// Gives the text of the file that was checked to a report that is this file with the findings
    /// in it; others do not need it.
    pub fn give(&mut self, text: &str) {
        if let State::Remarks { original, .. } = &mut self.state {
            text.clone_into(original);
        }
    }

    /// Writes what stands before everything.
    pub fn head(&self, out: &mut impl Write) -> io::Result<()> {
        match self.format {
            Format::Json => json::head(out),
            Format::Gitlab => gitlab::head(out),
            Format::Rdjson => rdjson::head(out),
            Format::Checkstyle => checkstyle::head(out),
            Format::Csv => csv::head(out),
            Format::Junit => junit::head(out),
            _ => Ok(()),
        }
    }

    /// Adds what is said of a pair, and writes what can be written now. The piece is one of the
    /// report's own format.
    pub fn add(&mut self, piece: Piece, out: &mut impl Write) -> io::Result<()> {
        match (&mut self.state, piece.0) {
            (State::Text { begun }, Content::Text(text)) if !text.is_empty() => {
                if std::mem::replace(begun, true) {
                    out.write_all(self.format.between().as_bytes())?;
                }
                out.write_all(&text)
            }
            (State::Files { open }, Content::OfFile { path, text }) => {
                // Only lists for programs name files in which nothing was found.
                if text.is_empty() && self.format == Format::Grouped {
                    return Ok(());
                }
                if open.as_ref() != Some(&path) {
                    match self.format {
                        Format::Checkstyle => checkstyle::next_file(open.is_some(), &path, out)?,
                        _ => grouped::next_file(open.is_some(), &path, self.manner.look, out)?,
                    }
                    *open = Some(path);
                }
                out.write_all(&text)
            }
            (State::Results(results), Content::Results(entries)) => {
                results.add(entries);
                Ok(())
            }
            (State::Page(texts), Content::Gathered(text)) => {
                texts.extend(text.map(|text| *text));
                Ok(())
            }
            (State::Tests(suites), Content::Tests { path, tests }) => suites.add(path, tests, out),
            #[cfg(feature = "parquet")]
            (State::Rows(table), Content::Rows(findings)) => table.add(&findings, out),
            (State::Remarks { remarks, .. }, Content::Remarks(more)) => {
                remarks.add(more);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Writes what is left and what stands behind everything. What could not be told within the
    /// limits of the format is the answer, as a sentence.
    pub fn end(self, run: &Run, out: &mut impl Write) -> io::Result<Option<String>> {
        match (self.state, self.format) {
            #[cfg(feature = "cli")]
            (_, Format::Full) => full::end(run, self.manner.look, out)?,
            #[cfg(feature = "parquet")]
            (State::Rows(table), _) => table.end(out)?,
            (_, Format::Json) => json::end(run, out)?,
            (_, Format::Github) => github::end(run, out)?,
            (_, Format::Gitlab) => gitlab::end(out)?,
            (_, Format::Rdjson) => rdjson::end(out)?,
            (State::Files { open }, Format::Grouped) => {
                grouped::end(open.is_some(), run, self.manner.look, out)?;
            }
            (State::Files { open }, _) => checkstyle::end(open.is_some(), run, out)?,
            (State::Results(results), _) => return results.write(run, out),
            (State::Tests(suites), _) => suites.end(run, out)?,
            (State::Page(texts), _) => end_of_page(texts, &self.manner, run, out)?,
            (State::Remarks { remarks, original }, _) => return remarks.write(&original, out),
            (State::Text { .. }, _) => {}
        }
        Ok(None)
    }
}

fn end_of_page(
    texts: Vec<Gathered>,
    manner: &Manner,
    run: &Run,
    out: &mut impl Write,
) -> io::Result<()> {
    let (mut articles, mut pages) = (Vec::new(), Vec::new());
    for text in texts {
        articles.push(text.article);
        pages.push(text.page);
    }
    let name = match &articles[..] {
        [one] => one.path.clone(),
        many => format!("{} texts", many.len()),
    };
    let [max_penalty, max_document_penalty] = manner.most;
    let batch = Batch {
        name,
        articles,
        errors: run.errors.clone(),
        unplaced: run.unplaced.clone(),
        weights: manner.weights,
        limits: Limits {
            fail_on: manner.fail_on,
            max_penalty,
            max_document_penalty,
            ..Limits::default()
        },
        ..Batch::default()
    };
    page::write(&batch, Texts::Inside, &mut |number| Ok(std::mem::take(&mut pages[number])), out)
}
