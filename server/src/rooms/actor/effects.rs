//! Stepping the room and performing what it asks for.

use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use crdt::ids::{Document, Millis, SessionId};
use crdt::presence::initials;
use crdt::room::lanes::Outgoing;
use crdt::room::session::Door;
use crdt::room::{Append, Effect, Input};
use crdt::wire::CloseCode;

use super::{Actor, Fate};
use crate::clock;
use crate::store::{Record, StoreError};

impl Actor {
    /// Gives the room an input and performs its effects. A room that fails is read again.
    pub(super) async fn step(&mut self, input: Input) -> Fate {
        match self.try_step(input) {
            Ok(()) => Fate::Live,
            Err(why) => self.reload(&why).await,
        }
    }

    /// Gives the room an input and performs its effects, or says why the room must be read again.
    pub(super) fn try_step(&mut self, input: Input) -> Result<(), String> {
        let now = clock::now();
        let step = self.rooms.around().step;
        let frame = match &input {
            Input::Frame { session, bytes } => Some((*session, bytes.clone())),
            _ => None,
        };
        let (room, effects) = (&mut self.room, &mut self.effects);
        let stepped = catch_unwind(AssertUnwindSafe(|| step(room, input, now, effects)));
        if stepped.is_err() {
            // What a room said in the middle of a panic is not believed.
            self.effects.clear();
            metrics::counter!("reisbord_panics_total").increment(1);
            if let Some((session, bytes)) = frame {
                self.quarantine(session, bytes, now);
            }
            return Err("the room panicked".to_owned());
        }
        let mut effects = std::mem::take(&mut self.effects);
        let mut outcome = Ok(());
        for effect in effects.drain(..) {
            match effect {
                Effect::Reload { why } => outcome = Err(why.to_string()),
                effect => self.perform(effect, now),
            }
        }
        self.effects = effects;
        outcome
    }

    /// Keeps the frame that a room panicked on, with who sent it. A page's frame may be about any document;
    /// it is kept under the one that its commands change.
    fn quarantine(&mut self, session: SessionId, bytes: Bytes, now: Millis) {
        let Some(seat) = self.seats.get(&session) else { return };
        let document = match &seat.join.door {
            Door::Stock(document) => document.clone(),
            Door::Live(_) => Document::Talk,
        };
        let member = seat.join.member.clone();
        self.perform(Effect::Quarantine { member, document, bytes }, now);
    }

    fn perform(&mut self, effect: Effect, now: Millis) {
        match effect {
            Effect::Send { session, frame } => self.send(session, frame, now),
            Effect::Fanout { sessions, frame } => {
                for session in sessions {
                    self.send(session, frame.clone(), now);
                }
            }
            Effect::Append(append) => self.append(append, now),
            Effect::Close { session, code, reason } => self.close(session, code, &reason),
            Effect::WakeAt(at) => self.wake_at = Some(at),
            Effect::Compact { document } => {
                self.touched.remove(&document);
                self.rooms.around().compactor.compact(self.board.clone(), document);
            }
            Effect::Quarantine { member, document, bytes } => {
                let (log, board) = (self.around().log, self.board.clone());
                tracing::error!(%board, %member, document = document.kind(), "quarantined bytes");
                in_background("quarantine", move || {
                    log.quarantine(&board, &document, &member, &bytes)
                });
            }
            Effect::Answer { ticket, result } => {
                // Who asked may have gone; the edit stays.
                let told = self.tickets.remove(&ticket).map(|reply| reply.send(result));
                tracing::trace!(ticket, heard = told.is_some(), "answered");
            }
            Effect::Title(title) => {
                let (book, board) = (self.around().book, self.board.clone());
                in_background("title", move || book.set_title(&board, &title));
            }
            Effect::Named { member, name } => {
                for seat in self.seats.values_mut().filter(|seat| seat.join.member == member) {
                    seat.join.person.initials = initials(&name);
                    seat.join.person.name.clone_from(&name);
                }
                let (book, board) = (self.around().book, self.board.clone());
                in_background("name", move || book.rename_member(&board, &member, &name));
            }
            Effect::Reload { .. } => {}
        }
    }

    fn send(&self, session: SessionId, frame: Outgoing, now: Millis) {
        if let Some(seat) = self.seats.get(&session) {
            seat.outlet.send(frame, now);
        }
    }

    fn append(&mut self, append: Append, on: Millis) {
        let Append { seq, document, bytes, owners, journal } = append;
        self.touched.insert(document.clone());
        if matches!(document, Document::Map | Document::Frame) {
            self.changes_visibly();
        }
        let board = self.board.clone();
        let record = Record { board, seq, document, on, bytes, owners, journal };
        self.rooms.around().committer.append(record, &self.report);
    }

    /// The room has forgotten this session already; its seat goes when the socket is gone.
    fn close(&mut self, session: SessionId, code: CloseCode, reason: &str) {
        if let Some(seat) = self.seats.get_mut(&session) {
            seat.outlet.close(code, reason);
            seat.is_closed = true;
        }
    }

    /// Ends every connection.
    pub(super) fn close_everybody(&self, code: CloseCode, reason: &str) {
        for seat in self.seats.values() {
            seat.outlet.close(code, reason);
        }
    }
}

/// Something that nobody waits for, on a thread that may block.
fn in_background(
    what: &'static str,
    work: impl FnOnce() -> Result<(), StoreError> + Send + 'static,
) {
    drop(tokio::task::spawn_blocking(move || {
        if let Err(error) = work() {
            tracing::error!(%error, what, "something in the background failed");
        }
    }));
}
