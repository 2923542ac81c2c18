//! Characters that should not be in a published text.

use super::registry::rules;

rules! {}
