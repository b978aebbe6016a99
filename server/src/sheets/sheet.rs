//! The actions of a board as a sheet: rows of cells that know what they hold, before anybody decides
//! whether it becomes a file of Excel or lines of text.

use crdt::read::actions::{Since, day, standings};
use crdt::read::{Board, Record};
use serde_json::{Map, Value};

use super::words::Words;

/// What stands in one place of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words.
    Text(String),
    /// A day, counted from 1970.
    Day(i64),
}

/// The last day with a year of four digits. Programs that read days know none after it.
const DAY_MAX: i64 = 2_932_896;

/// The day of a moment, if it is one that every program can read: whoever writes another one to a
/// board must not keep the others from their file.
pub(super) fn readable_day(millis: i64) -> Option<i64> {
    Some(day(millis)).filter(|day| (0..=DAY_MAX).contains(day))
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: &'static str,
    /// Above the columns.
    pub heads: Vec<&'static str>,
    /// Below them.
    pub rows: Vec<Vec<Cell>>,
}

fn text(words: impl Into<String>) -> Cell {
    let words = words.into();
    if words.is_empty() { Cell::Empty } else { Cell::Text(words) }
}

fn date(millis: Option<i64>) -> Cell {
    millis.and_then(readable_day).map_or(Cell::Empty, Cell::Day)
}

/// Every action with all that is known of it, in the order of the list.
pub fn actions(board: &Board, words: &Words, today: i64) -> Sheet {
    let rows = board.list("actions").iter().zip(standings(board, today)).map(|(action, stands)| {
        let log = action.fields.get("log").and_then(Value::as_array);
        let said = log.into_iter().flatten().rev().find_map(|entry| {
            entry.get("note").and_then(Value::as_str).filter(|note| !note.is_empty())
        });
        let confirmed = action.fields.get("confirmed").and_then(|stamp| stamp.get(1));
        let since = match stands.since {
            Since::New => words.new.to_owned(),
            Since::Moved { from } => format!("{} {}", words.moved, words.status(&from)),
            Since::Still { times } => format!("{} {times}", words.still),
        };
        let yes = |is: bool| if is { text(words.yes) } else { Cell::Empty };
        vec![
            text(action.text("title")),
            text(words.status(action.text("status"))),
            text(person(board, action.text("owner"))),
            text(team(board, action.text("department"))),
            text(team(board, action.text("confirms"))),
            date(confirmed.and_then(Value::as_i64)),
            date(action.number("due")),
            text(words.degree(action.text("impact"))),
            text(words.degree(action.text("effort"))),
            text(since),
            yes(stands.late),
            yes(stands.stuck),
            yes(stands.waits),
            text(action.text("reason")),
            text(origins(board, action).join(" / ")),
            text(said.unwrap_or_default()),
        ]
    });
    Sheet { name: words.actions, heads: words.heads.to_vec(), rows: rows.collect() }
}

/// Every line of every log.
pub fn history(board: &Board, words: &Words) -> Sheet {
    let rows = board.list("actions").iter().flat_map(|action| {
        let log = action.fields.get("log").and_then(Value::as_array);
        let entries = log.into_iter().flatten().filter_map(Value::as_object);
        entries.map(|entry| {
            let said = match entry.get("confirmed").and_then(Value::as_bool) {
                Some(true) => words.confirmed,
                Some(false) => words.unconfirmed,
                None => word(entry, "note"),
            };
            vec![
                text(action.text("title")),
                date(entry.get("on").and_then(Value::as_i64)),
                text(person(board, word(entry, "by"))),
                text(words.status(word(entry, "status"))),
                text(said),
            ]
        })
    });
    Sheet { name: words.history, heads: words.history_heads.to_vec(), rows: rows.collect() }
}

fn word<'a>(entry: &'a Map<String, Value>, key: &str) -> &'a str {
    entry.get(key).and_then(Value::as_str).unwrap_or_default()
}

fn found<'a>(board: &'a Board, root: &str, id: &str) -> Option<&'a Record> {
    board.list(root).iter().find(|record| record.id.as_str() == id)
}

/// A member's name, or what was typed.
fn person<'a>(board: &'a Board, owner: &'a str) -> &'a str {
    found(board, "members", owner).map_or(owner, |member| member.text("name"))
}

fn team<'a>(board: &'a Board, id: &str) -> &'a str {
    found(board, "teams", id).map_or("", |team| team.text("title"))
}

/// The words of the stickies that an action comes from.
fn origins<'a>(board: &'a Board, action: &Record) -> Vec<&'a str> {
    let from = format!("actions/{}", action.id);
    let links = board.list("links").iter();
    let origins = links
        .filter(|link| link.text("kind") == "derived_from" && link.text("from") == from)
        .filter_map(|link| link.text("to").strip_prefix("stickies/"));
    let stickies = || board.cells.iter().flat_map(|cell| &cell.stickies).chain(&board.unplaced);
    origins
        .filter_map(|id| stickies().find(|sticky| sticky.id.as_str() == id))
        .map(|sticky| sticky.text("text"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_no_program_reads_is_left_out() {
        let readable = |day: i64| readable_day(day * 86_400_000);
        assert_eq!(readable(0), Some(0));
        assert_eq!(readable(DAY_MAX), Some(DAY_MAX));
        assert_eq!(readable(DAY_MAX + 1), None);
        assert_eq!(readable_day(-1), None);
        assert_eq!(readable_day(i64::MAX), None);
    }
}
