//! The room: everything that happens on one open board, as a pure state machine.
//!
//! Inputs go in with the time, effects come out, and the caller performs them. The room knows no
//! socket, no task, no disk and no clock. Its one rule of order: what it says about a document may run
//! ahead of the disk in memory, so every word waits in one queue until the position it speaks of is
//! durable. Nobody ever sees a change that can vanish.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use bytes::Bytes;
use thiserror::Error;

use crate::edit::Edit;
use crate::ids::{BoardId, ClientId, Document, Epoch, MemberId, Millis, Role, Seq, SessionId};
use crate::limits::{DOCUMENT_BYTES_MAX, REST_BYTES, REST_MILLIS};
use crate::presence::{Batch, Table};
use crate::replica::{Replica, Stored, Tainted};
use crate::walk::nesting;
use crate::wire::{CloseCode, Notice};

mod asking;
mod bin;
pub mod command;
mod effort;
mod feed;
mod flow;
mod frames;
mod guard;
mod joining;
mod journal;
pub mod lanes;
mod opening;
mod overfull;
mod places;
mod recent;
pub mod session;
mod take_back;
mod talk;

use bin::Bin;
use command::{Asked, CommandResult};
use feed::Feed;
use guard::{Introductions, Owners};
use journal::{Entry, Journal};
use lanes::Outgoing;
use recent::Recent;
use session::{Join, Session};

/// A board as the store holds it.
#[derive(Debug)]
pub struct Opening {
    /// Which board.
    pub board: BoardId,
    /// Its history.
    pub epoch: Epoch,
    /// Its documents; one that was never written may be absent.
    pub documents: Vec<(Document, Stored)>,
    /// Who owns which replica id.
    pub owners: Vec<(ClientId, MemberId)>,
    /// Replica ids of an earlier history of the board, before a backup was restored or words were
    /// erased: what they wrote stays theirs, and nothing new is taken from them.
    pub retired: Vec<ClientId>,
    /// What [`Append::journal`] brought in the last day, oldest first.
    pub journal: Vec<Bytes>,
    /// The position of the last append.
    pub last_seq: Seq,
    /// A fresh random id for the server's own edits while the board is open.
    pub hand: ClientId,
    /// The time.
    pub now: Millis,
}

/// A board that cannot be opened. It must never be taken for an empty one.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("document {document} of board {board} cannot be read: {why}")]
pub struct OpenError {
    /// Which board.
    pub board: BoardId,
    /// Which document.
    pub document: Document,
    /// What the engine said.
    pub why: Tainted,
}

/// What happens to a room.
#[derive(Debug)]
pub enum Input {
    /// Somebody comes in.
    Join(Join),
    /// Somebody is still here from an earlier opening of the board: a stock client, which asked for its
    /// document then and does not ask again.
    Stay(Join),
    /// A message came from a connection.
    Frame {
        /// Which connection.
        session: SessionId,
        /// The message.
        bytes: Bytes,
    },
    /// A connection ended.
    Leave {
        /// Which connection.
        session: SessionId,
    },
    /// A member may do something else from now on.
    Rights {
        /// Who.
        member: MemberId,
        /// The new role.
        role: Role,
        /// Whether they are named core team.
        core_team: bool,
    },
    /// A member chose another name outside the board.
    Rename {
        /// Who.
        member: MemberId,
        /// The name, checked already.
        name: String,
    },
    /// A member's connections must end.
    Remove {
        /// Who.
        member: MemberId,
        /// Why, as a close code.
        code: CloseCode,
    },
    /// Everything up to this position is on disk.
    Stored {
        /// The position.
        seq: Seq,
    },
    /// The disk has been refusing for a while.
    StoreFailed,
    /// The disk takes changes again, and the sockets are read again.
    StoreBack,
    /// The lanes of a connection have run empty after it went stale.
    Drained {
        /// Which connection.
        session: SessionId,
        /// The first position it missed.
        missed: Seq,
    },
    /// The server itself changes the board.
    Edits {
        /// Comes back in [`Effect::Answer`].
        ticket: u64,
        /// Edits of any documents.
        edits: Vec<Edit>,
    },
    /// The server will stop: everybody should return after about so many milliseconds.
    Drain {
        /// The longest delay; each connection gets its share of it.
        millis: u64,
    },
    /// The time of an earlier [`Effect::WakeAt`] has come.
    Wake,
}

