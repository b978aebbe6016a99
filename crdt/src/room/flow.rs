//! The flow of changes through a room: windows, appends, and what goes out once it is durable.

use bytes::Bytes;

use crate::ids::{ClientId, Document, MemberId, Millis, Seq, SessionId};
use crate::limits::{
    COMPACT_BYTES, COMPACT_RECORDS, PRESENCE_WINDOW_MILLIS, WINDOW_CONNECTIONS, WINDOW_MILLIS_MAX,
    WINDOW_MILLIS_MIN,
};
use crate::replica::{Stored, Tainted, merge};
use crate::room::journal;
use crate::room::lanes::{Outgoing, Slot, Tongue};
use crate::room::session::LineState;
use crate::room::{Append, Effect, Open, Release, Room};
use crate::wire::{Channel, Flavour, durable};

impl Room {
    /// The open document; a draft is opened when its writer first comes.
    pub(super) fn open_document(&mut self, document: &Document) -> Result<&mut Open, Tainted> {
        if !self.documents.contains_key(document) {
            let open = Open::new(self.hand, &Stored::default())?;
            self.documents.insert(document.clone(), open);
        }
        self.documents.get_mut(document).ok_or_else(|| Tainted("it is not open".to_owned()))
    }

    /// Puts an applied change into the document's window.
    pub(super) fn collect(
        &mut self,
        document: &Document,
        change: Bytes,
        claims: Vec<(ClientId, MemberId)>,
    ) -> Result<(), Tainted> {
        if !self.dirty.contains(document) {
            self.dirty.push(document.clone());
        }
        // All windows are appended together in this order, so the position is known already.
        let place = self.dirty.iter().position(|dirty| dirty == document).unwrap_or(0);
        let seq = Seq(self.last.0 + 1 + place as u64);
        let open = self.open_document(document)?;
        open.bytes += change.len();
        open.uncounted += change.len();
        open.recent.add(seq, change.clone());
        open.window.push(change);
        open.claims.extend(claims);
        Ok(())
    }

    /// After every input: append what is due, let go out what is durable, show who is where.
    pub(super) fn settle(&mut self, now: Millis, effects: &mut Vec<Effect>) -> Result<(), Tainted> {
        let grown = self.feed.close(now);
        self.write_feed(&grown, now)?;
        if self.bin.due().is_some_and(|due| due <= now) {
            self.sweep(now)?;
        }
        if !self.dirty.is_empty() && now >= self.window_ends() {
            self.flush(now, effects)?;
        }
        self.answer_late(now, effects)?;
        self.ask_late(now);
        for open in self.documents.values_mut() {
            open.rest(now)?;
        }
        self.release(effects);
        self.presence.expire(now);
        if now.since(self.presence_shown) >= PRESENCE_WINDOW_MILLIS
            && let Some(batch) = self.presence.changes()
        {
            self.presence_shown = now;
            self.show_presence(batch, effects);
        }
        self.set_alarm(effects);
        Ok(())
    }

    /// When what came in since the last append is appended.
    fn window_ends(&self) -> Millis {
        let more = self.sessions.len().saturating_sub(WINDOW_CONNECTIONS) as u64 * 2 / 3;
        self.flushed.plus((WINDOW_MILLIS_MIN + more).min(WINDOW_MILLIS_MAX))
    }

    fn flush(&mut self, now: Millis, effects: &mut Vec<Effect>) -> Result<(), Tainted> {
        self.flushed = now;
        for document in std::mem::take(&mut self.dirty) {
            let seq = self.last.next();
            let open = self.open_document(&document)?;
            let bytes = merge(&std::mem::take(&mut open.window))?;
            let owners = std::mem::take(&mut open.claims);
            let authors = std::mem::take(&mut open.authors);
            open.log_bytes += bytes.len();
            open.log_records += 1;
            if open.log_bytes > COMPACT_BYTES.max(open.bytes / 2)
                || open.log_records > COMPACT_RECORDS
            {
                (open.log_bytes, open.log_records) = (0, 0);
                effects.push(Effect::Compact { document: document.clone() });
            }
            self.last = seq;
            let append = Append {
                seq,
                document: document.clone(),
                bytes: bytes.clone(),
                owners,
                // All of these are stored by one commit, so it does not matter which of them has it.
                journal: journal::pack(&std::mem::take(&mut self.unkept)),
            };
            effects.push(Effect::Append(append));
            let makers = authors.keys().copied().collect();
            self.queue.push_back((seq, Release::Change(seq, document.clone(), bytes, makers)));
            for (session, decided) in authors {
                let counted = Release::Counted(session, document.clone(), decided);
                self.queue.push_back((seq, counted));
            }
        }
        Ok(())
    }

