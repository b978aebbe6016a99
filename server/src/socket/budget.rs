//! How much one connection may send: two buckets, of bytes and of messages, both generous.
//!
//! Over budget reading pauses first, which the network tells the sender. Pauses have a budget too: who goes
//! on regardless is closed.

use std::time::Duration;

use crdt::ids::Millis;
use crdt::limits::MESSAGE_BYTES_MAX;

use crate::pace::millis;

/// Messages per second that can go on forever; 500 small updates a second for a while is honest.
const MESSAGES: u64 = 500;
/// Messages at once.
const MESSAGES_BURST: u64 = 5_000;
/// Bytes per second that can go on forever.
const BYTES: u64 = 1024 * 1024;
/// Bytes at once: the answer of an offline day, several times.
const BYTES_BURST: u64 = 4 * MESSAGE_BYTES_MAX as u64;
/// Milliseconds of pauses per second that can go on forever: whoever waits when asked stays below.
const PAUSES: u64 = 500;

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
    pauses: Bucket,
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
    /// A full one. Pauses beyond `patience` are not a busy moment any more.
    pub fn new(patience: Duration, now: Millis) -> Self {
        let now = now.0 * 1_000;
        Self {
            messages: Bucket::new(MESSAGES, MESSAGES_BURST, now),
            bytes: Bucket::new(BYTES, BYTES_BURST, now),
            pauses: Bucket::new(PAUSES, millis(patience), now),
        }
    }

    /// Pays for one message.
    pub fn spend(&mut self, bytes: usize, now: Millis) -> Spent {
        let now = now.0 * 1_000;
        let overdrawn = self.messages.take(1, now).max(self.bytes.take(bytes as u64, now));
        if overdrawn == 0 {
            return Spent::Within;
        }
        // Milliseconds, begun ones whole: a sleep is no shorter.
        let pause = overdrawn.div_ceil(1_000);
        if self.pauses.take(pause, now) > 0 {
            Spent::TooFast
        } else {
            Spent::Pause(Duration::from_millis(pause))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATIENCE: Duration = Duration::from_secs(30);

    #[test]
    fn an_honest_burst_is_within() {
        let mut budget = Budget::new(PATIENCE, Millis(0));
        for n in 0..10_000 {
            let spent = budget.spend(200, Millis(n * 2));
            assert_eq!(spent, Spent::Within, "500 a second, message {n}");
        }
    }

    /// Somebody who sends as fast as the network takes it, which is not at all while reading pauses.
    #[test]
    fn a_flood_pauses_first_and_is_then_too_fast() {
        let mut budget = Budget::new(PATIENCE, Millis(0));
        let (mut now, mut paused, mut read) = (0, 0, 0_u64);
        loop {
            match budget.spend(10, Millis(now)) {
                Spent::Within => {}
                Spent::Pause(pause) => {
                    now += millis(pause);
                    paused += millis(pause);
                }
                Spent::TooFast => break,
            }
            read += 1;
        }
        assert!((30_000..90_000).contains(&paused), "it paused for {paused} ms");
        assert!(read <= MESSAGES_BURST + now * MESSAGES / 1_000, "{read} messages in {now} ms");
        assert_eq!(budget.spend(1, Millis(now + 3_600_000)), Spent::Within);
    }

    /// A moment of haste, even a long one, that ends when reading pauses.
    #[test]
    fn whoever_slows_down_when_asked_goes_on() {
        let mut budget = Budget::new(PATIENCE, Millis(0));
        let mut now = 0;
        for round in 0..50 {
            for _ in 0..2 * MESSAGES_BURST {
                match budget.spend(10, Millis(now)) {
                    Spent::Within => {}
                    Spent::Pause(pause) => now += millis(pause),
                    Spent::TooFast => panic!("put out in round {round}"),
                }
            }
            now += 20_000;
        }
    }

    #[test]
    fn the_largest_message_is_within() {
        let mut budget = Budget::new(PATIENCE, Millis(5));
        assert_eq!(budget.spend(MESSAGE_BYTES_MAX, Millis(5)), Spent::Within);
    }
}
