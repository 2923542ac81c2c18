//! ## What it does
//! Finds an opening mark that is never closed in its paragraph.
//!
//! ## Why is this bad?
//! The reader cannot see where the quotation ends: the writer's own words read as the speaker's.
//!
//! ## What stays silent
//! A quotation that the next paragraph opens again goes on there. In files of segments it may go on
//! for some segments. Apostrophes do not open anything.
//!
//! ## Fix safety
//! Closing the quotation at the end of its sentence is unsafe: it may end earlier or later.

use super::faults::{closing_mark, faults_in, words_from};
use crate::reading::FaultKind;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    name: "unclosed-quote",
    group: Group::Quotes,
    severity: Severity::Minor,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[
        "swallowed-attribution",
        "reopened-quote",
        "reversed-quote",
        "doubled-punctuation",
        "mojibake",
        "untranslated-sentence",
        "wrong-language",
    ],
    why: "The writer's own words read as if the speaker had said them.",
    advice: "Put the closing mark where the quotation ends.",
    examples: &[
        Example::new("de", "Sie nannte den Plan ⟦„⟧einen Anfang und ging."),
        Example::new("de", "⟦„⟧Das ist alles.\n\nDer Ausschuss tagt am Montag.")
            .fixed("„Das ist alles.“\n\nDer Ausschuss tagt am Montag."),
        Example::new("fr", "Elle parle d’un ⟦«⟧\u{A0}début et s’en va."),
        Example::new("de", "„Erster Absatz der Rede.\n\n„Zweiter Absatz der Rede“, sagte sie."),
        Example::new("de", "Die ’68er kamen, ’s war laut, Hans’ Hut flog."),
        Example::new("de", "„Der ‚gute‘ Plan“, sagte sie, „ist keiner.“"),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    for (fault, mark) in faults_in(cx, block, FaultKind::Unclosed) {
        let after = words_from(cx.text(block), mark.span.end).trim_start();
        let message = format!("quotation “{after} …” is opened and never closed");
        let proposal = out.report(block, mark.span, message);
        proposal.confidence(fault.confidence);
        let sentence = cx.target().sentence_at(block, mark.span.start);
        if let (Some(closing), Some(sentence)) = (closing_mark(cx, mark.glyph), sentence) {
            proposal.replace(Applicability::Unsafe, Span::at(sentence.span.end), closing);
        }
    }
}
