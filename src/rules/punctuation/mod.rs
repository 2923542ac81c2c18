//! Stops, dashes, apostrophes that are doubled, missing or another language's.

mod scripts;

use super::registry::rules;

rules! {
    doubled_punctuation,
    missing_end_punctuation,
    locale_punctuation,
    wrong_apostrophe,
    wrong_dash,
}
