//! Who asks and does not read: whatever is asked, however often, what waits for them stays small, they
//! are right again when they read, and the others notice nothing.

use bytes::Bytes;
use crdt::ids::{Document, Role, SessionId};
use crdt::limits::{ANSWER_MILLIS, LANE_BYTES_MAX, LANE_KEPT_BYTES_MAX};
use crdt::room::Input;
use crdt::room::session::Door;
use crdt::wire::{self, Channel, Flavour, Stock, Sync, Writer};

use crate::room::{settle, somebody};
use crate::workshop::Workshop;
use crate::workshop::person::{Person, Replica, Speaks};

const TIMES: usize = 3_000;

/// A board of some hundreds of kilobytes, with somebody on it.
fn busy_board() -> (Workshop, Person) {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Live);
    anna.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna]);
    for nth in 0..60 {
        anna.send(&anna.replica.add(&format!("s{nth}"), &"woord ".repeat(1_000)));
    }
    settle(&mut workshop, &mut [&mut anna]);
    (workshop, anna)
}

fn held(workshop: &Workshop, session: SessionId) -> usize {
    workshop.wires[&session].lanes.held_bytes()
}

/// Everything that waits, read by somebody with this replica.
fn read_all(workshop: &mut Workshop, session: SessionId, replica: &Replica) -> usize {
    let mut frames = 0;
    while let Some(frame) = workshop.receive(session) {
        workshop.sync_disk();
        frames += 1;
        let Ok(messages) = wire::decode_stock(frame) else { continue };
        for message in messages {
            if let Stock::Sync(Sync::Step2(update) | Sync::Update(update)) = message {
                replica.merge(&update);
            }
        }
    }
    frames
}

#[test]
fn thousands_of_questions_have_one_answer_waiting() {
    let (mut workshop, mut anna) = busy_board();
    let whole = anna.replica.diff(&[0]).len();
    let silent = workshop.join("mallory", Role::Viewer, Door::Stock(Document::Map));
    let everything = Flavour::Stock.step_1(&[0]);
    let vector = Flavour::Stock.step_1(&Replica::new(1).vector());
    let presence = Bytes::from_static(&[3]);
    let asks = [everything, vector, presence, Flavour::Stock.update(&[0, 0])];
    for nth in 0..TIMES {
        let bytes = asks[nth % asks.len()].clone();
        workshop.step(Input::Frame { session: silent, bytes });
        if nth.is_multiple_of(50) {
            anna.send(&anna.replica.type_in("s1", " meer").unwrap());
            settle(&mut workshop, &mut [&mut anna]);
        }
        workshop.pass(5);
        let most = whole + 2 * LANE_BYTES_MAX;
        assert!(held(&workshop, silent) < most, "{} bytes wait", held(&workshop, silent));
    }
    assert!(workshop.wires[&silent].closed.is_none(), "asking often is no crime");
    let replica = Replica::new(2);
    let frames = read_all(&mut workshop, silent, &replica);
    assert!(frames < 100, "{frames} frames for {TIMES} questions");
    assert!(replica.stickies() == anna.replica.stickies(), "it reads what the others read");
    assert!(anna.refused.is_none() && workshop.reloads.is_empty());
}

#[test]
fn who_asks_again_at_once_is_answered_when_the_time_is_over() {
    let (mut workshop, mut anna) = busy_board();
    let session = workshop.join("bert", Role::Viewer, Door::Stock(Document::Map));
    let replica = Replica::new(2);
    let ask = |workshop: &mut Workshop, replica: &Replica| {
        let bytes = Flavour::Stock.step_1(&replica.vector());
        workshop.step(Input::Frame { session, bytes });
    };
    workshop.pass(50);
    workshop.sync_disk();
    let answers = |workshop: &mut Workshop| {
        let frames = std::iter::from_fn(|| workshop.receive(session));
        frames.filter(|frame| frame.starts_with(&[0, 1])).count()
    };
    ask(&mut workshop, &replica);
    assert_eq!(answers(&mut workshop), 1, "the first one at once");
    ask(&mut workshop, &replica);
    ask(&mut workshop, &replica);
    workshop.pass(ANSWER_MILLIS - 1);
    assert_eq!(answers(&mut workshop), 0);
    workshop.pass(1);
    assert_eq!(answers(&mut workshop), 1, "the others together");
    // An answer that waits for the disk is the answer to all questions meanwhile.
    workshop.pass(ANSWER_MILLIS);
    anna.send(&anna.replica.type_in("s1", " meer").unwrap());
    anna.deliver(&mut workshop);
    for _ in 0..5 {
        ask(&mut workshop, &replica);
        workshop.pass(ANSWER_MILLIS);
    }
    assert_eq!(answers(&mut workshop), 0, "nothing is shown before it is on disk");
    workshop.sync_disk();
    assert_eq!(answers(&mut workshop), 1);
    workshop.pass(ANSWER_MILLIS);
    workshop.sync_disk();
    assert_eq!(answers(&mut workshop), 1, "and one for those who asked meanwhile");
}

