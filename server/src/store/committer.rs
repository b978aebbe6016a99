//! The one thread that commits: it takes what all boards queued while the last commit ran, commits
//! once, and tells each board how far it got.
//!
//! Nothing that was queued is ever dropped: when the disk refuses, the same batch is tried again until
//! it is taken. The queue's bound is kept by the boards, which take no frames while [`Committer::is_full`].

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::Duration;

use crdt::ids::Seq;
use tokio::sync::watch;

use super::compaction::Compactor;
use super::{Log, Record, StoreError, Verdict};
use crate::clock::Stopwatch;

/// Bytes that may wait for a commit: a few seconds of the busiest hour on a slow disk.
const QUEUE_BYTES: usize = 64 * 1024 * 1024;
/// Records that may wait for a commit.
const QUEUE_RECORDS: usize = 65_536;
/// The first pause after a refusal; it doubles.
const BACK_OFF_FIRST: Duration = Duration::from_millis(50);
/// The longest pause between two tries.
const BACK_OFF_LAST: Duration = Duration::from_secs(1);
/// A disk that refuses for this long is told to people.
const TELL_AFTER: Duration = Duration::from_secs(2);
/// A disk that refuses for this long makes boards read-only.
const READ_ONLY_AFTER: Duration = Duration::from_secs(10);

/// How the disk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Health {
    /// Commits succeed.
    Well,
    /// Commits fail, long enough to say so.
    Failing,
    /// Commits fail for so long that nothing more is accepted.
    ReadOnly,
}

/// How far one opening of a board is on disk.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// The last durable position.
    pub stored: Seq,
    /// The store refused a record of this opening: it must be opened again.
    pub refused: bool,
}

/// Where the reports of one opening go; the latest one counts.
pub type Report = Arc<watch::Sender<Progress>>;

struct Job {
    record: Record,
    report: Report,
}

#[derive(Default)]
struct Queue {
    jobs: Vec<Job>,
    bytes: usize,
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
    pub fn start(log: Arc<dyn Log>, compactor: Compactor) -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            log,
            compactor,
            queue: Mutex::default(),
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
        queue.bytes += record.bytes.len();
        queue.jobs.push(Job { record, report: Arc::clone(report) });
        let full = queue.bytes > QUEUE_BYTES || queue.jobs.len() > QUEUE_RECORDS;
        drop(queue);
        self.shared.more.notify_one();
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
        while let Some(jobs) = self.take() {
            let (records, reports): (Vec<_>, Vec<_>) =
                jobs.into_iter().map(|job| (job.record, job.report)).unzip();
            let verdicts = self.commit(&records);
            announce(&records, &reports, &verdicts);
            self.compactor.committed(records.iter().map(|record| record.bytes.len()).sum());
        }
    }

    /// Everything that is queued; `None` when the thread should end.
    fn take(&self) -> Option<Vec<Job>> {
        let queue = self.lock();
        let mut queue = self
            .more
            .wait_while(queue, |queue| queue.jobs.is_empty() && !queue.stopping)
            .unwrap_or_else(PoisonError::into_inner);
        if queue.jobs.is_empty() {
            return None;
        }
        queue.bytes = 0;
        let jobs = std::mem::take(&mut queue.jobs);
        drop(queue);
        self.full.send_if_modified(|was| std::mem::replace(was, false));
        Some(jobs)
    }

    /// Tries until the disk takes the batch.
    fn commit(&self, records: &[Record]) -> Vec<Verdict> {
        let trouble = Stopwatch::start();
        let mut pause = BACK_OFF_FIRST;
        loop {
            let started = Stopwatch::start();
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
            let elapsed = trouble.elapsed();
            if elapsed >= READ_ONLY_AFTER {
                self.be(Health::ReadOnly);
            } else if elapsed >= TELL_AFTER {
                self.be(Health::Failing);
            }
            Self::rest(pause);
            pause = (pause * 2).min(BACK_OFF_LAST);
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

/// Tells each opening its last stored position, once.
fn announce(records: &[Record], reports: &[Report], verdicts: &[Verdict]) {
    let mut rows = records.iter().zip(reports).zip(verdicts).peekable();
    while let Some(((record, report), verdict)) = rows.next() {
        let same = |next: &((&Record, &Report), &Verdict)| Arc::ptr_eq(next.0.1, report);
        let is_last_of_run = !rows.peek().is_some_and(same);
        match verdict {
            Verdict::Stored if is_last_of_run => {
                report.send_modify(|progress| progress.stored = record.seq.max(progress.stored));
            }
            Verdict::Stored => {}
            Verdict::OutOfOrder { .. } | Verdict::NoBoard => {
                tracing::error!(board = %record.board, seq = record.seq.0, ?verdict, "refused");
                report.send_modify(|progress| progress.refused = true);
            }
        }
    }
}
