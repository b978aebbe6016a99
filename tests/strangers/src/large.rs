//! The dearest frames of each kind: as much of it as one frame may hold, and the whole of what a socket
//! takes. Whoever looks at each part for each other takes minutes over what an hour of small inputs never
//! shows.

use std::sync::LazyLock;

use bytes::Bytes;
use crdt::doc::{new_doc, whole};
use crdt::ids::{ClientId, Document, Role};
use crdt::limits::{MESSAGE_BYTES_MAX, PRESENCE_ENTRIES_MAX, STATE_VECTOR_MAX};
use crdt::room::session::Door;
use crdt::wire::{Flavour, Writer};

use crate::board::{ANNAS, Board};
use crate::fuzz::{self, Cost};
use crate::honest;
use crate::traps::TRAPS;
use crate::update::{Block, Body, Parent, Place, number};

/// Short ids: of those a frame holds most.
const OWN: u64 = 12;
const OTHER: u64 = 13;
/// A plain value: null.
const NULL: u8 = 126;
/// Stickies of the large board.
const STICKIES: usize = 5_000;

/// A kind of frame, of which one may hold so many parts and no more.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    /// So many the room takes; `None` when it takes none of them.
    pub(crate) most: Option<u64>,
    /// So many fill a message of a socket, or are all that there can be.
    pub(crate) full: u64,
    make: fn(u64) -> Vec<u8>,
}

impl Kind {
    /// A frame with so many parts.
    pub(crate) fn frame(&self, parts: u64) -> Bytes {
        (self.make)(parts).into()
    }
}

fn block(body: Body) -> Block {
    Block { origin: None, right: None, parent: None, is_keyed: false, key: None, body }
}

pub(crate) fn beside(origin: Option<Place>, right: Option<Place>, body: Body) -> Block {
    Block { origin, right, ..block(body) }
}

pub(crate) fn within(parent: Parent, body: Body) -> Block {
    Block { parent: Some(parent), ..block(body) }
}

pub(crate) fn under(parent: Parent, key: &str, body: Body) -> Block {
    Block { is_keyed: true, key: Some(key.as_bytes().to_vec()), ..within(parent, body) }
}

pub(crate) fn root(name: &str) -> Parent {
    Parent::Root(name.as_bytes().to_vec())
}

fn of(clock: u64) -> Parent {
    Parent::Struct((OWN, clock))
}

pub(crate) fn value() -> Body {
    Body::Values(vec![vec![NULL]])
}

pub(crate) fn letters(count: u64) -> Body {
    Body::Text(vec![b'a'; usize::try_from(count).unwrap_or(0)])
}

/// The structs of one replica, as bytes: there are millions of them.
pub(crate) fn section(client: u64, blocks: impl IntoIterator<Item = Block>) -> Vec<u8> {
    let (mut count, mut bytes) = (0, Vec::new());
    for block in blocks {
        count += 1;
        bytes.extend(block.write());
    }
    [number(count), number(client), number(0), bytes].concat()
}

pub(crate) fn raw(sections: &[Vec<u8>], deletes: &[Vec<u8>]) -> Vec<u8> {
    let count = |parts: &[Vec<u8>]| number(parts.len() as u64);
    [count(sections), sections.concat(), count(deletes), deletes.concat()].concat()
}

pub(crate) fn update(sections: &[Vec<u8>], deletes: &[Vec<u8>]) -> Vec<u8> {
    Flavour::Stock.update(&raw(sections, deletes)).into()
}

fn own(blocks: impl IntoIterator<Item = Block>) -> Vec<u8> {
    update(&[section(OWN, blocks)], &[])
}

pub(crate) fn ranges(client: u64, ranges: impl IntoIterator<Item = (u64, u64)>) -> Vec<u8> {
    let (mut count, mut bytes) = (0, Vec::new());
    for (clock, length) in ranges {
        count += 1;
        bytes.extend([number(clock), number(length)].concat());
    }
    [number(client), number(count), bytes].concat()
}

/// A record with an empty text: clocks 0 and 1.
pub(crate) fn text() -> [Block; 2] {
    [under(root("stickies"), "m", Body::Type(1)), under(of(0), "text", Body::Type(2))]
}

