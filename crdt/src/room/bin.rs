//! The bin: since when each record lies in it, by the server's own clock, and the purge after the term.
//!
//! `gone` says what a client claims, and a clock can be wrong or lie; so the server notes in `talk`, where
//! nobody else writes, when it first saw a record gone. The server's clock can be wrong too: so what goes
//! was due at two looks, a day or more apart, and a clock that leaps ahead has a day to be set right.
//! `map`, `frame` and the comments have a bin; what is private to few has no place in a document that
//! everybody reads.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};
use yrs::{Any, Map as _, Out, ReadTxn as _, Transaction};

use crate::edit::{Edit, Stamp, apply_in};
use crate::ids::{Document, MemberId, Millis, RecordId};
use crate::limits::{BIN_MILLIS, PURGE_MILLIS};
use crate::replica::Tainted;
use crate::replica::watch::Touch;
use crate::room::talk::flat;
use crate::room::{Release, Room};
use crate::schema::{self, DocumentSchema, GONE, Shape};

const ROOT: &str = "bin";
/// The key of the moment at which the bin was looked through: no record has it.
const LOOKED: &str = "looked";
/// The documents with a bin.
const BINS: [Document; 3] = [Document::Frame, Document::Map, Document::Talk];

/// A record by its root and its id.
type Ref = (String, RecordId);

/// What lies in the bin, as `talk` says it.
#[derive(Debug, Default)]
pub(super) struct Bin {
    /// Since when, by `root/id`.
    since: BTreeMap<String, Millis>,
    /// When it was last looked through.
    swept: Millis,
    /// When it was last noted that it was, a day or more apart.
    looked: Option<Millis>,
    /// When the oldest is due, or was: what was put back since may have been it.
    next: Option<Millis>,
}

impl Bin {
    fn set(&mut self, record: String, since: Option<Millis>) {
        let Some(since) = since else {
            self.since.remove(&record);
            return;
        };
        self.since.insert(record, since);
        let due = since.plus(BIN_MILLIS);
        self.next = Some(self.next.map_or(due, |next| next.min(due)));
    }

    /// When it has to be looked through next.
    pub(super) fn due(&self) -> Option<Millis> {
        self.next.map(|next| next.max(self.swept.plus(PURGE_MILLIS)))
    }

    /// The look that says what is due: the last one that was a day or more ago.
    fn judged_on(&self, now: Millis) -> Option<Millis> {
        self.looked.filter(|looked| now.since(*looked) >= PURGE_MILLIS)
    }

    /// Whether this look is worth a note: there is something to be due, and it was not noted today.
    fn is_notable(&self, now: Millis) -> bool {
        let is_fresh = |looked: Millis| looked <= now && now.since(looked) < PURGE_MILLIS;
        !self.since.is_empty() && !self.looked.is_some_and(is_fresh)
    }

    pub(super) fn weight(&self) -> usize {
        self.since.len() * 96
    }
}

impl Room {
    /// Reads what `talk` says of the bin, and brings it in line with what lies there: after loading.
    pub(super) fn open_bin(&mut self, now: Millis) -> Result<(), Tainted> {
        let talk = self.documents.get(&Document::Talk);
        let noted = talk.map(|open| open.replica.read(noted)).transpose()?.unwrap_or_default();
        for (record, since) in noted {
            if record == LOOKED {
                self.bin.looked = Some(since);
            } else {
                self.bin.set(record, Some(since));
            }
        }
        self.sweep(now)
    }

    /// Notes what a change threw away or put back.
    pub(super) fn note_bin(
        &mut self,
        document: &Document,
        touches: &[Touch],
        now: Millis,
    ) -> Result<(), Tainted> {
        let touched = |touch: &Touch| match touch.spot.as_slice() {
            [root, id, field] if field == GONE.name => Some((root.clone(), id.parse().ok()?)),
            _ => None,
        };
        let touched: BTreeSet<Ref> = touches.iter().filter_map(touched).collect();
        let Some(open) = self.documents.get(document).filter(|_| !touched.is_empty()) else {
            return Ok(());
        };
        let moved = open.replica.read(|txn| {
            let since = |(root, id): &Ref| lies_there(txn, root, id.as_str()).then_some(now);
            touched.iter().map(|one| (reference(one), since(one))).collect::<Vec<_>>()
        })?;
        self.move_in_bin(moved, now)
    }

    /// Notes that a comment was thrown away; `talk` is not watched, for only the server writes there.
    pub(super) fn bin_comments(&mut self, edits: &[Edit], now: Millis) -> Result<(), Tainted> {
        let gone = edits.iter().filter_map(|edit| match edit {
            Edit::ThrowAway { root, id, .. } => {
                Some((reference(&(root.clone(), id.clone())), Some(now)))
            }
            _ => None,
        });
        self.move_in_bin(gone.collect(), now)
    }

    fn move_in_bin(
        &mut self,
        moved: Vec<(String, Option<Millis>)>,
        now: Millis,
    ) -> Result<(), Tainted> {
        let mut edits = Vec::new();
        for (record, since) in moved {
            if since.is_some() || self.bin.since.contains_key(&record) {
                edits.push(flat(ROOT, &record, json!(since)));
                self.bin.set(record, since);
            }
        }
        self.write_feed(&edits, now)
    }

