//! The log and the snapshots in SQLite.
//!
//! A record's checksum covers its place as well as its bytes, so a row that moved is damage too.
//! Rows at or below a document's snapshot are history: loading skips them, trimming removes them.

use std::collections::BTreeSet;

use bytes::Bytes;
use crdt::ids::{BoardId, ClientId, Document, Epoch, MemberId, Millis, Seq};
use rusqlite::{Connection, OptionalExtension as _, params};

use super::transaction::Transaction;
use super::{Sqlite, journal};
use crate::clock;
use crate::store::{Kept, Loaded, Log, PIECE_BYTES, Record, StoreError, Verdict};

/// Rows that one transaction trims, so that no commit waits long for it.
const TRIM_ROWS: usize = 2_000;
/// Rows of quarantine that are kept: enough to find a bug, too few to fill a disk.
const QUARANTINE_ROWS: i64 = 200;

impl Log for Sqlite {
    fn append(&self, batch: &[Record]) -> Result<Vec<Verdict>, StoreError> {
        self.write(|transaction| {
            let mut tail = Tail::default();
            batch.iter().map(|record| append(transaction, record, &mut tail)).collect()
        })
    }

    fn load(&self, board: &BoardId) -> Result<Loaded, StoreError> {
        self.read(|transaction| {
            let number = number_of(transaction, board)?;
            let mut documents = load_snapshots(transaction, board, number)?;
            let newest = documents.iter().filter_map(|kept| Some(kept.snapshot.as_ref()?.0)).max();
            let last = load_log(transaction, board, number, &mut documents)?;
            Ok(Loaded {
                epoch: load_epoch(transaction, board, number)?,
                documents,
                owners: load_owners(transaction, board, number)?,
                journal: journal::load(transaction, number)?,
                last_seq: last.max(newest.unwrap_or_default()),
            })
        })
    }

    fn snapshot(
        &self,
        board: &BoardId,
        document: &Document,
        up_to: Seq,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        let target = Target { document: document.to_string(), up_to };
        let (number, generation) = self.write(|transaction| {
            let number = number_of(transaction, board)?;
            Ok((number, next_generation(transaction, number, &target)?))
        })?;
        // An empty document still has one piece, so that the last one always switches.
        let mut pieces = bytes.chunks(PIECE_BYTES).collect::<Vec<_>>();
        let last = pieces.pop().unwrap_or_default();
        for (index, piece) in pieces.iter().enumerate() {
            self.write(|transaction| {
                put_piece(transaction, number, &target, generation, index, piece)
            })?;
        }
        self.write(|transaction| {
            put_piece(transaction, number, &target, generation, pieces.len(), last)?;
            switch(transaction, number, &target, generation, bytes)
        })?;
        self.write(|transaction| journal::forget(transaction, number))?;
        while self.write(|transaction| trim(transaction, number, &target))? == TRIM_ROWS {}
        Ok(())
    }

    fn quarantine(
        &self,
        board: &BoardId,
        document: &Document,
        member: &MemberId,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        self.write(|transaction| {
            let number = number_of(transaction, board)?;
            transaction.execute(
                "INSERT INTO quarantine (board, document, member, made_on, bytes)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
                params![
                    number,
                    document.to_string(),
                    member.as_str(),
                    signed(clock::now().0),
                    bytes
                ],
            )?;
            transaction.execute(
                "DELETE FROM quarantine WHERE number <= (SELECT max(number) FROM quarantine) - ?1",
                [QUARANTINE_ROWS],
            )?;
            Ok(())
        })
    }

    fn thin_quarantine(&self, before: Millis) -> Result<usize, StoreError> {
        self.change("DELETE FROM quarantine WHERE made_on < ?1", [signed(before.0)])
    }

    fn epochs(&self, boards: &[BoardId]) -> Result<Vec<Option<Epoch>>, StoreError> {
        self.read(|transaction| {
            let mut query = transaction.prepare_cached("SELECT epoch FROM boards WHERE id = ?1")?;
            let mut epochs = Vec::with_capacity(boards.len());
            for board in boards {
                let epoch: Option<Vec<u8>> =
                    query.query_row([board.as_str()], |row| row.get(0)).optional()?;
                epochs.push(epoch.and_then(|bytes| bytes.try_into().ok()).map(Epoch));
            }
            Ok(epochs)
        })
    }

