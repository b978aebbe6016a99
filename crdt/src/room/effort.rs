//! Whether an update can be taken in while everybody else in the room waits. The walk has counted what it
//! holds; here is what depends on where that goes.
//!
//! The engine finds the place of a struct by looking at what lies between its neighbours. Whoever writes
//! sees those side by side, so there is nothing between them but what others wrote meanwhile. Bytes of a
//! stranger can make it look at everything, for every struct, and what they prepared may be there already.
//! Where it takes apart what it has, it moves up all that comes after that.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::ClientId;
use crate::limits::FRAME_SCANS_MAX;
use crate::replica::layout::Layout;
use crate::replica::{Holder, Replica};
use crate::room::places::Places;
use crate::walk::load::Load;
use crate::walk::{Beside, Home, Place, Section, Under, WalkError, Walked};

/// Deletions that are not worth asking the engine which of them are new.
const DELETIONS_FEW: usize = 1_024;
/// Structs that the engine may pass to say what others are in: one after the other, so that it is quick.
const LOOKS_MAX: usize = 8 * 1024 * 1024;

const TOO_MANY: WalkError = WalkError::Large("it goes to too many places");
const TOO_DEEP: WalkError = WalkError::Large("it goes where too much is");

/// Whether a replica sets a key from nothing twice. What is set again comes after what was there; the
/// engine goes through all that came from nothing, each time.
pub(super) fn sets_twice(walked: &Walked) -> bool {
    let mut set: BTreeSet<(ClientId, Under, &str)> = BTreeSet::new();
    walked.keyed.iter().any(|((client, _), under, key)| !set.insert((*client, *under, key)))
}

/// How many structs more the engine holds at most once it took this in.
pub(super) fn growth(replica: &Replica, walked: &Walked) -> usize {
    let going_on = walked.runs.first().filter(|words| replica.goes_on(words));
    walked.pieces().saturating_sub(usize::from(going_on.is_some()))
}

/// Adds what the engine and the room will do for it to what the frame asks already.
pub(super) fn weigh(
    replica: &Replica,
    walked: &Walked,
    places: &mut Places<'_>,
    load: &mut Load,
) -> Result<(), WalkError> {
    let few = walked.deleted.len() <= DELETIONS_FEW;
    let deleted = if few { walked.deleted.clone() } else { replica.fresh(&walked.deleted) };
    load.add_new_deletions(deleted.len())?;
    let new = New::of(replica, walked);
    load.add_touches(new.keyed.len() + new.beside.len() + new.loose.len())?;
    let all = |times: usize| times.saturating_mul(replica.structs());
    let again = new.again().saturating_sub(1);
    let count = new.beside.len() + new.loose.len();
    // As if all that is there were in the way, and were taken apart and moved up.
    let finds = load.add_scans(all(count + again).saturating_add(count * count)).is_ok();
    let cuts = load.add_moves(all(2 * (new.beside.len() + deleted.len()))).is_ok();
    if finds && cuts {
        return Ok(());
    }
    let rows = new.rows(places)?;
    if !finds {
        let scans = all(rows.fullest(places) + again).saturating_add(rows.squares());
        if load.add_scans(scans).is_err() {
            let layout = places.layout().ok_or(TOO_DEEP)?;
            let scans = new.scans(places, &layout).saturating_add(rows.squares());
            load.add_scans(scans).map_err(|_much| TOO_DEEP)?;
        }
    }
    if !cuts {
        // What was deleted long ago takes nothing apart, nor does what is replaced under its key.
        let deleted = if few { replica.fresh(&deleted) } else { deleted };
        let [known, own] = rows.cuts(places, &deleted);
        let moves = || all(known).saturating_add(own.saturating_mul(walked.structs()));
        if load.add_moves(moves()).is_err() {
            // There may be fewer by now than were estimated.
            places.layout().ok_or(TOO_DEEP)?;
            load.add_moves(moves()).map_err(|_much| TOO_DEEP)?;
        }
    }
    Ok(())
}

/// What the engine looks for a place for.
struct New<'a> {
    /// What does not just go on after what is new as well.
    beside: Vec<&'a Beside>,
    loose: Vec<Under>,
    /// What sets keys of what is there from nothing.
    keyed: Vec<(Under, &'a str)>,
}

