//! ## What it does
//! Finds a quotation whose closing mark is missing before the attribution (`„Das ist gut, sagte
//! Meier.`), so that it swallows its own speaker.
//!
//! ## Why is this bad?
//! The speaker seems to speak about themselves, and what follows seems to be said too.
//!
//! ## What stays silent
//! Languages in which an attribution may stand inside the marks (French « Nous, dit-il, … »);
//! quotations that are closed; a speaker who quotes somebody („Das wird, sagte mein Vater“).
//!
//! ## Fix safety
//! Putting the closing mark before the comma is unsafe: the quotation may have ended earlier.

use super::faults::{closing_mark, faults_in};
use crate::language::WordKinds;
use crate::pair::Counterpart;
use crate::reading::{FaultKind, Role, Segment, attribution};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, words};

pub(super) static RULE: Rule = Rule {
    name: "swallowed-attribution",
    group: Group::Quotes,
    severity: Severity::Major,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["untranslated-sentence", "wrong-language"],
    why: "The attribution reads as part of what was said.",
    advice: "Close the quotation before the attribution.",
    examples: &[
        Example::new("de", "„Das Geld ist alle⟦, sagte⟧ Ada Brandt.")
            .fixed("„Das Geld ist alle“, sagte Ada Brandt."),
        Example::new("de", "»Wir gehen⟦, rief⟧ sie. »Sofort!«")
            .fixed("»Wir gehen«, rief sie. »Sofort!«"),
        Example::new("de", "„Es ist schon spät⟦, sagte⟧ Ada Brandt. Wir gehen jetzt alle heim.“")
            .source("en", "“It is late already,” said Ada Brandt. “We are all going home now.”"),
        Example::new("de", "„Das wird schon, sagte mein Vater immer“, erzählt sie."),
        Example::new("de", "„Das Geld ist alle“, sagte Ada Brandt."),
        Example::new("fr", "«\u{A0}Nous, dit-il, partirons demain.\u{A0}»"),
        Example::new("de", "„Wir warten ab.\n\n„Dann gehen wir“, sagte Brandt."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    let inside_is_right = cx.pack().quotes.conventions.attribution_inside;
    if !inside_is_right && !cx.target().quotations().quoted_in(block).is_empty() {
        for sentence in cx.target().sentences_of(block) {
            swallowed_by_source(cx, *sentence, out);
        }
    }
    for (fault, mark) in faults_in(cx, block, FaultKind::Swallowed) {
        let spoken = fault.span.of(text).trim_start_matches(',').trim();
        let message =
            format!("closing mark missing before “{spoken}”: the quotation swallows its speaker");
        let proposal = out.report(block, fault.span, message);
        proposal.confidence(fault.confidence).related(
            block,
            mark.span,
            "the quotation was opened here",
        );
        if let Some(closing) = closing_mark(cx, mark.glyph) {
            proposal.replace(Applicability::Unsafe, Span::at(fault.span.start), closing);
        }
    }
}

/// A quotation that is closed somewhere else, while the source closes it before the attribution.
fn swallowed_by_source(cx: &Context<'_>, sentence: Segment, out: &mut Findings) {
    let Segment { block, span } = sentence;
    if !cx.target().words_in(sentence).have(WordKinds::SPEECH_VERB) {
        return;
    }
    let text = cx.text(block);
    let Some(spoken) = attribution(span.of(text), cx.pack()) else { return };
    let spoken = spoken.shifted(span.start);
    let quotations = cx.target().quotations();
    // The sentence's own marks tell what is quoted in it.
    let marked = quotations.marks_in(block).any(|index| {
        let mark = &quotations.marks[index];
        mark.span.start > span.start && span.contains(mark.span)
    });
    if marked
        || !quotations.is_quoted(block, spoken.start)
        || !quotations.is_quoted(block, spoken.end)
    {
        return;
    }
    let Some(source) = cx.pair.counterpart(block, spoken).filter(|it| it.confidence >= 0.8) else {
        return;
    };
    let Some((segment, closing)) = closed_before_speaker(&source) else { return };
    let verb = spoken.of(text).trim_start_matches(',').trim();
    let message =
        format!("closing mark missing before “{verb}”: the quotation swallows its speaker");
    out.report(block, spoken, message)
        .confidence(0.85)
        .evidence("the source closes the quotation before its speaker")
        .source(segment.block, closing);
}

/// A closing mark in the only segment of the source with a verb of saying outside the quotation
/// right behind it.
fn closed_before_speaker(source: &Counterpart<'_>) -> Option<(Segment, Span)> {
    const NEAR: usize = 4;
    let [segment] = source.segments else { return None };
    let (side, text) = (source.side, source.side.text(segment.block));
    let quotations = side.quotations();
    quotations.marks_in(segment.block).find_map(|index| {
        let mark = &quotations.marks[index];
        if mark.role != Role::Close || !segment.span.contains(mark.span) {
            return None;
        }
        let rest = &text[mark.span.end..segment.span.end];
        let says = words(rest).take(NEAR).any(|word| {
            side.pack.speech.verbs.contains(word.text)
                && !quotations.is_quoted(segment.block, mark.span.end + word.span.start)
        });
        says.then_some((*segment, mark.span))
    })
}
