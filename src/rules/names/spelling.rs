//! What the letters of a word say of whether it is a name.

use crate::text::fold;

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