    /// Looks through the bin: notes what is new in it, forgets what was put back, and purges what has lain
    /// there for its term.
    pub(super) fn sweep(&mut self, now: Millis) -> Result<(), Tainted> {
        self.bin.swept = now;
        let judged_on = self.bin.judged_on(now);
        let mut there = BTreeSet::new();
        for document in BINS {
            let lying = self.lying(&document)?;
            let due = |one: &&Ref| {
                let since = self.bin.since.get(&reference(one));
                since.zip(judged_on).is_some_and(|(since, on)| on.since(*since) >= BIN_MILLIS)
            };
            let due: Vec<Ref> = lying.iter().filter(due).cloned().collect();
            let fresh = lying.iter().filter(|one| !due.contains(one)).map(reference);
            there.extend(fresh);
            self.purge(&document, &due, now)?;
        }
        let known = self.bin.since.keys();
        let left = known.filter(|one| !there.contains(*one)).map(|one| (one.clone(), None));
        let came = there.iter().filter(|one| !self.bin.since.contains_key(*one));
        let moved = left.chain(came.map(|one| (one.clone(), Some(now)))).collect();
        self.move_in_bin(moved, now)?;
        self.bin.next = self.bin.since.values().min().map(|since| since.plus(BIN_MILLIS));
        if self.bin.is_notable(now) {
            self.bin.looked = Some(now);
            self.write_feed(&[flat(ROOT, LOOKED, json!(now))], now)?;
        }
        Ok(())
    }

    fn lying(&self, document: &Document) -> Result<Vec<Ref>, Tainted> {
        let (Some(open), Some(schema)) =
            (self.documents.get(document), schema::document(document.kind()))
        else {
            return Ok(Vec::new());
        };
        open.replica.read(|txn| lying(txn, schema))
    }

    /// Takes records away for good, with what was said about them. Nobody takes that back, so none of it is
    /// kept for taking back either.
    fn purge(&mut self, document: &Document, records: &[Ref], now: Millis) -> Result<(), Tainted> {
        if records.is_empty() {
            return Ok(());
        }
        self.erase(document, records, now)?;
        let about: BTreeSet<String> = records.iter().map(reference).collect();
        let talk = self.documents.get(&Document::Talk);
        let (said, locks) = talk
            .map(|open| open.replica.read(|txn| said(txn, &about)))
            .transpose()?
            .unwrap_or_default();
        self.write_feed(&locks, now)?;
        if said.is_empty() { Ok(()) } else { self.erase(&Document::Talk, &said, now) }
    }

    fn erase(&mut self, document: &Document, records: &[Ref], now: Millis) -> Result<(), Tainted> {
        let name = document.kind();
        let purges = records.iter().map(|(root, id)| Edit::Purge {
            document: name.to_owned(),
            root: root.clone(),
            id: id.clone(),
        });
        let (purges, by) = (purges.collect::<Vec<_>>(), Stamp(MemberId::server(), now));
        let open = self.open_document(document)?;
        let (outcome, change) = open.replica.write(|txn| apply_in(txn, name, &purges, &by))?;
        drop(open.replica.touches());
        // They were read a moment ago, so they are there.
        outcome.map_err(|error| Tainted(error.to_string()))?;
        if let Some(change) = change {
            self.collect(document, change, Vec::new())?;
            let pending = self.pending();
            self.open_document(document)?.recent.forget(pending.next());
            self.after_all(Release::Purged(document.clone()));
        }
        Ok(())
    }
}

fn reference((root, id): &Ref) -> String {
    format!("{root}/{id}")
}

/// What `talk` says of the bin.
fn noted(txn: &Transaction<'_>) -> Vec<(String, Millis)> {
    let Some(bin) = txn.get_map(ROOT) else { return Vec::new() };
    let since = |out: Out| match out {
        Out::Any(any) => crate::value::from_any(&any).as_u64().map(Millis),
        _ => None,
    };
    bin.iter(txn).filter_map(|(record, out)| Some((record.to_owned(), since(out)?))).collect()
}

/// Every record that is thrown away.
fn lying(txn: &Transaction<'_>, schema: &DocumentSchema) -> Vec<Ref> {
    let mut lying = Vec::new();
    for root in schema.roots.iter().filter(|root| matches!(root.shape, Shape::Records(_))) {
        let Some(records) = txn.get_map(root.name) else { continue };
        for (id, out) in records.iter(txn) {
            let Out::YMap(record) = out else { continue };
            if is_gone(record.get(txn, GONE.name))
                && let Ok(id) = id.parse()
            {
                lying.push((root.name.to_owned(), id));
            }
        }
    }
    lying
}

fn lies_there(txn: &Transaction<'_>, root: &str, id: &str) -> bool {
    let record = txn.get_map(root).and_then(|records| records.get(txn, id));
    matches!(record, Some(Out::YMap(record)) if is_gone(record.get(txn, GONE.name)))
}

/// Whether this hides a record: only what reads as a stamp does, so only that can be purged.
fn is_gone(stamp: Option<Out>) -> bool {
    let Some(Out::Any(any)) = stamp else { return false };
    any != Any::Null && serde_json::from_value::<Stamp>(crate::value::from_any(&any)).is_ok()
}

/// The comments about records, and what opens their locks.
fn said(txn: &Transaction<'_>, about: &BTreeSet<String>) -> (Vec<Ref>, Vec<Edit>) {
    let mut said = Vec::new();
    if let Some(comments) = txn.get_map("comments") {
        for (id, out) in comments.iter(txn) {
            let Out::YMap(comment) = out else { continue };
            if let Some(Out::Any(Any::String(record))) = comment.get(txn, "about")
                && about.contains(&*record)
                && let Ok(id) = id.parse()
            {
                said.push(("comments".to_owned(), id));
            }
        }
    }
    let locks = txn.get_map("locks");
    let locked = |one: &&String| locks.as_ref().is_some_and(|map| map.get(txn, one).is_some());
    let locks = about.iter().filter(locked).map(|one| flat("locks", one, Value::Null));
    (said, locks.collect())
}
