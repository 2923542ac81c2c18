//! ## What it does
//! Points to two or more spaces in a row.
//!
//! ## Why is this bad?
//! Readers hardly see it, but it is where a link, a tag or a word was taken out.
//!
//! ## What stays silent
//! Columns drawn with spaces, indented lines, cells of tables.
//!
//! ## Fix safety
//! One space stays, the one that does not break if there is one. That is safe.

use crate::document::BlockKind;
use crate::reading::Characters;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, token_before};

pub(super) static RULE: Rule = Rule {
    name: "repeated-space",
    group: Group::Spacing,
    severity: Severity::Info,
    category: "linguistic-conventions/punctuation",
    its: "whitespace",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &[],
    why: "It is often the place where a link or a word was taken out.",
    advice: "Leave one space, and see whether something is missing here.",
    examples: &[
        Example::new("de", "Die Zahl⟦  ⟧stieg weiter.").fixed("Die Zahl stieg weiter."),
        Example::new("fr", "Il reste 5⟦\u{A0} ⟧% des vignes.")
            .fixed("Il reste 5\u{A0}% des vignes."),
        Example::new("de", "Die Zahl stieg weiter. Das war 2019."),
        Example::new("de", "Kiel     12    4\tPlatz  1"),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    if !cx.target().characters_of(block).has(Characters::SPACES) {
        return;
    }
    let text = cx.text(block);
    if cx.target().blocks()[block].kind == BlockKind::Cell || text.contains("   ") {
        return;
    }
    let mut done = 0;
    while let Some((start, end)) = next_run(text, done) {
        done = end;
        let run = &text[start..end];
        let touches_break = text[..start].ends_with(char::is_whitespace)
            || text[end..].starts_with(char::is_whitespace);
        if run.chars().count() < 2 || start == 0 || end == text.len() || touches_break {
            continue;
        }
        let kept = run.chars().find(|c| *c != ' ').unwrap_or(' ');
        let before = token_before(text, start);
        let message = format!("{} spaces behind “{before}”", run.chars().count());
        out.report(block, Span::new(start, end), message).confidence(0.95).replace(
            Applicability::Safe,
            Span::new(start, end),
            kept,
        );
    }
}

/// The next run of spaces at or behind byte `from`.
fn next_run(text: &str, from: usize) -> Option<(usize, usize)> {
    let is_space = |c: char| matches!(c, ' ' | '\u{A0}' | '\u{202F}' | '\u{2009}');
    let start = from + text[from..].find(is_space)?;
    let rest = &text[start..];
    Some((start, start + rest.find(|c: char| !is_space(c)).unwrap_or(rest.len())))
}
