use super::digits::{Digits, digits};
use crate::language::{Composed, Facts, Pack};
use crate::text::Span;

/// What a text has of quantities: digits, and words and signs that the pack knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'p> {
    pub(super) span: Span,
    pub(super) is: Is<'p>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Is<'p> {
    Digits(Digits),
    Word(&'p Facts),
    Composed(Composed),
}

impl<'p> Token<'p> {
    /// What the pack knows of the word.
    pub(super) fn facts(&self) -> Option<&'p Facts> {
        match self.is {
            Is::Word(facts) => Some(facts),
            _ => None,
        }
    }
}

/// What stands between two tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// One space of any kind, or several.
    Space,
    /// A hyphen.
    Hyphen,
    /// A dash, spaced or not.
    Dash,
    /// A full stop and a space.
    Stop,
    /// A comma and a space.
    Comma,
    /// Anything else.
    Other,
}

impl Gap {
    /// Whether the two hang together.
    pub(super) fn is_close(self) -> bool {
        matches!(self, Gap::None | Gap::Space | Gap::Hyphen)
    }
}

/// What stands between two places of a text.
#[inline]
pub(super) fn gap(text: &str, from: usize, to: usize) -> Gap {
    match text.get(from..to) {
        None | Some("") => Gap::None,
        Some(" " | "\u{A0}" | "\u{202F}" | "\u{2009}") => Gap::Space,
        Some("-" | "‑" | "\u{AD}") => Gap::Hyphen,
        Some("–" | "—" | " – " | " — " | "\u{A0}– " | " - ") => Gap::Dash,
        Some(". " | "." | ".\u{A0}" | ".\u{202F}") => Gap::Stop,
        Some(", " | ",") => Gap::Comma,
        Some("&nbsp;") => Gap::Space,
        Some(other) if other.len() < 6 && other.chars().all(char::is_whitespace) => Gap::Space,
        Some(_) => Gap::Other,
    }
}

/// Adds the tokens of a text, in order. `idle`: words in which none begins, in order.
pub(super) fn tokens<'p>(
    text: &str,
    mut idle: impl Iterator<Item = Span>,
    pack: &'p Pack,
    found: &mut Vec<Token<'p>>,
) {
    let (index, bytes) = (&pack.number_index, text.as_bytes());
    let mut at = 0;
    let mut next_idle = idle.next();
    while let Some(byte) = bytes.get(at) {
        if let Some(word) = next_idle
            && word.start <= at
        {
            next_idle = idle.next();
            // A phrase may have gone beyond it.
            at = at.max(word.end);
            at += usize::from(bytes.get(at) == Some(&b' '));
            continue;
        }
        match byte {
            b'0'..=b'9' => match digits(text, at, pack) {
                Ok(digits) => {
                    found.push(Token { span: digits.span, is: Is::Digits(digits) });
                    at = digits.span.end;
                }
                Err(end) => at = end,
            },
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => {
                let end = word_end(text, at);
                if end == at {
                    // A character that belongs to no word.
                    at = sign(text, at, pack, found);
                    continue;
                }
                if let Some((behind, facts)) = index.word(text, at, end) {
                    let stop = facts.dotted && bytes.get(behind) == Some(&b'.');
                    let span = Span::new(at, behind + usize::from(stop));
                    found.push(Token { span, is: Is::Word(facts) });
                    at = behind;
                } else {
                    if index.may_compose(&text[at..end])
                        && let Some(composed) = index.compose(&text[at..end])
                    {
                        found.push(Token { span: Span::new(at, end), is: Is::Composed(composed) });
                    }
                    at = end;
                }
            }
            b'$' | b'%' => at = sign(text, at, pack, found),
            _ => at += 1,
        }
    }
}

/// Reads a sign at `at` and gives where to go on.
fn sign<'p>(text: &str, at: usize, pack: &'p Pack, found: &mut Vec<Token<'p>>) -> usize {
    if let Some((start, end, facts)) = pack.number_index.sign(text, at) {
        while found.last().is_some_and(|it| it.span.end > start) {
            found.pop();
        }
        found.push(Token { span: Span::new(start, end), is: Is::Word(facts) });
        return end.max(at + 1);
    }
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

/// Where the letters end that start at `at`.
fn word_end(text: &str, at: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = at;
    while let Some(byte) = bytes.get(end) {
        if byte.is_ascii_alphabetic() {
            end += 1;
        } else if *byte < 0x80 {
            break;
        } else {
            match text[end..].chars().next() {
                Some(character) if character.is_alphanumeric() || is_mark(character) => {
                    end += character.len_utf8();
                }
                _ => break,
            }
        }
    }
    end
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36F}' | '\u{AD}')
}
