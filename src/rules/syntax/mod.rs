//! Lists torn apart, compounds half joined.

use super::registry::rules;

rules! {}
