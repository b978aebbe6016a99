//! What was changed lately, by whom, and what was there before: enough to take one person's changes
//! back without touching anybody else's. Bounded by age, count and bytes; the store keeps a copy.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::ids::{MemberId, Millis};
use crate::limits::{JOURNAL_BYTES_MAX, JOURNAL_ENTRIES_MAX, TAKE_BACK_MILLIS};
use crate::replica::watch::{Before, Spot, Touch};

/// Typing goes on in one entry for so long; taking back since a moment is exact up to this.
const TYPING_MILLIS: u64 = 10_000;
/// The same for plain values.
const VALUE_MILLIS: u64 = 1_000;
/// Members of whom it is known where they are typing: everybody in the fullest room.
const TYPISTS_MAX: usize = 512;
/// When the journal is full, one part in so many of it goes at once.
const ROOM_PART: usize = 10;

/// One change as the journal keeps it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// When.
    on: Millis,
    /// Who.
    member: MemberId,
    /// [`crate::ids::Document::kind`].
    document: String,
    /// Where.
    spot: Spot,
    /// What was there.
    before: Before,
}

/// Entries as the store keeps them; empty when there are none.
pub(super) fn pack(entries: &[Entry]) -> Bytes {
    if entries.is_empty() {
        return Bytes::new();
    }
    // Strings and plain values always become JSON.
    serde_json::to_vec(entries).unwrap_or_default().into()
}

/// A stretch of somebody's changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) member: MemberId,
    pub(super) since: Millis,
    pub(super) until: Millis,
}

impl Stretch {
    fn holds(&self, entry: &Entry) -> bool {
        entry.member == self.member && entry.on >= self.since && entry.on <= self.until
    }
}

/// What taking a stretch back means for one document.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Plan {
    /// Records that were made in it and that nobody else wrote in.
    pub(super) bin: Vec<(String, String)>,
    /// Spots that nobody changed since, with what was there before.
    pub(super) restore: Vec<(Spot, Before)>,
    /// How much was left, because somebody changed it since.
    pub(super) left: usize,
}

/// The recent changes of a board, oldest first.
#[derive(Debug, Default)]
pub(super) struct Journal {
    entries: VecDeque<Entry>,
    /// Who touched a spot last, and since when in one entry.
    latest: BTreeMap<(String, Spot), (MemberId, Millis)>,
    /// Where each member's last words are that this tells of.
    typing: BTreeMap<MemberId, (String, Spot)>,
    /// When `latest` was last looked through.
    tidied: Millis,
    bytes: usize,
}

impl Journal {
    /// The journal that the store kept, oldest first; what does not read is skipped: it is a help, not
    /// the board.
    pub(super) fn open(kept: &[Bytes], now: Millis) -> Self {
        let mut journal = Self::default();
        for piece in kept {
            let entries: Vec<Entry> = serde_json::from_slice(piece).unwrap_or_default();
            for entry in entries.into_iter().filter(|one| now.since(one.on) <= TAKE_BACK_MILLIS) {
                journal.push(entry);
            }
        }
        journal
    }

    /// Takes note of what somebody changed; gives what the store must keep of it.
    pub(super) fn add(
        &mut self,
        document: &str,
        touches: Vec<Touch>,
        member: &MemberId,
        now: Millis,
    ) -> Vec<Entry> {
        let mut new = Vec::new();
        for Touch { spot, before } in touches {
            if self.goes_on(document, &spot, &before, member, now) {
                continue;
            }
            let (member, document) = (member.clone(), document.to_owned());
            let entry = Entry { on: now, member, document, spot, before };
            self.push(entry.clone());
            new.push(entry);
        }
        new
    }

    /// The text that a member is typing in, while that goes on in one entry: what stood there before is
    /// known.
    pub(super) fn typing_in(&self, document: &str, member: &MemberId, now: Millis) -> Option<Spot> {
        let (_, spot) = self.typing.get(member).filter(|(its, _)| its == document)?;
        self.is_latest(document, spot, member, (now, TYPING_MILLIS)).then(|| spot.clone())
    }

    fn is_latest(
        &self,
        document: &str,
        spot: &Spot,
        member: &MemberId,
        (now, span): (Millis, u64),
    ) -> bool {
        let latest = self.latest.get(&(document.to_owned(), spot.clone()));
        latest.is_some_and(|(last, since)| last == member && now.since(*since) < span)
    }

    /// Whether this goes on with what the same person did here a moment ago.
    fn goes_on(
        &mut self,
        document: &str,
        spot: &Spot,
        before: &Before,
        member: &MemberId,
        now: Millis,
    ) -> bool {
        let span = match before {
            Before::Words(_) | Before::Told => TYPING_MILLIS,
            _ => VALUE_MILLIS,
        };
        // Once in that time: what is younger stays, however much there is of it.
        if self.latest.len() > JOURNAL_ENTRIES_MAX / ROOM_PART
            && now.since(self.tidied) >= TYPING_MILLIS
        {
            self.tidied = now;
            self.latest.retain(|_, (_, since)| now.since(*since) < TYPING_MILLIS);
        }
        if self.is_latest(document, spot, member, (now, span)) {
            return true;
        }
        if matches!(before, Before::Words(_)) {
            if self.typing.len() == TYPISTS_MAX {
                self.typing.clear();
            }
            self.typing.insert(member.clone(), (document.to_owned(), spot.clone()));
        }
        self.latest.insert((document.to_owned(), spot.clone()), (member.clone(), now));
        false
    }

