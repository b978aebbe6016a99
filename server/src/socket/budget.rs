//! How much one connection may send: two buckets, of bytes and of messages, both generous.
//!
//! Over budget reading pauses first, which the network tells the sender; who stays over budget for
//! long is closed.

use std::time::Duration;

use crdt::ids::Millis;
use crdt::limits::MESSAGE_BYTES_MAX;

/// Messages per second that can go on forever; 500 small updates a second for a while is honest.
const MESSAGES: u64 = 500;
/// Messages at once.
const MESSAGES_BURST: u64 = 5_000;
/// Bytes per second that can go on forever.
const BYTES: u64 = 1024 * 1024;
/// Bytes at once: the answer of an offline day, several times.
const BYTES_BURST: u64 = 4 * MESSAGE_BYTES_MAX as u64;
/// Pauses beyond this are not a busy moment any more.
const PATIENCE_MILLIS: u64 = 30_000;

/// What came of spending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spent {
    /// Go on.
    Within,
    /// Go on after this.
    Pause(Duration),
    /// Enough.
    TooFast,
}

/// A connection's budget. Each bucket is the moment at which it is full again.
#[derive(Debug)]
pub struct Budget {
    messages: Bucket,
    bytes: Bucket,
}

#[derive(Debug)]
struct Bucket {
    /// Microseconds, because a message costs less than a millisecond.
    full_on: u64,
    rate: u64,
    burst: u64,
}

impl Bucket {
    fn new(rate: u64, burst: u64, now: u64) -> Self {
        Self { full_on: now, rate, burst }
    }

    /// Takes an amount; microseconds by which it is overdrawn.
    fn take(&mut self, amount: u64, now: u64) -> u64 {
        self.full_on = self.full_on.max(now) + amount * 1_000_000 / self.rate;
        let debt = self.full_on - now;
        debt.saturating_sub(self.burst * 1_000_000 / self.rate)
    }
}

impl Budget {
    /// A full one.
    pub fn new(now: Millis) -> Self {
        let now = now.0 * 1_000;
        Self {
            messages: Bucket::new(MESSAGES, MESSAGES_BURST, now),
            bytes: Bucket::new(BYTES, BYTES_BURST, now),
        }
    }

    /// Pays for one message.
    pub fn spend(&mut self, bytes: usize, now: Millis) -> Spent {
        let now = now.0 * 1_000;
        let overdrawn = self.messages.take(1, now).max(self.bytes.take(bytes as u64, now));
        if overdrawn == 0 {
            Spent::Within
        } else if overdrawn > PATIENCE_MILLIS * 1_000 {
            Spent::TooFast
        } else {
            Spent::Pause(Duration::from_micros(overdrawn))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_honest_burst_is_within_a_flood_pauses_and_who_ignores_pauses_is_too_fast() {
        let mut budget = Budget::new(Millis(0));
        for n in 0..10_000 {
            assert_eq!(
                budget.spend(200, Millis(n * 2)),
                Spent::Within,
                "500 a second, message {n}"
            );
        }
        let outcomes: Vec<_> = (0..40_000).map(|_| budget.spend(1, Millis(20_000))).collect();
        assert!(outcomes.iter().any(|outcome| matches!(outcome, Spent::Pause(_))));
        assert_eq!(outcomes.last(), Some(&Spent::TooFast));
        assert_eq!(budget.spend(1, Millis(3_600_000)), Spent::Within);
    }

    #[test]
    fn the_largest_message_is_within() {
        let mut budget = Budget::new(Millis(5));
        assert_eq!(budget.spend(MESSAGE_BYTES_MAX, Millis(5)), Spent::Within);
    }
}
