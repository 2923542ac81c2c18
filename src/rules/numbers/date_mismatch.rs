//! ## What it does
//! Finds a day, month, year, weekday or decade that differs from the source’s.
//!
//! ## Why is this bad?
//! A wrong date looks as right as any other: nobody notices before it is printed.
//!
//! ## What stays silent
//! Dates told in other words (`today`), other ways of writing (`3.10.` for 3 October), a decade with and
//! without its century, what the neighbouring sentence has, a weekday or month that is left out.
//!
//! ## Fix safety
//! No fix: which of the two texts is right a person has to say.

use crate::pair::DifferenceKind;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

use super::shared;

pub(super) static RULE: Rule = Rule {
    name: "date-mismatch",
    group: Group::Numbers,
    severity: Severity::Major,
    category: "accuracy/mistranslation",
    its: "numbers",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["scale-mismatch", "currency-mismatch", "percent-mismatch", "unit-mismatch"],
    why: "Readers take the wrong day or year for a fact.",
    advice: "Put in the date of the source.",
    examples: &[
        Example::new("de", "Der Bau begann im Frühjahr ⟦2023⟧.")
            .source("en", "Work began in the spring of 2022."),
        Example::new("de", "Am ⟦Dienstag⟧ fiel der Kurs.")
            .source("en", "On Monday the price fell."),
        Example::new("de", "In den ⟦1970er⟧ Jahren war es still.")
            .source("en", "In the 1980s it was quiet."),
        Example::new("fr", "La réunion a lieu le ⟦4⟧ mai.")
            .source("en", "The meeting takes place on May 3."),
        Example::new("de", "Am 3. Oktober 2023 fiel der Kurs.")
            .source("en", "On October 3, 2023, the price fell."),
        Example::new("de", "In den siebziger Jahren war es still.")
            .source("en", "In the 1970s it was quiet."),
        Example::new("de", "Die Saison 2019/20 war kurz.")
            .source("en", "The 2019–20 season was short."),
        Example::new("de", "Heute fiel der Kurs.").source("en", "On Monday the price fell."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    shared::report(cx, block, DifferenceKind::Date, out, |_, _| {});
}
