//! ## What it does
//! Finds an editor's insertion of the source that the translation lacks or has twice.
//!
//! ## Why is this bad?
//! What the editors added now reads as the speaker's own words, or is missing altogether.
//!
//! ## What stays silent
//! Insertions that stand in round brackets instead; `[sic]`, `[…]` and letters put into words, which
//! translations need not keep; single pronouns (`[its]`), which a translation may not need; an unsure
//! alignment.
//!
//! ## Fix safety
//! No fix: the words have to be translated.

use crate::pair::Unit;
use crate::reading::{Bracket, BracketContent, BracketShape, Partner, Segment, Side};
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;

pub(super) static RULE: Rule = Rule {
    name: "lost-bracket",
    group: Group::Brackets,
    severity: Severity::Minor,
    category: "accuracy/omission",
    its: "omission",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["untranslated-sentence"],
    why: "What the editors added is missing, or reads as the speaker's own words.",
    advice: "Put the insertion in brackets as in the source, once.",
    examples: &[
        Example::new("de", "⟦„Das Haus bleibt bis Mai geschlossen“, sagte Ada Brandt.⟧")
            .source("en", "“The house [in Kiel] stays closed until May,” said Ada Brandt."),
        Example::new("de", "„Das Haus [in Kiel] ⟦[in Kiel]⟧ bleibt bis Mai zu“, sagte Ada Brandt.")
            .source("en", "“The house [in Kiel] stays closed until May,” said Ada Brandt."),
        Example::new("de", "„Das Haus (in Kiel) bleibt bis Mai zu“, sagte Ada Brandt.")
            .source("en", "“The house [in Kiel] stays closed until May,” said Ada Brandt."),
        Example::new("de", "„Das Haus blieb zu“, sagte Ada Brandt im Mai 2019.")
            .source("en", "“The house […] stayed [sic] closed,” said Ada Brandt in May 2019."),
    ],
    logic: Logic::Unit(check),
};

/// The alignment must be at least this sure.
const SURE: f64 = 0.7;

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    let Some(source) = unit.source.filter(|source| source.confidence >= SURE) else { return };
    let Some(first) = unit.target.first() else { return };
    let asked = insertions(source.side, source.segments, |it| {
        it.shape == BracketShape::Square && holds_words(it)
    });
    // It may have become a note of the editors, or lost one of its brackets.
    let given = insertions(cx.target(), unit.target, |it| {
        let inner = it.inner().of(cx.text(it.block));
        let note = it.content == BracketContent::Kept && inner.contains(' ');
        holds_words(it) || note || it.partner != Partner::Found
    });
    if let Some(doubled) = doubled(cx.target(), &given).filter(|_| given.len() > asked.len()) {
        let text = doubled.span.of(cx.text(doubled.block));
        out.report(doubled.block, doubled.span, format!("insertion {text} stands here twice"));
    }
    if let Some(lost) = asked.first().filter(|_| given.is_empty()) {
        let text = lost.span.of(source.side.text(lost.block));
        let message = format!("the source's insertion {text} is not in the translation");
        out.report(first.block, first.span, message).confidence(0.7).source(lost.block, lost.span);
    }
}

fn holds_words(bracket: &Bracket) -> bool {
    bracket.partner == Partner::Found && bracket.content == BracketContent::Words
}

/// The brackets in some segments that are wanted.
fn insertions<'s>(
    side: &'s Side,
    segments: &[Segment],
    wanted: impl Fn(&Bracket) -> bool,
) -> Vec<&'s Bracket> {
    let of = |segment: &Segment| {
        let (brackets, span) = (side.brackets_of(segment.block), segment.span);
        let start = brackets.partition_point(|it| it.span.start < span.start);
        let end = brackets.partition_point(|it| it.span.start < span.end);
        brackets[start..end].iter().filter(move |it| span.contains(it.span))
    };
    segments.iter().flat_map(of).filter(|it| wanted(it)).collect()
}

/// A bracket that says the same as the one right before it.
fn doubled<'s>(side: &Side, given: &[&'s Bracket]) -> Option<&'s Bracket> {
    given.windows(2).find_map(|pair| {
        let text =
            |bracket: &Bracket| bracket.inner().of(side.text(bracket.block)).trim().to_lowercase();
        let both = pair.iter().all(|it| it.partner == Partner::Found);
        let same = both && pair[0].block == pair[1].block && text(pair[0]) == text(pair[1]);
        same.then_some(pair[1])
    })
}
