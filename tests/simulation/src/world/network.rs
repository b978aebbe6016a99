//! The network: what arrives on both sides, what the sockets take, and who notices that the other is gone.

use bytes::Bytes;
use crdt::ids::{Document, SessionId};
use crdt::room::Input;
use crdt::room::session::Door;
use crdt::wire::{self, CloseCode, Live, Stock, Sync};
use server::pace::millis;

use super::effects::document_of;
use super::{RETRY_MILLIS, World};
use crate::broken::{Broken, Check};
use crate::cast::owner;
use crate::content::Content;
use crate::person::SILENCE_MILLIS;
use crate::pipe::{Down, Pipe};
use crate::rights::may_write;
use crate::step::Trick;

impl World {
    /// Whether the server takes from this socket now.
    pub(super) fn is_read(&self, session: SessionId, pipe: &Pipe) -> bool {
        let host = self.hosts.get(self.board_of(pipe.who));
        let takes =
            host.is_some_and(|host| host.barrier.is_none() && host.seats.contains_key(&session));
        takes && !self.committer.holds_back()
    }

    /// Sends something from somebody's page.
    pub(super) fn send(&mut self, who: usize, frame: Bytes) -> Check {
        let now = self.now;
        let person = self.person(who)?;
        let (Some(session), is_live) = (person.link, person.is_live()) else { return Ok(()) };
        let due = now.plus(person.lag);
        // A page on TCP loses nothing in the middle; what a stock client may lose, the server mends.
        let trick = if is_live { None } else { person.trick.take() };
        let mut frames = vec![frame];
        match trick {
            Some(Trick::Lose) => {
                frames.clear();
                person.is_lossy = true;
            }
            Some(Trick::Twice) => frames.extend(frames.clone()),
            Some(Trick::Late) if person.held.is_none() => person.held = frames.pop(),
            Some(Trick::Late) | None => frames.extend(person.held.take()),
        }
        if let Some(trick) = trick {
            self.work.did(match trick {
                Trick::Lose => "lost",
                Trick::Twice => "doubled",
                Trick::Late => "late",
            });
        }
        if let Some(pipe) = self.pipes.get_mut(&session) {
            for frame in frames {
                pipe.send_up(frame, due);
            }
        }
        Ok(())
    }

    /// Somebody comes back.
    pub(super) fn connect(&mut self, who: usize) -> Check {
        let person = self.person(who)?;
        person.retry_at = None;
        if person.is_removed || person.link.is_some() {
            return Ok(());
        }
        if person.is_denied {
            person.start_afresh();
            self.work.did("afresh");
        }
        // The pipe comes first: what the room says at once goes into it.
        let session = SessionId(self.sessions + 1);
        self.pipes.insert(session, Pipe::new(who));
        let now = self.now;
        let words = self.person(who)?.connected(session, now);
        self.join(who)?;
        for word in words {
            self.send(who, word)?;
        }
        self.work.did("connect");
        Ok(())
    }

    /// Somebody's page gives up its connection and will come back.
    pub(super) fn hang_up(&mut self, who: usize) -> Check {
        let at = self.now.plus(RETRY_MILLIS * (1 + who as u64 % 5));
        let person = self.person(who)?;
        let (session, board) = (person.link.take(), person.part.board);
        person.retry_at.get_or_insert(at);
        let Some(session) = session else { return Ok(()) };
        match self.pipes.get_mut(&session) {
            // The server hears nothing of it.
            Some(pipe) if pipe.is_deaf => pipe.is_left = true,
            _ => self.leave(board, session)?,
        }
        Ok(())
    }

    /// What reaches the other side now.
    pub(super) fn arrive(&mut self) -> Check {
        let sessions: Vec<SessionId> = self.pipes.keys().copied().collect();
        for session in sessions {
            while let Some(bytes) = self.arrived_up(session) {
                self.hand_over(session, bytes)?;
            }
            while let Some((who, down)) = self.arrived_down(session) {
                self.hand_down(session, who, down)?;
            }
        }
        Ok(())
    }

    fn arrived_up(&mut self, session: SessionId) -> Option<Bytes> {
        let pipe = self.pipes.get(&session)?;
        let is_read = self.is_read(session, pipe);
        let now = self.now;
        is_read.then(|| self.pipes.get_mut(&session)?.arrive_up(now)).flatten()
    }

