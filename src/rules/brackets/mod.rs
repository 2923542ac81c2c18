//! Square brackets that editors put in, and what became of them.

use super::registry::rules;

rules! {
    untranslated_bracket,
}