/// What the caller has to do.
#[derive(Debug)]
pub enum Effect {
    /// Put this in one connection's lanes.
    Send {
        /// Whose.
        session: SessionId,
        /// What.
        frame: Outgoing,
    },
    /// Put this in the lanes of all of these.
    Fanout {
        /// Whose.
        sessions: Vec<SessionId>,
        /// What; the bytes are shared.
        frame: Outgoing,
    },
    /// Make this durable, in this order, and say so with [`Input::Stored`].
    Append(Append),
    /// End a connection after what is already in its lanes.
    Close {
        /// Whose.
        session: SessionId,
        /// Why, for the page.
        code: CloseCode,
        /// Why, for people.
        reason: String,
    },
    /// Send [`Input::Wake`] at this time; replaces an earlier one.
    WakeAt(Millis),
    /// Rewrite the document's log as a snapshot when there is time.
    Compact {
        /// Which document.
        document: Document,
    },
    /// Keep these bytes for investigation: the engine failed on them.
    Quarantine {
        /// Who sent them.
        member: MemberId,
        /// For which document.
        document: Document,
        /// The update.
        bytes: Bytes,
    },
    /// The room cannot go on: drop it, load the board again and let everybody join again.
    Reload {
        /// What happened.
        why: Tainted,
    },
    /// The edits of this ticket are on disk, or were not possible.
    Answer {
        /// From [`Input::Edits`].
        ticket: u64,
        /// What is wrong with them.
        result: Result<(), String>,
    },
    /// The board has this title now.
    Title(String),
    /// A member is called this from now on, also when they come back.
    Named {
        /// Who.
        member: MemberId,
        /// The name they chose.
        name: String,
    },
}

/// One record for a board's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Append {
    /// The position; always one after the last.
    pub seq: Seq,
    /// Which document.
    pub document: Document,
    /// An update, as the engine wrote it.
    pub bytes: Bytes,
    /// Replica ids that belong to somebody from now on, durable in the same commit.
    pub owners: Vec<(ClientId, MemberId)>,
    /// What the room wants to remember of recent changes, for [`Opening::journal`]; may be empty. It
    /// may be forgotten after [`crate::limits::TAKE_BACK_MILLIS`].
    pub journal: Bytes,
}

/// A large document is counted anew after so many bytes of changes.
const RECOUNT_BYTES: usize = 1024 * 1024;
/// The engine takes so many times the encoded size.
const ENGINE_TIMES: usize = 13;

/// One open document.
#[derive(Debug)]
struct Open {
    replica: Replica,
    recent: Recent,
    /// What was applied since the last append.
    window: Vec<Bytes>,
    /// The connections that wait for that append, with the count of frames it decides.
    authors: BTreeMap<SessionId, u64>,
    claims: Vec<(ClientId, MemberId)>,
    /// Encoded bytes, estimated from above.
    bytes: usize,
    /// What of those was added since they were last counted.
    uncounted: usize,
    log_bytes: usize,
    log_records: u64,
    /// When the engine was last seen to be needed; `None` while it does not hold the document.
    used: Option<Millis>,
}

impl Open {
    fn new(hand: ClientId, stored: &Stored) -> Result<Self, Tainted> {
        let snapshot = stored.snapshot.as_ref().map_or(0, Bytes::len);
        let log_bytes: usize = stored.log.iter().map(Bytes::len).sum();
        Ok(Self {
            replica: Replica::open(hand, stored)?,
            recent: Recent::after(stored),
            window: Vec::new(),
            authors: BTreeMap::new(),
            claims: Vec::new(),
            bytes: snapshot + log_bytes,
            uncounted: 0,
            log_bytes,
            log_records: stored.log.len() as u64,
            used: None,
        })
    }
}

impl Open {
    /// Counts anew before an estimate that only grows could refuse an honest hand: what is overwritten
    /// and deleted weighs little.
    fn weigh(&mut self, more: usize) -> Result<(), Tainted> {
        let near = self.bytes.saturating_add(more) > DOCUMENT_BYTES_MAX / 2;
        if near && self.uncounted > RECOUNT_BYTES {
            self.bytes = self.replica.encode()?.len();
            self.uncounted = 0;
        }
        Ok(())
    }

