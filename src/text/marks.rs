/// Whether the character is a quotation mark in some language, whichever way it faces: `„`, `“`, `»`,
/// `‹`, `"`, `「`.
///
/// The apostrophes `’` and `'` are left out, since most of them do not quote.
pub fn is_quotation_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '„'
            | '“'
            | '”'
            | '‟'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '‚'
            | '‘'
            | '‛'
            | '＂'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
    )
}

/// Whether the character may stand before the first letter of what it opens: a quotation mark, all
/// but those of East Asia that only close, `'`, `’`, an opening bracket, `¿`, `¡`.
pub fn is_opening_mark(character: char) -> bool {
    match character {
        '」' | '』' | '》' => false,
        '(' | '[' | '{' | '¿' | '¡' | '\'' | '’' => true,
        _ => is_quotation_mark(character),
    }
}

/// Whether the character may stand behind the last letter or stop of what it closes: a quotation
/// mark, all but the low ones and those of East Asia that only open, `'`, `’`, a closing bracket.
pub fn is_closing_mark(character: char) -> bool {
    match character {
        '„' | '‚' | '「' | '『' | '《' => false,
        ')' | ']' | '}' | '\'' | '’' => true,
        _ => is_quotation_mark(character),
    }
}

/// Whether the character is a stop that ends a sentence in European scripts: `.`, `!`, `?`, `…`.
pub fn is_final_stop(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…')
}

/// The text without the closing marks at its end, nor the white space around these.
pub fn trim_closing(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() || is_closing_mark(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_that_face_both_ways_open_and_close() {
        for mark in ['"', '“', '”', '«', '»', '‹', '›', '‘'] {
            assert!(is_quotation_mark(mark) && is_opening_mark(mark) && is_closing_mark(mark));
        }
        for mark in ['„', '‚', '「'] {
            assert!(is_quotation_mark(mark) && is_opening_mark(mark) && !is_closing_mark(mark));
        }
        assert!(is_closing_mark('」') && !is_opening_mark('」'));
    }

    #[test]
    fn apostrophes_may_close_but_do_not_tell_a_quotation() {
        assert!(!is_quotation_mark('’') && is_closing_mark('’') && is_opening_mark('\''));
    }

    #[test]
    fn closing_marks_are_trimmed_with_their_spaces() {
        assert_eq!(trim_closing("« Non. »\u{A0}) "), "« Non.");
        assert_eq!(trim_closing("„Nein“"), "„Nein");
        assert_eq!(trim_closing("(„"), "(„");
        assert!(trim_closing("“Really…”").ends_with(is_final_stop));
    }
}
