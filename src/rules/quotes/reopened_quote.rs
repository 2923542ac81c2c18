//! ## What it does
//! Finds an opening mark inside a quotation that is still running: the quotation has several
//! sentences, and one of them was given an opening mark of its own.
//!
//! ## Why is this bad?
//! Translation engines work sentence by sentence. The sentence that carries the attribution
//! ("…", he said) looks like a whole quotation and gets a mark that the text before it already has.
//! Readers wonder whether a second speaker begins.
//!
//! ## What stays silent
//! A quotation over several paragraphs may open each of them again; inner marks may open inside
//! outer ones; a quotation inside a quotation in the same marks is `nested-quote-style`.
//!
//! ## Fix safety
//! The inner mark is taken out. That is safe where the source shows one quotation over the place,
//! else a person should look: the closing mark of the first sentence may be what is missing.

use super::faults::{faults_in, with_padding, words_from};
use crate::reading::FaultKind;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    name: "reopened-quote",
    group: Group::Quotes,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &[],
    why: "Readers take a second opening mark for a second speaker.",
    advice: "Take the inner opening mark out, or close the quotation before it.",
    examples: &[
        Example::new("de", "„Das Geld ist alle. ⟦„⟧Wir hören auf“, sagte Ada Brandt.")
            .fixed("„Das Geld ist alle. Wir hören auf“, sagte Ada Brandt."),
        Example::new("de", "»Es regnet seit Mai. ⟦»⟧Die Ernte ist hin«, klagte der Bauer.")
            .fixed("»Es regnet seit Mai. Die Ernte ist hin«, klagte der Bauer."),
        Example::new("fr", "«\u{A0}Il pleut. ⟦«⟧\u{A0}La récolte est perdue\u{A0}», dit-il.")
            .fixed("«\u{A0}Il pleut. La récolte est perdue\u{A0}», dit-il."),
        Example::new("de", "„Das Geld ist alle. ⟦„⟧Wir hören auf“, sagte sie.")
            .source("en", "“The money is gone. We are stopping,” she said.")
            .fixed("„Das Geld ist alle. Wir hören auf“, sagte sie."),
        Example::new("de", "„Erster Absatz der Rede.\n\n„Zweiter Absatz der Rede“, sagte sie."),
        Example::new("de", "„Sie rief ‚Halt!‘ und lief. ‚Nie wieder‘, sagte sie“, so der Zeuge."),
        Example::new("de", "„Na ja …“, sagte er. „Es geht so.“"),
        Example::new("de", "Der 27\"-Monitor kostet mehr. \"Viel mehr\", sagte er."),
        Example::new("de-CH", "«Das ist alles», sagte sie. «Wir gehen.»"),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    let quotations = cx.target().quotations();
    for (fault, mark) in faults_in(cx, block, FaultKind::Reopened) {
        let outer = &quotations.marks[fault.others[0]];
        let shown = source_shows_one_quotation(cx, block, mark.span);
        let applicability = if shown { Applicability::Safe } else { Applicability::Unsafe };
        let message = format!(
            "quotation opened again before “{}” while it is still running",
            words_from(text, mark.span.end).trim_start()
        );
        let proposal = out.report(block, mark.span, message);
        proposal
            .confidence(if shown { 0.98 } else { fault.confidence })
            .related(outer.block, outer.span, "the quotation was opened here")
            .delete(applicability, with_padding(text, mark.span));
        if shown {
            proposal.evidence("the source has one quotation here");
        }
    }
}

/// Whether the source of the sentence has no opening mark before its last quoted words: the
/// sentence has a closing mark, but none that opens.
fn source_shows_one_quotation(cx: &Context<'_>, block: usize, mark: Span) -> bool {
    let Some(counterpart) = cx.pair.counterpart(block, mark) else { return false };
    if counterpart.confidence < 0.8 {
        return false;
    }
    let quotations = counterpart.side.quotations();
    counterpart.segments.first().is_some_and(|segment| {
        // The sentence starts inside a quotation that an earlier one opened, and so needs no mark.
        let opens = quotations
            .marks_in(segment.block)
            .any(|index| quotations.marks[index].span.start == segment.span.start);
        !opens && quotations.is_quoted(segment.block, segment.span.start)
    })
}
