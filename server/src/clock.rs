//! The only place that asks what time it is.
//!
//! [`now`] never goes back within a process: rooms measure windows and budgets with it. It follows the
//! system's clock forward (a machine that slept) and waits when that clock is set back.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crdt::ids::Millis;

/// A difference with the system's clock below this is drift that the next start will mend.
const STEP_MILLIS: u64 = 1_000;

static START: OnceLock<(Instant, u64)> = OnceLock::new();
/// How far the system's clock jumped ahead of ours since the start.
static AHEAD: AtomicU64 = AtomicU64::new(0);

/// This moment.
pub fn now() -> Millis {
    let system = system_millis();
    let (start, at_start) = START.get_or_init(|| (instant(), system));
    let elapsed = u64::try_from(instant().duration_since(*start).as_millis()).unwrap_or(u64::MAX);
    let steady = at_start.saturating_add(elapsed);
    let ahead = AHEAD.load(Ordering::Relaxed);
    if system > steady + ahead + STEP_MILLIS {
        AHEAD.fetch_max(system - steady, Ordering::Relaxed);
    }
    Millis(steady + AHEAD.load(Ordering::Relaxed))
}

/// How long from now until a moment; nothing when it has passed.
pub fn until(moment: Millis) -> Duration {
    Duration::from_millis(moment.since(now()))
}

/// Measures how long something takes.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts at zero.
    pub fn start() -> Self {
        Self(instant())
    }

    /// The time since the start.
    pub fn elapsed(&self) -> Duration {
        instant().duration_since(self.0)
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the clock")]
fn instant() -> Instant {
    Instant::now()
}

#[expect(clippy::disallowed_methods, reason = "this is the clock")]
fn system_millis() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_goes_back() {
        let moments: Vec<_> = (0..1_000).map(|_| now()).collect();
        assert!(moments.is_sorted());
        assert!(until(Millis(0)).is_zero());
    }
}