    fn begin_again(
        &self,
        board: &BoardId,
        epoch: Epoch,
        documents: &[(Document, Bytes)],
        retired: &[ClientId],
        on: Millis,
    ) -> Result<(), StoreError> {
        self.replace(board, epoch, documents, retired, on)
    }

    fn is_unsettled(&self) -> bool {
        self.ahead.is_long()
    }

    fn settle(&self, everything: bool) -> Result<(), StoreError> {
        self.checkpoint(everything)
    }
}

/// Where the board of the previous record ends: a batch has many records of few boards.
#[derive(Default)]
struct Tail {
    board: Option<BoardId>,
    number: Option<i64>,
    last: Seq,
    /// Boards of which a record was refused: what comes after it builds on it.
    refused: BTreeSet<BoardId>,
}

fn append(
    transaction: &Transaction<'_>,
    record: &Record,
    tail: &mut Tail,
) -> Result<Verdict, StoreError> {
    if tail.board.as_ref() != Some(&record.board) {
        let found = find_end(transaction, &record.board)?;
        tail.board = Some(record.board.clone());
        (tail.number, tail.last) =
            found.map_or_else(Default::default, |(it, last)| (Some(it), last));
    }
    let Some(number) = tail.number else { return Ok(Verdict::NoBoard) };
    if record.seq != tail.last.next() || tail.refused.contains(&record.board) {
        tail.refused.insert(record.board.clone());
        return Ok(Verdict::OutOfOrder { last: tail.last });
    }
    insert(transaction, number, record)?;
    tail.last = record.seq;
    Ok(Verdict::Stored)
}

/// Writes one record and its owners.
pub(super) fn insert(
    transaction: &Transaction<'_>,
    number: i64,
    record: &Record,
) -> Result<(), StoreError> {
    let document = record.document.to_string();
    transaction
        .prepare_cached(
            "INSERT INTO log (board, seq, document, made_on, length, checksum, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?
        .execute(params![
            number,
            signed(record.seq.0),
            document,
            signed(record.on.0),
            signed(record.bytes.len() as u64),
            checksum(record.seq, &document, &record.bytes),
            record.bytes.as_ref(),
        ])?;
    for (client, member) in &record.owners {
        transaction
            .prepare_cached(
                "INSERT OR IGNORE INTO owners (board, client, member) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![number, signed(client.0), member.as_str()])?;
    }
    journal::insert(transaction, number, record)?;
    Ok(())
}

/// The number of a board that must exist.
pub(super) fn number_of(connection: &Connection, board: &BoardId) -> Result<i64, StoreError> {
    find_number(connection, board)?.ok_or(StoreError::NoBoard)
}

fn find_number(connection: &Connection, board: &BoardId) -> Result<Option<i64>, StoreError> {
    let mut query = connection.prepare_cached("SELECT number FROM boards WHERE id = ?1")?;
    Ok(query.query_row([board.as_str()], |row| row.get(0)).optional()?)
}

/// The number of a board and its last position, in one question: every commit asks for each board in it.
fn find_end(connection: &Connection, board: &BoardId) -> Result<Option<(i64, Seq)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT number, max(coalesce((SELECT max(seq) FROM log WHERE board = number), 0),
                            coalesce((SELECT max(up_to) FROM snapshots WHERE board = number), 0))
         FROM boards WHERE id = ?1",
    )?;
    let end =
        query.query_row([board.as_str()], |row| Ok((row.get(0)?, Seq(unsigned(row.get(1)?)))));
    Ok(end.optional()?)
}

pub(super) fn last_seq(connection: &Connection, number: i64) -> Result<Seq, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT max(coalesce((SELECT max(seq) FROM log WHERE board = ?1), 0),
                    coalesce((SELECT max(up_to) FROM snapshots WHERE board = ?1), 0))",
    )?;
    Ok(query.query_row([number], |row| row.get(0).map(|seq| Seq(unsigned(seq))))?)
}

