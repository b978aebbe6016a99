//! What an operator does with the whole file: a consistent copy, a look for damage, and another history
//! for a board.

use std::path::Path;

use bytes::Bytes;
use crdt::ids::{BoardId, ClientId, Document, Epoch, Millis, Seq};
use rusqlite::params;

use super::Sqlite;
use super::log::{
    Target, document_of, last_seq, next_generation, number_of, put_piece, signed, switch, unsigned,
};
use super::transaction::Transaction;
use crate::store::{PIECE_BYTES, StoreError};

/// Owns the replicas of an earlier history: nobody may write as one of them again.
const RETIRED: &str = "retired";

impl Sqlite {
    /// Writes a consistent copy of everything to a file that does not exist yet, while others go on
    /// writing here. What was deleted is not in it.
    pub fn copy_to(&self, target: &Path) -> Result<(), StoreError> {
        let target = target
            .to_str()
            .ok_or_else(|| StoreError::Disk("the name of the copy must be UTF-8".to_owned()))?;
        // One reading transaction, so a busy server does not make it start again.
        let connection = self.connection()?;
        connection.execute("VACUUM INTO ?1", [target])?;
        Ok(())
    }

    /// What SQLite itself finds wrong with the file; nothing when it is whole.
    pub fn damage(&self) -> Result<Vec<String>, StoreError> {
        self.read(|t| {
            let mut query = t.prepare("PRAGMA quick_check(20)")?;
            let found: Vec<String> =
                query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
            Ok(found.into_iter().filter(|line| line != "ok").collect())
        })
    }

    /// Positions that a board's log should have and has not.
    pub fn gaps(&self, board: &BoardId) -> Result<Vec<Seq>, StoreError> {
        self.read(|t| {
            let number = number_of(t, board)?;
            // What stands at or below the furthest snapshot may have been trimmed.
            let snapshot: i64 = t.query_row(
                "SELECT coalesce(max(up_to), 0) FROM snapshots WHERE board = ?1",
                [number],
                |row| row.get(0),
            )?;
            let mut query =
                t.prepare("SELECT seq FROM log WHERE board = ?1 AND seq > ?2 ORDER BY seq")?;
            let mut rows = query.query([number, snapshot])?;
            let (mut next, mut gaps) = (snapshot + 1, Vec::new());
            while let Some(row) = rows.next()? {
                let seq: i64 = row.get(0)?;
                gaps.extend((next < seq).then(|| Seq(unsigned(next))));
                next = seq + 1;
            }
            Ok(gaps)
        })
    }

    pub(super) fn replace(
        &self,
        board: &BoardId,
        epoch: Epoch,
        documents: &[(Document, Bytes)],
        clients: &[ClientId],
        on: Millis,
    ) -> Result<(), StoreError> {
        self.write(|t| {
            let number = number_of(t, board)?;
            let mut seq = last_seq(t, number)?;
            let absent = documents_of(t, board, number)?;
            let absent = absent
                .into_iter()
                .filter(|known| documents.iter().all(|(document, _)| document != known))
                .map(|document| (document, Bytes::from_static(crdt::replica::NOTHING)));
            for (document, bytes) in documents.iter().cloned().chain(absent) {
                seq = seq.next();
                whole(t, number, &Target { document: document.to_string(), up_to: seq }, &bytes)?;
            }
            t.execute("DELETE FROM log WHERE board = ?1", [number])?;
            t.execute("DELETE FROM journal WHERE board = ?1", [number])?;
            for client in clients {
                let sql =
                    "INSERT OR IGNORE INTO owners (board, client, member) VALUES (?1, ?2, ?3)";
                t.prepare_cached(sql)?.execute(params![number, signed(client.0), RETIRED])?;
            }
            t.execute("UPDATE owners SET member = ?2 WHERE board = ?1", params![number, RETIRED])?;
            t.execute(
                "UPDATE boards SET epoch = ?2, changed_on = ?3 WHERE number = ?1",
                params![number, epoch.0.as_slice(), signed(on.0)],
            )?;
            Ok(())
        })
    }
}

/// Writes a snapshot in the transaction that is open.
fn whole(
    t: &Transaction<'_>,
    number: i64,
    target: &Target,
    bytes: &Bytes,
) -> Result<(), StoreError> {
    let generation = next_generation(t, number, target)?;
    for (index, piece) in bytes.chunks(PIECE_BYTES).enumerate() {
        put_piece(t, number, target, generation, index, piece)?;
    }
    switch(t, number, target, generation, bytes)
}

/// Every document that was ever written on a board.
fn documents_of(
    t: &Transaction<'_>,
    board: &BoardId,
    number: i64,
) -> Result<Vec<Document>, StoreError> {
    let mut query = t.prepare(
        "SELECT document FROM log WHERE board = ?1 UNION SELECT document FROM snapshots WHERE board = ?1",
    )?;
    let mut rows = query.query([number])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        documents.push(document_of(board, &row.get::<_, String>(0)?)?);
    }
    Ok(documents)
}
