//! The bound on connections that nobody vouches for. When it is reached, the one that has been in the
//! same state for longest (silent, or slow with its request) makes room, so that a newcomer never waits
//! for strangers. An honest request is done long before a thousand others have come.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio_util::sync::CancellationToken;

/// Connections that have not been admitted: browsers keep six open each, and most close soon.
pub const STRANGERS: usize = 1_024;

/// Everybody who has not been admitted. Clones are the same.
#[derive(Debug, Clone)]
pub struct Strangers(Arc<Mutex<Queue>>);

#[derive(Debug)]
struct Queue {
    bound: usize,
    next: u64,
    /// In the order in which their present state began.
    waiting: BTreeMap<u64, CancellationToken>,
}

impl Strangers {
    /// At most so many at once.
    pub fn new(bound: usize) -> Self {
        Self(Arc::new(Mutex::new(Queue { bound, next: 0, waiting: BTreeMap::new() })))
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A newcomer; whoever waited longest goes when there are too many.
    pub fn enter(&self) -> Stranger {
        let mut queue = self.lock();
        if queue.waiting.len() >= queue.bound
            && let Some((_place, longest)) = queue.waiting.pop_first()
        {
            metrics::counter!("reisbord_refused_total", "what" => "stranger").increment(1);
            longest.cancel();
        }
        let evicted = CancellationToken::new();
        let place = queue.put(evicted.clone());
        drop(queue);
        let all = self.clone();
        Stranger(Arc::new(Place { all, turn: Mutex::new(Some(place)), evicted }))
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.lock().waiting.len()
    }
}

impl Queue {
    fn put(&mut self, evicted: CancellationToken) -> u64 {
        let place = self.next;
        self.next += 1;
        self.waiting.insert(place, evicted);
        place
    }
}

/// A connection's place among the strangers, given back when it is admitted or ends. Clones are the same.
#[derive(Debug, Clone)]
pub struct Stranger(Arc<Place>);

#[derive(Debug)]
struct Place {
    all: Strangers,
    /// `None` once it is known.
    turn: Mutex<Option<u64>>,
    evicted: CancellationToken,
}

impl Stranger {
    /// Cancelled when the connection must make room.
    pub fn evicted(&self) -> CancellationToken {
        self.0.evicted.clone()
    }

    /// Something happened: a request came, or was answered.
    pub fn moves(&self) {
        let mut place = self.0.lock();
        let Some(before) = *place else { return };
        let mut queue = self.0.all.lock();
        // One that was evicted in this moment stays out.
        if let Some(evicted) = queue.waiting.remove(&before) {
            *place = Some(queue.put(evicted));
        }
    }

    /// Makes room for another stranger.
    pub fn is_known_now(&self) {
        self.0.give_back();
    }
}

impl Place {
    fn lock(&self) -> MutexGuard<'_, Option<u64>> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn give_back(&self) {
        if let Some(place) = self.lock().take() {
            self.all.lock().waiting.remove(&place);
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.give_back();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_was_still_for_longest_makes_room() {
        let strangers = Strangers::new(3);
        let [first, second, third] = [0; 3].map(|_| strangers.enter());
        first.moves();
        let fourth = strangers.enter();
        let gone = [&first, &second, &third, &fourth].map(|one| one.evicted().is_cancelled());
        assert_eq!(gone, [false, true, false, false]);
        second.moves();
        assert_eq!(strangers.count(), 3);
    }

    #[test]
    fn who_is_known_is_no_stranger_and_makes_no_room() {
        let strangers = Strangers::new(2);
        let known = strangers.enter();
        known.is_known_now();
        known.moves();
        let others = [0; 2].map(|_| strangers.enter());
        assert!(!known.evicted().is_cancelled() && !others[0].evicted().is_cancelled());
        drop(others);
        assert_eq!(strangers.count(), 0);
    }
}
