//! A transaction whose own statements are kept ready: the library's prepares `BEGIN` and `COMMIT` anew
//! each time, which every commit of the log would pay for.

use std::ops::Deref;

use rusqlite::Connection;

/// How a transaction begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To look at one moment.
    Read,
    /// To change something; it waits here for other writers, and not in the middle.
    Write,
}

/// Everything that is done by this connection until [`Self::commit`]. Dropped before, nothing was done.
#[derive(Debug)]
pub(super) struct Transaction<'a>(&'a Connection);

impl<'a> Transaction<'a> {
    /// Begins one. The connection must be in none.
    pub(super) fn begin(connection: &'a Connection, purpose: Purpose) -> rusqlite::Result<Self> {
        run(
            connection,
            match purpose {
                Purpose::Read => "BEGIN DEFERRED",
                Purpose::Write => "BEGIN IMMEDIATE",
            },
        )?;
        Ok(Self(connection))
    }

    /// Makes it so. When this fails nothing was done.
    pub(super) fn commit(self) -> rusqlite::Result<()> {
        run(self.0, "COMMIT")
    }
}

impl Deref for Transaction<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        self.0
    }
}

impl Drop for Transaction<'_> {
    fn drop(&mut self) {
        // Committed, or taken back by SQLite itself because the disk refused.
        if self.0.is_autocommit() {
            return;
        }
        if let Err(error) = run(self.0, "ROLLBACK") {
            tracing::error!(%error, "a transaction could not be taken back");
        }
    }
}

fn run(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute([]).map(drop)
}
