//! The options of `check` and what follows from them.

use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use bilint::Severity;
use bilint::document::UnitOptions;
use bilint::report::{Format, Look, Manner, Report};
use bilint::rules::{Applicability, CUSTOM, known};
use bilint::settings::Config;
use bilint::text::Tag;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use super::super::CommandError;
use super::super::config::ConfigArgs;
use super::super::glossary::GlossaryArgs;
use super::super::input::STDIN;
use super::super::lexicon::LexiconArgs;
use super::super::output::WholeFile;
use super::printer::{Output, Sink};
use super::targets::Target;

#[derive(clap::Args)]
pub struct Args {
    /// Translations: files, folders, or `-` for standard input
    #[arg(value_name = "TARGET", required = true)]
    pub targets: Vec<PathBuf>,

    /// The source of the one target; looked for beside it when left out
    #[arg(long, value_name = "FILE", help_heading = "Source")]
    pub source: Option<PathBuf>,
    /// Loose pieces of source, in any order: a line each, or JSON Lines with `snippet`
    #[arg(long, value_name = "FILE", help_heading = "Source")]
    pub snippets: Option<PathBuf>,
    /// The source's language, as a BCP 47 tag; recognised when left out
    #[arg(long, value_name = "TAG", help_heading = "Source")]
    pub source_lang: Option<Tag>,
    /// The translation's language, as a BCP 47 tag; recognised when left out
    #[arg(long, value_name = "TAG", help_heading = "Source")]
    pub target_lang: Option<Tag>,
    #[command(flatten)]
    pub lexicons: LexiconArgs,
    #[command(flatten)]
    pub glossaries: GlossaryArgs,

    /// The column of a table that holds the source: its name, or its number from 1
    #[arg(long, value_name = "COLUMN", help_heading = "Source")]
    pub source_column: Option<String>,
    /// The column of a table that holds the translation: its name, or its number from 1
    #[arg(long, value_name = "COLUMN", help_heading = "Source")]
    pub target_column: Option<String>,

    /// Only these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub select: Vec<String>,
    /// These rules or groups besides
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub extend_select: Vec<String>,
    /// Not these rules or groups
    #[arg(long, value_name = "RULE", value_delimiter = ',', help_heading = "Rules")]
    pub ignore: Vec<String>,
    /// Rules that are still being tried run too
    #[arg(long, help_heading = "Rules")]
    pub preview: bool,
    /// Leave out findings of less harm [default: minor]
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), help_heading = "Rules")]
    pub min_severity: Option<Severity>,
    /// Leave out findings that are less sure, from 0 to 1 [default: 0.5]
    #[arg(long, value_name = "NUMBER", value_parser = share, help_heading = "Rules")]
    pub min_confidence: Option<f64>,

    #[command(flatten)]
    pub settings: ConfigArgs,

    /// Exit with 1 when there is a finding of this harm or more [default: major]
    #[arg(long, value_name = "SEVERITY", value_parser = severities(), help_heading = "Gate")]
    pub fail_on: Option<Severity>,
    /// Exit with 1 when a rule or group has more findings; may be repeated
    #[arg(long, value_name = "RULE=N", value_parser = most, value_delimiter = ',',
          help_heading = "Gate")]
    pub max_findings: Vec<(String, usize)>,
    /// Exit with 1 when the findings weigh more, in penalty points per 1,000 words over all texts
    #[arg(long, value_name = "N", value_parser = points, help_heading = "Gate")]
    pub max_penalty: Option<f64>,
    /// Exit with 1 when those of one text weigh more, in penalty points per 1,000 words
    #[arg(long, value_name = "N", value_parser = points, help_heading = "Gate")]
    pub max_document_penalty: Option<f64>,
    /// Leave out the findings that this file accepts; see `bilint baseline`
    #[arg(long, value_name = "FILE", help_heading = "Gate")]
    pub baseline: Option<PathBuf>,
    /// Leave out findings on lines that have not changed since this commit, or since the branch
    /// left it
    #[arg(long, value_name = "REV", help_heading = "Gate")]
    pub changed_since: Option<String>,

    /// How to print the findings
    #[arg(long, value_parser = formats(), default_value = "full", help_heading = "Output")]
    pub format: Format,
    /// Write a report into a file as well; may be repeated
    #[arg(long, value_name = "FORMAT=PATH", value_parser = output_file, help_heading = "Output")]
    pub output: Vec<(Format, PathBuf)>,

    /// Note the run in this file, and say what is new and what is fixed since the one before; see
    /// `bilint history`
    #[cfg(feature = "history")]
    #[arg(long, value_name = "FILE", help_heading = "Output")]
    pub history: Option<PathBuf>,

    /// Make the safe repairs in the files; what remains is printed and decides the exit status
    #[arg(long, help_heading = "Fixes")]
    pub fix: bool,
    /// With --fix or --diff: repairs too that a person has to look at
    #[arg(long, help_heading = "Fixes")]
    pub unsafe_fixes: bool,
    /// Print what --fix would change, and change nothing
    #[arg(long, help_heading = "Fixes", conflicts_with = "fix")]
    pub diff: bool,

    /// Say how often each rule has found something, on stderr
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,
    /// Say how long each rule has worked, on stderr
    #[arg(long, help_heading = "Output")]
    pub timings: bool,

    /// The name of what is read from standard input; tells its format, language and source
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// How many threads work; as many as the machine has when left out
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

