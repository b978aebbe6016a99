//! The guard: decides over an update before the engine sees it. Right first, then the walk, then
//! gaps, author and size; what is refused is not applied, not logged and not shown.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::ids::{ClientId, Document, MemberId, Millis};
use crate::limits::{
    CLIENT_IDS_PER_CONNECTION, CLIENT_IDS_PER_HOUR, DOCUMENT_BYTES_MAX, PASSAGE_TEXT_MAX,
    RECORDS_MAX, SERVER_FACTOR,
};
use crate::replica::{Replica, Run};
use crate::room::effort::{growth, sets_twice, weigh};
use crate::room::places::Places;
use crate::schema;
use crate::walk::load::Load;
use crate::walk::{Link, Place, WalkError, Walked, walk_on};
use crate::wire::{Refusal, Unreadable};

const HOUR_MILLIS: u64 = 60 * 60 * 1_000;

/// What the guard says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Apply it.
    Take(Taking),
    /// It says nothing at all.
    Nothing,
    /// It builds on what the server does not have: drop it and ask for the rest.
    Gap,
    /// Not taken.
    Refuse(Refusal),
    /// Not an update.
    Unreadable(Unreadable),
}

/// What comes of applying an update.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Taking {
    /// These replica ids belong to the sender from now on.
    pub(super) claims: Vec<ClientId>,
    /// The maps, lists and texts that are new in it.
    pub(super) types: BTreeSet<Place>,
    /// Whether it also deletes.
    pub(super) deletes: bool,
    /// The last run of text in it.
    pub(super) typed: Option<Run>,
    /// How many structs more there are at most.
    pub(super) structs: usize,
}

/// Who owns which replica id: also the answer to who wrote what.
#[derive(Debug, Default)]
pub(super) struct Owners {
    by_client: BTreeMap<ClientId, MemberId>,
    /// Ids of an earlier history: they say who wrote what, and write nothing any more.
    retired: BTreeSet<ClientId>,
}

impl Owners {
    pub(super) fn new(
        owners: impl IntoIterator<Item = (ClientId, MemberId)>,
        retired: impl IntoIterator<Item = ClientId>,
    ) -> Self {
        let (by_client, retired) = (owners.into_iter().collect(), retired.into_iter().collect());
        Self { by_client, retired }
    }

    pub(super) fn is_retired(&self, client: ClientId) -> bool {
        self.retired.contains(&client)
    }

    pub(super) fn by_client(&self) -> &BTreeMap<ClientId, MemberId> {
        &self.by_client
    }

    pub(super) fn of(&self, client: ClientId) -> Option<&MemberId> {
        self.by_client.get(&client)
    }

    pub(super) fn claim(&mut self, client: ClientId, member: &MemberId) {
        self.by_client.entry(client).or_insert_with(|| member.clone());
    }

    pub(super) fn weight(&self) -> usize {
        self.by_client.len() * 64 + self.retired.len() * 16
    }
}

/// How many replica ids each member introduced in the current hour. It outlives their connections, so that
/// coming back gains nothing.
#[derive(Debug, Default)]
pub(super) struct Introductions(BTreeMap<MemberId, (Millis, u32)>);

impl Introductions {
    /// Counts these; `false` when it is more than somebody with so many connections needs.
    pub(super) fn allow(
        &mut self,
        member: &MemberId,
        connections: usize,
        new: usize,
        now: Millis,
    ) -> bool {
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        self.0.retain(|_, (since, _)| now.since(*since) < HOUR_MILLIS);
        let (_, count) = self.0.entry(member.clone()).or_insert((now, 0));
        *count = count.saturating_add(number(new));
        let many = number(connections).saturating_mul(CLIENT_IDS_PER_CONNECTION);
        *count <= many.max(CLIENT_IDS_PER_HOUR)
    }
}