#[test]
fn who_repeats_what_is_known_and_does_not_read_gets_everything_once() {
    let (mut workshop, mut anna) = busy_board();
    let mallory = Replica::new(666);
    let session = workshop.join("mallory", Role::Participant, Door::Stock(Document::Map));
    workshop.step(Input::Frame { session, bytes: Flavour::Stock.step_1(&[0]) });
    let change = Flavour::Stock.update(&mallory.add("m", &"lang ".repeat(1_500)));
    for _ in 0..TIMES {
        workshop.step(Input::Frame { session, bytes: change.clone() });
        workshop.sync_disk();
    }
    let most = anna.replica.diff(&[0]).len() + 2 * LANE_BYTES_MAX;
    assert!(held(&workshop, session) < most, "{} bytes wait", held(&workshop, session));
    settle(&mut workshop, &mut [&mut anna]);
    let replica = Replica::new(2);
    read_all(&mut workshop, session, &replica);
    assert_eq!(replica.stickies().len(), 61, "its own words are acknowledged too");
    assert_eq!(replica.vector(), anna.replica.vector());
}

#[test]
fn who_asks_for_what_cannot_come_twice_and_does_not_read_is_sent_away() {
    let (mut workshop, mut anna) = busy_board();
    let session = workshop.join("mallory", Role::Viewer, Door::Live(None));
    let command = Writer::default().number(0).number(wire::kind::COMMAND).number(1);
    let command = command.bytes(br#"{"kind":"frame_lock","locked":true}"#).done();
    let closed = Flavour::Live(Channel::of(&Document::Notes)).update(&[0, 0]);
    let alive = wire::alive();
    for nth in 0..3 * LANE_KEPT_BYTES_MAX / 64 {
        let bytes = [&command, &closed, &alive][nth % 3].clone();
        workshop.step(Input::Frame { session, bytes });
        workshop.sync_disk();
        assert!(held(&workshop, session) <= 2 * LANE_KEPT_BYTES_MAX);
    }
    assert!(workshop.wires[&session].overfull, "it has let more wait than anybody who reads");
    assert_eq!(held(&workshop, session), 0);
    anna.send(&anna.replica.type_in("s1", " gaat door").unwrap());
    settle(&mut workshop, &mut [&mut anna]);
    assert!(workshop.stored(&Document::Map).stickies()["s1"].0.ends_with("gaat door"));
}

/// What waits for the disk when a right ends is not shown afterwards.
#[test]
fn an_answer_that_comes_too_late_for_a_right_is_not_given() {
    let mut workshop = Workshop::new();
    let member: crdt::ids::MemberId = "anna".parse().unwrap();
    let session = workshop.join("anna", Role::Editor, Door::Stock(Document::Notes));
    let rights =
        |core_team| Input::Rights { member: member.clone(), role: Role::Editor, core_team };
    workshop.step(rights(true));
    workshop.sync_disk();
    workshop.pass(ANSWER_MILLIS);
    while workshop.receive(session).is_some() {}
    let respondents = Replica::new(7);
    let change = {
        use yrs::{Map as _, MapPrelim, Transact as _};
        let root = respondents.0.get_or_insert_map("respondents");
        let mut txn = respondents.0.transact_mut();
        root.insert(&mut txn, "geheim", MapPrelim::default());
        txn.encode_update_v1()
    };
    workshop.step(Input::Frame { session, bytes: Flavour::Stock.update(&change) });
    workshop.step(Input::Frame { session, bytes: Flavour::Stock.step_1(&[0]) });
    workshop.step(Input::Frame { session, bytes: Flavour::Stock.step_1(&[0]) });
    workshop.step(rights(false));
    workshop.sync_disk();
    workshop.pass(3 * ANSWER_MILLIS);
    workshop.sync_disk();
    while let Some(frame) = workshop.receive(session) {
        let shown = String::from_utf8_lossy(&frame).contains("geheim");
        assert!(!shown, "{frame:?}");
    }
}
