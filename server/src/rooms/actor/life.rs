//! Opening a board, reading it again after trouble, and closing it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crdt::ids::{BoardId, Epoch, Millis, Seq};
use crdt::replica::Stored;
use crdt::room::session::Door;
use crdt::room::{Input, Opening, Room};
use crdt::wire::CloseCode;
use thiserror::Error;
use tokio::sync::{mpsc, watch};

use super::super::handle::{Figures, Message};
use super::super::{Around, Rooms};
use super::culprits::Culprits;
use super::{Actor, Fate};
use crate::pace::millis;
use crate::store::StoreError;
use crate::store::committer::{Health, Progress, Report};
use crate::{chance, clock};

/// How long everybody may finish when the server stops: a few windows and commits.
pub(super) const DRAIN_MILLIS: u64 = 500;
/// How often a draining board looks whether it is done.
const LOOK_MILLIS: u64 = 50;

/// A board that was read.
#[derive(Debug)]
pub(super) struct Opened {
    room: Room,
    last_seq: Seq,
    epoch: Epoch,
    /// Whether something visible is in no version yet.
    unversioned: bool,
}

/// Why a board could not be read.
#[derive(Debug, Error)]
pub(super) enum Unread {
    /// It was deleted.
    #[error("it is gone")]
    NoBoard,
    /// Anything else, for the log.
    #[error("{0}")]
    Failed(String),
}

impl From<StoreError> for Unread {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::NoBoard) {
            Self::NoBoard
        } else {
            Self::Failed(error.to_string())
        }
    }
}

/// Reads a board.
pub(super) async fn open(around: Around, board: BoardId) -> Result<Opened, Unread> {
    let read = tokio::task::spawn_blocking(move || {
        let loaded = around.log.load(&board)?;
        let (last_seq, epoch) = (loaded.last_seq, loaded.epoch);
        if last_seq == Seq(0) {
            // Every board is made with its first records, so this is what damage leaves.
            return Err(Unread::Failed("nothing is left of it".to_owned()));
        }
        let unversioned = !around.keeper.is_up_to_date(&board, &loaded)?;
        let documents = loaded.documents.into_iter().map(|kept| {
            let snapshot = kept.snapshot.map(|(_seq, bytes)| bytes);
            let log = kept.log.into_iter().map(|(_seq, bytes)| bytes).collect();
            (kept.document, Stored { snapshot, log })
        });
        let opening = Opening {
            board,
            epoch: loaded.epoch,
            documents: documents.collect(),
            owners: loaded.owners,
            retired: Vec::new(),
            journal: loaded.journal,
            last_seq,
            hand: chance::client(),
            now: clock::now(),
        };
        let room = Room::open(opening).map_err(|error| Unread::Failed(error.to_string()))?;
        Ok(Opened { room, last_seq, epoch, unversioned })
    });
    read.await.unwrap_or_else(|_panic| Err(Unread::Failed("reading it panicked".to_owned())))
}

impl Actor {
    pub(super) fn new(rooms: Rooms, board: BoardId, figures: Arc<Figures>, opened: Opened) -> Self {
        let (report, progress) = reports(opened.last_seq);
        figures.set(0, opened.room.weight());
        figures.opened_with(opened.epoch);
        let mut actor = Self {
            rooms,
            board,
            figures,
            room: opened.room,
            generation: 1,
            report,
            progress,
            stored: opened.last_seq,
            seats: BTreeMap::new(),
            effects: Vec::new(),
            wake_at: None,
            empty_since: clock::now(),
            version_at: None,
            told_failing: false,
            touched: BTreeSet::new(),
            tickets: BTreeMap::new(),
            next_ticket: 1,
            stepping: None,
            culprits: Culprits::default(),
            draining_until: None,
        };
        if opened.unversioned {
            actor.changes_visibly();
        }
        actor
    }

    /// Something visible changed: a version is due some time after the first such change.
    pub(super) fn changes_visibly(&mut self) {
        if self.version_at.is_none() {
            let after = self.rooms.around().pace.version;
            self.version_at = Some(clock::now().plus(millis(after)));
        }
    }

    /// Has a version taken, of what is on disk when its turn comes.
    pub(super) fn take_version(&mut self) -> Fate {
        if self.version_at.take().is_some() {
            self.rooms.around().keeper.take(self.board.clone());
            if self.stored < self.room.last_seq() {
                // What is not on disk yet may be in the next one only.
                self.changes_visibly();
            }
        }
        Fate::Live
    }

