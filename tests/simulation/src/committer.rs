//! The committer on virtual time: the server's own decisions (`server::store::committer::desk`), with a
//! disk in memory where the server has a thread that waits for one.

use crdt::ids::Millis;
use server::pace::{Pace, millis};
use server::store::Record;
use server::store::committer::desk::{Batch, Desk, Health, Progress};

use crate::disk::{Disk, Mood};

/// Which opening of which board hears of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Ticket {
    pub(crate) board: usize,
    pub(crate) generation: u64,
}

#[derive(Debug)]
enum Doing {
    Writing(Millis),
    Resting(Millis),
}

/// A commit that is under way.
#[derive(Debug)]
struct Commit {
    batch: Batch<Ticket>,
    since: Millis,
    doing: Doing,
}

/// The committer.
#[derive(Debug)]
pub(crate) struct Committer {
    desk: Desk<Ticket>,
    commit: Option<Commit>,
    /// Openings of which the store refused a record.
    over: Vec<Ticket>,
    pub(crate) health: Health,
    pub(crate) refusals: u64,
}

impl Committer {
    pub(crate) fn new() -> Self {
        let desk = Desk::paced(Pace::default());
        Self { desk, commit: None, over: Vec::new(), health: Health::Well, refusals: 0 }
    }

    pub(crate) fn append(&mut self, record: Record, ticket: Ticket) {
        self.desk.add(record, ticket);
    }

    /// Whether boards take no frames now.
    pub(crate) fn holds_back(&self) -> bool {
        self.desk.is_full() || self.health == Health::ReadOnly
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.desk.is_empty() && self.commit.is_none()
    }

    /// When it has something to do; now, when something waits and it is free.
    pub(crate) fn due(&self, now: Millis) -> Option<Millis> {
        match &self.commit {
            Some(Commit { doing: Doing::Writing(until) | Doing::Resting(until), .. }) => {
                Some(*until)
            }
            None => (!self.desk.is_empty()).then_some(now),
        }
    }

    /// Does what is due; what each opening hears of it.
    pub(crate) fn act(&mut self, now: Millis, disk: &mut Disk) -> Vec<(Ticket, Progress)> {
        match self.commit.take() {
            None => {
                if let Some(mut batch) = self.desk.take() {
                    batch.leave_out(|ticket| self.over.contains(ticket));
                    self.write(batch, now, now, disk);
                }
                Vec::new()
            }
            Some(Commit { batch, since, doing: Doing::Resting(until) }) if until <= now => {
                self.write(batch, since, now, disk);
                Vec::new()
            }
            Some(Commit { batch, since, doing: Doing::Writing(until) }) if until <= now => {
                self.synced(batch, since, now, disk)
            }
            waiting => {
                self.commit = waiting;
                Vec::new()
            }
        }
    }

    fn write(&mut self, batch: Batch<Ticket>, since: Millis, now: Millis, disk: &mut Disk) {
        disk.write(batch.records());
        let takes = match disk.mood {
            Mood::Syncs(millis) => millis,
            Mood::Refuses => 1,
        };
        self.commit = Some(Commit { batch, since, doing: Doing::Writing(now.plus(takes)) });
    }

    fn synced(
        &mut self,
        mut batch: Batch<Ticket>,
        since: Millis,
        now: Millis,
        disk: &mut Disk,
    ) -> Vec<(Ticket, Progress)> {
        if let Some(verdicts) = disk.sync(batch.records()) {
            self.health = Health::Well;
            let news = batch.settled(&verdicts, |one, other| one == other);
            let refused = news.iter().filter(|(_, progress)| progress.refused);
            self.over.extend(refused.map(|(ticket, _)| *ticket));
            return news;
        }
        self.refusals += 1;
        let setback = batch.refused(std::time::Duration::from_millis(now.since(since)));
        self.health = setback.health.unwrap_or(self.health);
        let doing = Doing::Resting(now.plus(millis(setback.pause)));
        self.commit = Some(Commit { batch, since, doing });
        Vec::new()
    }
}
