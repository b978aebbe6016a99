//! The walk: reads an update (format v1) from end to end before the CRDT engine sees a byte of it.
//!
//! Iterative, and it allocates only for what it really reads, so no claimed length and no depth can
//! hurt. It knows the format and the schema's vocabulary; it does not know who sent the bytes or what
//! the document holds. What it lets through, yrs and Yjs must read alike: hence the narrow bounds
//! where the two differ (long varints, lengths from 2³¹, flags on structs that have none).

use thiserror::Error;

pub(crate) mod load;
pub mod nesting;
mod walked;

pub use walked::{Beside, Home, Link, Place, Section, Under, Walked, Words};

use crate::ids::ClientId;
use crate::limits::VALUE_DEPTH_MAX;
use crate::schema::{self, DocumentSchema};
use load::{Content, Load};
use walked::extend;

/// Clocks and lengths stay below this: yrs counts in 32 bits, and signed shifts live in older Yjs.
const CLOCK_LIMIT: u64 = 1 << 31;
/// Replica ids stay below this: the largest integer that a JavaScript number holds exactly, plus one.
const CLIENT_LIMIT: u64 = 1 << 53;

const HAS_ORIGIN: u8 = 0x80;
const HAS_RIGHT_ORIGIN: u8 = 0x40;
const HAS_KEY: u8 = 0x20;
const KIND_BITS: u8 = 0x1f;
/// The kind of a run of text.
const TEXT: u8 = 4;
/// The kind of plain values.
const VALUES: u8 = 8;
/// The kind of a list.
const TYPE_LIST: u8 = 0;
/// The kind of a type that runs of text are put into.
const TYPE_TEXT: u8 = 2;

