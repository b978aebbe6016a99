//! The committer on a disk that refuses: it says so, forgets nothing, and goes on where it was.

use crate::contract::{make_board, record};
use crate::support::{Moody, in_time, sqlite};
use crdt::ids::{Document, Seq};
use server::pace::Pace;
use server::store::committer::{Committer, Health, Progress};
use server::store::compaction::Compactor;
use server::store::{Kept, Log as _};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

fn first(kept: &Kept) -> Result<bytes::Bytes, String> {
    kept.log.first().map(|(_seq, bytes)| bytes.clone()).ok_or_else(|| "empty".to_owned())
}

/// A number that fits by chance must not bring in what builds on a refused record.
#[tokio::test]
async fn after_a_refusal_nothing_of_that_opening_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let inner = sqlite(folder.path());
    let board = make_board(&*inner, "twice");
    let moody = Moody::on(inner.clone());
    let compactor = Compactor::start(moody.clone(), first).unwrap();
    let committer = Committer::start(moody.clone(), compactor.clone(), Pace::default()).unwrap();
    let report = Arc::new(watch::Sender::new(Progress::default()));
    inner.append(&[record(&board, 1, Document::Map, b"another's")]).unwrap();
    committer.append(record(&board, 1, Document::Map, b"a repeat"), &report);
    let mut progress = report.subscribe();
    in_time(progress.wait_for(|progress| progress.refused)).await.unwrap();
    committer.append(record(&board, 2, Document::Map, b"builds on the repeat"), &report);
    let next = Arc::new(watch::Sender::new(Progress::default()));
    committer.append(record(&board, 2, Document::Map, b"the next opening"), &next);
    committer.stop();
    compactor.stop();
    assert_eq!(*next.borrow(), Progress { stored: Seq(2), refused: false });
    let loaded = inner.load(&board).unwrap();
    let log: Vec<_> = loaded.documents[0].log.iter().map(|(_, bytes)| bytes.clone()).collect();
    assert_eq!(log, ["another's", "the next opening"]);
}

#[tokio::test]
async fn a_refusing_disk_is_told_and_nothing_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let inner = sqlite(folder.path());
    let board = make_board(&*inner, "patient");
    let moody = Moody::on(inner.clone());
    moody.refuse(true);
    let compactor = Compactor::start(moody.clone(), first).unwrap();
    let hasty = Pace { tell: Duration::from_millis(1), ..Pace::default() };
    let committer = Committer::start(moody.clone(), compactor.clone(), hasty).unwrap();
    let report = Arc::new(watch::Sender::new(Progress::default()));
    let mut health = committer.health();
    for seq in 1..=50 {
        committer.append(record(&board, seq, Document::Map, b"words"), &report);
    }
    in_time(health.wait_for(|health| *health == Health::Failing)).await.unwrap();
    assert_eq!(*report.borrow(), Progress::default(), "nothing is acknowledged");
    committer.append(record(&board, 51, Document::Map, b"more"), &report);
    moody.refuse(false);
    let mut progress = report.subscribe();
    in_time(progress.wait_for(|progress| progress.stored == Seq(51))).await.unwrap();
    in_time(health.wait_for(|health| *health == Health::Well)).await.unwrap();
    committer.stop();
    compactor.stop();
    assert_eq!(inner.load(&board).unwrap().last_seq, Seq(51));
}