fn load_epoch(connection: &Connection, board: &BoardId, number: i64) -> Result<Epoch, StoreError> {
    let bytes: Vec<u8> =
        connection
            .query_row("SELECT epoch FROM boards WHERE number = ?1", [number], |row| row.get(0))?;
    bytes.try_into().map(Epoch).map_err(|_bytes| damaged(board, "its history id".to_owned()))
}

fn load_snapshots(
    connection: &Connection,
    board: &BoardId,
    number: i64,
) -> Result<Vec<Kept>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT document, up_to, generation, length, checksum FROM snapshots WHERE board = ?1",
    )?;
    let mut rows = query.query([number])?;
    let mut documents = Vec::new();
    while let Some(row) = rows.next()? {
        let name: String = row.get(0)?;
        let (up_to, length) = (Seq(unsigned(row.get(1)?)), unsigned(row.get(3)?));
        let bytes = load_pieces(connection, number, &name, row.get(2)?)?;
        if bytes.len() as u64 != length || checksum(up_to, &name, &bytes) != row.get::<_, u32>(4)? {
            return Err(damaged(board, format!("the snapshot of {name} up to {}", up_to.0)));
        }
        let document = document_of(board, &name)?;
        documents.push(Kept { document, snapshot: Some((up_to, bytes.into())), log: Vec::new() });
    }
    Ok(documents)
}

fn load_pieces(
    connection: &Connection,
    number: i64,
    document: &str,
    generation: i64,
) -> Result<Vec<u8>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT bytes FROM pieces WHERE board = ?1 AND document = ?2 AND generation = ?3
         ORDER BY number",
    )?;
    let mut rows = query.query(params![number, document, generation])?;
    let mut bytes = Vec::new();
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(bytes)
}

/// Adds what the log has after each snapshot; the position of the last row.
fn load_log(
    connection: &Connection,
    board: &BoardId,
    number: i64,
    documents: &mut Vec<Kept>,
) -> Result<Seq, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT seq, document, length, checksum, bytes FROM log WHERE board = ?1 ORDER BY seq",
    )?;
    let mut rows = query.query([number])?;
    // What stands at or below the furthest snapshot may have been trimmed.
    let furthest = documents.iter().filter_map(|kept| Some(kept.snapshot.as_ref()?.0)).max();
    let furthest = furthest.unwrap_or_default();
    let mut last = Seq(0);
    while let Some(row) = rows.next()? {
        let before = last.max(furthest);
        last = Seq(unsigned(row.get(0)?));
        if last > before.next() {
            return Err(damaged(
                board,
                format!("record {} of its log is missing", before.next().0),
            ));
        }
        let name: String = row.get(1)?;
        let bytes = row.get_ref(4)?.as_blob().map_err(rusqlite::Error::from)?;
        let length = unsigned(row.get(2)?);
        if bytes.len() as u64 != length || checksum(last, &name, bytes) != row.get::<_, u32>(3)? {
            return Err(damaged(board, format!("record {} of its log", last.0)));
        }
        let document = document_of(board, &name)?;
        let kept = entry(documents, document);
        if kept.snapshot.as_ref().is_none_or(|(up_to, _bytes)| *up_to < last) {
            kept.log.push((last, Bytes::copy_from_slice(bytes)));
        }
    }
    Ok(last)
}

fn entry(documents: &mut Vec<Kept>, document: Document) -> &mut Kept {
    let position = documents.iter().position(|kept| kept.document == document);
    let position = position.unwrap_or_else(|| {
        documents.push(Kept { document, snapshot: None, log: Vec::new() });
        documents.len() - 1
    });
    documents.get_mut(position).expect("it was found or pushed")
}

fn load_owners(
    connection: &Connection,
    board: &BoardId,
    number: i64,
) -> Result<Vec<(ClientId, MemberId)>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT client, member FROM owners WHERE board = ?1")?;
    let mut rows = query.query([number])?;
    let mut owners = Vec::new();
    while let Some(row) = rows.next()? {
        let member: String = row.get(1)?;
        let member =
            member.parse().map_err(|_id| damaged(board, "the owner of a replica".to_owned()))?;
        owners.push((ClientId(unsigned(row.get(0)?)), member));
    }
    Ok(owners)
}

