//! ## What it does
//! Points to a `bilint-ignore` comment, front matter key or entry of a `.bilint.toml` file beside a
//! text that ignores nothing, or to those of its rules that do.
//!
//! ## Why is this bad?
//! The fault was mended, or the comment stands in the wrong place. Left there it hides the next
//! fault of its kind.
//!
//! ## What stays silent
//! A comment whose rule would find something there, even something that `--min-severity` or
//! `--min-confidence` leaves out, and even when the rule was not selected: for this question it runs
//! all the same. Comments that are not in force (no reason, unknown rule) are told of apart.
//!
//! ## Fix safety
//! Safe: a comment is taken out, or the names of the rules that it does not need.

use crate::rules::{Applicability, Example, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "unused-suppression",
    group: Group::Hygiene,
    severity: Severity::Info,
    category: "style/organizational-style",
    its: "other",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &[],
    why: "A comment that ignores nothing hides the next fault of its kind.",
    advice: "Take the comment out, or set it before the place it is meant for.",
    examples: &[
        Example::new(
            "de",
            "⟦<!-- bilint-ignore repeated-word: ein Zitat -->⟧\n\nDas Boot liegt im Hafen.",
        )
        .markdown()
        .fixed("Das Boot liegt im Hafen."),
        Example::new(
            "de",
            "⟦<!-- bilint-ignore repeated-word, repeated-space: ein Zitat -->⟧\n\nSie gingen zum zum Hafen.",
        )
        .markdown()
        .fixed("<!-- bilint-ignore repeated-word: ein Zitat -->\n\nSie gingen zum zum Hafen."),
        Example::new(
            "de",
            "Eins.\n\n⟦<!-- bilint-ignore-start repeated-word: ein Gedicht -->⟧\n\nZwei.\n\n<!-- bilint-ignore-end -->\n\nDrei.",
        )
        .markdown()
        .fixed("Eins.\n\nZwei.\n\nDrei."),
        Example::new(
            "de",
            "<!-- bilint-ignore repeated-word: ein Zitat -->\n\nSie gingen zum zum Hafen.",
        )
        .markdown(),
        Example::new(
            "de",
            "<!-- bilint-ignore-file spacing: aus dem Archiv -->\n\nEins.\n\nSie gingen , hieß es.",
        )
        .markdown(),
        Example::new("de", "Ein Kommentar wie bilint-ignore steht hier im Text.").markdown(),
    ],
    logic: Logic::Pipeline,
};
