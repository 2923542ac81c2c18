use super::sentence::Sentence;
use crate::text::{next_char, previous_char};

/// What a run of stops amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A full stop, which may belong to an abbreviation or a number.
    Full,
    /// `!`, `?` or both, and the stops of other scripts.
    Loud,
    /// `…`, `...`
    Ellipsis,
}

/// A run of stops and what closes behind it. Places are bytes of the text.
pub(super) struct Stop {
    pub mark: Mark,
    /// Where the run ends.
    pub end: usize,
    /// Where the marks that close behind it end, and references to notes (`¹`, `[2]`).
    pub closed: usize,
    /// Where the text goes on behind the space.
    pub next: usize,
}

impl Stop {
    /// Reads the run that starts at byte `at` of the text.
    pub fn read(text: &str, at: usize, sentence: &Sentence, padded: &[char]) -> Self {
        let run = &text[at..];
        let run = &run[..run.len() - run.trim_start_matches(is_stop).len()];
        let end = at + run.len();
        let mark = if run.contains(|c| !matches!(c, '.' | '…')) {
            Mark::Loud
        } else if run == "." && !is_spaced_ellipsis(&text[..at]) {
            Mark::Full
        } else {
            Mark::Ellipsis
        };
        let mut straight_marks = sentence.straight_marks;
        let mut closed = end;
        loop {
            // Without a space, a mark that faces both ways opens what follows.
            let attached = if is_wide(previous_char(text, end)) {
                text.len() - text[closed..].trim_start_matches(['”', '’', '」', '』', '）']).len()
            } else {
                skip_closing(text, closed)
            };
            straight_marks += text[closed..attached].matches('"').count();
            closed = attached;
            let next = skip_space(text, closed);
            match next_char(text, next) {
                Some(mark @ (')' | ']' | '}')) => closed = next + mark.len_utf8(),
                Some(mark) if next > closed && padded.contains(&mark) => {
                    closed = next + mark.len_utf8();
                }
                // A straight mark between spaces closes when another one is open.
                Some('"')
                    if straight_marks % 2 == 1
                        && next_char(text, next + 1).is_none_or(char::is_whitespace) =>
                {
                    straight_marks += 1;
                    closed = next + 1;
                }
                _ => return Self { mark, end, closed, next },
            }
        }
    }

    /// Whether the run ends in a stop that needs no space behind it.
    pub fn is_wide(&self, text: &str) -> bool {
        is_wide(previous_char(text, self.end))
    }
}

fn is_wide(stop: Option<char>) -> bool {
    matches!(stop, Some('。' | '！' | '？' | '｡'))
}

/// Whether the text goes up to the last point of `. . .`
fn is_spaced_ellipsis(before: &str) -> bool {
    before.strip_suffix([' ', '\u{A0}', '\u{202F}']).is_some_and(|head| head.ends_with('.'))
}

/// Marks that may end a sentence, those of other scripts included.
pub(super) fn is_stop(character: char) -> bool {
    matches!(
        character,
        '.' | '!'
            | '?'
            | '…'
            | '‼'
            | '‽'
            | '⁇'
            | '⁈'
            | '⁉'
            | '。'
            | '！'
            | '？'
            | '｡'
            | '؟'
            | '۔'
            | '।'
            | '॥'
            | '։'
            | '።'
    )
}

pub(super) fn is_quotation_mark(character: char) -> bool {
    matches!(
        character,
        '"' | '\'' | '„' | '“' | '”' | '‚' | '’' | '‘' | '»' | '«' | '›' | '‹' | '「' | '」'
    )
}

fn is_closing(character: char) -> bool {
    matches!(character, ')' | ']' | '}' | '¹' | '²' | '³' | '⁰'..='⁹')
        || (is_quotation_mark(character) && !matches!(character, '„' | '‚' | '「'))
        // Emoji and the marks that join them.
        || matches!(character, '\u{1F000}'..='\u{1FAFF}' | '☀'..='➿' | '\u{FE0F}' | '\u{200D}')
}

pub(super) fn is_opening(character: char) -> bool {
    is_quotation_mark(character)
        || character.is_whitespace()
        || matches!(character, '(' | '[' | '{' | '–' | '—' | '-' | '¿' | '¡')
        // An ellipsis that stands for what was left out.
        || character == '…'
}

/// The end of the closing marks and references that start at byte `at`.
fn skip_closing(text: &str, at: usize) -> usize {
    let mut rest = text[at..].trim_start_matches(is_closing);
    while let Some(after) = skip_reference(rest) {
        rest = after.trim_start_matches(is_closing);
    }
    text.len() - rest.len()
}

/// What follows a reference to a note: `[12]`.
fn skip_reference(text: &str) -> Option<&str> {
    let number = text.strip_prefix('[')?;
    let after = number.trim_start_matches(|c: char| c.is_ascii_digit());
    matches!(number.len() - after.len(), 1..=3).then(|| after.strip_prefix(']')).flatten()
}

fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}
