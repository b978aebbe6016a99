//! Damaged and forged updates against a real room: whatever the bytes, the room goes on, honest people
//! notice nothing, and what it logs is an update that everybody can read.

use crdt::ids::{ClientId, Document, Epoch, Millis, Role, Seq};
use crdt::replica::Stored;
use crdt::room::{Opening, Room};
use crdt::wire::{Channel, Flavour};
use proptest::prelude::*;

use crate::forge::Forge;
use crate::workshop::Workshop;
use crate::workshop::person::{Person, Replica, Speaks};

/// What somebody hostile does to the bytes of an honest change.
#[derive(Debug, Clone)]
enum Damage {
    Flip(usize, u8),
    Cut(usize),
    Put(usize, Vec<u8>),
    Repeat(usize, usize),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = 0..400_usize;
    prop_oneof![
        (place.clone(), any::<u8>()).prop_map(|(at, bits)| Damage::Flip(at, bits)),
        place.clone().prop_map(Damage::Cut),
        (place.clone(), prop::collection::vec(any::<u8>(), 1..6))
            .prop_map(|(at, bytes)| Damage::Put(at, bytes)),
        (place, 1..20_usize).prop_map(|(at, length)| Damage::Repeat(at, length)),
    ]
}

fn apply(damage: &Damage, bytes: &mut Vec<u8>) {
    let within = |at: usize| at % bytes.len().max(1);
    match damage {
        Damage::Flip(at, bits) => {
            let at = within(*at);
            if let Some(byte) = bytes.get_mut(at) {
                *byte ^= bits;
            }
        }
        Damage::Cut(at) => bytes.truncate(within(*at)),
        Damage::Put(at, more) => {
            let at = within(*at);
            bytes.splice(at..at, more.iter().copied());
        }
        Damage::Repeat(at, length) => {
            let at = within(*at);
            let piece = bytes[at..(at + length).min(bytes.len())].to_vec();
            bytes.splice(at..at, piece);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn whatever_bytes_come_the_room_goes_on(damages in prop::collection::vec(damage(), 1..4)) {
        let mut workshop = Workshop::new();
        let mut mallory = Person::new("mallory", Role::Participant, Speaks::Stock, 666);
        let mut anna = Person::new("anna", Role::Participant, Speaks::Stock, 100);
        mallory.connect(&mut workshop);
        anna.connect(&mut workshop);
        for person in [&mut mallory, &mut anna] {
            while person.deliver(&mut workshop) || person.receive(&mut workshop) {}
        }
        anna.send(&anna.replica.add("a", "Van Anna"));
        while anna.deliver(&mut workshop) {}

        let forger = Replica::new(666);
        forger.merge(&anna.replica.diff(&[0]));
        let mut change = forger.add("m", "Van Mallory");
        for one in &damages {
            if !change.is_empty() {
                apply(one, &mut change);
            }
        }
        mallory.send_raw(Flavour::Stock.update(&change));
        while mallory.deliver(&mut workshop) {}
        workshop.pass(100);
        workshop.sync_disk();
        prop_assert!(workshop.reloads.is_empty(), "{:?} on {change:?}", workshop.reloads);
        while anna.receive(&mut workshop) {}
        let stored = workshop.stored(&Document::Map);
        prop_assert_eq!(stored.stickies(), anna.replica.stickies());
        prop_assert!(stored.stickies().contains_key("a"));
    }
}

/// A room with somebody hostile in it, who has the board.
fn mallorys_board() -> (Workshop, Person) {
    let mut workshop = Workshop::new();
    let mut mallory = Person::new("mallory", Role::Participant, Speaks::Live, 666);
    mallory.connect(&mut workshop);
    while mallory.deliver(&mut workshop) || mallory.receive(&mut workshop) {}
    (workshop, mallory)
}

/// Mallory sends this, and hears what comes of it: the channel, the code, how many were taken before.
fn answer_to(workshop: &mut Workshop, mallory: &mut Person, update: &[u8]) -> Option<String> {
    mallory.send_raw(Flavour::Live(Channel::of(&Document::Map)).update(update));
    while mallory.deliver(workshop) {}
    workshop.pass(100);
    workshop.sync_disk();
    while mallory.receive(workshop) {}
    assert!(workshop.reloads.is_empty(), "{:?}", workshop.reloads);
    mallory.refused.clone()
}

/// Yjs drops what is put into a piece of text, yrs fails on it: neither may get to see it.
#[test]
fn a_record_inside_a_piece_of_text_is_refused() {
    let (mut workshop, mut mallory) = mallorys_board();
    let honest = mallory.replica.add("m", "Van Mallory");
    // The parent of the colour: clock 0, the sticky. Made to point at clock 2, the words.
    let parent = honest.windows(8).position(|bytes| bytes[2..] == *b"\x05color").unwrap();
    let mut forged = honest;
    forged[parent + 1] = 2;
    let answer = answer_to(&mut workshop, &mut mallory, &forged);
    assert_eq!(answer.as_deref(), Some("[2, 4, 0]"));
}

/// An engine keeps such a change waiting for itself, which would have the room read again.
#[test]
fn replicas_that_build_on_each_other_in_a_circle_are_refused() {
    let (mut workshop, mut mallory) = mallorys_board();
    let round = [2, 1, 6, 0, 0x84, 5, 0, 1, b'x', 1, 5, 0, 0x84, 6, 0, 1, b'y', 0];
    let answer = answer_to(&mut workshop, &mut mallory, &round);
    assert_eq!(answer.as_deref(), Some("[2, 4, 0]"));
}

/// A sticky with a map in a map in a map.
fn nested(depth: u64) -> Vec<u8> {
    let mut forge = Forge::default().number(1).number(depth).number(666).number(0);
    forge = forge.under(7, "stickies", "m").raw(&[1]);
    for parent in 0..depth - 1 {
        forge = forge.raw(&[0x27, 0]).number(666).number(parent).text("k").raw(&[1]);
    }
    forge.raw(&[0]).0
}

/// Maps in maps in maps: an engine that goes through them one inside the other runs out of stack, which
/// nobody catches.
#[test]
fn maps_in_maps_end_where_the_schema_ends() {
    let (mut workshop, mut mallory) = mallorys_board();
    let answer = answer_to(&mut workshop, &mut mallory, &nested(20_000));
    assert_eq!(answer.as_deref(), Some("[2, 4, 0]"));
}

/// What an older server took is read before anybody can refuse it: the board stays shut, and the server up.
#[test]
fn a_board_that_lies_too_deep_in_the_store_is_not_opened() {
    let open = |depth| {
        let stored = Stored { snapshot: Some(nested(depth).into()), log: Vec::new() };
        Room::open(Opening {
            board: "board".parse().unwrap(),
            epoch: Epoch([7; 16]),
            documents: vec![(Document::Map, stored)],
            owners: Vec::new(),
            retired: Vec::new(),
            journal: Vec::new(),
            last_seq: Seq(1),
            hand: ClientId(900),
            now: Millis(1),
        })
    };
    let error = open(100_000).unwrap_err();
    assert_eq!(error.document, Document::Map);
    assert!(error.to_string().contains("nested"), "{error}");
    assert!(open(3).is_ok());
}

/// In a list yrs never comes to the end of it, where a letter takes two units.
#[test]
fn a_run_of_text_in_a_list_or_beside_a_value_is_refused() {
    let letters = |forge: Forge| forge.text("\u{1f600}").raw(&[0]).0;
    let record = |blocks: u64| {
        let head = Forge::default().number(1).number(blocks).number(666).number(0);
        let record = head.under(7, "stickies", "m").raw(&[1]);
        record.raw(&[0x27, 0]).number(666).number(0).text("seen").raw(&[0])
    };
    let value = |flags: u8, forge: Forge| forge.raw(&[flags | 8, 0]).number(666);
    let inside = record(3).raw(&[4, 0]).number(666).number(1);
    let beside = value(0, record(4)).number(1).raw(&[1, 126, 0x84]).number(666).number(2);
    let keyed = value(0x20, record(4)).number(0).text("k").raw(&[1, 126, 0x84]);
    for forged in [inside, beside, keyed.number(666).number(2)] {
        let (mut workshop, mut mallory) = mallorys_board();
        let answer = answer_to(&mut workshop, &mut mallory, &letters(forged));
        assert_eq!(answer.as_deref(), Some("[2, 4, 0]"));
    }
    // The same beside what is known already, and as the rest of what is.
    let (mut workshop, mut mallory) = mallorys_board();
    let list = value(0, record(3)).number(1).raw(&[1, 126, 0]);
    assert_eq!(answer_to(&mut workshop, &mut mallory, &list.0), None);
    let beside = Forge::one(666, 3).raw(&[0x84]).number(666).number(2);
    let rest = Forge::one(666, 2).raw(&[4, 0]).number(666).number(1);
    for forged in [beside, rest] {
        let mut again = Person::new("mallory", Role::Participant, Speaks::Live, 666);
        again.connect(&mut workshop);
        while again.deliver(&mut workshop) || again.receive(&mut workshop) {}
        let answer = answer_to(&mut workshop, &mut again, &letters(forged));
        assert_eq!(answer.as_deref(), Some("[2, 4, 1]"));
    }
}

/// What was loaded is as safe as what was just written.
#[test]
fn nobody_takes_a_record_away_from_a_board_that_was_read_again() {
    let (mut workshop, mut mallory) = mallorys_board();
    mallory.send(&mallory.replica.add("m", "Van Mallory"));
    while mallory.deliver(&mut workshop) {}
    workshop.sync_disk();
    workshop.crash();
    mallory.connect(&mut workshop);
    while mallory.deliver(&mut workshop) || mallory.receive(&mut workshop) {}
    let taking = mallory.replica.take_away("m");
    let answer = answer_to(&mut workshop, &mut mallory, &taking);
    assert_eq!(answer.as_deref(), Some("[2, 4, 1]"));
    assert!(workshop.stored(&Document::Map).stickies().contains_key("m"));
}