    fn release(&mut self, effects: &mut Vec<Effect>) {
        while let Some((seq, _)) = self.queue.front()
            && *seq <= self.durable
            && let Some((_, release)) = self.queue.pop_front()
        {
            match release {
                Release::Frame(session, frame) => self.send(session, frame, effects),
                Release::Joined(session, document, frames) => {
                    if self.set_live(session, &document) {
                        let slot = Slot::Answer(Channel::of(&document));
                        self.send(session, Outgoing::Latest(slot, frames), effects);
                    }
                }
                Release::Resync(session, from, frames) => {
                    let reads = |(document, frame): (Document, Bytes)| {
                        let session = self.sessions.get(&session)?;
                        session.follows(&document).then_some(frame)
                    };
                    // Also without frames it ends the staleness.
                    let frames = frames.into_iter().filter_map(reads).collect();
                    self.send(session, Outgoing::Resync(from, frames), effects);
                }
                Release::Change(seq, document, bytes, makers) => {
                    self.fan_out(seq, &document, &bytes, &makers, effects);
                }
                Release::Counted(session, document, decided) => {
                    self.count(session, &document, decided, effects);
                }
                // Their words leave the disk when the log is rewritten.
                Release::Purged(document) => effects.push(Effect::Compact { document }),
                Release::Named(member, name) => effects.push(Effect::Named { member, name }),
                Release::Answer(ticket, result) => {
                    effects.push(Effect::Answer { ticket, result });
                }
            }
        }
    }

    fn send(&self, session: SessionId, frame: Outgoing, effects: &mut Vec<Effect>) {
        if self.sessions.contains_key(&session) {
            effects.push(Effect::Send { session, frame });
        }
    }

    /// From here on a session follows a document; not when it may not read it any more.
    fn set_live(&mut self, session: SessionId, document: &Document) -> bool {
        let line = self.sessions.get_mut(&session).and_then(|one| one.lines.get_mut(document));
        let Some(line) = line else { return false };
        line.answer.is_waiting = false;
        if line.state == LineState::Handshaking {
            line.state = LineState::Live;
        }
        true
    }

    /// One frame per flavour, shared by all who speak it. Whoever made the change gets it as well: to a
    /// stock client that echo is the acknowledgement.
    fn fan_out(
        &mut self,
        seq: Seq,
        document: &Document,
        bytes: &Bytes,
        makers: &[SessionId],
        effects: &mut Vec<Effect>,
    ) {
        for (tongue, flavour) in
            [(Tongue::Stock, Flavour::Stock), (Tongue::Live, Flavour::Live(Channel::of(document)))]
        {
            let sessions: Vec<_> = self
                .sessions
                .iter()
                .filter(|(id, session)| {
                    session.tongue() == tongue
                        && session.lines.get(document).is_some()
                        && (session.follows(document) || makers.contains(id))
                })
                .map(|(id, _)| *id)
                .collect();
            if !sessions.is_empty() {
                let frame = Outgoing::Change(seq, flavour.update(bytes));
                effects.push(Effect::Fanout { sessions, frame });
            }
        }
        if *document == Document::Frame {
            let title = self.read_title();
            if let Some(title) = title.clone().filter(|_| title != self.title) {
                effects.push(Effect::Title(title));
            }
            self.title = title;
        }
    }

    fn count(
        &self,
        session: SessionId,
        document: &Document,
        decided: u64,
        effects: &mut Vec<Effect>,
    ) {
        let live = self.sessions.get(&session).is_some_and(|one| one.tongue() == Tongue::Live);
        if live {
            let channel = Channel::of(document);
            let frame = vec![durable(&[(channel, decided)])];
            self.send(session, Outgoing::Latest(Slot::Count(channel), frame), effects);
        }
    }

    fn set_alarm(&mut self, effects: &mut Vec<Effect>) {
        let window = (!self.dirty.is_empty()).then(|| self.window_ends());
        let presence =
            self.presence.has_changed().then(|| self.presence_shown.plus(PRESENCE_WINDOW_MILLIS));
        let alarm = window.into_iter().chain(presence).chain(self.presence.next_expiry());
        let rests = self.documents.values().filter_map(Open::rests_at);
        let questions = self.next_answer().into_iter().chain(self.next_question());
        let alarm = alarm.chain(self.feed.due()).chain(questions).chain(rests);
        let alarm = alarm.chain(self.bin.due()).min();
        if let Some(at) = alarm.filter(|at| self.woken_for.is_none_or(|set| *at < set)) {
            self.woken_for = Some(at);
            effects.push(Effect::WakeAt(at));
        }
    }
}
