//! Names and acronyms in several forms.

use super::registry::rules;

rules! {}
