//! A large document that nobody needed for a while is kept as bytes: light, and for whoever needs it
//! again just what it was.

use crdt::ids::{Document, Role};
use crdt::limits::REST_MILLIS;
use crdt::wire::{self, Writer};

use crate::room::{settle, somebody};
use crate::workshop::Workshop;
use crate::workshop::person::Speaks;

#[test]
fn a_document_at_rest_is_light_and_wakes_as_it_was() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Facilitator, Speaks::Live);
    let mut bert = somebody("bert", Role::Participant, Speaks::Stock);
    anna.connect(&mut workshop);
    for nth in 0..60 {
        anna.send(&anna.replica.add(&format!("s{nth}"), &"woord ".repeat(500)));
    }
    for color in ["red", "green"] {
        anna.send(&anna.replica.recolour("s2", color).unwrap());
    }
    settle(&mut workshop, &mut [&mut anna]);
    let awake = workshop.room.weight();

    workshop.pass(REST_MILLIS);
    let resting = workshop.room.weight();
    assert!(resting * 3 < awake, "{resting} bytes at rest, {awake} awake");

    // Coming in and looking on wakes nobody.
    bert.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert!(bert.replica.stickies() == anna.replica.stickies());
    assert!(workshop.room.weight() * 3 < awake, "it woke for somebody who looks on");

    let since = workshop.now.0;
    bert.send(&bert.replica.recolour("s1", "blue").unwrap());
    bert.send(&bert.replica.add("new", "van Bert"));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert!(workshop.room.weight() > awake / 2, "the engine is there again");
    assert_eq!(anna.replica.stickies()["s1"].1, "blue");

    // What it did since it woke is remembered, also over another rest.
    workshop.pass(REST_MILLIS);
    assert!(workshop.room.weight() * 3 < awake, "it does not rest a second time");
    let command = format!(r#"{{"kind":"take_back","member":"bert","since":{since}}}"#);
    let head = Writer::default().number(0).number(wire::kind::COMMAND).number(1);
    anna.send_raw(head.bytes(command.as_bytes()).done());
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert!(anna.results[0].contains(r#""taken":{"back":2,"left":0}"#), "{:?}", anna.results);
    let stickies = anna.replica.stickies();
    assert_ne!(stickies["s1"].1, "blue");
    assert!(bert.replica.stickies() == stickies);
    assert!(workshop.stored(&Document::Map).stickies() == stickies);
    assert!(workshop.reloads.is_empty() && anna.refused.is_none() && bert.refused.is_none());
}

#[test]
fn what_came_from_the_disk_rests_too_and_a_page_that_returns_is_given_the_difference() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Live);
    let mut bert = somebody("bert", Role::Viewer, Speaks::Live);
    anna.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna]);
    for nth in 0..60 {
        anna.send(&anna.replica.add(&format!("s{nth}"), &"woord ".repeat(500)));
    }
    settle(&mut workshop, &mut [&mut anna]);
    workshop.crash();
    bert.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut bert]);
    let awake = workshop.room.weight();
    workshop.pass(REST_MILLIS);
    assert!(workshop.room.weight() * 3 < awake);

    // A page that has it already asks for the difference.
    anna.connect(&mut workshop);
    anna.send(&anna.replica.type_in("s1", " meer").unwrap());
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert!(bert.replica.stickies() == anna.replica.stickies());
    assert!(workshop.stored(&Document::Map).stickies() == anna.replica.stickies());
    assert!(workshop.reloads.is_empty() && anna.refused.is_none());
}
