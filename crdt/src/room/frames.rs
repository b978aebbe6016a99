//! What a connection sends: sync messages, presence and commands, each decided at once.

use bytes::Bytes;

use crate::ids::{ClientId, Document, Millis, SessionId};
use crate::limits::COMMAND_BYTES_MAX;
use crate::presence::Speaker;
use crate::replica::{Tainted, read_clocks};
use crate::room::guard::{Case, Taking, Verdict, judge};
use crate::room::lanes::{Outgoing, Slot, Tongue};
use crate::room::session::LineState;
use crate::room::{Effect, Release, Room};
use crate::walk::load::Load;
use crate::wire::{self, Channel, CloseCode, Live, Refusal, Stock, Sync, Unreadable};

/// What one message leads to, short of a fault of the engine.
type Taken = Result<(), Unreadable>;

impl Room {
    pub(super) fn frame(
        &mut self,
        id: SessionId,
        bytes: Bytes,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<(), Tainted> {
        let Some(session) = self.sessions.get(&id) else { return Ok(()) };
        let taken = match session.tongue() {
            Tongue::Stock => self.stock_frame(id, bytes, now, effects)?,
            Tongue::Live => self.live_frame(id, bytes, now, effects)?,
        };
        if let Err(unreadable) = taken {
            self.close(id, CloseCode::Unreadable, &unreadable.to_string(), effects);
        }
        Ok(())
    }

    fn stock_frame(
        &mut self,
        id: SessionId,
        bytes: Bytes,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<Taken, Tainted> {
        let messages = match wire::decode_stock(bytes) {
            Ok(messages) => messages,
            Err(unreadable) => return Ok(Err(unreadable)),
        };
        let mut load = Load::default();
        for message in messages {
            let taken = match message {
                Stock::Sync(sync) => {
                    let session = self.sessions.get(&id);
                    match session.and_then(|one| one.lines.documents().next().cloned()) {
                        Some(document) => {
                            self.sync(id, document, (sync, &mut load), now, effects)?
                        }
                        None => Ok(()),
                    }
                }
                Stock::Awareness(update) => self.speak(id, &update, now),
                Stock::Query => {
                    self.introduce(id, now, effects);
                    Ok(())
                }
                Stock::Nothing => Ok(()),
            };
            if taken.is_err() {
                return Ok(taken);
            }
        }
        Ok(Ok(()))
    }

    fn live_frame(
        &mut self,
        id: SessionId,
        bytes: Bytes,
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<Taken, Tainted> {
        match wire::decode_live(bytes) {
            Err(unreadable) => Ok(Err(unreadable)),
            Ok(Live::Sync(channel, sync)) => {
                let session = self.sessions.get(&id);
                match session.and_then(|one| one.document(channel)) {
                    Some(document) => {
                        self.sync(id, document, (sync, &mut Load::default()), now, effects)
                    }
                    // A channel that just closed under the page's hands.
                    None => {
                        let frame = wire::refused(channel, Refusal::Right, 0);
                        effects.push(Effect::Send { session: id, frame: Outgoing::Frame(frame) });
                        Ok(Ok(()))
                    }
                }
            }
            Ok(Live::Presence(update)) => Ok(self.speak(id, &update, now)),
            Ok(Live::Command(request, json)) if json.len() <= COMMAND_BYTES_MAX => {
                self.command(id, request, &json, now)?;
                Ok(Ok(()))
            }
            Ok(Live::Command(..)) => Ok(Err(Unreadable("a command is too long"))),
            Ok(Live::Alive) => {
                let frame = Outgoing::Latest(Slot::Alive, vec![wire::alive()]);
                effects.push(Effect::Send { session: id, frame });
                Ok(Ok(()))
            }
        }
    }

    fn speak(&mut self, id: SessionId, update: &Bytes, now: Millis) -> Taken {
        let Some(session) = self.sessions.get_mut(&id) else { return Ok(()) };
        let mut speaker = Speaker {
            session: id,
            id: &mut session.presence_id,
            shown: &session.shown,
            member: &session.rights.member,
            owners: self.owners.by_client(),
        };
        self.presence.take(&mut speaker, update, now)
    }

    fn sync(
        &mut self,
        id: SessionId,
        document: Document,
        (sync, load): (Sync, &mut Load),
        now: Millis,
        effects: &mut Vec<Effect>,
    ) -> Result<Taken, Tainted> {
        match sync {
            Sync::Step1(vector) => match read_clocks(&vector) {
                Ok(clocks) => self.asked(id, document, &clocks, now, effects).map(Ok),
                Err(unreadable) => Ok(Err(unreadable)),
            },
            Sync::Step2(update) => self.update(id, document, (&update, load), Step::Answer, now),
            Sync::Update(update) => self.update(id, document, (&update, load), Step::Live, now),
        }
    }

    fn update(
        &mut self,
        id: SessionId,
        document: Document,
        (update, load): (&Bytes, &mut Load),
        step: Step,
        now: Millis,
    ) -> Result<Taken, Tainted> {
        self.open_document(&document)?.weigh(update.len())?;
        let (Some(session), Some(open)) = (self.sessions.get(&id), self.documents.get(&document))
        else {
            return Ok(Ok(()));
        };
        let line = session.lines.get(&document);
        if line.is_some_and(|line| line.state == LineState::Refused) {
            return Ok(Ok(()));
        }
        let case = Case {
            document: &document,
            replica: &open.replica,
            bytes: open.bytes,
            owners: &self.owners,
            member: &session.rights.member,
            may_write: session.rights.may_write(&document, self.frame_locked),
        };
        match judge(&case, update, load) {
            Verdict::Unreadable(unreadable) => return Ok(Err(unreadable)),
            Verdict::Take(taken) if self.may_claim(id, &taken.claims, now) => {
                self.apply(id, document, update, &taken, (step, now))?;
            }
            Verdict::Take(_) => self.refuse(id, &document, Refusal::Author),
            Verdict::Refuse(refusal) => self.refuse(id, &document, refusal),
            Verdict::Nothing => self.decide(id, document, update, step),
            Verdict::Gap => match step {
                Step::Answer => self.refuse(id, &document, Refusal::Gap),
                Step::Live => self.ask_again(id, &document, now),
            },
        }
        Ok(Ok(()))
    }

    /// Whether these replica ids, which nobody owns, can be this member's from now on: not when
    /// somebody else is shown by one, and not when it is one of the server's.
    fn may_claim(&mut self, id: SessionId, claims: &[ClientId], now: Millis) -> bool {
        let Some(session) = self.sessions.get(&id).filter(|_| !claims.is_empty()) else {
            return claims.is_empty();
        };
        let member = &session.rights.member;
        let is_free = |client: &ClientId| {
            *client != self.hand
                && self.presence.speaks_for(*client).is_none_or(|speaker| speaker == member)
                && self.documents.values().all(|open| open.replica.known(*client) == 0)
        };
        let theirs = self.sessions.values().filter(|one| one.rights.member == *member).count();
        claims.iter().all(is_free) && self.introductions.allow(member, theirs, claims.len(), now)
    }

    fn apply(
        &mut self,
        id: SessionId,
        document: Document,
        update: &Bytes,
        Taking { claims, types, deletes, typed, structs }: &Taking,
        (step, now): (Step, Millis),
    ) -> Result<(), Tainted> {
        let Some(session) = self.sessions.get(&id) else { return Ok(()) };
        let member = session.rights.member.clone();
        let going_on = self.journal.typing_in(document.kind(), &member, now);
        let replica = &mut self.open_document(&document)?.replica;
        replica.told(going_on);
        let change = match replica.apply(update) {
            Ok(Some(change)) => change,
            Ok(None) => {
                self.decide(id, document, update, step);
                return Ok(());
            }
            Err(tainted) => {
                self.suspect = Some((member, document, update.clone()));
                return Err(tainted);
            }
        };
        let replica = &mut self.open_document(&document)?.replica;
        replica.brought(types, *deletes, typed.as_ref());
        // What the engine wrote of it says nothing that was known, and two bytes for the least there is.
        replica.grew((*structs).min(change.len()));
        let claimed = claims.iter().map(|client| (*client, member.clone())).collect();
        for client in claims {
            self.owners.claim(*client, &member);
        }
        self.collect(&document, change, claimed)?;
        let overfull = self.note(&document, &member, now)?;
        if overfull {
            self.refuse(id, &document, Refusal::Size);
            return Ok(());
        }
        let decided = self.decided(id, &document, step);
        self.open_document(&document)?.authors.insert(id, decided);
        Ok(())
    }

    /// Counts one more decided frame. Counts speak of the first frames of a connection, so after a
    /// dropped one they stand still until the step 2 that brings its content.
    fn decided(&mut self, id: SessionId, document: &Document, step: Step) -> u64 {
        let line = self.sessions.get_mut(&id).and_then(|one| one.lines.get_mut(document));
        line.map_or(0, |line| {
            if step == Step::Live && line.dropped > 0 {
                line.dropped += 1;
            } else {
                line.decided += 1 + std::mem::take(&mut line.dropped);
            }
            line.decided
        })
    }

    /// Acknowledges a frame that brought nothing new: its content is applied, and perhaps on its way
    /// to the disk.
    fn decide(&mut self, id: SessionId, document: Document, update: &Bytes, step: Step) {
        let decided = self.decided(id, &document, step);
        let Some(session) = self.sessions.get(&id) else { return };
        match session.tongue() {
            Tongue::Live => match self.documents.get_mut(&document) {
                // Counts only grow, so one that waits with an open window takes this one along.
                Some(open) if !open.window.is_empty() => drop(open.authors.insert(id, decided)),
                _ => self.after_all(Release::Counted(id, document, decided)),
            },
            Tongue::Stock => {
                let echo = session.flavour(&document).update(update);
                self.after_all(Release::Frame(id, Outgoing::Echo(echo)));
            }
        }
    }

    fn refuse(&mut self, id: SessionId, document: &Document, refusal: Refusal) {
        let Some(session) = self.sessions.get_mut(&id) else { return };
        let tongue = session.tongue();
        let Some(line) = session.lines.get_mut(document) else { return };
        line.state = LineState::Refused;
        let frame = match tongue {
            Tongue::Live => wire::refused(Channel::of(document), refusal, line.decided),
            Tongue::Stock => wire::stock_denied(refusal.reason()),
        };
        self.after_all(Release::Frame(id, Outgoing::Frame(frame)));
    }
}

/// How an update came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    /// As the answer to a step 1.
    Answer,
    /// By itself.
    Live,
}
