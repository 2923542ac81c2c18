//! Lists torn apart, compounds half joined.

use super::registry::rules;

mod compounds;
mod phrases;
mod renderings;
mod torn_nouns;
mod usage;

rules! {
    broken_compound,
    torn_list,
    calque,
}
