//! What the server writes by its own hand: members, comments and the session in `talk`, and edits
//! that the rest of the server asks for.

use std::collections::BTreeMap;

use bytes::Bytes;
use serde_json::{Value, json};
use yrs::{Any, Map as _, Out, ReadTxn as _};

use crate::edit::{Edit, Fields, Stamp, apply_in};
use crate::ids::{Document, MemberId, Millis, RecordId, Role, SessionId};
use crate::limits::{ANSWERED_MAX, LOCKS_MAX, SEEN_MAX};
use crate::replica::Tainted;
use crate::room::command::{Asked, Command, CommandResult, Objection};
use crate::room::lanes::Outgoing;
use crate::room::session::Join;
use crate::room::{Release, Room};
use crate::wire;

const TALK: &str = "talk";

impl Room {
    /// Writes edits of one document, as the server. `Err` inside is the writer's mistake.
    pub(super) fn write_own(
        &mut self,
        document: &Document,
        edits: &[Edit],
        by: &Stamp,
    ) -> Result<Result<(), String>, Tainted> {
        let name = document.kind();
        let open = self.open_document(document)?;
        let (outcome, change) = open.replica.write(|txn| apply_in(txn, name, edits, by))?;
        if let Err(mistake) = outcome {
            return Ok(Err(mistake.to_string()));
        }
        if let Some(change) = change {
            self.collect(document, change, Vec::new())?;
            self.note(document, &by.0, by.1)?;
        }
        Ok(Ok(()))
    }

    /// Carries out edits that the server asks for and answers when they are on disk.
    pub(super) fn own_edits(
        &mut self,
        ticket: u64,
        edits: Vec<Edit>,
        now: Millis,
    ) -> Result<(), Tainted> {
        let mut by_document: BTreeMap<Document, Vec<Edit>> = BTreeMap::new();
        let mut outcome = Ok(());
        for edit in edits {
            match edit.document().parse() {
                Ok(document) => by_document.entry(document).or_default().push(edit),
                Err(unknown) => outcome = Err(format!("{}: {unknown}", edit.document())),
            }
        }
        let by = Stamp(MemberId::server(), now);
        for (document, edits) in by_document {
            if outcome.is_ok() {
                outcome = self.write_own(&document, &edits, &by)?;
            }
        }
        self.read_session();
        self.after_all(Release::Answer(ticket, outcome));
        Ok(())
    }

    /// Writes down who came in, so that everybody can put a name to an id.
    pub(super) fn record_member(&mut self, join: &Join, now: Millis) -> Result<(), Tainted> {
        let Ok(id) = join.member.as_str().parse::<RecordId>() else { return Ok(()) };
        let wanted: Fields = [
            ("name", json!(join.person.name)),
            ("initials", json!(join.person.initials)),
            ("role", json!(join.role)),
        ]
        .map(|(field, value)| (field.to_owned(), value))
        .into();
        let edits = if self.talk_field("members", &id, "name").is_none() {
            vec![create("members", id, wanted)]
        } else {
            wanted.into_iter().map(|(field, value)| set("members", &id, &field, value)).collect()
        };
        let by = Stamp(join.member.clone(), now);
        // A name that does not fit was refused at the door; nothing else here can be wrong.
        self.write_own(&Document::Talk, &edits, &by).map(drop)
    }

