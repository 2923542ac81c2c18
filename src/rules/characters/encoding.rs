//! UTF-8 that was read as Windows-1252 or Latin-1: found and read aright.

use crate::language::Pack;
use crate::text::{Span, is_quotation_mark};

/// Broken characters that stand side by side.
pub(super) struct Broken {
    /// Where, in bytes of the text.
    pub span: Span,
    /// What they were; none where something of them is lost.
    pub whole: Option<String>,
}

/// The broken characters of a text, in order.
pub(super) fn broken(text: &str, pack: &Pack) -> Vec<Broken> {
    let mut found: Vec<Broken> = Vec::new();
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        let next = at + character.len_utf8();
        let Some((end, whole)) = sequence(text, at, character, pack) else {
            at = next;
            continue;
        };
        match found.last_mut() {
            Some(last) if last.span.end == at => {
                last.span.end = end;
                last.whole = last.whole.take().zip(whole).map(|(mut known, more)| {
                    known.push_str(&more);
                    known
                });
            }
            _ => found.push(Broken { span: Span::new(at, end), whole }),
        }
        at = end;
    }
    for broken in &mut found {
        broken.whole = broken.whole.take().map(|text| again(text, pack));
    }
    found
}

/// Reads aright what was broken more than once (`ÃƒÂ¼`).
fn again(text: String, pack: &Pack) -> String {
    let mut text = text;
    for _ in 0..3 {
        let mut repaired = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(character) = text[at..].chars().next() {
            match sequence(&text, at, character, pack) {
                Some((end, Some(whole))) => {
                    repaired.push_str(&whole);
                    at = end;
                }
                _ => {
                    repaired.push(character);
                    at += character.len_utf8();
                }
            }
        }
        if repaired == text {
            break;
        }
        text = repaired;
    }
    text
}

/// The bytes of one character, each read as a character of its own, from byte `at` on: where they
/// end, and what the character was if it can be known.
fn sequence(text: &str, at: usize, lead: char, pack: &Pack) -> Option<(usize, Option<String>)> {
    let first = byte(lead)?;
    let length = match first {
        0xC2..=0xDF => 2,
        0xE2 => 3,
        0xF0 => 4,
        _ => return None,
    };
    let mut bytes = vec![first];
    let mut end = at + lead.len_utf8();
    for character in text[end..].chars().take(length - 1) {
        let Some(continuation @ 0x80..=0xBF) = byte(character) else { break };
        bytes.push(continuation);
        end += character.len_utf8();
    }
    let decoded = std::str::from_utf8(&bytes).ok().and_then(|text| text.chars().next());
    match decoded {
        Some(decoded) if is_plausible(decoded, text, at, end, pack) => {
            Some((end, Some(decoded.to_string())))
        }
        // `â€` has lost the byte that Windows-1252 does not know (0x9D, a closing quotation mark).
        None if length == 3 && bytes == [0xE2, 0x80] => Some((end, None)),
        _ => None,
    }
}

/// Whether the character makes sense in the text, and what was read for it does not.
fn is_plausible(decoded: char, text: &str, at: usize, end: usize, pack: &Pack) -> bool {
    let lead = text[at..].chars().next().unwrap_or(decoded);
    let last = text[..end].chars().next_back().unwrap_or(decoded);
    // `Ä“`, `Ö–`: a letter of the language with a mark behind it. A letter that the mark was part of
    // has a letter behind it (`Ã–sterreich`), or comes in lower case (`grÃ¼n`).
    let mark = is_quotation_mark(last) || matches!(last, '’' | '–' | '—' | '…');
    let letter_follows = text[end..].starts_with(char::is_alphabetic);
    let own_lead = lead.to_lowercase().any(|c| pack.letters.special.contains(c));
    match decoded {
        '\u{A0}'..='\u{BF}' => !(mark && own_lead),
        '\u{C0}'..='\u{FF}' => !mark || letter_follows,
        // ā, ł, ş: only where the first letter is not the language's own.
        '\u{100}'..='\u{17F}' => !pack.letters.special.is_empty() && !own_lead && !mark,
        '\u{2000}'..='\u{2BFF}' => true,
        // Emoji.
        '\u{1F000}'..='\u{1FAFF}' => true,
        _ => false,
    }
}

/// The byte that Windows-1252, or Latin-1 where it has a gap, reads as this character.
fn byte(character: char) -> Option<u8> {
    const HIGH: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";
    match character {
        '\u{80}'..='\u{FF}' => u8::try_from(u32::from(character)).ok(),
        _ if character.is_ascii() => None,
        _ => HIGH
            .chars()
            .position(|it| it == character)
            .and_then(|index| u8::try_from(0x80 + index).ok()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::pack;

    fn repaired(tag: &str, text: &str) -> Vec<Option<String>> {
        broken(text, &pack(&tag.parse().unwrap())).into_iter().map(|it| it.whole).collect()
    }

    #[test]
    fn what_was_broken_is_read_aright() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            repaired("de", "FÃ¼r â€žÃœberâ€œ Ã–sterreich"),
            [some("ü"), some("„Ü"), some("“"), some("Ö")]
        );
        assert_eq!(repaired("de", "ÃƒÂ¼ber 5Â\u{A0}â‚¬"), [some("ü"), some("\u{A0}€")]);
        assert_eq!(repaired("de", "â€žGutâ€ sagte"), [some("„"), None]);
        assert_eq!(repaired("fr", "lâ€™Ã©tÃ© ðŸ˜€"), [some("’é"), some("é"), some("😀")]);
    }

    #[test]
    fn whole_texts_are_left_alone() {
        for (tag, text) in [
            ("de", "„Die Ä“, sagte er, Ö– und Ü… 5 € „Ärger“ São Paulo, Ålesund"),
            ("fr", "« à » et « É » : âgé, À « Paris », château, Ô…"),
            ("pt", "IRMÃ – e MAÇÃ” não"),
        ] {
            assert!(repaired(tag, text).is_empty(), "{text}");
        }
    }
}
