//! Whether an update can be taken in while everybody else in the room waits. The walk has counted what it
//! holds; here is what depends on where that goes.
//!
//! The engine finds the place of a struct by looking at what lies between its neighbours. Whoever writes
//! sees those side by side, so there is nothing between them but what others wrote meanwhile. Bytes of a
//! stranger can make it look at everything, for every struct.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::ClientId;
use crate::replica::{Holder, Replica};
use crate::room::places::Places;
use crate::walk::load::Load;
use crate::walk::{Home, Place, Under, WalkError, Walked};

/// Deletions that are not worth asking the engine which of them are new.
const DELETIONS_FEW: usize = 1_024;

const TOO_MANY: WalkError = WalkError::Large("it goes to too many places");

/// Whether a replica sets a key from nothing twice. What is set again comes after what was there; the
/// engine goes through all that came from nothing, each time.
pub(super) fn sets_twice(walked: &Walked) -> bool {
    let mut set: BTreeSet<(ClientId, Under, &str)> = BTreeSet::new();
    walked.keyed.iter().any(|((client, _), under, key)| !set.insert((*client, *under, key)))
}

/// Adds what the engine and the room will do for it to what the frame asks already.
pub(super) fn weigh(
    replica: &Replica,
    walked: &Walked,
    places: &mut Places<'_>,
    load: &mut Load,
) -> Result<(), WalkError> {
    let few = walked.deleted.len() <= DELETIONS_FEW;
    let deletions = if few { walked.deleted.len() } else { replica.fresh(&walked.deleted) };
    load.add_new_deletions(deletions)?;
    let is_new = |(client, clock): &Place| *clock >= replica.known(*client);
    let keyed = walked.keyed.iter().filter(|(at, under, _)| {
        let is_there = match under {
            Under::Root(_) => true,
            Under::Struct(place) => !is_new(place),
        };
        is_there && is_new(at)
    });
    // What does not go on after the struct before it.
    let jumps = walked.jumps.iter().map(|(at, neighbour)| (at, Home::Beside(*neighbour)));
    let loose = walked.loose.iter().map(|(at, under)| (at, Home::In(*under)));
    let homes: Vec<Home> =
        jumps.chain(loose).filter(|(at, _)| is_new(at)).map(|(_, home)| home).collect();
    load.add_touches(keyed.count() + homes.len())?;
    if load.add_scans(homes.len()).is_ok() {
        return Ok(());
    }
    let mut rows: BTreeMap<Holder, usize> = BTreeMap::new();
    for home in homes {
        *rows.entry(places.holder(home).ok_or(TOO_MANY)?).or_default() += 1;
    }
    rows.into_values().try_for_each(|count| load.add_scans(count))
}
