//! How a text uses some words elsewhere: the few that are asked about are looked for in it.

use memchr::memmem;

use crate::language::Pack;
use crate::reading::{Side, TextWord, TextWords};
use crate::text::next_char;

/// The blocks of a text that may say how it uses words.
pub(super) struct Usage<'c, 'p> {
    pub(super) side: &'p Side,
    pub(super) pack: &'p Pack,
    pub(super) blocks: &'c [usize],
}

/// A place where a word stands.
struct Use<'p> {
    text: &'p str,
    words: TextWords<'p>,
    /// The word's number in its block.
    number: usize,
}

impl<'p> Usage<'_, 'p> {
    /// Whether a hyphen joins the first part to another: `Nordwerk` of `Nordwerk-Pumpen`.
    pub(super) fn joins(&self, first: &str) -> bool {
        self.uses(first).any(|it| it.gap(1) == Some("-"))
    }

    /// Whether two words are first parts so: `Wall Street` of `Wall-Street-Banken`.
    pub(super) fn joins_both(&self, first: &str, second: &str) -> bool {
        self.uses(first)
            .any(|it| it.gap(1) == Some("-") && it.is_before(second) && it.gap(2) == Some("-"))
    }

    /// Whether the two stand behind an article: `Entity List` of `die Entity List`.
    pub(super) fn names(&self, first: &str, second: &str) -> bool {
        self.uses(first).any(|it| {
            let before = it.number.checked_sub(1).and_then(|before| it.words.get(before));
            it.gap(1) == Some(" ")
                && it.is_before(second)
                && it.gap(0) == Some(" ")
                && before.is_some_and(|it| self.pack.syntax.determiners.contains(it.text))
        })
    }

    /// Whether the first of the two stands without the second, with something else behind it.
    pub(super) fn parts(&self, first: &str, second: &str) -> bool {
        self.uses(first).any(|it| {
            let together = it.gap(1) == Some(" ") && it.is_before(second);
            it.gap(1).is_some_and(|gap| gap != "-") && !together
        })
    }

    /// Whether the noun stands behind the adjective of this stem, and no hyphen joins it to more.
    pub(super) fn describes(&self, adjective: &str, noun: &str) -> bool {
        const SHORTEST: usize = 5;
        self.uses(noun).any(|it| {
            let before = it.number.checked_sub(1).and_then(|before| it.words.get(before));
            next_char(it.text, it.word().map_or(0, |word| word.span.end)) != Some('-')
                && before.is_some_and(|before| {
                    before.form.letters >= SHORTEST && stem(before.text, self.pack) == adjective
                })
        })
    }

    /// Whether the very word stands in the text.
    pub(super) fn has(&self, word: &str) -> bool {
        self.uses(word).next().is_some()
    }

    /// The places where a word stands.
    fn uses(&self, word: &str) -> impl Iterator<Item = Use<'p>> {
        let finder = memmem::Finder::new(word).into_owned();
        let length = word.len();
        self.blocks.iter().flat_map(move |block| {
            let (text, words) = (self.side.text(*block), self.side.words_of(*block));
            let places: Vec<usize> = finder.find_iter(text.as_bytes()).collect();
            places.into_iter().filter_map(move |at| {
                let number = words.before(at).len();
                let is_whole = |it: &TextWord<'_>| it.span.start == at && it.span.len() == length;
                words.get(number).filter(is_whole)?;
                Some(Use { text, words: words.clone(), number })
            })
        })
    }
}

impl<'p> Use<'p> {
    fn word(&self) -> Option<TextWord<'p>> {
        self.words.get(self.number)
    }

    /// What stands before the word that follows so many words behind.
    fn gap(&self, behind: usize) -> Option<&'p str> {
        let right = self.number + behind;
        let left = self.words.get(right.checked_sub(1)?)?;
        Some(&self.text[left.span.end..self.words.get(right)?.span.start])
    }

    fn is_before(&self, word: &str) -> bool {
        self.words.get(self.number + 1).is_some_and(|it| it.text == word)
    }
}

/// The adjective in small letters without its last syllable's ending, so that cases meet.
pub(super) fn stem(adjective: &str, pack: &Pack) -> String {
    let lower = adjective.to_lowercase();
    lower.trim_end_matches(|c| pack.syntax.adjective_letters.contains(c)).to_owned()
}
