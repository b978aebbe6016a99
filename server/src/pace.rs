//! How long the server waits for what: one place for every patience that people notice, so that a test
//! can be impatient. The defaults are the promises of `docs/OPERATING.md`.

use std::time::Duration;

/// How long the server waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// A board stays open this long after its last session, for who only reloads the page.
    pub unload: Duration,
    /// A board that is changed gets a version this long after the first change since the last one.
    pub version: Duration,
    /// A connection from which nothing was heard for this long is asked whether it lives.
    pub ping: Duration,
    /// A connection from which nothing was heard for this long is closed.
    pub idle: Duration,
    /// A connection that sends too much is read with pauses; after so long a time of them it is closed.
    pub flood: Duration,
    /// A disk that refuses for this long is told to people.
    pub tell: Duration,
    /// A disk that refuses for this long makes boards read-only.
    pub read_only: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            unload: Duration::from_mins(1),
            version: Duration::from_hours(1),
            ping: Duration::from_secs(30),
            idle: Duration::from_secs(90),
            flood: Duration::from_secs(30),
            tell: Duration::from_secs(2),
            read_only: Duration::from_secs(10),
        }
    }
}

/// A duration as clocks of boards count.
pub fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}
