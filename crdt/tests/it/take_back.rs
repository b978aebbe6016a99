//! Taking back what one person did: whoever else was at work loses nothing, and a new start of the
//! server has not forgotten what was there.

use crdt::ids::{Document, Role};
use crdt::wire::{self, Writer};
use yrs::{GetString as _, Map as _, Out, Text as _, Transact as _};

use crate::room::{settle, somebody};
use crate::workshop::Workshop;
use crate::workshop::person::{Person, Replica, Speaks};

fn ask(person: &mut Person, request: u64, json: &str) {
    let head = Writer::default().number(0).number(wire::kind::COMMAND).number(request);
    person.send_raw(head.bytes(json.as_bytes()).done());
}

/// Throws stickies away in one change, as a page does with a selection.
fn throw_away(replica: &Replica, ids: impl Iterator<Item = String>, by: &str) -> Vec<u8> {
    let stickies = replica.0.get_or_insert_map("stickies");
    let mut txn = replica.0.transact_mut();
    for id in ids {
        if let Some(Out::YMap(sticky)) = stickies.get(&txn, &id) {
            sticky.insert(&mut txn, "gone", vec![yrs::Any::from(by), yrs::Any::from(1.0)]);
        }
    }
    txn.encode_update_v1()
}

fn wipe(replica: &Replica, id: &str, words: &str) -> Vec<u8> {
    let stickies = replica.0.get_or_insert_map("stickies");
    let mut txn = replica.0.transact_mut();
    let Some(Out::YMap(sticky)) = stickies.get(&txn, id) else { panic!("no {id}") };
    let Some(Out::YText(text)) = sticky.get(&txn, "text") else { panic!("no words in {id}") };
    let length = text.get_string(&txn).encode_utf16().count();
    text.remove_range(&mut txn, 0, u32::try_from(length).unwrap());
    text.insert(&mut txn, 0, words);
    txn.encode_update_v1()
}

/// The ids that are in the bin.
fn binned(replica: &Replica) -> usize {
    let stickies = replica.0.get_or_insert_map("stickies");
    let txn = replica.0.transact();
    stickies
        .iter(&txn)
        .filter(|(_, out)| matches!(out, Out::YMap(one) if one.get(&txn, "gone").is_some()))
        .count()
}

/// What `talk` lists: what, by whom, how many, and whether it was taken back.
fn feed(workshop: &Workshop) -> Vec<(String, String, i64, bool)> {
    let talk = workshop.stored(&Document::Talk);
    let feed = talk.0.get_or_insert_map("feed");
    let txn = talk.0.transact();
    let line = |out: Out| {
        let Out::YMap(one) = out else { panic!("a line is a record") };
        let text = |field| one.get(&txn, field).unwrap().to_string(&txn);
        let count = match one.get(&txn, "count") {
            Some(Out::Any(yrs::Any::Number(number))) => number.as_i64().unwrap(),
            other => panic!("{other:?}"),
        };
        (text("what"), text("by"), count, one.get(&txn, "taken_back").is_some())
    };
    let mut lines: Vec<_> = feed.iter(&txn).map(|(_, out)| line(out)).collect();
    lines.sort();
    lines
}

fn prepared(workshop: &mut Workshop, anna: &mut Person, count: usize) {
    anna.connect(workshop);
    settle(workshop, &mut [anna]);
    for nth in 0..count {
        anna.send(&anna.replica.add(&format!("s{nth}"), &format!("sticky {nth}")));
        if nth % 50 == 0 {
            // So slowly that making them is no operation by itself.
            settle(workshop, &mut [anna]);
        }
    }
    settle(workshop, &mut [anna]);
    workshop.pass(60_000);
}

