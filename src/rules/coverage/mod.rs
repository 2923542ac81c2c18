//! Words and sentences said twice.

use super::registry::rules;

rules! {
    repetition_loop,
    repeated_sentence,
    repeated_word,
}