impl Args {
    /// The same settings with what is said here put over them.
    pub fn over(&self, mut config: Config) -> Config {
        if !self.select.is_empty() {
            // Who names rules here means these, whatever the file adds or leaves out.
            config.extend_select.clear();
            config.ignore.retain(|name| !self.select.contains(name));
        }
        let here = Config {
            select: (!self.select.is_empty()).then(|| self.select.clone()),
            extend_select: self.extend_select.clone(),
            ignore: self.ignore.clone(),
            preview: self.preview.then_some(true),
            min_severity: self.min_severity,
            min_confidence: self.min_confidence,
            fail_on: self.fail_on,
            max_findings: self.max_findings.iter().cloned().collect(),
            max_penalty: self.max_penalty,
            max_document_penalty: self.max_document_penalty,
            source_lang: self.source_lang.clone(),
            target_lang: self.target_lang.clone(),
            baseline: self.baseline.as_ref().map(|path| path.to_string_lossy().into_owned()),
            ..Config::default()
        };
        here.over(config)
    }

    /// The file that the run is to be noted in.
    pub fn history(&self) -> Option<&Path> {
        #[cfg(feature = "history")]
        return self.history.as_deref();
        #[cfg(not(feature = "history"))]
        None
    }

    /// What is said about the sides of bilingual files.
    pub fn unit_options(&self) -> UnitOptions {
        UnitOptions {
            source_language: self.source_lang.clone(),
            target_language: self.target_lang.clone(),
            source_column: self.source_column.clone(),
            target_column: self.target_column.clone(),
        }
    }

    /// Whether what is said about the source goes with the targets.
    pub fn verify(&self, targets: &[Target]) -> Result<(), CommandError> {
        let inputs = self.targets.iter().chain(&self.source).chain(&self.snippets);
        if inputs.clone().filter(|path| path.as_os_str() == STDIN).count() > 1 {
            let message = "standard input can be read only once; `-` may stand for one input";
            return Err(CommandError::Usage(message.to_owned()));
        }
        if self.changed_since.is_some() && self.history().is_some() {
            let message = "--changed-since leaves out most findings, and a history would take them \
                           for fixed; note a run without it";
            return Err(CommandError::Usage(message.to_owned()));
        }
        self.verify_fixes()?;
        if self.wants_file() && self.file_with_findings(targets).is_none() {
            let message = "the format xliff is the file that was checked with the findings in it; \
                           check one XLIFF file by its name";
            return Err(CommandError::Usage(message.to_owned()));
        }
        let same = |a: &PathBuf, b: &PathBuf| {
            fs::canonicalize(a).is_ok_and(|a| fs::canonicalize(b).is_ok_and(|b| a == b))
        };
        if let Some((_, path)) =
            self.output.iter().find(|(_, path)| inputs.clone().any(|input| same(input, path)))
        {
            return Err(CommandError::Usage(format!(
                "--output would overwrite {}, which is an input; name another file",
                path.display()
            )));
        }
        let named = [("--source", &self.source), ("--snippets", &self.snippets)];
        let Some((option, _)) = named.into_iter().find(|(_, file)| file.is_some()) else {
            return Ok(());
        };
        if self.targets.len() > 1 || targets.len() > 1 || self.targets[0].is_dir() {
            return Err(CommandError::Usage(format!(
                "{option} belongs to one target, and here are several; check them one by one, or \
                 put each source beside its translation (article.en.txt, article.de.txt)"
            )));
        }
        match targets.first() {
            Some(target) if target.is_stream() => Err(CommandError::Usage(format!(
                "{option} is of no use here: {} holds both sides itself",
                target.name
            ))),
            _ => Ok(()),
        }
    }

    /// Whether a report is the file itself, with the findings in it.
    fn wants_file(&self) -> bool {
        let mut formats = self.output.iter().map(|(format, _)| *format).chain([self.format]);
        formats.any(|format| format == Format::Xliff)
    }

