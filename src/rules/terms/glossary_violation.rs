//! ## What it does
//! Finds a term of the user's glossary (`--glossary`) that the source has here and that the
//! translation renders by none of the glossary's terms.
//!
//! ## Why is this bad?
//! The paper has settled what it calls things; readers and search find them under that name.
//!
//! ## What stays silent
//! Inflected forms (`Konzerns`, `groups`), compounds that end in the term (`Energiekonzern`), a term
//! in the sentence before or after, a forbidden rendering (`forbidden-term` finds it), an unsure
//! alignment.
//!
//! ## Fix safety
//! Where a dictionary shows which word stands for the term, the glossary's is put in its place. A
//! person must look: articles and endings may have to change.

use std::collections::BTreeSet;

use super::glossaries::{Use, Wanted, around, glossaries, sure_source, uses};
use crate::align::{LinkedWord, WordKind};
use crate::pair::Unit;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, fold, words};

pub(super) static RULE: Rule = Rule {
    name: "glossary-violation",
    group: Group::Terms,
    severity: Severity::Major,
    category: "terminology/inconsistent-with-terminology-resource",
    its: "terminology",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[],
    why: "The glossary says what this is called, and the text calls it something else.",
    advice: "Use the glossary's term.",
    examples: &[
        Example::new("de", "Die ⟦Gesellschaft⟧ baut den Hafen aus.")
            .source("en", "The company is expanding the harbour.")
            .glossary("company\tUnternehmen|Konzern")
            .fixed("Die Unternehmen baut den Hafen aus."),
        Example::new("de", "⟦Der Umbau des Kais beginnt im Mai.⟧")
            .source("en", "Work on the landing stage begins in May.")
            .glossary("landing stage\tAnleger"),
        Example::new("de", "Die Schiffe fahren durch die ⟦Förde⟧.")
            .source("en", "The ships sail through the strait.")
            .glossary("strait\tMeerenge"),
        Example::new("de", "Die Energiekonzerne bauen den Hafen aus, und zwar bald.")
            .source("en", "The energy companies are expanding the harbour soon.")
            .glossary("company\tUnternehmen|Konzern"),
        Example::new("de", "Die Gesellschaft baut den Hafen aus.")
            .source("en", "The firm is expanding the harbour.")
            .glossary("company\tUnternehmen|Konzern"),
    ],
    logic: Logic::Unit(check),
};

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    if cx.pair.glossaries().is_empty() || unit.target.is_empty() {
        return;
    }
    let Some(source) = sure_source(unit) else { return };
    for glossary in glossaries(cx) {
        let asked = uses(&glossary, source.side, source.segments, Wanted::Source);
        if asked.is_empty() {
            continue;
        }
        let wide = around(cx.target(), unit.target);
        let given: Vec<Use<'_>> = [Wanted::Target, Wanted::Forbidden]
            .into_iter()
            .flat_map(|wanted| uses(&glossary, cx.target(), &wide, wanted))
            .collect();
        let mut said = BTreeSet::new();
        for term in asked {
            let Some(preferred) = term.concept.target(cx.pack(), false).next() else { continue };
            let same = |it: &Use<'_>| std::ptr::eq(it.concept, term.concept);
            let written = term.span.of(source.side.text(term.block));
            if given.iter().any(same) || !said.insert(fold(written)) {
                continue;
            }
            report(cx, unit, (&term, written), preferred, out);
        }
    }
}

fn report(
    cx: &Context<'_>,
    unit: &Unit<'_>,
    (term, written): (&Use<'_>, &str),
    preferred: &str,
    out: &mut Findings,
) {
    let Some(first) = unit.target.first() else { return };
    let proposal = match rendering(cx, unit, written) {
        Some((block, span)) => {
            let message = format!(
                "“{}” for “{written}”, which the glossary renders as “{preferred}”",
                span.of(cx.text(block))
            );
            let proposal = out.report(block, span, message);
            proposal.confidence(0.85).replace(Applicability::Unsafe, span, preferred);
            proposal
        }
        None => {
            let (block, span) = left_over(cx, unit, term).unwrap_or((first.block, first.span));
            let message = format!("the glossary’s “{preferred}” for “{written}” is not here");
            out.report(block, span, message).confidence(0.75)
        }
    };
    proposal.source(term.block, term.span).advice(format!("Use “{preferred}”."));
    if let Some(note) = &term.concept.note {
        proposal.evidence(note.clone());
    }
}

/// The word of the unit that seems to stand for the term though no lexicon says so: what looks like
/// it, or the only noun that renders nothing else.
fn left_over(cx: &Context<'_>, unit: &Unit<'_>, term: &Use<'_>) -> Option<(usize, Span)> {
    let links = cx.word_links(unit);
    let is_term = |it: &&LinkedWord| it.block() == term.block && term.span.contains(it.span());
    let linked = links.source.iter().filter(is_term).find_map(|it| it.link());
    if let Some(word) = linked.and_then(|at| links.target.get(at)) {
        return Some((word.block(), word.span()));
    }
    let nouns_have_capitals = cx.pack().letters.capital_nouns;
    let is_noun = |it: &&LinkedWord| {
        let text = it.span().of(cx.text(it.block()));
        !it.is_linked()
            && matches!(it.kind, WordKind::Noun | WordKind::Listed | WordKind::Plain)
            && (!nouns_have_capitals || text.starts_with(char::is_uppercase))
    };
    let mut left = links.target.iter().filter(is_noun);
    let word = left.next()?;
    left.next().is_none().then_some((word.block(), word.span()))
}

/// The word of the unit that a lexicon lists for the term.
fn rendering(cx: &Context<'_>, unit: &Unit<'_>, written: &str) -> Option<(usize, Span)> {
    let listed: Vec<String> =
        cx.pair.translations().renderings_of(written).iter().map(|it| fold(&it.text)).collect();
    unit.target.iter().find_map(|segment| {
        let text = cx.target().text_of(*segment);
        let word = words(text).find(|word| listed.contains(&fold(word.text)))?;
        Some((segment.block, word.span.shifted(segment.span.start)))
    })
}
