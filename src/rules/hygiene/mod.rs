//! What speaks to bilint itself.

use super::registry::rules;

rules! {
    unused_suppression,
}
