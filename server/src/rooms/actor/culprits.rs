//! Who brought a board down, and for how long they are kept out of it.
//!
//! Once may be bad luck of an honest page, and whoever it was may come back at once. Who does it again would
//! make everybody wait again and again; they wait themselves. Kept in memory, as long as the board is open.

use std::collections::BTreeMap;

use crdt::ids::{MemberId, Millis};

/// Members that are remembered; beyond it the one of longest ago is forgotten.
const CULPRITS_MAX: usize = 64;
/// After so long it counts as the first time again.
const MEMORY_MILLIS: u64 = 60 * 60 * 1_000;
/// Who did it more than once stays out for so long after the last time.
const KEPT_OUT_MILLIS: u64 = 10 * 60 * 1_000;

/// Who brought the board down.
#[derive(Debug, Default)]
pub(super) struct Culprits(BTreeMap<MemberId, Falls>);

#[derive(Debug)]
struct Falls {
    count: u32,
    last: Millis,
}

impl Culprits {
    /// Somebody's bytes brought the board down.
    pub(super) fn add(&mut self, member: MemberId, now: Millis) {
        self.0.retain(|_, falls| now.since(falls.last) < MEMORY_MILLIS);
        if self.0.len() >= CULPRITS_MAX && !self.0.contains_key(&member) {
            let oldest = self.0.iter().min_by_key(|(_, falls)| falls.last);
            if let Some(oldest) = oldest.map(|(member, _)| member.clone()) {
                self.0.remove(&oldest);
            }
        }
        let falls = self.0.entry(member).or_insert(Falls { count: 0, last: now });
        falls.count = falls.count.saturating_add(1);
        falls.last = now;
    }

    /// Whether somebody has to wait.
    pub(super) fn keep_out(&self, member: &MemberId, now: Millis) -> bool {
        let waits = |falls: &Falls| falls.count > 1 && now.since(falls.last) < KEPT_OUT_MILLIS;
        self.0.get(member).is_some_and(waits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn member(number: usize) -> MemberId {
        format!("m{number}").parse().unwrap()
    }

    #[test]
    fn once_is_bad_luck_and_twice_is_a_wait() {
        let mut culprits = Culprits::default();
        let (one, start) = (member(1), Millis(0));
        culprits.add(one.clone(), start);
        assert!(!culprits.keep_out(&one, start));
        culprits.add(one.clone(), start.plus(1_000));
        assert!(culprits.keep_out(&one, start.plus(2_000)));
        assert!(!culprits.keep_out(&member(2), start.plus(2_000)));
        let later = start.plus(1_000 + KEPT_OUT_MILLIS);
        assert!(!culprits.keep_out(&one, later));
        culprits.add(one.clone(), later);
        assert!(culprits.keep_out(&one, later), "it is still known");
        let long_after = later.plus(MEMORY_MILLIS);
        culprits.add(one.clone(), long_after);
        assert!(!culprits.keep_out(&one, long_after));
    }

    #[test]
    fn so_many_are_remembered_and_the_newest_stay() {
        let mut culprits = Culprits::default();
        for number in 0..CULPRITS_MAX * 2 {
            for _ in 0..2 {
                culprits.add(member(number), Millis(number as u64));
            }
        }
        assert_eq!(culprits.0.len(), CULPRITS_MAX);
        assert!(culprits.keep_out(&member(CULPRITS_MAX * 2 - 1), Millis(1_000)));
        assert!(!culprits.keep_out(&member(0), Millis(1_000)));
    }
}
