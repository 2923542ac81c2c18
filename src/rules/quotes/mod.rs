//! Quotation marks that do not add up or are not the language's own.

use super::registry::rules;

mod faults;

pub(super) use faults::faults_in;

rules! {
    reopened_quote,
    reversed_quote,
    orphan_closing_quote,
    unclosed_quote,
    displaced_closing_quote,
    swallowed_attribution,
    foreign_quote_style,
    nested_quote_style,
    quote_punctuation,
    lost_quote [OPTIONS],
}
