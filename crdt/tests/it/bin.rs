//! What lies in the bin goes after its term, counted by the server's clock alone; whoever still holds it,
//! puts it back or returns with edits to it breaks nothing.

use crdt::ids::{Document, Millis, Role};
use crdt::limits::BIN_MILLIS;
use crdt::room::Input;
use crdt::wire::{self, Writer};
use yrs::{Map as _, Out, Transact as _};

use crate::room::{settle, somebody};
use crate::workshop::Workshop;
use crate::workshop::person::{Person, Replica, Speaks};

const DAY: u64 = 24 * 60 * 60 * 1_000;

/// Throws a sticky away with any date, or puts it back.
fn mark(replica: &Replica, id: &str, on: Option<f64>) -> Vec<u8> {
    let stickies = replica.0.get_or_insert_map("stickies");
    let mut txn = replica.0.transact_mut();
    let Some(Out::YMap(sticky)) = stickies.get(&txn, id) else { panic!("no {id}") };
    match on {
        Some(on) => {
            sticky.insert(&mut txn, "gone", vec![yrs::Any::from("anna"), yrs::Any::from(on)]);
        }
        None => drop(sticky.remove(&mut txn, "gone")),
    }
    txn.encode_update_v1()
}

/// Since when each record lies in the bin, as everybody can read it.
fn since(workshop: &Workshop) -> Vec<(String, u64)> {
    let talk = workshop.stored(&Document::Talk);
    let bin = talk.0.get_or_insert_map("bin");
    let txn = talk.0.transact();
    let millis = |out: Out| match out {
        Out::Any(yrs::Any::Number(number)) => u64::try_from(number.as_i64().unwrap()).unwrap(),
        other => panic!("{other:?}"),
    };
    let records = bin.iter(&txn).filter(|(record, _)| *record != "looked");
    let mut all: Vec<_> = records.map(|(record, out)| (record.to_owned(), millis(out))).collect();
    all.sort();
    all
}

fn keys(workshop: &Workshop, document: &Document, root: &str) -> Vec<String> {
    let replica = workshop.stored(document);
    let map = replica.0.get_or_insert_map(root);
    let txn = replica.0.transact();
    let mut keys: Vec<_> = map.keys(&txn).map(ToOwned::to_owned).collect();
    keys.sort();
    keys
}

fn ask(person: &mut Person, request: u64, json: &str) {
    let head = Writer::default().number(0).number(wire::kind::COMMAND).number(request);
    person.send_raw(head.bytes(json.as_bytes()).done());
}

/// The term passes, and the look that finds it over for the second time.
fn whole_term(workshop: &mut Workshop) {
    workshop.pass(BIN_MILLIS + 60_000);
    workshop.pass(DAY);
}

/// Anna and Bert on a board with two stickies.
fn prepared() -> (Workshop, Person, Person) {
    let mut workshop = Workshop::new();
    // A date in the past of this workshop must be possible.
    workshop.now = Millis(40 * DAY);
    let mut anna = somebody("anna", Role::Facilitator, Speaks::Live);
    let mut bert = somebody("bert", Role::Participant, Speaks::Stock);
    anna.connect(&mut workshop);
    bert.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    anna.send(&anna.replica.add("old", "weg ermee"));
    anna.send(&anna.replica.add("kept", "blijft"));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    (workshop, anna, bert)
}

#[test]
fn a_board_that_stays_open_purges_by_its_own_clock_whatever_date_a_client_claims() {
    for claimed in [0.0, 40.0 * 86_400_000.0, 4e15] {
        let (mut workshop, mut anna, mut bert) = prepared();
        anna.send(&mark(&anna.replica, "old", Some(claimed)));
        settle(&mut workshop, &mut [&mut anna, &mut bert]);
        let thrown = workshop.now.0;
        let noted = since(&workshop);
        assert_eq!(noted.len(), 1);
        assert_eq!(noted[0].0, "stickies/old");
        assert!(noted[0].1 <= thrown && thrown - noted[0].1 < 60_000, "{noted:?} at {thrown}");
        workshop.pass(BIN_MILLIS - 60_000);
        settle(&mut workshop, &mut [&mut anna, &mut bert]);
        assert_eq!(keys(&workshop, &Document::Map, "stickies"), ["kept", "old"]);
        workshop.pass(60_000);
        workshop.pass(DAY);
        settle(&mut workshop, &mut [&mut anna, &mut bert]);
        assert_eq!(keys(&workshop, &Document::Map, "stickies"), ["kept"]);
        assert_eq!(since(&workshop), []);
        assert_eq!(workshop.compacted, [Document::Map], "the words leave the disk at once");
        for person in [&anna, &bert] {
            assert_eq!(person.replica.stickies().into_keys().collect::<Vec<_>>(), ["kept"]);
        }
        // Whoever comes now is not handed the words by way of an older copy either.
        let mut carl = somebody("carl", Role::Participant, Speaks::Stock);
        carl.connect(&mut workshop);
        while carl.deliver(&mut workshop) {}
        workshop.pass(50);
        workshop.sync_disk();
        let session = carl.session.unwrap();
        let mut received = Vec::new();
        while let Some(frame) = workshop.receive(session) {
            received.extend_from_slice(&frame);
        }
        let words = |text: &str| received.windows(text.len()).any(|at| at == text.as_bytes());
        assert!(words("blijft") && !words("weg ermee"));
    }
}

