//! Lists torn apart, compounds half joined.

use super::registry::rules;

mod compounds;
mod phrases;

rules! {
    broken_compound,
    torn_list,
    calque,
}