/// The same with a list.
pub(crate) fn list() -> [Block; 2] {
    [under(root("actions"), "m", Body::Type(1)), under(of(0), "log", Body::Type(0))]
}

fn gone(parts: u64) -> Vec<u8> {
    own((0..parts).map(|_| block(Body::Dead(1))))
}

fn wiped(parts: u64) -> Vec<u8> {
    let first = within(of(1), Body::Deleted(1));
    let row = (0..parts).map(|nth| beside(Some((OWN, 2 + nth)), None, Body::Deleted(1)));
    own(text().into_iter().chain([first]).chain(row))
}

fn pieces(parts: u64) -> Vec<u8> {
    let row = (0..parts).map(|nth| beside(Some((OWN, 2 + nth)), None, letters(1)));
    own(text().into_iter().chain([within(of(1), letters(1))]).chain(row))
}

fn large_pieces(parts: u64) -> Vec<u8> {
    let row =
        (0..parts).map(|nth| beside(Some((OWN, 1 + 8_000 * (nth + 1))), None, letters(8_000)));
    own(text().into_iter().chain([within(of(1), letters(8_000))]).chain(row))
}

fn entries(parts: u64) -> Vec<u8> {
    let row = (0..parts).map(|nth| beside(Some((OWN, 2 + nth)), None, value()));
    own(list().into_iter().chain([within(of(1), value())]).chain(row))
}

fn before(parts: u64) -> Vec<u8> {
    let row = (0..parts).map(|nth| beside(None, Some((OWN, 2 + nth)), letters(1)));
    own(text().into_iter().chain([within(of(1), letters(1))]).chain(row))
}

/// Each between the first letter and a later one: the engine looks at all that came in between.
fn later_rights(parts: u64) -> Vec<u8> {
    let row = (1..=parts).map(|nth| beside(Some((OWN, 2)), Some((OWN, 2 + nth)), letters(1)));
    own(text().into_iter().chain([within(of(1), letters(parts + 2))]).chain(row))
}

/// Each after an earlier letter of somebody else, and before nothing.
fn earlier_lefts(parts: u64) -> Vec<u8> {
    let words = text().into_iter().chain([within(of(1), letters(parts + 2))]);
    let row = (0..parts).map(|nth| beside(Some((OWN, 2 + parts - nth)), None, letters(1)));
    update(&[section(OTHER, row), section(OWN, words)], &[])
}

fn between_letters(parts: u64) -> Vec<u8> {
    let row = (0..parts).map(|nth| beside(Some((OWN, 2 + nth)), Some((OWN, 3 + nth)), letters(1)));
    own(text().into_iter().chain([within(of(1), letters(parts + 2))]).chain(row))
}

fn records(parts: u64) -> Vec<u8> {
    own((0..parts).map(|nth| under(root("links"), &format!("{nth:x}"), Body::Type(1))))
}

fn keys(parts: u64) -> Vec<u8> {
    own((0..parts).map(|nth| under(root("heartbeat"), &format!("{nth:x}"), value())))
}

fn same_key(parts: u64) -> Vec<u8> {
    own((0..parts).map(|_| under(root("heartbeat"), "k", value())))
}

fn set_again(parts: u64) -> Vec<u8> {
    let again = (0..parts).map(|nth| beside(Some((OWN, nth)), None, value()));
    own([under(root("heartbeat"), "k", value())].into_iter().chain(again))
}

fn values(parts: u64) -> Vec<u8> {
    let many = vec![vec![NULL]; usize::try_from(parts).unwrap_or(0)];
    own(list().into_iter().chain([within(of(1), Body::Values(many))]))
}

fn maps_in_a_value(parts: u64) -> Vec<u8> {
    let map = [118, 1, 1, b'k', NULL].repeat(usize::try_from(parts).unwrap_or(0));
    let list = [vec![117], number(parts), map].concat();
    own([under(root("heartbeat"), "k", Body::Values(vec![list]))])
}

