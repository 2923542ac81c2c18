//! ## What it does
//! Finds a bracket without its partner in the paragraph.
//!
//! ## Why is this bad?
//! The reader cannot see where the insertion ends; engines drop or turn brackets they do not know.
//!
//! ## What stays silent
//! List labels (`a)`, `2)`), smileys, half-open intervals (`[0, 1[`), segments that stand alone, and
//! parentheses that run over neighbouring segments.
//!
//! ## Fix safety
//! No fix: where the partner belongs is for a person to say.

use crate::document::Continuity;
use crate::reading::{Bracket, Partner};
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "unbalanced-bracket",
    group: Group::Brackets,
    severity: Severity::Minor,
    category: "design-and-markup/markup-tag",
    its: "markup",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &[],
    why: "Readers cannot see where the parenthesis begins or ends.",
    advice: "Put the missing bracket, or take this one out.",
    examples: &[
        Example::new("de", "Der Senat ⟦(⟧die zweite Kammer tagt am Montag."),
        Example::new("de", "Der Senat [die zweite Kammer⟦)⟧ tagt] am Montag."),
        Example::new("de", "„Der Rat hat das⟦]⟧ beschlossen“, sagte sie."),
        Example::new("de", "a) der Rat, b) der Senat und 3) die Kammer :-)"),
        Example::new("de", "Werte im Bereich [0, 1[ gelten (siehe [2])."),
        Example::new("de", "Der Senat (die zweite Kammer) tagt [am Montag]."),
    ],
    logic: Logic::Block(check),
};

/// How many segments a parenthesis may run over.
const REACH: usize = 3;

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    if !cx.target().has_context() {
        return;
    }
    for bracket in cx.target().brackets_of(block) {
        let missing = match bracket.partner {
            Partner::Found => continue,
            Partner::NoClosing => "is never closed",
            Partner::NoOpening => "was never opened",
        };
        if runs_on(cx, bracket) {
            continue;
        }
        let sign = bracket.span.of(cx.text(block));
        out.report(block, bracket.span, format!("bracket {sign} {missing} in this paragraph"));
    }
}

/// Whether a neighbouring segment has the partner.
fn runs_on(cx: &Context<'_>, bracket: &Bracket) -> bool {
    if cx.target().document.continuity != Continuity::Segments {
        return false;
    }
    let blocks = cx.target().blocks().len();
    let near = match bracket.partner {
        Partner::NoClosing => bracket.block + 1..(bracket.block + 1 + REACH).min(blocks),
        _ => bracket.block.saturating_sub(REACH)..bracket.block,
    };
    near.flat_map(|block| cx.target().brackets_of(block)).any(|other| {
        other.shape == bracket.shape
            && other.partner != Partner::Found
            && other.partner != bracket.partner
    })
}