    fn push(&mut self, entry: Entry) {
        self.bytes += weight(&entry);
        let old = |first: &Entry| entry.on.since(first.on) > TAKE_BACK_MILLIS;
        while let Some(first) = self.entries.pop_front_if(|first| old(first)) {
            self.bytes -= weight(&first);
        }
        self.entries.push_back(entry);
        if self.entries.len() > JOURNAL_ENTRIES_MAX || self.bytes > JOURNAL_BYTES_MAX {
            self.make_room();
        }
    }

    /// Whoever fills the journal loses the beginning of their own entries, not somebody else's.
    fn make_room(&mut self) {
        let mut counts: BTreeMap<&MemberId, usize> = BTreeMap::new();
        for entry in &self.entries {
            *counts.entry(&entry.member).or_default() += weight(entry);
        }
        let greediest = counts.into_iter().max_by_key(|(_, bytes)| *bytes);
        let Some((member, bytes)) = greediest.map(|(member, bytes)| (member.clone(), bytes)) else {
            return;
        };
        let mut to_free = bytes.div_ceil(ROOM_PART);
        self.entries.retain(|entry| {
            let goes = to_free > 0 && entry.member == member;
            if goes {
                to_free = to_free.saturating_sub(weight(entry));
            }
            !goes
        });
        self.bytes = self.entries.iter().map(weight).sum();
    }

    pub(super) fn weight(&self) -> usize {
        self.bytes + self.latest.len() * ENTRY_BYTES
    }

    /// What taking a stretch back means for a document.
    pub(super) fn plan(&self, document: &str, stretch: &Stretch) -> Plan {
        let entries = || self.entries.iter().filter(|entry| entry.document == document);
        let record = |spot: &Spot| Some((spot.first()?.clone(), spot.get(1)?.clone()));
        let made: BTreeSet<_> = entries()
            .filter(|entry| stretch.holds(entry) && entry.before == Before::Made)
            .filter_map(|entry| record(&entry.spot))
            .collect();
        let others: BTreeSet<_> = entries()
            .filter(|entry| !stretch.holds(entry))
            .filter_map(|entry| record(&entry.spot))
            .collect();
        let mut plan = Plan::default();
        for one in &made {
            if others.contains(one) {
                plan.left += 1;
            } else {
                plan.bin.push(one.clone());
            }
        }
        for (spot, fate) in self.fates(document, stretch) {
            if record(spot).is_some_and(|record| made.contains(&record)) {
                continue;
            }
            match fate {
                Fate::Changed | Fate::Restored { before: Before::Other, .. } => plan.left += 1,
                Fate::Restored { before, .. } => plan.restore.push((spot.clone(), before.clone())),
                Fate::Others => {}
            }
        }
        plan
    }

    /// What becomes of each spot, from the newest change back.
    fn fates(&self, document: &str, stretch: &Stretch) -> BTreeMap<&Spot, Fate<'_>> {
        let mut fates: BTreeMap<&Spot, Fate<'_>> = BTreeMap::new();
        let entries = self.entries.iter().rev().filter(|entry| entry.document == document);
        for entry in entries {
            let holds = stretch.holds(entry);
            let before = &entry.before;
            match fates.get_mut(&entry.spot) {
                None if holds => {
                    fates.insert(&entry.spot, Fate::Restored { before, is_final: false });
                }
                None => drop(fates.insert(&entry.spot, Fate::Others)),
                Some(Fate::Restored { before: earlier, is_final }) if !*is_final => {
                    if holds {
                        *earlier = before;
                    } else {
                        *is_final = true;
                    }
                }
                Some(fate @ Fate::Others) if holds => *fate = Fate::Changed,
                Some(_) => {}
            }
        }
        fates
    }
}

/// What becomes of a spot.
#[derive(Debug)]
enum Fate<'a> {
    /// Nobody changed it since; `is_final` once something else's change was met on the way back.
    Restored { before: &'a Before, is_final: bool },
    /// It was in the stretch, and somebody changed it since.
    Changed,
    /// Not in the stretch at all.
    Others,
}

/// What an entry takes besides its words.
const ENTRY_BYTES: usize = 160;

fn weight(entry: &Entry) -> usize {
    let spot: usize = entry.spot.iter().map(String::len).sum();
    let before = match &entry.before {
        Before::Words(words) => words.len(),
        Before::Value(serde_json::Value::String(text)) => text.len(),
        Before::Value(_) | Before::Made | Before::Other | Before::Told => 32,
    };
    ENTRY_BYTES + spot + before
}