    /// Lets the engine go once nobody needed it for a while.
    fn rest(&mut self, now: Millis) -> Result<(), Tainted> {
        if self.bytes < REST_BYTES || !self.replica.is_awake() {
            self.used = None;
        } else if self.replica.was_used() || self.used.is_none() {
            self.used = Some(now);
        } else if self.rests_at().is_some_and(|at| at <= now) {
            let whole = self.recent.rest(&self.replica)?;
            self.bytes = whole.len();
            self.uncounted = 0;
            self.replica.rest(whole);
            self.used = None;
        }
        Ok(())
    }

    fn rests_at(&self) -> Option<Millis> {
        self.used.map(|used| used.plus(REST_MILLIS))
    }

    /// Bytes of memory, roughly.
    fn weight(&self) -> usize {
        let times = if self.replica.is_awake() { ENGINE_TIMES } else { 1 };
        self.bytes * times + self.recent.weight()
    }
}

/// Something that waits until a position is durable.
#[derive(Debug)]
enum Release {
    /// For one connection.
    Frame(SessionId, Outgoing),
    /// A document for somebody who asked; from here on they get its changes.
    Joined(SessionId, Document, Vec<Bytes>),
    /// What a stale connection missed.
    Resync(SessionId, Seq, Vec<(Document, Bytes)>),
    /// A change for everybody who follows the document, and for those who made it.
    Change(Seq, Document, Bytes, Vec<SessionId>),
    /// So many frames of a connection about a document are decided.
    Counted(SessionId, Document, u64),
    /// An answer to the server.
    Answer(u64, Result<(), String>),
    /// A member has another name.
    Named(MemberId, String),
    /// Records of a document were taken away for good.
    Purged(Document),
}

/// One open board.
#[derive(Debug)]
pub struct Room {
    epoch: Epoch,
    hand: ClientId,
    documents: BTreeMap<Document, Open>,
    sessions: BTreeMap<SessionId, Session>,
    /// Who asked again for a document before the time.
    owed: BTreeSet<(SessionId, Document)>,
    /// Whose gap came too soon after the last question about one.
    unasked: BTreeSet<(SessionId, Document)>,
    owners: Owners,
    presence: Table,
    /// Documents with an open window, in the order in which they will be appended.
    dirty: Vec<Document>,
    queue: VecDeque<(Seq, Release)>,
    /// The last position handed out.
    last: Seq,
    /// The last position on disk.
    durable: Seq,
    flushed: Millis,
    presence_shown: Millis,
    woken_for: Option<Millis>,
    title: Option<String>,
    frame_locked: bool,
    journal: Journal,
    /// Entries of the journal that the store was not given yet.
    unkept: Vec<Entry>,
    feed: Feed,
    bin: Bin,
    introductions: Introductions,
    /// What became of commands that may be asked again, oldest first.
    answered: VecDeque<(Asked, CommandResult)>,
    /// What the engine failed on, for the quarantine.
    suspect: Option<(MemberId, Document, Bytes)>,
    broken: bool,
}

impl Room {
    /// Opens a board from what the store holds.
    pub fn open(opening: Opening) -> Result<Self, OpenError> {
        let mut documents = BTreeMap::new();
        for (document, stored) in opening.documents {
            let opened = nesting::check(&document, &stored).and_then(|structs| {
                let mut open = Open::new(opening.hand, &stored)?;
                open.replica.grew(structs);
                Ok(open)
            });
            match opened {
                Ok(open) => drop(documents.insert(document, open)),
                Err(why) => return Err(OpenError { board: opening.board, document, why }),
            }
        }
        for document in Document::SHARED {
            if let std::collections::btree_map::Entry::Vacant(vacant) = documents.entry(document) {
                match Open::new(opening.hand, &Stored::default()) {
                    Ok(open) => drop(vacant.insert(open)),
                    Err(why) => {
                        let document = vacant.into_key();
                        return Err(OpenError { board: opening.board, document, why });
                    }
                }
            }
        }
        let mut room = Self {
            epoch: opening.epoch,
            hand: opening.hand,
            documents,
            sessions: BTreeMap::new(),
            owed: BTreeSet::new(),
            unasked: BTreeSet::new(),
            owners: Owners::new(opening.owners, opening.retired),
            presence: Table::default(),
            dirty: Vec::new(),
            queue: VecDeque::new(),
            last: opening.last_seq,
            durable: opening.last_seq,
            flushed: Millis(0),
            presence_shown: Millis(0),
            woken_for: None,
            title: None,
            frame_locked: false,
            journal: Journal::open(&opening.journal, opening.now),
            unkept: Vec::new(),
            feed: Feed::default(),
            bin: Bin::default(),
            introductions: Introductions::default(),
            answered: VecDeque::new(),
            suspect: None,
            broken: false,
        };
        room.prepare(opening.now).map_err(|why| OpenError {
            board: opening.board,
            document: Document::Talk,
            why,
        })?;
        Ok(room)
    }

