//! The runner's only clock: how long a suite took, and a short pause between two looks.
//!
//! The house takes time from one place per program; here it is this file.

use std::time::{Duration, Instant};

/// Measures how long something takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stopwatch(Instant);

impl Stopwatch {
    /// Starts to measure.
    pub(crate) fn start() -> Self {
        #[expect(clippy::disallowed_methods, reason = "this is the runner's clock")]
        Self(Instant::now())
    }

    /// The time since the start.
    pub(crate) fn elapsed(self) -> Duration {
        self.0.elapsed()
    }
}

/// Waits a moment before looking again at a process that offers no event to wait on.
pub(crate) fn pause() {
    #[expect(clippy::disallowed_methods, reason = "another process offers no event to wait on")]
    std::thread::sleep(Duration::from_millis(100));
}

/// A duration as people read it: `0.4 s`, `12.0 s`, `3 min 05 s`.
pub(crate) fn readable(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 100 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_naturally() {
        assert_eq!(readable(Duration::from_millis(440)), "0.4 s");
        assert_eq!(readable(Duration::from_secs(185)), "3 min 05 s");
    }
}
