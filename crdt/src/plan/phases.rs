//! What people do with phases and steps, and what happens then to what stands in them.

use std::collections::BTreeMap;

use serde_json::json;

use super::stickies::{Spot, all, move_stickies};
use super::{Hand, Next, create, keys, set};
use crate::edit::Edit;
use crate::ids::RecordId;
use crate::read::{Beat, Board, Phase};

/// A new phase, or a step of one. A phase that gets its first step hands over what stands in it.
pub fn add_phase(
    board: &Board,
    id: &RecordId,
    parent: Option<&RecordId>,
    title: &str,
    next: &Next,
    hand: &Hand,
) -> Vec<Edit> {
    if !may_be_parent(board, parent) {
        return Vec::new();
    }
    let place = place(board, id, parent, next, hand);
    let fields = place.map(|at| ("at", at)).into_iter().chain([("title", json!(title))]);
    let mut edits = vec![create("frame", "phases", id, fields)];
    edits.extend(handed_over(board, parent, id));
    edits
}

/// Another place for a phase: among the phases, or as a step. A phase with steps stays a phase.
pub fn move_phase(
    board: &Board,
    id: &RecordId,
    parent: Option<&RecordId>,
    next: &Next,
    hand: &Hand,
) -> Vec<Edit> {
    let Some(phase) = phase(board, id) else { return Vec::new() };
    let inside = parent.is_some_and(|parent| parent == id || !phase.steps.is_empty());
    if inside || !may_be_parent(board, parent) {
        return Vec::new();
    }
    let Some(at) = place(board, id, parent, next, hand) else { return Vec::new() };
    let mut edits = vec![set("frame", "phases", id, "at", at)];
    edits.extend(handed_over(board, parent, id));
    edits
}

/// A phase and its steps to the bin. What stands in them moves to another phase if one is named, and
/// else shows in *Zonder plek* until somebody finds it a place.
pub fn throw_away_phase(
    board: &Board,
    id: &RecordId,
    to: Option<&RecordId>,
    hand: &Hand,
) -> Vec<Edit> {
    let Some(phase) = phase(board, id) else { return Vec::new() };
    let leaving: Vec<RecordId> = std::iter::once(id).chain(&phase.steps).cloned().collect();
    if to.is_some_and(|to| leaving.contains(to) || self::phase(board, to).is_none()) {
        return Vec::new();
    }
    let mut edits: Vec<Edit> = leaving
        .iter()
        .map(|id| Edit::ThrowAway {
            document: "frame".to_owned(),
            root: "phases".to_owned(),
            id: id.clone(),
            gone: hand.by.clone(),
        })
        .collect();
    let Some(to) = to else { return edits };
    // Cell by cell, so that what stood together comes to stand together, behind what is there.
    let mut cells: BTreeMap<(RecordId, RecordId), Vec<RecordId>> = BTreeMap::new();
    for cell in board.cells.iter().filter(|cell| leaving.contains(&cell.phase)) {
        let ids = cell.stickies.iter().map(|sticky| sticky.id.clone());
        cells.entry((cell.layer.clone(), cell.lane.clone())).or_default().extend(ids);
    }
    for ((layer, lane), ids) in cells {
        let spot = Spot { layer, lane, phase: to.clone() };
        edits.extend(move_stickies(board, &ids, &spot, &Next::Last, hand));
    }
    edits
}

fn phase<'a>(board: &'a Board, id: &RecordId) -> Option<&'a Phase> {
    board.phases.iter().find(|phase| phase.record.id == *id)
}

fn may_be_parent(board: &Board, parent: Option<&RecordId>) -> bool {
    parent.is_none_or(|id| phase(board, id).is_some_and(|phase| phase.parent.is_none()))
}

fn place(
    board: &Board,
    id: &RecordId,
    parent: Option<&RecordId>,
    next: &Next,
    hand: &Hand,
) -> Option<serde_json::Value> {
    let siblings = board.phases.iter().filter(|phase| phase.parent.as_ref() == parent);
    let siblings = siblings.map(|phase| &phase.record);
    let rank = keys(siblings, next, std::slice::from_ref(id), 1, hand).into_iter().next()?;
    Some(json!([parent, rank]))
}

/// What stands at a phase moves to its first step, each in its own lane and order; the hartslag
/// too, unless the step has one of its own.
fn handed_over(board: &Board, parent: Option<&RecordId>, step: &RecordId) -> Vec<Edit> {
    let first = parent.and_then(|id| phase(board, id)).filter(|phase| phase.steps.is_empty());
    let Some(from) = first.map(|phase| &phase.record.id) else { return Vec::new() };
    let standing = all(board).filter(|sticky| sticky.part("at", 2) == from.as_str());
    let mut edits: Vec<Edit> = standing
        .map(|sticky| {
            let [layer, lane, rank] = [0, 1, 3].map(|part| sticky.part("at", part));
            set("map", "stickies", &sticky.id, "at", json!([layer, lane, step, rank]))
        })
        .collect();
    let flat = |key: String, value| Edit::SetFlat {
        document: "map".to_owned(),
        root: "heartbeat".to_owned(),
        key,
        value,
    };
    for beat in board.heartbeat.iter().filter(|beat| beat.phase == *from) {
        let own = |one: &Beat| {
            one.phase == *step && one.layer == beat.layer && one.persona == beat.persona
        };
        if board.heartbeat.iter().any(own) {
            continue;
        }
        let key = |phase| format!("{}:{}:{phase}", beat.layer, beat.persona);
        edits.push(flat(key(step), json!(beat.value)));
        edits.push(flat(key(from), serde_json::Value::Null));
    }
    edits
}
