//! What content systems and agencies leave behind.

use super::registry::rules;

mod credits;
mod markdown;
mod residue;
mod shape;
mod tokens;

rules! {
    cms_residue,
    altered_credit,
    duplicate_caption,
    broken_paragraph,
    link_mismatch,
    placeholder_mismatch,
    markup_mismatch,
}
