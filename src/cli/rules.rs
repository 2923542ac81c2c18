//! `bilint rules`: all rules, for people, programs and the README.

use std::fmt::Write;

use bilint::language::all_packs;
use bilint::rules::{Registered, all};
use bilint::text::Tag;
use clap::ValueEnum;
use serde::Serialize;

use super::output::print;
use super::{CommandError, Status};

#[derive(clap::Args)]
pub struct Args {
    /// How to list them
    #[arg(long, value_enum, default_value_t = Format::Full)]
    format: Format,
    /// Show in which languages each rule has been tried
    #[arg(long, conflicts_with = "format")]
    languages: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A table for the terminal
    Full,
    /// A JSON array with all that is known about each rule
    Json,
    /// A Markdown table
    Markdown,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    let text = match args.format {
        _ if args.languages => languages(),
        Format::Full => table(),
        Format::Json => json()?,
        Format::Markdown => markdown(),
    };
    print(text.as_bytes())?;
    Ok(Status::Clean)
}

fn table() -> String {
    let width = all().map(|it| it.rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    let mut group = None;
    for Registered { rule, .. } in all() {
        if group != Some(rule.group) {
            let gap = if group.is_some() { "\n" } else { "" };
            let _ = writeln!(text, "{gap}{}", rule.group.name());
            group = Some(rule.group);
        }
        let fix = rule.fix.map_or(String::new(), |fix| format!("{} fix", fix.name()));
        let line = format!(
            "  {:<width$}  {:<8}  {:<7}  {fix}",
            rule.name,
            rule.severity.name(),
            rule.stage.name()
        );
        let _ = writeln!(text, "{}", line.trim_end());
    }
    text + "\n`bilint explain RULE` tells more about one.\n"
}

/// Which rules have examples in which language: examples are tests, so there the rule works.
fn languages() -> String {
    let packs: Vec<Tag> = all_packs().collect();
    let width = all().map(|it| it.rule.name.len()).max().unwrap_or(0);
    let heads: Vec<String> = packs.iter().map(Tag::to_string).collect();
    let mut text = format!("{:<width$}  {}\n", "", heads.join("  "));
    for Registered { rule, .. } in all() {
        let shown = |tag: &Tag| {
            let in_language = |language: &str| language.split('-').next() == Some(tag.language());
            let shown = rule.examples.iter().any(|it| it.is_bad() && in_language(it.language));
            if shown { "x " } else { "· " }
        };
        let marks: Vec<&str> = packs.iter().map(shown).collect();
        let _ = writeln!(text, "{:<width$}  {}", rule.name, marks.join("  ").trim_end());
    }
    text + "\nx  shown by examples, which are its tests; ·  runs on the language's facts, without\n   examples of its own. A language without a pack is checked with neutral facts alone.\n"
}

fn markdown() -> String {
    let mut text = "| Rule | Group | Severity | Source | Fix | Stage | What it finds |\n\
                    | --- | --- | --- | --- | --- | --- | --- |\n"
        .to_owned();
    for registered in all() {
        let rule = registered.rule;
        let _ = writeln!(
            text,
            "| `{}` | {} | {} | {} | {} | {} | {} |",
            rule.name,
            rule.group.name(),
            rule.severity.name(),
            rule.needs.name(),
            rule.fix.map_or("", |fix| fix.name()),
            rule.stage.name(),
            registered.summary().replace('|', "\\|"),
        );
    }
    text
}

#[derive(Serialize)]
struct Listed {
    name: &'static str,
    group: &'static str,
    severity: &'static str,
    category: &'static str,
    its: &'static str,
    scope: &'static str,
    source: &'static str,
    stage: &'static str,
    since: &'static str,
    fix: Option<&'static str>,
    yields_to: &'static [&'static str],
    why: &'static str,
    advice: &'static str,
    documentation: String,
    examples: Vec<ListedExample>,
}

#[derive(Serialize)]
struct ListedExample {
    language: &'static str,
    target: &'static str,
    source_language: Option<&'static str>,
    source: Option<&'static str>,
    fixed: Option<&'static str>,
}

fn json() -> Result<String, CommandError> {
    let list: Vec<Listed> = all().map(|registered| listed(&registered)).collect();
    let text = serde_json::to_string_pretty(&list);
    text.map(|text| text + "\n").map_err(|error| CommandError::Write(error.into()))
}

fn listed(registered: &Registered) -> Listed {
    let rule = registered.rule;
    let examples = rule.examples.iter().map(|example| ListedExample {
        language: example.language,
        target: example.target,
        source_language: example.source.map(|(language, _)| language),
        source: example.source.map(|(_, text)| text),
        fixed: example.fixed,
    });
    Listed {
        name: rule.name,
        group: rule.group.name(),
        severity: rule.severity.name(),
        category: rule.category,
        its: rule.its,
        scope: rule.logic.scope(),
        source: rule.needs.name(),
        stage: rule.stage.name(),
        since: rule.since,
        fix: rule.fix.map(|fix| fix.name()),
        yields_to: rule.yields_to,
        why: rule.why,
        advice: rule.advice,
        documentation: registered.documentation(),
        examples: examples.collect(),
    }
}
