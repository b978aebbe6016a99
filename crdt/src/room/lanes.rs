//! What waits for one socket, in two lanes: documents in order and never dropped in silence,
//! presence where the latest word wins.
//!
//! The board's task pushes, the socket's writer pulls. A reader that is too slow becomes *stale*: its
//! waiting changes are let go, and once the socket has drained the room sends one diff instead. So a
//! slow reader costs a bounded amount of memory and nobody else anything.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use bytes::Bytes;

use crate::ids::{ClientId, Millis, Seq};
use crate::limits::{LANE_BYTES_MAX, LANE_WAIT_MILLIS, STUCK_MILLIS};
use crate::presence::{Batch, Entry};

/// One thing to send to one session.
#[derive(Debug, Clone)]
pub enum Outgoing {
    /// Something that cannot be derived again: an answer, a hello, a count. Never dropped.
    Frame(Bytes),
    /// A change that was logged at this position. Dropped when the session is stale.
    Change(Seq, Bytes),
    /// The diff after staleness: from here on changes are queued again.
    Resync(Bytes),
    /// Who is where.
    Presence(Arc<Batch>),
}

/// What became of a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    /// It waits its turn, or was not needed.
    Queued,
    /// The session just became stale.
    WentStale,
}

/// Which of a batch's two encodings a session reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tongue {
    /// The y-websocket protocol.
    Stock,
    /// Our page.
    Live,
}

/// The presence that waits: nothing, one shared batch, or several batches in one.
#[derive(Debug)]
enum Waiting {
    Nothing,
    Shared(Arc<Batch>),
    Merged(BTreeMap<ClientId, Entry>),
}

/// The two lanes of one session.
#[derive(Debug)]
pub struct Lanes {
    tongue: Tongue,
    documents: VecDeque<(Millis, Outgoing)>,
    /// Bytes of the changes that wait.
    waiting_bytes: usize,
    /// The first change that was let go, while the session is stale.
    missed: Option<Seq>,
    presence: Waiting,
    /// Since when the writer is busy with one frame.
    writing: Option<Millis>,
    /// When the last frame was handed to the writer.
    last: Millis,
}

impl Lanes {
    /// Empty lanes.
    pub fn new(tongue: Tongue, now: Millis) -> Self {
        Self {
            tongue,
            documents: VecDeque::new(),
            waiting_bytes: 0,
            missed: None,
            presence: Waiting::Nothing,
            writing: None,
            last: now,
        }
    }

    /// Adds something to send.
    pub fn push(&mut self, outgoing: Outgoing, now: Millis) -> Pushed {
        match outgoing {
            Outgoing::Presence(batch) => self.push_presence(batch),
            Outgoing::Frame(_) => self.documents.push_back((now, outgoing)),
            Outgoing::Resync(_) => {
                self.missed = None;
                self.documents.push_back((now, outgoing));
            }
            Outgoing::Change(seq, ref frame) => {
                if self.missed.is_some() {
                    return Pushed::Queued;
                }
                self.waiting_bytes += frame.len();
                self.documents.push_back((now, outgoing.clone()));
                if self.is_too_far_behind(now) {
                    self.go_stale(seq);
                    return Pushed::WentStale;
                }
            }
        }
        Pushed::Queued
    }

    fn push_presence(&mut self, batch: Arc<Batch>) {
        let waiting = std::mem::replace(&mut self.presence, Waiting::Nothing);
        self.presence = match waiting {
            Waiting::Nothing => Waiting::Shared(batch),
            Waiting::Shared(first) => {
                let mut merged = first.entries.clone();
                merged.extend(batch.entries.clone());
                Waiting::Merged(merged)
            }
            Waiting::Merged(mut merged) => {
                merged.extend(batch.entries.clone());
                Waiting::Merged(merged)
            }
        };
    }

    /// A single change never makes a session stale, however large: only what waits behind another.
    fn is_too_far_behind(&self, now: Millis) -> bool {
        let mut changes =
            self.documents.iter().filter(|(_, outgoing)| matches!(outgoing, Outgoing::Change(..)));
        let oldest = changes.next().map_or(now, |(since, _)| *since);
        let several = changes.next().is_some();
        several && (self.waiting_bytes > LANE_BYTES_MAX || now.since(oldest) > LANE_WAIT_MILLIS)
    }

    fn go_stale(&mut self, newest: Seq) {
        let mut first = newest;
        self.documents.retain(|(_, outgoing)| match outgoing {
            Outgoing::Change(seq, _) => {
                first = first.min(*seq);
                false
            }
            Outgoing::Frame(_) | Outgoing::Resync(_) | Outgoing::Presence(_) => true,
        });
        self.waiting_bytes = 0;
        self.missed = Some(first);
    }

