//! Square brackets that editors put in, and what became of them.

use super::registry::rules;

rules! {
    untranslated_bracket,
    stranded_bracket,
    unbalanced_bracket,
    lost_bracket,
}
