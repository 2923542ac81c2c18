//! ## What it does
//! Finds a sum with the sign of its currency before the number (`$250`) where the language puts the
//! currency behind it.
//!
//! ## Why is this bad?
//! It is the form of another language, and shows where the text comes from.
//!
//! ## What stays silent
//! Codes (`CHF 40`), languages and regions that put the sign first, tables, names of products and bands,
//! sums inside a quotation of code.
//!
//! ## Fix safety
//! The currency is named behind the number. That is safe where nothing but digits and a scale word of the
//! language stands behind the sign.

use crate::document::BlockKind;
use crate::reading::{Kind, Style};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, is_word_char, next_char};

use super::shared;

pub(super) static RULE: Rule = Rule {
    name: "currency-format",
    group: Group::Numbers,
    severity: Severity::Minor,
    category: "locale-conventions/currency-format",
    its: "locale-violation",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["scale-mismatch"],
    why: "It is the form of another language, and shows where the text comes from.",
    advice: "Name the currency behind the number.",
    examples: &[
        Example::new("de", "Der Umsatz stieg auf ⟦$5,9 Milliarden⟧.")
            .fixed("Der Umsatz stieg auf 5,9 Milliarden Dollar."),
        Example::new("de", "Das Rad kostet ⟦€250⟧ oder ⟦US$270⟧.")
            .fixed("Das Rad kostet 250 Euro oder 270 US-Dollar."),
        Example::new("fr", "Le vélo coûte ⟦£250⟧.").fixed("Le vélo coûte 250 livres."),
        Example::new("de", "Er zahlte ⟦£ 750⟧ Entschädigung.")
            .fixed("Er zahlte 750 Pfund Entschädigung."),
        Example::new("de", "Der Gewinn lag bei ⟦$5.9bn⟧."),
        Example::new("de", "Das Rad brachte ihm 250 $ ein."),
        Example::new("de", "Das Rad kostet 250 Euro, 250 €, 250 $ oder CHF 250."),
        Example::new("de-AT", "Das Rad kostet €250."),
        Example::new("en", "The bike costs $250."),
        Example::new("de", "Der Rapper A$AP Rocky und die Variable $1 blieben."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let pack = cx.pack();
    let cell = cx.target().blocks()[block].kind == BlockKind::Cell;
    if pack.quantities.sign_first || pack.calendar.months.is_empty() || cell {
        return;
    }
    let text = cx.text(block);
    for quantity in cx.target().quantities_of(block) {
        let (whole, number) = (quantity.whole, quantity.span);
        let Some(code) = quantity.currency else { continue };
        // `£ 750`: a space behind the sign makes it no better.
        let sign = text[whole.start..number.start].trim_end();
        let is_sign = sign.ends_with(|c: char| !is_word_char(c) && !c.is_whitespace());
        let digits = next_char(text, number.start).is_some_and(|c| c.is_ascii_digit());
        if !is_sign || !digits || quantity.kind == Kind::Label {
            continue;
        }
        // `$1` is a variable, `$5bn` has a scale word of another language.
        let behind = next_char(text, number.end).is_some_and(is_word_char);
        let span = if behind {
            let rest = &text[number.end..];
            let length = rest.find(|c: char| !is_word_char(c)).unwrap_or(rest.len());
            Span::new(whole.start, number.end + length)
        } else {
            Span::new(whole.start, number.end)
        };
        if sign == "$" && span.len() == 2 && !cx.pair.has_source() {
            continue;
        }
        let given = span.of(text);
        let message = format!("“{given}” has the sign of its currency before the number");
        let proposal = out.report(block, span, message);
        let name = pack.quantities.currency_names.get(code.as_str());
        let misread = quantity.foreign.is_some();
        // `millions de dollars`: a scale word may ask for a link.
        let linked = quantity.scale.is_some() && !pack.quantities.links.is_empty();
        let whole_sum = !behind && !misread && !linked && whole.end == number.end;
        if let Some(name) = name.filter(|_| whole_sum) {
            let mut right = number.of(text).to_owned();
            if quantity.style == Style::Foreign {
                let digits = shared::digits(quantity, text);
                right =
                    shared::localised(digits.of(text), false, pack) + &text[digits.end..number.end];
            }
            proposal.replace(Applicability::Safe, span, format!("{right} {name}"));
        }
    }
}