#[test]
fn a_board_that_is_opened_purges_what_became_due_while_it_was_closed() {
    let (mut workshop, mut anna, mut bert) = prepared();
    bert.send(&mark(&bert.replica, "old", Some(1.0)));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    for (days, left) in [(29, true), (2, true), (1, false)] {
        workshop.now = workshop.now.plus(days * DAY);
        workshop.crash();
        anna.connect(&mut workshop);
        settle(&mut workshop, &mut [&mut anna]);
        assert_eq!(anna.replica.stickies().contains_key("old"), left, "after {days} more days");
    }
    assert_eq!(workshop.compacted, [Document::Map]);
}

#[test]
fn a_clock_that_leaps_ahead_takes_nothing_away_when_it_is_set_right_within_a_day() {
    let (mut workshop, mut anna, mut bert) = prepared();
    bert.send(&mark(&bert.replica, "old", Some(1.0)));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    let right = workshop.now;
    // Opened under the wrong clock, twice in one of its days; then under the right one, for weeks.
    let wrong = [(60 * DAY, 0), (60 * DAY + DAY / 2, 0)];
    let days = (0..30).map(|day| (day * DAY, DAY / 2));
    for (leap, after) in wrong.into_iter().chain(days) {
        workshop.now = right.plus(leap + after);
        workshop.crash();
        anna.connect(&mut workshop);
        settle(&mut workshop, &mut [&mut anna]);
        assert!(anna.replica.stickies().contains_key("old"), "{leap} after it was thrown away");
    }
    for days in [31, 32] {
        workshop.now = right.plus(days * DAY);
        workshop.crash();
        anna.connect(&mut workshop);
        settle(&mut workshop, &mut [&mut anna]);
    }
    assert!(!anna.replica.stickies().contains_key("old"), "and then it goes");
}

#[test]
fn what_was_thrown_away_before_the_server_kept_count_has_its_whole_term_from_now() {
    let (mut workshop, mut anna, _) = prepared();
    anna.send(&mark(&anna.replica, "old", Some(1.0)));
    settle(&mut workshop, &mut [&mut anna]);
    // A log without the notes is what an older version left.
    workshop.disk.log.retain(|append| append.document == Document::Map);
    for (append, seq) in workshop.disk.log.iter_mut().zip(1..) {
        append.seq = crdt::ids::Seq(seq);
    }
    workshop.disk.synced = workshop.disk.log.len();
    workshop.now = workshop.now.plus(100 * DAY);
    workshop.crash();
    anna.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna]);
    assert_eq!(since(&workshop).len(), 1);
    assert!(workshop.now.0 - since(&workshop)[0].1 < DAY);
    assert!(anna.replica.stickies().contains_key("old"));
}

#[test]
fn what_is_put_back_a_second_before_stays_and_begins_a_new_term_when_it_goes_again() {
    let (mut workshop, mut anna, mut bert) = prepared();
    anna.send(&mark(&anna.replica, "old", Some(5.0)));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    workshop.pass(BIN_MILLIS - 60_000);
    bert.send(&mark(&bert.replica, "old", None));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert_eq!(since(&workshop), []);
    // The same claim as before gains nothing.
    anna.send(&mark(&anna.replica, "old", Some(5.0)));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    workshop.pass(10 * DAY);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert!(anna.replica.stickies().contains_key("old"));
    workshop.pass(21 * DAY);
    workshop.pass(DAY);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert!(!anna.replica.stickies().contains_key("old"));
    assert_eq!(workshop.compacted, [Document::Map]);
}

