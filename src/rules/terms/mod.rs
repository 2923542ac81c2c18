//! Terms: one for a thing, and the one the user wants.

use super::registry::rules;

mod glossaries;

rules! {
    inconsistent_term,
    inconsistent_translation,
    glossary_violation,
    forbidden_term,
    mixed_address,
}
