//! The steps of a plan. One that makes no sense at its moment does nothing.

use crdt::ids::{ClientId, Document, Role, Seq};
use crdt::room::Input;
use crdt::wire::CloseCode;
use server::store::Record;

use super::World;
use crate::broken::{Broken, Check};
use crate::cast::CAST;
use crate::committer::Committer;
use crate::ledger::open;
use crate::step::{Ask, Dead, Step};

impl World {
    /// Does one step, and what follows from it at once.
    pub(crate) fn act(&mut self, step: &Step) -> Check {
        match *step {
            Step::Edit { who, touch, n } => {
                let (done, frame) = self.person(who)?.edit(touch, n)?;
                self.work.did_many("edit", u64::from(done));
                self.send_some(who, frame)?;
            }
            Step::Point { who } => {
                let now = self.now;
                if self.person(who)?.is_there() {
                    let word = self.person(who)?.point(now);
                    self.work.did("point");
                    self.send(who, word)?;
                }
            }
            Step::Ask { who, ask, n } => self.ask(who, ask, n)?,
            Step::Forge { who, forge, n } => self.forge(who, forge, n)?,
            Step::Pass { millis } => self.pass(millis)?,
            Step::Cut { who } => {
                if self.person(who)?.link.is_some() {
                    self.work.did("cut");
                    self.hang_up(who)?;
                }
            }
            Step::HalfOpen { who, dead } => self.half_open(who, dead)?,
            Step::Lag { who, millis } => self.person(who)?.lag = millis,
            Step::Stall { who, stalled } => {
                let now = self.now;
                let person = self.person(who)?;
                person.is_stalled = stalled;
                person.heard = now;
                self.work.did_many("stall", u64::from(stalled));
            }
            Step::Trick { who, trick } => self.person(who)?.trick = Some(trick),
            Step::Role { who, role } => self.change_role(who, role)?,
            Step::Remove { who } => self.remove(who)?,
            Step::Disk { mood } => {
                self.disk.mood = mood;
                self.work.did("disk_mood");
            }
            Step::Crash { keep, torn } => self.crash(keep, torn)?,
            Step::Compact { board, n } => {
                let documents = [Document::Map, Document::Frame, Document::Talk];
                let at = usize::try_from(n).unwrap_or(0) % documents.len();
                if let Some(document) = documents.get(at) {
                    self.compact(board, document)?;
                }
            }
            Step::Usurp { board } => self.usurp(board)?,
            Step::Backup { board } => {
                let name = self.host(board)?.board.clone();
                let shelf = self.disk.load(&name);
                self.host(board)?.backup = Some(shelf);
                self.work.did("backup");
            }
            Step::Restore { board, after } => self.restore(board, after)?,
            Step::Panic { board } => {
                if self.host(board)?.room.is_some() {
                    self.work.did("panic");
                    self.throw_away(board)?;
                }
            }
        }
        self.pump()?;
        self.keep_bounds()
    }

    pub(super) fn send_some(&mut self, who: usize, frame: Option<bytes::Bytes>) -> Check {
        match frame {
            Some(frame) => self.send(who, frame),
            None => Ok(()),
        }
    }

    fn ask(&mut self, who: usize, ask: Ask, n: u32) -> Check {
        let name = CAST.get(who).map_or("", |part| part.name);
        let id = format!("c{who}x{n}");
        let others: Vec<_> = CAST.iter().filter(|one| one.board == self.board_of(who)).collect();
        let at = usize::try_from(n).unwrap_or(0) % others.len().max(1);
        let other = others.get(at).map_or(name, |part| part.name);
        let (json, proof) = match ask {
            Ask::Comment => {
                let about = "stickies/canary";
                let json = serde_json::json!({"kind": "comment_add", "id": id, "about": about,
                    "text": "Klopt dit?"});
                (json, Some(id))
            }
            Ask::Lock | Ask::Unlock => {
                (serde_json::json!({"kind": "frame_lock", "locked": ask == Ask::Lock}), None)
            }
            Ask::TakeBack => {
                let since = self.now.0.saturating_sub(5_000);
                let json =
                    serde_json::json!({"kind": "take_back", "member": other, "since": since});
                (json, None)
            }
            Ask::Name => {
                let called = format!("naam{n}");
                (serde_json::json!({"kind": "name_set", "name": called}), Some(called))
            }
        };
        let frame = self.person(who)?.ask(&json.to_string(), proof);
        self.work.did_many("command", u64::from(frame.is_some()));
        self.send_some(who, frame)
    }

