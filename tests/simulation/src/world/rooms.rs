//! Rooms: opened, given inputs, woken, thrown away and read again, closed when nobody is there; as the
//! board's task in the server does.

use crdt::ids::{MemberId, Role, Seq, SessionId};
use crdt::limits::{LANE_BYTES_MAX, LANE_KEPT_BYTES_MAX};
use crdt::presence::{Person as Shown, initials};
use crdt::room::lanes::{Lanes, Tongue};
use crdt::room::session::{Door, Join};
use crdt::room::{Input, Room};
use crdt::wire::CloseCode;
use server::pace::millis;
use server::store::committer::desk::{Health, Progress};

use super::World;
use crate::broken::{Broken, Check, hold};
use crate::committer::Ticket;
use crate::host::Seat;
use crate::replica::CANARY;

/// Memory that one of these small boards may take: they hold some kilobytes.
const WEIGHT_MAX: usize = 8 * 1024 * 1024;
/// Words that may wait for the disk: what comes in during the ten seconds before boards become read-only.
const WAITING_MAX: usize = 20_000;
/// The largest frame that may wait behind others: the whole of such a board.
const FRAME_MAX: usize = 1024 * 1024;

impl World {
    /// Opens a board from the disk.
    pub(super) fn open(&mut self, board: usize) -> Check {
        self.openings += 1;
        let (hand, now) = (self.openings, self.now);
        let shelf = {
            let name = self.host(board)?.board.clone();
            self.disk.load(&name)
        };
        self.ledger(board)?.opened(hand, &shelf)?;
        self.host(board)?.open(&shelf, hand, now)?;
        self.work.did("open");
        Ok(())
    }

    /// Gives a room an input and does what it asks for.
    pub(super) fn take(&mut self, board: usize, input: Input) -> Check {
        let now = self.now;
        let mut effects = std::mem::take(&mut self.effects);
        let host = self.host(board)?;
        if host.barrier.is_none()
            && let Some(room) = &mut host.room
        {
            room.step(input, now, &mut effects);
        }
        for effect in effects.drain(..) {
            self.perform(board, effect)?;
        }
        self.effects = effects;
        Ok(())
    }

    /// Somebody comes in at the door.
    pub(super) fn join(&mut self, who: usize) -> Result<SessionId, Broken> {
        self.sessions += 1;
        let session = SessionId(self.sessions);
        let now = self.now;
        let person = self.person(who)?;
        let (door, member, role) = (person.door(), person.member.clone(), person.role);
        let (core_team, board) = (person.part.core_team, person.part.board);
        let tongue = if matches!(door, Door::Stock(_)) { Tongue::Stock } else { Tongue::Live };
        let name = member.as_str().to_owned();
        let shown = Shown { initials: initials(&name), name, team: None };
        let join = Join { session, door, member, person: shown, role, core_team };
        if self.host(board)?.room.is_none() {
            self.open(board)?;
        }
        let seat = Seat {
            join: join.clone(),
            lanes: Lanes::new(tongue, now),
            close: None,
            asked: None,
            blocked: None,
            deaf: None,
            said: now,
        };
        self.host(board)?.seats.insert(session, seat);
        self.take(board, Input::Join(join))?;
        Ok(session)
    }

    /// A connection is over, as far as the server can tell.
    pub(super) fn leave(&mut self, board: usize, session: SessionId) -> Check {
        let now = self.now;
        self.pipes.remove(&session);
        let host = self.host(board)?;
        if host.seats.remove(&session).is_some() && host.seats.is_empty() {
            host.empty_since = now;
        }
        self.take(board, Input::Leave { session })
    }

    /// The committer does what is due; every board hears how far it is, and how the disk is.
    pub(super) fn commit(&mut self) -> Check {
        if self.committer.due(self.now).is_none_or(|due| due > self.now) {
            return Ok(());
        }
        let before = self.committer.refusals;
        let news = self.committer.act(self.now, &mut self.disk);
        self.work.did_many("disk_refusal", self.committer.refusals - before);
        for (Ticket { board, generation }, progress) in news {
            self.work.did("commit");
            if self.host(board)?.generation == generation {
                self.progressed(board, progress)?;
            }
        }
        let failing = self.committer.health != Health::Well;
        for board in 0..self.hosts.len() {
            let host = self.host(board)?;
            let differs = host.told_failing != failing;
            if differs && host.room.is_some() && host.barrier.is_none() {
                host.told_failing = failing;
                self.work.did(if failing { "told_of_trouble" } else { "told_of_recovery" });
                self.take(board, if failing { Input::StoreFailed } else { Input::StoreBack })?;
            }
        }
        Ok(())
    }

