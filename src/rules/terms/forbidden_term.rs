//! ## What it does
//! Finds a word that the user's glossary (`--glossary`) forbids: in its column `forbidden`, by its
//! status, or as a deprecated term of a TBX file.
//!
//! ## Why is this bad?
//! The paper does not use this word, or not for this thing.
//!
//! ## What stays silent
//! The word where the entry has a source term that the source does not have here; the word as part of
//! a longer one; capitals that are another word (`IT` and `it`).
//!
//! ## Fix safety
//! The preferred term is put in its place, if there is one. A person must look: articles and endings
//! may have to change.

use super::glossaries::{Wanted, around, glossaries, sure_source, uses};
use crate::pair::Unit;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "forbidden-term",
    group: Group::Terms,
    severity: Severity::Major,
    category: "terminology/inconsistent-with-terminology-resource",
    its: "terminology",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[],
    why: "The glossary forbids this word.",
    advice: "Use another word.",
    examples: &[
        Example::new("de", "Die ⟦Gruppen⟧ bauen den Hafen aus.")
            .source("en", "The groups are expanding the harbour.")
            .glossary("group\tKonzern\tGruppe")
            .fixed("Die Konzern bauen den Hafen aus."),
        Example::new("de", "Der ⟦Asylant⟧ sprach mit Ada Quendt.")
            .glossary("\tAsylbewerber\tAsylant")
            .fixed("Der Asylbewerber sprach mit Ada Quendt."),
        Example::new("de", "Die Gruppen singen im Hafen.")
            .source("en", "The choirs sing in the harbour.")
            .glossary("group\tKonzern\tGruppe"),
        Example::new("de", "Die Konzerne und ihre Arbeitsgruppen bauen den Hafen aus.")
            .source("en", "The groups and their teams are expanding the harbour.")
            .glossary("group\tKonzern\tGruppe"),
    ],
    logic: Logic::Unit(check),
};

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    if cx.pair.glossaries().is_empty() {
        return;
    }
    for glossary in glossaries(cx) {
        let found = uses(&glossary, cx.target(), unit.target, Wanted::Forbidden);
        if found.is_empty() {
            continue;
        }
        let source = sure_source(unit);
        let asked = source
            .map(|it| uses(&glossary, it.side, &around(it.side, it.segments), Wanted::Source));
        for term in found {
            let has_source =
                cx.source_pack().is_some_and(|it| term.concept.source(it).next().is_some());
            let stands = asked
                .as_ref()
                .map(|asked| asked.iter().any(|it| std::ptr::eq(it.concept, term.concept)));
            if has_source && stands == Some(false) {
                continue;
            }
            let written = term.span.of(cx.text(term.block));
            let sure = if !has_source || stands == Some(true) { 0.95 } else { 0.7 };
            let proposal =
                out.report(term.block, term.span, format!("the glossary forbids “{written}”"));
            proposal.confidence(sure);
            if let Some(preferred) = term.concept.target(cx.pack(), false).next() {
                proposal.advice(format!("Use “{preferred}”.")).replace(
                    Applicability::Unsafe,
                    term.span,
                    preferred,
                );
            }
            if let Some(note) = &term.concept.note {
                proposal.evidence(note.clone());
            }
        }
    }
}
