//! ## What it does
//! Finds a single word that was left in the source's language.
//!
//! ## Why is this bad?
//! Engines copy words they do not know; not all readers know them either.
//!
//! ## What stays silent
//! Names; words that are quoted, emphasised or explained; parts of compounds; words taken over into
//! the language (`Job`) and words that both languages have; words for which no lexicon has a
//! rendering.
//!
//! ## Fix safety
//! No fix: the word has to be translated.

use super::passages::Size;
use super::report::report;
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "untranslated-word",
    group: Group::Untranslated,
    severity: Severity::Major,
    category: "accuracy/untranslated",
    its: "untranslated",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &[
        "cms-residue",
        "untranslated-bracket",
        "untranslated-sentence",
        "untranslated-phrase",
        "wrong-language",
    ],
    why: "The reader stumbles over a word of another language.",
    advice: "Translate the word, or show that it is kept on purpose.",
    examples: &[
        Example::new("de", "Die Fähre blieb im Hafen ⟦and⟧ niemand wusste Rat.")
            .source("en", "The ferry stayed in harbour and nobody knew what to do."),
        Example::new("de", "Er gab dem Vertrag einen ⟦wrinkled⟧ Umschlag.")
            .source("en", "He gave the contract a wrinkled cover."),
        Example::new("de", "Gibt es dafür den ⟦political⟧ Willen?")
            .source("en", "Is there the political will to do it?"),
        Example::new("de", "Um Mitternacht stand die Zählung bei ⟦one⟧.")
            .source("en", "At midnight the count stood at one."),
        Example::new("en", "The ⟦Betriebsrat⟧ is not yet convinced.")
            .source("de", "Der Betriebsrat ist noch nicht überzeugt."),
        Example::new("en", "The Liedertafel Rohrbach sang. The Liedertafel was in Tallinn.")
            .source("de", "Die Liedertafel Rohrbach sang. Die Liedertafel war in Tallinn."),
        Example::new("en", "The Bundestag debates, and the Betriebsrat (works council) waits.")
            .source("de", "Der Bundestag berät, und der Betriebsrat wartet."),
        Example::new("de", "Sie fand einen Job im Team von Marks and Spencer.")
            .source("en", "She found a job in the team of Marks and Spencer."),
        Example::new("de", "Die Karte zeigt {count} Beete.")
            .source("en", "The card shows {count} beds."),
        Example::new("de", "Das moderne Museum ist international und liberal.")
            .source("en", "The modern museum is international and liberal."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    report(cx, block, Size::Word, out);
}