    /// The file that such a report needs.
    pub fn file_with_findings<'t>(&self, targets: &'t [Target]) -> Option<&'t Target> {
        let is_xliff = |it: &&Target| {
            let format = bilint::Format::of_name(&it.name);
            format == bilint::Format::Xliff && it.path.as_os_str() != STDIN
        };
        targets.first().filter(is_xliff).filter(|_| self.wants_file() && targets.len() == 1)
    }

    fn verify_fixes(&self) -> Result<(), CommandError> {
        let usage = |message: &str| Err(CommandError::Usage(message.to_owned()));
        if self.unsafe_fixes && !self.fix && !self.diff {
            return usage("--unsafe-fixes goes with --fix, or with --diff to see them first");
        }
        if self.fix && self.targets.iter().any(|target| target.as_os_str() == STDIN) {
            return usage(
                "--fix changes files, and standard input is none; --diff shows the changes",
            );
        }
        Ok(())
    }

    /// Which repairs are to be made or shown; none when there is no talk of them.
    pub fn fixes(&self) -> Option<Applicability> {
        let least = if self.unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
        (self.fix || self.diff).then_some(least)
    }

    /// Where reports go, standard output first; with --diff the changes stand there instead.
    pub fn outputs(&self, look: Look, config: &Config) -> Result<Vec<Output>, CommandError> {
        let fail_on = config.fail_on.unwrap_or(Severity::Major);
        let most = [config.max_penalty, config.max_document_penalty];
        let weights = config.weights();
        let report = |format, look| Report::new(format, Manner { look, fail_on, weights, most });
        let mut outputs = Vec::new();
        if !self.diff {
            outputs.push(Output { report: report(self.format, look), sink: Sink::stdout() });
        }
        outputs.extend(self.outputs_beside(config)?);
        Ok(outputs)
    }

    /// Reports that are written into files besides.
    pub fn outputs_beside(&self, config: &Config) -> Result<Vec<Output>, CommandError> {
        let fail_on = config.fail_on.unwrap_or(Severity::Major);
        let most = [config.max_penalty, config.max_document_penalty];
        let weights = config.weights();
        let mut outputs = Vec::new();
        for (format, path) in &self.output {
            let file = WholeFile::create(path).map_err(|error| named(path, &error))?;
            let look = Look { colour: false, width: 100 };
            let sink = Sink::File(file, path.clone());
            let report = Report::new(*format, Manner { look, fail_on, weights, most });
            outputs.push(Output { report, sink });
        }
        Ok(outputs)
    }
}

fn named(path: &Path, error: &io::Error) -> CommandError {
    CommandError::Usage(format!("--output: {} cannot be written: {error}", path.display()))
}

fn severities() -> impl TypedValueParser<Value = Severity> {
    let names = Severity::ALL.map(Severity::name);
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Severity>())
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let value = |format: &Format| PossibleValue::new(format.name()).help(format.purpose());
    PossibleValuesParser::new(Format::ALL.iter().map(value)).try_map(|name| name.parse::<Format>())
}

fn most(text: &str) -> Result<(String, usize), String> {
    let (rule, most) = text.split_once('=').unwrap_or((text, ""));
    let most = most
        .trim()
        .parse()
        .map_err(|_| "a rule and a whole number are needed, such as repeated-word=3".to_owned())?;
    let rule = rule.trim();
    if rule != CUSTOM {
        // Custom rules are not known here; a name that nobody bears counts nothing.
        known(rule).or_else(|error| {
            if error.similar.is_some() { Err(error.to_string()) } else { Ok(()) }
        })?;
    }
    Ok((rule.to_owned(), most))
}

fn points(number: &str) -> Result<f64, String> {
    let points: Option<f64> = number.parse().ok();
    let fits = points.filter(|points| points.is_finite() && *points >= 0.0);
    fits.ok_or_else(|| "a number from 0 up is needed".to_owned())
}

fn share(number: &str) -> Result<f64, String> {
    let share: f64 = number.parse().map_err(|_| "a number from 0 to 1 is needed".to_owned())?;
    let fits = (0.0..=1.0).contains(&share);
    fits.then_some(share).ok_or_else(|| "a number from 0 to 1 is needed".to_owned())
}

/// A format for files alone: nobody reads it on a terminal.
const PARQUET: &str = "parquet";

fn parquet() -> Result<Format, String> {
    #[cfg(feature = "parquet")]
    return Ok(Format::Parquet);
    #[cfg(not(feature = "parquet"))]
    Err("this bilint was built without Parquet; build it with `cargo install --path . --features \
         parquet`, or write csv=PATH, which holds the same table"
        .to_owned())
}

fn output_file(output: &str) -> Result<(Format, PathBuf), String> {
    let Some((format, path)) = output.split_once('=').filter(|(_, path)| !path.is_empty()) else {
        return Err("a format and a file are needed, such as json=findings.json".to_owned());
    };
    if format == PARQUET {
        return Ok((parquet()?, PathBuf::from(path)));
    }
    let format: Format = format.parse().map_err(|error| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("{error}; there are {}, {PARQUET}", names.join(", "))
    })?;
    Ok((format, PathBuf::from(path)))
}
