//! Who is where: the table of presence states of a board, and its bytes.
//!
//! A session speaks for one presence id, the first it uses; what it says about others is ignored, so
//! a stock client that repeats everybody's state costs nothing. Clocks are never raised here: a raised
//! clock makes a stock client answer every frame, endlessly. Presence is never stored.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::ids::{ClientId, MemberId, Millis, Role, SessionId};
use crate::limits::{PRESENCE_BYTES_MAX, PRESENCE_ENTRIES_MAX, PRESENCE_TTL_MILLIS};
use crate::schema::COLORS;
use crate::wire::{Reader, Unreadable, Writer, live_presence, stock_awareness};

/// How a member is shown to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The display name.
    pub name: String,
    /// One to three letters.
    pub initials: String,
    /// A record of `frame.teams`.
    pub team: Option<String>,
}

/// One state: the JSON text of what somebody shows, or `None` for somebody who left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The clock its owner gave it.
    pub clock: u64,
    /// The JSON, with `user` as the server wrote it.
    pub state: Option<Bytes>,
}

/// States that go out together, encoded once for each flavour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// By presence id.
    pub entries: BTreeMap<ClientId, Entry>,
    /// For stock clients.
    pub stock: Bytes,
    /// For our page.
    pub live: Bytes,
}

impl Batch {
    /// Encodes these states.
    pub fn new(entries: BTreeMap<ClientId, Entry>) -> Self {
        let head = Writer::default().number(entries.len() as u64);
        let update = entries
            .iter()
            .fold(head, |writer, (id, entry)| {
                let state = entry.state.as_deref().unwrap_or(b"null");
                writer.number(id.0).number(entry.clock).bytes(state)
            })
            .done();
        Self { stock: stock_awareness(&update), live: live_presence(&update), entries }
    }
}

/// Somebody's row in the table.
#[derive(Debug)]
struct Row {
    entry: Entry,
    session: SessionId,
    member: MemberId,
    seen: Millis,
}

/// Everybody's presence on one board.
#[derive(Debug, Default)]
pub struct Table {
    rows: BTreeMap<ClientId, Row>,
    /// What changed since the last batch.
    changed: BTreeMap<ClientId, Entry>,
}

/// Who is speaking.
#[derive(Debug)]
pub struct Speaker<'a> {
    /// The connection.
    pub session: SessionId,
    /// The one presence id that it speaks for; set by its first word.
    pub id: &'a mut Option<ClientId>,
    /// What the server writes into `user`.
    pub shown: &'a Shown,
    /// Whose connection it is.
    pub member: &'a MemberId,
    /// Whose each replica is that ever wrote: nobody speaks for somebody else's.
    pub owners: &'a BTreeMap<ClientId, MemberId>,
}

impl Speaker<'_> {
    fn may_speak_for(&self, id: ClientId) -> bool {
        self.owners.get(&id).is_none_or(|owner| owner == self.member)
    }
}

/// The initials of a name: of its first and its last word.
pub fn initials(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    let ends = [words.first(), words.last().filter(|_| words.len() > 1)];
    ends.into_iter()
        .flatten()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .collect()
}

/// The `user` part of a presence: who somebody is, as the server knows it. As text: every connection
/// keeps one, and it is written far more often than it changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown(Box<str>);

impl Shown {
    /// Shows a member.
    pub fn new(member: &MemberId, person: &Person, role: Role) -> Self {
        // Any spread that stays the same for a member will do.
        let spread =
            member.as_str().bytes().fold(0_usize, |sum, byte| sum * 31 % 997 + usize::from(byte));
        let color = COLORS.get(spread % COLORS.len()).copied().unwrap_or("grey");
        let user = serde_json::json!({
            "id": member, "name": person.name, "initials": person.initials,
            "team": person.team, "role": role, "color": color,
        });
        Self(user.to_string().into())
    }
}

