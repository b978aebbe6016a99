//! What waits for one socket, in two lanes: documents in order and never dropped in silence,
//! presence where the latest word wins.
//!
//! The board's task pushes, the socket's writer pulls. A reader that is too slow becomes *stale*: its
//! waiting changes are let go, and once the socket has drained the room sends one diff instead. Whoever
//! asks and does not read finds one answer of each sort, the latest. So a slow reader costs a bounded
//! amount of memory and nobody else anything.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use bytes::Bytes;

use crate::ids::{ClientId, Millis, Seq};
use crate::limits::{LANE_BYTES_MAX, LANE_KEPT_BYTES_MAX, LANE_WAIT_MILLIS, STUCK_MILLIS};
use crate::presence::{Batch, Entry};
use crate::wire::Channel;

/// What a waiting frame takes besides its bytes.
const ENTRY_BYTES: usize = 64;

/// One thing to send to one session.
#[derive(Debug, Clone)]
pub enum Outgoing {
    /// Something that cannot be derived again: a hello, a refusal, what came of a command. Never dropped.
    Frame(Bytes),
    /// Something of which only the latest counts: it takes the place of an earlier one that still waits.
    Latest(Slot, Vec<Bytes>),
    /// A change that was logged at this position. Dropped when the session is stale.
    Change(Seq, Bytes),
    /// The session's own words that brought nothing new: its acknowledgement. Dropped like a change.
    Echo(Bytes),
    /// The diff after staleness, from this position: from here on changes are queued again.
    Resync(Seq, Vec<Bytes>),
    /// Who is where.
    Presence(Arc<Batch>),
}

/// Sorts of which one waits at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot {
    /// A document, for a step 1.
    Answer(Channel),
    /// A step 1 of the server.
    Question(Channel),
    /// How many frames about a document are decided.
    Count(Channel),
    /// Still here.
    Alive,
}

/// What became of a push.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pushed {
    /// It waits its turn, or was not needed.
    Queued,
    /// The session just became stale.
    WentStale,
    /// More waits that cannot be derived again than anybody who reads would leave: the session must end,
    /// and its lanes take nothing more.
    Overfull,
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

/// Something in the lane of documents.
#[derive(Debug)]
enum Waits {
    Frame(Bytes),
    Latest(Slot, VecDeque<Bytes>),
    Change(Seq, Bytes),
    Resync(Bytes),
}

