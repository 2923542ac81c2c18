//! What is missing, what is too much, what is said twice.

mod denials;
mod parts;

use super::registry::rules;

rules! {
    addition,
    lost_negation,
    omission,
    repetition_loop,
    repeated_sentence [OPTIONS],
    repeated_word,
}
