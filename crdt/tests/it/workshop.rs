//! A workshop in memory: one room, people with real replicas, a network that holds messages back and
//! a disk that acknowledges when it is told to. Nothing here knows what is being tested.

use std::collections::BTreeMap;

use bytes::Bytes;
use crdt::ids::{ClientId, Document, Epoch, MemberId, Millis, Role, Seq, SessionId};
use crdt::presence::Person as Shown;
use crdt::replica::Stored;
use crdt::room::lanes::{Lanes, Outgoing, Pushed, Tongue};
use crdt::room::session::{Door, Join};
use crdt::room::{Append, Effect, Input, Opening, Room};
use crdt::wire::CloseCode;

pub(crate) mod person;

/// The disk: what was appended, and how much of it is safe.
#[derive(Debug, Default)]
pub(crate) struct Disk {
    pub(crate) log: Vec<Append>,
    pub(crate) synced: usize,
    /// Replica ids of an earlier history.
    pub(crate) retired: Vec<ClientId>,
}

impl Disk {
    /// What a crash leaves.
    fn lose_unsynced(&mut self) {
        self.log.truncate(self.synced);
    }

    fn opening(&self, hand: u64, now: Millis) -> Opening {
        let mut documents: BTreeMap<Document, Stored> = BTreeMap::new();
        for append in &self.log {
            documents.entry(append.document.clone()).or_default().log.push(append.bytes.clone());
        }
        Opening {
            board: "board".parse().unwrap(),
            epoch: Epoch([7; 16]),
            documents: documents.into_iter().collect(),
            owners: self.log.iter().flat_map(|append| append.owners.clone()).collect(),
            retired: self.retired.clone(),
            journal: self.log.iter().map(|append| append.journal.clone()).collect(),
            last_seq: self.log.last().map_or(Seq(0), |append| append.seq),
            hand: ClientId(hand),
            now,
        }
    }
}

/// What the server sent to one connection and it has not received yet.
#[derive(Debug)]
pub(crate) struct Wire {
    pub(crate) lanes: Lanes,
    pub(crate) closed: Option<CloseCode>,
    /// It reads so little that its socket must end.
    pub(crate) overfull: bool,
}

/// One room with everything around it.
#[derive(Debug)]
pub(crate) struct Workshop {
    pub(crate) room: Room,
    pub(crate) disk: Disk,
    pub(crate) now: Millis,
    pub(crate) wires: BTreeMap<SessionId, Wire>,
    pub(crate) answers: Vec<(u64, Result<(), String>)>,
    pub(crate) titles: Vec<String>,
    pub(crate) names: Vec<(MemberId, String)>,
    pub(crate) reloads: Vec<String>,
    pub(crate) compacted: Vec<Document>,
    openings: u64,
    sessions: u64,
    alarm: Option<Millis>,
}

impl Workshop {
    pub(crate) fn new() -> Self {
        let disk = Disk::default();
        let now = Millis(1_000_000);
        Self {
            room: Room::open(disk.opening(900, now)).unwrap(),
            disk,
            now,
            wires: BTreeMap::new(),
            answers: Vec::new(),
            titles: Vec::new(),
            names: Vec::new(),
            reloads: Vec::new(),
            compacted: Vec::new(),
            openings: 900,
            sessions: 0,
            alarm: None,
        }
    }

    /// Somebody connects.
    pub(crate) fn join(&mut self, member: &str, role: Role, door: Door) -> SessionId {
        self.sessions += 1;
        let session = SessionId(self.sessions);
        let tongue = if matches!(door, Door::Stock(_)) { Tongue::Stock } else { Tongue::Live };
        self.wires.insert(
            session,
            Wire { lanes: Lanes::new(tongue, self.now), closed: None, overfull: false },
        );
        let shown = Shown { name: member.to_owned(), initials: "X".to_owned(), team: None };
        let member: MemberId = member.parse().unwrap();
        let join = Join { session, door, member, person: shown, role, core_team: false };
        self.step(Input::Join(join));
        session
    }

    /// The room takes one input; its effects are performed.
    pub(crate) fn step(&mut self, input: Input) {
        let mut effects = Vec::new();
        self.room.step(input, self.now, &mut effects);
        for effect in effects {
            self.perform(effect);
        }
    }

    fn perform(&mut self, effect: Effect) {
        match effect {
            Effect::Send { session, frame } => self.push(session, frame),
            Effect::Fanout { sessions, frame } => {
                for session in sessions {
                    self.push(session, frame.clone());
                }
            }
            Effect::Append(append) => {
                let expected = self.disk.log.last().map_or(Seq(1), |last| last.seq.next());
                assert_eq!(append.seq, expected, "positions follow each other");
                self.disk.log.push(append);
            }
            Effect::Close { session, code, .. } => {
                if let Some(wire) = self.wires.get_mut(&session) {
                    wire.closed = Some(code);
                }
            }
            Effect::WakeAt(at) => self.alarm = Some(at),
            Effect::Answer { ticket, result } => self.answers.push((ticket, result)),
            Effect::Title(title) => self.titles.push(title),
            Effect::Named { member, name } => self.names.push((member, name)),
            Effect::Reload { why } => self.reloads.push(why.to_string()),
            Effect::Compact { document } => self.compacted.push(document),
            Effect::Quarantine { .. } => {}
        }
    }

    fn push(&mut self, session: SessionId, frame: Outgoing) {
        if let Some(wire) = self.wires.get_mut(&session) {
            wire.overfull |= wire.lanes.push(frame, self.now) == Pushed::Overfull;
        }
    }

    /// Time passes; the alarm rings when it is due.
    pub(crate) fn pass(&mut self, millis: u64) {
        self.now = self.now.plus(millis);
        let now = self.now;
        while self.alarm.take_if(|at| *at <= now).is_some() {
            self.step(Input::Wake);
        }
    }

    /// The disk syncs everything it was given and says so.
    pub(crate) fn sync_disk(&mut self) {
        if self.disk.synced < self.disk.log.len() {
            self.disk.synced = self.disk.log.len();
            let seq = self.disk.log.last().unwrap().seq;
            self.step(Input::Stored { seq });
        }
    }

    /// A connection receives the next frame, if one waits.
    pub(crate) fn receive(&mut self, session: SessionId) -> Option<Bytes> {
        let wire = self.wires.get_mut(&session)?;
        let frame = wire.lanes.next(self.now);
        wire.lanes.written();
        if let Some(missed) = wire.lanes.drained() {
            self.step(Input::Drained { session, missed });
        }
        frame
    }

    /// A connection ends, with everything that was on its way to it.
    pub(crate) fn cut(&mut self, session: SessionId) {
        self.wires.remove(&session);
        self.step(Input::Leave { session });
    }

    /// The power goes: what was not synced is lost, everybody is disconnected, the room opens again.
    pub(crate) fn crash(&mut self) {
        self.disk.lose_unsynced();
        self.wires.clear();
        self.alarm = None;
        self.openings += 1;
        self.room = Room::open(self.disk.opening(self.openings, self.now)).unwrap();
    }

    /// What a fresh reader of the disk sees of a document.
    pub(crate) fn stored(&self, document: &Document) -> person::Replica {
        let replica = person::Replica::new(1);
        for append in self.disk.log.get(..self.disk.synced).unwrap_or_default() {
            if append.document == *document {
                replica.merge(&append.bytes);
            }
        }
        replica
    }
}
