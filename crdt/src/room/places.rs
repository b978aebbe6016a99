//! Whether what an update brings is where it can be. What can hold others: records in roots, texts, lists
//! and maps in records, and nothing deeper, because engines go through what is nested one inside the other,
//! and a stack that runs out is not caught by anybody. Runs of text: in texts. And whatever is between two
//! others: where all engines put it.

use std::collections::BTreeMap;

use crate::replica::layout::Layout;
use crate::replica::{Depth, Holder, Replica, Run, Whose};
use crate::schema::{DocumentSchema, Shape};
use crate::walk::{Home, Place, Section, Under, Walked, Words};

/// Known structs that an update may have its own maps, lists and texts beside or inside of. Pages make them
/// with their record, beside nothing and inside what is new as well; and the engine walks to the beginning of
/// a row to say where one is.
const KNOWN_MAX: usize = 64;

/// Known structs that an update may put others beside: more than one person does without a connection.
const NEIGHBOURS_MAX: usize = 8 * 1024;

/// Where a row of structs that are beside each other begins.
#[derive(Debug, Clone, Copy)]
enum End {
    /// With one that is put into this.
    In(Under),
    /// Beside a known one.
    Known(Place),
    /// Beside one that is gone.
    Gone,
    /// With one that says nowhere where it goes.
    Nowhere,
}

/// The places that an update speaks of.
pub(super) struct Places<'a> {
    replica: &'a Replica,
    walked: &'a Walked,
    schema: &'static DocumentSchema,
    /// Where the new structs go that say it; looked up only when one is asked for.
    homes: Option<BTreeMap<Place, Home>>,
    /// Where rows begin that were followed already: a row is as long as an update, and so is the list of
    /// those beside it.
    ends: BTreeMap<Place, End>,
    known: BTreeMap<Place, Depth>,
    holders: BTreeMap<Place, Holder>,
}

impl<'a> Places<'a> {
    pub(super) fn new(
        replica: &'a Replica,
        walked: &'a Walked,
        schema: &'static DocumentSchema,
    ) -> Self {
        let (ends, known, holders) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        Self { replica, walked, schema, homes: None, ends, known, holders }
    }

    /// Whether everything in the update is where it can be.
    pub(super) fn fit(&mut self) -> bool {
        self.types_fit() && self.runs_fit() && self.neighbours_agree()
    }

    /// The last run of text in the update, with what it is in: who types goes on there.
    pub(super) fn typed(&mut self) -> Option<Run> {
        let walked = self.walked;
        let words = walked.runs.last()?;
        let holder = self.holder(words.home)?;
        let section = Section { start: words.at.1, end: words.end };
        Some(Run { client: words.at.0, section, right: words.right, holder })
    }

    /// Whether every new map, list and text is a record or a field of one.
    fn types_fit(&mut self) -> bool {
        let walked = self.walked;
        walked
            .types
            .iter()
            .all(|(at, home)| self.is_known(*at) || self.depth(*home) != Depth::Deeper)
    }

    /// Whether every new run of text is in a text. In a list yrs goes round for ever where a letter takes
    /// two units; and beside a value under a key the value is the whole run to yrs, and to Yjs its last
    /// letter.
    fn runs_fit(&mut self) -> bool {
        let walked = self.walked;
        walked.runs.iter().all(|Words { at: (client, clock), end, home, .. }| {
            let known = self.replica.known(*client);
            // Of a run that is known in part the rest goes beside what is known, whatever it says.
            let home = match known.checked_sub(1) {
                Some(last) if *clock < known => Home::Beside((*client, last)),
                _ => *home,
            };
            *end <= known || matches!(self.holder(home), Some(Holder::Text(_) | Holder::Gone))
        })
    }

    /// Whether whatever is between two others is between two of one row. Between one that is gone and one
    /// that is there Yjs lets a struct go and yrs puts it in; and between two of different rows yrs mixes
    /// them up.
    fn neighbours_agree(&mut self) -> bool {
        let walked = self.walked;
        walked.beside.iter().all(|one| {
            let (Some(left), Some(right)) = (one.left, one.right) else { return true };
            self.is_known(one.at) || {
                let left = self.holder(Home::Beside(left));
                // Nobody puts anything between two values of a key: what is set comes after all others.
                left.is_some()
                    && !matches!(left, Some(Holder::Map(_)))
                    && left == self.holder(Home::Beside(right))
            }
        })
    }