/// Why an update cannot be taken, whoever sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum WalkError {
    /// The bytes are not an update in format v1.
    #[error("the update does not parse: {0}")]
    Unreadable(&'static str),
    /// It parses, but holds something that no board has.
    #[error("the update holds what no board has: {0}")]
    Shape(&'static str),
    /// It says itself that something is missing in between.
    #[error("the update leaves something out")]
    Gap,
    /// It is more than anybody writes at once.
    #[error("the update is too much for one: {0}")]
    Large(&'static str),
}

use WalkError::{Gap, Shape, Unreadable};

/// Walks over an update for a document with this schema.
pub fn walk(bytes: &[u8], schema: &'static DocumentSchema) -> Result<Walked, WalkError> {
    walk_on(bytes, schema, &mut Load::default())
}

/// The same for an update that came in one frame with others.
pub(crate) fn walk_on(
    bytes: &[u8],
    schema: &'static DocumentSchema,
    load: &mut Load,
) -> Result<Walked, WalkError> {
    let mut walk = Walk { bytes, schema, load, walked: Walked::default() };
    let clients = walk.count()?;
    for _ in 0..clients {
        walk.section()?;
    }
    walk.delete_set()?;
    if walk.bytes.is_empty() {
        Ok(walk.walked)
    } else {
        Err(Unreadable("it goes on after its end"))
    }
}

struct Walk<'a> {
    bytes: &'a [u8],
    schema: &'static DocumentSchema,
    load: &'a mut Load,
    walked: Walked,
}

impl<'a> Walk<'a> {
    fn byte(&mut self) -> Result<u8, WalkError> {
        let (first, rest) = self.bytes.split_first().ok_or(Unreadable("it ends too early"))?;
        self.bytes = rest;
        Ok(*first)
    }

    fn take(&mut self, length: u64) -> Result<&'a [u8], WalkError> {
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let (taken, rest) =
            self.bytes.split_at_checked(length).ok_or(Unreadable("a length is past the end"))?;
        self.bytes = rest;
        Ok(taken)
    }

    /// A varint below `limit`, in at most as many bytes as the limit itself takes.
    fn number(&mut self, limit: u64) -> Result<u64, WalkError> {
        let mut number = 0_u64;
        let mut shift = 0;
        while limit >> shift > 0 {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return if number < limit {
                    Ok(number)
                } else {
                    Err(Unreadable("too large a number"))
                };
            }
            shift += 7;
        }
        Err(Unreadable("too long a number"))
    }

    fn clock(&mut self) -> Result<u32, WalkError> {
        let number = self.number(CLOCK_LIMIT)?;
        u32::try_from(number).map_err(|_too_large| Unreadable("too large a clock"))
    }

    fn length(&mut self) -> Result<u32, WalkError> {
        match self.clock()? {
            0 => Err(Unreadable("a length of nothing")),
            length => Ok(length),
        }
    }

    fn client(&mut self) -> Result<ClientId, WalkError> {
        self.number(CLIENT_LIMIT).map(ClientId)
    }

    /// How many of something follow; each takes at least one byte.
    fn count(&mut self) -> Result<u64, WalkError> {
        let count = self.number(CLOCK_LIMIT)?;
        if count > self.bytes.len() as u64 {
            return Err(Unreadable("a count is past the end"));
        }
        Ok(count)
    }

    fn string(&mut self) -> Result<&'a str, WalkError> {
        let length = self.number(CLOCK_LIMIT)?;
        let bytes = self.take(length)?;
        std::str::from_utf8(bytes).map_err(|_invalid| Unreadable("a text is not UTF-8"))
    }

    fn section(&mut self) -> Result<(), WalkError> {
        let count = self.count()?;
        let client = self.client()?;
        let start = self.clock()?;
        if count == 0 {
            return Err(Unreadable("a replica with nothing"));
        }
        let mut end = start;
        for _ in 0..count {
            end = add(end, self.block((client, end))?)?;
        }
        let structs = usize::try_from(count).unwrap_or(usize::MAX);
        self.walked.structs.insert(client, structs);
        match self.walked.sections.insert(client, Section { start, end }) {
            None => Ok(()),
            Some(_) => Err(Unreadable("a replica twice")),
        }
    }

    /// One struct; gives its length in clocks.
    fn block(&mut self, at: Place) -> Result<u32, WalkError> {
        self.load.add_struct()?;
        let info = self.byte()?;
        let kind = info & KIND_BITS;
        if kind == 0 {
            if info > 0 {
                return Err(Unreadable("flags on nothing"));
            }
            let length = self.length()?;
            extend(&mut self.walked.gone, at, add(at.1, length)?);
            return Ok(length);
        }
        if kind == 10 {
            return Err(if info == 10 { Gap } else { Unreadable("flags on a skip") });
        }
        if kind > 10 {
            return Err(Unreadable("an unknown kind of content"));
        }
        if kind == TEXT && info & HAS_KEY != 0 {
            // Its value would be the whole run to yrs and its last letter to Yjs.
            return Err(Shape("a run of text under a key"));
        }
        let (home, right) = self.position(info, at)?;
        let before = self.bytes.len();
        let length = self.content(kind, at, home)?;
        let content = match kind {
            TEXT => {
                self.walked.runs.push(Words { at, end: add(at.1, length)?, home, right });
                Content::Bytes(before - self.bytes.len())
            }
            VALUES => Content::Values(length as usize),
            _ => return Ok(length),
        };
        let after = match home {
            Home::Beside(neighbour) if info & HAS_ORIGIN != 0 => Some(neighbour),
            _ => None,
        };
        self.load.add_piece(kind, at, add(at.1, length)?, after, content)?;
        Ok(length)
    }

    /// Where it goes, and what it says is on its right.
    fn position(&mut self, info: u8, at: Place) -> Result<(Home, Option<Place>), WalkError> {
        let mut beside = Beside { at, left: None, right: None };
        for (flag, side) in [(HAS_ORIGIN, &mut beside.left), (HAS_RIGHT_ORIGIN, &mut beside.right)]
        {
            if info & flag != 0 {
                *side = Some(self.reference(at)?);
            }
        }
        if let Some(home) = beside.home() {
            self.walked.beside.push(beside);
            return Ok((home, beside.right));
        }
        let under = match self.number(2)? {
            1 => Under::Root(self.root()?),
            _ => {
                let parent = self.reference(at)?;
                self.walked.parents.insert(parent);
                Under::Struct(parent)
            }
        };
        if info & HAS_KEY != 0 {
            let key = self.string()?.to_owned();
            if let Under::Root(root) = under {
                *self.walked.keys.entry(root).or_default() += 1;
            }
            self.walked.keyed.push((at, under, key));
        } else {
            self.walked.loose.push((at, under));
        }
        Ok((Home::In(under), None))
    }

    fn root(&mut self) -> Result<&'static str, WalkError> {
        let name = self.string()?;
        self.schema.root(name).map(|root| root.name).ok_or(Shape("an unknown root"))
    }

    /// What the struct at this place builds on: of the same replica only what came before it.
    fn reference(&mut self, at: Place) -> Result<Place, WalkError> {
        let client = self.client()?;
        let clock = self.clock()?;
        if client != at.0 {
            self.walked.links.push(Link { at, on: (client, clock) });
        } else if clock >= at.1 {
            return Err(Unreadable("it builds on what comes after it"));
        }
        let highest = self.walked.needs.entry(client).or_default();
        *highest = clock.max(*highest);
        Ok((client, clock))
    }

    fn content(&mut self, kind: u8, at: Place, home: Home) -> Result<u32, WalkError> {
        match kind {
            1 => {
                let length = self.length()?;
                extend(&mut self.walked.wiped, at, add(at.1, length)?);
                Ok(length)
            }
            TEXT => self.text(),
            // One byte to yrs, a number to Yjs: what takes two is a type to the one only.
            7 => match self.byte()? {
                kind @ 0..=2 => {
                    self.has_records(home)?;
                    match kind {
                        TYPE_LIST => drop(self.walked.lists.insert(at)),
                        TYPE_TEXT => drop(self.walked.texts.insert(at)),
                        _ => {}
                    }
                    self.walked.types.insert(at, home);
                    Ok(1)
                }
                _ => Err(Shape("a type that is not a map, a list or a text")),
            },
            VALUES => {
                let values = self.length()?;
                for _ in 0..values {
                    self.value()?;
                }
                Ok(values)
            }
            2 | 3 | 5 | 6 | 9 => Err(Shape("a kind of content that no board has")),
            _ => Err(Unreadable("an unknown kind of content")),
        }
    }

    /// Of the roots only those of records hold maps, lists and texts.
    fn has_records(&self, home: Home) -> Result<(), WalkError> {
        let Home::In(Under::Root(name)) = home else { return Ok(()) };
        match self.schema.root(name).map(|root| root.shape) {
            Some(schema::Shape::Records(_)) => Ok(()),
            _ => Err(Shape("a map, a list or a text in a root that holds none")),
        }
    }

    fn text(&mut self) -> Result<u32, WalkError> {
        let units = self.string()?.encode_utf16().count();
        self.walked.longest_text = units.max(self.walked.longest_text);
        match u32::try_from(units) {
            Ok(0) | Err(_) => Err(Unreadable("a text of nothing")),
            Ok(units) => Ok(units),
        }
    }

    /// One plain value with all that is inside it: a counter per open list or map instead of a stack.
    fn value(&mut self) -> Result<(), WalkError> {
        let mut open: Vec<(bool, u64)> = Vec::new();
        loop {
            if let Some((keyed, _)) = open.last()
                && *keyed
            {
                self.string()?;
            }
            if let Some(inner) = self.scalar_or_open()? {
                if open.len() == VALUE_DEPTH_MAX {
                    return Err(Shape("values inside values, too deep"));
                }
                open.push(inner);
            } else if let Some((_, left)) = open.last_mut() {
                *left -= 1;
            }
            // A list or map that is full counts as one value of what it is in.
            while let Some((_, 0)) = open.last() {
                open.pop();
                if let Some((_, left)) = open.last_mut() {
                    *left -= 1;
                }
            }
            if open.is_empty() {
                return Ok(());
            }
        }
    }

    /// Reads a scalar, or the head of a list (`false`) or map (`true`) with its count.
    fn scalar_or_open(&mut self) -> Result<Option<(bool, u64)>, WalkError> {
        self.load.add_value()?;
        match self.byte()? {
            // Undefined, null, false, true.
            127 | 126 | 121 | 120 => {}
            125 => self.integer()?,
            124 => {
                let bytes = self.take(4)?.try_into().map_err(|_length| NO_NUMBER)?;
                is_number(f32::from_be_bytes(bytes).into())?;
            }
            123 => {
                let bytes = self.take(8)?.try_into().map_err(|_length| NO_NUMBER)?;
                is_number(f64::from_be_bytes(bytes))?;
            }
            119 => drop(self.string()?),
            118 => return Ok(Some((true, self.count()?))),
            117 => return Ok(Some((false, self.count()?))),
            // 64-bit integers and bytes have no place on a board, and the engines differ on the first.
            122 | 116 => return Err(Shape("a kind of value that no board has")),
            _ => return Err(Unreadable("an unknown kind of value")),
        }
        Ok(None)
    }

    /// A signed varint: six bits and a sign in the first byte; at most 53 bits in all.
    fn integer(&mut self) -> Result<(), WalkError> {
        let first = self.byte()?;
        if first < 0x80 {
            return Ok(());
        }
        self.number(CLIENT_LIMIT >> 6).map(drop)
    }

    fn delete_set(&mut self) -> Result<(), WalkError> {
        for _ in 0..self.count()? {
            self.load.add_deletion()?;
            let client = self.client()?;
            let mut end = 0;
            for _ in 0..self.count()? {
                self.load.add_deletion()?;
                let start = self.clock()?;
                let length = self.length()?;
                let range = Section { start, end: add(start, length)? };
                end = end.max(range.end);
                self.walked.deleted.push((client, range));
            }
            if self.walked.deletes.insert(client, end).is_some() {
                return Err(Unreadable("a replica twice among the deletions"));
            }
        }
        Ok(())
    }
}

