//! What lies between two neighbours. The engine looks through it, struct by struct, to find the place of
//! what goes there, and says of none how much that is; so it is read in the document's own bytes.
//!
//! The engine looks only at what was put after the left one, and after that again: those are a tree. What
//! was put in beside the right one, on its left side, is in the way; what came on its right is not.

use std::collections::BTreeMap;

use crate::ids::ClientId;
use crate::schema::DocumentSchema;
use crate::walk::load::Load;
use crate::walk::{Place, Under, Walked, walk_on};

/// Documents of more bytes are not read: twice the largest honest one.
const BYTES_MAX: usize = 4 * 1024 * 1024;
/// Nor are those of so many structs, of which a list takes memory.
const STRUCTS_MAX: usize = 128 * 1024;

/// Where the structs of a document lie.
#[derive(Debug)]
pub struct Layout {
    /// In the order of their places.
    structs: Vec<Laid>,
    /// What came first in each text, list or key, and all that came after that.
    first: BTreeMap<(Under, Option<String>), usize>,
    /// What the structs come after, in order, with how much they and all before them are.
    after: Vec<(Place, usize)>,
    /// Up to where each replica wrote.
    ends: BTreeMap<ClientId, u32>,
    count: usize,
}

#[derive(Debug)]
struct Laid {
    at: Place,
    left: Option<Place>,
    right: Option<Place>,
    under: Option<Under>,
    /// It, and all that came after it.
    size: usize,
    /// The same, and that of what lies on its right and came after the same.
    with_right: usize,
}

impl Layout {
    /// Reads a whole document; nothing when it is too large.
    pub(super) fn of(whole: &[u8], schema: &'static DocumentSchema) -> Option<Self> {
        if whole.len() > BYTES_MAX {
            return None;
        }
        let walked = walk_on(whole, schema, &mut Load::counted(STRUCTS_MAX)).ok()?;
        let mut layout = Self {
            structs: structs(&walked),
            first: BTreeMap::new(),
            after: Vec::new(),
            ends: walked.sections.iter().map(|(client, all)| (*client, all.end)).collect(),
            count: walked.structs(),
        };
        layout.find_holders();
        layout.add_up();
        layout.add_right();
        layout.list(&walked);
        Some(layout)
    }

    /// How many structs there are.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// How many may be looked at for what goes between these; where there is none on the left it comes first
    /// in `under`.
    pub fn between(
        &self,
        under: Option<Under>,
        left: Option<Place>,
        right: Option<Place>,
    ) -> usize {
        let right_one = right.and_then(|right| self.starting(right));
        let beyond = right_one.filter(|one| one.left == left).map_or(0, |one| one.with_right);
        let all = match left {
            Some(left) => self.after(left, right),
            None => under.map_or(0, |under| self.within(under, None)),
        };
        all.saturating_sub(beyond)
    }

    /// How many may be looked at for what comes first in this, or under this key of it.
    pub fn within(&self, under: Under, key: Option<&str>) -> usize {
        self.first.get(&(under, key.map(str::to_owned))).copied().unwrap_or(0)
    }

    /// What came after this place; what is one with it only where the right one is not the next letter.
    fn after(&self, left: Place, right: Option<Place>) -> usize {
        let next = (left.0, left.1.saturating_add(1));
        let sum = |place: Place| {
            let before = self.after.partition_point(|(other, _)| *other < place).checked_sub(1);
            before.and_then(|nth| self.after.get(nth)).map_or(0, |(_, sum)| *sum)
        };
        let direct = sum(next) - sum(left);
        let is_there = self.ends.get(&next.0).is_some_and(|end| next.1 < *end);
        let is_one = is_there && self.find(left) == self.find(next);
        if !is_one || right == Some(next) {
            return direct;
        }
        let end = self.find(left).and_then(|nth| self.structs.get(nth + 1));
        let end = end.filter(|end| end.at.0 == left.0).map_or((left.0, u32::MAX), |end| end.at);
        direct + 1 + sum(end).saturating_sub(sum(next))
    }

    /// Which struct holds this place; it may be inside a longer one.
    fn find(&self, place: Place) -> Option<usize> {
        let nth = self.structs.partition_point(|one| one.at <= place).checked_sub(1)?;
        self.structs.get(nth).filter(|one| one.at.0 == place.0).map(|_| nth)
    }

    fn holding(&self, place: Place) -> Option<&Laid> {
        self.structs.get(self.find(place)?)
    }

    fn starting(&self, place: Place) -> Option<&Laid> {
        self.holding(place).filter(|one| one.at == place)
    }

