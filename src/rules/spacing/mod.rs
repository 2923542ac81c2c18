//! Spaces where none belong, and none where one does.

mod seams;

use super::registry::rules;

rules! {
    space_before_punctuation,
    missing_space,
    locale_spacing,
    repeated_space,
    stray_space,
}
