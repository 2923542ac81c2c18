//! `bilint completions SHELL` and `bilint man`.

use clap::CommandFactory;
use clap_complete::Shell;

use super::output::print;
use super::{Cli, CommandError, Status};

#[derive(clap::Args)]
pub struct Args {
    /// The shell
    shell: Shell,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "bilint", &mut text);
    print(&text)?;
    Ok(Status::Clean)
}

#[derive(clap::Args)]
pub struct Man {
    /// The command whose page is wanted, such as `check`
    command: Option<String>,
}

pub fn man(args: &Man) -> Result<Status, CommandError> {
    let mut whole = Cli::command();
    whole.build();
    let command = match &args.command {
        Some(name) => whole.find_subcommand(name).cloned().ok_or_else(|| {
            CommandError::Usage(format!("there is no command `{name}`; `bilint --help` lists them"))
        })?,
        None => whole,
    };
    let mut text = Vec::new();
    clap_mangen::Man::new(command).render(&mut text).map_err(CommandError::Write)?;
    print(&text)?;
    Ok(Status::Clean)
}
