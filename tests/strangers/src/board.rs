//! A real room with somebody honest and somebody hostile in it, and a disk that takes everything.

use bytes::Bytes;
use crdt::ids::{ClientId, Document, Epoch, Millis, Role, Seq, SessionId};
use crdt::presence::Person;
use crdt::replica::Stored;
use crdt::room::session::{Door, Join};
use crdt::room::{Effect, Input, Opening, Room};

/// The connection of somebody hostile.
pub(crate) const MALLORY: SessionId = SessionId(1);
/// The replica of the honest one.
pub(crate) const ANNAS: u64 = 11;

/// A room.
#[derive(Debug)]
pub(crate) struct Board {
    room: Room,
    now: Millis,
    last: Seq,
    /// What was logged of the map since the opening.
    pub(crate) logged: Vec<Bytes>,
    /// What the room said went wrong.
    pub(crate) trouble: Option<String>,
    /// Whether the hostile connection was ended.
    pub(crate) is_closed: bool,
}

impl Board {
    /// Opens a board whose map holds this, written by anna.
    pub(crate) fn open(map: &[u8], door: Door, role: Role) -> Result<Self, String> {
        let word = |text: &str| text.parse().map_err(|_id| "a name is no id".to_owned());
        let (anna, mallory) = (word("anna")?, word("mallory")?);
        let stored = Stored { snapshot: Some(Bytes::copy_from_slice(map)), log: Vec::new() };
        let opening = Opening {
            board: "board".parse().map_err(|_id| "a board is no id".to_owned())?,
            epoch: Epoch([7; 16]),
            documents: vec![(Document::Map, stored)],
            owners: vec![(ClientId(ANNAS), anna)],
            retired: Vec::new(),
            journal: Vec::new(),
            last_seq: Seq(1),
            hand: ClientId(900),
            now: Millis(1_000),
        };
        let room = Room::open(opening).map_err(|error| error.to_string())?;
        let (logged, now) = (Vec::new(), Millis(1_000));
        let mut board = Self { room, now, last: Seq(1), logged, trouble: None, is_closed: false };
        let shown = Person { name: "m".to_owned(), initials: "M".to_owned(), team: None };
        let join =
            Join { session: MALLORY, door, member: mallory, person: shown, role, core_team: true };
        board.step(Input::Join(join));
        board.settle();
        Ok(board)
    }

    fn step(&mut self, input: Input) {
        let mut effects = Vec::new();
        self.room.step(input, self.now, &mut effects);
        for effect in effects {
            match effect {
                Effect::Append(append) => {
                    self.last = append.seq;
                    if append.document == Document::Map {
                        self.logged.push(append.bytes);
                    }
                }
                Effect::Close { .. } => self.is_closed = true,
                Effect::Reload { why } => self.trouble = Some(why.to_string()),
                _ => {}
            }
        }
    }

    /// The hostile connection sends a frame.
    pub(crate) fn frame(&mut self, bytes: Bytes) {
        self.step(Input::Frame { session: MALLORY, bytes });
    }

    /// Windows close and the disk takes all.
    pub(crate) fn settle(&mut self) {
        for _ in 0..2 {
            self.now = self.now.plus(100);
            self.step(Input::Wake);
            self.step(Input::Stored { seq: self.last });
        }
    }
}
