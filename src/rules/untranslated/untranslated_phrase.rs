//! ## What it does
//! Finds several words in a row that were left in the source's language within a translated
//! sentence.
//!
//! ## Why is this bad?
//! Engines copy what they do not know or take for a name; the reader stumbles in mid-sentence.
//!
//! ## What stays silent
//! Names and titles, written with capitals as they are; what is quoted or emphasised as a whole; a
//! phrase with its translation beside it; phrases that the language has taken over (`fair play`);
//! words that both languages have.
//!
//! ## Fix safety
//! No fix: the phrase has to be translated.

use super::passages::Size;
use super::report::report;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "untranslated-phrase",
    group: Group::Untranslated,
    severity: Severity::Major,
    category: "accuracy/untranslated",
    its: "untranslated",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["cms-residue", "untranslated-bracket", "untranslated-sentence", "wrong-language"],
    why: "The reader stumbles over words of another language in mid-sentence.",
    advice: "Translate the phrase.",
    examples: &[
        Example::new("de", "Die Fähre blieb ⟦because of the storm⟧ im Hafen."),
        Example::new("de", "Die Stadt fordert ⟦swift action⟧ gegen den Lärm.")
            .source("en", "The city demands swift action against the noise."),
        Example::new("de", "Im Garten wächst eine ⟦runner bean⟧ am Zaun.")
            .source("en", "A runner bean grows by the fence in the garden."),
        Example::new("fr", "Le port reste fermé ⟦because of the storm⟧ depuis lundi."),
        Example::new("en", "The harbour stays closed ⟦wegen der schlechten⟧ weather.")
            .source("de", "Der Hafen bleibt wegen der schlechten Witterung geschlossen."),
        Example::new("de", "Die Leute der Bank of the West und das Department of Justice kamen."),
        Example::new("de", "Sie sangen „back to the river“ und gingen heim."),
        Example::new("de", "Es war Fair Play, de facto ein Happy End, last but not least."),
        Example::new(
            "de",
            "Er sprach von einer „slow and steady recovery“ (einer langsamen Erholung).",
        ),
        Example::new("de", "Das war also in der Art: Will man so was? Das Team will den Job."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    report(cx, block, Size::Phrase, out);
}
