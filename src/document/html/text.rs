//! The text between two tags, with its character references.

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::super::decoded::Decoded;
use crate::text::Span;

/// The longest reference (`&CounterClockwiseContourIntegral;`) has 33 bytes; numbers with many
/// zeros before them may be longer.
const LONGEST: usize = 64;

/// What `raw`, which begins at byte `start` of the file, says. `value` is what it was read as: where
/// the pieces do not add up to it, the whole of `raw` stands for the whole of `value`.
pub(super) fn decode(raw: &str, start: usize, value: &str) -> Decoded {
    let mut decoded = Decoded::default();
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', raw.as_bytes()) {
        if at < done {
            continue;
        }
        let length = reference(&raw[at..]);
        if length == 0 {
            continue;
        }
        decoded.lines(&raw[done..at], start + done);
        done = at + length;
        decoded.decoded(&resolved(&raw[at..done]), Span::new(start + at, start + done));
    }
    decoded.lines(&raw[done..], start + done);
    if decoded.text == value {
        return decoded;
    }
    let mut whole = Decoded::default();
    whole.decoded(value, Span::new(start, start + raw.len()));
    whole
}

/// The bytes of the character reference that `text`, which begins with `&`, begins with.
fn reference(text: &str) -> usize {
    let bytes = &text.as_bytes()[1..text.len().min(LONGEST)];
    let number = usize::from(bytes.first() == Some(&b'#'));
    let name = bytes[number..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if name == 0 {
        return 0;
    }
    let end = 1 + number + name;
    let end = end + usize::from(text.as_bytes().get(end) == Some(&b';'));
    // Names without `;` are references only if they are old ones, and then only their head.
    let candidate = &text[..end];
    if candidate.ends_with(';') && resolved(candidate) != candidate {
        return end;
    }
    let heads = (2..=end.min(12)).rev();
    heads.map(|end| &text[..end]).find(|head| is_whole_reference(head)).map_or(0, str::len)
}

/// Whether the text is a reference and nothing more: one that is cut says something else.
fn is_whole_reference(text: &str) -> bool {
    let resolved = resolved(text);
    resolved != text && !resolved.ends_with(|last: char| text.ends_with(last))
}

/// What a short text says when it is read as HTML.
fn resolved(text: &str) -> String {
    let mut value = String::new();
    for token in Tokenizer::new_with_emitter(text, DefaultEmitter::<usize>::new_with_span()) {
        let Ok(token) = token;
        if let Token::String(string) = token {
            value.push_str(&String::from_utf8_lossy(&string));
        }
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_pieces_of_their_own() {
        let raw =
            "R&amp;D &Uuml;ber&nbsp;&#8222;uns&#x201C; &nix; & so, AT&T &copy2026 \r\n&lt;b&gt;";
        let value = "R&D Über\u{A0}„uns“ &nix; & so, AT&T ©2026 \n<b>";
        let decoded = decode(raw, 100, value);
        assert_eq!(decoded.text, value);
        let bytes = |text: &str| {
            let at = value.find(text).unwrap();
            let raw_span = decoded.map.raw(Span::new(at, at + text.len()));
            &raw[raw_span.start - 100..raw_span.end - 100]
        };
        assert_eq!(bytes("&D"), "&amp;D");
        assert_eq!(bytes("„"), "&#8222;");
        assert_eq!(bytes("\u{A0}"), "&nbsp;");
        assert_eq!(bytes("©"), "&copy");
        assert_eq!(bytes("\n<"), "\r\n&lt;");
        assert_eq!(bytes("nix"), "nix");
    }
}
