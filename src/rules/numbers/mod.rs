//! Numbers, money, units, dates: what they are worth, and how they are written.

mod shared;

use super::registry::rules;

rules! {
    scale_mismatch,
    currency_mismatch,
    percent_mismatch,
    unit_mismatch,
    date_mismatch,
    time_mismatch,
    number_mismatch,
    currency_format,
    date_format,
    number_format,
}
