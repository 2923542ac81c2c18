//! Where the strings of a JSON object stand in its line.

use super::decoded::Decoded;
use super::place::PlaceMap;
use crate::text::Span;

/// The place of the string that the object in `line` has under `key`, counted from byte `start`
/// on; none when it is not found or does not say `value`.
pub(super) fn place(line: &str, key: &str, value: &str, start: usize) -> Option<PlaceMap> {
    let mut at = line.find('{')? + 1;
    loop {
        at = skip_space(line, at);
        let (name, end) = string(line, at, 0)?;
        at = skip_space(line, end);
        if line.as_bytes().get(at) != Some(&b':') {
            return None;
        }
        at = skip_space(line, at + 1);
        if name.text == key {
            let (mut read, _) = string(line, at, start)?;
            if read.is_empty() {
                read.map = PlaceMap::verbatim(start + at + 1, 0);
            }
            return (read.text == value).then_some(read.map);
        }
        at = skip_space(line, skip_value(line, at)?);
        if line.as_bytes().get(at) != Some(&b',') {
            return None;
        }
        at += 1;
    }
}

fn skip_space(line: &str, at: usize) -> usize {
    at + line.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_whitespace()).count()
}

/// The byte behind the value at `at`.
fn skip_value(line: &str, mut at: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut depth = 0_usize;
    loop {
        match *bytes.get(at)? {
            b'"' => at = string_end(line, at)?,
            b'{' | b'[' => {
                depth += 1;
                at += 1;
            }
            b'}' | b']' | b',' if depth == 0 => return Some(at),
            b'}' | b']' => {
                depth -= 1;
                at += 1;
            }
            _ => at += 1,
        }
        if depth == 0 && matches!(bytes.get(at), Some(b',' | b'}')) {
            return Some(at);
        }
    }
}

/// The byte behind the string at `at`.
fn string_end(line: &str, at: usize) -> Option<usize> {
    let bytes = line.as_bytes();
    let mut at = at + 1;
    loop {
        let found = memchr::memchr2(b'"', b'\\', bytes.get(at..)?)?;
        at += found + 1;
        if bytes[at - 1] == b'"' {
            return Some(at);
        }
        at += 1;
    }
}

/// The string at `at`, with its places from byte `start` on, and the byte behind it.
fn string(line: &str, at: usize, start: usize) -> Option<(Decoded, usize)> {
    if line.as_bytes().get(at) != Some(&b'"') {
        return None;
    }
    let end = string_end(line, at)?;
    let inner = line.get(at + 1..end - 1)?;
    let base = start + at + 1;
    let mut read = Decoded::default();
    let mut done = 0;
    while let Some(found) = memchr::memchr(b'\\', &inner.as_bytes()[done..]) {
        let escape = done + found;
        read.verbatim(&inner[done..escape], base + done);
        let (character, length) = unescaped(&inner[escape..])?;
        let raw = Span::new(base + escape, base + escape + length);
        read.decoded(character.encode_utf8(&mut [0; 4]), raw);
        done = escape + length;
    }
    read.verbatim(&inner[done..], base + done);
    Some((read, end))
}

/// The character that the escape at the beginning stands for, and its bytes.
fn unescaped(text: &str) -> Option<(char, usize)> {
    let character = match text.as_bytes().get(1)? {
        b'n' => '\n',
        b't' => '\t',
        b'r' => '\r',
        b'b' => '\u{8}',
        b'f' => '\u{C}',
        b'u' => {
            let unit = |at: usize| u32::from_str_radix(text.get(at..at + 4)?, 16).ok();
            let first = unit(2)?;
            if let Some(character) = char::from_u32(first) {
                return Some((character, 6));
            }
            let second = text.get(6..8).filter(|it| *it == "\\u").and_then(|_| unit(8))?;
            let low = second.checked_sub(0xDC00).filter(|it| *it < 0x400)?;
            let high = first.checked_sub(0xD800)?;
            return Some((char::from_u32(0x1_0000 + (high << 10) + low)?, 12));
        }
        other @ (b'"' | b'\\' | b'/') => char::from(*other),
        _ => return None,
    };
    Some((character, 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_are_found_with_their_places() {
        let line = "{\"id\": {\"target\": [1, \"}\"]}, \"n\": -1.5e3, \"source\":\"\\\\\", \
            \"target\" : \"\\u201eJa\\\" \\ud83d\\ude00 \u{fc}\" }";
        let value = "„Ja\" 😀 ü";
        let map = place(line, "target", value, 100).unwrap();
        let bytes = |part: &str| {
            let at = value.find(part).unwrap();
            let raw = map.raw(Span::new(at, at + part.len()));
            &line[raw.start - 100..raw.end - 100]
        };
        assert_eq!(bytes("„J"), "\\u201eJ");
        assert_eq!(bytes("\" 😀"), "\\\" \\ud83d\\ude00");
        assert_eq!(bytes("ü"), "ü");
        assert_eq!(place(line, "target", "x", 0), None);
        assert_eq!(place(line, "other", "x", 0), None);
        for torn in 0..line.len() {
            if line.is_char_boundary(torn) {
                let _ = place(&line[..torn], "target", value, 0);
            }
        }
    }
}
