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
        let mut words = folded_words(line);
        let first = words.next().unwrap_or_default();
        let known = self.phrases.get(&first);
        // Most words begin with another letter.
        let letter = first.as_bytes().first();
        let framed = |(frame, _): &&(String, String)| {
            let other = frame.as_bytes().first();
            (other.is_none() || other == letter) && first.starts_with(frame.as_str())
        };
        let mut frames = self.frames.iter().filter(|_| !first.is_empty()).filter(framed).peekable();
        if known.is_none() && frames.peek().is_none() {
            return false;
        }
        let second = words.next().unwrap_or_default();
        known.is_some_and(|behind| behind.any || behind.words.contains(&second))
            || frames.any(|(_, next)| second.starts_with(next.as_str()))
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

/// The words of a line, folded; no more of it is folded than the pieces between spaces in which those
/// stand that are asked for.
fn folded_words(line: &str) -> impl Iterator<Item = String> {
    line.split(' ').flat_map(|piece| {
        let (folded, mut at) = (fold(piece), 0);
        std::iter::from_fn(move || {
            let (word, rest) = next_word(&folded[at..]);
            at = folded.len() - rest.len();
            (!word.is_empty()).then(|| word.to_owned())
        })
    })
}

/// The next letters of a line, folded or not, that are no count, up to any apostrophe, of whatever
/// form; and the rest.
fn next_word(line: &str) -> (&str, &str) {
    let is_letter = |c: char| c.is_alphabetic() && c != 'ʼ';
    let line = line.trim_start_matches(|c: char| !is_letter(c));
    line.split_at(line.find(|c: char| !is_letter(c)).unwrap_or(line.len()))
}