impl<'a> New<'a> {
    fn of(replica: &Replica, walked: &'a Walked) -> Self {
        let is_new = |(client, clock): &Place| *clock >= replica.known(*client);
        let is_there = |under: &Under| match under {
            Under::Root(_) => true,
            Under::Struct(place) => !is_new(place),
        };
        // After what is there already somebody else may have gone on as well.
        let is_first = |one: &Beside| one.left.is_some_and(|left| !is_new(&left));
        let beside = walked.beside.iter();
        let beside = beside.filter(|one| is_new(&one.at) && (!one.goes_on() || is_first(one)));
        let loose = walked.loose.iter().filter(|(at, _)| is_new(at)).map(|(_, under)| *under);
        let keyed = walked.keyed.iter();
        let keyed = keyed.filter(|(at, under, _)| is_there(under) && is_new(at));
        let keyed = keyed.map(|(_, under, key)| (*under, key.as_str()));
        Self { beside: beside.collect(), loose: loose.collect(), keyed: keyed.collect() }
    }

    /// How often one and the same key is set from nothing.
    fn again(&self) -> usize {
        let mut keys: BTreeMap<(Under, &str), usize> = BTreeMap::new();
        for key in &self.keyed {
            *keys.entry(*key).or_default() += 1;
        }
        keys.into_values().max().unwrap_or(0)
    }

    /// What they go into.
    fn rows(&self, places: &mut Places<'_>) -> Result<Rows, WalkError> {
        let mut rows = Rows::default();
        for under in &self.loose {
            rows.add(Home::In(*under), places)?;
        }
        for home in self.beside.iter().filter_map(|one| one.home()) {
            rows.add(home, places)?;
        }
        Ok(rows)
    }

    /// How many structs of the document the engine looks at to find their places, by where those lie.
    fn scans(&self, places: &mut Places<'_>, layout: &Layout) -> usize {
        let keyed = self.keyed.iter().map(|(under, key)| layout.within(*under, Some(key)));
        let loose = self.loose.iter().map(|under| layout.within(*under, None));
        let firsts: usize = keyed.chain(loose).fold(0, usize::saturating_add);
        let beside = self.beside.iter().map(|one| {
            let holder = one.home().and_then(|home| places.holder(home));
            let under = holder.and_then(|holder| places.under(&holder));
            layout.between(under, one.left, one.right)
        });
        beside.fold(firsts, usize::saturating_add)
    }
}

/// What structs go into.
#[derive(Default)]
struct Rows {
    /// How many, into each.
    counts: BTreeMap<Holder, usize>,
    /// Those beside which something goes in a text or a list.
    apart: Vec<Place>,
    /// The values that are replaced under their keys.
    replaced: BTreeSet<Place>,
}

impl Rows {
    fn add(&mut self, home: Home, places: &mut Places<'_>) -> Result<(), WalkError> {
        let holder = places.holder(home).ok_or(TOO_MANY)?;
        let count = self.counts.entry(holder.clone()).or_default();
        *count += 1;
        // To say what something is in, the engine walks there from its beginning.
        let there = places.under(&holder).map_or(0, |_| places.structs());
        if count.saturating_mul(*count) > FRAME_SCANS_MAX || count.saturating_mul(there) > LOOKS_MAX
        {
            return Err(TOO_MANY);
        }
        match (holder, home) {
            (Holder::Map(_), Home::Beside(value)) => drop(self.replaced.insert(value)),
            (_, Home::Beside(neighbour)) => self.apart.push(neighbour),
            (_, Home::In(_)) => {}
        }
        Ok(())
    }

    /// How many go into one that was there.
    fn fullest(&self, places: &Places<'_>) -> usize {
        let there = self.counts.iter().filter(|(holder, _)| places.under(holder).is_some());
        there.map(|(_, count)| *count).max().unwrap_or(0)
    }

    /// How many of them the engine may look at to find the places of the others.
    fn squares(&self) -> usize {
        self.counts.values().fold(0, |sum, count| sum.saturating_add(count * count))
    }

    /// In how many places the engine takes apart what it has, and what is new.
    fn cuts(&self, places: &Places<'_>, deleted: &[(ClientId, Section)]) -> [usize; 2] {
        // At both sides of what goes in between.
        let apart = self.apart.iter().flat_map(|neighbour| [*neighbour; 2]);
        let ends = deleted.iter().flat_map(|(client, range)| {
            [(*client, range.start), (*client, range.end.saturating_sub(1))]
        });
        let cuts = apart.chain(ends.filter(|end| !self.replaced.contains(end)));
        let (known, own): (Vec<Place>, Vec<Place>) = cuts.partition(|cut| places.is_known(*cut));
        [known.len(), own.len()]
    }
}