impl Table {
    /// Takes what a session says of itself. Gives the states that are new, which for an honest client
    /// is one at most.
    pub fn take(
        &mut self,
        speaker: &mut Speaker<'_>,
        update: &Bytes,
        now: Millis,
    ) -> Result<(), Unreadable> {
        let mut reader = Reader::new(update.clone());
        let count = reader.number()?;
        if count > PRESENCE_ENTRIES_MAX as u64 {
            return Err(Unreadable("it speaks for too many"));
        }
        let mut said = false;
        for _ in 0..count {
            let (id, clock, state) =
                (ClientId(reader.number()?), reader.number()?, reader.bytes()?);
            // The same person may be back before their earlier connection was seen to be gone.
            let taken_by_other = self.speaks_for(id).is_some_and(|member| member != speaker.member);
            if taken_by_other || !speaker.may_speak_for(id) {
                continue;
            }
            // Once in a frame: to read a state takes long enough.
            if *speaker.id.get_or_insert(id) == id && !std::mem::replace(&mut said, true) {
                self.set(speaker, id, clock, &state, now);
            }
        }
        if reader.is_empty() { Ok(()) } else { Err(Unreadable("it goes on after its end")) }
    }

    fn set(&mut self, speaker: &Speaker<'_>, id: ClientId, clock: u64, state: &Bytes, now: Millis) {
        let left = state.as_ref() == b"null";
        let known = self.rows.get(&id).map(|row| (row.entry.clock, row.entry.state.is_some()));
        let newer = known
            .is_none_or(|(known, present)| clock > known || (clock == known && left && present));
        let state = if left { Some(None) } else { signed(state, speaker.shown).map(Some) };
        if let (true, Some(state)) = (newer, state) {
            let entry = Entry { clock, state };
            self.changed.insert(id, entry.clone());
            let member = speaker.member.clone();
            self.rows.insert(id, Row { entry, session: speaker.session, member, seen: now });
        }
    }

    /// Who speaks for an id now.
    pub fn speaks_for(&self, id: ClientId) -> Option<&MemberId> {
        self.rows.get(&id).map(|row| &row.member)
    }

    /// Somebody's connection ended: everybody else hears that they left.
    pub fn leave(&mut self, session: SessionId) {
        let left: Vec<_> =
            self.rows.iter().filter(|(_, row)| row.session == session).map(|(id, _)| *id).collect();
        self.remove(left);
    }

    /// Lets go of who was not heard for too long.
    pub fn expire(&mut self, now: Millis) {
        let silent: Vec<_> = self
            .rows
            .iter()
            .filter(|(_, row)| now.since(row.seen) >= PRESENCE_TTL_MILLIS)
            .map(|(id, _)| *id)
            .collect();
        self.remove(silent);
    }

    fn remove(&mut self, ids: Vec<ClientId>) {
        for id in ids {
            if let Some(row) = self.rows.remove(&id)
                && row.entry.state.is_some()
            {
                // At the last clock: equal and `null` counts as newer everywhere.
                self.changed.insert(id, Entry { clock: row.entry.clock, state: None });
            }
        }
    }

    /// Whether somebody's state waits to be shown.
    pub fn has_changed(&self) -> bool {
        !self.changed.is_empty()
    }

    /// What changed since the last time.
    pub fn changes(&mut self) -> Option<Batch> {
        let changed = std::mem::take(&mut self.changed);
        (!changed.is_empty()).then(|| Batch::new(changed))
    }

    /// Everybody who is here; `None` when nobody is.
    pub fn everybody(&self) -> Option<Batch> {
        let here: BTreeMap<_, _> = self
            .rows
            .iter()
            .filter(|(_, row)| row.entry.state.is_some())
            .map(|(id, row)| (*id, row.entry.clone()))
            .collect();
        (!here.is_empty()).then(|| Batch::new(here))
    }

    /// When the next silent one is let go; `None` when nobody is here.
    pub fn next_expiry(&self) -> Option<Millis> {
        self.rows.values().map(|row| row.seen.plus(PRESENCE_TTL_MILLIS)).min()
    }

    /// The sessions that are here.
    pub fn sessions(&self) -> BTreeSet<SessionId> {
        self.rows.values().map(|row| row.session).collect()
    }
}

