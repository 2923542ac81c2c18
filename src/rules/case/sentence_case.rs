//! ## What it does
//! Finds a sentence that starts with a small letter, and in a language whose nouns have capitals a
//! noun without one (`die regierung`), where either is certain.
//!
//! ## Why is this bad?
//! It is a spelling mistake that every reader sees; engines make it where a segment begins inside a
//! sentence of the source.
//!
//! ## What stays silent
//! Sentences that the source starts small too; names that are written so (`iPhone`, `von der Leyen`,
//! `dm`); list items and headings; a paragraph that goes on where the last one broke off
//! (`broken-paragraph`); letters put in by editors; nouns by other endings than those that only nouns
//! have.
//!
//! ## Fix safety
//! The letter becomes a capital. A person must look whether words are missing before it.

use crate::document::BlockKind;
use crate::language::{Pack, WordKinds};
use crate::reading::TextWord;
use crate::rules::{Applicability, Context, Example, Findings, Group, Logic, Needs, Rule, Stage};
use crate::settings::Severity;
use crate::text::{Span, Word, first_word, is_final_stop, run_before};

pub(super) static RULE: Rule = Rule {
    name: "sentence-case",
    group: Group::Case,
    severity: Severity::Minor,
    category: "linguistic-conventions/spelling",
    its: "misspelling",
    needs: Needs::SourceHelps,
    stage: Stage::Default,
    since: "0.1.0",
    fix: Some(Applicability::Unsafe),
    yields_to: &["broken-paragraph", "stray-markup"],
    why: "Readers see a spelling mistake.",
    advice: "Write it with a capital.",
    examples: &[
        Example::new(
            "de",
            "Der Hafen bleibt zu, sagte sie.\n\n⟦die⟧ Fähren fahren ab Montag wieder.",
        )
        .fixed("Der Hafen bleibt zu, sagte sie.\n\nDie Fähren fahren ab Montag wieder."),
        Example::new("de", "Der Hafen, so die ⟦regierung⟧, bleibt zu.")
            .fixed("Der Hafen, so die Regierung, bleibt zu."),
        Example::new("de", "Er kam. ⟦ihre⟧ Mutter wartete seit Samstag im Hotel.")
            .source("en", "He came. Her mother had been waiting in the hotel since Saturday."),
        Example::new(
            "de",
            "Es gilt gem. der Regel. Der Wert stieg auf 5 t. und auf ca. die Hälfte.",
        )
        .source("en", "It holds by the rule. The value rose to 5t and to about half."),
        Example::new("fr", "Le port reste fermé.\n\n⟦les⟧ bateaux partent lundi.")
            .fixed("Le port reste fermé.\n\nLes bateaux partent lundi."),
        Example::new(
            "de",
            "Der Hafen bleibt zu.\n\nvon der Leyen sprach. iPhones und dm waren da.",
        ),
        Example::new("de", "Er sagte, der Hafen\n\ndie Fähren und die jungen Leute kämen."),
        Example::new("de", "Das gilt.\n\ndie sogenannte 9. Fassung.")
            .source("en", "That holds.\n\nthe so-called 9th version."),
    ],
    logic: Logic::Block(check),
};

fn check(cx: &Context<'_>, block: usize, out: &mut Findings) {
    starts(cx, block, out);
    inner_starts(cx, block, out);
    nouns(cx, block, out);
}

/// The first word of a paragraph.
fn starts(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let (kind, text) = (cx.target().blocks()[block].kind, cx.text(block));
    let unit = kind == BlockKind::Unit;
    if !unit && kind != BlockKind::Paragraph {
        return;
    }
    let Some(word) = first_word(text).filter(|word| text[..word.span.start].trim().is_empty())
    else {
        return;
    };
    let pack = cx.pack();
    // A word of the language that begins no name, in a sentence that ends.
    if !is_small_word(text, word, pack) {
        return;
    }
    let ends = text.trim_end().ends_with(is_final_stop);
    let mut sources = cx.source_texts(block, word.span).peekable();
    let small_source = |text: &str| first_word(text).is_some_and(|it| !it.is_capitalised());
    let has_source = sources.peek().is_some();
    if !ends || sources.any(small_source) || (unit && !has_source) {
        return;
    }
    // What goes on behind a broken paragraph is another rule's.
    let goes_on = !unit
        && block.checked_sub(1).is_none_or(|before| {
            !cx.text(before).trim_end().ends_with(is_final_stop)
                || cx.target().blocks()[before].kind != BlockKind::Paragraph
        });
    if !goes_on {
        report(block, word, "sentence starts with a small letter", 0.8, out);
    }
}

