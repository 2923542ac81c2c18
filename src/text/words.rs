use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::cut::Words;

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
pub fn words(text: &str) -> Words<'_> {
    Words::new(text)
}

/// The same words, the last one first.
pub fn words_backwards(text: &str) -> impl Iterator<Item = Word<'_>> {
    let backwards = text.unicode_word_indices().rev();
    backwards.map(|(start, text)| Word { span: Span::new(start, start + text.len()), text })
}

/// How much of a text is looked at for its first or last word, in bytes. Cutting words costs time in
/// the length of what is cut, even when only one is asked for.
const WINDOW: usize = 256;

/// The first word of `text`; none when no word begins in its first 256 bytes. Of a word longer than
/// that its first 256 bytes are given.
pub fn first_word(text: &str) -> Option<Word<'_>> {
    let window = start_of(text, WINDOW);
    let word = words(window).next()?;
    if word.span.end < window.len() || window.len() == text.len() || word.span.start == 0 {
        return Some(word);
    }
    // The window may have cut it: another one starts with it.
    let again = words(start_of(&text[word.span.start..], WINDOW)).next()?;
    Some(Word { span: again.span.shifted(word.span.start), ..again })
}

/// The last word of `text`; none when no word ends in its last 256 bytes. Of a word longer than that
/// its last 256 bytes are given.
pub fn last_word(text: &str) -> Option<Word<'_>> {
    let window = end_of(text, WINDOW);
    let mut from = text.len() - window.len();
    let mut word = words_backwards(window).next()?;
    // The window may have cut it: another one ends with it.
    if word.span.start == 0 && from > 0 {
        let head = &text[..from + word.span.end];
        let again = end_of(head, WINDOW);
        from = head.len() - again.len();
        word = words_backwards(again).next()?;
    }
    Some(Word { span: word.span.shifted(from), ..word })
}

/// The first `bytes` bytes of a text at most, up to a character boundary.
pub fn start_of(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The last `bytes` bytes of a text at most, from a character boundary on.
pub fn end_of(text: &str, bytes: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(bytes))..]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_and_last_words_are_those_of_the_whole_text() {
        let long = "Ärger und so weiter ".repeat(40);
        for text in ["", " – ", "Wort", "„Geht’s so?“ – 3,5 km", "eine-zwei", "é à\u{301} ", &long]
        {
            assert_eq!(first_word(text), words(text).next(), "{text}");
            assert_eq!(last_word(text), words(text).last(), "{text}");
        }
    }

    #[test]
    fn words_at_the_edge_of_the_window_are_whole() {
        for gap in 240..260 {
            let dots = ".".repeat(gap);
            let (before, behind) = (format!("{dots} Überfluß"), format!("Überfluß {dots}"));
            // The gap, a space and a letter of two bytes.
            let expected = (gap + 3 <= WINDOW).then_some("Überfluß");
            let first = first_word(&before);
            assert_eq!(first.map(|word| word.text), expected, "{gap}");
            assert!(first.is_none_or(|word| word.span.of(&before) == word.text));
            let last = last_word(&behind);
            assert_eq!(last.map(|word| word.text), expected, "{gap}");
            assert!(last.is_none_or(|word| word.span.of(&behind) == word.text));
        }
        let endless = "ü".repeat(1000);
        assert_eq!(first_word(&endless).map(|word| word.text.len()), Some(256));
        assert_eq!(last_word(&endless).map(|word| word.text.len()), Some(256));
    }
}
