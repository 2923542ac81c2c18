//! How left-overs begin. Most lines begin otherwise, and need not be looked at as a whole.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;

use crate::text::fold;

/// The first words of lines, openings and frames, folded.
pub(super) struct Beginnings {
    /// How lines and openings begin, the first word with those that stand behind it.
    phrases: HashMap<String, Behind, FixedState>,
    /// How the first two words of lines in frames begin.
    frames: Vec<(String, String)>,
}

impl Beginnings {
    /// The beginnings of phrases and of what frames start with.
    pub(super) fn of<'p>(
        phrases: impl Iterator<Item = &'p String>,
        frames: impl Iterator<Item = &'p String>,
    ) -> Beginnings {
        let mut known: HashMap<String, Behind, FixedState> = HashMap::default();
        for phrase in phrases {
            let (first, rest) = next_word(phrase);
            known.entry(first.to_owned()).or_default().add(next_word(rest).0);
        }
        let frames = frames.map(|start| {
            let (first, rest) = next_word(start);
            (first.to_owned(), next_word(rest).0.to_owned())
        });
        Beginnings { phrases: known, frames: frames.collect() }
    }

    /// Whether the line begins with the words that lines, openings or frames begin with.
    pub(super) fn begin(&self, line: &str) -> bool {
        let [first, second] = two_words(line);
        let framed = |(frame, next): &(String, String)| {
            first.starts_with(frame.as_str()) && second.starts_with(next.as_str())
        };
        let known = self.phrases.get(&first);
        known.is_some_and(|behind| behind.any || behind.words.contains(&second))
            || (!first.is_empty() && self.frames.iter().any(framed))
    }
}

/// What stands behind a first word.
#[derive(Default)]
struct Behind {
    /// Whether anything may.
    any: bool,
    words: HashSet<String, FixedState>,
}

impl Behind {
    /// Adds a second word; without one, anything may stand there.
    fn add(&mut self, word: &str) {
        if word.is_empty() {
            self.any = true;
        } else {
            self.words.insert(word.to_owned());
        }
    }
}

/// The first two words of a line, folded; no more of it is folded than the pieces between spaces in
/// which they stand.
fn two_words(line: &str) -> [String; 2] {
    let (mut found, mut count) = ([String::new(), String::new()], 0);
    for piece in line.split(' ').map(fold) {
        let (mut word, mut rest) = next_word(&piece);
        while !word.is_empty() {
            word.clone_into(&mut found[count]);
            count += 1;
            if count == found.len() {
                return found;
            }
            (word, rest) = next_word(rest);
        }
    }
    found
}

/// The next letters of a line, folded or not, that are no count, up to any apostrophe, of whatever
/// form; and the rest.
fn next_word(line: &str) -> (&str, &str) {
    let is_letter = |c: char| c.is_alphabetic() && c != 'ʼ';
    let line = line.trim_start_matches(|c: char| !is_letter(c));
    line.split_at(line.find(|c: char| !is_letter(c)).unwrap_or(line.len()))
}
