//! The thread that keeps boards short: it writes a snapshot of what a fresh load gives, and lets the
//! log before it go. One document at a time, beside the committer.
//!
//! Purged words leave a board this way, so afterwards the write-ahead log is emptied too. It also moves
//! the write-ahead log into the database when that has grown, so that no commit has to.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use bytes::Bytes;
use crdt::ids::{BoardId, Document};

use super::{Kept, Log, StoreError};

/// Makes one update of a document's snapshot and log, without what was purged.
pub type Encode = fn(&Kept) -> Result<Bytes, String>;

#[derive(Default)]
struct Queue {
    documents: BTreeSet<(BoardId, Document)>,
    stopping: bool,
}

struct Shared {
    log: Arc<dyn Log>,
    encode: Encode,
    queue: Mutex<Queue>,
    more: Condvar,
}

/// The compactor's queue. Clones share one thread. A document waits in it at most once, so it never
/// holds more than the open boards have documents.
#[derive(Clone)]
pub struct Compactor {
    shared: Arc<Shared>,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl std::fmt::Debug for Compactor {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Compactor").finish_non_exhaustive()
    }
}

enum Work {
    Compact(BoardId, Document),
    Settle,
}

impl Compactor {
    /// Starts the thread.
    pub fn start(log: Arc<dyn Log>, encode: Encode) -> std::io::Result<Self> {
        let shared =
            Arc::new(Shared { log, encode, queue: Mutex::default(), more: Condvar::new() });
        let mine = Arc::clone(&shared);
        let thread =
            std::thread::Builder::new().name("compactor".to_owned()).spawn(move || mine.run())?;
        Ok(Self { shared, thread: Arc::new(Mutex::new(Some(thread))) })
    }

    /// Compacts a document when its turn comes.
    pub fn compact(&self, board: BoardId, document: Document) {
        self.shared.lock().documents.insert((board, document));
        self.shared.more.notify_one();
    }

    /// Something may have been committed: moves the write-ahead log when that has grown.
    pub fn committed(&self) {
        if self.shared.log.is_unsettled() {
            // Under the lock: the thread may be between looking and falling asleep.
            let _queue = self.shared.lock();
            self.shared.more.notify_one();
        }
    }

    /// Ends the thread after the document it is at. What is still queued is asked for again later.
    pub fn stop(&self) {
        self.shared.lock().stopping = true;
        self.shared.more.notify_one();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Err(_panic)) = thread.map(JoinHandle::join) {
            tracing::error!("the compactor ended by a panic");
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        while let Some(work) = self.take() {
            let outcome = match &work {
                Work::Settle => self.log.settle(false),
                Work::Compact(board, document) => {
                    let attempt = || compact(self.log.as_ref(), self.encode, board, document);
                    catch_unwind(AssertUnwindSafe(attempt)).unwrap_or_else(|_panic| {
                        Err(StoreError::Disk("compacting panicked".to_owned()))
                    })
                }
            };
            match (outcome, work) {
                (Ok(()) | Err(StoreError::NoBoard), _) => {}
                (Err(error), Work::Settle) => tracing::warn!(%error, "a checkpoint failed"),
                (Err(error), Work::Compact(board, document)) => {
                    tracing::error!(%board, document = document.kind(), %error, "not compacted");
                }
            }
        }
    }

    fn take(&self) -> Option<Work> {
        let queue = self.lock();
        let idle = |queue: &mut Queue| {
            queue.documents.is_empty() && !self.log.is_unsettled() && !queue.stopping
        };
        let mut queue = self.more.wait_while(queue, idle).unwrap_or_else(PoisonError::into_inner);
        if queue.stopping {
            return None;
        }
        if self.log.is_unsettled() {
            return Some(Work::Settle);
        }
        let (board, document) = queue.documents.pop_first()?;
        Some(Work::Compact(board, document))
    }
}

/// Writes a document's snapshot from a fresh load, trims its log and erases what was trimmed.
pub fn compact(
    log: &dyn Log,
    encode: Encode,
    board: &BoardId,
    document: &Document,
) -> Result<(), StoreError> {
    let loaded = log.load(board)?;
    let Some(kept) = loaded.documents.into_iter().find(|kept| kept.document == *document) else {
        return Ok(());
    };
    let Some((up_to, _bytes)) = kept.log.last().cloned() else { return Ok(()) };
    let bytes = encode(&kept).map_err(|what| StoreError::Damaged { board: board.clone(), what })?;
    log.snapshot(board, document, up_to, &bytes)?;
    metrics::counter!("reisbord_compactions_total").increment(1);
    tracing::debug!(%board, document = document.kind(), up_to = up_to.0, "compacted");
    log.settle(true)
}
