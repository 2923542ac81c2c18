use super::stop::is_quotation_mark;
use crate::text::{next_char, previous_char};

/// What was seen of a sentence on the way to a stop.
#[derive(Default)]
pub(super) struct Sentence {
    /// Its first byte.
    pub start: usize,
    /// Whether it holds a letter or digit yet.
    pub has_word: bool,
    /// How many dashes with spaces around them stand in it, one that opens it apart.
    pub dashes: usize,
    /// Whether a bracket stands open that was opened behind its first word.
    pub open_bracket: bool,
    /// Whether a quotation opens behind its first word.
    pub quotes_later: bool,
    /// How many straight double quotation marks stand in it.
    pub straight_marks: usize,
}

impl Sentence {
    pub fn new(start: usize) -> Self {
        Self { start, ..Self::default() }
    }

    /// Takes note of the character at byte `at` of the text.
    pub fn note(&mut self, text: &str, at: usize, character: char) {
        match character {
            '–' | '—' | '-' => {
                let before = previous_char(text, at);
                let after = next_char(text, at + character.len_utf8());
                let spaced = |side: Option<char>| side.is_some_and(char::is_whitespace);
                self.dashes += usize::from(self.has_word && spaced(before) && spaced(after));
            }
            '(' | '[' | '{' => self.open_bracket |= self.has_word,
            ')' | ']' | '}' => self.open_bracket = false,
            _ if is_quotation_mark(character) => {
                let before = previous_char(text, at);
                self.quotes_later |= self.has_word && before.is_some_and(char::is_whitespace);
                self.straight_marks += usize::from(character == '"');
            }
            _ => self.has_word |= character.is_alphanumeric(),
        }
    }
}