fn every_other_letter(parts: u64) -> Vec<u8> {
    // A text holds no more than so many letters.
    let texts = (0..).map(|nth| nth * 40_000).take_while(|from| *from < parts);
    let (mut blocks, mut gone, mut clock) = (text()[..1].to_vec(), Vec::new(), 1);
    for from in texts {
        let many = (parts - from).min(40_000);
        blocks.push(under(of(0), &format!("t{from}"), Body::Type(2)));
        blocks.push(within(of(clock), letters(2 * many)));
        gone.extend((0..many).map(|nth| (clock + 1 + 2 * nth, 1)));
        clock += 1 + 2 * many;
    }
    update(&[section(OWN, blocks)], &[ranges(OWN, gone)])
}

fn again_and_again(parts: u64) -> Vec<u8> {
    let dead = section(OWN, [block(Body::Dead(5))]);
    update(&[dead], &[ranges(OWN, (0..parts).map(|_| (1, 1)))])
}

fn replicas(parts: u64) -> Vec<u8> {
    let one = |nth| section(1_000 + nth, [block(Body::Dead(1))]);
    update(&(0..parts).map(one).collect::<Vec<_>>(), &[])
}

fn deletions_by_replica(parts: u64) -> Vec<u8> {
    let one = |nth| ranges(1_000 + nth, [(0, 1)]);
    update(&[], &(0..parts).map(one).collect::<Vec<_>>())
}

fn beside_replicas(parts: u64) -> Vec<u8> {
    own((0..parts).map(|nth| beside(Some((1_000 + nth, 0)), None, Body::Deleted(1))))
}

/// Maps beside the end of a row, each of which is as far from its beginning.
fn at_the_end(parts: u64) -> Vec<u8> {
    let row = (0..parts).map(|nth| beside(Some((OWN, 1 + nth)), None, value()));
    let last = (OWN, 1 + parts);
    let maps = (0..parts).map(|_| beside(Some(last), None, Body::Type(1)));
    let first = [under(root("stickies"), "m", Body::Type(1)), under(of(0), "k", value())];
    own(first.into_iter().chain(row).chain(maps))
}

/// Replicas that wait for each other.
fn in_a_ring(parts: u64) -> Vec<u8> {
    let one = |nth: u64| {
        let other = (1_000 + (nth + 1) % parts, 0);
        let first = under(root("stickies"), "m", value());
        section(1_000 + nth, [first, beside(Some(other), None, value())])
    };
    update(&(0..parts).map(one).collect::<Vec<_>>(), &[])
}

fn long_texts(parts: u64) -> Vec<u8> {
    let texts = (0..parts).flat_map(|nth| {
        let at = 1 + nth * 80_001;
        [under(of(0), &format!("t{nth}"), Body::Type(2)), within(of(at), letters(80_000))]
    });
    own(text().into_iter().take(1).chain(texts))
}

fn paste(parts: u64) -> Vec<u8> {
    let doc = new_doc(ClientId(OWN));
    honest::fill(&doc, "pasted", usize::try_from(parts).unwrap_or(0));
    Flavour::Stock.update(&whole(&doc)).into()
}

/// All stickies of the large board to another cell, with all that this deletes.
fn mass_move(parts: u64) -> Vec<u8> {
    Flavour::Stock.update(&honest::moved(&LARGE, OWN, usize::try_from(parts).unwrap_or(0))).into()
}

/// One state after the other of one and the same person.
fn states(parts: u64) -> Vec<u8> {
    let state = format!("{{{}\"z\":0}}", "\"a\":0,".repeat(650));
    let head = Writer::default().number(parts);
    let all = (0..parts).fold(head, |all, nth| all.number(OWN).number(nth).bytes(state.as_bytes()));
    [number(1), Writer::default().bytes(&all.done()).done().to_vec()].concat()
}

fn vector(parts: u64) -> Vec<u8> {
    let head = Writer::default().number(parts);
    let all = (0..parts).fold(head, |all, nth| all.number(1_000 + nth).number(7));
    [number(0), number(0), Writer::default().bytes(&all.done()).done().to_vec()].concat()
}

/// Sixty-four updates in one frame, each of so many structs.
fn many_updates(parts: u64) -> Vec<u8> {
    (0..64)
        .flat_map(|nth| {
            let row = (0..parts).map(|_| block(Body::Dead(1)));
            update(&[section(OWN + nth, row)], &[])
        })
        .collect()
}

