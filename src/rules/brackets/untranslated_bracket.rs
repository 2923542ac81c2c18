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
    yields_to: &["cms-residue", "untranslated-sentence", "markup-mismatch"],
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
        Example::new("en", "“They want to get to know the choir ⟦[in Estland]⟧,” she said.")
            .source("de", "„Man will den Chor [in Estland] kennenlernen“, sagte sie."),
        Example::new(
            "de",
            "„Jeden zehnten Hektar wollen wir ⟦[im Mittleren Westen, ed.]⟧“, sagte sie.",
        )
        .source("en", "“We want one acre in ten [in the Midwest, ed.],” she said."),
        Example::new("de", "„Jeden zehnten Hektar [im Westen, d. Red.] wollen wir“, sagte sie.")
            .source("en", "“We want one acre in ten [in the west, ed.],” she said."),
        Example::new("en", "“They want the choir [in Tallinn] to sing,” she said.")
            .source("de", "„Der Chor [in Tallinn] soll singen“, sagte sie."),
        Example::new("en", "“He has lived here since then [in Berlin],” she said.")
            .source("de", "„Seither lebt er hier [in Berlin]“, sagte sie."),
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
        let foreignness = foreignness(cx.pack(), &foreign, text, copied.is_some());
        let sign = || foreign_sign(cx, bracket, text, &foreign).then_some(0.85);
        let Some(confidence) = foreignness.or_else(sign) else { continue };
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

/// Whether the insertion ends in the sign that editors of another language set under theirs (`ed.`),
/// and the source has it there.
fn foreign_sign(cx: &Context<'_>, bracket: &Bracket, text: &str, others: &[Arc<Pack>]) -> bool {
    let Some((_, sign)) = text.rsplit_once([',', ';']) else { return false };
    let sign = sign.trim();
    let kept_by = |pack: &Pack| pack.brackets.kept.iter().any(|it| it.eq_ignore_ascii_case(sign));
    // Agencies sign alike everywhere.
    sign.starts_with(char::is_lowercase)
        && !kept_by(cx.pack())
        && others.iter().any(|pack| kept_by(pack))
        && cx.source_holds(bracket.block, bracket.span, sign)
}

/// Whether a word is the very name that another language has for what is called otherwise here:
/// `Estland`.
fn is_foreign_name(own: &Pack, others: &[Arc<Pack>], word: &str) -> bool {
    let found = |pack: &Pack| pack.names.exonyms.find(&[word], |_| true);
    let is_name = |pack: &Pack, names: &str| pack.names.exonyms.name(names) == Some(word);
    let has_name = |names: &str| own.names.exonyms.name(names).is_some();
    let mut theirs =
        others.iter().flat_map(|pack| found(pack).into_iter().map(move |it| (pack, it)));
    theirs.any(|(pack, it)| is_name(pack, &it.names) && has_name(&it.names))
        && found(own).is_empty()
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
            (false, false) if copied && is_foreign_name(own, others, word.text) => foreign += 1,
            // Names and numbers say nothing else.
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
