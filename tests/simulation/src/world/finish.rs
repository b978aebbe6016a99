//! The end of a workshop: everything is well again, everybody comes back, and all must have the same board,
//! which is the one on disk. Then all leave, and the server lets go of it.

use std::collections::BTreeSet;

use crdt::ids::{Document, MemberId};
use server::pace::millis;

use super::World;
use crate::broken::{Broken, Check, hold};
use crate::cast::CAST;
use crate::content::Content;
use crate::disk::{Mood, RETIRED};
use crate::replica::Replica;
use crate::rights::{may_read, may_write};

/// Long enough for every pause, silence and back-off to end.
const HEAL_MILLIS: u64 = 130_000;
/// Long enough to hear of everything.
const SETTLE_MILLIS: u64 = 20_000;

impl World {
    /// Ends the workshop and holds every promise about the whole.
    pub(crate) fn finish(mut self) -> Result<crate::work::Work, Broken> {
        self.heal()?;
        for board in 0..self.hosts.len() {
            self.converged(board)?;
        }
        self.let_go()?;
        Ok(self.work)
    }

    fn heal(&mut self) -> Check {
        self.disk.mood = Mood::Syncs(1);
        let now = self.now;
        for person in &mut self.people {
            person.is_stalled = false;
            person.heard = now;
            person.lag = 1;
            person.trick = None;
        }
        self.pass(HEAL_MILLIS)?;
        for who in 0..self.people.len() {
            let is_locked = self.ledger(self.board_of(who))?.is_locked;
            let person = self.person(who)?;
            // Whoever may not write, or may write less than before, can have words that nobody asks for.
            let (part, role) = (person.part, person.role);
            let may_write = |document: &Document| may_write(&part, role, document, is_locked);
            let is_reader = !person.is_live() && !person.copies.keys().all(may_write);
            let lost_rights = is_locked || person.is_demoted || is_reader;
            person.is_denied |= lost_rights;
            // Only a new connection asks for what the network swallowed.
            if person.is_lossy || person.held.is_some() || lost_rights {
                self.hang_up(who)?;
            }
        }
        self.pass(SETTLE_MILLIS)
    }

    /// Everybody on a board has what is on disk, and sees everybody else.
    fn converged(&mut self, board: usize) -> Check {
        let here: BTreeSet<u64> = self
            .people
            .iter()
            .filter(|person| person.part.board == board && !person.is_removed)
            .map(crate::person::Person::presence_id)
            .collect();
        for who in 0..self.people.len() {
            let person = self.person(who)?;
            if person.part.board != board || person.is_removed {
                continue;
            }
            let name = person.part.name;
            hold(person.link.is_some(), || format!("{name} does not come back"))?;
            hold(!person.copies.is_empty(), || format!("{name} has nothing"))?;
            let others = person.others.iter().filter(|(_, is_here)| **is_here);
            let seen: BTreeSet<u64> = others.map(|(id, _)| *id).collect();
            let me = person.presence_id();
            for missed in here.iter().filter(|id| **id != me) {
                hold(seen.contains(missed), || format!("{name} does not see {missed}"))?;
            }
            let (part, role) = (person.part, person.role);
            let open = |document: &&Document| may_read(&part, role, document);
            let documents: Vec<Document> = person.copies.keys().filter(open).cloned().collect();
            for document in documents {
                self.same(board, who, &document)?;
            }
        }
        self.canary(board)
    }

    fn same(&mut self, board: usize, who: usize, document: &Document) -> Check {
        let on_disk = self.reading(board, document)?;
        let stored = Content::of(&on_disk.whole())?;
        let person = self.person(who)?;
        let name = person.part.name;
        let Some(copy) = person.copies.get(document) else { return Ok(()) };
        hold(copy.is_synced, || format!("{name} never got {document}"))?;
        let own = Content::of(&copy.replica.whole())?;
        let (lost, unseen) = (own.missing_in(&stored), stored.missing_in(&own));
        hold(lost.is_none() && unseen.is_none(), || {
            format!("{name} has of {document} more: {lost:?}, and less: {unseen:?}")
        })?;
        let (theirs, disks) = (copy.replica.read(), on_disk.read());
        hold(theirs == disks, || format!("{name} reads {document} otherwise than the disk"))?;
        self.work.did("converged");
        Ok(())
    }

    fn reading(&self, board: usize, document: &Document) -> Result<Replica, Broken> {
        let replica = Replica::new(document, 1);
        if let Some(kept) = self.stored(board, document) {
            for update in kept.snapshot.iter().chain(&kept.log).map(|(_, bytes)| bytes) {
                replica.merge(update)?;
            }
        }
        Ok(replica)
    }

    fn canary(&self, board: usize) -> Check {
        let map = self.reading(board, &Document::Map)?;
        let canary = map.canary();
        let whole = Some(("kanarie".to_owned(), "yellow".to_owned()));
        hold(canary == whole, || format!("the canary says {canary:?}"))
    }

    /// All leave: after its patience the server holds no board, and the disk has all of it.
    fn let_go(&mut self) -> Check {
        for who in 0..self.people.len() {
            self.hang_up(who)?;
            self.person(who)?.is_removed = true;
        }
        self.pass(2 * millis(self.pace.unload) + SETTLE_MILLIS)?;
        for host in &self.hosts {
            let (board, seats) = (&host.board, host.seats.len());
            hold(host.room.is_none(), || format!("{board} stays open, with {seats} seats"))?;
        }
        hold(self.committer.is_idle(), || "something waits for the disk for ever".to_owned())?;
        for board in 0..self.hosts.len() {
            let name = self.host(board)?.board.clone();
            let shelf = self.disk.load(&name);
            let strangers = shelf.owners.values().filter(|member| !is_known(member));
            hold(strangers.count() == 0, || format!("{name} is owned by strangers"))?;
            self.ledger(board)?.recovered(&shelf)?;
        }
        Ok(())
    }
}

fn is_known(member: &MemberId) -> bool {
    member.as_str() == RETIRED || CAST.iter().any(|part| part.name == member.as_str())
}
