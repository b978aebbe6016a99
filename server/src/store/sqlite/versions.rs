//! Versions of boards in SQLite: written in pieces, read whole and checked.

use bytes::Bytes;
use crdt::ids::{BoardId, Document, Seq};
use rusqlite::{OptionalExtension as _, Row, params};

use super::Sqlite;
use super::book::{millis, parsed};
use super::log::{checksum, damaged, number_of, signed, unsigned};
use super::transaction::Transaction;
use crate::store::{NewVersion, PIECE_BYTES, StoreError, Thinning, Version, Versions};

const VERSION: &str = "SELECT v.id, b.id, v.made_on, v.title, v.made_by, v.seq,
    v.map_length + v.frame_length FROM versions AS v JOIN boards AS b ON b.number = v.board
    WHERE b.id = ?1 AND v.complete = 1";

impl Versions for Sqlite {
    fn keep_version(&self, new: &NewVersion) -> Result<(), StoreError> {
        let number = self.write(|t| announce(t, new))?;
        for (document, bytes) in [(Document::Map, &new.map), (Document::Frame, &new.frame)] {
            for (index, piece) in bytes.chunks(PIECE_BYTES).enumerate() {
                self.write(|t| {
                    t.prepare_cached(
                        "INSERT INTO version_pieces (board, version, document, number, bytes)
                         VALUES (?1, ?2, ?3, ?4, ?5)",
                    )?
                    .execute(params![
                        number,
                        new.version.id,
                        document.kind(),
                        signed(index as u64),
                        piece
                    ])?;
                    Ok(())
                })?;
            }
        }
        let sql = "UPDATE versions SET complete = 1 WHERE board = ?1 AND id = ?2";
        self.change(sql, params![number, new.version.id]).map(drop)
    }

    fn versions(&self, board: &BoardId) -> Result<Vec<Version>, StoreError> {
        self.read(|t| {
            number_of(t, board)?;
            let mut query =
                t.prepare_cached(&format!("{VERSION} ORDER BY v.made_on DESC, v.id"))?;
            Ok(query.query_map([board.as_str()], version)?.collect::<Result<_, _>>()?)
        })
    }

    fn version(&self, board: &BoardId, id: &str) -> Result<Option<Version>, StoreError> {
        self.read(|t| {
            let mut query = t.prepare_cached(&format!("{VERSION} AND v.id = ?2"))?;
            Ok(query.query_row([board.as_str(), id], version).optional()?)
        })
    }

    fn newest_version(&self, board: &BoardId) -> Result<Option<Version>, StoreError> {
        self.read(|t| {
            let sql = format!("{VERSION} ORDER BY v.seq DESC, v.made_on DESC LIMIT 1");
            let mut query = t.prepare_cached(&sql)?;
            Ok(query.query_row([board.as_str()], version).optional()?)
        })
    }

    fn version_document(
        &self,
        board: &BoardId,
        id: &str,
        document: &Document,
    ) -> Result<Option<Bytes>, StoreError> {
        let columns = match document {
            Document::Map => "map_length, map_checksum",
            Document::Frame => "frame_length, frame_checksum",
            Document::Talk | Document::Notes | Document::Drafts(_) => return Ok(None),
        };
        self.read(|t| {
            let number = number_of(t, board)?;
            let sql = format!(
                "SELECT {columns}, seq FROM versions WHERE board = ?1 AND id = ?2 AND complete = 1"
            );
            let found: Option<(i64, u32, i64)> = t
                .prepare_cached(&sql)?
                .query_row(params![number, id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
                .optional()?;
            let Some((length, sum, seq)) = found else { return Ok(None) };
            let bytes = pieces(t, number, id, document.kind())?;
            let seq = Seq(unsigned(seq));
            if bytes.len() as u64 != unsigned(length)
                || checksum(seq, document.kind(), &bytes) != sum
            {
                return Err(damaged(board, format!("{document} of version {id}")));
            }
            Ok(Some(bytes.into()))
        })
    }

    fn rename_version(&self, board: &BoardId, id: &str, title: &str) -> Result<bool, StoreError> {
        let sql = "UPDATE versions SET title = ?3 WHERE id = ?2 AND complete = 1
                   AND board = (SELECT number FROM boards WHERE id = ?1)";
        self.change(sql, [board.as_str(), id, title]).map(|rows| rows > 0)
    }

    fn delete_version(&self, board: &BoardId, id: &str) -> Result<bool, StoreError> {
        let sql = "DELETE FROM versions WHERE id = ?2 AND complete = 1
                   AND board = (SELECT number FROM boards WHERE id = ?1)";
        self.change(sql, [board.as_str(), id]).map(|rows| rows > 0)
    }

    fn thin_versions(&self, thinning: Thinning) -> Result<usize, StoreError> {
        let Thinning { gone_before, daily_before } = thinning;
        let day = 24 * 60 * 60 * 1_000;
        let gone = self.change(
            "DELETE FROM versions WHERE title IS NULL AND complete = 1 AND made_on < ?1",
            [signed(gone_before.0)],
        )?;
        let thinned = self.change(
            "DELETE FROM versions AS v WHERE title IS NULL AND complete = 1 AND made_on < ?1
             AND EXISTS (SELECT 1 FROM versions AS later WHERE later.board = v.board
             AND later.title IS NULL AND later.complete = 1 AND later.made_on > v.made_on
             AND later.made_on / ?2 = v.made_on / ?2)",
            params![signed(daily_before.0), day],
        )?;
        Ok(gone + thinned)
    }
}

/// The row of a version that is about to be written; the number of its board.
fn announce(t: &Transaction<'_>, new: &NewVersion) -> Result<i64, StoreError> {
    let (version, seq) = (&new.version, new.version.seq);
    let number = number_of(t, &version.board)?;
    t.execute(
        "INSERT INTO versions (board, id, made_on, title, made_by, seq, complete,
         map_length, map_checksum, frame_length, frame_checksum)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10)",
        params![
            number,
            version.id,
            signed(version.made_on.0),
            version.title,
            version.by.as_ref().map(crdt::ids::MemberId::as_str),
            signed(seq.0),
            signed(new.map.len() as u64),
            checksum(seq, Document::Map.kind(), &new.map),
            signed(new.frame.len() as u64),
            checksum(seq, Document::Frame.kind(), &new.frame),
        ],
    )?;
    Ok(number)
}

fn pieces(
    t: &Transaction<'_>,
    number: i64,
    version: &str,
    document: &str,
) -> Result<Vec<u8>, StoreError> {
    let mut query = t.prepare_cached(
        "SELECT bytes FROM version_pieces WHERE board = ?1 AND version = ?2 AND document = ?3
         ORDER BY number",
    )?;
    let mut rows = query.query(params![number, version, document])?;
    let mut bytes = Vec::new();
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(row.get_ref(0)?.as_blob().map_err(rusqlite::Error::from)?);
    }
    Ok(bytes)
}

fn version(row: &Row<'_>) -> rusqlite::Result<Version> {
    let by: Option<String> = row.get(4)?;
    Ok(Version {
        id: row.get(0)?,
        board: parsed(row, 1)?,
        made_on: millis(row, 2)?,
        title: row.get(3)?,
        by: by.map(|_by| parsed(row, 4)).transpose()?,
        seq: Seq(unsigned(row.get(5)?)),
        bytes: unsigned(row.get(6)?),
    })
}
