use super::{is_name, word_before};
use crate::language::Pack;
use crate::text::{is_word_char, previous_char, words};

/// Whether the stop at the end of `stem` makes an ordinal of the digits or the Roman number before
/// it, where `after` follows.
pub(super) fn is_ordinal(stem: &str, after: &str, is_start: bool, pack: &Pack) -> bool {
    if !pack.sentences.ordinal_period {
        return false;
    }
    let body = &stem[..stem.len() - 1];
    let start = body.len() - last_run(body, is_word_char).len();
    let number = &body[start..];
    if number.is_empty() {
        return false;
    }
    if number.bytes().all(|byte| b"IVX".contains(&byte)) {
        // `Friedrich II. Preußen`, `im XX. Jahrhundert`, but not `Phase II.` or `auf X.`
        return !is_start
            && word_before(body, start).is_some_and(|word| {
                is_determiner(word, pack)
                    || (is_name(word, pack) && !pack.sentences.lettered.contains(word))
            });
    }
    if !number.bytes().all(|byte| byte.is_ascii_digit()) || is_part_of_number(body, start) {
        return false;
    }
    let Some(next) = words(after).next() else { return false };
    let is_month = || pack.calendar.months.iter().flatten().any(|month| month == next.text);
    if number.len() <= 2 && (is_month() || is_numeric_date(body, start, after)) {
        return true;
    }
    let before = word_before(body, start);
    let nouns = &pack.sentences.ordinal_nouns;
    // `Platz 1. Platz 2 …`: behind such a noun the number is its label.
    let is_label = || before.is_some_and(|word| nouns.contains(word));
    let is_determined = || before.is_some_and(|word| is_determiner(word, pack));
    (number.len() <= 3 && nouns.contains(next.text) && !is_label())
        || (number.len() <= 4 && !is_start && is_determined())
}

fn is_determiner(word: &str, pack: &Pack) -> bool {
    pack.sentences.ordinal_determiners.contains(&word.to_lowercase())
}

/// Whether the digits at byte `start` go on what stands before them: `15.30`, `3:2`, `3,5`, `§5`.
fn is_part_of_number(body: &str, start: usize) -> bool {
    match previous_char(body, start) {
        Some('.' | ',' | ':' | '’' | '\'') => {
            let before = &body[..start].trim_end_matches(['.', ',', ':', '’', '\'']);
            before.ends_with(|c: char| c.is_ascii_digit())
        }
        Some('$' | '€' | '£' | '§' | '#' | '%') => true,
        _ => false,
    }
}

/// Whether the stop stands inside a date in figures: `3.|10.|2024`, `3.|10.`
fn is_numeric_date(body: &str, start: usize, after: &str) -> bool {
    let next = &after[..after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len()];
    match next.len() {
        1 | 2 => after[next.len()..].starts_with('.'),
        4 => {
            let before = body[..start].trim_end().strip_suffix('.');
            before.is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()))
        }
        _ => false,
    }
}

/// The characters at the end of the text for which `is_part` holds.
fn last_run(text: &str, is_part: impl Fn(char) -> bool) -> &str {
    &text[text.trim_end_matches(is_part).len()..]
}
