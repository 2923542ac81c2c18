//! ## What it does
//! Finds percent where the source has percentage points, the other way round, and a share that became
//! something else.
//!
//! ## Why is this bad?
//! A rate that rises from 4 to 5 percent rises by one percentage point, and by 25 percent.
//!
//! ## What stays silent
//! Percent in words and signs, halves and quarters for 50 and 25 percent.
//!
//! ## Fix safety
//! No fix: the words around have to change too.

use crate::pair::DifferenceKind;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

use super::shared;

pub(super) static RULE: Rule = Rule {
    name: "percent-mismatch",
    group: Group::Numbers,
    severity: Severity::Major,
    category: "accuracy/mistranslation",
    its: "numbers",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["scale-mismatch", "currency-mismatch"],
    why: "Percent and percentage points are different amounts.",
    advice: "Write percent or percentage points as the source does.",
    examples: &[
        Example::new("de", "Der Anteil stieg um ⟦5 Prozent⟧.")
            .source("en", "The share rose by 5 percentage points."),
        Example::new("de", "Der Anteil stieg um ⟦5 Prozentpunkte⟧.")
            .source("en", "The share rose by 5 per cent."),
        Example::new("de", "Der Anteil stieg um 5 Prozentpunkte auf 30 Prozent.")
            .source("en", "The share rose by 5 percentage points to 30%."),
        Example::new("de", "Die Hälfte der Häuser brannte.")
            .source("en", "50 per cent of the houses burnt."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    shared::report(cx, block, DifferenceKind::Percent, out, |_, _| {});
}