/// The two lanes of one session.
#[derive(Debug)]
pub struct Lanes {
    tongue: Tongue,
    documents: VecDeque<(Millis, Waits)>,
    /// Bytes of the changes that wait.
    waiting_bytes: usize,
    /// Bytes of what waits and cannot be derived again.
    kept_bytes: usize,
    is_overfull: bool,
    /// The first change that was let go, while the session is stale; 0 when an echo was.
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
            kept_bytes: 0,
            is_overfull: false,
            missed: None,
            presence: Waiting::Nothing,
            writing: None,
            last: now,
        }
    }

    /// Adds something to send.
    pub fn push(&mut self, outgoing: Outgoing, now: Millis) -> Pushed {
        if self.is_overfull {
            return Pushed::Overfull;
        }
        match outgoing {
            Outgoing::Presence(batch) => self.push_presence(batch),
            Outgoing::Frame(frame) => return self.keep(frame, now),
            Outgoing::Latest(slot, frames) => self.replace(slot, frames.into(), now),
            Outgoing::Resync(from, frames) => {
                self.missed.take_if(|missed| from <= *missed);
                self.documents.extend(frames.into_iter().map(|frame| (now, Waits::Resync(frame))));
            }
            Outgoing::Change(seq, frame) => return self.push_change(seq, frame, now),
            // Its content is older than any change that waits: only the whole document stands for it.
            Outgoing::Echo(frame) => return self.push_change(Seq(0), frame, now),
        }
        Pushed::Queued
    }

    fn keep(&mut self, frame: Bytes, now: Millis) -> Pushed {
        self.kept_bytes += frame.len() + ENTRY_BYTES;
        if self.kept_bytes > LANE_KEPT_BYTES_MAX {
            self.is_overfull = true;
            self.documents = VecDeque::new();
            self.presence = Waiting::Nothing;
            (self.waiting_bytes, self.kept_bytes) = (0, 0);
            return Pushed::Overfull;
        }
        self.documents.push_back((now, Waits::Frame(frame)));
        Pushed::Queued
    }

    /// In the place of the earlier one, so that whoever asks again and again is still answered.
    fn replace(&mut self, slot: Slot, frames: VecDeque<Bytes>, now: Millis) {
        let mut earlier = self.documents.iter_mut().filter_map(|(_, waits)| match waits {
            Waits::Latest(its, frames) if *its == slot => Some(frames),
            _ => None,
        });
        match earlier.next() {
            Some(earlier) => *earlier = frames,
            None => self.documents.push_back((now, Waits::Latest(slot, frames))),
        }
    }

    fn push_change(&mut self, seq: Seq, frame: Bytes, now: Millis) -> Pushed {
        if let Some(missed) = &mut self.missed {
            *missed = seq.min(*missed);
            return Pushed::Queued;
        }
        self.waiting_bytes += frame.len();
        self.documents.push_back((now, Waits::Change(seq, frame)));
        if self.is_too_far_behind(now) {
            self.go_stale(seq);
            return Pushed::WentStale;
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
            self.documents.iter().filter(|(_, waits)| matches!(waits, Waits::Change(..)));
        let oldest = changes.next().map_or(now, |(since, _)| *since);
        let several = changes.next().is_some();
        several && (self.waiting_bytes > LANE_BYTES_MAX || now.since(oldest) > LANE_WAIT_MILLIS)
    }

    fn go_stale(&mut self, newest: Seq) {
        let mut first = newest;
        self.documents.retain(|(_, waits)| match waits {
            Waits::Change(seq, _) => {
                first = first.min(*seq);
                false
            }
            Waits::Frame(_) | Waits::Latest(..) | Waits::Resync(_) => true,
        });
        self.waiting_bytes = 0;
        self.missed = Some(first);
    }

    /// The next frame for the socket; the writer calls [`Self::written`] when it is gone.
    pub fn next(&mut self, now: Millis) -> Option<Bytes> {
        let frame = self.next_of_documents().or_else(|| self.next_presence());
        if frame.is_some() {
            self.writing = Some(now);
            self.last = now;
        }
        frame
    }

    fn next_of_documents(&mut self) -> Option<Bytes> {
        while let Some((since, waits)) = self.documents.pop_front() {
            match waits {
                Waits::Frame(frame) => {
                    self.kept_bytes = self.kept_bytes.saturating_sub(frame.len() + ENTRY_BYTES);
                    return Some(frame);
                }
                Waits::Resync(frame) => return Some(frame),
                Waits::Change(_, frame) => {
                    self.waiting_bytes = self.waiting_bytes.saturating_sub(frame.len());
                    return Some(frame);
                }
                Waits::Latest(slot, mut frames) => {
                    let first = frames.pop_front();
                    if !frames.is_empty() {
                        self.documents.push_front((since, Waits::Latest(slot, frames)));
                    }
                    if first.is_some() {
                        return first;
                    }
                }
            }
        }
        None
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

    /// Bytes of everything that waits.
    pub fn held_bytes(&self) -> usize {
        let of = |(_, waits): &(Millis, Waits)| match waits {
            Waits::Frame(frame) | Waits::Change(_, frame) | Waits::Resync(frame) => frame.len(),
            Waits::Latest(_, frames) => frames.iter().map(Bytes::len).sum(),
        };
        let presence = match &self.presence {
            Waiting::Nothing => 0,
            Waiting::Shared(batch) => batch.live.len(),
            Waiting::Merged(entries) => {
                entries.values().filter_map(|entry| entry.state.as_ref()).map(Bytes::len).sum()
            }
        };
        self.documents.iter().map(|waits| ENTRY_BYTES + of(waits)).sum::<usize>() + presence
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Document;

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
        lanes.push(Outgoing::Resync(Seq(5), vec!["diff".into()]), Millis(2));
        lanes.push(change(8, 3), Millis(2));
        assert_eq!(lanes.next(Millis(2)).unwrap(), "diff");
        assert_eq!(lanes.next(Millis(2)).unwrap().len(), 3);
        assert_eq!(lanes.drained(), None);
    }

    #[test]
    fn of_some_sorts_only_the_latest_waits_and_keeps_its_place() {
        let mut lanes = Lanes::new(Tongue::Stock, Millis(0));
        let channel = Channel::of(&Document::Map);
        let answer = |word: &'static str| {
            Outgoing::Latest(
                Slot::Answer(channel),
                vec![format!("{word} tail").into(), word.into()],
            )
        };
        lanes.push(answer("one"), Millis(0));
        lanes.push(change(1, 3), Millis(0));
        lanes.push(answer("two"), Millis(0));
        assert_eq!(lanes.next(Millis(0)).unwrap(), "two tail");
        // Half an answer has gone: the next one is whole again.
        lanes.push(answer("three"), Millis(0));
        lanes.push(Outgoing::Latest(Slot::Question(channel), vec!["?".into()]), Millis(0));
        let rest: Vec<_> = std::iter::from_fn(|| lanes.next(Millis(0))).collect();
        assert_eq!(rest, ["three tail", "three", "\0\0\0", "?"]);
        lanes.written();
        assert_eq!((lanes.held_bytes(), lanes.drained()), (0, None));
    }

    #[test]
    fn an_acknowledgement_that_was_let_go_is_made_good_by_everything() {
        let mut lanes = Lanes::new(Tongue::Stock, Millis(0));
        let echo = |size: usize| Outgoing::Echo(vec![0; size].into());
        lanes.push(change(4, 1), Millis(0));
        assert_eq!(lanes.push(change(5, LANE_BYTES_MAX), Millis(0)), Pushed::WentStale);
        assert_eq!(lanes.drained(), Some(Seq(4)));
        lanes.push(echo(9), Millis(0));
        // What makes good the changes comes too late for the echo.
        lanes.push(Outgoing::Resync(Seq(4), vec!["since 4".into()]), Millis(0));
        assert_eq!(lanes.next(Millis(0)).unwrap(), "since 4");
        lanes.written();
        assert_eq!(lanes.drained(), Some(Seq(0)));
        lanes.push(Outgoing::Resync(Seq(0), vec!["all".into()]), Millis(0));
        lanes.push(echo(9), Millis(0));
        assert_eq!(lanes.next(Millis(0)).unwrap(), "all");
        assert_eq!(lanes.next(Millis(0)).unwrap().len(), 9);
        lanes.written();
        assert_eq!(lanes.drained(), None);
    }

    #[test]
    fn who_lets_too_much_wait_that_cannot_come_again_must_end() {
        let mut lanes = Lanes::new(Tongue::Live, Millis(0));
        let pushes =
            (0..LANE_KEPT_BYTES_MAX).map(|_| lanes.push(Outgoing::Frame("x".into()), Millis(0)));
        let queued = pushes.take_while(|pushed| *pushed == Pushed::Queued).count();
        assert_eq!(queued, LANE_KEPT_BYTES_MAX / (ENTRY_BYTES + 1));
        assert_eq!(lanes.push(change(1, 1), Millis(0)), Pushed::Overfull);
        assert_eq!((lanes.held_bytes(), lanes.next(Millis(0))), (0, None));
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
