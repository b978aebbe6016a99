//! Coming in, changing roles and leaving.

use crate::ids::{Document, MemberId, Millis, Role, Seq, SessionId};
use crate::replica::{Clocks, NOTHING, Tainted};
use crate::room::lanes::{Outgoing, Tongue};
use crate::room::session::{Door, Join, Session};
use crate::room::{Effect, Release, Room};
use crate::wire::{self, Channel, CloseCode, Hello, Notice};

impl Room {
    pub(super) fn join(
        &mut self,
        join: Join,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Tainted> {
        self.record_member(&join, now)?;
        let id = join.session;
        let session = Session::new(join);
        for document in session.lines.documents() {
            self.open_document(document)?;
        }
        self.sessions.insert(id, session);
        self.greet(id, now, effects);
        self.ask(id);
        self.introduce(id, now, effects);
        Ok(())
    }

    /// Lets somebody in who was here before the board was read again.
    pub(super) fn stay(
        &mut self,
        join: Join,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Tainted> {
        let id = join.session;
        self.join(join, now, effects)?;
        let lines = self.sessions.get(&id).map(|one| one.lines.documents().cloned().collect());
        self.hand_over(id, lines.unwrap_or_default(), now, effects)
    }

    /// Gives a stock client whole documents that it will not ask for, and from here on every change of
    /// them. They come as a step 2: an update would read as the acknowledgement of something it sent.
    fn hand_over(
        &mut self,
        id: SessionId,
        documents: Vec<Document>,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Tainted> {
        let is_stock = |one: &Session| one.tongue() == Tongue::Stock;
        if self.sessions.get(&id).is_some_and(is_stock) {
            for document in documents {
                self.answer(id, document, &Clocks::new(), now, effects)?;
            }
        }
        Ok(())
    }

    /// Tells a page who it is here.
    fn greet(&self, id: SessionId, now: Millis, effects: &mut Vec<Effect>) {
        let Some(session) = self.sessions.get(&id) else { return };
        if session.tongue() == Tongue::Stock {
            return;
        }
        let hello = Hello {
            epoch: self.epoch.to_string(),
            member: session.rights.member.to_string(),
            name: session.person.name.clone(),
            role: session.rights.role,
            channels: session.lines.documents().map(|line| Channel::of(line).number()).collect(),
            now: now.0,
            connections: u32::try_from(self.sessions.len()).unwrap_or(u32::MAX),
        };
        let frame = Outgoing::Frame(wire::hello(&hello));
        effects.push(Effect::Send { session: id, frame });
    }

    pub(super) fn leave(&mut self, id: SessionId) {
        self.sessions.remove(&id);
        self.presence.leave(id);
        self.owed.retain(|(session, _)| *session != id);
        self.unasked.retain(|(session, _)| *session != id);
    }

    pub(super) fn change_rights(
        &mut self,
        member: &MemberId,
        role: Role,
        core_team: bool,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Tainted> {
        let mut changed = Vec::new();
        for (id, session) in &mut self.sessions {
            if session.rights.member == *member {
                session.rights.role = role;
                session.rights.core_team = core_team;
                session.sign();
                changed.push((*id, session.open_lines()));
            }
        }
        for document in changed.iter().flat_map(|(_, opened)| opened) {
            self.open_document(document)?;
        }
        for (id, opened) in changed {
            let Some(session) = self.sessions.get(&id) else { continue };
            if session.tongue() == Tongue::Live {
                if session.has_shut(&opened) {
                    self.close(id, CloseCode::Restarting, "your rights changed", effects);
                    continue;
                }
                let frame = Outgoing::Frame(wire::notice(Notice::RoleChanged));
                effects.push(Effect::Send { session: id, frame });
            }
            self.greet(id, now, effects);
            self.ask(id);
            self.hand_over(id, opened, now, effects)?;
        }
        self.record_role(member, role, now)
    }

    pub(super) fn remove(&mut self, member: &MemberId, code: CloseCode, effects: &mut Vec<Effect>) {
        let theirs: Vec<_> = self
            .sessions
            .iter()
            .filter(|(_, session)| session.rights.member == *member)
            .map(|(id, _)| *id)
            .collect();
        for id in theirs {
            self.close(id, code, "your access to this board has ended", effects);
        }
    }

    /// Ends a connection: the room forgets it at once, the caller closes the socket.
    pub(super) fn close(
        &mut self,
        id: SessionId,
        code: CloseCode,
        reason: &str,
        effects: &mut Vec<Effect>,
    ) {
        self.leave(id);
        effects.push(Effect::Close { session: id, code, reason: reason.to_owned() });
    }

    /// Gives a session that fell behind what it missed: the changes since, or everything.
    pub(super) fn resync(&mut self, id: SessionId, missed: Seq) -> Result<(), Tainted> {
        let Some(session) = self.sessions.get(&id) else { return Ok(()) };
        let followed: Vec<Document> =
            session.lines.documents().filter(|line| session.follows(line)).cloned().collect();
        let mut frames = Vec::new();
        for document in followed {
            let flavour = session.flavour(&document);
            let Some(open) = self.documents.get_mut(&document) else { continue };
            match open.recent.since(missed)? {
                Some(changes) if changes == NOTHING => {}
                Some(changes) => frames.push((document, flavour.update(&changes))),
                None => {
                    let (state, tail) = open.recent.whole(&open.replica)?;
                    let whole = [Some(state), tail].into_iter().flatten();
                    frames.extend(whole.map(|part| (document.clone(), flavour.update(&part))));
                }
            }
        }
        self.after_all(Release::Resync(id, missed, frames));
        Ok(())
    }

    /// Spreads the returns over the time, so that they do not all come at once.
    pub(super) fn drain(&self, millis: u64, effects: &mut Vec<Effect>) {
        let pages = self.sessions_of(Tongue::Live);
        let count = (pages.len() as u64).max(1);
        for (nth, session) in pages.into_iter().enumerate() {
            let delay = millis * (nth as u64 + 1) / count;
            let frame = Outgoing::Frame(wire::drain(delay));
            effects.push(Effect::Send { session, frame });
        }
    }

    /// Whether the page that came in knows another history of the board.
    pub(super) fn is_of_other_history(&self, door: &Door) -> bool {
        matches!(door, Door::Live(Some(epoch)) if *epoch != self.epoch)
    }
}
