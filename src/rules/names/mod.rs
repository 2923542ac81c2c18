//! Names and acronyms in several forms.

use super::registry::rules;

mod forms;
mod likeness;
mod mentions;

rules! {
    name_mismatch,
    inconsistent_name,
}
