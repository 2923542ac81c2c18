//! Capitals and small letters.

use super::registry::rules;

rules! {
    title_case,
    sentence_case,
}