    fn arrived_down(&mut self, session: SessionId) -> Option<(usize, Down)> {
        let (now, pipe) = (self.now, self.pipes.get_mut(&session)?);
        let (who, arrives) = (pipe.who, pipe.down_due().is_some());
        let listens = self.people.get(who).is_some_and(|person| !person.is_stalled);
        if !arrives || !listens {
            return None;
        }
        self.pipes.get_mut(&session)?.arrive_down(now).map(|down| (who, down))
    }

    /// A frame reaches the server. What its sender may do at this moment is noted first.
    fn hand_over(&mut self, session: SessionId, bytes: Bytes) -> Check {
        let Some(who) = self.pipes.get(&session).map(|pipe| pipe.who) else { return Ok(()) };
        let board = self.board_of(who);
        let is_there = self.host(board)?.seats.get(&session).is_some_and(|s| s.close.is_none());
        if is_there {
            self.note_rights(board, who, &bytes)?;
        }
        self.work.did("frame");
        self.take(board, Input::Frame { session, bytes })
    }

    fn note_rights(&mut self, board: usize, who: usize, bytes: &Bytes) -> Check {
        let person = self.person(who)?;
        let (part, role, member) = (person.part, person.role, person.member.clone());
        let stock = match person.door() {
            Door::Stock(document) => Some(document),
            Door::Live(_) => None,
        };
        let mut changes = Vec::new();
        if let Some(document) = stock {
            for message in wire::decode_stock(bytes.clone()).unwrap_or_default() {
                if let Stock::Sync(Sync::Step2(update) | Sync::Update(update)) = message {
                    changes.push((document.clone(), update));
                }
            }
        } else {
            match wire::decode_live(bytes.clone()) {
                Ok(Live::Sync(channel, Sync::Step2(update) | Sync::Update(update))) => {
                    changes
                        .extend(document_of(channel, &member).map(|document| (document, update)));
                }
                Ok(Live::Command(_, json)) if role >= crdt::ids::Role::Facilitator => {
                    let command: serde_json::Value =
                        serde_json::from_slice(&json).unwrap_or_default();
                    let is = |name| command.get(name).cloned().unwrap_or_default();
                    if is("kind") == "frame_lock" {
                        self.ledger(board)?.is_locked = is("locked") == true;
                        self.work.did("lock");
                    }
                }
                _ => {}
            }
        }
        for (document, update) in changes {
            let is_locked = self.ledger(board)?.is_locked;
            if may_write(&part, role, &document, is_locked) {
                self.allow(board, who, &document, &update)?;
            }
        }
        Ok(())
    }

    fn allow(&mut self, board: usize, who: usize, document: &Document, update: &[u8]) -> Check {
        let schema = crdt::schema::document(document.kind());
        let reads = schema.is_some_and(|schema| crdt::walk::walk(update, schema).is_ok());
        if !reads {
            return Ok(());
        }
        let Ok(content) = Content::of(update) else { return Ok(()) };
        let mut own = yrs::IdSet::new();
        for (client, ranges) in content.made.iter() {
            if owner(client.get()) == Some(who) && !self.ledger(board)?.is_retired(client.get()) {
                for range in ranges.iter() {
                    own.insert(yrs::ID::new(*client, range.start), range.end - range.start);
                }
            }
        }
        self.ledger(board)?.allow(document, own);
        Ok(())
    }

    fn hand_down(&mut self, session: SessionId, who: usize, down: Down) -> Check {
        let now = self.now;
        match down {
            Down::Frame(bytes) => {
                let answers = self.person(who)?.hear(bytes, now)?;
                for answer in answers {
                    self.send(who, answer)?;
                }
                if self.person(who)?.is_denied {
                    self.hang_up(who)?;
                }
                Ok(())
            }
            Down::Close(code) => {
                self.pipes.remove(&session);
                let person = self.person(who)?;
                let is_honest = !person.part.is_hostile;
                let ended = matches!(code, CloseCode::Forbidden);
                if is_honest && (code == CloseCode::Unreadable || ended && !person.is_removed) {
                    return Err(Broken(format!("{} was closed {code:?}", person.part.name)));
                }
                // A stock client knows no histories: it comes back with what it has.
                let begins = code == CloseCode::OtherEpoch && person.is_live();
                person.is_denied |= begins || code == CloseCode::Unreadable;
                person.link = None;
                person.retry_at = Some(now.plus(RETRY_MILLIS * (1 + who as u64 % 5)));
                self.work.did("closed");
                self.work.did_many("other_epoch", u64::from(code == CloseCode::OtherEpoch));
                Ok(())
            }
        }
    }

