//! The command line: one file a command. Files are opened here, and only here is anything printed.

mod align;
mod baseline;
mod check;
mod clock;
mod completions;
mod config;
mod evaluate;
mod explain;
mod files;
mod glossary;
#[cfg(feature = "history")]
mod history;
mod input;
mod lexicon;
mod output;
mod problem;
mod report;
mod rules;
mod segment;
mod test;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// How a command ended; the worst of its parts counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing that the user wants to be stopped by.
    Clean = 0,
    /// Findings.
    Findings = 1,
    /// Bad usage, or an input that could not be read.
    Failed = 2,
    /// Somebody stopped it.
    Stopped = 130,
}

#[derive(Parser)]
#[command(name = "bilint", version, about, max_term_width = 100)]
#[command(arg_required_else_help = true, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Check translations and print what is found
    Check(Box<check::Args>),
    /// Write one page about many translations: the state, the worst, what to do
    Report(Box<report::Args>),
    /// Print which sentences of a translation render which of its source
    Align(align::Args),
    /// Print the sentences of a text
    Segment(segment::Args),
    /// Measure findings, alignment and sentences against annotated data
    Evaluate(evaluate::Args),
    /// Print the documentation of a rule
    Explain(explain::Args),
    /// List all rules
    Rules(rules::Args),
    /// Word translations: what is known about a word
    Lexicon(lexicon::Args),
    /// Findings that are accepted for good
    Baseline(baseline::Args),
    /// Past runs: what is new, what is fixed, whether it is getting better
    #[cfg(feature = "history")]
    History(history::Args),
    /// Print which file is checked against which
    Files(Box<check::Args>),
    /// Run the examples of custom rules
    Test(test::Args),
    /// Write a `bilint.toml` to begin with
    Init(config::Init),
    /// Print the settings that hold, or their schema
    Config(config::Args),
    /// Print what makes a shell complete commands and options
    Completions(completions::Args),
    /// Print a manual page
    Man(completions::Man),
}

/// Reads the arguments, runs the command, and says how it ended.
pub fn run() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Check(args) => check::run(*args),
        Command::Report(args) => report::run(*args),
        Command::Align(args) => align::run(&args),
        Command::Segment(args) => segment::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Rules(args) => rules::run(&args),
        Command::Lexicon(args) => lexicon::run(&args),
        Command::Baseline(args) => baseline::run(&args),
        #[cfg(feature = "history")]
        Command::History(args) => history::run(&args),
        Command::Files(args) => files::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Init(args) => config::init(&args),
        Command::Config(args) => config::run(&args),
        Command::Completions(args) => completions::run(&args),
        Command::Man(args) => completions::man(&args),
    };
    let status = result.unwrap_or_else(|error| {
        output::error(&error);
        Status::Failed
    });
    ExitCode::from(status as u8)
}

/// Why a command could not do its work at all; said on stderr, and the exit status is 2.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// A file could not be read.
    #[error("{}: {}", .0.path, .0.message)]
    Read(bilint::report::Failure),
    /// What the arguments ask for cannot be done.
    #[error("{0}")]
    Usage(String),
    /// There is no such rule.
    #[error(transparent)]
    Selection(#[from] bilint::rules::SelectionError),
    /// What is set does not fit.
    #[error(transparent)]
    Settings(#[from] bilint::check::SettingsError),
    /// What was to be printed or written could not be.
    #[error("cannot write: {0}")]
    Write(std::io::Error),
}

impl From<bilint::report::Failure> for CommandError {
    fn from(failure: bilint::report::Failure) -> Self {
        CommandError::Read(failure)
    }
}
