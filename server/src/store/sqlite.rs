//! One SQLite file per data folder: opening it safely, and the connections to it.
//!
//! All writing of this process goes through one connection behind one lock, so commits never find
//! each other busy; readers each get their own. The log and the book are next door.

mod ahead;
mod book;
mod folder;
mod journal;
mod log;
mod people;
mod transaction;
mod upkeep;
mod versions;

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};

pub use folder::{Folder, FolderError, Use};

use super::StoreError;
use ahead::Ahead;
use transaction::{Purpose, Transaction};

/// Another program that writes for longer than this is reported, not waited for.
const BUSY: Duration = Duration::from_secs(5);
/// Bytes of the write-ahead log from which it is emptied: a server that was killed reads all of it again
/// when it starts.
const AHEAD_BYTES: u64 = 32 * 1024 * 1024;
/// Readers that are kept open for the next question; more are opened and closed as needed.
const READERS_KEPT: usize = 4;
/// Statements that each connection keeps ready.
const STATEMENTS: usize = 64;
/// The steps to the tables of today, run once each. How many were is the file's `user_version`.
const STEPS: [&str; 2] = [include_str!("schema/1.sql"), include_str!("schema/2.sql")];

/// A data folder's database.
#[derive(Debug)]
pub struct Sqlite {
    folder: Folder,
    ahead: Ahead,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
}

impl Sqlite {
    /// Opens the database of a folder and makes its tables when it is new.
    pub fn open(folder: Folder) -> Result<Self, FolderError> {
        let unusable = |error: rusqlite::Error| folder.unusable(&error.to_string());
        let mut writer = connect(&folder.database()).map_err(unusable)?;
        let ahead = Ahead::watch(&mut writer).map_err(unusable)?;
        prepare(&writer).map_err(|why| match why {
            Unprepared::Newer => folder.newer(),
            Unprepared::Sql(error) => folder.unusable(&error.to_string()),
        })?;
        if folder.is_served() {
            sweep(&writer).map_err(unusable)?;
            ahead::lengthen(&writer, folder.ahead());
        }
        Ok(Self { folder, ahead, writer: Mutex::new(writer), readers: Mutex::new(Vec::new()) })
    }

    /// The folder that it lives in.
    pub fn folder(&self) -> &Folder {
        &self.folder
    }

    fn connection(&self) -> Result<Connection, StoreError> {
        Ok(connect(&self.folder.database())?)
    }

    fn writer(&self) -> MutexGuard<'_, Connection> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One writing transaction; an error leaves nothing behind.
    fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let writer = self.writer();
        let transaction = Transaction::begin(&writer, Purpose::Write)?;
        let done = work(&transaction)?;
        transaction.commit()?;
        Ok(done)
    }

    /// One reading transaction: everything in it is of the same moment.
    fn read<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let kept = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let reader = match kept {
            Some(reader) => reader,
            None => self.connection()?,
        };
        let transaction = Transaction::begin(&reader, Purpose::Read)?;
        let done = work(&transaction);
        transaction.commit()?;
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < READERS_KEPT {
            readers.push(reader);
        }
        done
    }

    /// Moves the write-ahead log into the file; `everything` also empties it. Otherwise commits begin it
    /// anew by themselves, unless one is always on its way: then it is emptied once it is long.
    fn checkpoint(&self, everything: bool) -> Result<(), StoreError> {
        self.ahead.settle();
        // The long part runs beside the commits; only emptying what is left needs them to wait.
        run_checkpoint(&self.connection()?, "PASSIVE")?;
        if everything || self.folder.ahead() > AHEAD_BYTES {
            let writer = self.writer();
            run_checkpoint(&writer, "TRUNCATE")?;
            ahead::lengthen(&writer, self.folder.ahead());
        }
        Ok(())
    }
}

fn run_checkpoint(connection: &Connection, kind: &str) -> Result<(), StoreError> {
    let sql = format!("PRAGMA wal_checkpoint({kind})");
    Ok(connection.query_row(&sql, [], |_row| Ok(()))?)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // A statement keeps the plan it was prepared with: else some are planned again at every use, for
    // nothing, because a better plan might exist for the new values.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // FULL: a commit is on disk when it returns. secure_delete: erased words are overwritten. The
    // write-ahead log is moved by `settle`, never by whoever happens to commit.
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
         PRAGMA foreign_keys = ON; PRAGMA wal_autocheckpoint = 0; PRAGMA temp_store = MEMORY;",
    )?;
    Ok(connection)
}

enum Unprepared {
    Newer,
    Sql(rusqlite::Error),
}

impl From<rusqlite::Error> for Unprepared {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

fn prepare(writer: &Connection) -> Result<(), Unprepared> {
    let transaction = Transaction::begin(writer, Purpose::Write)?;
    let done: i64 = transaction.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    let done = usize::try_from(done).unwrap_or(usize::MAX);
    let Some(due) = STEPS.get(done..) else { return Err(Unprepared::Newer) };
    for step in due {
        transaction.execute_batch(step)?;
    }
    if !due.is_empty() {
        transaction.pragma_update(None, "user_version", log::signed(STEPS.len() as u64))?;
    }
    Ok(transaction.commit()?)
}

/// Removes half snapshots and versions that a killed server left behind; only the server makes any.
fn sweep(writer: &Connection) -> rusqlite::Result<()> {
    writer.execute("DELETE FROM versions WHERE complete = 0", [])?;
    writer.execute(
        "DELETE FROM pieces WHERE NOT EXISTS (SELECT 1 FROM snapshots AS s WHERE
         s.board = pieces.board AND s.document = pieces.document
         AND s.generation = pieces.generation)",
        [],
    )?;
    Ok(())
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            _ => Self::Disk(error.to_string()),
        }
    }
}
