//! The committer on a disk that refuses: it says so, forgets nothing, and goes on where it was.

use crate::contract::{make_board, record};
use crate::support::{in_time, sqlite};
use crdt::ids::{BoardId, Document, MemberId, Seq};
use server::store::committer::{Committer, Health, Progress};
use server::store::compaction::Compactor;
use server::store::sqlite::Sqlite;
use server::store::{Kept, Loaded, Log, Record, StoreError, Verdict};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::watch;

/// A store on a disk that can be told to refuse.
#[derive(Debug)]
struct Moody {
    inner: Arc<Sqlite>,
    refuses: AtomicBool,
}

impl Log for Moody {
    fn append(&self, batch: &[Record]) -> Result<Vec<Verdict>, StoreError> {
        if self.refuses.load(Ordering::SeqCst) {
            return Err(StoreError::Disk("no space left".to_owned()));
        }
        self.inner.append(batch)
    }
    fn load(&self, board: &BoardId) -> Result<Loaded, StoreError> {
        self.inner.load(board)
    }
    fn snapshot(
        &self,
        board: &BoardId,
        document: &Document,
        up_to: Seq,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        self.inner.snapshot(board, document, up_to, bytes)
    }
    fn quarantine(
        &self,
        board: &BoardId,
        document: &Document,
        member: &MemberId,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        self.inner.quarantine(board, document, member, bytes)
    }
    fn settle(&self, everything: bool) -> Result<(), StoreError> {
        self.inner.settle(everything)
    }
}

fn first(kept: &Kept) -> Result<bytes::Bytes, String> {
    kept.log.first().map(|(_seq, bytes)| bytes.clone()).ok_or_else(|| "empty".to_owned())
}

#[tokio::test]
async fn a_refusing_disk_is_told_and_nothing_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let inner = sqlite(folder.path());
    let board = make_board(&*inner, "patient");
    let moody = Arc::new(Moody { inner: inner.clone(), refuses: AtomicBool::new(true) });
    let compactor = Compactor::start(moody.clone(), first).unwrap();
    let committer = Committer::start(moody.clone(), compactor.clone()).unwrap();
    let report = Arc::new(watch::Sender::new(Progress::default()));
    let mut health = committer.health();
    for seq in 1..=50 {
        committer.append(record(&board, seq, Document::Map, b"words"), &report);
    }
    in_time(health.wait_for(|health| *health == Health::Failing)).await.unwrap();
    assert_eq!(*report.borrow(), Progress::default(), "nothing is acknowledged");
    committer.append(record(&board, 51, Document::Map, b"more"), &report);
    moody.refuses.store(false, Ordering::SeqCst);
    let mut progress = report.subscribe();
    in_time(progress.wait_for(|progress| progress.stored == Seq(51))).await.unwrap();
    in_time(health.wait_for(|health| *health == Health::Well)).await.unwrap();
    committer.stop();
    compactor.stop();
    assert_eq!(inner.load(&board).unwrap().last_seq, Seq(51));
}
