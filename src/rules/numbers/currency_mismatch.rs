//! ## What it does
//! Finds a sum with the number of the source in another currency.
//!
//! ## Why is this bad?
//! The sum is wrong by the rate of exchange.
//!
//! ## What stays silent
//! Dollars with and without their country, a currency that is not named again, a second sum in brackets
//! that converts the first.
//!
//! ## Fix safety
//! No fix: the sum may have been meant to be converted.

use crate::pair::DifferenceKind;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

use super::shared;

pub(super) static RULE: Rule = Rule {
    name: "currency-mismatch",
    group: Group::Numbers,
    severity: Severity::Major,
    category: "accuracy/mistranslation",
    its: "numbers",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["scale-mismatch"],
    why: "The sum is in the wrong money.",
    advice: "Name the money of the source.",
    examples: &[
        Example::new("de", "Der Verlust lag bei ⟦5,9 Milliarden Euro⟧.")
            .source("en", "The loss was $5.9bn."),
        Example::new("fr", "La perte est de ⟦30 millions d’euros⟧.")
            .source("en", "The loss is £30m."),
        Example::new("de", "Der Verlust lag bei 5,9 Milliarden US-Dollar.")
            .source("en", "The loss was $5.9bn."),
        Example::new("de", "Der Verlust lag bei 2,4 Milliarden Yuan (rund 330 Millionen Dollar).")
            .source("en", "The loss was Rmb2.4bn."),
        Example::new("de", "Der Verlust lag bei ⟦2,4 Milliarden Yen⟧ (rund 330 Millionen Dollar).")
            .source("en", "The loss was Rmb2.4bn (about $330m)."),
        Example::new(
            "de",
            "Der Gewinn lag bei 3 Milliarden Yuan, der Verlust bei 2 Milliarden Yen.",
        )
        .source("en", "The profit was ¥3bn, the loss ¥2bn."),
        Example::new("de", "Er zahlte 40 Pfund, dann 60.").source("en", "He paid £40, then £60."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    shared::report(cx, block, DifferenceKind::Currency, out, |_, _| {});
}