/// What the guard looks at.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub(super) document: &'a Document,
    pub(super) replica: &'a Replica,
    /// Estimated encoded bytes of the document.
    pub(super) bytes: usize,
    pub(super) owners: &'a Owners,
    pub(super) member: &'a MemberId,
    pub(super) may_write: bool,
}

/// Decides over one update; `load` is what came before it in the same frame.
pub(super) fn judge(case: &Case<'_>, update: &[u8], load: &mut Load) -> Verdict {
    if update == crate::replica::NOTHING {
        return Verdict::Nothing;
    }
    if !case.may_write {
        return Verdict::Refuse(Refusal::Right);
    }
    let Some(schema) = schema::document(case.document.kind()) else {
        return Verdict::Refuse(Refusal::Shape);
    };
    match walk_on(update, schema, load) {
        Ok(walked) => judge_walked(case, &walked, update.len(), (schema, load)),
        Err(WalkError::Gap) => Verdict::Gap,
        Err(WalkError::Large(_)) => Verdict::Refuse(Refusal::Size),
        Err(WalkError::Shape(_)) => Verdict::Refuse(Refusal::Shape),
        Err(WalkError::Unreadable(why)) => Verdict::Unreadable(Unreadable(why)),
    }
}

fn judge_walked(
    case: &Case<'_>,
    walked: &Walked,
    bytes: usize,
    (schema, load): (&'static schema::DocumentSchema, &mut Load),
) -> Verdict {
    if walked.is_empty() {
        return Verdict::Nothing;
    }
    if leaves_out(case.replica, walked) {
        return Verdict::Gap;
    }
    let mut claims = Vec::new();
    for (client, section) in &walked.sections {
        // What is known already is ignored by the engine: every stock step 2 repeats it.
        if section.end <= case.replica.known(*client) {
            continue;
        }
        if case.owners.is_retired(*client) {
            return Verdict::Refuse(Refusal::Author);
        }
        match case.owners.of(*client) {
            Some(owner) if owner == case.member => {}
            Some(_) => return Verdict::Refuse(Refusal::Author),
            // An id without an owner that already wrote is the server's, from a template or a migration.
            None if case.replica.known(*client) > 0 => return Verdict::Refuse(Refusal::Author),
            None => claims.push(*client),
        }
    }
    // Before anything that takes longer with every replica in it.
    if claims.len() > CLIENT_IDS_PER_HOUR as usize {
        return Verdict::Refuse(Refusal::Author);
    }
    if goes_round(case.replica, walked) || sets_twice(walked) {
        return Verdict::Refuse(Refusal::Shape);
    }
    if !can_hold_all(case.replica, walked) {
        return Verdict::Refuse(Refusal::Shape);
    }
    let mut places = Places::new(case.replica, walked, schema);
    // Before anything is looked up that the engine takes long to find.
    if is_too_large(case, walked, bytes) || weigh(case.replica, walked, &mut places, load).is_err()
    {
        return Verdict::Refuse(Refusal::Size);
    }
    if !places.fit() || takes_away(case.replica, walked) {
        return Verdict::Refuse(Refusal::Shape);
    }
    let structs = growth(case.replica, walked);
    let typed = places.typed();
    let is_new = |(client, clock): &Place| *clock >= case.replica.known(*client);
    let types = walked.types.keys().copied().filter(is_new).collect();
    Verdict::Take(Taking { claims, types, deletes: !walked.deleted.is_empty(), typed, structs })
}

/// Whether it starts after, builds on or deletes what neither the document nor itself has.
fn leaves_out(replica: &Replica, walked: &Walked) -> bool {
    let reach = |client: &ClientId| {
        let own = walked.sections.get(client).map_or(0, |section| section.end);
        own.max(replica.known(*client))
    };
    walked.sections.iter().any(|(client, section)| section.start > replica.known(*client))
        || walked.needs.iter().any(|(client, clock)| *clock >= reach(client))
        || walked.deletes.iter().any(|(client, end)| *end > reach(client))
}

/// Whether replicas in it build on each other in a circle. Nobody can ever take such an update: the
/// engines would keep it waiting for itself.
fn goes_round(replica: &Replica, walked: &Walked) -> bool {
    let mut links: BTreeMap<ClientId, VecDeque<Link>> = BTreeMap::new();
    for link in walked.links.iter().filter(|link| link.at.1 >= replica.known(link.at.0)) {
        links.entry(link.at.0).or_default().push_back(*link);
    }
    let mut waiting: BTreeMap<ClientId, Vec<ClientId>> = BTreeMap::new();
    let mut ready: Vec<ClientId> = links.keys().copied().collect();
    while let Some(client) = ready.pop() {
        let before = links.get(&client).map_or(0, VecDeque::len);
        loop {
            let next = links.get(&client).and_then(VecDeque::front).copied();
            let Some(Link { on: (other, clock), .. }) = next else {
                links.remove(&client);
                break;
            };
            // The other one has come this far: up to what it waits with itself, or to its end.
            let stuck_at = links.get(&other).and_then(VecDeque::front).map(|link| link.at.1);
            if clock >= replica.known(other) && stuck_at.is_some_and(|at| clock >= at) {
                waiting.entry(other).or_default().push(client);
                break;
            }
            if let Some(own) = links.get_mut(&client) {
                own.pop_front();
            }
        }
        // Who waited for this replica looks again, when it came any further.
        if links.get(&client).map_or(0, VecDeque::len) < before {
            ready.extend(waiting.remove(&client).unwrap_or_default());
        }
    }
    !links.is_empty()
}

/// Whether everything that others are put into can hold them: a map, list or text, or one whose
/// content is gone. The engines differ on anything else: Yjs drops what is put into a piece of text, yrs
/// fails on it.
fn can_hold_all(replica: &Replica, walked: &Walked) -> bool {
    let (known, new): (Vec<Place>, Vec<Place>) =
        walked.parents.iter().partition(|(client, clock)| *clock < replica.known(*client));
    replica.can_hold(&known) && new.iter().all(|place| is_holder(walked, *place))
}

fn is_holder(walked: &Walked, place: Place) -> bool {
    walked.types.contains_key(&place) || walked.is_dead(place)
}

/// Whether it deletes or replaces a record, a text or a list for good. Nobody but the server does that,
/// after the bin's term: words that somebody else is typing there would be lost. What is thrown away is
/// only marked so.
fn takes_away(replica: &Replica, walked: &Walked) -> bool {
    let is_new = |(client, clock): &Place| *clock >= replica.known(*client);
    let holds = |place: &Place| replica.is_shared(*place) || walked.types.contains_key(place);
    walked.deleted.iter().any(|(client, range)| replica.has_shared(*client, *range))
        || walked.beside.iter().any(|one| is_new(&one.at) && one.neighbours().any(|on| holds(&on)))
        || walked.keyed.iter().any(|(at, under, key)| is_new(at) && replica.holds(*under, key))
}

fn is_too_large(case: &Case<'_>, walked: &Walked, bytes: usize) -> bool {
    let crowded = walked.keys.iter().any(|(root, new)| {
        // Counting is not free, so only what could be too much is counted.
        *new > 0 && case.replica.keys(root).saturating_add(*new) > SERVER_FACTOR * RECORDS_MAX
    });
    // What is deleted already claims its length in a few bytes; nobody typed a whole document's worth.
    let leaps = walked.sections.iter().any(|(client, section)| {
        let more = section.end.saturating_sub(case.replica.known(*client));
        more as usize > DOCUMENT_BYTES_MAX
    });
    crowded
        || leaps
        || case.bytes.saturating_add(bytes) > DOCUMENT_BYTES_MAX
        || walked.longest_text > SERVER_FACTOR * PASSAGE_TEXT_MAX
}
