//! ## What it does
//! Points to a quotation inside a quotation that is set in the same, outer marks, where the inner
//! ones belong (‚…‘ inside „…“).
//!
//! ## Why is this bad?
//! The reader meets two closing marks and cannot tell which quotation each one ends. Many newspapers
//! do it all the same, so this is information only.
//!
//! ## What stays silent
//! Inner marks, and outer marks of another style inside the first (a title in guillemets).
//!
//! ## Fix safety
//! Putting inner marks is unsafe: the first closing mark may be a stray one.

use super::faults::{faults_in, words_from};
use crate::reading::FaultKind;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "nested-quote-style",
    group: Group::Quotes,
    severity: Severity::Info,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["reopened-quote", "untranslated-sentence", "wrong-language"],
    why: "Two closing marks of one kind leave it open which quotation ends where.",
    advice: "Set the inner quotation in inner marks.",
    examples: &[
        Example::new("de", "„Sie rief ⟦„⟧Halt!“ und lief davon“, sagte der Zeuge.")
            .fixed("„Sie rief ‚Halt!‘ und lief davon“, sagte der Zeuge."),
        Example::new("de", "»Das Stück ⟦»⟧Nebel« läuft noch«, sagte sie.")
            .fixed("»Das Stück ›Nebel‹ läuft noch«, sagte sie."),
        Example::new("de", "„Sie rief ‚Halt!‘ und lief davon“, sagte der Zeuge."),
        Example::new("de", "„Das Stück »Nebel« läuft noch“, sagte sie."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    let quotations = cx.target().quotations();
    for (fault, mark) in faults_in(cx, block, FaultKind::SameLevel) {
        let inner = words_from(text, mark.span.end);
        let message = format!("“{inner} …” is a quotation inside a quotation, in the same marks");
        let proposal = out.report(block, mark.span, message);
        proposal.confidence(fault.confidence);
        let styles = &cx.pack().quotes.styles;
        let style = styles.iter().find(|style| style.primary.open.starts_with(mark.glyph));
        if let (Some(closing), Some(style)) = (mark.partner, style) {
            let close = quotations.marks[closing].span;
            proposal
                .replace(Applicability::Unsafe, mark.span, style.secondary.open.clone())
                .replace(Applicability::Unsafe, close, style.secondary.close.clone());
        }
    }
}
