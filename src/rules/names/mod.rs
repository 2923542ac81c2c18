//! Names and acronyms in several forms.

use super::registry::rules;

mod accents;
mod capitals;
mod codes;
mod couples;
mod exonyms;
mod forms;
mod frames;
mod homophones;
mod kept;
mod likeness;
mod mentions;
mod nouns;
mod sightings;
mod slips;
mod spelling;
mod swapped;

rules! {
    name_mismatch,
    inconsistent_name,
}
