//! Questions both ways: a step 1 of a connection and its answer, and what the server asks of others.
//!
//! An answer can be as large as a document, and a question fits in six bytes. So whoever asks again at
//! once waits, and there is one answer under way for each document of a connection, however often it asks.

use std::sync::Arc;

use bytes::Bytes;

use crate::ids::{Document, Millis, SessionId};
use crate::limits::{ANSWER_MILLIS, GAP_ANSWER_MILLIS};
use crate::replica::{Clocks, Tainted};
use crate::room::lanes::{Outgoing, Slot, Tongue};
use crate::room::session::{Answer, Line};
use crate::room::{Effect, Release, Room};
use crate::wire::{Channel, CloseCode};

impl Room {
    /// A connection asks for a document.
    pub(super) fn asked(
        &mut self,
        id: SessionId,
        document: Document,
        clocks: &Clocks,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Tainted> {
        match self.line(id, &document).map(|line| line.answer.is_due(now)) {
            Some(true) => return self.answer(id, document, clocks, now, effects),
            Some(false) => drop(self.owed.insert((id, document))),
            None => {}
        }
        Ok(())
    }

    /// Answers who asked too soon, with everything: what they said they have was another moment's.
    pub(super) fn answer_late(
        &mut self,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Tainted> {
        for (id, document) in self.owed.iter().cloned().collect::<Vec<_>>() {
            // A line that was closed meanwhile is not theirs to read any more.
            let is_due = self.line(id, &document).map(|line| line.answer.is_due(now));
            if is_due != Some(false) {
                self.owed.remove(&(id, document.clone()));
            }
            if is_due == Some(true) {
                self.answer(id, document, &Clocks::new(), now, effects)?;
            }
        }
        Ok(())
    }

    /// When somebody who asked too soon is answered; one whose answer waits for the disk is not waited for.
    pub(super) fn next_answer(&self) -> Option<Millis> {
        let due = |(id, document): &(SessionId, Document)| {
            let answer = &self.sessions.get(id)?.lines.get(document)?.answer;
            answer.given.filter(|_| !answer.is_waiting)
        };
        self.owed.iter().filter_map(due).min().map(|given| given.plus(ANSWER_MILLIS))
    }

    fn line(&mut self, id: SessionId, document: &Document) -> Option<&mut Line> {
        self.sessions.get_mut(&id)?.lines.get_mut(document)
    }

    /// Answers a step 1: with the cached state, with nothing, or with a computed difference.
    pub(super) fn answer(
        &mut self,
        id: SessionId,
        document: Document,
        clocks: &Clocks,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Tainted> {
        let Some(session) = self.sessions.get(&id) else { return Ok(()) };
        let flavour = session.flavour(&document);
        if self.is_beyond_ours(id, &document, clocks) {
            let why = "this page knows another history of the board";
            self.close(id, CloseCode::OtherEpoch, why, effects);
            return Ok(());
        }
        let open = self.open_document(&document)?;
        let frames = if clocks.is_empty() {
            open.recent.answer(&open.replica, flavour)?
        } else {
            // Also for equal clocks: deletions move no clock, and the difference carries them all.
            vec![flavour.step_2(&open.replica.diff(clocks)?)]
        };
        if let Some(line) = self.line(id, &document) {
            line.answer = Answer { given: Some(now), is_waiting: true };
        }
        self.after_all(Release::Joined(id, document, frames));
        Ok(())
    }

    /// Whether somebody claims to have more of somebody else's work than the server has, or comes from
    /// another history altogether.
    fn is_beyond_ours(&self, id: SessionId, document: &Document, clocks: &Clocks) -> bool {
        let (Some(session), Some(open)) = (self.sessions.get(&id), self.documents.get(document))
        else {
            return false;
        };
        if session.tongue() == Tongue::Stock {
            return false;
        }
        // A page of another history that has content must start afresh before it syncs.
        let elsewhere = self.is_of_other_history(&session.door) && !clocks.is_empty();
        let beyond = clocks.iter().any(|(client, clock)| {
            let owner = self.owners.of(*client);
            let others = owner.is_some_and(|owner| *owner != session.rights.member);
            others && *clock > open.replica.known(*client)
        });
        elsewhere || beyond
    }

    /// Asks a connection for what it has that the server misses: a step 1 for each document it may
    /// write. Who may only read is not asked, so an honest reader never sends what must be refused.
    pub(super) fn ask(&mut self, id: SessionId) {
        let Some(session) = self.sessions.get(&id) else { return };
        let writable = session
            .lines
            .documents()
            .filter(|document| session.rights.may_write(document, self.frame_locked));
        let questions: Vec<Outgoing> = writable
            .filter_map(|document| {
                let open = self.documents.get(document)?;
                let question = session.flavour(document).step_1(&open.replica.state_vector());
                Some(asking(document, question))
            })
            .collect();
        for question in questions {
            // A vector says what the server has, so it too waits until that is on disk.
            self.after_all(Release::Frame(id, question));
        }
    }

    pub(super) fn ask_everybody(&mut self) {
        for id in self.sessions.keys().copied().collect::<Vec<_>>() {
            self.ask(id);
        }
    }

    /// A live update with a gap: an honest client sends one while it reconnects. Asked what the server
    /// misses, its step 2 brings this and what came before.
    pub(super) fn ask_again(&mut self, id: SessionId, document: &Document, now: Millis) {
        let Some(line) = self.line(id, document) else { return };
        line.dropped += 1;
        if line.asked.is_some_and(|asked| now.since(asked) < GAP_ANSWER_MILLIS) {
            self.unasked.insert((id, document.clone()));
            return;
        }
        self.question(id, document, now);
    }

    fn question(&mut self, id: SessionId, document: &Document, now: Millis) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        let flavour = session.flavour(document);
        if let Some(line) = session.lines.get_mut(document) {
            line.asked = Some(now);
        }
        if let Some(open) = self.documents.get(document) {
            let question = flavour.step_1(&open.replica.state_vector());
            self.after_all(Release::Frame(id, asking(document, question)));
        }
    }

    /// Asks for what was dropped too soon after the last question, unless a step 2 brought it meanwhile.
    /// The answer to that question may have been on its way already, and nobody else would ask.
    pub(super) fn ask_late(&mut self, now: Millis) {
        for (id, document) in self.unasked.iter().cloned().collect::<Vec<_>>() {
            let line = self.line(id, &document);
            let asked = line.filter(|line| line.dropped > 0).and_then(|line| line.asked);
            if asked.is_some_and(|asked| now.since(asked) < GAP_ANSWER_MILLIS) {
                continue;
            }
            self.unasked.remove(&(id, document.clone()));
            let session = self.sessions.get(&id);
            let may_write = session
                .is_some_and(|session| session.rights.may_write(&document, self.frame_locked));
            if asked.is_some() && may_write {
                self.question(id, &document, now);
            }
        }
    }

    /// When the next of those is asked.
    pub(super) fn next_question(&self) -> Option<Millis> {
        let asked = |(id, document): &(SessionId, Document)| {
            self.sessions.get(id)?.lines.get(document)?.asked
        };
        let first = self.unasked.iter().filter_map(asked).min();
        first.map(|asked| asked.plus(GAP_ANSWER_MILLIS))
    }

    /// Shows a connection who else is here.
    pub(super) fn introduce(&mut self, id: SessionId, now: Millis, effects: &mut Vec<Effect>) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        // Whoever asks again at once has everybody on the way to them already.
        if session.introduced.is_some_and(|on| now.since(on) < ANSWER_MILLIS) {
            return;
        }
        session.introduced = Some(now);
        if let Some(everybody) = self.presence.everybody() {
            let frame = Outgoing::Presence(Arc::new(everybody));
            effects.push(Effect::Send { session: id, frame });
        }
    }
}

/// A question of the server: of two about one document only the later one needs an answer.
fn asking(document: &Document, question: Bytes) -> Outgoing {
    Outgoing::Latest(Slot::Question(Channel::of(document)), vec![question])
}
