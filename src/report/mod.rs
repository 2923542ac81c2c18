//! Findings as people and programs read them: one renderer a format.
//!
//! A [`Report`] is written as the run goes on: a head, a [`Piece`] for every pair that was checked,
//! an end. Pieces are made while their texts are at hand and put together in order later, so that a
//! run over many files keeps none of them. Formats that say something about the whole before its
//! parts, or that have room for so many findings only, keep what they need of the pieces.

pub mod batch;
mod checkstyle;
mod columns;
mod concise;
mod csv;
mod fix;
#[cfg(feature = "cli")]
mod full;
mod github;
mod gitlab;
mod grouped;
mod json;
mod junit;
pub mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod places;
mod rdjson;
mod run;
mod sarif;
mod shown;
mod summary;
#[cfg(test)]
mod testing;
mod uri;
mod words;
mod writing;
mod xliff;
mod xml;

use std::fmt;
use std::str::FromStr;

pub use run::{Failure, Run, Summary, Unplaced, unplaced};
pub use words::{printable, wrap};
pub use writing::{Manner, Piece, Report};
pub use xml::escaped;

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
    /// A line a finding under the name of its file.
    Grouped,
    /// One JSON document.
    Json,
    /// A JSON object a line, one for each finding.
    Jsonl,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// JUnit's XML, for lists of tests.
    Junit,
    /// Commands for GitHub's workflows.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// reviewdog's diagnostics.
    Rdjson,
    /// Checkstyle's XML.
    Checkstyle,
    /// A table.
    Csv,
    /// A page with the texts.
    Html,
    /// The same table as a Parquet file: bytes, for files alone.
    #[cfg(feature = "parquet")]
    Parquet,
    /// The XLIFF file that was checked, with the findings in it.
    Xliff,
}

impl Format {
    /// All that are text; a Parquet file is none.
    pub const ALL: &'static [Format] = &[
        #[cfg(feature = "cli")]
        Format::Full,
        Format::Concise,
        Format::Grouped,
        Format::Json,
        Format::Jsonl,
        Format::Sarif,
        Format::Junit,
        Format::Github,
        Format::Gitlab,
        Format::Rdjson,
        Format::Checkstyle,
        Format::Csv,
        Format::Html,
        Format::Xliff,
    ];

    /// The name by which it is chosen.
    pub const fn name(self) -> &'static str {
        match self {
            #[cfg(feature = "cli")]
            Format::Full => "full",
            Format::Concise => "concise",
            Format::Grouped => "grouped",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Sarif => "sarif",
            Format::Junit => "junit",
            Format::Github => "github",
            Format::Gitlab => "gitlab",
            Format::Rdjson => "rdjson",
            Format::Checkstyle => "checkstyle",
            Format::Csv => "csv",
            Format::Html => "html",
            #[cfg(feature = "parquet")]
            Format::Parquet => "parquet",
            Format::Xliff => "xliff",
        }
    }

    /// What it is for, in a few words.
    pub const fn purpose(self) -> &'static str {
        match self {
            #[cfg(feature = "cli")]
            Format::Full => "for people: the place in the text, why it matters, what to do",
            Format::Concise => "a line a finding, which editors can jump to",
            Format::Grouped => "a line a finding under the name of its file",
            Format::Json => "one JSON document with all that is known",
            Format::Jsonl => "a JSON object a line, one for each finding",
            Format::Sarif => "SARIF 2.1.0: code scanning of GitHub and others",
            Format::Junit => "JUnit XML: lists of tests in Jenkins, GitLab and others",
            Format::Github => "annotations of a GitHub workflow",
            Format::Gitlab => "GitLab's code quality report",
            Format::Rdjson => "reviewdog's diagnostics",
            Format::Checkstyle => "Checkstyle XML",
            Format::Csv => "a table, a row a finding",
            Format::Html => {
                "a page: figures, and each text beside its source with the findings in it"
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => "the same table as a Parquet file",
            Format::Xliff => {
                "the checked XLIFF file with the findings in it (ITS 2.0 locQualityIssue)"
            }
        }
    }

    /// Whether the report itself names the snippets that have no place.
    pub const fn names_unplaced(self) -> bool {
        match self {
            #[cfg(feature = "cli")]
            Format::Full => true,
            Format::Grouped | Format::Json | Format::Sarif | Format::Github | Format::Html => true,
            Format::Concise
            | Format::Jsonl
            | Format::Gitlab
            | Format::Rdjson
            | Format::Checkstyle
            | Format::Junit
            | Format::Csv
            | Format::Xliff => false,
            #[cfg(feature = "parquet")]
            Format::Parquet => false,
        }
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
