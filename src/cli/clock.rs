//! What time it is.

use std::env;
use std::time::{SystemTime, UNIX_EPOCH};

/// The time of a run, in seconds since 1970. `SOURCE_DATE_EPOCH` is taken for it where it is set, as
/// by all who make the same thing twice.
pub fn now() -> i64 {
    let set = env::var("SOURCE_DATE_EPOCH").ok().and_then(|seconds| seconds.parse().ok());
    let clock = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |it| it.as_secs());
    set.unwrap_or_else(|| i64::try_from(clock()).unwrap_or(i64::MAX))
}
