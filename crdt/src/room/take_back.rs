//! Taking back one person's changes since a moment: one durable change by the server's hand. It knows
//! what to bring back from the journal, and leaves everything that somebody else changed since.

use serde_json::json;
use yrs::{Any, Map as _, MapRef, Out, ReadTxn as _, Transaction};

use crate::edit::{Edit, Stamp, bin_in, restore_in};
use crate::ids::{Document, MemberId, Millis, RecordId};
use crate::replica::Tainted;
use crate::room::Room;
use crate::room::command::TakenBack;
use crate::room::journal::{Plan, Stretch};
use crate::room::overfull;
use crate::room::talk::set;

/// The documents in which changes are remembered: what a facilitator may write.
pub(super) const JOURNALED: [Document; 2] = [Document::Frame, Document::Map];

impl Room {
    /// Watches the documents of which changes can be taken back. Done after loading and migrating: what
    /// those do is nobody's change.
    pub(super) fn watch(&mut self) {
        for document in JOURNALED {
            if let (Some(open), Some(schema)) =
                (self.documents.get_mut(&document), crate::schema::document(document.kind()))
            {
                open.replica.watch(schema);
            }
        }
    }

    /// Takes note of what somebody's change did; whether a text became too long by it, and was cut.
    pub(super) fn note(
        &mut self,
        document: &Document,
        member: &MemberId,
        now: Millis,
    ) -> Result<bool, Tainted> {
        let replica = &self.open_document(document)?.replica;
        let touches = replica.touches();
        if touches.is_empty() {
            return Ok(false);
        }
        let cuts = if *member == MemberId::server() {
            Vec::new()
        } else {
            overfull::cuts(document, replica, &touches)
        };
        let edits = if *member == MemberId::server() {
            Vec::new()
        } else {
            self.feed.add(&touches, member, (self.hand, now))
        };
        self.note_bin(document, &touches, now)?;
        self.unkept.extend(self.journal.add(document.kind(), touches, member, now));
        self.write_feed(&edits, now)?;
        if cuts.is_empty() {
            return Ok(false);
        }
        // It stands there, so it can be shortened.
        self.write_own(document, &cuts, &Stamp(MemberId::server(), now)).map(|_| true)
    }

    /// Lists operations in `talk`.
    pub(super) fn write_feed(&mut self, edits: &[Edit], now: Millis) -> Result<(), Tainted> {
        if edits.is_empty() {
            return Ok(());
        }
        // Only the server writes there, so nothing can be in the way of these.
        self.write_own(&Document::Talk, edits, &Stamp(MemberId::server(), now)).map(drop)
    }

    /// Takes back what a member changed since a moment, until a moment or until now.
    pub(super) fn take_back(
        &mut self,
        member: MemberId,
        (since, until): (Millis, Option<Millis>),
        by: &Stamp,
    ) -> Result<TakenBack, Tainted> {
        let Stamp(_, now) = by;
        let running = self.feed.extent(&member, since);
        let until = until.map_or(*now, |until| running.unwrap_or(until).max(until));
        let stretch = Stretch { member, since, until };
        let mut taken = TakenBack::default();
        for document in JOURNALED {
            let plan = self.journal.plan(document.kind(), &stretch);
            taken.left += count(plan.left);
            taken.back += count(self.carry_back(&document, &plan, by)?);
        }
        let marks = self.marks(&stretch, by);
        self.write_feed(&marks, *now)?;
        Ok(taken)
    }

    fn carry_back(
        &mut self,
        document: &Document,
        plan: &Plan,
        by: &Stamp,
    ) -> Result<usize, Tainted> {
        let open = self.open_document(document)?;
        let (done, change) = open.replica.write(|txn| {
            bin_in(txn, document.kind(), &plan.bin, by)
                + restore_in(txn, document.kind(), &plan.restore, by)
        })?;
        if let Some(change) = change {
            self.collect(document, change, Vec::new())?;
        }
        // Remembered as the facilitator's, so that it can be taken back in its turn; not worth a line
        // in the feed, which says already that it was done.
        let touches = self.open_document(document)?.replica.touches();
        let Stamp(member, now) = by;
        self.note_bin(document, &touches, *now)?;
        self.unkept.extend(self.journal.add(document.kind(), touches, member, *now));
        Ok(done)
    }

    /// Says of the listed operations in a stretch that they were taken back.
    fn marks(&self, stretch: &Stretch, by: &Stamp) -> Vec<Edit> {
        let Some(talk) = self.documents.get(&Document::Talk) else { return Vec::new() };
        let within = |txn: &Transaction<'_>, id: &RecordId| {
            let Some(Out::YMap(record)) = txn.get_map("feed")?.get(txn, id.as_str()) else {
                return None;
            };
            let on = moment(txn, &record, "on")?;
            let by_them = matches!(record.get(txn, "by"),
                Some(Out::Any(Any::String(by))) if *by == *stretch.member.as_str());
            (by_them && (stretch.since..=stretch.until).contains(&on)).then_some(())
        };
        let listed = talk.replica.read(|txn| {
            let ids = self.feed.listed().filter(|id| within(txn, id).is_some());
            ids.map(|id| set("feed", id, "taken_back", json!(by))).collect()
        });
        listed.unwrap_or_default()
    }

    /// What `talk` lists, oldest first.
    pub(super) fn read_feed(&mut self) {
        let Some(talk) = self.documents.get(&Document::Talk) else { return };
        let listed = talk.replica.read(|txn| {
            let Some(feed) = txn.get_map("feed") else { return Vec::new() };
            let records = feed.iter(txn).filter_map(|(id, out)| match out {
                Out::YMap(record) => Some((moment(txn, &record, "on")?, id.parse().ok()?)),
                _ => None,
            });
            records.collect()
        });
        let mut listed: Vec<(Millis, RecordId)> = listed.unwrap_or_default();
        listed.sort();
        self.feed = super::feed::Feed::open(listed.into_iter().map(|(_, id)| id).collect());
    }
}

fn moment(txn: &Transaction<'_>, record: &MapRef, field: &str) -> Option<Millis> {
    match record.get(txn, field)? {
        Out::Any(any) => crate::value::from_any(&any).as_u64().map(Millis),
        _ => None,
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
