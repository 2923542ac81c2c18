//! Words and sentences said twice.

use super::registry::rules;

rules! {}
