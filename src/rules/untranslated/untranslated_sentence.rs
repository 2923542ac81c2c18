//! ## What it does
//! Finds a sentence that was left in the source's language, whole or all but a word or two.
//!
//! ## Why is this bad?
//! Engines and the systems around them pass sentences on untouched: when a request fails, when a
//! sentence looks like a name or like code. The reader gets a text in two languages.
//!
//! ## What stays silent
//! Names and titles, short quotations kept on purpose, quotations with their translation beside
//! them; editorial insertions in square brackets (`untranslated-bracket`); captions with credits.
//!
//! ## Fix safety
//! No fix: the sentence has to be translated.

use super::passages::Size;
use super::report::report;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "untranslated-sentence",
    group: Group::Untranslated,
    severity: Severity::Major,
    category: "accuracy/untranslated",
    its: "untranslated",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["cms-residue"],
    why: "The reader gets a sentence of another language.",
    advice: "Translate the sentence.",
    examples: &[
        Example::new(
            "de",
            "Der Hafen steht still. ⟦The ferries have not sailed since Monday.⟧ Niemand weiß Rat.",
        ),
        Example::new("de", "Der Hafen steht still. ⟦Nobody knows why.⟧")
            .source("en", "The harbour is idle. Nobody knows why."),
        Example::new("en", "Nothing helps. ⟦Man hört die Fehler.⟧ So it goes.")
            .source("de", "Nichts hilft. Man hört die Fehler. So geht es."),
        Example::new(
            "de",
            "Wir haben gewartet. ⟦The crew never came back. They had left on Sunday.⟧ Dann gingen wir.",
        ),
        Example::new("de", "„Ich habe das Buch noch. ⟦It is in a drawer.⟧“ Dann ging er.")
            .source("en", "“I still have the book. It is in a drawer.” Then he left."),
        Example::new("fr", "Le port est fermé. ⟦The ferries have not sailed since Monday.⟧"),
        Example::new("en", "The harbour is idle. ⟦Die Fähren fahren seit Montag nicht mehr.⟧"),
        Example::new(
            "de",
            "Er las den Roman „The Long Way to the Sea“. „Hope and Glory“ lief im Kino.",
        ),
        Example::new(
            "de",
            "Auf dem Schild stand: „We are closed. Come back soon.“ Der Hafen stand still.",
        ),
        Example::new(
            "de",
            "„We will be back before you know it“ („Wir sind zurück, ehe ihr es merkt“). So stand es da.",
        ),
        Example::new(
            "de",
            "Es kamen: Bank of Scotland, Guardians of the Sea, The Who. Alles war gut.",
        ),
        Example::new(
            "de",
            "Die Band war in Hamburg. Was war das? Was will man in so einer Art Tag?",
        ),
        Example::new("en", "The die is cast. He was in a hat. Also the Chef was in Art."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    report(cx, block, Size::Sentence, out);
}
