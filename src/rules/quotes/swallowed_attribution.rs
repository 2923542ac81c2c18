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

use super::faults::faults_in;
use crate::reading::FaultKind;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::Span;

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
    yields_to: &[],
    why: "The attribution reads as part of what was said.",
    advice: "Close the quotation before the attribution.",
    examples: &[
        Example::new("de", "„Das Geld ist alle⟦, sagte⟧ Ada Brandt.")
            .fixed("„Das Geld ist alle“, sagte Ada Brandt."),
        Example::new("de", "»Wir gehen⟦, rief⟧ sie. »Sofort!«").fixed("»Wir gehen«, rief sie. »Sofort!«"),
        Example::new("de", "„Das wird schon, sagte mein Vater immer“, erzählt sie."),
        Example::new("de", "„Das Geld ist alle“, sagte Ada Brandt."),
        Example::new("fr", "«\u{A0}Nous, dit-il, partirons demain.\u{A0}»"),
        Example::new("de", "„Wir warten ab.\n\n„Dann gehen wir“, sagte Brandt."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    for (fault, mark) in faults_in(cx, block, FaultKind::Swallowed) {
        let spoken = fault.span.of(text).trim_start_matches(',').trim();
        let message = format!("closing mark missing before “{spoken}”: the quotation swallows its speaker");
        let proposal = out.report(block, fault.span, message);
        proposal.confidence(fault.confidence).related(block, mark.span, "the quotation was opened here");
        if let Some(closing) = closing_mark(cx, mark.glyph) {
            proposal.replace(Applicability::Unsafe, Span::at(fault.span.start), closing);
        }
    }
}

/// The mark that closes what `open` opens in the target's language.
fn closing_mark(cx: &Context<'_>, open: char) -> Option<String> {
    let styles = cx.pack().quotes.styles.iter();
    let mut pairs = styles.flat_map(|style| [&style.primary, &style.secondary]);
    pairs.find(|pair| pair.open.starts_with(open)).map(|pair| pair.close.clone())
}
