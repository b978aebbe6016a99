//! The one thread that commits: it takes what all boards queued while the last commit ran, commits
//! once, and tells each board how far it got.
//!
//! Nothing that was queued is ever dropped: when the disk refuses, the same batch is tried again until
//! it is taken. The queue's bound is kept by the boards, which take no frames while [`Committer::is_full`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::watch;

use super::compaction::Compactor;
use super::{Log, Record, StoreError, Verdict};
use crate::clock::Stopwatch;
use crate::pace::Pace;

pub mod desk;

use desk::{Batch, Desk};
pub use desk::{Health, Progress};

/// Where the reports of one opening go; the latest one counts.
pub type Report = Arc<watch::Sender<Progress>>;

struct Queue {
    desk: Desk<Report>,
    stopping: bool,
}

struct Shared {
    log: Arc<dyn Log>,
    compactor: Compactor,
    queue: Mutex<Queue>,
    more: Condvar,
    full: watch::Sender<bool>,
    health: watch::Sender<Health>,
}

/// The committer's queue. Clones share one thread.
#[derive(Clone)]
pub struct Committer {
    shared: Arc<Shared>,
    thread: Arc<Mutex<Option<JoinHandle<()>>>>,
}

impl std::fmt::Debug for Committer {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Committer").finish_non_exhaustive()
    }
}

impl Committer {
    /// Starts the thread.
    pub fn start(log: Arc<dyn Log>, compactor: Compactor, pace: Pace) -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            log,
            compactor,
            queue: Mutex::new(Queue { desk: Desk::paced(pace), stopping: false }),
            more: Condvar::new(),
            full: watch::Sender::new(false),
            health: watch::Sender::new(Health::Well),
        });
        let mine = Arc::clone(&shared);
        let thread =
            std::thread::Builder::new().name("committer".to_owned()).spawn(move || mine.run())?;
        Ok(Self { shared, thread: Arc::new(Mutex::new(Some(thread))) })
    }

    /// Queues a record; `report` hears when it is durable. Never waits.
    pub fn append(&self, record: Record, report: &Report) {
        let mut queue = self.shared.lock();
        // The thread sleeps while nothing waits; what joins others that wait need not wake it again.
        let is_first = queue.desk.is_empty();
        queue.desk.add(record, Arc::clone(report));
        let full = queue.desk.is_full();
        drop(queue);
        if is_first {
            self.shared.more.notify_one();
        }
        if full {
            self.shared.full.send_if_modified(|was| !std::mem::replace(was, true));
        }
    }

    /// Whether so much waits that boards must take no more frames; changes are announced.
    pub fn is_full(&self) -> watch::Receiver<bool> {
        self.shared.full.subscribe()
    }

    /// How the disk is; changes are announced.
    pub fn health(&self) -> watch::Receiver<Health> {
        self.shared.health.subscribe()
    }

    /// Commits what is queued and ends the thread. Returns when it is done; a refusing disk makes
    /// this wait, and the caller decides for how long.
    pub fn stop(&self) {
        self.shared.lock().stopping = true;
        self.shared.more.notify_one();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(Err(_panic)) = thread.map(JoinHandle::join) {
            tracing::error!("the committer ended by a panic");
        }
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run(&self) {
        let mut last: Option<Stopwatch> = None;
        while let Some(mut batch) = self.take(last) {
            last = Some(Stopwatch::start());
            let verdicts = self.commit(&mut batch);
            self.compactor.committed();
            for (report, news) in batch.settled(&verdicts, Arc::ptr_eq) {
                report.send_modify(|progress| progress.add(news));
            }
        }
    }

    /// Everything that is queued, not too soon after the last commit began; `None` when the thread should
    /// end.
    fn take(&self, last: Option<Stopwatch>) -> Option<Batch<Report>> {
        let queue = self.lock();
        let mut queue = self
            .more
            .wait_while(queue, |queue| queue.desk.is_empty() && !queue.stopping)
            .unwrap_or_else(PoisonError::into_inner);
        let patience = last.map(|last| desk::patience(last.elapsed())).unwrap_or_default();
        if !patience.is_zero() {
            let waited = self.more.wait_timeout_while(queue, patience, |queue| !queue.stopping);
            queue = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
        let mut batch = queue.desk.take()?;
        drop(queue);
        self.full.send_if_modified(|was| std::mem::replace(was, false));
        // Queued before the board's task heard of the refusal.
        batch.leave_out(|report| report.borrow().refused);
        Some(batch)
    }

    /// Tries until the disk takes the batch.
    fn commit(&self, batch: &mut Batch<Report>) -> Vec<Verdict> {
        let trouble = Stopwatch::start();
        loop {
            let started = Stopwatch::start();
            let records = batch.records();
            let error = match catch_unwind(AssertUnwindSafe(|| self.log.append(records))) {
                Ok(Ok(verdicts)) => {
                    metrics::histogram!("reisbord_commit_seconds").record(started.elapsed());
                    metrics::counter!("reisbord_appends_total").increment(records.len() as u64);
                    self.be(Health::Well);
                    return verdicts;
                }
                Ok(Err(error)) => error,
                Err(_panic) => StoreError::Disk("the store panicked".to_owned()),
            };
            metrics::counter!("reisbord_commit_failures_total").increment(1);
            tracing::error!(%error, waiting = records.len(), "a commit failed and is tried again");
            let setback = batch.refused(trouble.elapsed());
            if let Some(health) = setback.health {
                self.be(health);
            }
            Self::rest(setback.pause);
        }
    }

    /// A pause between two tries. It sleeps on a lock of its own: new work must not shorten it.
    fn rest(pause: Duration) {
        let guard = Mutex::new(());
        let lock = guard.lock().unwrap_or_else(PoisonError::into_inner);
        let never = Condvar::new();
        drop(never.wait_timeout_while(lock, pause, |()| true));
    }

    fn be(&self, health: Health) {
        self.health.send_if_modified(|was| std::mem::replace(was, health) != health);
    }
}
