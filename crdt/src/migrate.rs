//! From an older board to this version of the schema: numbered steps, each run once, by the server
//! only, before the first session, and logged like any other change.
//!
//! A step writes with yrs itself, because it may need what no edit can say. It must be safe on
//! whatever was merged, and it never deletes what people made. The version of a board stands in
//! `talk`, `session.schema`, where only the server writes, and counts for all of its documents.

use thiserror::Error;
use yrs::{
    Any, Doc, Map as _, Number, Out, ReadTxn as _, Transact as _, TransactionMut, WriteTxn as _,
};

use crate::ids::Document;
use crate::schema::SCHEMA_VERSION;

/// One step between two versions.
struct Step {
    /// The version it leads to, from the one before.
    to: u32,
    /// What it does to one document; called for every document of the board.
    run: fn(&Document, &mut TransactionMut<'_>),
}

/// Every step there ever was, oldest first. The first version needs none.
const STEPS: &[Step] = &[];

/// The version of a board that does not say it.
const FIRST: u32 = 1;

const _: () = assert!(STEPS.len() + FIRST as usize == SCHEMA_VERSION as usize);

/// Why a board was not migrated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum MigrateError {
    /// A newer program wrote this board; an older one would damage it.
    #[error("this board has version {found}, and this program knows up to {known}")]
    Newer {
        /// What the board says.
        found: u64,
        /// What this program knows.
        known: u32,
    },
}

/// Brings a board to this version. All of its documents must be given together; what comes back is
/// the update of each that changed, to be logged before anybody is let in.
pub fn migrate(docs: &[(Document, &Doc)]) -> Result<Vec<(Document, Vec<u8>)>, MigrateError> {
    through(STEPS, SCHEMA_VERSION, docs)
}

/// The version that a board says it has.
pub fn version(talk: &Doc) -> u64 {
    let txn = talk.transact();
    match txn.get_map("session").and_then(|session| session.get(&txn, "schema")) {
        Some(Out::Any(Any::Number(number))) => {
            number.as_i64().and_then(|it| u64::try_from(it).ok()).unwrap_or(FIRST.into())
        }
        _ => FIRST.into(),
    }
}

fn through(
    steps: &[Step],
    known: u32,
    docs: &[(Document, &Doc)],
) -> Result<Vec<(Document, Vec<u8>)>, MigrateError> {
    let talk = docs.iter().find(|(document, _)| *document == Document::Talk);
    let found = talk.map_or(FIRST.into(), |(_, doc)| version(doc));
    if found > u64::from(known) {
        return Err(MigrateError::Newer { found, known });
    }
    let due: Vec<&Step> = steps.iter().filter(|step| u64::from(step.to) > found).collect();
    let mut updates = Vec::new();
    for (document, doc) in docs.iter().filter(|_| !due.is_empty()) {
        let mut txn = doc.transact_mut();
        for step in &due {
            (step.run)(document, &mut txn);
        }
        if *document == Document::Talk {
            let version = Any::Number(Number::Int(known.into()));
            txn.get_or_insert_map("session").insert(&mut txn, "schema", version);
        }
        if !(txn.insert_set().is_empty() && txn.delete_set().is_empty()) {
            updates.push((document.clone(), txn.encode_update_v1()));
        }
    }
    Ok(updates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{merge, new_doc, whole};
    use crate::ids::ClientId;

    /// Two made-up steps: every sticky gets a number, and then twice that.
    const MADE_UP: &[Step] = &[
        Step { to: 2, run: |document, txn| number(document, txn, |_| 1) },
        Step { to: 3, run: |document, txn| number(document, txn, |before| before * 2) },
    ];

    fn number(document: &Document, txn: &mut TransactionMut<'_>, next: fn(i64) -> i64) {
        if *document != Document::Map {
            return;
        }
        let numbers = txn.get_or_insert_map("numbers");
        let before = match numbers.get(txn, "n") {
            Some(Out::Any(Any::Number(number))) => number.as_i64().unwrap_or_default(),
            _ => 0,
        };
        numbers.insert(txn, "n", Any::Number(Number::Int(next(before))));
    }

    fn board(version: Option<i64>) -> [(Document, Doc); 2] {
        let talk = new_doc(ClientId(1));
        if let Some(version) = version {
            let session = talk.get_or_insert_map("session");
            let version = Any::Number(Number::Int(version));
            session.insert(&mut talk.transact_mut(), "schema", version);
        }
        [(Document::Talk, talk), (Document::Map, new_doc(ClientId(1)))]
    }

    fn lent(board: &[(Document, Doc); 2]) -> [(Document, &Doc); 2] {
        board.each_ref().map(|(document, doc)| (document.clone(), doc))
    }

    #[test]
    fn steps_run_once_in_order_from_where_the_board_is() {
        for (from, number) in
            [(None, Some(2.0)), (Some(1), Some(2.0)), (Some(2), Some(0.0)), (Some(3), None)]
        {
            let board = board(from);
            let before = board.each_ref().map(|(_, doc)| whole(doc));
            let updates = through(MADE_UP, 3, &lent(&board)).unwrap();
            assert_eq!(updates.is_empty(), number.is_none());
            assert_eq!(version(&board[0].1), 3);
            // The log tells the same story: what was there, and the updates.
            let replayed = [1, 1].map(|client| new_doc(ClientId(client + 5)));
            for (at, doc) in replayed.iter().enumerate() {
                merge(doc, &[&before[at]]).unwrap();
                for (_, update) in updates.iter().filter(|(document, _)| *document == board[at].0) {
                    merge(doc, &[update]).unwrap();
                }
                assert_eq!(whole(doc), whole(&board[at].1));
            }
            let txn = replayed[1].transact();
            let found = txn.get_map("numbers").and_then(|numbers| numbers.get(&txn, "n"));
            assert_eq!(found, number.map(|number| Out::Any(Any::Number(Number::Float(number)))));
            drop(txn);
            assert_eq!(through(MADE_UP, 3, &lent(&board)), Ok(Vec::new()), "never twice");
        }
    }

    #[test]
    fn steps_follow_one_another() {
        for table in [STEPS, MADE_UP] {
            let numbers: Vec<_> = table.iter().map(|step| step.to).collect();
            assert!(numbers.iter().copied().eq((FIRST + 1..).take(numbers.len())), "{numbers:?}");
        }
    }

    #[test]
    fn a_newer_board_is_left_alone() {
        let board = board(Some(9));
        let before = whole(&board[0].1);
        let error = MigrateError::Newer { found: 9, known: SCHEMA_VERSION };
        assert_eq!(migrate(&lent(&board)), Err(error));
        assert_eq!(whole(&board[0].1), before);
    }
}
