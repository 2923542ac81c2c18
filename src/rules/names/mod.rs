//! Names and acronyms in several forms.

use super::registry::rules;

mod accents;
mod capitals;
mod couples;
mod exonyms;
mod forms;
mod frames;
mod likeness;
mod mentions;
mod nouns;
mod slips;
mod swapped;
mod transliterated;

rules! {
    name_mismatch,
    inconsistent_name,
}
