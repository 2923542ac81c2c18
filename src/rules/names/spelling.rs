//! What the letters of a word say of whether it is a name.

use crate::language::Pack;
use crate::rules::Context;
use crate::text::fold;

/// Letters that a name must have to be compared.
pub(super) const SHORTEST: usize = 4;

/// Whether two names do not even begin alike, as a name and its translation do (`Peter`, `Pierre`).
pub(super) fn begin_otherwise(one: &str, other: &str) -> bool {
    fold(one).chars().next() != fold(other).chars().next()
}

/// Whether a word may be a name by its letters.
pub(super) fn is_spelled(word: &str, shortest: usize) -> bool {
    word.chars().count() >= shortest
        && word.chars().all(char::is_alphabetic)
        && word.chars().any(char::is_lowercase)
}

/// Whether a capitalised word of the source may be a name, by its letters and what lists say.
pub(super) fn may_be_name(cx: &Context<'_>, word: &str) -> bool {
    is_spelled(word, SHORTEST)
        && !cx.source_pack().is_none_or(|pack| is_of_calendar(word, pack))
        && !cx.pair.memory().lists_source(word)
}

/// Whether it names a month or a day of the week.
pub(super) fn is_of_calendar(word: &str, pack: &Pack) -> bool {
    let calendar = &pack.calendar;
    calendar.months.iter().chain(&calendar.weekdays).flatten().any(|it| it == word)
}
