//! The options of `check` and what follows from them.

use std::fs;
use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use bilint::report::{Format, Look};
use bilint::settings::Selection;
use bilint::text::Tag;
use bilint::{Languages, Settings, Severity};
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::super::CommandError;
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
    /// Leave out findings of less harm
    #[arg(long, value_name = "SEVERITY", value_parser = severities(),
          default_value = "minor", help_heading = "Rules")]
    pub min_severity: Severity,
    /// Leave out findings that are less sure, from 0 to 1
    #[arg(long, value_name = "NUMBER", value_parser = share,
          default_value = "0.5", help_heading = "Rules")]
    pub min_confidence: f64,
    /// Exit with 1 when there is a finding of this harm or more
    #[arg(long, value_name = "SEVERITY", value_parser = severities(),
          default_value = "major", help_heading = "Rules")]
    pub fail_on: Severity,

    /// How to print the findings
    #[arg(long, value_parser = formats(), default_value = "full", help_heading = "Output")]
    pub format: Format,
    /// Write a report into a file as well; may be repeated
    #[arg(long, value_name = "FORMAT=PATH", value_parser = output_file, help_heading = "Output")]
    pub output: Vec<(Format, PathBuf)>,

    /// The name of what is read from standard input; tells its format, language and source
    #[arg(long, value_name = "NAME")]
    pub stdin_filename: Option<String>,
    /// How many threads work; as many as the machine has when left out
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

impl Args {
    /// The settings of the check itself.
    pub fn settings(&self) -> Settings {
        Settings {
            selection: Selection {
                select: self.select.iter().cloned().collect(),
                extend: self.extend_select.iter().cloned().collect(),
                ignore: self.ignore.iter().cloned().collect(),
                preview: self.preview,
            },
            min_severity: self.min_severity,
            min_confidence: self.min_confidence,
            source_language: self.source_lang.clone(),
            target_language: self.target_lang.clone(),
        }
    }

    /// What is known about the languages.
    pub fn languages(&self) -> Result<Languages, CommandError> {
        Ok(Languages {
            source: self.source_lang.clone(),
            target: self.target_lang.clone(),
            lexicons: self.lexicons.read()?,
            glossaries: self.glossaries.read()?,
        })
    }

    /// Whether what is said about the source goes with the targets.
    pub fn verify(&self, targets: &[Target]) -> Result<(), CommandError> {
        let inputs = self.targets.iter().chain(&self.source).chain(&self.snippets);
        if inputs.clone().filter(|path| path.as_os_str() == STDIN).count() > 1 {
            let message = "standard input can be read only once; `-` may stand for one input";
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

    /// Where reports go, standard output first.
    pub fn outputs(&self, look: Look) -> Result<Vec<Output>, CommandError> {
        let mut outputs = vec![Output { format: self.format, look, sink: Sink::stdout() }];
        for (format, path) in &self.output {
            let file = WholeFile::create(path).map_err(|error| named(path, &error))?;
            let look = Look { colour: false, width: 100 };
            outputs.push(Output { format: *format, look, sink: Sink::File(file, path.clone()) });
        }
        Ok(outputs)
    }
}

fn named(path: &std::path::Path, error: &io::Error) -> CommandError {
    CommandError::Usage(format!("--output: {} cannot be written: {error}", path.display()))
}

fn severities() -> impl TypedValueParser<Value = Severity> {
    let names = Severity::ALL.map(Severity::name);
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Severity>())
}

fn formats() -> impl TypedValueParser<Value = Format> {
    let names = Format::ALL.iter().map(|format| format.name());
    PossibleValuesParser::new(names).try_map(|name| name.parse::<Format>())
}

fn share(number: &str) -> Result<f64, String> {
    let share: f64 = number.parse().map_err(|_| "a number from 0 to 1 is needed".to_owned())?;
    let fits = (0.0..=1.0).contains(&share);
    fits.then_some(share).ok_or_else(|| "a number from 0 to 1 is needed".to_owned())
}

fn output_file(output: &str) -> Result<(Format, PathBuf), String> {
    let Some((format, path)) = output.split_once('=').filter(|(_, path)| !path.is_empty()) else {
        return Err("a format and a file are needed, such as json=findings.json".to_owned());
    };
    let format: Format = format.parse().map_err(|error| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("{error}; there are {}", names.join(", "))
    })?;
    Ok((format, PathBuf::from(path)))
}
