//! What the committer decides, apart from its thread, its clock and its disk: what goes into one commit,
//! when so much waits that boards must pause, how long to rest after a refusal, when people are told,
//! and what each opening of a board hears. The simulation runs this same code on virtual time.

use std::time::Duration;

use crdt::ids::Seq;
use crdt::limits::WINDOW_MILLIS_MIN;

use crate::pace::Pace;
use crate::store::{Record, Verdict};

/// Bytes that may wait for a commit: a few seconds of the busiest hour on a slow disk.
const QUEUE_BYTES: usize = 64 * 1024 * 1024;
/// Records that may wait for a commit.
const QUEUE_RECORDS: usize = 65_536;
/// Commits begin at least this far apart, so that boards which are busy at the same time share one. A board
/// by itself appends once in a window, which is no shorter, and never waits for this.
const APART: Duration = Duration::from_millis(WINDOW_MILLIS_MIN);
/// The first pause after a refusal; it doubles.
const BACK_OFF_FIRST: Duration = Duration::from_millis(50);
/// The longest pause between two tries.
const BACK_OFF_LAST: Duration = Duration::from_secs(1);

/// How long the next commit waits for company, so long after the last one began.
pub fn patience(since: Duration) -> Duration {
    APART.saturating_sub(since)
}

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

impl Progress {
    /// Takes note of what a commit brought.
    pub fn add(&mut self, news: Self) {
        self.stored = news.stored.max(self.stored);
        self.refused |= news.refused;
    }
}

/// What waits for the next commit; `R` is where an opening of a board hears of it.
#[derive(Debug)]
pub struct Desk<R> {
    records: Vec<Record>,
    reports: Vec<R>,
    bytes: usize,
    pace: Pace,
}

impl<R> Default for Desk<R> {
    fn default() -> Self {
        Self::paced(Pace::default())
    }
}

impl<R> Desk<R> {
    /// With other patience than usual.
    pub fn paced(pace: Pace) -> Self {
        Self { records: Vec::new(), reports: Vec::new(), bytes: 0, pace }
    }

    /// Adds a record.
    pub fn add(&mut self, record: Record, report: R) {
        self.bytes += record.bytes.len();
        self.records.push(record);
        self.reports.push(report);
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    /// Whether so much waits that boards must take no more frames.
    pub fn is_full(&self) -> bool {
        self.bytes > QUEUE_BYTES || self.records.len() > QUEUE_RECORDS
    }

    /// Bytes that wait.
    pub fn bytes(&self) -> usize {
        self.bytes
    }

    /// Everything that waits, for one commit; `None` when nothing does.
    pub fn take(&mut self) -> Option<Batch<R>> {
        if self.is_empty() {
            return None;
        }
        self.bytes = 0;
        let (records, reports) =
            (std::mem::take(&mut self.records), std::mem::take(&mut self.reports));
        Some(Batch { records, reports, pause: BACK_OFF_FIRST, pace: self.pace })
    }
}

/// What to do after a refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Setback {
    /// Try again after this.
    pub pause: Duration,
    /// How the disk is from now on, when it is time to say so.
    pub health: Option<Health>,
}

/// The records of one commit. It is tried until the disk takes it: nothing of it is ever dropped.
#[derive(Debug)]
pub struct Batch<R> {
    records: Vec<Record>,
    reports: Vec<R>,
    pause: Duration,
    pace: Pace,
}

impl<R> Batch<R> {
    /// The records, in the order in which they were queued.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// Lets go of what openings queued that are over: the store refused a record of theirs, and what came
    /// after that builds on it.
    pub fn leave_out(&mut self, is_over: impl Fn(&R) -> bool) {
        let pairs =
            std::mem::take(&mut self.records).into_iter().zip(std::mem::take(&mut self.reports));
        (self.records, self.reports) = pairs.filter(|(_, report)| !is_over(report)).unzip();
    }

    /// The disk refused; `elapsed` since the first try.
    pub fn refused(&mut self, elapsed: Duration) -> Setback {
        let health = if elapsed >= self.pace.read_only {
            Some(Health::ReadOnly)
        } else if elapsed >= self.pace.tell {
            Some(Health::Failing)
        } else {
            None
        };
        let pause = self.pause;
        self.pause = (pause * 2).min(BACK_OFF_LAST);
        Setback { pause, health }
    }

