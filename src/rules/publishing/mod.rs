//! What content systems and agencies leave behind.

use super::registry::rules;

rules! {}