/// The state with `user` as the server knows it; `None` when it is too large or not an object.
fn signed(state: &Bytes, shown: &Shown) -> Option<Bytes> {
    if state.len() > PRESENCE_BYTES_MAX {
        return None;
    }
    let mut object: Map<String, Value> = serde_json::from_slice(state).ok()?;
    object.remove("user");
    let mut text = serde_json::to_vec(&object).ok()?;
    // Within the closing brace.
    text.pop();
    text.extend_from_slice(if object.is_empty() { b"\"user\":" } else { b",\"user\":" });
    text.extend_from_slice(shown.0.as_bytes());
    text.push(b'}');
    Some(text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: SessionId = SessionId(1);
    const BERT: SessionId = SessionId(2);

    fn says(table: &mut Table, who: SessionId, speaks_for: &mut Option<ClientId>, update: &[u8]) {
        let shown = Shown(r#"{"id":"m"}"#.into());
        let member: MemberId = format!("m{}", who.0).parse().unwrap();
        let owners = BTreeMap::from([(ClientId(99), "somebody".parse().unwrap())]);
        let mut speaker = Speaker {
            session: who,
            id: speaks_for,
            shown: &shown,
            member: &member,
            owners: &owners,
        };
        table.take(&mut speaker, &Bytes::copy_from_slice(update), Millis(0)).unwrap();
    }

    fn state(id: u64, clock: u64, json: &str) -> Bytes {
        Writer::default().number(1).number(id).number(clock).bytes(json.as_bytes()).done()
    }

    #[test]
    fn a_session_speaks_for_itself_only_and_the_server_writes_the_user() {
        let mut table = Table::default();
        let (mut anna, mut bert) = (None, None);
        says(&mut table, ANNA, &mut anna, &state(10, 1, r#"{"user":{"id":"boss"},"x":1}"#));
        says(&mut table, BERT, &mut bert, &state(20, 1, "{}"));
        says(&mut table, BERT, &mut bert, &state(10, 9, r#"{"x":2}"#));
        let everybody = table.everybody().unwrap();
        assert_eq!(everybody.entries.len(), 2);
        let shown = everybody.entries[&ClientId(10)].clone();
        assert_eq!(shown.clock, 1, "the clock is never raised");
        let json: Value = serde_json::from_slice(&shown.state.unwrap()).unwrap();
        assert_eq!(json, serde_json::json!({"user": {"id": "m"}, "x": 1}));
    }

    #[test]
    fn an_id_in_use_by_another_session_cannot_be_taken() {
        let mut table = Table::default();
        says(&mut table, ANNA, &mut None, &state(10, 1, "{}"));
        says(&mut table, BERT, &mut None, &state(10, 5, "null"));
        assert!(table.everybody().is_some());
    }

    #[test]
    fn a_replica_that_wrote_as_somebody_else_is_not_spoken_for() {
        let mut table = Table::default();
        let mut anna = None;
        says(&mut table, ANNA, &mut anna, &state(99, 1, "{}"));
        assert_eq!((table.everybody(), anna), (None, None));
        says(&mut table, ANNA, &mut anna, &state(10, 1, "{}"));
        assert_eq!(anna, Some(ClientId(10)));
    }

    #[test]
    fn who_leaves_or_falls_silent_is_announced_once_at_the_last_clock() {
        let mut table = Table::default();
        says(&mut table, ANNA, &mut None, &state(10, 7, "{}"));
        assert!(table.changes().is_some() && table.changes().is_none());
        table.expire(Millis(PRESENCE_TTL_MILLIS - 1));
        assert!(!table.has_changed());
        table.expire(Millis(PRESENCE_TTL_MILLIS));
        let gone = table.changes().unwrap();
        assert_eq!(gone.entries[&ClientId(10)], Entry { clock: 7, state: None });
        table.leave(ANNA);
        assert!(table.changes().is_none());
    }

    #[test]
    fn of_many_states_of_one_in_a_frame_the_first_counts() {
        let mut table = Table::default();
        let head = Writer::default().number(2).number(10).number(1).bytes(br#"{"x":1}"#);
        let twice = head.number(10).number(2).bytes(br#"{"x":2}"#).done();
        says(&mut table, ANNA, &mut None, &twice);
        assert_eq!(table.everybody().unwrap().entries[&ClientId(10)].clock, 1);
    }

    #[test]
    fn old_clocks_and_oversized_states_change_nothing() {
        let mut table = Table::default();
        let mut anna = None;
        says(&mut table, ANNA, &mut anna, &state(10, 3, "{}"));
        drop(table.changes());
        says(&mut table, ANNA, &mut anna, &state(10, 3, r#"{"x":1}"#));
        let large = format!(r#"{{"x":"{}"}}"#, "y".repeat(PRESENCE_BYTES_MAX));
        says(&mut table, ANNA, &mut anna, &state(10, 4, &large));
        says(&mut table, ANNA, &mut anna, &state(10, 5, "[1]"));
        assert!(!table.has_changed());
    }
}
