//! The recent past of one document: a cached full state and the changes since.
//!
//! A join storm is answered from it without asking the engine, and a stale session gets just what it
//! missed. Everything in it may run ahead of the disk; whoever answers from it waits for the revision.

use std::collections::VecDeque;

use bytes::Bytes;

use crate::ids::Seq;
use crate::limits::JOIN_TAIL_BYTES;
use crate::replica::{Replica, Stored, Tainted, merge};
use crate::wire::Flavour;

/// Changes are kept up to so many bytes for sessions that fell behind.
const KEPT_BYTES_MAX: usize = 1024 * 1024;
/// And up to so many, because each takes room of its own.
const KEPT_CHANGES_MAX: usize = 8_192;

/// What the frame of the state is in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The step 2 itself.
    Only,
    /// What comes before the step 2 with the changes since.
    First,
}

/// The cached state and the changes since.
#[derive(Debug, Default)]
pub(super) struct Recent {
    state: Option<Bytes>,
    /// The state as a frame, once for each flavour that asked; it lies in the bytes of the newest.
    answers: Vec<((Flavour, Kind), Bytes)>,
    /// Changes after `state`, as one once somebody asked.
    tail: Vec<Bytes>,
    tail_bytes: usize,
    /// Changes by the position they are logged at.
    changes: VecDeque<(Seq, Bytes)>,
    changes_bytes: usize,
    /// The position after the newest change that was let go.
    complete_from: Seq,
}

impl Recent {
    /// Of a document that was loaded: what it held then is in no change.
    pub(super) fn after(stored: &Stored) -> Self {
        let is_empty = stored.snapshot.is_none() && stored.log.is_empty();
        Self { complete_from: Seq(u64::from(!is_empty)), ..Self::default() }
    }

    /// Remembers a change that will be logged at this position.
    pub(super) fn add(&mut self, seq: Seq, change: Bytes) {
        if self.state.is_some() {
            self.tail_bytes += change.len();
            self.tail.push(change.clone());
        }
        self.changes_bytes += change.len();
        self.changes.push_back((seq, change));
        while self.changes_bytes > KEPT_BYTES_MAX || self.changes.len() > KEPT_CHANGES_MAX {
            let Some((seq, change)) = self.changes.pop_front() else { break };
            self.changes_bytes -= change.len();
            self.complete_from = seq.next();
        }
    }

    /// Forgets everything before a position: what was purged is handed to nobody any more.
    pub(super) fn forget(&mut self, before: Seq) {
        *self = Self { complete_from: before, ..Self::default() };
    }

    /// The whole document: a state, and the changes since if there are any.
    pub(super) fn whole(&mut self, replica: &Replica) -> Result<(Bytes, Option<Bytes>), Tainted> {
        let state = match self.state.take() {
            Some(state) if self.tail_bytes <= JOIN_TAIL_BYTES.max(state.len() / 4) => state,
            _ => {
                self.tail.clear();
                self.tail_bytes = 0;
                self.answers.clear();
                replica.encode()?
            }
        };
        self.state = Some(state.clone());
        if self.tail.is_empty() {
            return Ok((state, None));
        }
        let tail = merge(&self.tail)?;
        self.tail_bytes = tail.len();
        self.tail = vec![tail.clone()];
        Ok((state, Some(tail)))
    }

    /// All of the document as one, for when nobody needs the engine: what led to it is let go.
    pub(super) fn rest(&mut self, replica: &Replica) -> Result<Bytes, Tainted> {
        if !self.tail.is_empty() {
            self.state = None;
        }
        if let Some((newest, _)) = self.changes.back() {
            self.complete_from = newest.next();
        }
        self.changes = VecDeque::new();
        self.changes_bytes = 0;
        self.whole(replica).map(|(state, _)| state)
    }

