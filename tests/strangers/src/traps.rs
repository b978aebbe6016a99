//! Boards that somebody prepared frame by frame, each within its bounds, so that one frame more is dear:
//! what the engine looks through or moves up lies in the document already. And beside them what honest
//! people do in a text that many wrote in.

use bytes::Bytes;
use crdt::doc::{merge, new_doc, whole};
use crdt::ids::ClientId;
use crdt::wire::Flavour;
use yrs::{Doc, Map as _, MapPrelim, ReadTxn as _, Text as _, TextPrelim, TextRef, Transact as _};

use crate::dice::Dice;
use crate::large::{
    beside, letters, list, ranges, raw, root, section, text, under, update, value, within,
};
use crate::update::{Block, Body, Parent};

/// Who prepared a board: replicas that an engine puts before and after the one of the frame.
const EARLIER: u64 = 11;
const LATER: u64 = 14;
/// Who sends the frame.
const OWN: u64 = 12;

/// A prepared board, and the frame that it is meant for.
pub(crate) struct Trap {
    pub(crate) name: &'static str,
    /// So many pieces lie in the way.
    pub(crate) pieces: u64,
    /// So many places the frame speaks of.
    pub(crate) jumps: u64,
    /// Whether the room takes the frame.
    pub(crate) is_taken: bool,
    map: fn(u64) -> Vec<u8>,
    frame: fn(u64, u64) -> Vec<u8>,
}

impl Trap {
    /// The board.
    pub(crate) fn map(&self) -> Vec<u8> {
        (self.map)(self.pieces)
    }

    /// The frame.
    pub(crate) fn frame(&self) -> Bytes {
        (self.frame)(self.pieces, self.jumps).into()
    }
}

fn between(client: u64, left: u64, right: Option<u64>, body: Body) -> Block {
    beside(Some((client, left)), right.map(|right| (client, right)), body)
}

/// A record with a text or a list, and in it two pieces between which all others came, one after the other
/// right after the first.
fn crowd(head: [Block; 2], client: u64, pieces: u64, body: fn() -> Body) -> Vec<u8> {
    let head = head.map(|block| match block.parent {
        Some(Parent::Struct(_)) => Block { parent: Some(Parent::Struct((client, 0))), ..block },
        _ => block,
    });
    let first = [within(Parent::Struct((client, 1)), body()), between(client, 2, None, body())];
    let rest = (0..pieces).map(|nth| between(client, 2, Some(3 + nth), body()));
    raw(&[section(client, head.into_iter().chain(first).chain(rest))], &[])
}

fn letter() -> Body {
    letters(1)
}

/// All after the first piece and before nothing.
fn after_first(client: u64, jumps: u64, body: fn() -> Body) -> Vec<u8> {
    update(&[section(OWN, (0..jumps).map(|_| between(client, 2, None, body())))], &[])
}

/// Each between two that are side by side.
fn in_between(pieces: u64, jumps: u64) -> Vec<u8> {
    let step = (pieces / jumps).max(1);
    let at = |nth: u64| 4 + (nth * step) % (pieces - 1);
    let blocks = (0..jumps).map(|nth| between(EARLIER, at(nth) + 1, Some(at(nth)), letter()));
    update(&[section(OWN, blocks)], &[])
}

/// A key that was set so many times, each time with another one in between.
fn chain(pieces: u64) -> Vec<u8> {
    let first = ["k", "l"].map(|key| under(root("heartbeat"), key, value()));
    let again = (0..2 * pieces).map(|nth| between(EARLIER, nth, None, value()));
    raw(&[section(EARLIER, first.into_iter().chain(again))], &[])
}

fn into_chain(_: u64, jumps: u64) -> Vec<u8> {
    update(&[section(OWN, (0..jumps).map(|_| between(EARLIER, 0, None, value())))], &[])
}

fn from_nothing(_: u64, jumps: u64) -> Vec<u8> {
    let one = |nth| section(1_000 + nth, [under(root("heartbeat"), "k", value())]);
    update(&(0..jumps).map(one).collect::<Vec<_>>(), &[])
}

/// Letters of a first text, in one run.
const RUN: u64 = 40_000;

/// A text of one run, and after it much in another text of the same replica.
fn run_before(pieces: u64) -> Vec<u8> {
    let record = |id: &str, at: u64, body: Body| {
        let inside = |nth| Parent::Struct((EARLIER, at + nth));
        [
            under(root("stickies"), id, Body::Type(1)),
            under(inside(0), "text", Body::Type(2)),
            within(inside(1), body),
        ]
    };
    let second = RUN + 2;
    let both = record("a", 0, letters(RUN)).into_iter().chain(record("b", second, letter()));
    let rest = (0..pieces).map(|_| between(EARLIER, second + 2, None, letter()));
    raw(&[section(EARLIER, both.chain(rest))], &[])
}

