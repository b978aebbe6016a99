//! The book of a run: when each update was sent, who has it, and how long that took.
//!
//! Everything runs on one thread, so cells will do. Updates of the first seconds warm the server up:
//! they must arrive, but their times do not count.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use hdrhistogram::Histogram;

use crate::clock::Stopwatch;
use crate::mark::marks;
use crate::number::nanos;

/// How receivers count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Counting {
    /// Every update must arrive.
    Each,
    /// A later word replaces an earlier one, as in presence: it counts for those before it.
    Latest,
}

/// Who edits where, and how often.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    /// People in all rooms together.
    pub(crate) people: usize,
    /// Editors in all rooms together.
    pub(crate) editors: usize,
    /// Updates that each makes.
    pub(crate) updates: usize,
    /// Of these, how many are for warming up.
    pub(crate) warm: usize,
    /// Who must receive an update: the people of one room.
    pub(crate) receivers: usize,
    /// How they count.
    pub(crate) counting: Counting,
}

/// The book.
#[derive(Debug)]
pub(crate) struct Ledger {
    plan: Plan,
    begin: Stopwatch,
    /// When each update was sent, by editor; 0 for not yet.
    sent: Vec<Cell<u64>>,
    /// One bit per person, editor and update.
    seen: RefCell<Vec<u64>>,
    /// One past the latest update, per person and editor.
    latest: RefCell<Vec<usize>>,
    micros: RefCell<Histogram<u64>>,
    arrived: Cell<u64>,
    arrived_warm: Cell<u64>,
    last_sent: Cell<u64>,
    last_arrived: Cell<u64>,
}

impl Ledger {
    /// An empty one.
    pub(crate) fn new(plan: Plan) -> Self {
        let bits = plan.people * plan.editors * plan.updates;
        Self {
            plan,
            begin: Stopwatch::start(),
            sent: vec![Cell::new(0); plan.editors * plan.updates],
            seen: RefCell::new(vec![0; bits / 64 + 1]),
            latest: RefCell::new(vec![0; plan.people * plan.editors]),
            micros: RefCell::new(histogram()),
            arrived: Cell::new(0),
            arrived_warm: Cell::new(0),
            last_sent: Cell::new(0),
            last_arrived: Cell::new(0),
        }
    }

    fn now(&self) -> u64 {
        nanos(self.begin.elapsed()).max(1)
    }

    /// An editor sends an update now.
    pub(crate) fn sends(&self, editor: usize, update: usize) {
        let now = self.now();
        self.last_sent.set(now);
        if let Some(sent) = self.sent.get(editor * self.plan.updates + update) {
            sent.set(now);
        }
    }

    /// A person received these bytes.
    pub(crate) fn hears(&self, person: usize, bytes: &[u8]) {
        let mut now = 0;
        for (editor, update) in marks(bytes) {
            if editor >= self.plan.editors || update >= self.plan.updates {
                continue;
            }
            if now == 0 {
                now = self.now();
            }
            match self.plan.counting {
                Counting::Each => self.arrives(person, editor, update, now),
                Counting::Latest => {
                    let row = person * self.plan.editors + editor;
                    let from = self.latest.borrow().get(row).copied().unwrap_or(0);
                    for earlier in from..=update {
                        self.arrives(person, editor, earlier, now);
                    }
                    if let Some(latest) = self.latest.borrow_mut().get_mut(row) {
                        *latest = from.max(update + 1);
                    }
                }
            }
        }
    }

    fn arrives(&self, person: usize, editor: usize, update: usize, now: u64) {
        let bit = (person * self.plan.editors + editor) * self.plan.updates + update;
        let mut seen = self.seen.borrow_mut();
        let Some(word) = seen.get_mut(bit / 64) else { return };
        if *word & (1 << (bit % 64)) != 0 {
            return;
        }
        *word |= 1 << (bit % 64);
        if update < self.plan.warm {
            self.arrived_warm.set(self.arrived_warm.get() + 1);
            return;
        }
        self.arrived.set(self.arrived.get() + 1);
        self.last_arrived.set(now);
        let sent = self.sent.get(editor * self.plan.updates + update).map_or(0, Cell::get);
        // A time outside of the histogram's range counts as its end.
        self.micros.borrow_mut().saturating_record(now.saturating_sub(sent) / 1_000);
    }

    /// Deliveries that count, so far.
    pub(crate) fn arrived(&self) -> u64 {
        self.arrived.get()
    }

    /// Deliveries that did not come, warming up included.
    pub(crate) fn missing(&self) -> u64 {
        let all = self.plan.receivers * self.plan.editors * self.plan.updates;
        (all as u64).saturating_sub(self.arrived.get() + self.arrived_warm.get())
    }

    /// How long after the last update was sent the last delivery came.
    pub(crate) fn behind(&self) -> Duration {
        Duration::from_nanos(self.last_arrived.get().saturating_sub(self.last_sent.get()))
    }

    /// Milliseconds within which this part of the deliveries came.
    pub(crate) fn within(&self, part: f64) -> f64 {
        crate::number::count(self.micros.borrow().value_at_quantile(part)) / 1_000.0
    }
}

/// From a microsecond to a minute, with three digits.
#[expect(clippy::expect_used, reason = "these bounds are constants that the crate allows")]
pub(crate) fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 60_000_000, 3).expect("constant bounds")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::mark;

    fn ledger(counting: Counting) -> Ledger {
        let plan = Plan { people: 2, editors: 1, updates: 4, warm: 1, receivers: 2, counting };
        Ledger::new(plan)
    }

    #[test]
    fn what_comes_twice_counts_once_and_what_is_merged_counts_for_all() {
        let ledger = ledger(Counting::Each);
        for update in 0..4 {
            ledger.sends(0, update);
        }
        let merged: String = (0..4).map(|update| mark(0, update)).collect();
        ledger.hears(0, merged.as_bytes());
        ledger.hears(0, mark(0, 2).as_bytes());
        ledger.hears(1, mark(0, 2).as_bytes());
        ledger.hears(1, mark(7, 2).as_bytes());
        assert_eq!((ledger.arrived(), ledger.missing()), (4, 3));
    }

    #[test]
    fn the_latest_word_counts_for_those_before_it() {
        let ledger = ledger(Counting::Latest);
        ledger.hears(0, mark(0, 3).as_bytes());
        ledger.hears(0, mark(0, 1).as_bytes());
        ledger.hears(1, mark(0, 1).as_bytes());
        assert_eq!((ledger.arrived(), ledger.missing()), (4, 2));
    }
}