const fn kind(
    name: &'static str,
    most: Option<u64>,
    bytes_of_one: usize,
    make: fn(u64) -> Vec<u8>,
) -> Kind {
    Kind { name, most, full: (MESSAGE_BYTES_MAX / bytes_of_one) as u64, make }
}

const fn bounded(
    name: &'static str,
    most: Option<u64>,
    full: usize,
    make: fn(u64) -> Vec<u8>,
) -> Kind {
    Kind { name, most, full: full as u64, make }
}

/// All kinds.
pub(crate) const KINDS: &[Kind] = &[
    kind("structs that are gone", Some(24_000), 2, gone),
    kind("structs without content", Some(24_000), 6, wiped),
    kind("a text in letters", Some(2_500), 8, pieces),
    kind("a text in long pieces", Some(40), 8_010, large_pieces),
    kind("a list in entries", Some(600), 8, entries),
    kind("letters before letters", Some(500), 8, before),
    kind("letters before later ones", Some(500), 54, later_rights),
    kind("letters after earlier ones", Some(500), 54, earlier_lefts),
    kind("letters between letters", Some(500), 54, between_letters),
    kind("records", Some(8_900), 18, records),
    kind("keys", Some(8_100), 20, keys),
    kind("one key from nothing", Some(1), 20, same_key),
    kind("one key, set again", Some(600), 8, set_again),
    kind("values", Some(97_000), 1, values),
    kind("maps in a value", Some(49_000), 5, maps_in_a_value),
    kind("every other letter deleted", Some(5_900), 9, every_other_letter),
    kind("one letter deleted again", Some(5_900), 2, again_and_again),
    kind("replicas", Some(60), 7, replicas),
    kind("deletions by replica", None, 6, deletions_by_replica),
    kind("beside unknown replicas", None, 8, beside_replicas),
    kind("maps at the end of a row", None, 16, at_the_end),
    kind("replicas in a ring", None, 36, in_a_ring),
    bounded("long texts", Some(52), 52, long_texts),
    kind("stickies pasted", Some(1_900), 250, paste),
    bounded("many updates", Some(380), 380, many_updates),
    bounded("all stickies moved", Some(3_000), STICKIES, mass_move),
    bounded("states of one person", None, PRESENCE_ENTRIES_MAX, states),
    bounded("a question of many replicas", None, STATE_VECTOR_MAX, vector),
];

/// A board of 5,000 stickies, by anna.
pub(crate) static LARGE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let doc = new_doc(ClientId(ANNAS));
    honest::fill(&doc, "s", STICKIES);
    whole(&doc)
});

/// What a frame costs on a board that holds this, and whether anything of it was taken.
pub(crate) fn weigh(map: &[u8], frame: &Bytes) -> Result<(Cost, bool), String> {
    let mut board = Board::open(map, Door::Stock(Document::Map), Role::Participant)?;
    let before = board.logged.len();
    let cost = fuzz::measure(|| {
        board.frame(frame.clone());
        board.settle();
    });
    match board.trouble {
        Some(why) => Err(format!("the room gives up: {why}")),
        None => Ok((cost, board.logged.len() > before)),
    }
}

/// What the dearest frame of each kind costs, a line each: on a small board and on a large one.
pub fn table() -> Result<String, String> {
    let mut lines = Vec::new();
    for kind in KINDS {
        for parts in [kind.most, Some(kind.full)].into_iter().flatten() {
            let frame = kind.frame(parts);
            let (small, _) = weigh(&honest::map(), &frame)?;
            let (large, taken) = weigh(&LARGE, &frame)?;
            let what = if taken { "taken" } else { "not taken" };
            let line = format!("{parts} {}, {} bytes, {what}", kind.name, frame.len());
            lines.push(format!("{line}: {small}; on a large board {large}\n"));
        }
    }
    for trap in TRAPS {
        let (cost, taken) = weigh(&trap.map(), &trap.frame())?;
        let what = if taken { "taken" } else { "not taken" };
        let line = format!("{} {}, {what}: {cost}\n", trap.jumps, trap.name);
        if taken != trap.is_taken {
            return Err(line);
        }
        lines.push(line);
    }
    Ok(lines.concat())
}