fn every_other(_: u64, jumps: u64) -> Vec<u8> {
    update(&[], &[ranges(EARLIER, (0..jumps).map(|nth| (2 + 2 * nth, 1)))])
}

/// A text in which somebody typed one letter here and one there, and took many of them away again.
fn patchwork(pieces: u64) -> Vec<u8> {
    let doc = new_doc(ClientId(EARLIER));
    let stickies = doc.get_or_insert_map("stickies");
    let record = stickies.insert(&mut doc.transact_mut(), "a", MapPrelim::default());
    let text = record.insert(&mut doc.transact_mut(), "text", TextPrelim::new("Dag"));
    scatter(&doc, &text, pieces, 1);
    whole(&doc)
}

fn scatter(doc: &Doc, text: &TextRef, pieces: u64, seed: u64) {
    let mut dice = Dice::new(seed);
    for nth in 0..pieces {
        let mut txn = doc.transact_mut();
        let at = u32::try_from(dice.roll(text.len(&txn) as usize)).unwrap_or(0);
        if nth % 4 == 3 {
            text.remove_range(&mut txn, at, 1);
        } else {
            text.insert(&mut txn, at, "é");
        }
    }
}

/// The same by somebody who was away meanwhile.
fn afterwards(pieces: u64, jumps: u64) -> Vec<u8> {
    let doc = new_doc(ClientId(OWN));
    let stickies = doc.get_or_insert_map("stickies");
    let before = patchwork(pieces / 2);
    let same = merge(&doc, &[&before]).is_ok();
    let found = stickies.get(&doc.transact(), "a");
    let Some(yrs::Out::YMap(record)) = found.filter(|_| same) else { return Vec::new() };
    let Some(yrs::Out::YText(text)) = record.get(&doc.transact(), "text") else {
        return Vec::new();
    };
    let since = doc.transact().state_vector();
    scatter(&doc, &text, jumps, 2);
    let said = doc.transact().encode_state_as_update_v1(&since);
    Flavour::Stock.update(&said).into()
}

const fn trap(
    name: &'static str,
    (pieces, jumps): (u64, u64),
    map: fn(u64) -> Vec<u8>,
    frame: fn(u64, u64) -> Vec<u8>,
) -> Trap {
    Trap { name, pieces, jumps, is_taken: false, map, frame }
}

const fn honest(
    name: &'static str,
    (pieces, jumps): (u64, u64),
    map: fn(u64) -> Vec<u8>,
    frame: fn(u64, u64) -> Vec<u8>,
) -> Trap {
    Trap { name, pieces, jumps, is_taken: true, map, frame }
}

/// All of them.
pub(crate) const TRAPS: &[Trap] = &[
    trap(
        "letters where an earlier replica put many",
        (8_000, 500),
        |pieces| crowd(text(), EARLIER, pieces, letter),
        |_, jumps| after_first(EARLIER, jumps, letter),
    ),
    trap(
        "letters where a later replica put many",
        (8_000, 500),
        |pieces| crowd(text(), LATER, pieces, letter),
        |_, jumps| after_first(LATER, jumps, letter),
    ),
    trap(
        "entries where an earlier replica put many",
        (8_000, 500),
        |pieces| crowd(list(), EARLIER, pieces, value),
        |_, jumps| after_first(EARLIER, jumps, value),
    ),
    trap(
        "letters among very many",
        (8_000, 8_000),
        |pieces| crowd(text(), EARLIER, pieces, letter),
        in_between,
    ),
    trap(
        "letter where very many are",
        (300_000, 1),
        |pieces| crowd(text(), EARLIER, pieces, letter),
        |_, jumps| after_first(EARLIER, jumps, letter),
    ),
    trap("values after the first of many", (8_000, 500), chain, into_chain),
    trap("replicas that set a key from nothing", (50_000, 60), chain, from_nothing),
    trap("letters deleted before much else", (200_000, 5_900), run_before, every_other),
    honest(
        "letters among many",
        (8_000, 500),
        |pieces| crowd(text(), EARLIER, pieces, letter),
        in_between,
    ),
    honest("letters here and there in a patchwork", (8_000, 400), patchwork, afterwards),
    honest("letters deleted before a little else", (2_000, 5_900), run_before, every_other),
];