/// What a snapshot replaces.
pub(super) struct Target {
    pub(super) document: String,
    pub(super) up_to: Seq,
}

/// The number of the snapshot to come; pieces of an interrupted one are removed.
pub(super) fn next_generation(
    transaction: &Transaction<'_>,
    number: i64,
    target: &Target,
) -> Result<i64, StoreError> {
    let now: Option<i64> = transaction
        .query_row(
            "SELECT generation FROM snapshots WHERE board = ?1 AND document = ?2",
            params![number, target.document],
            |row| row.get(0),
        )
        .optional()?;
    transaction.execute(
        "DELETE FROM pieces WHERE board = ?1 AND document = ?2 AND generation IS NOT ?3",
        params![number, target.document, now],
    )?;
    Ok(now.unwrap_or_default() + 1)
}

pub(super) fn put_piece(
    transaction: &Transaction<'_>,
    number: i64,
    target: &Target,
    generation: i64,
    index: usize,
    bytes: &[u8],
) -> Result<(), StoreError> {
    transaction.execute(
        "INSERT INTO pieces (board, document, generation, number, bytes) VALUES (?1, ?2, ?3, ?4, ?5)",
        params![number, target.document, generation, signed(index as u64), bytes],
    )?;
    Ok(())
}

/// From here on the new pieces are the document, unless there is a newer whole already: another
/// history began while this one was written down.
pub(super) fn switch(
    transaction: &Transaction<'_>,
    number: i64,
    target: &Target,
    generation: i64,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let newest: Option<i64> = transaction
        .query_row(
            "SELECT up_to FROM snapshots WHERE board = ?1 AND document = ?2",
            params![number, target.document],
            |row| row.get(0),
        )
        .optional()?;
    if newest.is_some_and(|newest| unsigned(newest) > target.up_to.0) {
        return Ok(());
    }
    transaction.execute(
        "INSERT OR REPLACE INTO snapshots
         (board, document, up_to, generation, length, checksum, made_on)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        params![
            number,
            target.document,
            signed(target.up_to.0),
            generation,
            signed(bytes.len() as u64),
            checksum(target.up_to, &target.document, bytes),
            signed(clock::now().0),
        ],
    )?;
    transaction.execute(
        "DELETE FROM pieces WHERE board = ?1 AND document = ?2 AND generation <> ?3",
        params![number, target.document, generation],
    )?;
    // The board's last change must outlive the row that says when it was.
    transaction.execute(
        "UPDATE boards SET changed_on = max(changed_on, coalesce(
         (SELECT made_on FROM log WHERE board = ?1 ORDER BY seq DESC LIMIT 1), 0)) WHERE number = ?1",
        [number],
    )?;
    Ok(())
}

fn trim(transaction: &Transaction<'_>, number: i64, target: &Target) -> Result<usize, StoreError> {
    Ok(transaction.execute(
        "DELETE FROM log WHERE board = ?1 AND seq IN (
         SELECT seq FROM log WHERE board = ?1 AND seq <= ?2 AND document = ?3 LIMIT ?4)",
        params![number, signed(target.up_to.0), target.document, signed(TRIM_ROWS as u64)],
    )?)
}

pub(super) fn checksum(seq: Seq, document: &str, bytes: &[u8]) -> u32 {
    let mut hasher = crc32fast::Hasher::new();
    hasher.update(&seq.0.to_le_bytes());
    hasher.update(document.as_bytes());
    hasher.update(bytes);
    hasher.finalize()
}

pub(super) fn document_of(board: &BoardId, name: &str) -> Result<Document, StoreError> {
    name.parse().map_err(|_id| damaged(board, "the name of a document".to_owned()))
}

pub(super) fn damaged(board: &BoardId, what: String) -> StoreError {
    StoreError::Damaged { board: board.clone(), what }
}

/// SQLite's numbers are signed; ours stay far below the sign.
pub(super) fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Back from [`signed`].
pub(super) fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}
