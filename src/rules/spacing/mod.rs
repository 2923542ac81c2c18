//! Spaces where none belong, and none where one does.

use super::registry::rules;

rules! {}
