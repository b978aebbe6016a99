//! Whether what can hold others is where the schema has it: records in roots, texts, lists and maps in
//! records, and nothing deeper. Engines go through what is nested one inside the other, and a stack that
//! runs out is not caught by anybody.

use std::collections::BTreeMap;

use crate::replica::{Depth, Replica};
use crate::walk::{Home, Place, Under, Walked};

/// Whether every new map, list and text of an update is a record or a field of one.
pub(super) fn fit(replica: &Replica, walked: &Walked) -> bool {
    let mut places = Places { replica, walked, homes: None };
    walked.types.iter().all(|(at, home)| {
        let (client, clock) = *at;
        clock < replica.known(client) || places.depth(*home) != Depth::Deeper
    })
}

struct Places<'a> {
    replica: &'a Replica,
    walked: &'a Walked,
    /// Where the new structs go that say it; looked up only when one is asked for.
    homes: Option<BTreeMap<Place, Home>>,
}

impl Places<'_> {
    /// What a struct with this home is directly in.
    fn depth(&mut self, mut home: Home) -> Depth {
        // Each turn goes from a struct to one that it builds on, and there are no circles any more.
        for _ in 0..=self.walked.beside.len() {
            match home {
                Home::In(Under::Root(_)) => return Depth::Root,
                Home::In(Under::Struct(holder)) => return self.inside(holder),
                Home::Beside((client, clock)) if clock < self.replica.known(client) => {
                    return self.replica.depth((client, clock));
                }
                Home::Beside(neighbour) => match self.home(neighbour) {
                    Some(next) => home = next,
                    None => return Depth::Deeper,
                },
            }
        }
        Depth::Deeper
    }

    /// What is in this holder is in a record when the holder is one.
    fn inside(&mut self, (client, clock): Place) -> Depth {
        let depth = if clock < self.replica.known(client) {
            self.replica.depth((client, clock))
        } else {
            match self.walked.types.get(&(client, clock)) {
                Some(Home::In(Under::Root(_))) => Depth::Root,
                Some(Home::In(Under::Struct(_))) => Depth::Deeper,
                Some(beside @ Home::Beside(_)) => self.depth(*beside),
                // Not a type, so its content is gone: that everything is held was asked before.
                None => Depth::Forgotten,
            }
        };
        match depth {
            Depth::Root => Depth::Record,
            Depth::Forgotten => Depth::Forgotten,
            Depth::Record | Depth::Deeper => Depth::Deeper,
        }
    }

    /// Where a new struct goes; a place may be inside a longer one.
    fn home(&mut self, place: Place) -> Option<Home> {
        let walked = self.walked;
        let homes = self.homes.get_or_insert_with(|| {
            let beside = walked.beside.iter().rev().map(|(at, it)| (*at, Home::Beside(*it)));
            let keyed = walked.keyed.iter().map(|(at, under, _)| (*at, Home::In(*under)));
            beside.chain(keyed).collect()
        });
        let ((client, _), home) = homes.range(..=place).next_back()?;
        (*client == place.0).then_some(*home)
    }
}
