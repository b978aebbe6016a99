//! One connection as the room sees it: who it is, by which door it came, and where it stands with
//! each document.

use std::collections::BTreeSet;

use crate::ids::{ClientId, Document, Epoch, MemberId, Millis, Role, SessionId};
use crate::limits::ANSWER_MILLIS;
use crate::presence::{Person, Shown};
use crate::rights::Rights;
use crate::room::lanes::Tongue;
use crate::wire::{Channel, Flavour};

/// How somebody came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Door {
    /// The y-websocket protocol, on one document.
    Stock(Document),
    /// Our page, with the history it knows.
    Live(Option<Epoch>),
}

impl Door {
    /// The protocol that is spoken behind it.
    pub fn tongue(&self) -> Tongue {
        match self {
            Self::Stock(_) => Tongue::Stock,
            Self::Live(_) => Tongue::Live,
        }
    }
}

/// Somebody comes in. The server has decided who it is; the room decides what they may do.
#[derive(Debug, Clone)]
pub struct Join {
    /// The number of the connection.
    pub session: SessionId,
    /// How they come in.
    pub door: Door,
    /// Who it is.
    pub member: MemberId,
    /// How they are shown.
    pub person: Person,
    /// What they may do.
    pub role: Role,
    /// Whether they are named core team.
    pub core_team: bool,
}

/// Where a connection stands with one document.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) state: LineState,
    /// Step 2 and update frames of this connection that are decided.
    pub(super) decided: u64,
    /// Frames that were dropped because of a gap, and that the coming step 2 stands for.
    pub(super) dropped: u64,
    /// When a gap was last answered with a step 1.
    pub(super) asked: Option<Millis>,
    pub(super) answer: Answer,
}

/// The last answer to a step 1 about a document.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Answer {
    /// When it was made.
    pub(super) given: Option<Millis>,
    /// It waits for the disk.
    pub(super) is_waiting: bool,
}

impl Answer {
    /// Whether another one may be made.
    pub(super) fn is_due(self, now: Millis) -> bool {
        let is_late = |given| now.since(given) >= ANSWER_MILLIS;
        !self.is_waiting && self.given.is_none_or(is_late)
    }
}

/// The states of a line.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum LineState {
    /// Has not been given the document yet.
    #[default]
    Handshaking,
    /// Gets every change.
    Live,
    /// Something it wrote was refused: its replica is beyond mending, and what it writes is ignored.
    Refused,
}

/// The lines of one connection, in the order of their documents: five at most, so a list finds them as
/// fast as a tree and takes a tenth of its room.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<(Document, Line)>);

impl Lines {
    /// The documents that have one.
    pub(super) fn documents(&self) -> impl Iterator<Item = &Document> {
        self.0.iter().map(|(document, _)| document)
    }

    pub(super) fn get(&self, document: &Document) -> Option<&Line> {
        self.0.iter().find(|(its, _)| its == document).map(|(_, line)| line)
    }

    pub(super) fn get_mut(&mut self, document: &Document) -> Option<&mut Line> {
        self.0.iter_mut().find(|(its, _)| its == document).map(|(_, line)| line)
    }

    /// Has a line for each of these documents and for no other; gives those that had none before.
    fn become_of(&mut self, documents: Vec<Document>) -> Vec<Document> {
        let mut earlier = std::mem::take(&mut self.0);
        let mut opened = Vec::new();
        self.0.reserve_exact(documents.len());
        for document in documents {
            let line = match earlier.iter().position(|(its, _)| *its == document) {
                Some(position) => earlier.swap_remove(position).1,
                None => {
                    opened.push(document.clone());
                    Line::default()
                }
            };
            self.0.push((document, line));
        }
        self.0.sort_by(|(one, _), (other, _)| one.cmp(other));
        opened
    }
}

/// One connection.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) rights: Rights,
    pub(super) door: Door,
    pub(super) person: Person,
    pub(super) presence_id: Option<ClientId>,
    /// When this session was last shown everybody.
    pub(super) introduced: Option<Millis>,
    pub(super) shown: Shown,
    pub(super) lines: Lines,
    /// Documents that this connection could see and cannot any more.
    shut: BTreeSet<Document>,
}

impl Session {
    pub(super) fn new(join: Join) -> Self {
        let rights = Rights { member: join.member, role: join.role, core_team: join.core_team };
        let shown = Shown::new(&rights.member, &join.person, rights.role);
        let mut session = Self {
            rights,
            door: join.door,
            person: join.person,
            presence_id: None,
            introduced: None,
            shown,
            lines: Lines::default(),
            shut: BTreeSet::new(),
        };
        drop(session.open_lines());
        session
    }

    /// Opens a line for each document that this session may see, and closes the others; gives those that
    /// were closed before.
    pub(super) fn open_lines(&mut self) -> Vec<Document> {
        let readable = match &self.door {
            Door::Live(_) => self.rights.readable(),
            Door::Stock(document) if self.rights.may_read(document) => vec![document.clone()],
            Door::Stock(_) => Vec::new(),
        };
        let shut = self.lines.documents().filter(|document| !readable.contains(document));
        self.shut.extend(shut.cloned());
        self.lines.become_of(readable)
    }

    /// Whether one of these was open on this connection before, and was shut: frames about it may be under
    /// way, and nobody could say which opening a count of them speaks of.
    pub(super) fn has_shut(&self, documents: &[Document]) -> bool {
        documents.iter().any(|document| self.shut.contains(document))
    }

    /// Shows the member under another name or role from now on.
    pub(super) fn sign(&mut self) {
        self.shown = Shown::new(&self.rights.member, &self.person, self.rights.role);
    }

    pub(super) fn tongue(&self) -> Tongue {
        self.door.tongue()
    }

    /// How this session's frames about a document begin.
    pub(super) fn flavour(&self, document: &Document) -> Flavour {
        match self.door {
            Door::Stock(_) => Flavour::Stock,
            Door::Live(_) => Flavour::Live(Channel::of(document)),
        }
    }

    /// The document of a channel; `None` when it is not open to this session.
    pub(super) fn document(&self, channel: Channel) -> Option<Document> {
        self.lines.documents().find(|document| Channel::of(document) == channel).cloned()
    }

    /// Whether this session gets the changes of a document.
    pub(super) fn follows(&self, document: &Document) -> bool {
        let state = self.lines.get(document).map(|line| line.state);
        matches!(state, Some(LineState::Live | LineState::Refused))
    }
}
