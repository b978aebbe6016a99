//! Damaged and forged updates against a real room: whatever the bytes, the room goes on, honest people
//! notice nothing, and what it logs is an update that everybody can read.

use crdt::ids::{Document, Role};
use crdt::wire::Flavour;
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

/// Yjs drops what is put into a piece of text, yrs fails on it: neither may get to see it.
#[test]
fn a_record_inside_a_piece_of_text_is_refused() {
    let mut workshop = Workshop::new();
    let mut mallory = Person::new("mallory", Role::Participant, Speaks::Live, 666);
    mallory.connect(&mut workshop);
    while mallory.deliver(&mut workshop) || mallory.receive(&mut workshop) {}
    let honest = mallory.replica.add("m", "Van Mallory");
    // The parent of the colour: clock 0, the sticky. Made to point at clock 2, the words.
    let parent = honest.windows(8).position(|bytes| bytes[2..] == *b"\x05color").unwrap();
    let mut forged = honest;
    forged[parent + 1] = 2;
    mallory.send_raw(Flavour::Live(crdt::wire::Channel::of(&Document::Map)).update(&forged));
    while mallory.deliver(&mut workshop) {}
    workshop.sync_disk();
    while mallory.receive(&mut workshop) {}
    assert_eq!(mallory.refused.as_deref(), Some("[2, 4, 0]"));
    assert!(workshop.reloads.is_empty());
}

/// An engine keeps such a change waiting for itself, which would have the room read again.
#[test]
fn replicas_that_build_on_each_other_in_a_circle_are_refused() {
    let mut workshop = Workshop::new();
    let mut mallory = Person::new("mallory", Role::Participant, Speaks::Live, 666);
    mallory.connect(&mut workshop);
    while mallory.deliver(&mut workshop) || mallory.receive(&mut workshop) {}
    let round = [2, 1, 6, 0, 0x84, 5, 0, 1, b'x', 1, 5, 0, 0x84, 6, 0, 1, b'y', 0];
    let flavour = Flavour::Live(crdt::wire::Channel::of(&Document::Map));
    mallory.send_raw(flavour.update(&round));
    while mallory.deliver(&mut workshop) {}
    workshop.sync_disk();
    while mallory.receive(&mut workshop) {}
    assert_eq!(mallory.refused.as_deref(), Some("[2, 4, 0]"));
    assert!(workshop.reloads.is_empty());
}

/// Maps in maps in maps: an engine that goes through them one inside the other runs out of stack, which
/// nobody catches.
#[test]
fn maps_in_maps_end_where_the_schema_ends() {
    let mut workshop = Workshop::new();
    let mut mallory = Person::new("mallory", Role::Participant, Speaks::Live, 666);
    mallory.connect(&mut workshop);
    while mallory.deliver(&mut workshop) || mallory.receive(&mut workshop) {}
    let flavour = Flavour::Live(crdt::wire::Channel::of(&Document::Map));
    let depth = 100_000;
    let mut forge = Forge::default().number(1).number(depth).number(666).number(0);
    forge = forge.under(7, "stickies", "m").raw(&[1]);
    for parent in 0..depth - 1 {
        forge = forge.raw(&[0x27, 0]).number(666).number(parent).text("k").raw(&[1]);
    }
    mallory.send_raw(flavour.update(&forge.raw(&[0]).0));
    while mallory.deliver(&mut workshop) {}
    workshop.sync_disk();
    while mallory.receive(&mut workshop) {}
    assert_eq!(mallory.refused.as_deref(), Some("[2, 4, 0]"));
    assert!(workshop.reloads.is_empty());
}

/// What was loaded is as safe as what was just written.
#[test]
fn nobody_takes_a_record_away_from_a_board_that_was_read_again() {
    let mut workshop = Workshop::new();
    let mut mallory = Person::new("mallory", Role::Participant, Speaks::Live, 666);
    mallory.connect(&mut workshop);
    while mallory.deliver(&mut workshop) || mallory.receive(&mut workshop) {}
    mallory.send(&mallory.replica.add("m", "Van Mallory"));
    while mallory.deliver(&mut workshop) {}
    workshop.sync_disk();
    workshop.crash();
    mallory.connect(&mut workshop);
    while mallory.deliver(&mut workshop) || mallory.receive(&mut workshop) {}
    mallory.send(&mallory.replica.take_away("m"));
    while mallory.deliver(&mut workshop) {}
    workshop.pass(100);
    workshop.sync_disk();
    while mallory.receive(&mut workshop) {}
    assert_eq!(mallory.refused.as_deref(), Some("[2, 4, 1]"));
    assert!(workshop.stored(&Document::Map).stickies().contains_key("m"));
}
