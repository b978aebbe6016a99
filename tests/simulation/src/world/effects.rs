//! Doing what a room asks for, and holding every word of it against the ledger before it goes out.

use bytes::Bytes;
use crdt::ids::{Document, MemberId, SessionId};
use crdt::presence::initials;
use crdt::room::lanes::{Outgoing, Pushed};
use crdt::room::session::Door;
use crdt::room::{Append, Effect};
use crdt::wire::{self, Channel, CloseCode, Live, Reader, Stock, Sync, Unreadable};
use server::store::Record;

use super::World;
use crate::broken::{Broken, Check, hold};
use crate::committer::Ticket;
use crate::content::Content;
use crate::host::Seat;
use crate::ledger::open;
use crate::rights::may_read;

impl World {
    pub(super) fn perform(&mut self, board: usize, effect: Effect) -> Check {
        match effect {
            Effect::Send { session, frame } => self.fan_out(board, &[session], &frame),
            Effect::Fanout { sessions, frame } => self.fan_out(board, &sessions, &frame),
            Effect::Append(append) => self.append(board, append),
            Effect::Close { session, code, .. } => {
                if let Some(seat) = self.host(board)?.seats.get_mut(&session) {
                    seat.close.get_or_insert(code);
                }
                Ok(())
            }
            Effect::WakeAt(at) => {
                self.host(board)?.wake_at = Some(at);
                Ok(())
            }
            Effect::Compact { document } => self.compact(board, &document),
            Effect::Answer { result, .. } => hold(result.is_ok(), || format!("{result:?}")),
            Effect::Named { member, name } => {
                let seats = self.host(board)?.seats.values_mut();
                for seat in seats.filter(|seat| seat.join.member == member) {
                    seat.join.person.initials = initials(&name);
                    seat.join.person.name.clone_from(&name);
                }
                Ok(())
            }
            Effect::Title(_) => Ok(()),
            Effect::Quarantine { document, bytes, .. } => {
                Err(Broken(format!("the engine fails on {bytes:?} in {document}")))
            }
            Effect::Reload { why } => Err(Broken(format!("the room gives up: {why}"))),
        }
    }

    fn append(&mut self, board: usize, append: Append) -> Check {
        self.ledger(board)?.appended(&append)?;
        let on = self.now;
        let host = self.host(board)?;
        let ticket = Ticket { board, generation: host.generation };
        host.touched.insert(append.document.clone());
        let name = host.board.clone();
        let Append { seq, document, bytes, owners, journal } = append;
        let record = Record { board: name, seq, document, on, bytes, owners, journal };
        self.committer.append(record, ticket);
        self.work.did("append");
        Ok(())
    }

    /// Writes a document down as a whole, if the disk has time; nothing may be less afterwards.
    pub(super) fn compact(&mut self, board: usize, document: &Document) -> Check {
        let Some(kept) = self.stored(board, document) else { return Ok(()) };
        let Some((up_to, _)) = kept.log.last().cloned() else { return Ok(()) };
        let bytes = open(&kept)?.encode();
        let bytes = bytes.map_err(|tainted| Broken(format!("a board: {tainted}")))?;
        let name = self.host(board)?.board.clone();
        if self.disk.snapshot(&name, document, up_to, bytes.clone()) {
            self.work.did("compaction");
            let lost = crate::ledger::content(&kept)?.missing_in(&Content::of(&bytes)?);
            hold(lost.is_none(), || format!("a snapshot of {document} leaves out {lost:?}"))?;
        }
        Ok(())
    }

    /// Puts frames into lanes, after holding them against what is on disk and who may read them.
    fn fan_out(&mut self, board: usize, sessions: &[SessionId], what: &Outgoing) -> Check {
        let now = self.now;
        let frames = match what {
            Outgoing::Frame(frame) | Outgoing::Change(_, frame) | Outgoing::Echo(frame) => {
                std::slice::from_ref(frame)
            }
            Outgoing::Latest(_, frames) => frames,
            Outgoing::Resync(_, frames) => {
                self.work.did("resync");
                frames
            }
            Outgoing::Presence(_) => &[],
        };
        let mut is_known = false;
        for session in sessions {
            let Some(who) = self.pipes.get(session).map(|pipe| pipe.who) else { continue };
            for frame in frames {
                let Some(seat) = self.host(board)?.seats.get(session) else { continue };
                let word = read(seat, frame).map_err(|error| Broken(error.to_string()))?;
                self.hold_word(board, (*session, who), word, is_known)?;
            }
            is_known = true;
            if let Some(seat) = self.host(board)?.seats.get_mut(session) {
                // Whoever leaves more unread than anybody would is sent away.
                if seat.lanes.push(what.clone(), now) == Pushed::Overfull {
                    seat.close.get_or_insert(CloseCode::TryLater);
                }
                if matches!(what, Outgoing::Resync(..)) {
                    seat.asked = None;
                }
            }
        }
        Ok(())
    }

