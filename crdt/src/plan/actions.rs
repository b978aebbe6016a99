//! What people do with actions and at a stand-up: make one, say where it stands, confirm it, start and
//! close a stand-up. The log writes itself: every change of status comes with its entry, in the same
//! list of edits.

use serde_json::{Map, Value, json};

use super::{Hand, Next, create, keys, set};
use crate::edit::Edit;
use crate::ids::RecordId;
use crate::limits::HINT_TEXT_MAX;
use crate::read::{Board, Record};

/// What a new action says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAction<'a> {
    /// Its id.
    pub id: RecordId,
    /// Its title.
    pub title: &'a str,
    /// One of [`crate::schema::STATUSES`].
    pub status: &'a str,
    /// What it comes from, `root/id`, with an id for the link.
    pub from: Option<(&'a str, RecordId)>,
}

/// A new action at the end of the list, with its first entry in the log and a link to its origin.
pub fn add_action(board: &Board, new: &NewAction<'_>, hand: &Hand) -> Vec<Edit> {
    let rank = keys(board.list("actions").iter(), &Next::Last, &[], 1, hand).into_iter().next();
    let log = json!([entry(new.status, "", None, hand)]);
    let fields = [("title", json!(new.title)), ("status", json!(new.status)), ("log", log)];
    let fields = fields.into_iter().chain(rank.map(|rank| ("rank", json!(rank))));
    let mut edits = vec![create("map", "actions", &new.id, fields)];
    if let Some((origin, link)) = &new.from {
        let from = json!(format!("actions/{}", new.id));
        let fields = [("from", from), ("to", json!(origin)), ("kind", json!("derived_from"))];
        edits.push(create("map", "links", link, fields));
    }
    edits
}

/// Another status, a sentence about it, or both; in a stand-up if there is one. Stopping needs a reason:
/// the sentence is it. Whoever goes on after stopping needs none any more.
pub fn set_status(
    board: &Board,
    id: &RecordId,
    (status, note): (&str, &str),
    standup: Option<&RecordId>,
    hand: &Hand,
) -> Vec<Edit> {
    let Some(action) = find(board, "actions", id) else { return Vec::new() };
    let note = short(note);
    let moved = action.text("status") != status;
    if !moved && note.is_empty() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    if moved {
        edits.push(set("map", "actions", id, "status", json!(status)));
        let reason =
            if status == "stopped" && !note.is_empty() { json!(note) } else { Value::Null };
        edits.push(set("map", "actions", id, "reason", reason));
    }
    edits.push(append(id, entry(status, note, standup, hand)));
    edits.extend(standup.map(|standup| heard(standup, id)));
    edits
}

/// The department that must confirm an action does so, by whose hand it is; or takes it back.
pub fn confirm(board: &Board, id: &RecordId, yes: bool, hand: &Hand) -> Vec<Edit> {
    let Some(action) = find(board, "actions", id) else { return Vec::new() };
    if action.text("confirms").is_empty() || action.fields.contains_key("confirmed") == yes {
        return Vec::new();
    }
    let stamp = if yes { json!(hand.by) } else { Value::Null };
    let mut entry = entry(action.text("status"), "", None, hand);
    entry.insert("confirmed".to_owned(), json!(yes));
    vec![set("map", "actions", id, "confirmed", stamp), append(id, entry)]
}

/// Another place in the list.
pub fn move_action(board: &Board, id: &RecordId, next: &Next, hand: &Hand) -> Vec<Edit> {
    let actions = board.list("actions");
    if actions.iter().all(|action| action.id != *id) {
        return Vec::new();
    }
    let rank = keys(actions.iter(), next, std::slice::from_ref(id), 1, hand);
    rank.into_iter().map(|rank| set("map", "actions", id, "rank", json!(rank))).collect()
}

/// A new stand-up.
pub fn start_standup(id: &RecordId, hand: &Hand) -> Vec<Edit> {
    let fields = [("on", json!(hand.by.1)), ("by", json!(hand.by.0))];
    vec![create("map", "standups", id, fields)]
}

/// An action waits until after the stand-up, or does not any more.
pub fn park(standup: &RecordId, action: &RecordId, yes: bool) -> Vec<Edit> {
    let value = if yes { json!(true) } else { Value::Null };
    let key = format!("parked:{action}");
    vec![set("map", "standups", standup, &key, value), heard(standup, action)]
}

/// Closes a stand-up: where every action stands now is what the next one compares with.
pub fn close_standup(board: &Board, id: &RecordId, hand: &Hand) -> Vec<Edit> {
    let open = |one: &Record| !one.fields.contains_key("closed");
    if !find(board, "standups", id).is_some_and(open) {
        return Vec::new();
    }
    let seen = board.list("actions").iter().map(|action| Edit::SetKey {
        document: "map".to_owned(),
        root: "standups".to_owned(),
        id: id.clone(),
        field: "seen".to_owned(),
        key: action.id.to_string(),
        value: json!(action.text("status")),
    });
    seen.chain([set("map", "standups", id, "closed", json!(hand.by.1))]).collect()
}

fn find<'a>(board: &'a Board, root: &str, id: &RecordId) -> Option<&'a Record> {
    board.list(root).iter().find(|record| record.id == *id)
}

fn heard(standup: &RecordId, action: &RecordId) -> Edit {
    set("map", "standups", standup, &format!("heard:{action}"), json!(true))
}

fn entry(status: &str, note: &str, standup: Option<&RecordId>, hand: &Hand) -> Map<String, Value> {
    let fields = [
        ("on", json!(hand.by.1)),
        ("by", json!(hand.by.0)),
        ("status", json!(status)),
        ("note", json!(note)),
    ];
    let standup = standup.map(|standup| ("standup", json!(standup)));
    fields.into_iter().chain(standup).map(|(name, value)| (name.to_owned(), value)).collect()
}

fn append(id: &RecordId, entry: Map<String, Value>) -> Edit {
    let (document, root, field) = ("map".to_owned(), "actions".to_owned(), "log".to_owned());
    Edit::Append { document, root, id: id.clone(), field, entry }
}

/// A sentence, as long as a hint may be, never cut through a character.
fn short(note: &str) -> &str {
    let note = note.trim();
    let mut units = 0;
    let end = note.char_indices().find(|(_, letter)| {
        units += letter.len_utf16();
        units > HINT_TEXT_MAX
    });
    end.and_then(|(at, _)| note.get(..at)).unwrap_or(note)
}