    pub(super) fn record_role(
        &mut self,
        member: &MemberId,
        role: Role,
        now: Millis,
    ) -> Result<(), Tainted> {
        match member.as_str().parse::<RecordId>() {
            Ok(id) if self.talk_field("members", &id, "role").is_some() => {
                let edit = set("members", &id, "role", json!(role));
                self.write_own(&Document::Talk, &[edit], &Stamp(member.clone(), now)).map(drop)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn command(
        &mut self,
        id: SessionId,
        request: u64,
        json: &Bytes,
        now: Millis,
    ) -> Result<(), Tainted> {
        let Some(member) = self.sessions.get(&id).map(|one| one.rights.member.clone()) else {
            return Ok(());
        };
        let asked = Asked { member, request };
        // Asked again by somebody whose connection broke before they heard: done once is done.
        let before = self.answered.iter().find(|(one, _)| one.lasts() && *one == asked);
        let result = match before.map(|(_, result)| result.clone()) {
            Some(result) => result,
            None => match serde_json::from_slice::<Command>(json) {
                Ok(command) => self.carry_out(id, command, now)?,
                Err(error) => CommandResult::refused(Objection::Invalid, &error.to_string()),
            },
        };
        if asked.lasts() {
            self.answered.retain(|(one, _)| *one != asked);
            self.answered.push_back((asked, result.clone()));
            if self.answered.len() > ANSWERED_MAX {
                self.answered.pop_front();
            }
        }
        let frame = Outgoing::Frame(wire::result(request, &result));
        self.after_all(Release::Frame(id, frame));
        Ok(())
    }

    fn carry_out(
        &mut self,
        id: SessionId,
        command: Command,
        now: Millis,
    ) -> Result<CommandResult, Tainted> {
        let Some(session) = self.sessions.get_mut(&id) else { return Ok(CommandResult::done()) };
        if session.rights.role < command.least_role() {
            let detail = "your role may not do this";
            return Ok(CommandResult::refused(Objection::Right, detail));
        }
        if let Some(problem) = command.problem() {
            return Ok(CommandResult::refused(Objection::Invalid, problem));
        }
        let (member, role) = (session.rights.member.clone(), session.rights.role);
        if let Command::NameSet { name, .. } = &command {
            self.call(&member, name);
        }
        let by = Stamp(member, now);
        if let Command::TakeBack { member, since, until } = command {
            return self.take_back(member, (since, until), &by).map(CommandResult::taken_back);
        }
        let edits = match self.edits_of(command, role, &by) {
            Ok(edits) => edits,
            Err((objection, detail)) => return Ok(CommandResult::refused(objection, detail)),
        };
        let outcome = self.write_own(&Document::Talk, &edits, &by)?;
        if outcome.is_ok() {
            self.bin_comments(&edits, now)?;
        }
        let was_locked = self.frame_locked;
        self.read_session();
        if was_locked && !self.frame_locked {
            // Editors may write the frame again: ask them for what they had to keep to themselves.
            self.ask_everybody();
        }
        Ok(match outcome {
            Ok(()) => CommandResult::done(),
            Err(mistake) => CommandResult::refused(Objection::Invalid, &mistake),
        })
    }

    /// Calls a member by the name that they chose outside the board, in `talk` too.
    pub(super) fn rename(
        &mut self,
        member: &MemberId,
        name: &str,
        now: Millis,
    ) -> Result<(), Tainted> {
        let Ok(id) = member.as_str().parse::<RecordId>() else { return Ok(()) };
        if self.talk_field("members", &id, "name").is_none() {
            return Ok(());
        }
        self.call(member, name);
        let edits = named(&id, name);
        // The name was checked where it was typed; nothing else here can be wrong.
        self.write_own(&Document::Talk, &edits, &Stamp(member.clone(), now)).map(drop)
    }

    /// Calls a member by another name in every window they have open, and from now on.
    fn call(&mut self, member: &MemberId, name: &str) {
        for session in self.sessions.values_mut() {
            if session.rights.member == *member {
                name.clone_into(&mut session.person.name);
                session.person.initials = crate::presence::initials(name);
                session.sign();
            }
        }
        self.after_all(Release::Named(member.clone(), name.to_owned()));
    }

    /// What a command means for `talk`, or why this member may not ask it.
    fn edits_of(
        &self,
        command: Command,
        role: Role,
        by: &Stamp,
    ) -> Result<Vec<Edit>, (Objection, &'static str)> {
        let Stamp(member, now) = by;
        Ok(match command {
            Command::CommentAdd { id, about, text, reply_to, mentions } => {
                match self.talk_field("comments", &id, "by") {
                    // Asked again by somebody whose connection broke before they heard.
                    Some(writer) if writer == member.as_str() => return Ok(Vec::new()),
                    Some(_) => return Err((Objection::Invalid, "there is a comment with this id")),
                    None => {}
                }
                let plain = [
                    ("about", json!(about)),
                    ("text", json!(text)),
                    ("by", json!(member)),
                    ("on", json!(now)),
                ];
                let reply = reply_to.map(|comment| ("reply_to".to_owned(), json!(comment)));
                let mentions =
                    mentions.iter().map(|member| (format!("mention:{member}"), json!(true)));
                let fields = plain.map(|(field, value)| (field.to_owned(), value)).into_iter();
                vec![create("comments", id, fields.chain(reply).chain(mentions).collect())]
            }
            Command::CommentEdit { id, text } => {
                self.own_comment(&id, member)?;
                vec![
                    set("comments", &id, "text", json!(text)),
                    set("comments", &id, "edited", json!(now)),
                ]
            }
            Command::CommentRemove { id } => {
                if role < Role::Facilitator {
                    self.own_comment(&id, member)?;
                }
                let (document, root) = (TALK.to_owned(), "comments".to_owned());
                vec![Edit::ThrowAway { document, root, id, gone: by.clone() }]
            }
            Command::CommentResolve { id, resolved } => {
                if self.talk_field("comments", &id, "by").is_none() {
                    return Err((Objection::Unknown, "there is no such comment"));
                }
                let value = if resolved { json!(by) } else { Value::Null };
                vec![set("comments", &id, "resolved", value)]
            }
            Command::CommentsSeen { about, until } => self.seen(&about, until, by)?,
            Command::NameSet { name, team } => {
                let id: RecordId = member
                    .as_str()
                    .parse()
                    .map_err(|_id| (Objection::Unknown, "there is no such member"))?;
                let mut edits = named(&id, &name).to_vec();
                edits.push(set("members", &id, "team", json!(team)));
                edits
            }
            Command::FrameLock { .. }
            | Command::OwnOnly { .. }
            | Command::RecordLock { .. }
            | Command::TimerSet { .. }
            | Command::FocusSet { .. } => vec![self.switched(command, *now)?],
            // Not a change of `talk`: carried out by itself.
            Command::TakeBack { .. } => Vec::new(),
        })
    }

    /// What a facilitator's switch means for `talk`.
    fn switched(&self, command: Command, now: Millis) -> Result<Edit, (Objection, &'static str)> {
        Ok(match command {
            Command::OwnOnly { on } => switch("own_only", on),
            Command::RecordLock { record, locked } => {
                self.room_for_lock(locked)?;
                flat("locks", &record, if locked { json!(true) } else { Value::Null })
            }
            Command::TimerSet { seconds } => {
                let end = seconds.map(|seconds| now.plus(u64::from(seconds) * 1_000));
                flat("session", "timer", json!(end))
            }
            Command::FocusSet { phase } => flat("session", "focus", json!(phase)),
            Command::FrameLock { locked } => switch("frame_locked", locked),
            _ => return Err((Objection::Invalid, "this is no switch")),
        })
    }

    fn own_comment(
        &self,
        id: &RecordId,
        member: &MemberId,
    ) -> Result<(), (Objection, &'static str)> {
        match self.talk_field("comments", id, "by") {
            Some(writer) if writer == member.as_str() => Ok(()),
            Some(_) => Err((Objection::Right, "this comment is somebody else's")),
            None => Err((Objection::Unknown, "there is no such comment")),
        }
    }

    /// What a member has read; nothing is written for what was read already.
    fn seen(
        &self,
        about: &str,
        until: Millis,
        Stamp(member, now): &Stamp,
    ) -> Result<Vec<Edit>, (Objection, &'static str)> {
        let key = format!("{member}:{}", about.replace('/', ":"));
        let known = self.documents.get(&Document::Talk).map(|open| {
            let before = open.replica.read(|txn| {
                let value = txn.get_map("seen")?.get(txn, &key)?;
                let Out::Any(any) = value else { return None };
                crate::value::from_any(&any).as_u64()
            });
            (before.ok().flatten(), open.replica.keys("seen"))
        });
        let (before, marks) = known.unwrap_or_default();
        let until = until.min(*now);
        match before {
            Some(before) if until.0 <= before => Ok(Vec::new()),
            None if marks >= SEEN_MAX => Err((Objection::Busy, "there are too many marks")),
            _ => Ok(vec![flat("seen", &key, json!(until))]),
        }
    }

    fn room_for_lock(&self, locked: bool) -> Result<(), (Objection, &'static str)> {
        let talk = self.documents.get(&Document::Talk);
        let full = talk.is_some_and(|open| open.replica.keys("locks") >= LOCKS_MAX);
        if locked && full { Err((Objection::Invalid, "there are too many locks")) } else { Ok(()) }
    }

    /// A text field of a record in `talk`.
    fn talk_field(&self, root: &str, id: &RecordId, field: &str) -> Option<String> {
        let open = self.documents.get(&Document::Talk)?;
        let read = open.replica.read(|txn| {
            let Out::YMap(record) = txn.get_map(root)?.get(txn, id.as_str())? else { return None };
            match record.get(txn, field)? {
                Out::Any(Any::String(text)) => Some(text.to_string()),
                _ => None,
            }
        });
        read.ok().flatten()
    }
}

/// A switch of the session.
fn switch(key: &str, on: bool) -> Edit {
    flat("session", key, if on { json!(true) } else { Value::Null })
}

pub(super) fn flat(root: &str, key: &str, value: Value) -> Edit {
    let (document, root, key) = (TALK.to_owned(), root.to_owned(), key.to_owned());
    Edit::SetFlat { document, root, key, value }
}

pub(super) fn purge(root: &str, id: RecordId) -> Edit {
    Edit::Purge { document: TALK.to_owned(), root: root.to_owned(), id }
}

pub(super) fn create(root: &str, id: RecordId, fields: Fields) -> Edit {
    Edit::Create { document: TALK.to_owned(), root: root.to_owned(), id, fields }
}

/// A member's name in `talk`.
fn named(id: &RecordId, name: &str) -> [Edit; 2] {
    let initials = crate::presence::initials(name);
    [set("members", id, "name", json!(name)), set("members", id, "initials", json!(initials))]
}

pub(super) fn set(root: &str, id: &RecordId, field: &str, value: Value) -> Edit {
    Edit::Set {
        document: TALK.to_owned(),
        root: root.to_owned(),
        id: id.clone(),
        field: field.to_owned(),
        value,
    }
}