/// A word of the language with a small letter that begins no name.
fn is_small_word(text: &str, word: Word<'_>, pack: &Pack) -> bool {
    word.text.chars().count() > 1
        && word.text.chars().all(char::is_lowercase)
        && pack.words.function.words.contains(word.text)
        && !pack.names.particles.words.contains(word.text)
        && !text[word.span.end..].starts_with(['.', ')', '-', ':', '/', '@'])
}

/// Sentences within a paragraph, where the source has no small letter behind a stop.
fn inner_starts(cx: &Context<'_>, block: usize, out: &mut Findings) {
    const SHORTEST: usize = 3;
    let (pack, text) = (cx.pack(), cx.text(block));
    let begins_small = |at: &usize| {
        text[*at..].strip_prefix(". ").is_some_and(|rest| rest.starts_with(char::is_lowercase))
    };
    for at in memchr::memchr_iter(b'.', text.as_bytes()).filter(begins_small) {
        let before = run_before(text, at);
        let dotted = format!("{before}.");
        let lists = [&pack.abbreviations.never_final, &pack.abbreviations.maybe_final];
        let may_abbreviate = before.chars().count() < SHORTEST
            || !before.chars().all(char::is_alphabetic)
            || !before.ends_with(char::is_lowercase)
            || text[..at - before.len()].ends_with(['.', '-'])
            || lists.iter().any(|list| list.words.contains(&dotted));
        let Some(word) = first_word(&text[at + 2..]).filter(|word| word.span.start == 0) else {
            continue;
        };
        let word = Word { span: word.span.shifted(at + 2), ..word };
        if may_abbreviate || !is_small_word(text, word, pack) {
            continue;
        }
        let mut sources = cx.source_texts(block, word.span).peekable();
        let stop = |text: &str| {
            text.match_indices(". ").any(|(at, _)| text[at + 2..].starts_with(char::is_lowercase))
        };
        if sources.peek().is_some() && !sources.any(stop) {
            report(block, word, "sentence starts with a small letter", 0.85, out);
        }
    }
}

/// Nouns that lack their capital: by endings that only nouns have, behind an article.
fn nouns(cx: &Context<'_>, block: usize, out: &mut Findings) {
    let pack = cx.pack();
    if pack.letters.noun_endings.is_empty() {
        return;
    }
    const SHORTEST: usize = 6;
    let text = cx.text(block);
    let all = cx.target().words_of(block);
    let is_noun = |it: &TextWord<'_>| {
        it.is(WordKinds::SMALL)
            && it.span.len() > SHORTEST
            && it.text().chars().all(char::is_lowercase)
    };
    for number in all.places(WordKinds::NOUN_ENDING) {
        let Some(word) = all.get(number).filter(is_noun).map(TextWord::word) else { continue };
        let last = number.checked_sub(1).and_then(|last| all.get(last));
        let determined = last.is_some_and(|it| {
            it.span.end + 1 == word.span.start
                && pack.syntax.determiners.contains(&it.text().to_lowercase())
                && text[it.span.end..].starts_with(' ')
        });
        let joined = text[word.span.end..].starts_with(['-', '.', '/', '@', '_', '\''])
            || text[..word.span.start].ends_with(['-', '.', '/', '@', '_', '#']);
        if determined && !joined {
            report(block, word, "noun with a small letter", 0.85, out);
        }
    }
}

fn report(block: usize, word: Word<'_>, what: &str, confidence: f64, out: &mut Findings) {
    let mut letters = word.text.chars();
    let Some(first) = letters.next() else { return };
    let capital: String = first.to_uppercase().chain(letters).collect();
    let span = Span::new(word.span.start, word.span.end);
    out.report(block, span, format!("{what}: “{}”", word.text)).confidence(confidence).replace(
        Applicability::Unsafe,
        span,
        capital,
    );
}
