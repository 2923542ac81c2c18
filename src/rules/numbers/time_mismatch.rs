//! ## What it does
//! Finds a time of day that differs from the source’s, in digits or in words (noon, Mitternacht).
//!
//! ## Why is this bad?
//! A wrong hour looks as right as any other.
//!
//! ## What stays silent
//! The 24-hour clock for am and pm, noon and midnight in words, times converted into another zone
//! where a zone is named.
//!
//! ## Fix safety
//! No fix: which of the two texts is right a person has to say.

use crate::pair::DifferenceKind;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

use super::shared;

pub(super) static RULE: Rule = Rule {
    name: "time-mismatch",
    group: Group::Numbers,
    severity: Severity::Major,
    category: "accuracy/mistranslation",
    its: "numbers",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &[
        "scale-mismatch",
        "currency-mismatch",
        "percent-mismatch",
        "unit-mismatch",
        "date-mismatch",
    ],
    why: "Readers take the wrong hour for a fact.",
    advice: "Put in the time of the source.",
    examples: &[
        Example::new("de", "Die Sitzung beginnt um ⟦14.30⟧ Uhr.")
            .source("en", "The session starts at 3.30pm."),
        Example::new("de", "Sie kam gegen ⟦9⟧ Uhr.").source("en", "She came at about 8 a.m."),
        Example::new("de", "Die Sitzung beginnt um 15.30 Uhr.")
            .source("en", "The session starts at 3:30 p.m."),
        Example::new("de", "Sie kam um zwölf Uhr mittags.").source("en", "She came at noon."),
        Example::new("fr", "La séance commence à 15 h 30.")
            .source("en", "The session starts at 3:30 p.m."),
        Example::new("de", "Die Sitzung beginnt um 21.30 Uhr MESZ.")
            .source("en", "The session starts at 3:30 p.m. EDT."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    shared::report(cx, block, DifferenceKind::Time, out, |_, _| {});
}
