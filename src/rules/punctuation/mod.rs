//! Stops, dashes, apostrophes that are doubled, missing or another language's.

use super::registry::rules;

rules! {}