    /// The whole document for a step 1, in frames of which all who ask share the large one.
    ///
    /// The step 2 comes last: a client that has it has everything that was on disk when it asked. And what
    /// came first goes first: of what comes too early yrs 0.28 keeps some waiting for ever.
    pub(super) fn answer(
        &mut self,
        replica: &Replica,
        flavour: Flavour,
    ) -> Result<Vec<Bytes>, Tainted> {
        let (state, tail) = self.whole(replica)?;
        let kind = if tail.is_some() { Kind::First } else { Kind::Only };
        let large = self.shared(flavour, kind, &state);
        Ok([large].into_iter().chain(tail.map(|tail| flavour.step_2(&tail))).collect())
    }

    fn shared(&mut self, flavour: Flavour, kind: Kind, state: &Bytes) -> Bytes {
        let mut answers = self.answers.iter();
        if let Some((_, answer)) = answers.find(|(its, _)| *its == (flavour, kind)) {
            return answer.clone();
        }
        let answer = match kind {
            Kind::Only => flavour.step_2(state),
            Kind::First => flavour.update(state),
        };
        // Once there are changes since, there are until the state is encoded anew.
        self.answers.retain(|((its, _), _)| *its != flavour);
        self.answers.push(((flavour, kind), answer.clone()));
        self.state = Some(answer.slice(answer.len() - state.len()..));
        answer
    }

    /// What was logged from this position on, as one change; `None` when that is no longer known.
    pub(super) fn since(&self, seq: Seq) -> Result<Option<Bytes>, Tainted> {
        if seq < self.complete_from {
            return Ok(None);
        }
        let changes = self.changes.iter().filter(|(at, _)| *at >= seq);
        merge(&changes.map(|(_, change)| change.clone()).collect::<Vec<_>>()).map(Some)
    }

    /// Bytes held.
    pub(super) fn weight(&self) -> usize {
        let state = self.state.as_ref().map_or(0, Bytes::len);
        self.changes_bytes + self.tail_bytes + state * self.answers.len().max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ClientId, Document};
    use crate::wire::Channel;
    use yrs::{Map as _, WriteTxn as _};

    fn replica() -> Replica {
        Replica::open(ClientId(1), &Stored::default()).unwrap()
    }

    fn write(replica: &mut Replica, key: &str) -> Bytes {
        let written = replica.write(|txn| {
            let root = txn.get_or_insert_map("tags");
            root.insert(txn, key, "word");
        });
        written.unwrap().1.unwrap()
    }

    #[test]
    fn all_who_ask_share_one_frame_before_the_changes_since() {
        let (mut recent, mut replica) = (Recent::default(), replica());
        drop(write(&mut replica, "before"));
        let state = replica.encode().unwrap();
        let (stock, live) = (Flavour::Stock, Flavour::Live(Channel::of(&Document::Map)));
        let place = |frames: &[Bytes]| frames.first().unwrap().as_ptr();
        let only = recent.answer(&replica, stock).unwrap();
        assert_eq!(only, [stock.step_2(&state)]);
        assert_eq!(place(&recent.answer(&replica, stock).unwrap()), place(&only));
        let change = write(&mut replica, "after");
        recent.add(Seq(1), change.clone());
        let both = recent.answer(&replica, stock).unwrap();
        assert_eq!(both, [stock.update(&state), stock.step_2(&change)]);
        assert_eq!(place(&recent.answer(&replica, stock).unwrap()), place(&both));
        let page = recent.answer(&replica, live).unwrap();
        assert_eq!(page, [live.update(&state), live.step_2(&change)]);
        assert_eq!(place(&recent.answer(&replica, stock).unwrap()), place(&both));
    }

    #[test]
    fn an_answer_ends_with_the_state_that_it_was_made_of() {
        let (mut recent, mut replica) = (Recent::default(), replica());
        drop(recent.answer(&replica, Flavour::Stock).unwrap());
        // Far more than the tail may be.
        for number in 0..4_000 {
            let change = write(&mut replica, &format!("key {number}"));
            recent.add(Seq(number + 1), change);
        }
        let whole = Flavour::Stock.step_2(&replica.encode().unwrap());
        assert_eq!(recent.answer(&replica, Flavour::Stock).unwrap(), [whole]);
    }
}
