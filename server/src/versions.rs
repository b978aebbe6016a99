//! Taking versions of boards: by themselves when a board was changed, and when somebody asks.
//!
//! A version is what a fresh load of `map` and `frame` gives, so it holds what was on disk at that
//! moment, and nothing of talk, notes or drafts. One is taken at a time; open boards never wait for it.

use std::sync::Arc;

use bytes::Bytes;
use crdt::ids::{BoardId, Document, MemberId, Millis, Seq};
use crdt::replica::NOTHING;
use tokio::sync::Semaphore;

use crate::store::compaction::Encode;
use crate::store::{Kept, Loaded, Log, NewVersion, StoreError, Thinning, Version, Versions};
use crate::{chance, clock};

/// Versions with a title that one board keeps: one a week for some years.
pub const NAMED_MAX: usize = 200;
/// After this many days only the last automatic version of each day stays.
const DAILY_AFTER_DAYS: u32 = 2;
const DAY_MILLIS: u64 = 24 * 60 * 60 * 1_000;

/// Takes versions. Clones are the same.
#[derive(Debug, Clone)]
pub struct Keeper {
    log: Arc<dyn Log>,
    versions: Arc<dyn Versions>,
    encode: Encode,
    /// Days that a version without a title stays; none is taken at 0.
    days: u32,
    one: Arc<Semaphore>,
}

impl Keeper {
    /// Takes versions of what `log` has.
    pub fn new(log: Arc<dyn Log>, versions: Arc<dyn Versions>, encode: Encode, days: u32) -> Self {
        Self { log, versions, encode, days, one: Arc::new(Semaphore::new(1)) }
    }

    /// Takes an automatic version, in its turn, unless nothing changed since the last one.
    pub fn take(&self, board: BoardId) {
        if self.days == 0 {
            return;
        }
        let keeper = self.clone();
        tokio::spawn(async move {
            let Ok(_turn) = Arc::clone(&keeper.one).acquire_owned().await else { return };
            let taken = tokio::task::spawn_blocking({
                let board = board.clone();
                move || keeper.take_if_changed(&board, clock::now())
            });
            match taken.await {
                Ok(Ok(_) | Err(StoreError::NoBoard)) => {}
                Ok(Err(error)) => tracing::error!(%board, %error, "no version was taken"),
                Err(_panic) => tracing::error!(%board, "taking a version panicked"),
            }
        });
    }

    /// Takes an automatic version unless nothing changed since the newest one. Blocks.
    pub fn take_if_changed(
        &self,
        board: &BoardId,
        now: Millis,
    ) -> Result<Option<Version>, StoreError> {
        let loaded = self.log.load(board)?;
        let newest = self.versions.newest_version(board)?;
        if newest.is_some_and(|newest| newest.seq >= visible_seq(&loaded)) {
            return Ok(None);
        }
        self.keep(board, &loaded, None, now).map(Some)
    }

    /// Takes a version that stays. Blocks.
    pub fn take_named(
        &self,
        board: &BoardId,
        title: String,
        by: MemberId,
        now: Millis,
    ) -> Result<Version, StoreError> {
        let loaded = self.log.load(board)?;
        self.keep(board, &loaded, Some((title, by)), now)
    }

    fn keep(
        &self,
        board: &BoardId,
        loaded: &Loaded,
        named: Option<(String, MemberId)>,
        now: Millis,
    ) -> Result<Version, StoreError> {
        let whole = |document: Document| {
            let kept = loaded.documents.iter().find(|kept| kept.document == document);
            let encode = |what| StoreError::Damaged { board: board.clone(), what };
            kept.map_or(Ok(Bytes::from_static(NOTHING)), |kept| (self.encode)(kept).map_err(encode))
        };
        let (map, frame) = (whole(Document::Map)?, whole(Document::Frame)?);
        let (title, by) = named.unzip();
        let version = Version {
            id: chance::short_id(),
            board: board.clone(),
            made_on: now,
            title,
            by,
            seq: visible_seq(loaded),
            bytes: (map.len() + frame.len()) as u64,
        };
        self.versions.keep_version(&NewVersion { version: version.clone(), map, frame })?;
        metrics::counter!("reisbord_versions_total").increment(1);
        Ok(version)
    }

    /// Whether the newest version has everything that can be seen on a board. Blocks.
    pub fn is_up_to_date(&self, board: &BoardId, loaded: &Loaded) -> Result<bool, StoreError> {
        let newest = self.versions.newest_version(board)?;
        Ok(newest.is_some_and(|newest| newest.seq >= visible_seq(loaded)))
    }

    /// Lets automatic versions go whose time has come. Blocks.
    pub fn thin(&self, now: Millis) -> Result<usize, StoreError> {
        let before = |days: u32| Millis(now.0.saturating_sub(u64::from(days) * DAY_MILLIS));
        let (gone_before, daily_before) = (before(self.days), before(DAILY_AFTER_DAYS));
        self.versions.thin_versions(Thinning { gone_before, daily_before })
    }
}

/// The position of the newest change that people see on the board itself.
fn visible_seq(loaded: &Loaded) -> Seq {
    let visible = |kept: &&Kept| matches!(kept.document, Document::Map | Document::Frame);
    let last = |kept: &Kept| {
        let snapshot = kept.snapshot.as_ref().map(|(seq, _bytes)| *seq);
        kept.log.last().map(|(seq, _bytes)| *seq).or(snapshot)
    };
    loaded.documents.iter().filter(visible).filter_map(last).max().unwrap_or_default()
}