    /// The next frame for the socket; the writer calls [`Self::written`] when it is gone.
    pub fn next(&mut self, now: Millis) -> Option<Bytes> {
        let frame = match self.documents.pop_front() {
            Some((_, Outgoing::Frame(frame) | Outgoing::Resync(frame))) => Some(frame),
            Some((_, Outgoing::Change(_, frame))) => {
                self.waiting_bytes = self.waiting_bytes.saturating_sub(frame.len());
                Some(frame)
            }
            Some((_, Outgoing::Presence(_))) | None => self.next_presence(),
        };
        if frame.is_some() {
            self.writing = Some(now);
            self.last = now;
        }
        frame
    }

    fn next_presence(&mut self) -> Option<Bytes> {
        let of = |batch: &Batch| match self.tongue {
            Tongue::Stock => batch.stock.clone(),
            Tongue::Live => batch.live.clone(),
        };
        let frame = match &self.presence {
            Waiting::Nothing => return None,
            Waiting::Shared(batch) => of(batch),
            Waiting::Merged(entries) => of(&Batch::new(entries.clone())),
        };
        self.presence = Waiting::Nothing;
        Some(frame)
    }

    /// The writer handed its frame to the network.
    pub fn written(&mut self) {
        self.writing = None;
    }

    /// From where the room has to resync this session, once everything else has gone out.
    pub fn drained(&self) -> Option<Seq> {
        let idle = self.writing.is_none() && self.documents.is_empty();
        if idle { self.missed } else { None }
    }

    /// Whether the socket has taken nothing for so long that it counts as dead.
    pub fn is_stuck(&self, now: Millis) -> bool {
        self.writing.is_some_and(|since| now.since(since) >= STUCK_MILLIS)
    }

    /// Milliseconds since the last frame went out: for the keep-alive.
    pub fn quiet(&self, now: Millis) -> u64 {
        now.since(self.last)
    }

    /// Bytes of changes that wait.
    pub fn waiting_bytes(&self) -> usize {
        self.waiting_bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(seq: u64, size: usize) -> Outgoing {
        Outgoing::Change(Seq(seq), vec![0; size].into())
    }

    fn batch(id: u64, clock: u64) -> Arc<Batch> {
        let entry = Entry { clock, state: Some("{}".into()) };
        Arc::new(Batch::new([(ClientId(id), entry)].into()))
    }

    #[test]
    fn a_slow_reader_goes_stale_keeps_its_answers_and_is_resynced_from_what_it_missed() {
        let mut lanes = Lanes::new(Tongue::Live, Millis(0));
        lanes.push(Outgoing::Frame("answer".into()), Millis(0));
        assert_eq!(lanes.push(change(5, LANE_BYTES_MAX), Millis(0)), Pushed::Queued);
        assert_eq!(lanes.push(change(6, 1), Millis(0)), Pushed::WentStale);
        assert_eq!(lanes.push(change(7, 1), Millis(0)), Pushed::Queued);
        assert_eq!((lanes.waiting_bytes(), lanes.drained()), (0, None));
        assert_eq!(lanes.next(Millis(1)).unwrap(), "answer");
        assert_eq!(lanes.drained(), None, "the answer is still being written");
        lanes.written();
        assert_eq!(lanes.drained(), Some(Seq(5)));
        lanes.push(Outgoing::Resync("diff".into()), Millis(2));
        lanes.push(change(8, 3), Millis(2));
        assert_eq!(lanes.next(Millis(2)).unwrap(), "diff");
        assert_eq!(lanes.next(Millis(2)).unwrap().len(), 3);
        assert_eq!(lanes.drained(), None);
    }

    #[test]
    fn waiting_too_long_is_stale_too_and_a_dead_socket_is_stuck() {
        let mut lanes = Lanes::new(Tongue::Stock, Millis(0));
        lanes.push(change(1, 1), Millis(0));
        lanes.next(Millis(0));
        lanes.push(change(2, 1), Millis(10));
        assert_eq!(lanes.push(change(3, 1), Millis(11 + LANE_WAIT_MILLIS)), Pushed::WentStale);
        assert!(!lanes.is_stuck(Millis(STUCK_MILLIS - 1)));
        assert!(lanes.is_stuck(Millis(STUCK_MILLIS)));
    }

    #[test]
    fn presence_yields_to_documents_and_keeps_only_the_latest_of_each() {
        let mut lanes = Lanes::new(Tongue::Stock, Millis(0));
        for (id, clock) in [(1, 1), (2, 1), (1, 2), (1, 3)] {
            lanes.push(Outgoing::Presence(batch(id, clock)), Millis(0));
        }
        lanes.push(change(1, 4), Millis(0));
        assert_eq!(lanes.next(Millis(0)).unwrap().len(), 4);
        let both = BTreeMap::from_iter([
            (ClientId(1), Entry { clock: 3, state: Some("{}".into()) }),
            (ClientId(2), Entry { clock: 1, state: Some("{}".into()) }),
        ]);
        assert_eq!(lanes.next(Millis(0)).unwrap(), Batch::new(both).stock);
        assert_eq!(lanes.next(Millis(0)), None);
    }
}
