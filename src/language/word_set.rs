use std::collections::HashSet;

use foldhash::fast::FixedState;
use serde::Deserialize;

/// A list of words that is asked about many times: in order for those who read it, hashed for those
/// who ask it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct WordSet {
    sorted: Vec<String>,
    hashed: HashSet<Box<str>, FixedState>,
    /// A bit for each length in bytes that some word has, the last for all longer ones: most questions
    /// are about words that are not there.
    lengths: u64,
    /// What stands before a space in them.
    heads: HashSet<Box<str>, FixedState>,
}

impl WordSet {
    /// Whether the word is in the list, as it is written.
    pub fn contains(&self, word: &str) -> bool {
        self.lengths & length_bit(word) != 0 && self.hashed.contains(word)
    }

    /// The words in order.
    pub fn iter(&self) -> std::slice::Iter<'_, String> {
        self.sorted.iter()
    }

    /// The words from `start` on, in order.
    pub fn from(&self, start: &str) -> std::slice::Iter<'_, String> {
        let first = self.sorted.partition_point(|word| word.as_str() < start);
        self.sorted[first..].iter()
    }

    /// What stands behind `head` and a space in those that begin so, in order.
    pub fn behind<'s>(&'s self, head: &'s str) -> impl Iterator<Item = &'s str> {
        let any = self.goes_on(head).then(|| self.from(head));
        let those = any.into_iter().flatten().map_while(move |word| word.strip_prefix(head));
        those.filter_map(|rest| rest.strip_prefix(' '))
    }

    /// Whether some words begin with `head` and a space.
    pub fn goes_on(&self, head: &str) -> bool {
        self.heads.contains(head)
    }

    /// The first word in order.
    pub fn first(&self) -> Option<&String> {
        self.sorted.first()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.sorted.is_empty()
    }
}

fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

/// What stands before each space of a word.
fn heads_of(word: &str) -> impl Iterator<Item = &str> {
    word.match_indices(' ').map(|(at, _)| &word[..at])
}

impl From<Vec<String>> for WordSet {
    fn from(mut words: Vec<String>) -> WordSet {
        words.sort_unstable();
        words.dedup();
        let hashed = words.iter().map(|word| word.as_str().into()).collect();
        let lengths = words.iter().fold(0, |bits, word| bits | length_bit(word));
        let heads = words.iter().flat_map(|word| heads_of(word)).map(Box::from).collect();
        WordSet { sorted: words, hashed, lengths, heads }
    }
}

impl FromIterator<String> for WordSet {
    fn from_iter<I: IntoIterator<Item = String>>(words: I) -> WordSet {
        words.into_iter().collect::<Vec<String>>().into()
    }
}

impl<'s> IntoIterator for &'s WordSet {
    type Item = &'s String;
    type IntoIter = std::slice::Iter<'s, String>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_asked_and_read_in_order() {
        let set: WordSet = ["so", "ach", "so", "wo"].map(str::to_owned).into_iter().collect();
        assert!(set.contains("so") && !set.contains("As") && !set.contains("soso"));
        assert_eq!(set.iter().collect::<Vec<_>>(), ["ach", "so", "wo"]);
        assert_eq!(set.from("b").collect::<Vec<_>>(), ["so", "wo"]);
        assert_eq!(set.first().map(String::as_str), Some("ach"));
        let phrases: WordSet =
            ["v. Chr.", "v. u. Z.", "vor"].map(str::to_owned).into_iter().collect();
        assert_eq!(phrases.behind("v.").collect::<Vec<_>>(), ["Chr.", "u. Z."]);
        assert_eq!(phrases.behind("v. u.").collect::<Vec<_>>(), ["Z."]);
        assert_eq!(phrases.behind("vor").count() + phrases.behind("v").count(), 0);
        assert!(phrases.goes_on("v. u.") && !phrases.goes_on("v. u. Z."));
        assert!(WordSet::default().is_empty() && !set.is_empty());
    }
}
