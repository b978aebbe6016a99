//! The journey's own words: what somebody means by adding a step or moving a phase, as edits.
//!
//! Each is a pure function from a board as it reads to a list of edits, over one or more documents;
//! nothing is written here. An empty list says that it cannot be done to this board: what it names is
//! not there, or nothing would change. Ids, the time and chance come from the caller.

pub mod actions;
mod phases;
mod stickies;

use serde_json::{Value, json};

pub use phases::{add_phase, move_phase, throw_away_phase};
pub use stickies::{NewSticky, Spot, add_sticky, move_stickies, recolour};

use crate::edit::{Edit, Fields, Stamp};
use crate::ids::RecordId;
use crate::order::{Rank, many};
use crate::read::{Board, Record};

/// Whose hand it is: who, when, and the chance that order keys are jittered with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hand {
    /// Who, and when.
    pub by: Stamp,
    /// A random number, new for each act.
    pub jitter: u32,
}

/// Where among its siblings something comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Before all others.
    First,
    /// After all others.
    Last,
    /// Just before this one; after all others when it is not among them.
    Before(RecordId),
    /// Just after this one; after all others when it is not among them.
    After(RecordId),
}

/// A new lane.
pub fn add_lane(
    board: &Board,
    id: &RecordId,
    (kind, title, hint): (&str, &str, &str),
    next: &Next,
    hand: &Hand,
) -> Vec<Edit> {
    let rank = keys(board.list("lanes").iter(), next, &[], 1, hand).into_iter().next();
    let fields = [("kind", json!(kind)), ("title", json!(title)), ("hint", json!(hint))];
    let fields = fields.into_iter().chain(rank.map(|rank| ("rank", json!(rank))));
    vec![create("frame", "lanes", id, fields)]
}

/// Another place for a lane.
pub fn move_lane(board: &Board, id: &RecordId, next: &Next, hand: &Hand) -> Vec<Edit> {
    let lanes = board.list("lanes");
    if lanes.iter().all(|lane| lane.id != *id) {
        return Vec::new();
    }
    let rank = keys(lanes.iter(), next, std::slice::from_ref(id), 1, hand);
    rank.into_iter().map(|rank| set("frame", "lanes", id, "rank", json!(rank))).collect()
}

/// Another title for a phase, a step, a lane, a stage or a layer.
pub fn rename(root: &str, id: &RecordId, title: &str) -> Vec<Edit> {
    vec![set("frame", root, id, "title", json!(title))]
}

/// Order keys for so many records, next to these siblings; those that move along do not count.
fn keys<'a>(
    siblings: impl Iterator<Item = &'a Record>,
    next: &Next,
    moving: &[RecordId],
    count: usize,
    hand: &Hand,
) -> Vec<Rank> {
    let others: Vec<&Record> = siblings.filter(|one| !moving.contains(&one.id)).collect();
    let at = |id: &RecordId| others.iter().position(|one| one.id == *id);
    let spot = match next {
        Next::First => Some(0),
        Next::Last => None,
        Next::Before(id) => at(id),
        Next::After(id) => at(id).map(|at| at + 1),
    };
    let spot = spot.unwrap_or(others.len());
    let rank = |at: usize| others.get(at).and_then(|one| one.rank.as_ref());
    many(spot.checked_sub(1).and_then(rank), rank(spot), count, hand.jitter)
}

fn create<'a>(
    document: &str,
    root: &str,
    id: &RecordId,
    fields: impl IntoIterator<Item = (&'a str, Value)>,
) -> Edit {
    let fields: Fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Edit::Create { document: document.to_owned(), root: root.to_owned(), id: id.clone(), fields }
}

fn set(document: &str, root: &str, id: &RecordId, field: &str, value: Value) -> Edit {
    let (document, root) = (document.to_owned(), root.to_owned());
    Edit::Set { document, root, id: id.clone(), field: field.to_owned(), value }
}