    /// Takes one input and says what has to be done. After [`Effect::Reload`] the room is of no use.
    pub fn step(&mut self, input: Input, now: Millis, effects: &mut Vec<Effect>) {
        if self.broken {
            return;
        }
        let outcome = self.take(input, now, effects).and_then(|()| self.settle(now, effects));
        if let Err(why) = outcome {
            self.broken = true;
            if let Some((member, document, bytes)) = self.suspect.take() {
                effects.push(Effect::Quarantine { member, document, bytes });
            }
            effects.push(Effect::Reload { why });
        }
    }

    fn take(
        &mut self,
        input: Input,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Tainted> {
        match input {
            Input::Join(join) => self.join(join, now, effects),
            Input::Stay(join) => self.stay(join, now, effects),
            Input::Frame { session, bytes } => self.frame(session, bytes, now, effects),
            Input::Leave { session } => {
                self.leave(session);
                Ok(())
            }
            Input::Rights { member, role, core_team } => {
                self.change_rights(&member, role, core_team, now, effects)
            }
            Input::Rename { member, name } => self.rename(&member, &name, now),
            Input::Remove { member, code } => {
                self.remove(&member, code, effects);
                Ok(())
            }
            Input::Stored { seq } => {
                self.durable = seq.max(self.durable);
                Ok(())
            }
            Input::StoreFailed => {
                self.notify_all(Notice::StorageTrouble, effects);
                Ok(())
            }
            Input::StoreBack => {
                self.notify_all(Notice::StorageBack, effects);
                self.ask_everybody();
                Ok(())
            }
            Input::Drained { session, missed } => self.resync(session, missed),
            Input::Edits { ticket, edits } => self.own_edits(ticket, edits, now),
            Input::Drain { millis } => {
                self.drain(millis, effects);
                Ok(())
            }
            Input::Wake => {
                self.woken_for = None;
                Ok(())
            }
        }
    }

    /// Whether nobody is here and everything is on disk, so that the room can be closed.
    pub fn is_idle(&self) -> bool {
        self.sessions.is_empty() && self.dirty.is_empty() && self.durable == self.last
    }

    /// Bytes of memory, roughly.
    pub fn weight(&self) -> usize {
        let documents: usize = self.documents.values().map(Open::weight).sum();
        documents + self.owners.weight() + self.journal.weight() + self.bin.weight()
    }

    /// The board's title, if it has one.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref()
    }

    /// How many words wait until what they speak of is on disk.
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// How many connections there are.
    pub fn connections(&self) -> usize {
        self.sessions.len()
    }

    /// The last position handed out.
    pub fn last_seq(&self) -> Seq {
        self.last
    }

    /// The position that will cover everything applied so far.
    fn pending(&self) -> Seq {
        Seq(self.last.0 + self.dirty.len() as u64)
    }

    /// Lets something go out once everything applied so far is durable.
    fn after_all(&mut self, release: Release) {
        let pending = self.pending();
        self.queue.push_back((pending, release));
    }

    fn read_title(&self) -> Option<String> {
        self.documents.get(&Document::Frame)?.replica.flat_text("meta", "title")
    }

    /// Derives the switches of the session from `talk`.
    fn read_session(&mut self) {
        let talk = self.documents.get(&Document::Talk);
        self.frame_locked =
            talk.is_some_and(|open| open.replica.flat_flag("session", "frame_locked"));
    }

    fn notify_all(&self, notice: Notice, effects: &mut Vec<Effect>) {
        let frame = Outgoing::Frame(crate::wire::notice(notice));
        let sessions = self.sessions_of(lanes::Tongue::Live);
        effects.push(Effect::Fanout { sessions, frame });
    }

    fn sessions_of(&self, tongue: lanes::Tongue) -> Vec<SessionId> {
        let speaking = self.sessions.iter().filter(|(_, session)| session.tongue() == tongue);
        speaking.map(|(id, _)| *id).collect()
    }

    fn show_presence(&self, batch: Batch, effects: &mut Vec<Effect>) {
        let sessions = self.sessions.keys().copied().collect();
        effects.push(Effect::Fanout { sessions, frame: Outgoing::Presence(Arc::new(batch)) });
    }
}
