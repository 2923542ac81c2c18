//! ## What it does
//! Finds a comma on the wrong side of a closing mark (`„Gut,“ sagte sie`), and a missing comma
//! between a quotation and its attribution (`„Gut“ sagte sie`).
//!
//! ## Why is this bad?
//! The place of the comma differs between languages; the source's place shows the machine. Human
//! translators slip here too, so this is information only.
//!
//! ## What stays silent
//! Languages in which both places are right; quoted words inside a sentence; a comma that belongs to
//! a cited title.
//!
//! ## Fix safety
//! Moving a comma is safe where the pack says on which side it stands; adding one is unsafe.

use crate::language::CommaPlace;
use crate::reading::{Quotation, Role};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, first_word, start_of, words};

pub(super) static RULE: Rule = Rule {
    name: "quote-punctuation",
    group: Group::Quotes,
    severity: Severity::Info,
    category: "linguistic-conventions/punctuation",
    its: "typographical",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Safe),
    yields_to: &["untranslated-sentence", "wrong-language"],
    why: "The place of the comma follows the source's language, not the reader's.",
    advice: "Put the comma behind the closing mark.",
    examples: &[
        Example::new("de", "„Das Geld ist alle⟦,“⟧ sagte sie.")
            .fixed("„Das Geld ist alle“, sagte sie."),
        Example::new("de", "„Das Geld ist alle⟦“⟧ sagte Ada Brandt.")
            .fixed("„Das Geld ist alle“, sagte Ada Brandt."),
        Example::new("de-CH", "«Das Geld ist alle⟦,»⟧ sagte sie.")
            .fixed("«Das Geld ist alle», sagte sie."),
        Example::new("de", "„Das Geld ist alle“, sagte sie. „Ach ja?“, fragte er."),
        Example::new("de", "Den Plan „Morgen“ sagte sie ab."),
        Example::new("en", "“The money is gone,” she said."),
        Example::new("en", "“The money is gone for good⟦”⟧ says Ada Brandt.")
            .fixed("“The money is gone for good,” says Ada Brandt."),
        Example::new("en", "“The money is gone for good,” says Ada Brandt. “Why?” says Jan Holt."),
        Example::new("en-GB", "“The money”, she said, “is gone.”"),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let text = cx.text(block);
    let quotations = cx.target().quotations();
    let conventions = &cx.pack().quotes.conventions;
    for pair in quotations.pairs_in(block) {
        let close = quotations.marks[pair.close].span;
        if conventions.comma == CommaPlace::Outside && text[..close.start].ends_with(',') {
            let both = Span::new(close.start - 1, close.end);
            let mark = close.of(text);
            out.report(block, both, format!("comma before the closing mark: ,{mark}")).replace(
                Applicability::Safe,
                both,
                format!("{mark},"),
            );
        } else if conventions.attribution_comma && lacks_comma(cx, block, *pair) {
            let inside = conventions.comma == CommaPlace::Inside;
            let place = if inside { close.start } else { close.end };
            let next = first_word(&text[close.end..]).map_or("", |word| word.text);
            out.report(block, close, format!("no comma between the quotation and “{next}”"))
                .advice(match conventions.comma {
                    CommaPlace::Inside => "Put a comma before the closing mark.",
                    _ => "Put a comma behind the closing mark.",
                })
                .replace(Applicability::Unsafe, Span::at(place), ",");
        }
    }
}

/// Whether a verb of saying with its subject follows the quotation, which is a sentence of its own,
/// right behind the closing mark.
fn lacks_comma(cx: &Context<'_>, block: usize, pair: Quotation) -> bool {
    let text = cx.text(block);
    let quotations = cx.target().quotations();
    let (open, close) = (&quotations.marks[pair.open], &quotations.marks[pair.close]);
    let rest = &text[close.span.end..];
    let mut following = words(start_of(rest, 256));
    let (Some(verb), Some(subject)) = (following.next(), following.next()) else { return false };
    let starts_sentence = open.role == Role::Open
        && open.block == block
        && cx
            .target()
            .sentence_at(block, open.span.start)
            .is_some_and(|it| it.span.start == open.span.start);
    let speech = &cx.pack().speech;
    // Where the comma stands before the mark, a mark there is enough.
    let inner = text[..close.span.start].trim_end();
    if cx.pack().quotes.conventions.comma != CommaPlace::Outside
        && inner.ends_with([',', '?', '!', '…', '—', '–', '-'])
    {
        return false;
    }
    starts_sentence
        && rest[..verb.span.start] == *" "
        && speech.verbs.contains(verb.text)
        && rest[verb.span.end..subject.span.start].trim().is_empty()
        && (subject.is_capitalised() || speech.subjects.contains(subject.text))
        && words(&text[open.span.end..close.span.start]).count() > 1
}
