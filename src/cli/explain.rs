//! `bilint explain RULE`: what a rule finds, why it matters, what to do, with its examples.

use std::fmt::Write;

use bilint::report::{Look, wrap};
use bilint::rules::{Example, Registered, all, find, select};
use bilint::settings::Selection;

use super::output::{look, print};
use super::{CommandError, Status};

#[derive(clap::Args)]
pub struct Args {
    /// The rule's name, as it stands in the brackets of a finding
    rule: String,
}

pub fn run(args: &Args) -> Result<Status, CommandError> {
    let Some(registered) = find(&args.rule) else { return Err(unknown(&args.rule)) };
    let look = look();
    let look = Look { width: look.width.min(100), ..look };
    print(page(&registered, look).as_bytes())?;
    Ok(Status::Clean)
}

fn unknown(name: &str) -> CommandError {
    let selection = Selection { select: [name.to_owned()].into(), ..Selection::default() };
    match select(&selection) {
        Err(error) => error.into(),
        Ok(_) => {
            let rules = all().map(|it| it.rule).filter(|rule| rule.group.name() == name);
            let names: Vec<&str> = rules.map(|rule| rule.name).collect();
            CommandError::Usage(format!("`{name}` is a group; its rules: {}", names.join(", ")))
        }
    }
}

fn page(registered: &Registered, look: Look) -> String {
    let rule = registered.rule;
    let mut page = format!("{}\n\n", bold(rule.name, look));
    let fix = rule.fix.map_or("none", |fix| fix.name());
    let facts = [
        ("group", rule.group.name()),
        ("severity", rule.severity.name()),
        ("category", rule.category),
        ("source", rule.needs.name()),
        ("fix", fix),
        ("stage", rule.stage.name()),
        ("since", rule.since),
    ];
    for (name, fact) in facts {
        line(&mut page, &format!("{name:<10}{fact}"));
    }
    if !rule.yields_to.is_empty() {
        line(&mut page, &format!("{:<10}{}", "yields to", rule.yields_to.join(", ")));
    }
    page.push('\n');
    documentation(&mut page, &registered.documentation(), look);
    documentation(&mut page, &format!("## What to do\n{}\n", rule.advice), look);
    let (bad, good): (Vec<&Example>, Vec<&Example>) =
        rule.examples.iter().partition(|example| example.is_bad());
    for (title, examples) in [("Found", bad), ("Not found", good)] {
        line(&mut page, &bold(title, look));
        examples.into_iter().for_each(|it| example(&mut page, it, look));
        page.push('\n');
    }
    let end = page.trim_end().len();
    page.truncate(end);
    page.push('\n');
    page
}

fn line(page: &mut String, line: &str) {
    page.push_str(line);
    page.push('\n');
}

/// The rule's documentation: headings, paragraphs and lists are all the Markdown there is in it.
fn documentation(page: &mut String, markdown: &str, look: Look) {
    let mut paragraph = String::new();
    for text in markdown.lines().chain([""]) {
        let starts = text.is_empty() || text.starts_with('#') || text.starts_with("- ");
        if starts && !paragraph.is_empty() {
            let hang = if paragraph.starts_with("- ") { "  " } else { "" };
            for (index, text) in wrap(&paragraph, look.width - 2).iter().enumerate() {
                let indent = if index > 0 { hang } else { "" };
                line(page, &format!("{indent}{text}"));
            }
            paragraph.clear();
        }
        if let Some(heading) = text.strip_prefix('#') {
            line(page, &bold(heading.trim_start_matches('#').trim(), look));
        } else if text.is_empty() {
            page.push('\n');
        } else {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(text);
        }
    }
}

fn example(page: &mut String, example: &Example, look: Look) {
    let mut lines = vec![(example.language, example.target)];
    if let Some(source) = example.source {
        lines.insert(0, source);
    }
    if let Some(fixed) = example.fixed {
        lines.push(("fixed", fixed));
    }
    for (number, (label, text)) in lines.into_iter().enumerate() {
        let sign = if number == 0 { '•' } else { ' ' };
        let label = format!("{sign} {label}: ");
        for (index, text) in wrap(text, look.width.saturating_sub(12)).iter().enumerate() {
            let lead = if index == 0 { label.as_str() } else { "       " };
            // Writing into a string cannot fail.
            let _ = writeln!(page, "  {lead}{}", marked(text, look));
        }
    }
}

/// What must be found, in colour; without colour its marks stay.
fn marked(text: &str, look: Look) -> String {
    if !look.colour {
        return text.to_owned();
    }
    text.replace('⟦', "\u{1B}[1;93m").replace('⟧', "\u{1B}[0m")
}

fn bold(text: &str, look: Look) -> String {
    if look.colour { format!("\u{1B}[1m{text}\u{1B}[0m") } else { text.to_owned() }
}
