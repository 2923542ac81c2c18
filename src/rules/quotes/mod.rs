//! Quotation marks that do not add up or are not the language's own.

use super::registry::rules;

mod faults;

rules! {
    reopened_quote,
    orphan_closing_quote,
    unclosed_quote,
    displaced_closing_quote,
    swallowed_attribution,
    nested_quote_style,
}