    /// What something with this home is in; nothing when it does not say, or when the update speaks of too
    /// many to tell.
    pub(super) fn holder(&mut self, home: Home) -> Option<Holder> {
        Some(match self.end(home) {
            End::In(Under::Root(root)) => {
                let shape = self.schema.root(root).map(|root| root.shape);
                match shape {
                    Some(Shape::Text(_)) => Holder::Text(Whose::Root(root.to_owned())),
                    _ => Holder::Map(Whose::Root(root.to_owned())),
                }
            }
            End::In(Under::Struct(place)) if self.is_known(place) => self.replica.as_holder(place),
            End::In(Under::Struct(place)) => {
                let whose = Whose::Struct(place);
                match self.walked {
                    walked if walked.texts.contains(&place) => Holder::Text(whose),
                    walked if walked.lists.contains(&place) => Holder::List(whose),
                    walked if walked.is_dead(place) => Holder::Gone,
                    _ => Holder::Map(whose),
                }
            }
            End::Known(place) => return self.holder_of_known(place),
            End::Gone => Holder::Gone,
            End::Nowhere => return None,
        })
    }

    /// How many structs there are at most.
    pub(super) fn structs(&self) -> usize {
        self.replica.structs()
    }

    /// Where they lie, read anew.
    pub(super) fn layout(&self) -> Option<Layout> {
        self.replica.layout(self.schema)
    }

    /// The known map, list or text that a known one is to those who are put into it.
    pub(super) fn under(&self, holder: &Holder) -> Option<Under> {
        match holder.whose()? {
            Whose::Root(root) => self.schema.root(root).map(|root| Under::Root(root.name)),
            Whose::Struct(place) => self.is_known(*place).then_some(Under::Struct(*place)),
        }
    }

    fn holder_of_known(&mut self, place: Place) -> Option<Holder> {
        if let Some(holder) = self.holders.get(&place) {
            return Some(holder.clone());
        }
        (self.holders.len() < NEIGHBOURS_MAX).then(|| {
            let holder = self.replica.holder(place);
            self.holders.insert(place, holder.clone());
            holder
        })
    }

    /// What a struct with this home is directly in.
    fn depth(&mut self, home: Home) -> Depth {
        match self.end(home) {
            End::In(Under::Root(_)) => Depth::Root,
            End::In(Under::Struct(holder)) => self.inside(holder),
            End::Known(place) => self.depth_of_known(place),
            End::Gone => Depth::Forgotten,
            End::Nowhere => Depth::Deeper,
        }
    }

    /// Follows a row to its beginning. It has one: there are no circles any more.
    fn end(&mut self, mut home: Home) -> End {
        let mut row = Vec::new();
        let end = loop {
            let neighbour = match home {
                Home::In(under) => break End::In(under),
                Home::Beside(neighbour) if self.is_known(neighbour) => break End::Known(neighbour),
                Home::Beside(neighbour) if self.walked.is_gone(neighbour) => break End::Gone,
                Home::Beside(neighbour) => neighbour,
            };
            let Some((at, next)) = self.home(neighbour) else { break End::Nowhere };
            if let Some(end) = self.ends.get(&at) {
                break *end;
            }
            row.push(at);
            home = next;
        };
        self.ends.extend(row.into_iter().map(|at| (at, end)));
        end
    }

    pub(super) fn is_known(&self, (client, clock): Place) -> bool {
        clock < self.replica.known(client)
    }

    fn depth_of_known(&mut self, place: Place) -> Depth {
        if let Some(depth) = self.known.get(&place) {
            return *depth;
        }
        if self.known.len() == KNOWN_MAX {
            return Depth::Deeper;
        }
        let depth = self.replica.depth(place);
        self.known.insert(place, depth);
        depth
    }

    /// What is in this holder is in a record when the holder is one.
    fn inside(&mut self, holder: Place) -> Depth {
        let depth = if self.is_known(holder) {
            self.depth_of_known(holder)
        } else {
            match self.walked.types.get(&holder) {
                Some(Home::In(Under::Root(_))) => Depth::Root,
                Some(Home::In(Under::Struct(_))) => Depth::Deeper,
                Some(beside @ Home::Beside(_)) => self.beside(*beside),
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

    /// How deep a holder is that is beside others: a record when their row is in a root.
    fn beside(&mut self, home: Home) -> Depth {
        match self.end(home) {
            End::In(Under::Root(_)) => Depth::Root,
            End::Known(place) => self.depth_of_known(place),
            End::Gone => Depth::Forgotten,
            End::In(Under::Struct(_)) | End::Nowhere => Depth::Deeper,
        }
    }

    /// Where a new struct begins and goes; a place may be inside a longer one.
    fn home(&mut self, place: Place) -> Option<(Place, Home)> {
        let walked = self.walked;
        let homes = self.homes.get_or_insert_with(|| {
            let beside = walked.beside.iter().filter_map(|one| Some((one.at, one.home()?)));
            let keyed = walked.keyed.iter().map(|(at, under, _)| (*at, Home::In(*under)));
            let loose = walked.loose.iter().map(|(at, under)| (*at, Home::In(*under)));
            beside.chain(keyed).chain(loose).collect()
        });
        let (at, home) = homes.range(..=place).next_back()?;
        (at.0 == place.0).then_some((*at, *home))
    }
}