    /// Says of each struct what it is in, which only the first of a row says itself.
    fn find_holders(&mut self) {
        let mut path = Vec::new();
        for nth in 0..self.structs.len() {
            let mut at = nth;
            let under = loop {
                let Some(one) = self.structs.get(at) else { break None };
                if one.under.is_some() || path.len() > self.structs.len() {
                    break one.under;
                }
                path.push(at);
                match one.left.or(one.right).and_then(|beside| self.find(beside)) {
                    Some(next) => at = next,
                    None => break None,
                }
            };
            for passed in path.drain(..) {
                if let Some(one) = self.structs.get_mut(passed) {
                    one.under = under;
                }
            }
        }
    }

    /// Adds to each struct what came after it, beginning with those that nothing came after.
    fn add_up(&mut self) {
        let parents: Vec<Option<usize>> =
            self.structs.iter().map(|one| self.find(one.left?)).collect();
        let mut waits = vec![0_usize; parents.len()];
        for parent in parents.iter().flatten() {
            if let Some(count) = waits.get_mut(*parent) {
                *count += 1;
            }
        }
        let mut ready: Vec<usize> =
            (0..parents.len()).filter(|nth| waits.get(*nth) == Some(&0)).collect();
        while let Some(nth) = ready.pop() {
            let Some(parent) = parents.get(nth).copied().flatten() else { continue };
            let size = self.structs.get(nth).map_or(0, |one| one.size);
            if let (Some(one), Some(count)) = (self.structs.get_mut(parent), waits.get_mut(parent))
            {
                one.size += size;
                *count -= 1;
                if *count == 0 {
                    ready.push(parent);
                }
            }
        }
    }

    /// Adds to each struct those that lie on its right and came after the same.
    fn add_right(&mut self) {
        let mut path = Vec::new();
        for nth in 0..self.structs.len() {
            let mut at = Some(nth);
            let mut sum = 0;
            while let Some(one) = at.and_then(|at| self.structs.get(at)) {
                if one.with_right > 0 || path.len() > self.structs.len() {
                    sum = one.with_right;
                    break;
                }
                path.extend(at);
                at = one.right.and_then(|right| {
                    let next = self.find(right)?;
                    let beside = self.structs.get(next)?;
                    (beside.at == right && beside.left == one.left).then_some(next)
                });
            }
            while let Some(passed) = path.pop() {
                if let Some(one) = self.structs.get_mut(passed) {
                    sum += one.size;
                    one.with_right = sum;
                }
            }
        }
    }

    fn list(&mut self, walked: &Walked) {
        let keys: BTreeMap<Place, &str> =
            walked.keyed.iter().map(|(at, _, key)| (*at, key.as_str())).collect();
        for one in &self.structs {
            match (one.left, one.under) {
                (Some(left), _) => self.after.push((left, one.size)),
                (None, Some(under)) => {
                    let key = keys.get(&one.at).map(|key| (*key).to_owned());
                    *self.first.entry((under, key)).or_default() += one.size;
                }
                (None, None) => {}
            }
        }
        self.after.sort_unstable_by_key(|(left, _)| *left);
        let mut sum = 0;
        for (_, size) in &mut self.after {
            sum += *size;
            *size = sum;
        }
    }
}

