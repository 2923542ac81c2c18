//! Text left in the source's language, or in yet another one.

use super::registry::rules;

mod excuses;
mod passages;
mod report;
mod tokens;

rules! {
    untranslated_sentence,
    untranslated_phrase,
    untranslated_word,
    wrong_language,
}
