//! The rooms' memory of recent changes: written in the commit of the change, read when a board opens,
//! forgotten after a day. Opaque here; it is a help for taking changes back and not part of the board.

use bytes::Bytes;
use crdt::limits::TAKE_BACK_MILLIS;
use rusqlite::{Connection, params};

use super::log::signed;
use super::transaction::Transaction;
use crate::clock;
use crate::store::{Record, StoreError};

/// Keeps what a record brings of it.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    number: i64,
    record: &Record,
) -> Result<(), StoreError> {
    if record.journal.is_empty() {
        return Ok(());
    }
    transaction
        .prepare_cached("INSERT INTO journal (board, seq, made_on, bytes) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![
            number,
            signed(record.seq.0),
            signed(record.on.0),
            record.journal.as_ref()
        ])?;
    Ok(())
}

/// What is remembered of a board, oldest first.
pub(super) fn load(connection: &Connection, number: i64) -> Result<Vec<Bytes>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT bytes FROM journal WHERE board = ?1 AND made_on >= ?2 ORDER BY seq",
    )?;
    let rows = query.query_map(params![number, oldest()], |row| row.get::<_, Vec<u8>>(0))?;
    Ok(rows.map(|row| row.map(Bytes::from)).collect::<Result<_, _>>()?)
}

/// Forgets what is too old.
pub(super) fn forget(transaction: &Transaction<'_>, number: i64) -> Result<(), StoreError> {
    transaction.execute(
        "DELETE FROM journal WHERE board = ?1 AND made_on < ?2",
        params![number, oldest()],
    )?;
    Ok(())
}

fn oldest() -> i64 {
    signed(clock::now().0.saturating_sub(TAKE_BACK_MILLIS))
}
