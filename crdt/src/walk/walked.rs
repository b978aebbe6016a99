//! What an update says, without its content: what brings what, where it goes, and what it builds on.

use std::collections::{BTreeMap, BTreeSet};

use crate::ids::ClientId;

/// The consecutive structs of one replica in an update: clocks `start..end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Section {
    /// First clock.
    pub start: u32,
    /// One past the last clock.
    pub end: u32,
}

/// The address of a struct.
pub type Place = (ClientId, u32);

/// What a struct is put into.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Under {
    /// A root.
    Root(&'static str),
    /// Another struct.
    Struct(Place),
}

/// Where a struct says it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Home {
    /// Into this.
    In(Under),
    /// Where this one is.
    Beside(Place),
}

/// A struct that builds on one of another replica.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The struct.
    pub at: Place,
    /// What it builds on.
    pub on: Place,
}

/// A struct that is put beside others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Beside {
    /// The struct.
    pub at: Place,
    /// What was on its left when it was written.
    pub left: Option<Place>,
    /// What was on its right.
    pub right: Option<Place>,
}

impl Beside {
    /// Its neighbours, the left one first.
    pub fn neighbours(&self) -> impl Iterator<Item = Place> {
        self.left.into_iter().chain(self.right)
    }

    /// Where it goes.
    pub fn home(&self) -> Option<Home> {
        self.neighbours().next().map(Home::Beside)
    }

    /// Whether it goes on after the struct before it.
    pub fn goes_on(&self) -> bool {
        self.at.1.checked_sub(1).is_some_and(|last| self.left == Some((self.at.0, last)))
    }
}

/// A run of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    /// Its first letter.
    pub at: Place,
    /// One past the clock of its last letter.
    pub end: u32,
    /// Where it goes.
    pub home: Home,
    /// What was on its right when it was written.
    pub right: Option<Place>,
}

/// What an update says, without its content.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Walked {
    /// What it brings, by replica.
    pub sections: BTreeMap<ClientId, Section>,
    /// How many structs that is, by replica.
    pub structs: BTreeMap<ClientId, usize>,
    /// The highest clock of each replica that it builds upon.
    pub needs: BTreeMap<ClientId, u32>,
    /// What builds on other replicas, in order within each replica.
    pub links: Vec<Link>,
    /// One past the highest clock of each replica that it deletes.
    pub deletes: BTreeMap<ClientId, u32>,
    /// What it deletes, as it says it.
    pub deleted: Vec<(ClientId, Section)>,
    /// How many keys it sets directly in each root: an upper bound for new records.
    pub keys: BTreeMap<&'static str, usize>,
    /// The structs that name the key they are put under, with what they are put into.
    pub keyed: Vec<(Place, Under, String)>,
    /// The structs that are put into something without a key.
    pub loose: Vec<(Place, Under)>,
    /// The structs that are put beside others.
    pub beside: Vec<Beside>,
    /// The structs that others are put into.
    pub parents: BTreeSet<Place>,
    /// The structs in it that can hold others, with where they go.
    pub types: BTreeMap<Place, Home>,
    /// The texts among those.
    pub texts: BTreeSet<Place>,
    /// The lists among those.
    pub lists: BTreeSet<Place>,
    /// The runs of text.
    pub runs: Vec<Words>,
    /// Where structs begin that are gone with all that was said of them, with the ends of such rows; what is
    /// put into them or beside them goes too.
    pub gone: BTreeMap<Place, u32>,
    /// The same for structs that only lost their content, and still have a place.
    pub wiped: BTreeMap<Place, u32>,
    /// UTF-16 units of the longest run of text in it.
    pub longest_text: usize,
}

impl Walked {
    /// Whether the struct at this place is gone.
    pub fn is_gone(&self, place: Place) -> bool {
        holds(&self.gone, place)
    }

    /// Whether the struct at this place has no content any more.
    pub fn is_dead(&self, place: Place) -> bool {
        self.is_gone(place) || holds(&self.wiped, place)
    }

    /// How many structs more there are at most once it is taken in: it takes others apart for what goes
    /// between their letters, and at both ends of what it deletes.
    pub fn pieces(&self) -> usize {
        let between = self.beside.iter().filter(|one| !one.goes_on()).count();
        let taken_apart = between.saturating_add(self.deleted.len());
        self.structs().saturating_add(taken_apart.saturating_mul(2))
    }

    /// How many structs are in it.
    pub fn structs(&self) -> usize {
        self.structs.values().fold(0, |all, count| all.saturating_add(*count))
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.sections.is_empty() && self.deletes.is_empty()
    }
}

fn holds(rows: &BTreeMap<Place, u32>, place: Place) -> bool {
    let before = rows.range(..=place).next_back();
    before.is_some_and(|((client, _), end)| *client == place.0 && place.1 < *end)
}

/// Adds a struct to rows of such. Two bytes can say one, so what stands in a row is kept as one.
pub(super) fn extend(rows: &mut BTreeMap<Place, u32>, (client, start): Place, end: u32) {
    let before = rows.range_mut(..(client, start)).next_back();
    match before.filter(|((other, _), until)| *other == client && **until == start) {
        Some((_, until)) => *until = end,
        None => drop(rows.insert((client, start), end)),
    }
}