const NO_NUMBER: WalkError = Shape("a number that is none");

/// What is not even equal to itself yrs 0.28 does not find again when it puts a value together that it took
/// apart: it lets go of memory that the document goes on reading.
fn is_number(number: f64) -> Result<(), WalkError> {
    if number.is_nan() { Err(NO_NUMBER) } else { Ok(()) }
}

fn add(clock: u32, length: u32) -> Result<u32, WalkError> {
    match clock.checked_add(length) {
        Some(end) if u64::from(end) < CLOCK_LIMIT => Ok(end),
        _ => Err(Unreadable("a clock past all clocks")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::document;
    use yrs::{Map as _, MapPrelim, ReadTxn as _, TextPrelim, Transact as _};

    fn walk_map(bytes: &[u8]) -> Result<Walked, WalkError> {
        walk(bytes, document("map").unwrap())
    }

    fn board_update() -> Vec<u8> {
        let doc = yrs::Doc::with_client_id(7);
        let stickies = doc.get_or_insert_map("stickies");
        let mut txn = doc.transact_mut();
        let sticky = stickies.insert(&mut txn, "a", MapPrelim::default());
        sticky.insert(&mut txn, "text", TextPrelim::new("Dag 👋"));
        sticky.insert(&mut txn, "on", 1_234_567_890_123_f64);
        sticky.insert(&mut txn, "at", vec!["current", "pains", "besluit", "m"]);
        txn.encode_state_as_update_v1(&yrs::StateVector::default())
    }

    #[test]
    fn what_yrs_writes_walks() {
        let walked = walk_map(&board_update()).unwrap();
        let section = walked.sections[&ClientId(7)];
        assert_eq!((section.start, section.end), (0, 10));
        assert_eq!(walked.keys["stickies"], 1);
        assert_eq!(walked.longest_text, 6);
    }

    #[test]
    fn every_cut_and_every_extension_is_unreadable() {
        let update = board_update();
        for end in 0..update.len() {
            assert!(matches!(walk_map(&update[..end]), Err(Unreadable(_))), "cut at {end}");
        }
        let longer = [update.as_slice(), &[0]].concat();
        assert!(matches!(walk_map(&longer), Err(Unreadable(_))));
    }

    #[test]
    fn a_single_flipped_byte_never_panics() {
        let update = board_update();
        let mut refused = 0;
        for at in 0..update.len() {
            for bit in 0..8 {
                let mut flipped = update.clone();
                flipped[at] ^= 1 << bit;
                refused += usize::from(walk_map(&flipped).is_err());
            }
        }
        assert!(refused > update.len(), "the walk refused only {refused} of the damaged updates");
    }

    #[test]
    fn claimed_lengths_flags_and_foreign_content_are_refused() {
        let unreadable: [&[u8]; 6] = [
            // A count of 2³¹ − 1 structs in three bytes.
            &[1, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 0, 0],
            // A replica id that takes nine bytes.
            &[1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 0, 0, 1, 0],
            // A garbage-collected run of length zero.
            &[1, 1, 5, 0, 0, 0, 0],
            // The same with a flag.
            &[1, 1, 5, 0, 0x80, 1, 0],
            // Kind 20.
            &[1, 1, 5, 0, 20, 1, 1, b'x', 0],
            // A map that is put into itself.
            &[1, 1, 5, 0, 0x27, 0, 5, 0, 1, b'k', 1, 0],
        ];
        for bytes in unreadable {
            assert!(matches!(walk_map(bytes), Err(Unreadable(_))), "{bytes:?}");
        }
        let root_with = |content: &[u8]| {
            let head: &[u8] = &[1, 1, 5, 0];
            let name = [1, 8, b's', b't', b'i', b'c', b'k', b'i', b'e', b's'];
            [head, &content[..1], &name, &content[1..], &[0]].concat()
        };
        // A subdocument, a rich-text mark, an XML element, a 64-bit integer.
        // And a map whose kind is written in two bytes.
        let foreign = [
            &[9, 1, b'x', 127][..],
            &[6, 1, b'b', 1, b'1'],
            &[7, 3],
            &[8, 1, 122],
            &[7, 0x81, 0x00],
        ];
        for content in foreign {
            assert!(matches!(walk_map(&root_with(content)), Err(Shape(_))), "{content:?}");
        }
        assert_eq!(walk_map(&[1, 1, 5, 0, 10, 3, 0]), Err(Gap));
        assert!(matches!(walk_map(&root_with(&[0x24, 1, b'k', 1, b'x'])), Err(Shape(_))));
        let unknown_root = [1, 1, 5, 0, 4, 1, 1, b'x', 1, b'y', 0];
        assert_eq!(walk_map(&unknown_root), Err(Shape("an unknown root")));
    }

    #[test]
    fn a_number_that_is_none_is_refused_wherever_it_is() {
        let value = |value: &[u8]| {
            let head =
                [1, 1, 5, 0, 0x28, 1, 9, b'h', b'e', b'a', b'r', b't', b'b', b'e', b'a', b't'];
            [head.as_slice(), &[1, b'k', 1], value, &[0]].concat()
        };
        let double = |number: f64| [[123].as_slice(), &number.to_be_bytes()].concat();
        let single = |number: f32| [[124].as_slice(), &number.to_be_bytes()].concat();
        for fine in [double(1.5), single(1.5), double(f64::INFINITY)] {
            assert!(walk_map(&value(&fine)).is_ok(), "{fine:?}");
        }
        let nan = [double(f64::NAN), single(f32::NAN), double(-f64::NAN)];
        let inside = [[117, 1].as_slice(), &double(f64::NAN)].concat();
        for none in nan.into_iter().chain([inside]) {
            assert!(matches!(walk_map(&value(&none)), Err(Shape(_))), "{none:?}");
        }
    }

    #[test]
    fn ten_thousand_open_lists_are_too_deep() {
        let mut update = vec![1, 1, 5, 0, 8, 1, 8];
        update.extend_from_slice(b"stickies");
        update.push(1);
        update.extend([117, 1].repeat(10_000));
        update.extend([126, 0]);
        assert!(matches!(walk_map(&update), Err(Shape(_))));
    }

    #[test]
    fn empty_lists_and_maps_close_themselves() {
        let mut update = vec![1, 1, 5, 0, 8, 1, 8];
        update.extend_from_slice(b"stickies");
        update.extend([2, 117, 2, 118, 0, 117, 1, 126, 118, 1, 1, b'k', 120, 0]);
        assert_eq!(walk_map(&update).unwrap().sections[&ClientId(5)].end, 2);
    }
}
