//! Acronyms that stand for the words of a name: `CEO` for `chief executive officer`, `EZB` for
//! `European Central Bank`.

use std::ops::Range;

use super::words::{LinkedWord, WordKind};
use crate::language::WordKinds;
use crate::reading::{Segment, Side, TextWord};

/// Letters of the shortest and of the longest acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;

/// Links acronyms of either side that have no link with words of the other that have none. The words
/// are those of the segments.
pub(super) fn link(
    (source, said): ((&Side, &[Segment]), &mut [LinkedWord]),
    (target, told): ((&Side, &[Segment]), &mut [LinkedWord]),
) {
    of_one((target, told), (source.0, said));
    of_one((source, said), (target.0, told));
}

/// The acronyms of one side.
fn of_one(
    ((own, segments), acronyms): ((&Side, &[Segment]), &mut [LinkedWord]),
    (other, words): (&Side, &mut [LinkedWord]),
) {
    for segment in segments {
        // Hardly a word has capitals alone, or parts that may have.
        for word in own.words_in(*segment).having(WordKinds::CAPITALS | WordKinds::MARK) {
            for place in within(acronyms, &word) {
                let acronym = &mut acronyms[place];
                let text = acronym.span().of(own.text(segment.block));
                if acronym.is_linked() || !may_be_acronym(acronym.kind) || !is_acronym(text) {
                    continue;
                }
                let letters: Vec<char> = text.chars().collect();
                let Some(run) = spelled_out(&letters, other, words) else { continue };
                acronym.link_to(run[0]);
                run.iter().for_each(|at| words[*at].link_to(place));
            }
        }
    }
}

/// Which of some words, in order, stand within a word of the text.
fn within(words: &[LinkedWord], word: &TextWord<'_>) -> Range<usize> {
    let from = |place: usize| {
        words.partition_point(|it| (it.block(), it.span().start) < (word.block(), place))
    };
    from(word.span.start)..from(word.span.end)
}

/// Whether words of a kind may have capitals alone.
fn may_be_acronym(kind: WordKind) -> bool {
    matches!(kind, WordKind::Noun | WordKind::Listed | WordKind::Function)
}

fn is_acronym(text: &str) -> bool {
    text.chars().all(char::is_uppercase) && LETTERS.contains(&text.chars().count())
}

/// Neighbouring content words, as many as the acronym has letters and at least one of them without a
/// link, whose initials are its letters; or, in names, whose first one is its first letter, since
/// every language has an acronym of its own.
fn spelled_out(letters: &[char], side: &Side, words: &[LinkedWord]) -> Option<Vec<usize>> {
    let content: Vec<usize> =
        (0..words.len()).filter(|at| words[*at].kind != WordKind::Function).collect();
    let initial = |at: &usize| {
        words[*at].span().of(side.text(words[*at].block())).chars().next().unwrap_or_default()
    };
    let run = content.windows(letters.len()).find(|run| {
        let alike = |(at, letter): (&usize, &char)| initial(at).to_uppercase().eq([*letter]);
        let all = run.iter().zip(letters).all(alike);
        let named = run.iter().all(|at| initial(at).is_uppercase());
        let lonely = run.iter().filter(|at| !words[**at].is_linked()).count();
        lonely > 0 && (all || named && lonely == run.len() && alike((&run[0], &letters[0])))
    })?;
    Some(run.to_vec())
}