    fn progressed(&mut self, board: usize, news: Progress) -> Check {
        let host = self.host(board)?;
        host.progress.add(news);
        let progress = host.progress;
        self.ledger(board)?.stored(progress.stored);
        if let Some(last) = self.host(board)?.barrier {
            return self.read_again(board, last);
        }
        if progress.refused {
            self.work.did("store_refused");
            return self.throw_away(board);
        }
        self.take(board, Input::Stored { seq: progress.stored })
    }

    /// Drops the room; the board is read again behind everything that was appended so far.
    pub(super) fn throw_away(&mut self, board: usize) -> Check {
        let host = self.host(board)?;
        let Some(room) = &host.room else { return Ok(()) };
        let last = room.last_seq();
        host.barrier.get_or_insert(last);
        self.work.did("reload");
        self.read_again(board, last)
    }

    fn read_again(&mut self, board: usize, last: Seq) -> Check {
        let Progress { stored, refused } = self.host(board)?.progress;
        if !refused && stored < last {
            return Ok(());
        }
        let name = self.host(board)?.board.clone();
        let host_epoch = self.host(board)?.epoch;
        if self.disk.load(&name).epoch != host_epoch {
            self.work.did("found_restored");
            self.host(board)?.forget();
            return Ok(());
        }
        self.open(board)?;
        let now = self.now;
        let mut joins = Vec::new();
        for seat in self.host(board)?.seats.values_mut() {
            let tongue = match seat.join.door {
                Door::Stock(_) => Tongue::Stock,
                Door::Live(_) => Tongue::Live,
            };
            seat.lanes = Lanes::new(tongue, now);
            seat.asked = None;
            if tongue == Tongue::Live {
                seat.close.get_or_insert(CloseCode::Restarting);
            }
            if seat.close.is_none() {
                joins.push(seat.join.clone());
            }
        }
        for join in joins {
            self.work.did("stayed");
            self.take(board, Input::Stay(join))?;
        }
        Ok(())
    }

    /// Alarms ring; rooms in which nobody is are closed.
    pub(super) fn wake_rooms(&mut self) -> Check {
        let (now, patience) = (self.now, millis(self.pace.unload));
        for board in 0..self.hosts.len() {
            let host = self.host(board)?;
            if host.wake_at.is_some_and(|at| at <= now) {
                host.wake_at = None;
                self.take(board, Input::Wake)?;
            }
            if self.host(board)?.notice_at.is_some_and(|at| at <= now) {
                self.work.did("noticed_restored");
                self.host(board)?.forget();
            }
            if self.host(board)?.unload_due(patience).is_some_and(|at| at <= now) {
                self.unload(board)?;
            }
        }
        Ok(())
    }

    fn unload(&mut self, board: usize) -> Check {
        let now = self.now;
        let host = self.host(board)?;
        host.empty_since = now;
        if host.room.as_ref().is_some_and(Room::is_idle) {
            host.room = None;
            let touched = std::mem::take(&mut host.touched);
            self.work.did("unload");
            for document in touched {
                self.compact(board, &document)?;
            }
        }
        Ok(())
    }

    /// Whether nobody's trouble fills the memory.
    pub(super) fn keep_bounds(&self) -> Check {
        for host in &self.hosts {
            let Some(room) = &host.room else { continue };
            hold(room.weight() < WEIGHT_MAX, || {
                format!("{} weighs {}", host.board, room.weight())
            })?;
            let waiting = room.waiting();
            hold(waiting < WAITING_MAX, || format!("{waiting} words wait in {}", host.board))?;
            for seat in host.seats.values() {
                let held = seat.lanes.held_bytes();
                hold(held < LANE_BYTES_MAX + LANE_KEPT_BYTES_MAX + FRAME_MAX, || {
                    format!("{held} bytes wait for {}", seat.join.member)
                })?;
            }
        }
        Ok(())
    }

    /// Makes the sticky that nobody honest ever touches.
    pub(super) fn keep_canary(&mut self, board: usize) -> Check {
        let edit = serde_json::json!({
            "kind": "create", "document": "map", "root": "stickies", "id": CANARY,
            "fields": {"at": ["current", "pains", "besluit", "V"], "text": "kanarie",
                "color": "yellow", "by": "server", "on": 1},
        });
        let edit = serde_json::from_value(edit)
            .map_err(|error| Broken(format!("the canary is no edit: {error}")))?;
        self.tickets += 1;
        self.take(board, Input::Edits { ticket: self.tickets, edits: vec![edit] })
    }

    /// A member may do something else from now on.
    pub(super) fn set_role(&mut self, board: usize, member: &MemberId, role: Role) -> Check {
        let host = self.host(board)?;
        let mut core_team = false;
        for seat in host.seats.values_mut().filter(|seat| seat.join.member == *member) {
            seat.join.role = role;
            core_team = seat.join.core_team;
        }
        self.take(board, Input::Rights { member: member.clone(), role, core_team })
    }
}