    /// Holds one word. What the same frame says was held already when it `is_known`.
    fn hold_word(
        &mut self,
        board: usize,
        (session, who): (SessionId, usize),
        word: Word,
        is_known: bool,
    ) -> Check {
        match word {
            Word::Change(document, update) => {
                let person = self.person(who)?;
                let (part, role) = (person.part, person.role);
                hold(may_read(&part, role, &document), || {
                    format!("{} is shown {document}", part.name)
                })?;
                if !is_known {
                    let content = Content::of(&update)?;
                    let shown = self.ledger(board)?.is_durable(&document, &content);
                    shown.map_err(|Broken(what)| Broken(format!("shown {what}")))?;
                }
                self.work.did("shown");
                Ok(())
            }
            // Nobody hears what is said on a connection that was given up.
            Word::Durable(_) if self.person(who)?.link != Some(session) => Ok(()),
            Word::Durable(counts) => self.hold_counts(board, who, &counts),
            Word::Result(request, done) => {
                let proof = self.person(who)?.asked.get(&request).cloned().flatten();
                self.work.did(if done { "command_done" } else { "command_refused" });
                match proof.filter(|_| done) {
                    Some(words) => {
                        let is_there = self.ledger(board)?.has_said(&words);
                        hold(is_there, || format!("`{words}` was answered and is not on disk"))
                    }
                    None => Ok(()),
                }
            }
            Word::Refused => {
                self.work.did("refused");
                Ok(())
            }
            Word::Other => Ok(()),
        }
    }

    /// What is acknowledged to somebody is on disk.
    fn hold_counts(&mut self, board: usize, who: usize, counts: &[(u64, u64)]) -> Check {
        let person = self.person(who)?;
        if person.part.is_hostile {
            return Ok(());
        }
        let mut promised = Vec::new();
        for (document, copy) in &person.copies {
            let channel = u64::from(Channel::of(document).number());
            let counts = counts.iter().filter(|(on, _)| *on == channel);
            for count in counts.map(|(_, count)| usize::try_from(*count).unwrap_or(usize::MAX)) {
                // A page that just began afresh has forgotten what it sent.
                if let Some(sent) = copy.sent.get(..count) {
                    promised.extend(sent.iter().map(|content| (document.clone(), content.clone())));
                }
            }
        }
        for (document, content) in promised {
            let kept = self.ledger(board)?.is_durable(&document, &content);
            kept.map_err(|Broken(what)| Broken(format!("acknowledged {what}")))?;
            self.work.did("acknowledged");
        }
        Ok(())
    }
}

/// What a frame says, as far as it can be held against something.
enum Word {
    Change(Document, Bytes),
    Durable(Vec<(u64, u64)>),
    Result(u64, bool),
    Refused,
    Other,
}

fn read(seat: &Seat, bytes: &Bytes) -> Result<Word, Unreadable> {
    if let Door::Stock(document) = &seat.join.door {
        return read_stock(document, bytes);
    }
    let mut reader = Reader::new(bytes.clone());
    if reader.number()? > 0 {
        return match wire::decode_live(bytes.clone())? {
            Live::Sync(channel, Sync::Step2(update) | Sync::Update(update)) => {
                let document = document_of(channel, &seat.join.member);
                Ok(document.map_or(Word::Other, |document| Word::Change(document, update)))
            }
            _ => Ok(Word::Other),
        };
    }
    match reader.number()? {
        wire::kind::DURABLE => {
            let mut counts = Vec::new();
            for _ in 0..reader.number()? {
                counts.push((reader.number()?, reader.number()?));
            }
            Ok(Word::Durable(counts))
        }
        wire::kind::RESULT => {
            let (request, json) = (reader.number()?, reader.string()?);
            Ok(Word::Result(request, json.contains(r#""ok":true"#)))
        }
        wire::kind::REFUSED => Ok(Word::Refused),
        _ => Ok(Word::Other),
    }
}

fn read_stock(document: &Document, bytes: &Bytes) -> Result<Word, Unreadable> {
    if bytes.first() == Some(&2) {
        return Ok(Word::Refused);
    }
    for message in wire::decode_stock(bytes.clone())? {
        if let Stock::Sync(Sync::Step2(update) | Sync::Update(update)) = message {
            return Ok(Word::Change(document.clone(), update));
        }
    }
    Ok(Word::Other)
}

/// The document of a channel, for this member.
pub(super) fn document_of(channel: Channel, member: &MemberId) -> Option<Document> {
    let drafts = Document::Drafts(member.clone());
    Document::SHARED.into_iter().chain([drafts]).find(|one| Channel::of(one) == channel)
}
