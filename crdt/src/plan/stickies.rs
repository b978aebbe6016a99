//! What people do with stickies: write one, move some, give them another colour.

use serde_json::json;

use super::{Hand, Next, create, keys, set};
use crate::edit::Edit;
use crate::ids::RecordId;
use crate::read::{Board, Record};

/// A crossing of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The layer.
    pub layer: RecordId,
    /// The lane.
    pub lane: RecordId,
    /// The phase or step.
    pub phase: RecordId,
}

/// What a new sticky says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewSticky<'a> {
    /// Its id.
    pub id: RecordId,
    /// Its words.
    pub text: &'a str,
    /// One of [`crate::schema::COLORS`].
    pub color: &'a str,
}

/// A new sticky, by whose hand it is.
pub fn add_sticky(
    board: &Board,
    spot: &Spot,
    next: &Next,
    new: &NewSticky<'_>,
    hand: &Hand,
) -> Vec<Edit> {
    let place = |rank| json!([spot.layer, spot.lane, spot.phase, rank]);
    let rank = keys(at(board, spot).iter(), next, &[], 1, hand).into_iter().next();
    let fields = [
        ("text", json!(new.text)),
        ("color", json!(new.color)),
        ("by", json!(hand.by.0)),
        ("on", json!(hand.by.1)),
    ];
    let fields = fields.into_iter().chain(rank.map(|rank| ("at", place(rank))));
    vec![create("map", "stickies", &new.id, fields)]
}

/// Stickies to one crossing, in the order given; those that are not on the board are skipped.
pub fn move_stickies(
    board: &Board,
    ids: &[RecordId],
    spot: &Spot,
    next: &Next,
    hand: &Hand,
) -> Vec<Edit> {
    let shown = |id: &&RecordId| all(board).any(|sticky| sticky.id == **id);
    let moving: Vec<RecordId> = ids.iter().filter(shown).cloned().collect();
    let ranks = keys(at(board, spot).iter(), next, &moving, moving.len(), hand);
    let place = |rank| json!([spot.layer, spot.lane, spot.phase, rank]);
    let moves = moving.iter().zip(ranks);
    moves.map(|(id, rank)| set("map", "stickies", id, "at", place(rank))).collect()
}

/// Another colour for some stickies.
pub fn recolour(ids: &[RecordId], color: &str) -> Vec<Edit> {
    ids.iter().map(|id| set("map", "stickies", id, "color", json!(color))).collect()
}

/// All stickies that are shown, also those without a place.
pub(super) fn all(board: &Board) -> impl Iterator<Item = &Record> {
    board.cells.iter().flat_map(|cell| &cell.stickies).chain(&board.unplaced)
}

fn at<'a>(board: &'a Board, spot: &Spot) -> &'a [Record] {
    let here = |cell: &&crate::read::Cell| {
        cell.layer == spot.layer && cell.lane == spot.lane && cell.phase == spot.phase
    };
    board.cells.iter().find(here).map(|cell| cell.stickies.as_slice()).unwrap_or_default()
}
