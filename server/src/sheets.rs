//! What people take along from a board: its actions as a sheet or as lines of text, and their days as
//! a calendar. A board is read here as it is on disk; nothing here knows requests.

pub mod calendar;
pub mod csv;
pub mod sheet;
pub mod words;
pub mod xlsx;

use crdt::doc::{merge, new_doc};
use crdt::ids::{BoardId, ClientId};
use crdt::read::{self, Board, Reading};
use crdt::schema;

use crate::store::{Kept, Log, StoreError};

/// The replica that reads and never writes.
const READER: ClientId = ClientId(0);

/// A board as everybody last saw it.
pub fn board(log: &dyn Log, id: &BoardId) -> Result<Board, StoreError> {
    let kept = log.load(id)?.documents;
    let damaged = |what: &str| StoreError::Damaged { board: id.clone(), what: what.to_owned() };
    let reading = |name: &str| -> Result<Reading, StoreError> {
        let doc = new_doc(READER);
        if let Some(kept) = kept.iter().find(|one| one.document.kind() == name) {
            let updates = updates(kept);
            merge(&doc, &updates).map_err(|_error| damaged(name))?;
        }
        Ok(read::document(&doc, schema::document(name).ok_or_else(|| damaged(name))?))
    };
    Ok(read::board(&reading("frame")?, &reading("map")?, Some(&reading("talk")?)))
}

fn updates(kept: &Kept) -> Vec<&[u8]> {
    let snapshot = kept.snapshot.iter().map(|(_seq, bytes)| bytes.as_ref());
    snapshot.chain(kept.log.iter().map(|(_seq, bytes)| bytes.as_ref())).collect()
}
