use std::borrow::Cow;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A form in which two spellings of one word meet: lower case, without accents (NFKD, combining
/// marks dropped), `ß` as `ss`.
pub fn fold(word: &str) -> String {
    if word.is_ascii() {
        return word.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(word.len());
    for character in word.chars() {
        if character.is_ascii() {
            folded.push(character.to_ascii_lowercase());
        } else {
            // Marks alone change places in NFKD, and they are dropped: one character after the other
            // gives the same.
            decompose_compatible(character, |part| push_folded(&mut folded, part));
        }
    }
    folded
}

/// The same; a word that is its own folded form needs no memory.
pub fn folded(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return word.into();
    }
    fold(word).into()
}

fn push_folded(folded: &mut String, part: char) {
    match part {
        'ß' | 'ẞ' => folded.push_str("ss"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        _ if part.is_ascii() => folded.push(part.to_ascii_lowercase()),
        _ if is_combining_mark(part) => {}
        _ => folded.extend(part.to_lowercase()),
    }
}

/// A bit for each letter of a text: one that holds another has all of its bits.
pub fn letter_bits(text: &str) -> u32 {
    text.bytes().fold(0, |bits, byte| bits | 1 << (byte % 32))
}

/// The text with every run of white space as one space, and none at the ends.
pub fn squeeze(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !squeezed.is_empty() {
            squeezed.push(' ');
        }
        squeezed.push_str(word);
    }
    squeezed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_dropped_changes_places() {
        use unicode_normalization::char::canonical_combining_class;
        let moves = |character: &char| canonical_combining_class(*character) != 0;
        assert!(('\0'..=char::MAX).filter(moves).all(is_combining_mark));
    }

    #[test]
    fn spellings_meet() {
        assert_eq!(fold("Zürich"), fold("ZURICH"));
        assert_eq!(fold("Straße"), "strasse");
        assert_eq!(fold("Łódź"), "lodz");
        assert_eq!(fold("o\u{31B}\u{323}ﬃᾧⅣ"), "offiωiv");
        assert_eq!(letter_bits("ostchina") & letter_bits("china"), letter_bits("china"));
        assert_eq!(squeeze("  a\u{a0} b\n"), "a b");
    }
}
