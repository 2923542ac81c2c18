//! ## What it does
//! Finds a number that differs from the source’s, one that the source does not have, and one that is
//! missing. Numbers are compared by value: in digits and in words, with scale words, in other units, as
//! fractions, ages, ordinals.
//!
//! ## Why is this bad?
//! Readers take numbers for facts, and nothing in the sentence shows that one is wrong.
//!
//! ## What stays silent
//! Numbers of names and codes (`A380`, `Covid-19`), results and telephone numbers, words that tell a number
//! by the way (`both`, `twice`, `half`), a change that is told by both its ends (`up 6 points to 44`, `von 38
//! auf 44`), a year told from now (`vor zwei Jahren`), rounding that is announced (`fast fünf Millionen`), what the neighbouring
//! sentence has, an unsure alignment.
//!
//! ## Fix safety
//! No fix: which of the two texts is right a person has to say.

use crate::pair::DifferenceKind;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

use super::shared;

pub(super) static RULE: Rule = Rule {
    name: "number-mismatch",
    group: Group::Numbers,
    severity: Severity::Critical,
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
        "time-mismatch",
    ],
    why: "A wrong number is the error that costs most.",
    advice: "Put in the number of the source.",
    examples: &[
        Example::new("de", "Die Firma entlässt ⟦160⟧ Mitarbeiter.")
            .source("en", "The firm is cutting 610 jobs."),
        Example::new("de", "Der Anteil stieg auf ⟦12,7⟧ Prozent.")
            .source("en", "The share rose to 17.2 per cent."),
        Example::new("fr", "Le navire transportait ⟦108⟧ voitures.")
            .source("en", "The ship carried 180 cars."),
        Example::new("de", "Ihre Bestzeit war ⟦2:13:05⟧.")
            .source("en", "Her best time was 2:31:05."),
        Example::new(
            "de",
            "Der Anteil stieg von 38 auf 44 Prozent, vor zwei Jahren war er kleiner.",
        )
        .source(
            "en",
            "The share rose by 6 percentage points to 44 per cent; in 2023 it was smaller.",
        ),
        Example::new("de", "Die Beteiligung lag bei 61 Prozent; vor zwei Jahren waren es 52.")
            .source("en", "Turnout was 61 percent, nine percentage points more than in 2023."),
        Example::new("en", "The town paid an eighth of the costs.")
            .source("de", "Die Stadt zahlte 12,5 Prozent der Kosten."),
        Example::new("de", "Zwölf Häuser und 1250 Bäume wurden gezählt.")
            .source("en", "12 houses and 1,250 trees were counted."),
        Example::new("de", "Fast fünf Millionen Menschen leben dort.")
            .source("en", "Some 4.96 million people live there."),
        Example::new("de", "Der 45-Jährige fuhr einen A380-Simulator, beide Töchter sahen zu.")
            .source("en", "The pilot, 45, flew an A380 simulator while his two daughters watched."),
        Example::new("de", "Die Hälfte der Häuser brannte.")
            .source("en", "50 per cent of the houses burnt."),
        Example::new("de", "Sie kamen zu Hunderten aus der Zweitliga-Stadt.")
            .source("en", "Hundreds came from the town."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    shared::report(cx, block, DifferenceKind::Number, out, |_, _| {});
}