fn structs(walked: &Walked) -> Vec<Laid> {
    let laid = |at, left, right, under| Laid { at, left, right, under, size: 1, with_right: 0 };
    let beside = walked.beside.iter().map(|one| laid(one.at, one.left, one.right, None));
    let keyed = walked.keyed.iter().map(|(at, under, _)| laid(*at, None, None, Some(*under)));
    let loose = walked.loose.iter().map(|(at, under)| laid(*at, None, None, Some(*under)));
    let mut structs: Vec<Laid> = beside.chain(keyed).chain(loose).collect();
    structs.sort_unstable_by_key(|one| one.at);
    structs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::{merge, new_doc, whole};
    use crate::schema;
    use proptest::prelude::*;
    use yrs::{GetString as _, Map as _, MapPrelim, Text as _, TextPrelim, TextRef, Transact as _};

    /// A letter for each place: those of a replica follow each other.
    fn letter(replica: u64, clock: u32) -> String {
        char::from_u32(0x4e00 + u32::try_from(replica).unwrap() * 1_000 + clock)
            .unwrap()
            .to_string()
    }

    fn place(letter: char) -> Place {
        let number = u32::from(letter) - 0x4e00;
        (ClientId(u64::from(number / 1_000)), number % 1_000)
    }

    fn text(doc: &yrs::Doc) -> TextRef {
        let texts = doc.get_or_insert_map("stickies");
        let txn = doc.transact();
        let Some(yrs::Out::YMap(sticky)) = texts.get(&txn, "a") else { panic!("no sticky") };
        let Some(yrs::Out::YText(text)) = sticky.get(&txn, "text") else { panic!("no text") };
        text
    }

    fn letters(doc: &yrs::Doc) -> Vec<Place> {
        let text = text(doc);
        text.get_string(&doc.transact()).chars().map(place).collect()
    }

    type Sides = (Option<Place>, Option<Place>);

    /// Three replicas write where they like, and hear of each other now and then.
    fn write(steps: &[(usize, u32, bool)]) -> (Vec<yrs::Doc>, BTreeMap<Place, Sides>) {
        let docs: Vec<_> = (1..=3).map(|id| new_doc(ClientId(id))).collect();
        let stickies = docs[0].get_or_insert_map("stickies");
        let sticky = stickies.insert(&mut docs[0].transact_mut(), "a", MapPrelim::default());
        sticky.insert(&mut docs[0].transact_mut(), "text", TextPrelim::new(""));
        let share = || {
            let all: Vec<_> = docs.iter().map(whole).collect();
            for doc in &docs {
                merge(doc, &all.iter().map(Vec::as_slice).collect::<Vec<_>>()).unwrap();
            }
        };
        share();
        let mut written = BTreeMap::new();
        for (who, at, hears) in steps {
            let doc = &docs[*who];
            let before = letters(doc);
            let at = (*at as usize) % (before.len() + 1);
            let client = *who as u64 + 1;
            let vector = yrs::ReadTxn::state_vector(&doc.transact());
            let clock = vector.get(&yrs::ClientID::new(client));
            let said = letter(client, clock);
            text(doc).insert(&mut doc.transact_mut(), u32::try_from(at).unwrap(), &said);
            let left = at.checked_sub(1).and_then(|at| before.get(at)).copied();
            written.insert((ClientId(client), clock), (left, before.get(at).copied()));
            if *hears {
                share();
            }
        }
        share();
        (docs, written)
    }

    /// How many structs the engine looks at for what goes between these; letters that were written in a row
    /// are one.
    fn looked_at(all: &[Place], written: &BTreeMap<Place, Sides>, (left, right): Sides) -> usize {
        let from = left.map_or(0, |left| all.iter().position(|one| *one == left).unwrap() + 1);
        let (mut seen, mut structs): (Vec<Place>, usize) = (Vec::new(), 0);
        for one in &all[from..] {
            let (its_left, its_right) = written[one];
            let came_after = its_left == left || its_left.is_some_and(|it| seen.contains(&it));
            if right == Some(*one) || !came_after {
                break;
            }
            let goes_on = its_left.is_some()
                && its_left == one.1.checked_sub(1).map(|last| (one.0, last))
                && its_left == seen.last().copied()
                && its_left.is_some_and(|last| written[&last].1 == its_right);
            structs += usize::from(!goes_on);
            seen.push(*one);
        }
        structs
    }

    /// Every pair of places: what is between them is no more than is said, and between neighbours that
    /// everybody saw side by side is nothing.
    fn check(steps: &[(usize, u32, bool)], in_turn: bool) {
        let (docs, written) = write(steps);
        let layout = Layout::of(&whole(&docs[0]), schema::document("map").unwrap()).unwrap();
        let all = letters(&docs[0]);
        let under = Some(Under::Struct((ClientId(1), 1)));
        let lefts = [None].into_iter().chain(all.iter().copied().map(Some));
        for (from, left) in lefts.enumerate() {
            let rights = all[from..].iter().copied().map(Some).chain([None]);
            for (nth, right) in rights.enumerate() {
                let bound = layout.between(under, left, right);
                let really = looked_at(&all, &written, (left, right));
                assert!(bound >= really, "{bound} for {really}: {left:?} {right:?}");
                assert!(nth > 0 || !in_turn || bound == 0, "{bound}: {left:?} {right:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn the_engine_never_looks_at_more_than_is_said_to_lie_between(
            steps in prop::collection::vec((0..3_usize, 0..60_u32, prop::bool::weighted(0.3)), 1..60),
        ) {
            check(&steps, false);
            let in_turn: Vec<_> = steps.into_iter().map(|(who, at, _)| (who, at, true)).collect();
            check(&in_turn, true);
        }
    }
}
