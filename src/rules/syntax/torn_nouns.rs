//! Compounds in two words that the source shows: nouns without a hyphen (`Akku Lager` for its `battery
//! store`), and a last noun that no hyphen joins to a pair (`Hamburg-Berlin Strecke`).

use super::compounds::Compound;
use super::phrases::ends_in;
use super::renderings::{is_mere_noun, renders_as_lemma, renders_as_noun};
use crate::language::WordKinds;
use crate::reading::{TextWord, TextWords};
use crate::rules::Context;
use crate::text::{Span, Word, words};

/// Letters of the shortest noun that is looked at.
const SHORTEST: u32 = 3;

/// Two nouns side by side of which a lexicon says that they render two words side by side in the
/// source, in order. What a number counts and what a noun names are no compounds; nor may the first
/// noun be inflected, as one is that belongs to the words before it (`in den Straßen Feuer legen`).
/// What stands before them must leave no room for a noun that is an object of its own.
pub(super) fn torn_nouns(cx: &Context<'_>, block: usize) -> Vec<Span> {
    let mut found = Vec::new();
    if !cx.pack().letters.capital_nouns || cx.source_pack().is_none() {
        return found;
    }
    let (text, words) = (cx.text(block), cx.target().words_of(block));
    // Two words with capitals side by side are rare: lexicons are asked about them alone.
    for (first, second) in words.pairs(WordKinds::CAPITALISED) {
        let span = first.span.join(second.span);
        let are_nouns = [first, second].into_iter().all(looks_like_noun)
            && [first, second].iter().all(|it| cx.pair.memory().lists_target(it.text()));
        if !are_nouns {
            continue;
        }
        let role = role(cx, words.before(first.span.start));
        if role != Role::Unknown
            && matches!(&text[first.span.end..second.span.start], " " | "\u{A0}")
            && stands_alone(text, span)
            && !counts_or_names(cx, first, second)
            && source_joins(cx, block, (first, second), role)
        {
            found.push(span);
        }
    }
    found
}

/// What the words before a noun make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// A preposition takes it.
    Adverbial,
    /// A determiner stands before it that shows no dative.
    Determined,
    /// It may be anything: `gab dem Kind Wasser`, `dass Menschen Hunger haben`.
    Unknown,
}

/// Adjectives and determiners before a noun at most.
const MOST_BEFORE: usize = 4;

/// The role of a noun behind some words.
fn role(cx: &Context<'_>, before: TextWords<'_>) -> Role {
    let syntax = &cx.pack().syntax;
    let mut role = Role::Unknown;
    for word in before.iter().rev().take(MOST_BEFORE) {
        if syntax.prepositions.contains(&word.form().lower) {
            return Role::Adverbial;
        }
        let is_determiner = syntax.determiners.contains(&word.form().lower);
        let is_adjective = !word.is(WordKinds::CAPITALISED | WordKinds::FUNCTION)
            && ends_in(word.text(), &syntax.adjective_endings);
        if role != Role::Unknown || !(is_determiner || is_adjective) {
            return role;
        }
        if is_determiner && !ends_in(&word.form().lower, &syntax.dative_endings) {
            role = Role::Determined;
        }
    }
    role
}

fn looks_like_noun(word: TextWord<'_>) -> bool {
    word.is(WordKinds::CAPITALISED)
        && !word.is(WordKinds::MARK | WordKinds::FUNCTION)
        && word.form().letters >= SHORTEST
}

/// Whether no hyphen joins it to more.
fn stands_alone(text: &str, span: Span) -> bool {
    !text[..span.start].ends_with('-') && !text[span.end..].starts_with('-')
}

/// Whether the first noun measures or counts what stands behind it, or one of the two names the other.
fn counts_or_names(cx: &Context<'_>, first: TextWord<'_>, second: TextWord<'_>) -> bool {
    let syntax = &cx.pack().syntax;
    let names = |noun: TextWord<'_>| syntax.naming_nouns.contains(noun.text());
    first.is(WordKinds::COUNTS)
        || syntax.measure_nouns.contains(first.text())
        || names(first)
        || names(second)
}

/// Whether the source has two words side by side that the nouns render, both in small letters and in
/// the form of a dictionary: what has an ending may be a verb (`the region risks`) or the subject of
/// a clause (`the information companies share`). Without a preposition before them the second one must
/// be no verb at all (`the police fear`).
fn source_joins(
    cx: &Context<'_>,
    block: usize,
    (first, second): (TextWord<'_>, TextWord<'_>),
    role: Role,
) -> bool {
    let translations = cx.pair.translations();
    let is_headword = |word: TextWord<'_>| translations.listed(word.text()).next().is_some();
    let are_rendered = |before: TextWord<'_>, word: TextWord<'_>| {
        is_headword(word)
            && (role == Role::Adverbial || is_mere_noun(translations, word.text()))
            && is_headword(before)
            && renders_as_lemma(translations, before.text(), first.text())
            && renders_as_noun(translations, word.text(), second.text())
    };
    cx.source_segments(block, first.span.join(second.span)).any(|(side, segment)| {
        let (text, words) = (side.text(segment.block), side.words_in(segment));
        let mut pairs = words.iter().zip(words.iter().skip(1)).filter(|(before, word)| {
            !before.is(WordKinds::CAPITALISED)
                && !word.is(WordKinds::CAPITALISED)
                && matches!(&text[before.span.end..word.span.start], " " | "-")
        });
        pairs.any(|(before, word)| are_rendered(before, word))
    })
}

/// Whether the source has the words before the last space of a compound, in any case and joined in any
/// way, and behind them a word in small letters that the last one renders.
pub(super) fn source_joins_pair(cx: &Context<'_>, compound: &Compound) -> bool {
    let written = compound.span.of(cx.text(compound.block));
    let Some((pair, last)) = written.rsplit_once([' ', '\u{A0}']) else { return false };
    let pair: Vec<String> = words(pair).map(|word| word.text.to_lowercase()).collect();
    cx.source_texts(compound.block, compound.span).any(|source| {
        let all: Vec<Word<'_>> = words(source).collect();
        all.windows(pair.len() + 1).any(|window| {
            let (noun, head) = (window[pair.len()], &window[..pair.len()]);
            let same = head.iter().zip(&pair).all(|(word, own)| word.text.to_lowercase() == *own);
            let gap = &source[head[head.len() - 1].span.end..noun.span.start];
            same && matches!(gap, " " | "-")
                && !noun.is_capitalised()
                && renders_as_noun(cx.pair.translations(), noun.text, last)
        })
    })
}