    fn half_open(&mut self, who: usize, dead: Dead) -> Check {
        let (deaf, mute) = (dead != Dead::Down, dead != Dead::Up);
        let now = self.now;
        let Some(session) = self.person(who)?.link else { return Ok(()) };
        let board = self.board_of(who);
        if let Some(pipe) = self.pipes.get_mut(&session) {
            pipe.is_deaf |= deaf;
            pipe.is_mute |= mute;
            if deaf {
                pipe.up.clear();
            }
            self.work.did("half_open");
        }
        if let Some(seat) = self.host(board)?.seats.get_mut(&session).filter(|_| deaf) {
            seat.deaf.get_or_insert(now);
        }
        Ok(())
    }

    fn change_role(&mut self, who: usize, role: Role) -> Check {
        let person = self.person(who)?;
        // Facilitators and owners keep their place, so that somebody can lock and unlock; so do strangers.
        if person.part.role >= Role::Facilitator || person.part.is_hostile || person.is_removed {
            return Ok(());
        }
        person.is_demoted |= role < person.role;
        person.role = role;
        let (board, member) = (person.part.board, person.member.clone());
        self.work.did("role");
        self.set_role(board, &member, role)
    }

    fn remove(&mut self, who: usize) -> Check {
        let person = self.person(who)?;
        if person.is_removed {
            return Ok(());
        }
        person.is_removed = true;
        let (board, member) = (person.part.board, person.member.clone());
        self.work.did("remove");
        for seat in self.host(board)?.seats.values_mut().filter(|seat| seat.join.member == member) {
            seat.close.get_or_insert(CloseCode::Forbidden);
        }
        self.take(board, Input::Remove { member, code: CloseCode::Forbidden })
    }

    /// The power goes, and comes back.
    fn crash(&mut self, keep: u32, torn: bool) -> Check {
        self.disk.crash(keep, torn)?;
        self.committer = Committer::new();
        self.pipes.clear();
        let now = self.now;
        for board in 0..self.hosts.len() {
            self.host(board)?.die();
            let name = self.host(board)?.board.clone();
            let shelf = self.disk.load(&name);
            self.ledger(board)?.recovered(&shelf)?;
        }
        for person in &mut self.people {
            if person.link.take().is_some() {
                person.retry_at = Some(now.plus(super::RETRY_MILLIS * (1 + person.who as u64 % 5)));
            }
        }
        self.work.did("crash");
        Ok(())
    }

    /// Another process puts the board back as it was, as `reisbord restore` does.
    fn restore(&mut self, board: usize, after: u64) -> Check {
        let at = self.now.plus(after);
        let host = self.host(board)?;
        let Some(backup) = host.backup.clone() else { return Ok(()) };
        let name = host.board.clone();
        let mut documents = Vec::new();
        self.openings += 1;
        let hand = ClientId(self.openings);
        for (document, kept) in &backup.documents {
            let kind = document.kind();
            let schema = crdt::schema::document(kind);
            let schema = schema.ok_or_else(|| Broken(format!("there is no {kind}")))?;
            let bytes = open(kept)?.anew(schema, hand);
            let bytes = bytes.map_err(|tainted| Broken(format!("a backup: {tainted}")))?;
            documents.push((document.clone(), bytes));
        }
        let clients: Vec<_> = backup.owners.keys().copied().collect();
        if self.disk.begin_again(&name, &documents, &clients)? {
            self.work.did("restore");
            let host = self.host(board)?;
            host.notice_at = host.room.is_some().then_some(at);
        }
        Ok(())
    }

    /// Another process appends to the board: what this one wanted to append there is refused.
    fn usurp(&mut self, board: usize) -> Check {
        let on = self.now;
        let host = self.host(board)?;
        let name = host.board.clone();
        let seq: Seq = self.disk.load(&name).last.next();
        let (document, bytes) = (Document::Map, crdt::replica::NOTHING.into());
        let (owners, journal) = (Vec::new(), bytes::Bytes::new());
        let record = Record { board: name, seq, document, on, bytes, owners, journal };
        if self.disk.insert(&record) {
            self.work.did("usurp");
        }
        Ok(())
    }
}
