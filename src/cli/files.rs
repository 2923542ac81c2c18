//! `bilint files TARGET…`: which file is checked against which.

use super::output::{self, note, print};
use super::{CommandError, Status, check, input};

pub fn run(args: &check::Args) -> Result<Status, CommandError> {
    let loaded = args.settings.load(&args.targets)?;
    let check::Found { targets, failures, notes } = check::targets_of(args, &loaded)?;
    let mut text = String::new();
    for target in &targets {
        // A tab parts the two: names may hold spaces.
        text += &match &target.source {
            Some(source) => format!("{}\t{}\n", target.name, input::name_of(source)),
            None if target.is_stream() => format!("{}\t{}\n", target.name, target.name),
            None => format!("{}\t\n", target.name),
        };
    }
    print(text.as_bytes())?;
    for failure in &failures {
        output::error(&format!("{}: {}", failure.path, failure.message));
    }
    notes.iter().for_each(|text| note(text));
    let alone = targets.iter().filter(|it| it.source.is_none() && !it.is_stream()).count();
    if alone > 0 {
        note(&format!("{alone} of {} without a source", targets.len()));
    }
    Ok(if failures.is_empty() { Status::Clean } else { Status::Failed })
}
