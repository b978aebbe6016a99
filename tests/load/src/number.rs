//! Counts and times as numbers to divide by: the one place where precision is given up.

use std::time::Duration;

/// A count.
#[expect(clippy::cast_precision_loss, reason = "nothing here is counted beyond 2^52")]
pub(crate) fn count(number: u64) -> f64 {
    number as f64
}

/// A number of things in memory.
pub(crate) fn many(number: usize) -> f64 {
    count(number as u64)
}

/// Whole nanoseconds; a run is far shorter than the five centuries that fit.
pub(crate) fn nanos(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// The part of one in another; nothing of nothing.
pub(crate) fn per(whole: f64, parts: f64) -> f64 {
    if parts > 0.0 { whole / parts } else { 0.0 }
}
