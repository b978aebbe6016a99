//! How often one address may try to sign in: a bucket per address, and a bound on buckets.
//!
//! A whole workshop may come from one office, so trying is generous; guessing is not what this stops
//! (a token has 192 bits), but the work that guessing makes.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crdt::ids::Millis;

/// Tries that may come at once: two full workshops behind one address.
const BURST: u64 = 600;
/// A failed try counts for this many.
const FAILURE: u64 = 20;
/// A try comes back every so many milliseconds.
const REFILL_MILLIS: u64 = 100;
/// Addresses that are remembered; beyond this the full buckets are forgotten, then everybody waits.
const ADDRESSES: usize = 10_000;

/// The buckets.
#[derive(Debug, Default)]
pub struct Limiter {
    /// Per address the moment at which its bucket is full again.
    full_on: Mutex<HashMap<IpAddr, Millis>>,
}

impl Limiter {
    /// Takes one try; false when there is none.
    pub fn try_now(&self, address: IpAddr, now: Millis) -> bool {
        self.take(address, 1, now)
    }

    /// Takes what a failure costs.
    pub fn failed(&self, address: IpAddr, now: Millis) {
        self.take(address, FAILURE - 1, now);
    }

    fn take(&self, address: IpAddr, tries: u64, now: Millis) -> bool {
        let mut full_on = self.full_on.lock().unwrap_or_else(PoisonError::into_inner);
        if full_on.len() >= ADDRESSES {
            full_on.retain(|_address, on| *on > now);
        }
        if full_on.len() >= ADDRESSES && !full_on.contains_key(&address) {
            return false;
        }
        let on = full_on.entry(address).or_insert(now);
        let after = (*on).max(now).plus(tries * REFILL_MILLIS);
        let is_allowed = after.since(now) <= BURST * REFILL_MILLIS;
        if is_allowed {
            *on = after;
        }
        is_allowed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_run_out_sooner_and_time_gives_back() {
        let limiter = Limiter::default();
        let (one, other) = ("10.0.0.1".parse().unwrap(), "10.0.0.2".parse().unwrap());
        let mut tries = 0;
        while limiter.try_now(one, Millis(0)) {
            limiter.failed(one, Millis(0));
            tries += 1;
        }
        assert_eq!(tries, BURST / FAILURE);
        assert!(limiter.try_now(other, Millis(0)));
        assert!(limiter.try_now(one, Millis(REFILL_MILLIS)));
    }

    #[test]
    fn addresses_are_bounded() {
        let limiter = Limiter::default();
        for n in 0..20_000_u32 {
            limiter.try_now(IpAddr::V4(n.into()), Millis(0));
        }
        assert_eq!(limiter.full_on.lock().unwrap().len(), ADDRESSES);
        assert!(limiter.try_now("10.0.0.1".parse().unwrap(), Millis(1_000)));
    }
}
