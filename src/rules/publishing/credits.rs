//! The credits of the source, which are to be printed as they are.

use super::shape::ends_with_stop;
use crate::rules::Context;
use crate::text::{Span, Word, first_word, words};

/// A credit of the source.
pub(super) struct Credit<'p> {
    /// What stands behind its sign, to the end of its block.
    pub(super) text: &'p str,
    /// Whether a stop parts it from the caption.
    pub(super) is_stopped: bool,
}

/// The source's first credit to somebody of this first name.
pub(super) fn credit_of<'p>(cx: &Context<'p>, name: &str) -> Option<Credit<'p>> {
    let blocks = cx.pair.source.iter().flat_map(|side| side.blocks());
    blocks.into_iter().find_map(|block| {
        block.text.match_indices('©').find_map(|(at, sign)| {
            let text = &block.text[at + sign.len()..];
            let is_stopped = ends_with_stop(block.text[..at].trim_end());
            let same = first_word(text).is_some_and(|it| it.text == name);
            same.then_some(Credit { text, is_stopped })
        })
    })
}

/// The words of a credit, in bytes of it, that are others than in the source's, with those of the source.
/// None where one of the two is no mere row of names, or only lacks something.
pub(super) fn differing<'s>(written: &str, said: &'s str) -> Option<(Span, &'s str)> {
    let (ours, theirs) = (names(written)?, names(said)?);
    let same = |(one, other): &(&Word<'_>, &Word<'_>)| one.text == other.text;
    let before = ours.iter().zip(&theirs).take_while(same).count();
    let (ours, theirs) = (&ours[before..], &theirs[before..]);
    let behind = ours.iter().rev().zip(theirs.iter().rev()).take_while(same).count();
    let (ours, theirs) = (&ours[..ours.len() - behind], &theirs[..theirs.len() - behind]);
    let span = |words: &[Word<'_>]| Some(words.first()?.span.join(words.last()?.span));
    Some((span(ours)?, span(theirs)?.of(said)))
}

/// The words of a credit; none where it goes on as a sentence.
fn names(credit: &str) -> Option<Vec<Word<'_>>> {
    const MOST: usize = 10;
    let credit = credit.trim_end().trim_end_matches(['.', '*', ')']);
    let found: Vec<Word<'_>> = words(credit).take(MOST + 1).collect();
    (found.len() <= MOST && !credit.contains(['.', ',', ';', ':'])).then_some(found)
}
