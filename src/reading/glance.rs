//! Which words a block may have, told at a glance.

use super::words::TextWords;
use crate::language::WordKinds;
use crate::text::is_word_char;

/// Shorter words have no bits, in bytes.
const SHORTEST: usize = 4;

/// A bit for each word of a block, those apart that are short or have a capital, and for the parts of
/// those with marks (`don’t`).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Glance(u128);

impl Glance {
    pub(super) fn at(words: &TextWords<'_>) -> Glance {
        let mut bits = 0;
        for word in words.iter() {
            if word.is(WordKinds::MARK) {
                bits |= bits_of_parts(word.text());
            } else if word.span.len() >= SHORTEST && !word.is(WordKinds::CAPITALISED) {
                bits |= bit(word.text());
            }
        }
        Glance(bits)
    }

    /// Whether the block may have a word of letters and digits alone, put in lower case.
    pub(super) fn may_have(self, word: &str) -> bool {
        // Some capitals beyond ASCII are of other lengths than their small letters.
        word.len() < SHORTEST
            || !word.starts_with(|first: char| first.is_ascii())
            || self.0 & bit(word) != 0
    }
}

/// The bits of what a word with marks in it is made of.
fn bits_of_parts(word: &str) -> u128 {
    word.split(|c| !is_word_char(c)).fold(0, |bits, part| bits | bit(part))
}

/// The bit of a word, by its length and its ends, whatever capital it may begin with.
fn bit(word: &str) -> u128 {
    let end = |byte: Option<u8>| usize::from(byte.unwrap_or_default().to_ascii_lowercase());
    let (first, last) = (end(word.bytes().next()), end(word.bytes().next_back()));
    1 << ((word.len() * 31 + first * 7 + last) % 128)
}