    /// The disk took it: what each opening hears, once for each run of its records. `is_same` tells
    /// whether two reports are of one opening.
    pub fn settled(
        self,
        verdicts: &[Verdict],
        is_same: impl Fn(&R, &R) -> bool,
    ) -> Vec<(R, Progress)> {
        let mut news: Vec<(R, Progress)> = Vec::new();
        for ((record, report), verdict) in self.records.iter().zip(self.reports).zip(verdicts) {
            let heard = match verdict {
                Verdict::Stored => Progress { stored: record.seq, refused: false },
                Verdict::OutOfOrder { .. } | Verdict::NoBoard => {
                    tracing::error!(board = %record.board, seq = record.seq.0, ?verdict, "refused");
                    Progress { stored: Seq(0), refused: true }
                }
            };
            match news.last_mut() {
                Some((last, progress)) if is_same(last, &report) => progress.add(heard),
                _ => news.push((report, heard)),
            }
        }
        news
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crdt::ids::{Document, Millis};

    fn record(seq: u64, size: usize) -> Record {
        Record {
            board: "board".parse().unwrap(),
            seq: Seq(seq),
            document: Document::Map,
            on: Millis(0),
            bytes: vec![0; size].into(),
            owners: Vec::new(),
            journal: bytes::Bytes::new(),
        }
    }

    #[test]
    fn a_commit_takes_all_that_waits_and_frees_the_queue() {
        let mut desk = Desk::default();
        assert!(desk.take().is_none());
        desk.add(record(1, QUEUE_BYTES), 'a');
        assert!(!desk.is_full());
        desk.add(record(2, 1), 'a');
        assert!(desk.is_full());
        let batch = desk.take().unwrap();
        assert_eq!(batch.records().len(), 2);
        assert!(desk.is_empty() && !desk.is_full() && desk.bytes() == 0);
    }

    #[test]
    fn a_commit_waits_for_company_only_soon_after_another() {
        assert_eq!(patience(Duration::ZERO), APART);
        assert_eq!(patience(APART / 4), APART / 4 * 3);
        let window = Duration::from_millis(WINDOW_MILLIS_MIN);
        assert_eq!(patience(window), Duration::ZERO, "one busy board never waits");
    }

    #[test]
    fn each_opening_hears_its_last_position_and_only_its_own_refusal() {
        let mut desk = Desk::default();
        for (seq, opening) in [(1, 'a'), (2, 'a'), (1, 'b'), (2, 'b'), (3, 'a'), (4, 'a')] {
            desk.add(record(seq, 1), opening);
        }
        let gap = Verdict::OutOfOrder { last: Seq(1) };
        let verdicts = [Verdict::Stored, Verdict::Stored, Verdict::Stored, gap]
            .into_iter()
            .chain([Verdict::Stored; 2]);
        let news = desk.take().unwrap().settled(&verdicts.collect::<Vec<_>>(), |a, b| a == b);
        let heard = |stored, refused| Progress { stored: Seq(stored), refused };
        assert_eq!(news, [('a', heard(2, false)), ('b', heard(1, true)), ('a', heard(4, false))]);
    }

    #[test]
    fn pauses_double_up_to_a_second_and_people_hear_after_two_and_ten() {
        let mut desk = Desk::default();
        desk.add(record(1, 1), ());
        let mut batch = desk.take().unwrap();
        let mut elapsed = Duration::ZERO;
        let mut said = Vec::new();
        for _ in 0..18 {
            let setback = batch.refused(elapsed);
            said.push((setback.pause.as_millis(), setback.health));
            elapsed += setback.pause;
        }
        let pauses: Vec<_> = said.iter().take(6).map(|(pause, _)| *pause).collect();
        assert_eq!(pauses, [50, 100, 200, 400, 800, 1_000]);
        assert!(said.iter().skip(6).all(|(pause, _)| *pause == 1_000));
        let first = |health| said.iter().position(|(_, said)| *said == Some(health));
        assert_eq!(first(Health::Failing), Some(6), "after 2.55 s");
        assert_eq!(first(Health::ReadOnly), Some(14), "after 10.55 s");
    }
}
