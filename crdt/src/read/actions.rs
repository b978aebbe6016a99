//! How actions stand, by the day and by the stand-ups before: new, moved, still, late, waiting for a
//! department, stuck. And the order in which a stand-up walks them.
//!
//! `web/src/model/standing.ts` is the twin; `tests/vectors/standups.json` holds both to the same
//! answers. The day comes from the caller: nothing here asks what time it is.

use serde::Serialize;
use serde_json::{Map, Value};

use super::Board;
use super::record::Record;
use crate::ids::RecordId;
use crate::limits::STUCK_AFTER;

/// Milliseconds of a day; a due date is the day, in universal time, that its moment falls on.
const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;

/// What happened to an action since the stand-up before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Since {
    /// No stand-up has seen it.
    New,
    /// It stood elsewhere.
    Moved {
        /// Where it stood.
        from: String,
    },
    /// It stands where it stood, at so many stand-ups in a row.
    Still {
        /// How many.
        times: usize,
    },
}

/// One action, as a stand-up shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// Which action.
    pub id: RecordId,
    /// Since the stand-up before.
    pub since: Since,
    /// Its day has passed and it is not finished.
    pub late: bool,
    /// A department has to confirm it and has not.
    pub waits: bool,
    /// It was started, or is to be, and has not moved for too long.
    pub stuck: bool,
}

/// Whether an action with this status is finished: nothing more is expected of it.
pub fn is_finished(status: &str) -> bool {
    matches!(status, "done" | "stopped")
}

/// The day of a moment, counted from 1970 in universal time.
pub fn day(millis: i64) -> i64 {
    millis.div_euclid(DAY_MILLIS)
}

/// The closed stand-ups of a board, the oldest first.
pub fn closed(board: &Board) -> Vec<&Record> {
    let mut closed: Vec<&Record> =
        board.list("standups").iter().filter(|one| one.number("closed").is_some()).collect();
    closed.sort_by_key(|one| (one.number("closed"), &one.id));
    closed
}

/// What happened to an action that stands here now, given what earlier stand-ups saw, oldest first.
pub fn since<'a>(
    id: &RecordId,
    status: &str,
    seen: impl DoubleEndedIterator<Item = &'a Map<String, Value>>,
) -> Since {
    let mut times = 0;
    for seen in seen.rev() {
        match seen.get(id.as_str()).and_then(Value::as_str) {
            Some(before) if before == status => times += 1,
            Some(before) if times == 0 => return Since::Moved { from: before.to_owned() },
            _ => break,
        }
    }
    if times == 0 { Since::New } else { Since::Still { times } }
}

/// How every action stands on this day, in the order of the list.
pub fn standings(board: &Board, today: i64) -> Vec<Standing> {
    let closed = closed(board);
    let seen = || closed.iter().filter_map(|one| one.fields.get("seen")?.as_object());
    let one = |action: &Record| {
        let status = action.text("status");
        let open = !is_finished(status);
        let seen: Vec<_> = seen().collect();
        let since = since(&action.id, status, seen.into_iter());
        let still = matches!(since, Since::Still { times } if times >= STUCK_AFTER);
        Standing {
            id: action.id.clone(),
            late: open && action.number("due").is_some_and(|due| day(due) < today),
            waits: open
                && !action.text("confirms").is_empty()
                && !action.fields.contains_key("confirmed"),
            stuck: open && status != "idea" && still,
            since,
        }
    };
    board.list("actions").iter().map(one).collect()
}

/// The actions that a stand-up walks: hand-overs without a confirmation and stuck ones first, then
/// from nearly done to not started, late ones before others. Of the finished ones only what changed.
pub fn walk(board: &Board, today: i64) -> Vec<RecordId> {
    let first = closed(board).is_empty();
    let actions = board.list("actions").iter().zip(standings(board, today));
    let mut walked: Vec<_> = actions
        .enumerate()
        .filter(|(_, (action, standing))| match standing.since {
            Since::Moved { .. } => true,
            Since::New => !first || !is_finished(action.text("status")),
            Since::Still { .. } => !is_finished(action.text("status")),
        })
        .map(|(at, (action, standing))| {
            let group = match (standing.waits, standing.stuck) {
                (true, _) => 0,
                (false, true) => 1,
                (false, false) => 2,
            };
            ((group, distance(action.text("status")), !standing.late, at), action.id.clone())
        })
        .collect();
    walked.sort();
    walked.into_iter().map(|(_, id)| id).collect()
}

/// How far from done a status is; words of a newer page come after those that are known.
fn distance(status: &str) -> usize {
    const NEAREST: [&str; 7] = ["done", "stopped", "pilot", "doing", "research", "todo", "idea"];
    NEAREST.iter().position(|one| *one == status).unwrap_or(NEAREST.len())
}
