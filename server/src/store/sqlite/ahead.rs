//! How far the write-ahead log is ahead of the database, as SQLite itself counts it: by pages, which a
//! commit of a few bytes for each of many boards takes many of.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

/// Pages after which it should be moved: 4 MiB. It then begins anew and is written over, which a disk takes
/// with less work than a file that grows.
const PAGES: u64 = 1_024;

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
