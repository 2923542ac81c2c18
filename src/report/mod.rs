//! Findings as people and programs read them: one renderer a format.
//!
//! A report is written as the run goes on: a head, a piece for every pair that was checked, an end.
//! Pieces are rendered while their texts are at hand and put together in order later, so that a
//! run over many files keeps none of them.

mod concise;
#[cfg(feature = "cli")]
mod full;
mod json;
mod run;
mod words;

use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

pub use run::{Failure, Run, Summary, Unplaced, unplaced};
pub use words::{printable, wrap};

use crate::check::Finding;
use crate::pair::Pair;

/// A pair with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Checked<'p> {
    /// What was checked.
    pub pair: &'p Pair,
    /// What was found, in the order of the places.
    pub findings: &'p [Finding],
}

/// The looks of what people read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// The width of a line, in characters.
    pub width: usize,
    /// Whether to colour with ANSI sequences.
    pub colour: bool,
}

/// A format of reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For people: the place in the text, why it matters, what to do.
    #[cfg(feature = "cli")]
    Full,
    /// A line a finding, as compilers write them.
    Concise,
    /// One JSON document.
    Json,
    /// A JSON object a line, one for each finding.
    Jsonl,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Format] = &[
        #[cfg(feature = "cli")]
        Format::Full,
        Format::Concise,
        Format::Json,
        Format::Jsonl,
    ];

    /// The name by which it is chosen.
    pub const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "cli")]
            Format::Full => "full",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
        }
    }

    /// Writes what stands before everything.
    pub fn head(self, out: &mut impl Write) -> io::Result<()> {
        match self {
            Format::Json => json::head(out),
            _ => Ok(()),
        }
    }

    /// Writes what was found in one pair.
    pub fn piece(self, checked: Checked<'_>, look: Look, out: &mut impl Write) -> io::Result<()> {
        // Only the format for people has a look.
        let _ = look;
        match self {
            #[cfg(feature = "cli")]
            Format::Full => full::piece(checked, look, out),
            Format::Concise => concise::piece(checked.findings, out),
            Format::Json => json::piece(checked.findings, out),
            Format::Jsonl => json::lines(checked.findings, out),
        }
    }

    /// What stands between two pieces that are not empty.
    pub const fn between(self) -> &'static str {
        match self {
            Format::Json => ",\n",
            _ => "",
        }
    }

    /// Writes what stands behind everything.
    pub fn end(self, run: &Run, look: Look, out: &mut impl Write) -> io::Result<()> {
        let _ = look;
        match self {
            #[cfg(feature = "cli")]
            Format::Full => full::end(run, look, out),
            Format::Json => json::end(run, out),
            Format::Concise | Format::Jsonl => Ok(()),
        }
    }

    /// Whether the report itself names the snippets that have no place.
    pub const fn names_unplaced(self) -> bool {
        !matches!(self, Format::Concise | Format::Jsonl)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

/// A format that does not exist.
#[derive(Debug, thiserror::Error)]
#[error("`{0}` is no format of reports")]
pub struct UnknownFormat(String);

impl FromStr for Format {
    type Err = UnknownFormat;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Format::ALL.iter().find(|format| format.name() == name);
        found.copied().ok_or_else(|| UnknownFormat(name.to_owned()))
    }
}
