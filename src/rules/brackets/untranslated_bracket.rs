//! ## What it does
//! Finds an editorial insertion that was left in the source's language: `[its]`, `[the company]`,
//! `[software as a service]`.
//!
//! ## Why is this bad?
//! Editors put brackets into quotations to make them clear. Engines take them for code and copy
//! them, and the reader of the translation stumbles over words of another language.
//!
//! ## What stays silent
//! `[sic]`, `[…]`, `[D]ie`, references and notes of the editors; words that both languages share
//! (`[in]`, `[so]`); names; words taken over into the language (`[Software]`).
//!
//! ## Fix safety
//! Leaving the insertion out is unsafe: often it has to be translated instead.

use std::cell::LazyCell;
use std::sync::Arc;

use crate::language::Pack;
use crate::pair::Counterpart;
use crate::reading::{Bracket, BracketContent, BracketShape, Partner};
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, fold, words};

pub(super) static RULE: Rule = Rule {
    name: "untranslated-bracket",
    group: Group::Brackets,
    severity: Severity::Major,
    category: "accuracy/untranslated",
    its: "untranslated",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["cms-residue", "untranslated-sentence"],
    why: "Readers stumble over words of the source's language inside a quotation.",
    advice: "Translate the insertion, or leave it out where the translation needs none.",
    examples: &[
        Example::new("de", "Man habe Vertrauen in ⟦[their]⟧ Pläne, hieß es.")
            .fixed("Man habe Vertrauen in Pläne, hieß es."),
        Example::new("de", "„Das ist wie bei ⟦[infrastructure as a service]⟧ Firmen“, sagte sie."),
        Example::new("de", "„Wir haben ⟦[the company]⟧ verkauft“, sagte sie."),
        Example::new("de", "„Er hat ⟦[the mayor]⟧ gewarnt“, sagte sie.")
            .source("en", "“He warned [the mayor],” she said."),
        Example::new("en", "“They warned ⟦[die Risikoabteilung]⟧ twice,” she said.")
            .source("de", "„Man hat [die Risikoabteilung] zweimal gewarnt“, sagte sie."),
        Example::new("fr", "« Nous avons vendu ⟦[the company]⟧ », dit-elle."),
        Example::new(
            "de",
            "„Wir haben [die Firma] verkauft […] und toten [sic] Ballast abgeworfen“.",
        ),
        Example::new("de", "„Er war [in] Kiel [Anm. d. Red.: gemeint ist 1989], [d]ann fort“ [3]."),
        Example::new("de", "„Die Leute von [Brandt & Sons] kamen“, sagte sie."),
        Example::new("de", "„Unsere [Software] läuft“, sagte sie."),
        Example::new("en", "“They [the festivals] are a luxury,” she said."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let foreign = LazyCell::new(|| cx.foreign_packs());
    for bracket in cx.target().brackets_of(block) {
        if bracket.shape != BracketShape::Square
            || bracket.partner != Partner::Found
            || bracket.content != BracketContent::Words
        {
            continue;
        }
        let text = bracket.inner().of(cx.text(block));
        let copied = copied_from(cx, bracket, text);
        let Some(confidence) = foreignness(cx.pack(), &foreign, text, copied.is_some()) else {
            continue;
        };
        let message = format!("editorial bracket left untranslated: [{text}]");
        let proposal = out.report(block, bracket.span, message);
        // The space before it goes with it.
        let before = cx.text(block)[..bracket.span.start].trim_end_matches([' ', '\u{A0}']);
        let with_space = Span::new(before.len(), bracket.span.end);
        proposal.confidence(confidence).delete(Applicability::Unsafe, with_space);
        if let Some((counterpart, block, span)) = copied {
            proposal.source(block, span);
            if counterpart.confidence >= 0.5 {
                proposal.evidence("the same bracket stands in the source");
            }
        }
    }
}

/// The bracket of the aligned source with the same words.
fn copied_from<'p>(
    cx: &Context<'p>,
    bracket: &Bracket,
    text: &str,
) -> Option<(Counterpart<'p>, usize, Span)> {
    let counterpart = cx.pair.counterpart(bracket.block, bracket.span)?;
    counterpart.segments.iter().find_map(|segment| {
        let brackets = counterpart.side.brackets_of(segment.block).iter();
        let same = |it: &&Bracket| {
            segment.span.contains(it.span)
                && fold(it.inner().of(counterpart.side.text(segment.block))) == fold(text)
        };
        brackets.into_iter().find(same).map(|it| (counterpart, segment.block, it.span))
    })
}

/// How sure it is that the words are not the target's, from 0 to 1; none when they may be.
fn foreignness(own: &Pack, others: &[Arc<Pack>], text: &str, copied: bool) -> Option<f64> {
    let (mut foreign, mut shared, mut unknown) = (0, 0, 0);
    // An article or a pronoun of the language's own shows that the words are its own too, whatever
    // nouns it shares with others.
    let mut bound = false;
    for word in words(text) {
        let lower = word.text.to_lowercase();
        bound |= own.words.function.words.contains(&lower)
            && !others.iter().any(|pack| pack.words.function.words.contains(&lower));
        // What both languages have is the source's where it is a function word there alone: `die`.
        let is_small = |pack: &Pack| pack.words.function.words.contains(&lower);
        let is_own = own.knows(&lower)
            && !(copied && !is_small(own) && others.iter().any(|it| is_small(it)));
        let is_foreign = others.iter().any(|pack| pack.knows(&lower));
        match (is_own, is_foreign) {
            (false, true) => foreign += 1,
            (true, _) => shared += 1,
            // Names and numbers say nothing.
            (false, false) if word.is_capitalised() || word.has_digit() => {}
            (false, false) => unknown += 1,
        }
    }
    match (foreign, shared, unknown) {
        _ if bound && !copied => None,
        (0, 0, 1..) if copied => Some(0.85),
        (0, ..) => None,
        (_, 0, _) if copied => Some(0.98),
        (_, 0, 0) => Some(0.95),
        (foreign, shared, _) if foreign >= shared => Some(if copied { 0.95 } else { 0.9 }),
        _ if copied => Some(0.8),
        _ => None,
    }
}
