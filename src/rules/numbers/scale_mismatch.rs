//! ## What it does
//! Finds a number that kept its digits and changed its power of ten: an English billion that became a
//! German Billion, millions that became milliards. Without a source it finds only sums that are larger
//! than all money.
//!
//! ## Why is this bad?
//! The number is wrong by a factor of a thousand or more.
//!
//! ## What stays silent
//! Billion for trillion, Milliarde for billion, thousands of millions, scale words of one
//! language that look like those of another.
//!
//! ## Fix safety
//! The scale word is replaced by the one that has the source’s value. A person has to look, since the
//! source may be wrong.

use crate::pair::DifferenceKind;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::Decimal;

use super::shared;

pub(super) static RULE: Rule = Rule {
    name: "scale-mismatch",
    group: Group::Numbers,
    severity: Severity::Critical,
    category: "accuracy/mistranslation",
    its: "numbers",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[],
    why: "The number is wrong by a factor of a thousand or more.",
    advice: "Put in the scale word that has the value of the source.",
    examples: &[
        Example::new("de", "Der Verlust lag bei ⟦5,9 Billionen⟧ Dollar.")
            .source("en", "The loss was $5.9bn.")
            .fixed("Der Verlust lag bei 5,9 Milliarden Dollar."),
        Example::new("de", "Das Werk kostet ⟦480 Mrd.⟧ Euro.")
            .source("en", "The plant costs €480m.")
            .fixed("Das Werk kostet 480 Mio. Euro."),
        Example::new("fr", "L’usine coûte ⟦187,4 milliards⟧ d’euros.")
            .source("en", "The plant costs €187.4m.")
            .fixed("L’usine coûte 187,4 millions d’euros."),
        Example::new("de", "Die Schulden stiegen auf ⟦3 Trillionen⟧ Dollar."),
        Example::new("de", "Die Schulden stiegen auf 2 Billionen Dollar.")
            .source("en", "Debt rose to $2 trillion."),
        Example::new("de", "Der Verlust lag bei 5,9 Milliarden Dollar.")
            .source("en", "The loss was $5.9bn."),
        Example::new("de", "Das Werk kostet eine halbe Milliarde Euro.")
            .source("en", "The plant costs €500m."),
        Example::new("de", "Die Staatsschulden liegen bei 33 Billionen Dollar."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    shared::report(cx, block, DifferenceKind::Scale, out, |difference, proposal| {
        let Some(quantity) = shared::quantity(cx, difference) else { return };
        let (Some((span, _)), Some(power)) = (quantity.scale, difference.power) else { return };
        if let Some(word) = scale_word(span.of(cx.text(block)), power, cx) {
            proposal.replace(Applicability::Unsafe, span, word);
        }
    });
    // More money than there is in the world.
    if cx.pair.has_source() {
        return;
    }
    for quantity in cx.target().quantities_of(block) {
        let money = quantity.currency.is_some_and(|it| HARD.contains(&it.as_str()));
        if money && quantity.scale.is_some() && quantity.value >= Decimal::new(1, 16) {
            let given = quantity.whole.of(cx.text(block));
            let message = format!("“{given}” is more money than there is");
            out.report(block, quantity.span, message).confidence(0.8);
        }
    }
}

/// The money of which the world has less than 10¹⁶.
const HARD: &[&str] = &["$", "USD", "EUR", "GBP", "CHF"];

/// The word for a power of ten that looks most like another one: plural for plural, short for short.
fn scale_word<'p>(like: &str, power: u8, cx: &Context<'p>) -> Option<&'p str> {
    let shared_end =
        |word: &str| word.chars().rev().zip(like.chars().rev()).take_while(|(a, b)| a == b).count();
    let words = cx.pack().numbers.scale.powers.iter().filter(|(_, it)| **it == power);
    let best = words.max_by_key(|(word, _)| {
        (shared_end(word), std::cmp::Reverse(word.len().abs_diff(like.len())))
    });
    best.map(|(word, _)| word.as_str())
}
