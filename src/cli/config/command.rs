//! `bilint config show`, `bilint config schema`, `bilint init`.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::super::output::{note, print};
use super::super::{CommandError, Status, input};
use super::{ConfigArgs, NAME, report_schema, schema};

#[derive(clap::Args)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(clap::Subcommand)]
enum Action {
    /// Print the settings that hold, of all files that say something together
    Show(Show),
    /// Print a JSON Schema: of `bilint.toml`, of findings, or of reports
    Schema(Schema),
}

#[derive(clap::Args)]
struct Show {
    /// A file whose settings are asked for, overrides included
    file: Option<PathBuf>,
    #[command(flatten)]
    settings: ConfigArgs,
}

#[derive(clap::Args)]
struct Schema {
    /// Whose schema
    #[arg(value_enum, default_value_t = Of::Config)]
    of: Of,
}

#[derive(Clone, Copy, clap::ValueEnum)]
enum Of {
    /// `bilint.toml`
    Config,
    /// A finding: a line of `--format jsonl`
    Finding,
    /// A report: `bilint report --format json`
    Report,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    match &args.action {
        Action::Show(args) => show(args)?,
        Action::Schema(args) => {
            let schema = match args.of {
                Of::Config => schema::config(),
                Of::Finding => schema::finding(),
                Of::Report => report_schema::report(),
            };
            let text = serde_json::to_string_pretty(&schema);
            print((text.map_err(|error| CommandError::Write(error.into()))? + "\n").as_bytes())?;
        }
    }
    Ok(Status::Clean)
}

fn show(args: &Show) -> Result<(), CommandError> {
    let targets: Vec<PathBuf> = args.file.iter().cloned().collect();
    let loaded = args.settings.load(&targets)?;
    let config = match &args.file {
        Some(file) => loaded.with(&loaded.overrides_for(file)),
        None => loaded.config.clone(),
    };
    let mut text = match &loaded.files[..] {
        [] => format!("# no {NAME}: the presets hold\n"),
        files => {
            let names: Vec<String> = files.iter().map(|path| input::name_of(path)).collect();
            format!("# from {}\n", names.join(", which extends "))
        }
    };
    let settings = toml::to_string(&config);
    text += &settings.map_err(|error| CommandError::Usage(error.to_string()))?;
    print(text.as_bytes())
}

/// What `bilint init` writes: everything said is a preset or a comment.
const TEMPLATE: &str = include_str!("template.toml");

#[derive(clap::Args)]
pub struct Init {
    /// The folder the settings are for
    #[arg(default_value = ".")]
    folder: PathBuf,
}

pub fn init(args: &Init) -> Result<Status, CommandError> {
    let path = args.folder.join(NAME);
    let made = File::create_new(&path).and_then(|mut file| file.write_all(TEMPLATE.as_bytes()));
    made.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            CommandError::Usage(format!("{} is there already; it was left alone", shown(&path)))
        }
        _ => CommandError::Usage(format!("{}: {}", shown(&path), input::explained(&error))),
    })?;
    note(&format!("{} written; everything in it may go", shown(&path)));
    Ok(Status::Clean)
}

fn shown(path: &Path) -> String {
    input::name_of(path)
}

#[cfg(test)]
mod tests {
    use bilint::settings::Config;

    #[test]
    fn the_template_says_only_presets() {
        let config = Config::parse(super::TEMPLATE).unwrap();
        assert_eq!(config.settings().selection, Config::default().settings().selection);
        // With its comments opened it is right as well.
        let opened: Vec<&str> =
            super::TEMPLATE.lines().map(|line| line.strip_prefix("#: ").unwrap_or(line)).collect();
        let config = Config::parse(&opened.join("\n")).unwrap();
        assert!(super::super::verify::verify(&config, &[]).is_ok_and(|()| true));
        assert_eq!(config.custom.len(), 2);
    }
}
