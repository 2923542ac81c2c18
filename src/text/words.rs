use unicode_segmentation::UnicodeSegmentation;

use super::Span;

/// A word or number of a text: UAX #29 words, hyphens apart (`US-Dollar` is two).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word<'t> {
    /// Where it stands, in bytes of the text that was cut.
    pub span: Span,
    /// The word as it is written.
    pub text: &'t str,
}

impl Word<'_> {
    /// Whether its first letter is a capital.
    pub fn is_capitalised(&self) -> bool {
        self.text.chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether it holds a digit.
    pub fn has_digit(&self) -> bool {
        self.text.bytes().any(|byte| byte.is_ascii_digit())
    }
}

/// The words of `text` in order (UAX #29 word boundaries, words with a letter or digit only).
pub fn words(text: &str) -> impl DoubleEndedIterator<Item = Word<'_>> {
    text.unicode_word_indices()
        .map(|(start, text)| Word { span: Span::new(start, start + text.len()), text })
}

/// Whether the character belongs to a word: a letter, a digit, a combining mark.
pub fn is_word_char(character: char) -> bool {
    character.is_alphanumeric() || unicode_normalization::char::is_combining_mark(character)
}

/// Whether the character is a letter of the Latin, Greek or Cyrillic script, whose texts share their
/// marks: `.`, `,`, `?`, and spaces between words.
pub fn is_european_letter(character: char) -> bool {
    character.is_alphabetic()
        && matches!(character, '\0'..'\u{530}' | '\u{1E00}'..'\u{2000}' | '\u{2C60}'..'\u{2C80}')
}

/// The letters and digits that end at byte `at`, in one run; empty when there are none.
pub fn run_before(text: &str, at: usize) -> &str {
    let head = &text[..at];
    let start = head.char_indices().rev().take_while(|(_, c)| is_word_char(*c)).last();
    &head[start.map_or(at, |(start, _)| start)..]
}

/// The letters and digits that start at byte `at`, in one run; empty when there are none.
pub fn run_after(text: &str, at: usize) -> &str {
    let rest = &text[at..];
    &rest[..rest.find(|c: char| !is_word_char(c)).unwrap_or(rest.len())]
}

/// What hangs together without white space before byte `at`, its last 24 characters at most.
pub fn token_before(text: &str, at: usize) -> &str {
    let head = &text[..at];
    let solid = |(_, c): &(usize, char)| !c.is_whitespace();
    let start = head.char_indices().rev().take(24).take_while(solid).last();
    &head[start.map_or(at, |(start, _)| start)..]
}

/// The character that ends at byte `at`.
pub fn previous_char(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character that starts at byte `at`.
pub fn next_char(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}
