//! Characters that should not be in a published text.

mod encoding;
mod entities;

use super::registry::rules;

rules! {
    invisible_character,
    stray_markup,
    mojibake,
}
