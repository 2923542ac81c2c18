//! ## What it does
//! Finds a heading written with capitals as English headings are (`Die Neue Regierung Will Sparen`).
//!
//! ## Why is this bad?
//! Engines carry the capitals of the source over; in German and French they are simply wrong.
//!
//! ## What stays silent
//! Languages whose headings are written so; nouns; the first word, and what follows a colon, a dash
//! or an opening mark; titles in quotation marks and names with small words in them (`Der Spiegel`,
//! `Die Grünen`); headings all in capitals; a single word.
//!
//! ## Fix safety
//! The small words get small letters. A person must look: a title may be among them, and of other
//! words bilint cannot know what they are.

use crate::document::BlockKind;
use crate::language::WordKinds;
use crate::reading::TextWord;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    name: "title-case",
    group: Group::Case,
    severity: Severity::Minor,
    category: "linguistic-conventions/spelling",
    its: "misspelling",
    needs: Needs::Target,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["cms-residue"],
    why: "The capitals are those of an English heading.",
    advice: "Write the heading with capitals only where a sentence would have them.",
    examples: &[
        Example::new("de", "⟦Warum Die Regierung Jetzt Mit Ihren Plänen Scheitert⟧\n\nDer Hafen bleibt zu, sagte der Minister am Montag.")
            .fixed("Warum die Regierung jetzt mit ihren Plänen Scheitert\n\nDer Hafen bleibt zu, sagte der Minister am Montag."),
        Example::new("de-CH", "⟦Zehn Tipps Für Den Urlaub Auf Dem Land⟧\n\nDer Hafen bleibt zu, sagte der Minister."),
        Example::new("fr", "⟦Pourquoi Le Gouvernement Et Les Syndicats Se Parlent⟧\n\nLe port reste fermé, a dit le ministre."),
        Example::new("de", "⟦Wen Ein Hafen Ernährt⟧\n\nDer Hafen bleibt zu, sagte der Minister.")
            .fixed("Wen ein Hafen Ernährt\n\nDer Hafen bleibt zu, sagte der Minister."),
        Example::new("de", "Die Grünen und Der Spiegel: Die Geschichte einer Freundschaft\n\nDer Hafen bleibt zu, sagte der Minister."),
        Example::new("de", "Nach „Der Herr Der Ringe“ kommt nun die Serie\n\nDer Hafen bleibt zu, sagte der Minister."),
        Example::new("de", "DIE REGIERUNG UND DER HAFEN\n\nDer Hafen bleibt zu, sagte der Minister."),
        Example::new("en", "Why The Government And The Unions Are Talking\n\nThe harbour stays closed, said the minister."),
    ],
    logic: Logic::Block(check),
};

/// Longer blocks are no headings, in bytes.
const LONGEST: usize = 300;
/// A heading of fewer words shows nothing.
const LEAST_WORDS: usize = 4;

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let pack = cx.pack();
    let (kind, text) = (cx.target().blocks()[block].kind, cx.text(block));
    let heading = kind == BlockKind::Heading
        || (kind == BlockKind::Unit
            && !text.trim_end().ends_with(['.', '!', '?', '…', ':', '“', '”', '"']));
    if pack.letters.title_case || !heading || text.len() > LONGEST {
        return;
    }
    let all = cx.target().words_of(block);
    if all.len() < LEAST_WORDS {
        return;
    }
    let small = |word: &TextWord<'_>| word.is(WordKinds::FUNCTION) && !word.is(WordKinds::SINGLE);
    let inside = |word: &TextWord<'_>| {
        !opens(text, word.span) && !cx.target().quotations().is_quoted(block, word.span.start)
    };
    let (raised, kept): (Vec<TextWord<'_>>, Vec<TextWord<'_>>) = all
        .iter()
        .filter(|word| small(word) && inside(word) && !is_capitals(word.text()))
        .partition(|word| word.is(WordKinds::CAPITALISED) && !word.is(WordKinds::FORMAL));
    let capitals = all.places(WordKinds::CAPITALISED).count();
    // One small word may be a part of a name, unless all words are written so.
    let least = if capitals == all.len() { 1 } else { 2 };
    if raised.len() < least || raised.len() <= kept.len() || capitals * 10 < all.len() * 8 {
        return;
    }
    let (Some(first), Some(last)) = (all.get(0), all.last()) else { return };
    let span = first.span.join(last.span);
    let examples: Vec<&str> = raised.iter().take(2).map(|word| word.text()).collect();
    let message = format!("heading with English capitals: “{}”", examples.join("”, “"));
    let proposal = out.report(block, span, message);
    proposal.confidence(if raised.len() > 2 { 0.9 } else { 0.75 });
    for word in all.having(WordKinds::CAPITALISED).filter(|it| small(it) && inside(it)) {
        proposal.replace(Applicability::Unsafe, word.span, word.text().to_lowercase());
    }
}

/// Whether a capital is right there: at the start, behind a colon, a dash, an opening mark.
fn opens(text: &str, span: Span) -> bool {
    let before = text[..span.start].trim_end();
    before.is_empty()
        || before.ends_with([
            ':', '–', '—', '|', '.', '!', '?', '„', '“', '”', '"', '‚', '‘', '»', '«', '(', '[',
        ])
        || before.ends_with(" -")
}

fn is_capitals(word: &str) -> bool {
    word.chars().count() > 1 && !word.chars().any(char::is_lowercase)
}
