//! ## What it does
//! Finds a closing mark that nothing opened.
//!
//! ## Why is this bad?
//! The reader cannot see where the quotation begins, and so not who says what.
//!
//! ## What stays silent
//! Apostrophes (Hans’ Haus), inches and seconds (12″), quotations that began in an earlier
//! paragraph or, in files of segments, in an earlier segment.
//!
//! ## Fix safety
//! Taking the mark out is unsafe: the opening mark may be what is missing, and where it belongs is
//! for a person to say.

use super::faults::{faults_in, words_before};
use crate::reading::FaultKind;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "orphan-closing-quote",
    group: Group::Quotes,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[
        "displaced-closing-quote",
        "reversed-quote",
        "doubled-punctuation",
        "mojibake",
        "untranslated-sentence",
        "wrong-language",
    ],
    why: "Readers cannot see where the quotation begins.",
    advice: "Put the opening mark where the quotation begins, or take this mark out.",
    examples: &[
        Example::new("de", "Das Geld ist alle⟦“⟧, sagte Ada Brandt.")
            .fixed("Das Geld ist alle, sagte Ada Brandt."),
        Example::new("de", "„Ja“, sagte er. Das Haus bleibt⟦“⟧, fügte er hinzu."),
        Example::new("fr", "La récolte est perdue ⟦»⟧, dit-il."),
        Example::new("de", "„Das Geld ist alle“, sagte Ada Brandt. Hans’ Haus bleibt."),
        Example::new("de", "Die 12\"-Single steht neben dem 5' langen Brett."),
        Example::new("de", "„Erster Absatz.\n\n„Zweiter Absatz“, sagte sie."),
        Example::new("de", "Er nannte es »gut«, sie nannte es «schlecht»."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    for (fault, mark) in faults_in(cx, block, FaultKind::Orphan) {
        let before = words_before(cx.text(block), mark.span.start);
        let message = format!("closing mark after “{before}” that nothing opened");
        out.report(block, mark.span, message)
            .confidence(fault.confidence)
            .delete(Applicability::Unsafe, mark.span);
    }
}
