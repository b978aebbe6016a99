//! A workshop on virtual time: boards that share one committer and one disk, people, and the network
//! between them. Nothing here draws lots: given the same steps, the same happens.

use std::collections::BTreeMap;

use crdt::ids::{Document, Millis, SessionId};
use crdt::room::Effect;
use server::pace::{Pace, millis};

use crate::broken::{Broken, Check};
use crate::cast::{BOARDS, CAST};
use crate::committer::Committer;
use crate::disk::Disk;
use crate::host::Host;
use crate::ledger::Ledger;
use crate::person::{Person, SILENCE_MILLIS};
use crate::pipe::Pipe;
use crate::work::Work;

mod act;
mod effects;
mod finish;
mod forge;
mod network;
mod rooms;

/// Whoever lost the connection comes back after so many milliseconds, and a little more for each.
const RETRY_MILLIS: u64 = 150;
/// Things that happen at one moment before time counts as standing still.
const TURNS_MAX: u32 = 200_000;

/// Everything.
#[derive(Debug)]
pub(crate) struct World {
    now: Millis,
    pace: Pace,
    hosts: Vec<Host>,
    ledgers: Vec<Ledger>,
    committer: Committer,
    disk: Disk,
    people: Vec<Person>,
    pipes: BTreeMap<SessionId, Pipe>,
    effects: Vec<Effect>,
    sessions: u64,
    openings: u64,
    tickets: u64,
    pub(crate) work: Work,
}

impl World {
    pub(crate) fn new() -> Result<Self, Broken> {
        let board = |nth| format!("board{nth}").parse().map(Host::new);
        let hosts = (0..BOARDS).map(board).collect::<Result<Vec<_>, _>>();
        let people = CAST.into_iter().enumerate().map(|(who, part)| Person::new(who, part));
        let mut world = Self {
            now: Millis(1_000_000),
            pace: Pace::default(),
            hosts: hosts.map_err(|_id| Broken("a board's name is no id".to_owned()))?,
            ledgers: (0..BOARDS).map(|_| Ledger::default()).collect(),
            committer: Committer::new(),
            disk: Disk::new(),
            people: people.collect::<Result<_, _>>()?,
            pipes: BTreeMap::new(),
            effects: Vec::new(),
            sessions: 0,
            openings: 900,
            tickets: 0,
            work: Work::default(),
        };
        for board in 0..BOARDS {
            world.open(board)?;
            world.keep_canary(board)?;
        }
        world.pass(1_000)?;
        Ok(world)
    }

    fn host(&mut self, board: usize) -> Result<&mut Host, Broken> {
        self.hosts.get_mut(board).ok_or_else(|| Broken(format!("there is no board {board}")))
    }

    fn ledger(&mut self, board: usize) -> Result<&mut Ledger, Broken> {
        self.ledgers.get_mut(board).ok_or_else(|| Broken(format!("there is no board {board}")))
    }

    fn person(&mut self, who: usize) -> Result<&mut Person, Broken> {
        self.people.get_mut(who).ok_or_else(|| Broken(format!("there is nobody {who}")))
    }

    /// The board that a session is on.
    fn board_of(&self, who: usize) -> usize {
        self.people.get(who).map_or(0, |person| person.part.board)
    }

    /// Time passes, and everything that falls in it happens in its order.
    pub(crate) fn pass(&mut self, millis: u64) -> Check {
        let until = self.now.plus(millis);
        self.pump()?;
        let mut turns = 0;
        while let Some(due) = self.next_due().filter(|due| *due <= until) {
            self.now = due.max(self.now);
            self.turn()?;
            turns += 1;
            if turns == TURNS_MAX {
                return Err(Broken("time stands still".to_owned()));
            }
        }
        self.now = until;
        Ok(())
    }

    /// When the next thing happens.
    fn next_due(&self) -> Option<Millis> {
        let now = self.now;
        let hosts = self.hosts.iter().filter(|host| host.room.is_some());
        let patience = millis(self.pace.unload);
        let rooms = hosts
            .flat_map(|host| {
                let alarms = host.wake_at.into_iter().chain(host.notice_at);
                alarms.chain(host.unload_due(patience))
            })
            .chain(self.committer.due(now));
        let seats = self.hosts.iter().flat_map(|host| host.seats.values());
        let seats = seats.filter(|seat| seat.close.is_none()).flat_map(|seat| {
            let idle = seat.deaf.map(|since| since.plus(millis(self.pace.idle)));
            let stuck = seat.blocked.map(|since| since.plus(crdt::limits::STUCK_MILLIS));
            let word = seat.blocked.is_none().then(|| seat.word_due(now));
            [idle, stuck, word]
        });
        let pipes = self.pipes.iter().flat_map(|(session, pipe)| {
            let person = self.people.get(pipe.who);
            let listens = person.is_some_and(|person| !person.is_stalled);
            let up = pipe.up_due().filter(|_| self.is_read(*session, pipe));
            [up, pipe.down_due().filter(|_| listens)]
        });
        let people = self.people.iter().flat_map(|person| {
            let linked = person.link.is_some();
            let silent = linked && !person.is_stalled;
            [
                person.retry_at,
                linked.then_some(person.renew_at),
                silent.then(|| person.heard.plus(SILENCE_MILLIS)),
            ]
        });
        rooms.chain(seats.flatten()).chain(pipes.flatten()).chain(people.flatten()).min()
    }

    /// Everything that is due now.
    fn turn(&mut self) -> Check {
        self.commit()?;
        self.wake_rooms()?;
        self.look_at_seats()?;
        self.look_at_people()?;
        self.arrive()?;
        self.pump()?;
        self.keep_bounds()
    }

    /// A document of a board as it is on disk; nothing when it was never written.
    fn stored(&self, board: usize, document: &Document) -> Option<crate::disk::Kept> {
        let board = &self.hosts.get(board)?.board;
        self.disk.load(board).documents.get(document).cloned()
    }
}
