//! ## What it does
//! Finds a number that kept its digits while the unit was changed (10 miles, 10 Kilometer; $14 an acre,
//! 14 Dollar pro Hektar), that was converted while the unit was kept (720 acres, 290 Acres), or that was
//! converted wrongly.
//!
//! ## Why is this bad?
//! The measure is wrong by the factor between the units.
//!
//! ## What stays silent
//! Conversions within rounding (10 miles, 16 Kilometer), rates for other units ($14 an acre, 35 Dollar je
//! Hektar), bare numbers in step with a converted one beside them, degrees less (9 °F, fünf Grad), the
//! same unit under another name, spans of time in other units (two weeks, 14 Tage).
//!
//! ## Fix safety
//! No fix: either the number or the unit may be meant.

use crate::pair::DifferenceKind;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

use super::shared;

pub(super) static RULE: Rule = Rule {
    name: "unit-mismatch",
    group: Group::Numbers,
    severity: Severity::Major,
    category: "accuracy/mistranslation",
    its: "numbers",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["scale-mismatch", "currency-mismatch", "percent-mismatch"],
    why: "The measure is off by a factor.",
    advice: "Convert the number, or keep the unit of the source.",
    examples: &[
        Example::new("de", "Sie liefen ⟦10 Kilometer⟧.").source("en", "They ran 10 miles."),
        Example::new("de", "Es waren ⟦20 Grad Celsius⟧.")
            .source("en", "It was 20 degrees Fahrenheit."),
        Example::new("de", "Sie liefen ⟦25 Kilometer⟧.").source("en", "They ran 10 miles."),
        Example::new("de", "Bei ⟦95 Grad⟧ bleibt die Drohne am Boden.")
            .source("en", "At 95F the drone stays on the ground."),
        Example::new("de", "Das Sprühen kostet ⟦14 Dollar pro Hektar⟧.")
            .source("en", "Spraying costs $14 an acre."),
        Example::new("de", "Das Sprühen kostet 35 Dollar je Hektar, mit der Drohne 22.")
            .source("en", "Spraying costs $14 an acre, with the drone $9."),
        Example::new("de", "Der Wert lag bei 168 Gramm je Liter, das Thermometer zeigte 26 Grad.")
            .source("en", "The level was 16.8 grams per decilitre, the thermometer showed 79F."),
        Example::new("de", "Geflogen sind sie viereinhalb Meter hoch. Wir sagen: zweieinhalb.")
            .source("en", "They flew at 15 feet. We tell people: eight."),
        Example::new("de", "Der Hof hat ⟦290 Acres⟧.").source("en", "The farm has 720 acres."),
        Example::new("de", "Sie liefen 16 Kilometer.").source("en", "They ran 10 miles."),
        Example::new("de", "Der Hof hat 40 Hektar.").source("en", "The farm has 100 acres."),
        Example::new("de", "Es dauerte 14 Tage.").source("en", "It took two weeks."),
        Example::new("de", "Der Mann wog 70 Kilogramm und war 1,83 Meter groß.")
            .source("en", "The man weighed eleven stone and was 6 feet tall."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    shared::report(cx, block, DifferenceKind::Unit, out, |_, _| {});
}
