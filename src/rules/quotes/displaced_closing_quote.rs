//! ## What it does
//! Finds a quotation that was closed too early: before an editor's bracket, a verb or the rest of
//! its noun phrase. A second closing mark stands where it really ends.
//!
//! ## Why is this bad?
//! Half of what was said stands outside the marks, and the sentence around it is usually torn too:
//! the engine has put the clause together from two pieces.
//!
//! ## What stays silent
//! Two quotations in a sentence (each with its opening mark), a bracket between a whole quotation
//! and the next, a quotation whose opening mark is missing after a comma or an "and", one with a speaker
//! behind its bracket.
//!
//! ## Fix safety
//! Taking out the early mark (with a full stop before it, where a bracket and the rest of the
//! sentence follow) is unsafe: the words around it have to be put in order by a person.

use super::faults::{faults_in, words_before};
use crate::reading::FaultKind;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    name: "displaced-closing-quote",
    group: Group::Quotes,
    severity: Severity::Major,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &[],
    why: "Part of what was said stands outside the marks.",
    advice: "Take this mark out; the quotation ends at the later one. Read the sentence aloud: its words are often torn too.",
    examples: &[
        Example::new("de", "Man sei „stolz⟦“⟧ ist [our] neue Fabrik“, hieß es.")
            .fixed("Man sei „stolz ist [our] neue Fabrik“, hieß es."),
        Example::new("de", "Es gebe „keine Lücke wie bei anderen FPGA.⟦“⟧ [Logikbausteine] Herstellern“, sagte er.")
            .fixed("Es gebe „keine Lücke wie bei anderen FPGA [Logikbausteine] Herstellern“, sagte er."),
        Example::new("de", "Sie nannte es „den größten⟦“⟧ Fehler ihres Lebens“."),
        Example::new("de", "„Aber er⟦“⟧ [Roth] hat uns nie gesagt, wofür das Geld war. Eine Mauer? Ein Bad? Hätten wir es gewusst, dann hätten wir bezahlt – wenn auch nicht gern, so doch ohne Streit.“"),
        Example::new("de", "Sie nannte es „den größten Fehler“ und ihn „einen Freund“."),
        Example::new("de", "„Das ist alles“ [Anm. d. Red.: gemeint ist der Etat], sagte sie."),
        Example::new("de", "„Faust“ und „Hamlet“ sind Stücke. „Ja“, sagte er."),
        Example::new("de", "„Er ist ein Freund“ [der Familie] sagt sie immer noch von ihm, wenn jemand danach fragt. Und einmal im Jahr, wenn der Herbst kommt, schreibt sie ihm. Das genügt“, meint sie."),
        Example::new("de", "„Ja“ [1] und „nein“ [2] sagten gleich viele."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    let quotations = cx.target().quotations();
    for (fault, mark) in faults_in(cx, block, FaultKind::Displaced) {
        let late = &quotations.marks[fault.others[1]];
        let open = &quotations.marks[fault.others[0]];
        let message = format!(
            "quotation closed too early, after “{}”; it ends after “{}”",
            words_before(text, mark.span.start),
            words_before(text, late.span.start),
        );
        let proposal = out.report(block, mark.span, message);
        proposal
            .confidence(fault.confidence)
            .related(open.block, open.span, "the quotation was opened here")
            .related(block, Span::new(mark.span.end, late.span.start), "this is still quoted")
            .related(late.block, late.span, "a second closing mark stands where it ends")
            .delete(Applicability::Unsafe, with_inserted_stop(text, mark.span));
    }
}

/// The mark with the full stop before it when a bracket follows: the engine ended the sentence
/// there, the text did not.
fn with_inserted_stop(text: &str, mark: Span) -> Span {
    let bracket = text[mark.end..].trim_start().starts_with('[');
    let stop = text[..mark.start].ends_with('.') && bracket;
    Span::new(mark.start - usize::from(stop), mark.end)
}
