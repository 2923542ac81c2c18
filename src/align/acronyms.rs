//! Acronyms that stand for the words of a name: `CEO` for `chief executive officer`, `EZB` for
//! `European Central Bank`.

use super::words::{LinkedWord, WordKind};
use crate::language::WordKinds;
use crate::reading::Side;

/// Letters of the shortest and of the longest acronym.
const LETTERS: std::ops::RangeInclusive<usize> = 3..=6;

/// Links acronyms of either side that have no link with words of the other that have none.
pub(super) fn link(
    (source, said): (&Side, &mut [LinkedWord]),
    (target, told): (&Side, &mut [LinkedWord]),
) {
    of_one((target, told), (source, said));
    of_one((source, said), (target, told));
}

/// The acronyms of one side.
fn of_one((own, acronyms): (&Side, &mut [LinkedWord]), (other, words): (&Side, &mut [LinkedWord])) {
    if !may_have(own, acronyms) {
        return;
    }
    let lonely = |it: &(usize, &mut LinkedWord)| it.1.link.is_none() && may_be_acronym(it.1.kind);
    for (place, acronym) in acronyms.iter_mut().enumerate().filter(lonely) {
        let text = acronym.span.of(own.text(acronym.block));
        if !is_acronym(text) {
            continue;
        }
        let letters: Vec<char> = text.chars().collect();
        let Some(run) = spelled_out(&letters, other, words) else { continue };
        acronym.link = Some(run[0]);
        run.iter().for_each(|at| words[*at].link = Some(place));
    }
}

/// Whether a word in capitals, or one of several parts, stands in the blocks of some words.
fn may_have(side: &Side, words: &[LinkedWord]) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    (first.block..=last.block)
        .any(|block| side.words_of(block).have(WordKinds::CAPITALS | WordKinds::MARK))
}

/// Whether words of a kind may have capitals alone.
fn may_be_acronym(kind: WordKind) -> bool {
    matches!(kind, WordKind::Noun | WordKind::Listed | WordKind::Function)
}

fn is_acronym(text: &str) -> bool {
    // Most words end in a small letter.
    !text.bytes().next_back().is_some_and(|byte| byte.is_ascii_lowercase())
        && text.chars().all(char::is_uppercase)
        && LETTERS.contains(&text.chars().count())
}

/// Neighbouring content words, as many as the acronym has letters and at least one of them without a
/// link, whose initials are its letters; or, in names, whose first one is its first letter, since
/// every language has an acronym of its own.
fn spelled_out(letters: &[char], side: &Side, words: &[LinkedWord]) -> Option<Vec<usize>> {
    let content: Vec<usize> =
        (0..words.len()).filter(|at| words[*at].kind != WordKind::Function).collect();
    let initial = |at: &usize| {
        words[*at].span.of(side.text(words[*at].block)).chars().next().unwrap_or_default()
    };
    let run = content.windows(letters.len()).find(|run| {
        let alike = |(at, letter): (&usize, &char)| initial(at).to_uppercase().eq([*letter]);
        let all = run.iter().zip(letters).all(alike);
        let named = run.iter().all(|at| initial(at).is_uppercase());
        let lonely = run.iter().filter(|at| words[**at].link.is_none()).count();
        lonely > 0 && (all || named && lonely == run.len() && alike((&run[0], &letters[0])))
    })?;
    Some(run.to_vec())
}
