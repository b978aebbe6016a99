//! The recent past of one document: a cached full state and the changes since.
//!
//! A join storm is answered from it without asking the engine, and a stale session gets just what it
//! missed. Everything in it may run ahead of the disk; whoever answers from it waits for the revision.

use std::collections::VecDeque;

use bytes::Bytes;

use crate::ids::Seq;
use crate::limits::JOIN_TAIL_BYTES;
use crate::replica::{Replica, Stored, Tainted, merge};

/// Changes are kept up to so many bytes for sessions that fell behind.
const KEPT_BYTES_MAX: usize = 1024 * 1024;
/// And up to so many, because each takes room of its own.
const KEPT_CHANGES_MAX: usize = 8_192;

/// The cached state and the changes since.
#[derive(Debug, Default)]
pub(super) struct Recent {
    state: Option<Bytes>,
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

    /// The whole document: a state, and the changes since if there are any.
    pub(super) fn whole(&mut self, replica: &Replica) -> Result<(Bytes, Option<Bytes>), Tainted> {
        let state = match self.state.take() {
            Some(state) if self.tail_bytes <= JOIN_TAIL_BYTES.max(state.len() / 4) => state,
            _ => {
                self.tail.clear();
                self.tail_bytes = 0;
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
        self.changes_bytes + self.tail_bytes + self.state.as_ref().map_or(0, Bytes::len)
    }
}