fn take_back(member: &str, since: u64) -> String {
    format!(r#"{{"kind":"take_back","member":"{member}","since":{since}}}"#)
}

#[test]
fn a_mass_throw_away_is_taken_back_while_others_go_on_typing() {
    for restarts in [false, true] {
        let mut workshop = Workshop::new();
        let mut anna = somebody("anna", Role::Facilitator, Speaks::Live);
        prepared(&mut workshop, &mut anna, 300);
        let mut guest = somebody("guest", Role::Participant, Speaks::Stock);
        let mut typists: Vec<Person> = (0..8)
            .map(|nth| somebody(&format!("typist{nth}"), Role::Participant, Speaks::Stock))
            .collect();
        guest.connect(&mut workshop);
        settle(&mut workshop, &mut [&mut anna, &mut guest]);
        let since = workshop.now.0;
        guest.send(&throw_away(&guest.replica, (0..300).map(|nth| format!("s{nth}")), "guest"));
        settle(&mut workshop, &mut [&mut anna, &mut guest]);
        assert_eq!(binned(&anna.replica), 300);
        assert!(
            feed(&workshop).contains(&("thrown_away".into(), "guest".into(), 300, false)),
            "{:?}",
            feed(&workshop)
        );
        if restarts {
            workshop.crash();
            anna.connect(&mut workshop);
            settle(&mut workshop, &mut [&mut anna]);
        }
        for (nth, typist) in typists.iter_mut().enumerate() {
            typist.connect(&mut workshop);
            settle(&mut workshop, &mut [typist]);
            typist.send(&typist.replica.type_in(&format!("s{nth}"), " en meer").unwrap());
        }
        ask(&mut anna, 1, &take_back("guest", since));
        for (nth, typist) in typists.iter_mut().enumerate() {
            typist.send(&typist.replica.type_in(&format!("s{nth}"), " en nog meer").unwrap());
        }
        let mut everybody: Vec<&mut Person> = typists.iter_mut().chain([&mut anna]).collect();
        settle(&mut workshop, &mut everybody);
        assert_eq!(anna.results.len(), 1);
        assert!(anna.results[0].contains(r#""back":300"#), "{:?}", anna.results);
        assert_eq!(binned(&anna.replica), 0, "after a restart: {restarts}");
        for (nth, typist) in typists.iter().enumerate() {
            let words = &anna.replica.stickies()[&format!("s{nth}")].0;
            assert_eq!(*words, format!("sticky {nth} en meer en nog meer"));
            assert_eq!(typist.replica.stickies(), anna.replica.stickies());
        }
        assert_eq!(workshop.stored(&Document::Map).stickies(), anna.replica.stickies());
        assert!(feed(&workshop).contains(&("thrown_away".into(), "guest".into(), 300, true)));
    }
}

#[test]
fn only_that_persons_changes_since_that_moment_are_taken_back() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Facilitator, Speaks::Live);
    prepared(&mut workshop, &mut anna, 6);
    let mut guest = somebody("guest", Role::Participant, Speaks::Stock);
    guest.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut guest]);
    // Before the moment: this stays.
    guest.send(&guest.replica.recolour("s0", "blue").unwrap());
    settle(&mut workshop, &mut [&mut anna, &mut guest]);
    workshop.pass(60_000);
    let since = workshop.now.0;
    guest.send(&guest.replica.recolour("s0", "red").unwrap());
    guest.send(&guest.replica.recolour("s1", "red").unwrap());
    guest.send(&wipe(&guest.replica, "s2", "niks 😀"));
    guest.send(&wipe(&guest.replica, "s3", "weg"));
    guest.send(&guest.replica.add("mine", "van de gast"));
    guest.send(&guest.replica.add("shared", "van de gast"));
    settle(&mut workshop, &mut [&mut anna, &mut guest]);
    workshop.pass(60_000);
    // What somebody else touched since stays as they left it.
    anna.send(&anna.replica.recolour("s1", "green").unwrap());
    anna.send(&anna.replica.type_in("s3", ", toch niet").unwrap());
    anna.send(&anna.replica.type_in("shared", " en Anna").unwrap());
    settle(&mut workshop, &mut [&mut anna, &mut guest]);
    ask(&mut anna, 1, &take_back("guest", since));
    settle(&mut workshop, &mut [&mut anna, &mut guest]);
    assert!(anna.results[0].contains(r#""taken":{"back":3,"left":3}"#), "{:?}", anna.results);
    let read = |id: &str| anna.replica.stickies()[id].clone();
    assert_eq!(read("s0").1, "blue");
    assert_eq!(read("s1").1, "green");
    assert_eq!(read("s2").0, "sticky 2");
    assert_eq!(read("s3").0, "weg, toch niet");
    assert_eq!(read("shared").0, "van de gast en Anna");
    assert_eq!(binned(&anna.replica), 1, "what the guest made and nobody else wrote in");
    assert_eq!(guest.replica.stickies(), anna.replica.stickies());
    // Once more finds nothing: it is the facilitator's change now.
    ask(&mut anna, 2, &take_back("guest", since));
    settle(&mut workshop, &mut [&mut anna]);
    assert!(anna.results[1].contains(r#""back":0"#), "{:?}", anna.results);
}

/// What stood there is read once for all the typing that goes on there; it must be what is taken back to,
/// however long that goes on, and not when somebody else wrote there too.
#[test]
fn typing_that_goes_on_is_taken_back_to_what_stood_there_before_it_began() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Facilitator, Speaks::Live);
    let mut guest = somebody("guest", Role::Participant, Speaks::Stock);
    prepared(&mut workshop, &mut anna, 3);
    guest.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut guest]);
    workshop.pass(60_000);
    let began = workshop.now.0;
    for (id, anna_too) in [("s0", false), ("s1", true)] {
        for letter in "een brief die te lang is".chars() {
            guest.send(&guest.replica.type_in(id, &letter.to_string()).unwrap());
            settle(&mut workshop, &mut [&mut anna, &mut guest]);
            workshop.pass(900);
            if anna_too && letter == 't' {
                anna.send(&anna.replica.type_in(id, "!").unwrap());
                settle(&mut workshop, &mut [&mut anna, &mut guest]);
            }
        }
        guest.send(&wipe(&guest.replica, id, "weg"));
        settle(&mut workshop, &mut [&mut anna, &mut guest]);
    }
    ask(&mut anna, 1, &take_back("guest", began));
    settle(&mut workshop, &mut [&mut anna, &mut guest]);
    assert!(anna.results[0].contains(r#""ok":true"#), "{:?}", anna.results);
    let stickies = anna.replica.stickies();
    assert_eq!(stickies["s0"].0, "sticky 0");
    assert!(stickies["s1"].0.contains('!'), "what Anna wrote there stays: {}", stickies["s1"].0);
    assert_eq!(guest.replica.stickies(), stickies);
}

#[test]
fn protections_are_a_facilitators_and_have_bounds() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Facilitator, Speaks::Live);
    let mut bert = somebody("bert", Role::Editor, Speaks::Live);
    anna.connect(&mut workshop);
    bert.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    let commands = [
        r#"{"kind":"record_lock","record":"stickies/a","locked":true}"#,
        r#"{"kind":"own_only","on":true}"#,
        r#"{"kind":"timer_set","seconds":300}"#,
        r#"{"kind":"focus_set","phase":"besluit"}"#,
        r#"{"kind":"take_back","member":"anna","since":0}"#,
    ];
    for (nth, command) in (1..).zip(commands) {
        bert.send_raw(
            Writer::default()
                .number(0)
                .number(wire::kind::COMMAND)
                .number(nth)
                .bytes(command.as_bytes())
                .done(),
        );
        ask(&mut anna, nth, command);
    }
    ask(&mut anna, 8, r#"{"kind":"record_lock","record":"nergens","locked":true}"#);
    ask(&mut anna, 9, r#"{"kind":"timer_set","seconds":86400}"#);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert!(bert.results.len() == 5 && bert.results.iter().all(|one| one.contains(r#""right""#)));
    let (done, refused) = anna.results.split_at(5);
    assert!(done.iter().all(|one| one.contains(r#""ok":true"#)), "{done:?}");
    assert!(refused.len() == 2 && refused.iter().all(|one| one.contains(r#""invalid""#)));
    let talk = workshop.stored(&Document::Talk);
    let (session, locks) = (talk.0.get_or_insert_map("session"), talk.0.get_or_insert_map("locks"));
    let txn = talk.0.transact();
    let end = session.get(&txn, "timer").unwrap().to_string(&txn);
    assert_eq!(end.parse::<u64>().unwrap() / 1_000, workshop.now.0 / 1_000 + 300);
    assert!(session.get(&txn, "own_only").is_some() && session.get(&txn, "focus").is_some());
    assert!(locks.get(&txn, "stickies/a").is_some());
}
