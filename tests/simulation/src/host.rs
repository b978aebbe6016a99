//! One board as the server has it: its room while it is open, and a seat for everybody who is there.

use std::collections::{BTreeMap, BTreeSet};

use crdt::ids::{BoardId, ClientId, Document, Epoch, Millis, Seq, SessionId};
use crdt::limits::KEEP_ALIVE_MILLIS;
use crdt::replica::Stored;
use crdt::room::lanes::Lanes;
use crdt::room::session::Join;
use crdt::room::{Opening, Room};
use crdt::wire::CloseCode;
use server::store::committer::desk::Progress;

use crate::broken::Broken;
use crate::disk::Shelf;

/// Somebody who is there.
#[derive(Debug)]
pub(crate) struct Seat {
    pub(crate) join: Join,
    pub(crate) lanes: Lanes,
    pub(crate) close: Option<CloseCode>,
    /// The position that the room was last asked to resync from.
    pub(crate) asked: Option<Seq>,
    /// Since when the network takes nothing.
    pub(crate) blocked: Option<Millis>,
    /// Since when nothing can be heard from them.
    pub(crate) deaf: Option<Millis>,
    /// When a word last went out past the lanes.
    pub(crate) said: Millis,
}

impl Seat {
    /// When a word is due so that the other side does not hang up.
    pub(crate) fn word_due(&self, now: Millis) -> Millis {
        let quiet = self.lanes.quiet(now).min(now.since(self.said));
        now.plus(KEEP_ALIVE_MILLIS.saturating_sub(quiet))
    }
}

/// One board.
#[derive(Debug)]
pub(crate) struct Host {
    pub(crate) board: BoardId,
    pub(crate) room: Option<Room>,
    pub(crate) generation: u64,
    pub(crate) progress: Progress,
    pub(crate) seats: BTreeMap<SessionId, Seat>,
    pub(crate) wake_at: Option<Millis>,
    pub(crate) told_failing: bool,
    /// The room was thrown away; the board is read again once everything up to here is decided.
    pub(crate) barrier: Option<Seq>,
    pub(crate) empty_since: Millis,
    pub(crate) touched: BTreeSet<Document>,
    /// Which history the room was opened with.
    pub(crate) epoch: u8,
    /// When the server notices that the board has another history.
    pub(crate) notice_at: Option<Millis>,
    /// A board as it was once.
    pub(crate) backup: Option<Shelf>,
}

impl Host {
    pub(crate) fn new(board: BoardId) -> Self {
        Self {
            board,
            room: None,
            generation: 0,
            progress: Progress::default(),
            seats: BTreeMap::new(),
            wake_at: None,
            told_failing: false,
            barrier: None,
            empty_since: Millis(0),
            touched: BTreeSet::new(),
            epoch: 0,
            notice_at: None,
            backup: None,
        }
    }

    /// Opens the board from what is on disk.
    pub(crate) fn open(&mut self, shelf: &Shelf, hand: u64, now: Millis) -> Result<(), Broken> {
        let stored = |kept: &crate::disk::Kept| Stored {
            snapshot: kept.snapshot.as_ref().map(|(_, bytes)| bytes.clone()),
            log: kept.log.iter().map(|(_, bytes)| bytes.clone()).collect(),
        };
        let documents = shelf.documents.iter();
        let opening = Opening {
            board: self.board.clone(),
            epoch: Epoch([shelf.epoch; 16]),
            documents: documents.map(|(name, kept)| (name.clone(), stored(kept))).collect(),
            owners: shelf.owners.iter().map(|(id, member)| (*id, member.clone())).collect(),
            retired: Vec::new(),
            journal: shelf.journal.clone(),
            last_seq: shelf.last,
            hand: ClientId(hand),
            now,
        };
        let room = Room::open(opening).map_err(|error| Broken(error.to_string()))?;
        self.room = Some(room);
        self.generation += 1;
        self.progress = Progress { stored: shelf.last, refused: false };
        self.wake_at = None;
        self.told_failing = false;
        self.barrier = None;
        self.empty_since = now;
        self.epoch = shelf.epoch;
        self.notice_at = None;
        Ok(())
    }

    /// The process ends.
    pub(crate) fn die(&mut self) {
        let (generation, backup) = (self.generation, self.backup.take());
        *self = Self { generation, backup, ..Self::new(self.board.clone()) };
    }

    /// Somebody restored the board beside the server: all go, and whoever returns finds the new history.
    pub(crate) fn forget(&mut self) {
        self.room = None;
        (self.wake_at, self.barrier, self.notice_at) = (None, None, None);
        for seat in self.seats.values_mut() {
            seat.close.get_or_insert(CloseCode::OtherEpoch);
        }
    }

    /// When the board may be closed because nobody is here.
    pub(crate) fn unload_due(&self, patience: u64) -> Option<Millis> {
        let is_empty = self.room.is_some() && self.barrier.is_none() && self.seats.is_empty();
        is_empty.then(|| self.empty_since.plus(patience))
    }
}
