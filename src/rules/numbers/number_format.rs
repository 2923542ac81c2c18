//! ## What it does
//! Finds a number with the separators of another language: `1,234.5` or `5.9 Milliarden` in German.
//!
//! ## Why is this bad?
//! Readers stumble, or read another number: `1,500` is one and a half in German.
//!
//! ## What stays silent
//! Dates, times, versions, results, telephone numbers; in Switzerland both decimal marks. A lone mark that
//! could be a section or a version (`17.2`) is found only where the source has the number. `1,500` is found
//! only where the source shows that fifteen hundred is meant.
//!
//! ## Fix safety
//! The separators are exchanged. That is safe: the number has one reading.

use crate::reading::{Kind, Quantity, Style, Written};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

use super::shared;

pub(super) static RULE: Rule = Rule {
    name: "number-format",
    group: Group::Numbers,
    severity: Severity::Minor,
    category: "locale-conventions/number-format",
    its: "locale-violation",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["currency-format"],
    why: "Readers stumble over the separators of another language, or read another number.",
    advice: "Write the number as the language does.",
    examples: &[
        Example::new("de", "Der Umsatz stieg auf ⟦5.9⟧ Milliarden Euro.")
            .fixed("Der Umsatz stieg auf 5,9 Milliarden Euro."),
        Example::new("de", "Es kamen ⟦1,234,500⟧ Besucher.").fixed("Es kamen 1.234.500 Besucher."),
        Example::new("de", "Es kamen ⟦1,500⟧ Menschen.")
            .source("en", "Some 1,500 people came.")
            .fixed("Es kamen 1.500 Menschen."),
        Example::new("de", "Die Strafe betrug ⟦3,000⟧ Dollar.")
            .source("en", "The fine was $3,000.")
            .fixed("Die Strafe betrug 3.000 Dollar."),
        Example::new("de", "Rund ⟦10,000⟧ Rentner verlieren 10 Prozent.")
            .source("en", "Some 10,000 pensioners lose 10 per cent.")
            .fixed("Rund 10.000 Rentner verlieren 10 Prozent."),
        Example::new("fr", "Le taux est de ⟦2.5⟧ %.").fixed("Le taux est de 2,5 %."),
        Example::new("de", "Am 3.10. um 15.30 Uhr kam iOS 17.2 mit 1.250,50 Zeilen."),
        Example::new("de", "Der Liter Benzin kostete 1,335 Euro."),
        Example::new("de-CH", "Der Umsatz stieg um 5,9 Prozent auf 1’250.50 Franken."),
        Example::new("de", "Siehe Kapitel 5.9 auf Seite 12.")
            .source("en", "See chapter 5.9 on page 12."),
        Example::new("en", "Some 1,500 people paid $2.50."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let pack = cx.pack();
    if pack.calendar.months.is_empty() {
        // Of a language without a pack nothing is known.
        return;
    }
    for (index, quantity) in cx.target().quantities_of(block).iter().enumerate() {
        if quantity.written != Written::Digits || quantity.kind == Kind::Label {
            continue;
        }
        let text = cx.text(block);
        let digits = shared::digits(quantity, text);
        let misread = quantity.foreign.is_some()
            && cx.pair.has_source()
            && cx.pair.comparison().misread.binary_search(&(block, index)).is_ok();
        let certain = quantity.style == Style::Foreign && quantity.foreign.is_none();
        if !(misread || certain && is_sure(quantity, digits.of(text))) {
            continue;
        }
        let given = digits.of(text);
        let right = shared::localised(given, misread, pack);
        let message = format!("“{given}” has the separators of another language");
        let proposal = out.report(block, digits, message);
        if misread {
            proposal.severity(Severity::Major).evidence("the source has the number in thousands");
        }
        if right != given {
            proposal.replace(Applicability::Safe, digits, right);
        }
    }
}

/// Whether digits with one foreign mark are a number for sure, no section or version.
fn is_sure(quantity: &Quantity, digits: &str) -> bool {
    let marks = digits.bytes().filter(|byte| !byte.is_ascii_digit()).count();
    let counts = quantity.scale.is_some()
        || quantity.currency.is_some()
        || quantity.unit.is_some()
        || matches!(quantity.kind, Kind::Percent | Kind::Points);
    marks > 1 || counts
}
