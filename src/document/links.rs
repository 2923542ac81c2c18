use crate::text::{Span, is_quotation_mark, is_word_char, previous_char};

/// The web and mail addresses in a text, in order: `https://…`, `www.…`, `name@host.tld`.
///
/// Marks that end a sentence or a parenthesis behind an address do not belong to it.
pub(super) fn addresses(text: &str) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    for at in memchr::memchr3_iter(b':', b'@', b'.', text.as_bytes()) {
        let done = found.last().map_or(0, |last| last.end);
        if at < done {
            continue;
        }
        let span = match text.as_bytes()[at] {
            b':' if text[at..].starts_with("://") => web(text, scheme_start(text, at), at + 3),
            b'.' if ends_with_ignoring_case(&text[..at], "www") => web(text, at - 3, at + 1),
            b'@' => mail(text, at),
            _ => None,
        };
        // Two addresses written together share their letters: the first keeps them.
        found.extend(span.filter(|span| span.start >= done));
    }
    found
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    let (text, end) = (text.as_bytes(), end.as_bytes());
    text.len() >= end.len() && text[text.len() - end.len()..].eq_ignore_ascii_case(end)
}

fn scheme_start(text: &str, colon: usize) -> usize {
    let scheme = text[..colon].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
    colon - scheme
}

/// An address from `start` on whose host starts at `host`.
fn web(text: &str, start: usize, host: usize) -> Option<Span> {
    if start == host || previous_char(text, start).is_some_and(is_word_char) {
        return None;
    }
    let rest = &text[host..];
    let length = rest.find(ends_address).unwrap_or(rest.len());
    let trimmed = trim_end(&rest[..length]);
    (!trimmed.is_empty()).then(|| Span::new(start, host + trimmed.len()))
}

fn mail(text: &str, at: usize) -> Option<Span> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || b"._%+-".contains(byte);
    let before = text[..at].bytes().rev().take_while(is_part).count();
    let after = text[at + 1..].bytes().take_while(is_part).count();
    let host = trim_end(&text[at + 1..at + 1 + after]);
    (before > 0 && host.contains('.')).then(|| Span::new(at - before, at + 1 + host.len()))
}

fn ends_address(character: char) -> bool {
    character.is_whitespace()
        || is_quotation_mark(character)
        || matches!(character, '<' | '>' | '|' | '\\' | '^' | '`')
}

fn trim_end(address: &str) -> &str {
    let trimmed = address.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '…']);
    let closers = trimmed.matches(')').count().saturating_sub(trimmed.matches('(').count());
    match trimmed.strip_suffix(')') {
        Some(inner) if closers > 0 => trim_end(inner),
        _ => trimmed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        addresses(text).into_iter().map(|span| span.of(text)).collect()
    }

    #[test]
    fn addresses_end_before_the_sentence_does() {
        assert_eq!(found("Mehr auf www.beispiel.de."), ["www.beispiel.de"]);
        assert_eq!(
            found("(siehe https://example.org/a_(b)?c=1)."),
            ["https://example.org/a_(b)?c=1"]
        );
        assert_eq!(found("Mail an a.b@example.org, bitte"), ["a.b@example.org"]);
    }

    #[test]
    fn other_stops_and_colons_are_prose() {
        assert!(found("Um 15.30 Uhr: 3:2. Und @name, a@b, http:// und Ende").is_empty());
    }
}
