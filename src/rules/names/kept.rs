//! Sentences whose names need not be compared: at a glance none is lost.

use super::mentions::{LONGEST, has_apostrophes};
use crate::language::WordKinds;
use crate::reading::{Segment, Side, TextWord, TextWords};
use crate::rules::Context;

/// Whether it takes no more than a look at the capitals of a sentence and its translation to see that
/// the translation has all of its names letter for letter.
pub(super) fn are_kept(
    cx: &Context<'_>,
    (source, asked): (&Side, &[Segment]),
    (target, given): (&Side, &[Segment]),
) -> bool {
    let [sentence] = asked else { return false };
    let words = source.words_in(*sentence);
    // What languages have names of their own for takes a closer look, as do words of several parts.
    let is_plain = !words.have(WordKinds::NAMES)
        && !opens_name(&words)
        && !has_apostrophes(&words)
        && [asked, given].iter().flat_map(|it| *it).all(|it| it.span.len() <= LONGEST);
    let has = |name: TextWord<'_>| {
        given.iter().any(|it| {
            let mut names = target.words_in(*it).having(WordKinds::CAPITALISED);
            names.any(|it| it.span.len() == name.span.len() && it.text() == name.text())
        })
    };
    is_plain && all_stand(cx, &words, has)
}

/// Whether a name of several words may begin among some words. Single letters in it are passed over, as
/// where names are looked for (`Bosna i Hercegovina`).
fn opens_name(words: &TextWords<'_>) -> bool {
    let next = |at| words.next_without(at, WordKinds::SINGLE);
    let mut opening = words.places(WordKinds::OPENS_NAME);
    opening.any(|at| next(at).is_some_and(|it| it.is(WordKinds::SECOND_IN_NAME)))
}

/// Whether no name among the words can be lost, and no family name behind a first name that stands in
/// the translation.
fn all_stand(cx: &Context<'_>, words: &TextWords<'_>, has: impl Fn(TextWord<'_>) -> bool) -> bool {
    let is_single = |at: usize| words.get(at).is_some_and(|word| word.is(WordKinds::SINGLE));
    // The last capitalised word, and whether the translation has it.
    let mut last: Option<(usize, bool)> = None;
    for at in words.places(WordKinds::CAPITALISED).filter(|at| !is_single(*at)) {
        let Some(word) = words.get(at) else { continue };
        let is_there = has(word);
        let before = last.replace((at, is_there));
        let follows_first_name =
            || before.is_some_and(|(first, has)| has && (first + 1..at).all(is_single));
        let is_name = || {
            !word.is(WordKinds::KNOWN)
                && word.is(WordKinds::LIKE_NAME)
                && !cx.pair.memory().lists_source(word.text())
        };
        if !is_there && (follows_first_name() || is_name()) {
            return false;
        }
    }
    true
}
