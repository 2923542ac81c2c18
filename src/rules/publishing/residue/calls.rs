//! Lines that want their reader to do something about a topic of web pages.

use super::super::shape::normal;
use super::{Phrases, ends_a_sentence};
use crate::language::ResidueCall;
use crate::text::{fold, is_word_char, words};

/// What such lines are about and what they want, in the form in which lines are compared.
pub(super) struct Calls {
    topics: Vec<String>,
    calls: Vec<String>,
}

impl Calls {
    pub(super) fn of(row: &ResidueCall) -> Calls {
        let topics = row.topics.iter().map(|topic| fold(topic)).collect();
        Calls { topics, calls: row.calls.iter().map(|call| normal(call)).collect() }
    }
}

impl Phrases {
    /// `Jetzt kostenlos für unseren Newsletter anmelden`
    pub(super) fn calls(&self, line: &str, plain: &str) -> bool {
        // A sentence speaks about newsletters; a left-over wants us to read them.
        if ends_a_sentence(line) || self.has_verb(line) {
            return false;
        }
        let tokens: Vec<&str> = words(plain).map(|word| word.text).collect();
        let places = |phrase: &str| -> Vec<(usize, usize)> {
            let found = plain.match_indices(phrase).map(|(at, _)| (at, at + phrase.len()));
            found
                .filter(|(start, end)| {
                    !plain[..*start].ends_with(is_word_char)
                        && !plain[*end..].starts_with(is_word_char)
                })
                .collect()
        };
        // The call opens or closes the line or a part of it: `Artikel teilen verboten` is none.
        let is_called = |call: &String| {
            places(call).into_iter().any(|(start, end)| {
                let (before, after) = (plain[..start].trim_end(), plain[end..].trim_start());
                let opens = before.is_empty() || before.ends_with([':', ',', '!', '–', '|']);
                let closes = after.is_empty() || after.starts_with([':', ',', '!', '–', '|']);
                let joined = after.split(' ').next().is_some_and(|it| self.joiners.contains(it));
                opens || closes || joined
            })
        };
        self.calls.iter().any(|row| {
            let about = |topic: &String| {
                tokens
                    .iter()
                    .any(|it| *it == *topic || (topic.len() >= 5 && it.ends_with(&**topic)))
                    || (topic.contains(' ') && !places(topic).is_empty())
            };
            row.topics.iter().any(about) && row.calls.iter().any(is_called)
        })
    }
}