    /// Drops the room and reads the board again, behind everything that was appended so far.
    pub(super) async fn reload(&mut self, why: &str) -> Fate {
        tracing::error!(board = %self.board, why, "a room is read again");
        metrics::counter!("reisbord_reloads_total").increment(1);
        // Whoever brought the room down would do it again.
        let culprit = self.stepping.take().and_then(|session| self.seats.get_mut(&session));
        if let Some(culprit) = culprit {
            culprit.outlet.close(CloseCode::Unreadable, "this could not be read");
            culprit.is_closed = true;
            self.culprits.add(culprit.join.member.clone(), clock::now());
        }
        let last = self.room.last_seq();
        let settled = |progress: &Progress| progress.refused || progress.stored >= last;
        if self.progress.wait_for(settled).await.is_err() {
            return Fate::End;
        }
        let opened = match open(self.around(), self.board.clone()).await {
            Ok(opened) => opened,
            Err(Unread::NoBoard) => {
                // Deleted in this moment; the message that says so is behind us in the inbox.
                self.close_everybody(CloseCode::NoBoard, "this board was deleted");
                return Fate::End;
            }
            Err(why) => {
                tracing::error!(board = %self.board, %why, "a board could not be read again");
                return Fate::End;
            }
        };
        if self.figures.epoch().is_some_and(|known| known != opened.epoch) {
            // Restored beside us. Nobody may go on with what they have; they open it again.
            self.close_everybody(CloseCode::OtherEpoch, "this board has another history");
            return Fate::End;
        }
        (self.report, self.progress) = reports(opened.last_seq);
        self.room = opened.room;
        self.stored = opened.last_seq;
        self.generation += 1;
        self.wake_at = None;
        self.told_failing = false;
        self.tickets.clear();
        self.join_everybody_again()
    }

    /// A room that fails on a mere join would fail again and again: then the board closes instead.
    fn join_everybody_again(&mut self) -> Fate {
        for seat in self.seats.values_mut() {
            seat.outlet.restart(self.generation);
            // A page counts its frames by connection, and the new room counts from nothing: it returns
            // by itself, at once. A stock client counts nothing, stays, and is given the board anew.
            if matches!(seat.join.door, Door::Live(_)) {
                seat.outlet.close(CloseCode::Restarting, "this board was read again");
                seat.is_closed = true;
            }
        }
        let here = self.seats.values().filter(|seat| !seat.is_closed);
        let joins: Vec<_> = here.map(|seat| seat.join.clone()).collect();
        for join in joins {
            if let Err(why) = self.try_step(Input::Stay(join)) {
                tracing::error!(board = %self.board, %why, "a board does not come up again");
                return Fate::End;
            }
        }
        Fate::Live
    }

    /// When the board may be closed because nobody is here.
    pub(super) fn unload_at(&self) -> Option<Millis> {
        self.seats
            .is_empty()
            .then(|| self.empty_since.plus(millis(self.rooms.around().pace.unload)))
    }

    /// Closes the board when nobody is here and everything is durable.
    pub(super) fn unload(&mut self, inbox: &mut mpsc::Receiver<Message>) -> Fate {
        let is_idle = self.seats.is_empty() && self.room.is_idle() && self.tickets.is_empty();
        if is_idle && self.rooms.leave(&self.board, &self.figures, inbox, false) {
            return Fate::End;
        }
        self.empty_since = clock::now();
        Fate::Live
    }

    /// Whether the server stops and this board has nothing left to do.
    pub(super) fn is_drained(&mut self) -> bool {
        let Some(until) = self.draining_until else { return false };
        let is_durable = self.stored >= self.room.last_seq();
        let health = *self.rooms.around().committer.health().borrow();
        let waits = health == Health::Well && !is_durable;
        if clock::now() < until || waits {
            let look = clock::now().plus(LOOK_MILLIS);
            self.wake_at = Some(self.wake_at.unwrap_or(look).min(look));
            return false;
        }
        self.close_everybody(CloseCode::Restarting, "the server restarts");
        true
    }

    /// The last act of the task.
    pub(super) fn farewell(&mut self, inbox: &mut mpsc::Receiver<Message>) {
        self.rooms.leave(&self.board, &self.figures, inbox, true);
        self.close_everybody(CloseCode::TryLater, "this board was closed");
        turn_away(inbox);
        let is_stopping = self.draining_until.is_some();
        if !is_stopping {
            self.take_version();
        }
        for document in std::mem::take(&mut self.touched) {
            if !is_stopping {
                self.rooms.around().compactor.compact(self.board.clone(), document);
            }
        }
        self.figures.set(0, 0);
    }
}

/// Tells whoever still waits in a closed inbox to come back.
pub(super) fn turn_away(inbox: &mut mpsc::Receiver<Message>) {
    while let Ok(message) = inbox.try_recv() {
        if let Message::Join(_join, outlet) = message {
            outlet.close(CloseCode::TryLater, "this board was closed");
        }
    }
}

fn reports(stored: Seq) -> (Report, watch::Receiver<Progress>) {
    let (report, progress) = watch::channel(Progress { stored, refused: false });
    (Arc::new(report), progress)
}
