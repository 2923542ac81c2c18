//! Names and acronyms in several forms.

use super::registry::rules;

mod forms;

rules! {
    inconsistent_name,
}