    /// Whoever hears nothing for long hangs up; whoever is there says so; whoever was cut off returns.
    pub(super) fn look_at_people(&mut self) -> Check {
        let now = self.now;
        for who in 0..self.people.len() {
            let person = self.person(who)?;
            let linked = person.link.is_some();
            if person.retry_at.is_some_and(|at| at <= now) {
                self.connect(who)?;
            } else if linked && !person.is_stalled && now.since(person.heard) >= SILENCE_MILLIS {
                self.work.did("silence");
                self.hang_up(who)?;
            } else if linked && person.renew_at <= now {
                let (is_there, word) = (person.is_there(), person.point(now));
                self.send_some(who, is_there.then_some(word))?;
            }
        }
        Ok(())
    }

    /// Dead and silent connections end; quiet ones get a word.
    pub(super) fn look_at_seats(&mut self) -> Check {
        let (now, idle) = (self.now, millis(self.pace.idle));
        for board in 0..self.hosts.len() {
            let mut gone = Vec::new();
            let mut quiet = Vec::new();
            for (session, seat) in &mut self.host(board)?.seats {
                let stuck =
                    seat.blocked.is_some_and(|at| now.since(at) >= crdt::limits::STUCK_MILLIS);
                if stuck || seat.deaf.is_some_and(|since| now.since(since) >= idle) {
                    gone.push(*session);
                } else if seat.close.is_none()
                    && seat.blocked.is_none()
                    && seat.word_due(now) <= now
                {
                    seat.said = now;
                    quiet.push((*session, seat.join.door.clone()));
                }
            }
            for session in gone {
                self.work.did("given_up");
                self.leave_behind(session)?;
                self.leave(board, session)?;
            }
            for (session, door) in quiet {
                let word = match door {
                    Door::Stock(_) => wire::stock_keep_alive(),
                    Door::Live(_) => wire::alive(),
                };
                self.send_down(session, Down::Frame(word));
            }
        }
        Ok(())
    }

    /// The server gave up a connection that its client may still believe in.
    fn leave_behind(&mut self, session: SessionId) -> Check {
        let Some(pipe) = self.pipes.get(&session) else { return Ok(()) };
        let (who, at) = (pipe.who, self.now.plus(RETRY_MILLIS));
        let person = self.person(who)?;
        if person.link == Some(session) {
            person.link = None;
            person.retry_at = Some(at);
        }
        Ok(())
    }

    fn send_down(&mut self, session: SessionId, down: Down) {
        let now = self.now;
        let Some(pipe) = self.pipes.get_mut(&session) else { return };
        let lag = self.people.get(pipe.who).map_or(0, |person| person.lag);
        pipe.send_down(down, now.plus(lag));
    }

    /// The sockets take what the lanes hold, as much as the network takes.
    pub(super) fn pump(&mut self) -> Check {
        for board in 0..self.hosts.len() {
            let sessions: Vec<_> = self.host(board)?.seats.keys().copied().collect();
            for session in sessions {
                self.pump_one(board, session)?;
            }
        }
        Ok(())
    }

    fn pump_one(&mut self, board: usize, session: SessionId) -> Check {
        let now = self.now;
        loop {
            let has_room = self.pipes.get(&session).is_some_and(Pipe::has_room);
            let Some(seat) = self.host(board)?.seats.get_mut(&session) else { return Ok(()) };
            if !has_room {
                seat.blocked.get_or_insert(now);
                return Ok(());
            }
            seat.blocked = None;
            let Some(frame) = seat.lanes.next(now) else { break };
            seat.lanes.written();
            let missed = seat.lanes.drained();
            let asks = missed.is_some() && missed != seat.asked;
            seat.asked = missed;
            self.send_down(session, Down::Frame(frame));
            if let Some(missed) = missed.filter(|_| asks) {
                self.work.did("stale");
                self.take(board, Input::Drained { session, missed })?;
            }
        }
        let seat = self.host(board)?.seats.get_mut(&session);
        if let Some(code) = seat.and_then(|seat| seat.close) {
            self.send_down(session, Down::Close(code));
            let is_left = self.pipes.get(&session).is_some_and(|pipe| pipe.is_left);
            self.host(board)?.seats.remove(&session);
            let now = self.now;
            let host = self.host(board)?;
            if host.seats.is_empty() {
                host.empty_since = now;
            }
            self.take(board, Input::Leave { session })?;
            if is_left {
                self.pipes.remove(&session);
            }
        }
        Ok(())
    }
}
