//! Text made ready for a terminal.

use std::borrow::Cow;

/// The text on one line, safe to print: what would move the cursor, colour the terminal or turn the
/// direction of writing becomes a space or is made visible.
pub fn printable(text: &str) -> Cow<'_, str> {
    if !text.contains(is_harmful) {
        return Cow::Borrowed(text);
    }
    let show = |character: char| match character {
        '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
        // The pictures of the control characters stand in their order.
        '\u{0}'..='\u{1F}' => char::from_u32(0x2400 + character as u32).unwrap_or('\u{FFFD}'),
        '\u{7F}' => '\u{2421}',
        _ if is_harmful(character) => '\u{FFFD}',
        _ => character,
    };
    Cow::Owned(text.chars().map(show).collect())
}

fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}')
}

/// The text in lines of at most `width` characters, broken between words. A word that is longer has
/// a line of its own.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let (mut line, mut length) = (String::new(), 0);
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let count = word.chars().count();
        if length > 0 && length + 1 + count > width {
            lines.push(std::mem::take(&mut line));
            length = 0;
        }
        if length > 0 {
            line.push(' ');
            length += 1;
        }
        line.push_str(word);
        length += count;
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(printable("\u{1B}[31mrot\nblau\u{202E}"), "␛[31mrot blau\u{FFFD}");
        assert!(matches!(printable("„Müller“\u{A0}%"), Cow::Borrowed(_)));
    }

    #[test]
    fn lines_break_between_words() {
        assert_eq!(wrap("eins zwei\ndrei  vier", 9), ["eins zwei", "drei vier"]);
        assert_eq!(wrap("a Donaudampfschiff b", 5), ["a", "Donaudampfschiff", "b"]);
        assert!(wrap(" ", 5).is_empty());
    }
}
