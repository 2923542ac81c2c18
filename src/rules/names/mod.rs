//! Names and acronyms in several forms.

use super::registry::rules;

mod exonyms;
mod forms;
mod frames;
mod likeness;
mod mentions;
mod nouns;
mod swapped;
mod transliterated;

rules! {
    name_mismatch,
    inconsistent_name,
}
