//! Coming back: what was asked before a connection broke is done once; what somebody used up stays used up;
//! and a document that was shut and opens again begins on a connection of its own.

use crdt::ids::{Document, Role};
use crdt::limits::{ANSWERED_MAX, CLIENT_IDS_PER_HOUR, LASTING_REQUEST};
use crdt::room::Input;
use crdt::wire::{self, CloseCode, Writer};
use yrs::{Any, Map as _, Out, Transact as _};

use crate::room::{settle, somebody};
use crate::workshop::Workshop;
use crate::workshop::person::{Person, Replica, Speaks};

fn ask(person: &mut Person, request: u64, json: &str) {
    let head = Writer::default().number(0).number(wire::kind::COMMAND).number(request);
    person.send_raw(head.bytes(json.as_bytes()).done());
}

fn timer(workshop: &Workshop) -> Option<i64> {
    let talk = workshop.stored(&Document::Talk);
    let session = talk.0.get_or_insert_map("session");
    match session.get(&talk.0.transact(), "timer") {
        Some(Out::Any(Any::Number(number))) => number.as_i64(),
        _ => None,
    }
}

/// The connection breaks before anything of the server arrives, and comes about again.
fn breaks(workshop: &mut Workshop, person: &mut Person) {
    while person.deliver(workshop) {}
    workshop.cut(person.session.take().unwrap());
    workshop.pass(5_000);
    workshop.sync_disk();
    person.connect(workshop);
    settle(workshop, &mut [person]);
}

/// Anna and Bert, who may both lead, on a board.
fn two_facilitators() -> (Workshop, Person, Person) {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Facilitator, Speaks::Live);
    let mut bert = somebody("bert", Role::Facilitator, Speaks::Live);
    for person in [&mut anna, &mut bert] {
        person.connect(&mut workshop);
    }
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    (workshop, anna, bert)
}

#[test]
fn a_command_that_is_asked_again_is_answered_as_before_and_carried_out_once() {
    let (mut workshop, mut anna, mut bert) = two_facilitators();
    let request = LASTING_REQUEST + 7;
    ask(&mut anna, request, r#"{"kind":"timer_set","seconds":300}"#);
    breaks(&mut workshop, &mut anna);
    let ends = timer(&workshop).unwrap();
    ask(&mut anna, request, r#"{"kind":"timer_set","seconds":300}"#);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert_eq!(anna.results, [r#"{"ok":true}"#]);
    assert_eq!(timer(&workshop), Some(ends), "it does not begin anew");
    // Taking back without an end leaves alone what came after it was first asked.
    bert.send(&bert.replica.add("before", "gaat terug"));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    let back = r#"{"kind":"take_back","member":"bert","since":0}"#;
    ask(&mut anna, request + 1, back);
    breaks(&mut workshop, &mut anna);
    bert.send(&bert.replica.add("after", "blijft"));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    ask(&mut anna, request + 1, back);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert!(anna.results[1].contains(r#""back":1"#), "{:?}", anna.results);
    let stickies = anna.replica.0.get_or_insert_map("stickies");
    let txn = anna.replica.0.transact();
    let is_gone = |id: &str| match stickies.get(&txn, id) {
        Some(Out::YMap(sticky)) => sticky.get(&txn, "gone").is_some(),
        other => panic!("{other:?}"),
    };
    assert!(is_gone("before") && !is_gone("after"));
}

#[test]
fn numbers_are_ones_own_small_ones_last_a_connection_and_so_many_are_remembered() {
    let (mut workshop, mut anna, mut bert) = two_facilitators();
    let set = |workshop: &mut Workshop, person: &mut Person, request, seconds: u64| {
        ask(person, request, &format!(r#"{{"kind":"timer_set","seconds":{seconds}}}"#));
        settle(workshop, &mut [person]);
        timer(workshop)
    };
    let number = LASTING_REQUEST;
    let by_anna = set(&mut workshop, &mut anna, number, 100);
    let by_bert = set(&mut workshop, &mut bert, number, 200);
    assert_ne!(by_bert, by_anna, "somebody else's number is another");
    assert_eq!(set(&mut workshop, &mut anna, number, 100), by_bert, "done already");
    let small = set(&mut workshop, &mut anna, number - 1, 50);
    assert_ne!(
        set(&mut workshop, &mut anna, number - 1, 60),
        small,
        "a small one is new each time"
    );
    for nth in 1..=ANSWERED_MAX as u64 {
        ask(&mut anna, number + nth, r#"{"kind":"own_only","on":false}"#);
    }
    while anna.deliver(&mut workshop) {}
    workshop.pass(50);
    workshop.sync_disk();
    while anna.receive(&mut workshop) {}
    let before = timer(&workshop);
    assert_ne!(set(&mut workshop, &mut anna, number, 100), before, "forgotten by then");
}

/// Writes one sticky as a replica of its own and leaves; whether it was taken.
fn writes_as(workshop: &mut Workshop, client: u64) -> bool {
    let mut page = Person::new("anna", Role::Participant, Speaks::Live, client);
    page.connect(workshop);
    settle(workshop, &mut [&mut page]);
    page.send(&page.replica.add(&format!("s{client}"), "van een nieuwe pagina"));
    settle(workshop, &mut [&mut page]);
    workshop.cut(page.session.take().unwrap());
    page.refused.is_none()
}

#[test]
fn new_replicas_are_counted_by_member_and_coming_back_gains_nothing() {
    let mut workshop = Workshop::new();
    let most = u64::from(CLIENT_IDS_PER_HOUR);
    for client in 0..most {
        assert!(writes_as(&mut workshop, 1_000 + client), "page {client}");
    }
    assert!(!writes_as(&mut workshop, 5_000));
    assert!(!writes_as(&mut workshop, 5_001));
    // Somebody else is not concerned, and an hour later it begins anew.
    let mut bert = somebody("bert", Role::Participant, Speaks::Stock);
    bert.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut bert]);
    bert.send(&bert.replica.add("bert", "gewoon"));
    settle(&mut workshop, &mut [&mut bert]);
    assert_eq!(bert.refused, None);
    workshop.pass(60 * 60 * 1_000);
    assert!(writes_as(&mut workshop, 5_002));
}

#[test]
fn a_document_that_was_shut_and_opens_again_does_so_on_a_new_connection() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Live);
    let mut bert = somebody("bert", Role::Participant, Speaks::Live);
    for person in [&mut anna, &mut bert] {
        person.connect(&mut workshop);
    }
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    let session = anna.session.unwrap();
    let rights = |role| Input::Rights { member: "anna".parse().unwrap(), role, core_team: false };
    workshop.step(rights(Role::Viewer));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert_eq!(workshop.wires[&session].closed, None, "nobody is sent away for that");
    workshop.step(rights(Role::Participant));
    assert_eq!(workshop.wires[&session].closed, Some(CloseCode::Restarting));
    assert_eq!(workshop.wires[&bert.session.unwrap()].closed, None);
    // Who never had it is given it on the connection that there is.
    workshop.step(Input::Rights {
        member: "bert".parse().unwrap(),
        role: Role::Editor,
        core_team: true,
    });
    settle(&mut workshop, &mut [&mut bert]);
    assert_eq!(workshop.wires[&bert.session.unwrap()].closed, None);
    anna.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    anna.send(&anna.replica.add("weer", "mag weer"));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    let mine: &Replica = &anna.replica;
    assert!(bert.replica.stickies().contains_key("weer") && mine.stickies().contains_key("weer"));
}
