//! What must hold of every board that is read, whatever was merged: used by tests, and by whoever
//! wants to be sure of a template or a migration.

use std::collections::BTreeSet;

use super::Board;
use crate::schema::PURPOSES;

/// The first promise that a board breaks, in words; none for a valid board.
pub fn valid(board: &Board) -> Result<(), String> {
    columns(board)?;
    stickies(board)?;
    let ids = |root: &str| -> BTreeSet<_> { board.list(root).iter().map(|one| &one.id).collect() };
    let (layers, personas) = (ids("layers"), ids("personas"));
    let phases: BTreeSet<_> = board.phases.iter().map(|phase| &phase.record.id).collect();
    for beat in &board.heartbeat {
        let known = layers.contains(&beat.layer)
            && personas.contains(&beat.persona)
            && phases.contains(&beat.phase);
        ensure(known && (-2..=2).contains(&beat.value), || {
            format!("a hartslag of nobody: {beat:?}")
        })?;
    }
    for (root, records) in &board.lists {
        let ordered = records.windows(2).all(|pair| match pair {
            [a, b] => (&a.rank, &a.id) < (&b.rank, &b.id) || a.rank.is_none(),
            _ => true,
        });
        ensure(ordered, || format!("`{root}` is not in order"))?;
    }
    Ok(())
}

/// What must also hold of a board that was just made: nothing to mend, every word known.
pub fn whole(board: &Board) -> Result<(), String> {
    valid(board)?;
    ensure(board.unplaced.is_empty(), || format!("without a place: {:?}", board.unplaced))?;
    ensure(board.bin.is_empty(), || "something is in the bin".to_owned())?;
    let purposes = board.list("stages").iter().map(|stage| stage.text("purpose"));
    let unknown: Vec<_> = purposes.filter(|purpose| !PURPOSES.contains(purpose)).collect();
    ensure(unknown.is_empty(), || format!("unknown purposes: {unknown:?}"))
}

fn columns(board: &Board) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for phase in &board.phases {
        let id = &phase.record.id;
        ensure(seen.insert(id), || format!("phase {id} twice"))?;
        let top = |up: &crate::ids::RecordId| {
            board.phases.iter().any(|one| one.record.id == *up && one.parent.is_none())
        };
        ensure(phase.parent.as_ref().is_none_or(top), || format!("step {id} of a step"))?;
        ensure(phase.parent.is_none() || phase.steps.is_empty(), || format!("steps in step {id}"))?;
    }
    let mut shown = BTreeSet::new();
    for column in &board.columns {
        let phase = board.phases.iter().find(|phase| phase.record.id == column.phase);
        let fits = phase.is_some_and(|phase| phase.steps.is_empty() != column.whole);
        ensure(fits && shown.insert(&column.phase), || format!("a column too many: {column:?}"))?;
    }
    let leaves = board.phases.iter().filter(|phase| phase.steps.is_empty());
    for leaf in leaves {
        let id = &leaf.record.id;
        ensure(shown.contains(id), || format!("phase {id} has no column"))?;
    }
    Ok(())
}

fn stickies(board: &Board) -> Result<(), String> {
    let (layers, lanes) = (board.list("layers"), board.list("lanes"));
    let mut seen = BTreeSet::new();
    for cell in &board.cells {
        let known = layers.iter().any(|layer| layer.id == cell.layer)
            && lanes.iter().any(|lane| lane.id == cell.lane)
            && board.columns.iter().any(|column| column.phase == cell.phase);
        ensure(known && !cell.stickies.is_empty(), || format!("a cell nowhere: {cell:?}"))?;
        let ordered = cell.stickies.is_sorted_by(|a, b| (&a.rank, &a.id) < (&b.rank, &b.id));
        ensure(ordered, || format!("a cell out of order: {cell:?}"))?;
        for sticky in &cell.stickies {
            let at = [0, 1, 2].map(|part| sticky.part("at", part));
            let here =
                at == [&cell.layer, &cell.lane, &cell.phase].map(crate::ids::RecordId::as_str);
            ensure(here && seen.insert(&sticky.id), || format!("a sticky elsewhere: {sticky:?}"))?;
        }
    }
    for sticky in &board.unplaced {
        ensure(seen.insert(&sticky.id), || format!("sticky {} twice", sticky.id))?;
    }
    let binned = board.bin.iter().filter(|one| one.root == "stickies");
    for one in binned {
        ensure(seen.insert(&one.record.id), || format!("sticky {} twice", one.record.id))?;
    }
    Ok(())
}

fn ensure(holds: bool, otherwise: impl Fn() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(otherwise()) }
}
