//! The time that has passed: the one place of the load tool that asks a clock.

use std::time::{Duration, Instant};

/// Runs from its start.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts now.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub(crate) fn start() -> Self {
        Self(Instant::now())
    }

    /// How long it runs.
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}