#[test]
fn a_replica_that_returns_with_edits_to_what_was_purged_converges_and_goes_on() {
    for speaks in [Speaks::Stock, Speaks::Live] {
        let (mut workshop, mut anna, _) = prepared();
        let mut late = somebody("late", Role::Participant, speaks);
        late.connect(&mut workshop);
        settle(&mut workshop, &mut [&mut anna, &mut late]);
        workshop.cut(late.session.take().unwrap());
        anna.send(&mark(&anna.replica, "old", Some(7.0)));
        settle(&mut workshop, &mut [&mut anna]);
        whole_term(&mut workshop);
        settle(&mut workshop, &mut [&mut anna]);
        // Meanwhile, far away: words, a colour, the bin and back, and something of another sticky.
        drop(late.replica.type_in("old", " en nog meer"));
        drop(late.replica.recolour("old", "blue"));
        drop(mark(&late.replica, "old", Some(9.0)));
        drop(mark(&late.replica, "old", None));
        drop(late.replica.type_in("kept", " en goed ook"));
        late.connect(&mut workshop);
        settle(&mut workshop, &mut [&mut anna, &mut late]);
        assert_eq!(late.refused, None);
        assert_eq!(anna.replica.stickies()["kept"].0, "blijft en goed ook");
        assert_eq!(late.replica.stickies(), anna.replica.stickies());
        assert_eq!(workshop.stored(&Document::Map).stickies(), anna.replica.stickies());
        assert!(!anna.replica.stickies().contains_key("old"));
        // And what they write after that is taken like anybody's.
        late.send(&late.replica.type_in("kept", ", echt").unwrap());
        settle(&mut workshop, &mut [&mut anna, &mut late]);
        assert_eq!(anna.replica.stickies()["kept"].0, "blijft en goed ook, echt");
        assert_eq!(workshop.reloads, Vec::<String>::new());
    }
}

#[test]
fn what_was_said_about_it_goes_along_and_so_does_a_comment_that_was_removed() {
    let (mut workshop, mut anna, _) = prepared();
    let comment = |id: &str, about: &str| {
        format!(r#"{{"kind":"comment_add","id":"{id}","about":"stickies/{about}","text":"Tja"}}"#)
    };
    for (request, (id, about)) in [("c1", "old"), ("c2", "kept"), ("c3", "kept")].iter().enumerate()
    {
        ask(&mut anna, request as u64, &comment(id, about));
    }
    ask(&mut anna, 10, r#"{"kind":"record_lock","record":"stickies/old","locked":true}"#);
    ask(&mut anna, 11, r#"{"kind":"comment_remove","id":"c3"}"#);
    anna.send(&mark(&anna.replica, "old", Some(1.0)));
    settle(&mut workshop, &mut [&mut anna]);
    assert_eq!(keys(&workshop, &Document::Talk, "comments"), ["c1", "c2", "c3"]);
    whole_term(&mut workshop);
    settle(&mut workshop, &mut [&mut anna]);
    assert_eq!(keys(&workshop, &Document::Talk, "comments"), ["c2"]);
    assert_eq!(keys(&workshop, &Document::Talk, "locks"), Vec::<String>::new());
    assert_eq!(since(&workshop), []);
}

#[test]
fn nothing_of_a_purge_can_be_taken_back() {
    let (mut workshop, mut anna, _) = prepared();
    let began = workshop.now.0;
    anna.send(&mark(&anna.replica, "old", Some(1.0)));
    settle(&mut workshop, &mut [&mut anna]);
    whole_term(&mut workshop);
    settle(&mut workshop, &mut [&mut anna]);
    ask(&mut anna, 1, &format!(r#"{{"kind":"take_back","member":"anna","since":{began}}}"#));
    settle(&mut workshop, &mut [&mut anna]);
    assert!(anna.results[0].contains("\"ok\":true"), "{:?}", anna.results);
    assert_eq!(keys(&workshop, &Document::Map, "stickies"), ["kept"]);
    let kept = workshop.disk.log.iter().map(|append| append.journal.clone());
    let after: Vec<_> = kept.filter(|piece| !piece.is_empty()).collect();
    assert!(after.iter().all(|piece| !piece.windows(9).any(|at| at == b"weg ermee")));
    workshop.step(Input::Wake);
}
