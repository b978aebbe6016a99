//! How far the write-ahead log is ahead of the database, as SQLite itself counts it: by pages, which a
//! commit of a few bytes for each of many boards takes many of.
//!
//! A log that is moved in time begins anew and is written over. To a disk that is a sixth less work than a
//! file that grows, so it gets its length before it is needed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

use super::transaction::{Purpose, Transaction};

/// Pages after which it should be moved: 2 MiB.
const PAGES: u64 = 512;
/// Pages that are kept in memory while the log is given its length.
const IN_MEMORY: u32 = 16;
/// Bytes of a page, unless the database says otherwise; ours does not.
const PAGE_BYTES: u64 = 4_096;

/// Pages that were written since it was last moved.
#[derive(Debug, Clone, Default)]
pub(super) struct Ahead(Arc<AtomicU64>);

impl Ahead {
    /// Counts what this connection commits, and what others wrote before that.
    pub(super) fn watch(writer: &mut Connection) -> rusqlite::Result<Self> {
        let ahead = Self::default();
        let written = Arc::clone(&ahead.0);
        let mut last = 0;
        let hook = move |_: &mut rusqlite::hooks::Wal, pages: i32| {
            let pages = u64::from(pages.unsigned_abs());
            // Fewer than before: it began anew.
            let more = pages.checked_sub(last).unwrap_or(pages);
            last = pages;
            written.fetch_add(more, Ordering::Relaxed);
            Ok(())
        };
        writer.wal_hook(Some(hook))?;
        Ok(ahead)
    }

    /// Whether it should be moved.
    pub(super) fn is_long(&self) -> bool {
        self.0.load(Ordering::Relaxed) >= PAGES
    }

    /// It is being moved; what is committed from now on counts.
    pub(super) fn settle(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

/// Gives the write-ahead log, of so many bytes, its length: much is written, more than is kept in memory
/// until the end, and taken back. What a full disk does not take is not needed.
pub(super) fn lengthen(writer: &Connection, bytes: u64) {
    if bytes >= PAGES * PAGE_BYTES {
        return;
    }
    if let Err(error) = try_lengthen(writer) {
        tracing::warn!(%error, "the write-ahead log was not given its length; commits take longer");
    }
}

fn try_lengthen(writer: &Connection) -> rusqlite::Result<()> {
    let kept: i64 = writer.pragma_query_value(None, "cache_size", |row| row.get(0))?;
    writer.pragma_update(None, "cache_size", IN_MEMORY)?;
    let pages = PAGES + u64::from(4 * IN_MEMORY);
    let much = "0".repeat(usize::try_from(pages * PAGE_BYTES).unwrap_or_default());
    let written = Transaction::begin(writer, Purpose::Write).and_then(|transaction| {
        transaction.execute("INSERT INTO settings (name, value) VALUES ('', ?1)", [much])
    });
    writer.pragma_update(None, "cache_size", kept)?;
    written.map(drop)
}
