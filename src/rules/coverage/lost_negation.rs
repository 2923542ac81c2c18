//! ## What it does
//! Finds a sentence whose source says no and whose translation does not.
//!
//! ## Why is this bad?
//! A lost "not" turns a statement into its opposite. Readers cannot see it, and it is what publishers
//! have to correct in public.
//!
//! ## What stays silent
//! A translation that says no in any other way: by a prefix (`unmöglich`, `ineffizient`), a verb
//! (`verhindern`, `ablehnen`), a noun (`Mangel`), `kaum`, `statt`, `nur`; phrases that deny nothing
//! (`not only`, `no matter`); words that were kept in the source's language; a word behind the "not"
//! that the translation renders in a way of its own; an unsure alignment.
//!
//! ## Fix safety
//! No fix: what the source denies has to be read.

use crate::align::{LinkedWord, WordKind};
use crate::language::Negation;
use crate::pair::Unit;
use crate::reading::{Segment, Side, TextWord, TextWords};
use crate::rules::{Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    name: "lost-negation",
    group: Group::Coverage,
    severity: Severity::Critical,
    category: "accuracy/mistranslation",
    its: "mistranslation",
    needs: Needs::Source,
    stage: Stage::Default,
    since: "0.1.0",
    fix: None,
    yields_to: &["omission", "untranslated-sentence"],
    why: "Without its \"not\" the sentence says the opposite of its source.",
    advice: "Compare the sentence with its source and put the negation back.",
    examples: &[
        Example::new("de", "⟦Das Gericht akzeptierte dieses Argument.⟧")
            .source("en", "The court did not accept this argument."),
        Example::new("de", "⟦Der Verband plant ein Wiederholungsspiel.⟧")
            .source("en", "The federation is not planning a replay."),
        Example::new("de", "Das Gericht lehnte dieses Argument ab.")
            .source("en", "The court did not accept this argument."),
        Example::new("de", "Der Verband plant kein Wiederholungsspiel.")
            .source("en", "The federation is not planning a replay."),
        Example::new("de", "Der Zug ist unpünktlich.").source("en", "The train is not punctual."),
        Example::new("de", "Sie spielte die Geige und auch die Orgel.")
            .source("en", "She played not only the violin but also the organ."),
        Example::new("de", "Auf dem Schild stand „Do not enter the bridge“.")
            .source("en", "The sign said “Do not enter the bridge”."),
    ],
    logic: Logic::Unit(check),
};

/// The alignment must be at least this sure.
const SURE: f64 = 0.8;
/// How far behind the negator the word that it denies may start, in bytes.
const REACH: usize = 40;
/// Longer units say no in too many ways, in bytes.
const LONGEST: usize = 1200;

fn check(cx: &Context<'_>, unit: &Unit<'_>, out: &mut Findings) {
    let Some(source) = unit.source.filter(|source| source.confidence >= SURE) else { return };
    let Some(first) = unit.target.first() else { return };
    let Some(pack) = cx.source_pack() else { return };
    let own = &cx.pack().negation;
    if pack.negation.negators.is_empty() || own.negators.is_empty() {
        return;
    }
    let negators: Vec<(usize, Span)> = source
        .segments
        .iter()
        .flat_map(|segment| {
            let found = negators(source.side, *segment, &pack.negation).into_iter();
            found.map(|span| (segment.block, span))
        })
        .collect();
    if negators.is_empty() {
        return;
    }
    let kept = |word: &str| own.hints(word) || pack.negation.negates(word);
    let keeps = |segment: &Segment| {
        cx.target().words_in(*segment).iter().any(|word| kept(&word.form.folded))
    };
    if unit.target.iter().map(|it| it.span.len()).sum::<usize>() > LONGEST
        || unit.target.iter().any(keeps)
    {
        return;
    }
    let links = cx.word_links(unit);
    let denied = negators.iter().find_map(|(block, span)| {
        let word = links.source.iter().find(|it| {
            it.block == *block && it.span.start >= span.end && it.kind != WordKind::Function
        })?;
        let near = word.span.start - span.end <= REACH;
        let rendering = links.target.get(word.link?).filter(|_| near)?;
        Some((*block, *span, word, rendering))
    });
    let Some((block, span, word, rendering)) = denied else { return };
    let place = unit
        .target
        .iter()
        .find(|it| it.block == rendering.block && it.span.contains(rendering.span))
        .unwrap_or(first);
    let said = Span::new(span.start, word.span.end).of(source.side.text(block));
    let message = format!("the source says \"{said}\", the translation does not say no");
    let rendered = text_of(cx, rendering);
    out.report(place.block, place.span, message)
        .confidence(source.confidence.min(0.85))
        .evidence(format!("\"{rendered}\" stands for what the source denies"))
        .source(block, span);
}

fn text_of<'p>(cx: &Context<'p>, word: &LinkedWord) -> &'p str {
    word.span.of(cx.text(word.block))
}

/// The negators of a segment that deny something, by their places in its block.
fn negators(side: &Side, segment: Segment, negation: &Negation) -> Vec<Span> {
    let words = side.words_in(segment);
    let mut found = Vec::new();
    let text = side.text(segment.block);
    for (at, word) in words.iter().enumerate().filter(|(_, word)| word.form.negates) {
        let behind = &text[word.span.end..segment.span.end];
        let answer = behind.starts_with(',') || behind.starts_with('-');
        if !answer && !in_idiom(&words, at, &negation.idioms) {
            found.push(word.span);
        }
    }
    found
}

/// Whether a word is this one, folded and with the apostrophe of a typewriter.
fn is(word: TextWord<'_>, plain: &str) -> bool {
    let typed = |letter| if letter == '’' { '\'' } else { letter };
    word.form.folded.chars().map(typed).eq(plain.chars())
}

/// Whether the word is part of one of the phrases.
fn in_idiom(words: &TextWords<'_>, at: usize, idioms: &[String]) -> bool {
    let is_at = |at: usize, plain: &str| words.get(at).is_some_and(|word| is(word, plain));
    idioms.iter().any(|idiom| {
        let place = idiom.split(' ').position(|part| is_at(at, part));
        let start = place.and_then(|place| at.checked_sub(place));
        start.is_some_and(|start| {
            idiom.split(' ').enumerate().all(|(place, part)| is_at(start + place, part))
        })
    })
}
