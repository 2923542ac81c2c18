//! Words and sentences said twice.

use super::registry::rules;

rules! {
    repeated_sentence [OPTIONS],
    repeated_word,
}
