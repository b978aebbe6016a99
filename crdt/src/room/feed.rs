//! The feed of large or odd operations: who did the same thing to many records in a short while. It is
//! a list in `talk`, so that it is there after a reload; a facilitator can take one back with one tap.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};

use crate::edit::Edit;
use crate::ids::{ClientId, MemberId, Millis, RecordId};
use crate::limits::{FEED_MAX, FEED_MILLIS, FEED_RECORDS, RECORDS_MAX};
use crate::replica::watch::{Before, Touch};
use crate::room::talk::{create, purge, set};
use crate::schema::GONE;

const ROOT: &str = "feed";

/// What was done to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    ThrownAway,
    Made,
    Moved,
    Changed,
}

impl What {
    /// One of [`crate::schema::OPERATIONS`].
    fn word(self) -> &'static str {
        match self {
            Self::ThrownAway => "thrown_away",
            Self::Made => "made",
            Self::Moved => "moved",
            Self::Changed => "changed",
        }
    }

    fn of(touch: &Touch) -> Option<(Self, (String, String))> {
        let record = (touch.spot.first()?.clone(), touch.spot.get(1)?.clone());
        let what = match (touch.spot.get(2).map(String::as_str), &touch.before) {
            (None, Before::Made) => Self::Made,
            (None, _) => return None,
            (Some(field), Before::Value(Value::Null)) if field == GONE.name => Self::ThrownAway,
            (Some("at" | "rank"), _) => Self::Moved,
            (Some(_), _) => Self::Changed,
        };
        Some((what, record))
    }
}

/// What somebody is doing to many records.
#[derive(Debug)]
struct Burst {
    since: Millis,
    last: Millis,
    records: BTreeSet<(String, String)>,
    /// The record in `talk`, and the count that it says.
    listed: Option<(RecordId, usize)>,
}

/// The operations that go on, and those that are listed.
#[derive(Debug, Default)]
pub(super) struct Feed {
    bursts: BTreeMap<(MemberId, What), Burst>,
    listed: VecDeque<RecordId>,
    drawn: u64,
}

impl Feed {
    /// Goes on with what `talk` lists, oldest first.
    pub(super) fn open(listed: VecDeque<RecordId>) -> Self {
        Self { listed, ..Self::default() }
    }

    /// Takes note of one person's changes; gives what must be written in `talk`.
    pub(super) fn add(
        &mut self,
        touches: &[Touch],
        member: &MemberId,
        (hand, now): (ClientId, Millis),
    ) -> Vec<Edit> {
        let mut edits = self.close(now);
        for (what, record) in touches.iter().filter_map(What::of) {
            let fresh = || Burst { since: now, last: now, records: BTreeSet::new(), listed: None };
            let burst = self.bursts.entry((member.clone(), what)).or_insert_with(fresh);
            // Slow work is no operation: ten records must come within the time.
            if burst.listed.is_none() && now.since(burst.since) > FEED_MILLIS {
                *burst = fresh();
            }
            burst.last = now;
            if burst.records.len() < RECORDS_MAX {
                burst.records.insert(record);
            }
        }
        for ((by, what), burst) in &mut self.bursts {
            if burst.listed.is_some() || burst.records.len() < FEED_RECORDS {
                continue;
            }
            self.drawn += 1;
            let id = format!("op-{:x}-{}", hand.0, self.drawn);
            let Ok(id) = id.parse::<RecordId>() else { continue };
            burst.listed = Some((id.clone(), burst.records.len()));
            self.listed.push_back(id.clone());
            let fields = [
                ("by", json!(by)),
                ("on", json!(burst.since)),
                ("until", json!(burst.last)),
                ("what", json!(what.word())),
                ("count", json!(burst.records.len())),
            ];
            let fields = fields.map(|(field, value)| (field.to_owned(), value));
            edits.push(create(ROOT, id, fields.into()));
        }
        while self.listed.len() > FEED_MAX
            && let Some(oldest) = self.listed.pop_front()
        {
            edits.push(purge(ROOT, oldest));
        }
        edits
    }

    /// Ends what has paused, and lists how much it became.
    pub(super) fn close(&mut self, now: Millis) -> Vec<Edit> {
        let over = |burst: &Burst| now.since(burst.last) > FEED_MILLIS;
        let ended: Vec<_> =
            self.bursts.extract_if(.., |_, burst| over(burst)).map(|(_, burst)| burst).collect();
        let grown = ended.into_iter().filter_map(|burst| {
            let (id, said) = burst.listed?;
            (burst.records.len() > said && self.listed.contains(&id)).then(|| {
                [
                    set(ROOT, &id, "count", json!(burst.records.len())),
                    set(ROOT, &id, "until", json!(burst.last)),
                ]
            })
        });
        grown.flatten().collect()
    }

    /// When something has to be closed.
    pub(super) fn due(&self) -> Option<Millis> {
        let listed = self.bursts.values().filter(|burst| burst.listed.is_some());
        listed.map(|burst| burst.last.plus(FEED_MILLIS + 1)).min()
    }

    /// Until when an operation that still goes on has come.
    pub(super) fn extent(&self, member: &MemberId, since: Millis) -> Option<Millis> {
        let same =
            |key: &&(MemberId, What), burst: &&Burst| key.0 == *member && burst.since == since;
        let running = self.bursts.iter().filter(|(key, burst)| same(key, burst));
        running.map(|(_, burst)| burst.last).max()
    }

    /// The operations that `talk` lists, oldest first.
    pub(super) fn listed(&self) -> impl Iterator<Item = &RecordId> {
        self.listed.iter()
    }
}
