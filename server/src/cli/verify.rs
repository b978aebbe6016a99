//! `reisbord verify`: whether everything in a data folder can be read, down to the last record.

use std::fmt::Write as _;

use crdt::ids::Document;
use serde::Serialize;
use serde_json::json;

use crate::config::Verify;
use crate::exports::replica;
use crate::store::sqlite::{Folder, Sqlite};
use crate::store::{Board, Book as _, Log as _, Versions as _};

/// What was looked at, and what is wrong.
#[derive(Debug, Default, Serialize)]
pub struct Findings {
    /// Boards that were read.
    pub boards: usize,
    /// Documents that were decoded.
    pub documents: usize,
    /// Records of logs whose checksum fits.
    pub records: usize,
    /// Versions of boards that were decoded.
    pub versions: usize,
    /// What is wrong, in words for an operator.
    pub damage: Vec<String>,
}

/// Runs it; damage is an error, with everything that was found.
pub fn run(verify: &Verify) -> Result<String, String> {
    let folder = Folder::existing(&verify.data).map_err(|error| error.to_string())?;
    let store = Sqlite::open(folder).map_err(|error| error.to_string())?;
    let found = look(&store);
    let text = if verify.json {
        format!("{}\n", json!(found))
    } else {
        let mut text = format!(
            "{} boards, {} documents, {} records and {} versions can be read\n",
            found.boards, found.documents, found.records, found.versions
        );
        for damage in &found.damage {
            // Writing to a text cannot fail.
            writeln!(text, "damaged: {damage}").ok();
        }
        text
    };
    if found.damage.is_empty() { Ok(text) } else { Err(text.trim_end().to_owned()) }
}

/// Reads everything.
pub fn look(store: &Sqlite) -> Findings {
    let mut found = Findings::default();
    match store.damage() {
        Ok(damage) => found.damage.extend(damage),
        Err(error) => found.damage.push(error.to_string()),
    }
    let boards = match store.boards() {
        Ok(boards) => boards,
        Err(error) => {
            found.damage.push(error.to_string());
            return found;
        }
    };
    for board in boards {
        found.boards += 1;
        look_at(store, &board, &mut found);
    }
    found
}

fn look_at(store: &Sqlite, board: &Board, found: &mut Findings) {
    match store.gaps(&board.id) {
        Ok(gaps) => found.damage.extend(
            gaps.into_iter()
                .map(|seq| format!("board {}: record {} of its log is missing", board.id, seq.0)),
        ),
        Err(error) => found.damage.push(format!("board {}: {error}", board.id)),
    }
    match store.load(&board.id) {
        Ok(loaded) => {
            for kept in &loaded.documents {
                found.records += kept.log.len();
                match replica(&board.id, kept) {
                    Ok(_readable) => found.documents += 1,
                    Err(error) => found.damage.push(error.to_string()),
                }
            }
        }
        Err(error) => found.damage.push(error.to_string()),
    }
    let versions = store.versions(&board.id).unwrap_or_else(|error| {
        found.damage.push(error.to_string());
        Vec::new()
    });
    for version in versions {
        let read = [Document::Map, Document::Frame].into_iter().try_for_each(|document| {
            let bytes = store.version_document(&board.id, &version.id, &document);
            let bytes = bytes.map_err(|error| error.to_string())?.unwrap_or_default();
            let snapshot = Some((version.seq, bytes));
            let kept = crate::store::Kept { document, snapshot, log: Vec::new() };
            replica(&board.id, &kept).map(drop).map_err(|error| error.to_string())
        });
        match read {
            Ok(()) => found.versions += 1,
            Err(why) => found.damage.push(format!("version {}: {why}", version.id)),
        }
    }
}
