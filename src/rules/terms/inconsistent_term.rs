//! ## What it does
//! Finds a thing of the source for which the translation uses two words: `data centre` as
//! `Rechenzentrum` and once as `Datenzentrum`.
//!
//! ## Why is this bad?
//! Readers take two words for two things.
//!
//! ## What stays silent
//! Nouns that no lexicon knows or that stand in the source less than four times; a second word that
//! is used more than once (style, not a slip); words that another word of the source asks for;
//! sentences that are not surely aligned.
//!
//! ## Fix safety
//! No fix: articles and endings would have to change, and the change may be meant.

use std::collections::BTreeMap;

use crate::language::lexicon::lemmas;
use crate::reading::Segment;
use crate::rules::{Accumulator, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, Word, fold, words};

pub(super) static RULE: Rule = Rule {
    name: "inconsistent-term",
    group: Group::Terms,
    severity: Severity::Minor,
    category: "terminology/inconsistent-use-of-terminology",
    its: "inconsistency",
    needs: Needs::Source,
    // Newspapers vary their words on purpose: too often right to run unasked.
    stage: Stage::Preview,
    since: "0.1.0",
    fix: None,
    yields_to: &["forbidden-term", "glossary-violation"],
    why: "Readers take two words for two things.",
    advice: "Use one word for the thing, unless the change is meant.",
    examples: &[
        Example::new(
            "de",
            "Der Anwalt kam früh.\n\nDer Anwalt ging.\n\nSie sah den Anwalt.\n\nDer ⟦Jurist⟧ war alt.",
        )
        .source(
            "en",
            "The lawyer came early.\n\nThe lawyer left.\n\nShe saw the lawyer.\n\nThe lawyer was old.",
        ),
        Example::new(
            "de",
            "Die Firma wuchs.\n\nDie Firma zahlte.\n\nEr lobte die Firma.\n\nDas ⟦Unternehmen⟧ schwieg.",
        )
        .source(
            "en",
            "The company grew.\n\nThe company paid.\n\nHe praised the company.\n\nThe company was silent.",
        ),
        Example::new(
            "de",
            "Der Anwalt kam früh.\n\nDer Anwalt ging.\n\nDer Jurist war neu.\n\nDer Jurist war alt.",
        )
        .source(
            "en",
            "The lawyer came early.\n\nThe lawyer left.\n\nThe lawyer was new.\n\nThe lawyer was old.",
        ),
        Example::new("de", "Der Anwalt kam früh.\n\nDer Jurist war alt.")
            .source("en", "The lawyer came early.\n\nThe lawyer was old."),
    ],
    logic: Logic::Document(|| Box::new(Terms)),
};

/// The alignment must be at least this sure.
const SURE: f64 = 0.8;
/// How often a word must have been rendered in one way for another to be a slip.
const SETTLED: usize = 3;

struct Terms;

/// A word of the translation that renders a word of the source.
struct Rendered {
    lemma: String,
    block: usize,
    span: Span,
    source: (usize, Span),
}

impl Accumulator for Terms {
    fn observe(&mut self, _cx: &Context<'_>, _block: usize, _out: &mut Findings) {}

    fn finish(&mut self, cx: &Context<'_>, out: &mut Findings) {
        let translations = cx.pair.translations();
        if translations.is_empty() || !cx.target().has_context() {
            return;
        }
        let often = often(cx);
        let mut by_word: BTreeMap<String, Vec<Rendered>> = BTreeMap::new();
        for unit in cx.pair.units() {
            let Some(source) = unit.source.filter(|it| it.confidence >= SURE) else { continue };
            for asked in source.segments {
                let text = source.side.text_of(*asked);
                for word in words(text) {
                    let headword = fold(word.text);
                    if !often.contains_key(&headword) {
                        continue;
                    }
                    let rendered = rendering(cx, (text, word), unit.target);
                    let place = (asked.block, word.span.shifted(asked.span.start));
                    by_word.entry(headword).or_default().extend(rendered.map(
                        |(lemma, block, span)| Rendered { lemma, block, span, source: place },
                    ));
                }
            }
        }
        for (word, rendered) in by_word {
            report(cx, &word, &rendered, out);
        }
    }
}

fn report(cx: &Context<'_>, word: &str, rendered: &[Rendered], out: &mut Findings) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for it in rendered {
        *counts.entry(&it.lemma).or_default() += 1;
    }
    let Some((usual, _)) = counts.iter().max_by_key(|(_, count)| **count) else { return };
    if counts[usual] < SETTLED || counts.len() != 2 {
        return;
    }
    for slip in rendered.iter().filter(|it| counts[it.lemma.as_str()] == 1) {
        let Some(model) = rendered.iter().find(|it| it.lemma == **usual) else { return };
        let (ours, theirs) =
            (slip.span.of(cx.text(slip.block)), model.span.of(cx.text(model.block)));
        out.report(
            slip.block,
            slip.span,
            format!("“{word}” is “{ours}” here and “{theirs}” elsewhere"),
        )
        .confidence(0.55)
        .source(slip.source.0, slip.source.1)
        .related(model.block, model.span, format!("“{theirs}” here"));
    }
}

/// The words of the source, folded, that stand there often enough, with how often.
fn often(cx: &Context<'_>) -> BTreeMap<String, usize> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let (Some(side), Some(pack)) = (&cx.pair.source, cx.source_pack()) else { return counts };
    for word in side.blocks().iter().flat_map(|block| words(&block.text)) {
        let lower = fold(word.text);
        if lower.len() > 3 && !pack.words.function.words.contains(&lower) && !word.is_capitalised()
        {
            *counts.entry(lower).or_default() += 1;
        }
    }
    counts.retain(|_, count| *count > SETTLED);
    counts
}

/// The only word of the target that a lexicon lists for a word of the source, if no other word of the
/// sentence asks for it: its lemma and place.
fn rendering(
    cx: &Context<'_>,
    (text, word): (&str, Word<'_>),
    target: &[Segment],
) -> Option<(String, usize, Span)> {
    let translations = cx.pair.translations();
    let nouns = |form: &str| -> Vec<String> {
        let listed = translations.renderings_of(form);
        let nouns = listed.iter().filter(|it| it.text.starts_with(char::is_uppercase));
        nouns.map(|it| fold(&it.text)).collect()
    };
    let own = nouns(word.text);
    let others: Vec<String> = words(text)
        .filter(|it| it.span != word.span && it.text.len() > 3)
        .flat_map(|it| nouns(it.text))
        .collect();
    let mut found = target.iter().flat_map(|segment| {
        let span = segment.span;
        words(cx.target().text_of(*segment)).filter(Word::is_capitalised).filter_map({
            let (own, others) = (&own, &others);
            move |it| {
                let lemma = lemmas(it.text, cx.pack()).into_iter().find(|it| own.contains(it))?;
                let free = !others.contains(&lemma);
                free.then(|| (lemma, segment.block, it.span.shifted(span.start)))
            }
        })
    });
    let first = found.next();
    first.filter(|_| found.next().is_none())
}
