//! The room's promises, one script each.

use crdt::edit::Edit;
use crdt::ids::{Document, MemberId, Role};
use crdt::room::Input;
use crdt::room::session::Door;
use crdt::wire::{self, Channel, CloseCode, Flavour, Writer};
use yrs::{Map as _, Transact as _};

use crate::workshop::Workshop;
use crate::workshop::person::{Person, Replica, Speaks};

/// Lets everything happen that can: messages both ways, the disk, and a little time.
pub(crate) fn settle(workshop: &mut Workshop, people: &mut [&mut Person]) {
    for _ in 0..200 {
        let mut moved = false;
        for person in people.iter_mut() {
            moved |= person.deliver(workshop);
            moved |= person.receive(workshop);
        }
        if !moved {
            let before = workshop.disk.log.len();
            workshop.pass(50);
            workshop.sync_disk();
            if workshop.disk.log.len() == before
                && !people.iter_mut().any(|person| person.receive(workshop))
            {
                return;
            }
        }
    }
    panic!("the workshop does not settle");
}

pub(crate) fn somebody(name: &str, role: Role, speaks: Speaks) -> Person {
    let client = 100 + name.bytes().map(u64::from).sum::<u64>();
    Person::new(name, role, speaks, client)
}

#[test]
fn a_stock_client_and_our_page_share_one_map() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Stock);
    let mut bert = somebody("bert", Role::Participant, Speaks::Live);
    anna.connect(&mut workshop);
    bert.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    anna.send(&anna.replica.add("a", "van Anna"));
    bert.send(&bert.replica.add("b", "van Bert"));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert_eq!(anna.replica.stickies().len(), 2);
    assert_eq!(anna.replica.stickies(), bert.replica.stickies());
    assert_eq!(workshop.stored(&Document::Map).stickies(), anna.replica.stickies());
    assert!(anna.synced && bert.synced);
}

#[test]
fn nothing_is_shown_or_acknowledged_before_it_is_on_disk() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Live);
    let mut bert = somebody("bert", Role::Participant, Speaks::Stock);
    anna.connect(&mut workshop);
    bert.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    anna.send(&anna.replica.add("a", "nog niet"));
    anna.deliver(&mut workshop);
    // Somebody who comes in now is answered from memory, which runs ahead of the disk.
    let mut carl = somebody("carl", Role::Participant, Speaks::Stock);
    carl.connect(&mut workshop);
    while carl.deliver(&mut workshop) {}
    workshop.pass(500);
    for person in [&mut anna, &mut bert, &mut carl] {
        while person.receive(&mut workshop) {}
    }
    assert!(bert.replica.stickies().is_empty() && carl.replica.stickies().is_empty());
    assert_eq!(anna.acknowledged.get(&anna.replica.0.client_id()), 0);
    workshop.sync_disk();
    settle(&mut workshop, &mut [&mut anna, &mut bert, &mut carl]);
    assert_eq!(bert.replica.stickies().len(), 1);
    assert_eq!(carl.replica.stickies().len(), 1);
    assert!(anna.acknowledged.get(&anna.replica.0.client_id()) > 0);
}

/// Who reads a board may go away after the step 2: nothing that was acknowledged may come behind it.
#[test]
fn a_step_2_leaves_nothing_out_also_when_it_comes_from_a_cache() {
    for speaks in [Speaks::Stock, Speaks::Live] {
        let mut workshop = Workshop::new();
        let mut anna = somebody("anna", Role::Participant, Speaks::Stock);
        anna.connect(&mut workshop);
        settle(&mut workshop, &mut [&mut anna]);
        for nth in 0..20 {
            anna.send(&anna.replica.add(&format!("s{nth}"), "in de voorraad"));
            anna.send(&anna.replica.type_in("s0", ", en meer").unwrap());
            settle(&mut workshop, &mut [&mut anna]);
            let mut reader = somebody(&format!("reader{nth}"), Role::Viewer, speaks);
            reader.connect(&mut workshop);
            while reader.deliver(&mut workshop) {}
            workshop.pass(50);
            workshop.sync_disk();
            while !reader.synced && reader.receive(&mut workshop) {}
            assert_eq!(reader.replica.stickies(), anna.replica.stickies(), "{speaks:?}, {nth}");
        }
    }
}

#[test]
fn who_may_see_a_document_again_is_given_it() {
    let mut workshop = Workshop::new();
    let member: MemberId = "anna".parse().unwrap();
    let door = Door::Stock(Document::Notes);
    let session = workshop.join("anna", Role::Editor, door);
    let rights =
        |core_team| Input::Rights { member: member.clone(), role: Role::Editor, core_team };
    let hears = |workshop: &mut Workshop| {
        let frames = std::iter::from_fn(|| workshop.receive(session));
        let steps = frames.filter(|frame| frame.starts_with(&[0, 1]));
        steps.count()
    };
    for (core_team, expected) in [(false, 0), (true, 1), (true, 0), (false, 0), (true, 1)] {
        workshop.step(rights(core_team));
        workshop.sync_disk();
        workshop.pass(50);
        workshop.sync_disk();
        assert_eq!(hears(&mut workshop), expected);
    }
}

/// Somebody adds twenty stickies at once while so many others are there: how often that is appended at
/// once, after a time, and after one millisecond more.
fn appends_of_twenty(others: usize, millis: u64) -> [usize; 3] {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Stock);
    anna.connect(&mut workshop);
    for nth in 0..others {
        workshop.join(&format!("kees{nth}"), Role::Viewer, Door::Stock(Document::Map));
    }
    settle(&mut workshop, &mut [&mut anna]);
    workshop.pass(1_000);
    // So many at once are also listed in `talk`; that is another document.
    let appends = |workshop: &Workshop| {
        workshop.disk.log.iter().filter(|append| append.document == Document::Map).count()
    };
    let before = appends(&workshop);
    for nth in 0..20 {
        anna.send(&anna.replica.add(&format!("s{nth}"), "x"));
        anna.deliver(&mut workshop);
    }
    let at_once = appends(&workshop) - before;
    workshop.pass(millis);
    let then = appends(&workshop) - before;
    workshop.pass(1);
    let after = appends(&workshop) - before;
    workshop.sync_disk();
    assert_eq!(workshop.stored(&Document::Map).stickies().len(), 20);
    [at_once, then, after]
}

#[test]
fn a_busy_board_appends_once_per_window() {
    assert_eq!(appends_of_twenty(0, 17), [1, 1, 2], "the first goes at once, the rest waits");
}

#[test]
fn windows_are_longer_the_more_people_see_them() {
    assert_eq!(appends_of_twenty(25, 23), [1, 1, 2], "ten more than sixteen: six milliseconds");
    assert_eq!(appends_of_twenty(120, 39), [1, 1, 2], "and never longer than this");
}

#[test]
fn a_viewer_changes_nothing_and_is_told_once() {
    for speaks in [Speaks::Stock, Speaks::Live] {
        let mut workshop = Workshop::new();
        let mut kees = somebody("kees", Role::Viewer, speaks);
        let mut anna = somebody("anna", Role::Participant, Speaks::Stock);
        kees.connect(&mut workshop);
        anna.connect(&mut workshop);
        settle(&mut workshop, &mut [&mut kees, &mut anna]);
        assert!(kees.synced && kees.refused.is_none());
        kees.send(&kees.replica.add("k", "stiekem"));
        kees.send(&kees.replica.add("l", "nog een"));
        settle(&mut workshop, &mut [&mut kees, &mut anna]);
        assert!(kees.refused.is_some(), "{speaks:?}");
        assert!(anna.replica.stickies().is_empty());
        assert!(workshop.stored(&Document::Map).stickies().is_empty());
    }
}

#[test]
fn a_participant_does_not_write_the_frame() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Live);
    anna.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna]);
    let frame = Replica::new(5);
    let change = {
        use yrs::{Map as _, Transact as _};
        let meta = frame.0.get_or_insert_map("meta");
        let mut txn = frame.0.transact_mut();
        meta.insert(&mut txn, "title", "Van mij");
        txn.encode_update_v1()
    };
    anna.send_raw(Flavour::Live(Channel::of(&Document::Frame)).update(&change));
    settle(&mut workshop, &mut [&mut anna]);
    assert_eq!(anna.refused.as_deref(), Some("[1, 1, 0]"));
    assert_eq!(workshop.room.title(), None);
}

#[test]
fn a_replica_id_of_somebody_else_is_refused() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Live);
    let client = anna.replica.0.client_id().get();
    let mut bert = Person::new("bert", Role::Participant, Speaks::Live, client);
    anna.connect(&mut workshop);
    bert.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    anna.send(&anna.replica.add("a", "van Anna"));
    settle(&mut workshop, &mut [&mut anna]);
    // A replica that never heard of Anna's sticky, under her number.
    bert.replica = Replica::new(client);
    bert.send(&bert.replica.add("c", "veel langer dan wat Anna schreef"));
    settle(&mut workshop, &mut [&mut bert]);
    assert!(workshop.stored(&Document::Map).stickies().contains_key("a"));
    assert!(!workshop.stored(&Document::Map).stickies().contains_key("c"));
    assert!(bert.refused.as_deref().is_some_and(|why| why.starts_with("[2, 2")));
}

#[test]
fn a_gap_is_dropped_asked_about_and_healed() {
    for speaks in [Speaks::Stock, Speaks::Live] {
        let mut workshop = Workshop::new();
        let mut anna = somebody("anna", Role::Participant, speaks);
        let mut bert = somebody("bert", Role::Participant, Speaks::Stock);
        anna.connect(&mut workshop);
        bert.connect(&mut workshop);
        settle(&mut workshop, &mut [&mut anna, &mut bert]);
        // The first change never leaves; the second builds on it.
        drop(anna.replica.add("a", "een"));
        anna.send(&anna.replica.type_in("a", " twee").unwrap());
        anna.deliver(&mut workshop);
        workshop.pass(100);
        workshop.sync_disk();
        assert!(workshop.stored(&Document::Map).stickies().is_empty());
        settle(&mut workshop, &mut [&mut anna, &mut bert]);
        assert_eq!(bert.replica.stickies()["a"].0, "een twee", "{speaks:?}");
        assert!(anna.refused.is_none());
    }
}

#[test]
fn bytes_that_do_not_parse_close_that_connection_only() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Stock);
    let mut bert = somebody("bert", Role::Participant, Speaks::Stock);
    anna.connect(&mut workshop);
    bert.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    anna.send_raw(vec![0, 2, 3, 9, 9, 9].into());
    anna.deliver(&mut workshop);
    assert_eq!(workshop.wires[&anna.session.unwrap()].closed, Some(CloseCode::Unreadable));
    bert.send(&bert.replica.add("b", "gaat door"));
    settle(&mut workshop, &mut [&mut bert]);
    assert_eq!(workshop.stored(&Document::Map).stickies().len(), 1);
    assert!(workshop.reloads.is_empty());
}

#[test]
fn comments_names_and_the_lock_are_commands() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Facilitator, Speaks::Live);
    let mut kees = somebody("kees", Role::Commenter, Speaks::Live);
    anna.connect(&mut workshop);
    kees.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut kees]);
    let ask = |request: u64, json: &str| {
        let head = Writer::default().number(0).number(wire::kind::COMMAND).number(request);
        head.bytes(json.as_bytes()).done()
    };
    kees.send_raw(ask(
        1,
        r#"{"kind":"comment_add","id":"c1","about":"stickies/a","text":"Klopt"}"#,
    ));
    // Asked again after a connection broke: it is there once, and the answer is the same.
    kees.send_raw(ask(
        6,
        r#"{"kind":"comment_add","id":"c1","about":"stickies/a","text":"Klopt"}"#,
    ));
    kees.send_raw(ask(2, r#"{"kind":"frame_lock","locked":true}"#));
    kees.send_raw(ask(3, r#"{"kind":"comment_add","id":"c2","about":"nergens","text":"x"}"#));
    kees.send_raw(ask(5, r#"{"kind":"name_set","name":"Kees Jan"}"#));
    kees.send_raw(ask(4, r#"{"kind":"comment_edit","id":"c9","text":"x"}"#));
    anna.send_raw(ask(
        4,
        r#"{"kind":"comment_add","id":"c1","about":"stickies/a","text":"Klopt"}"#,
    ));
    anna.send_raw(ask(1, r#"{"kind":"frame_lock","locked":true}"#));
    anna.send_raw(ask(2, r#"{"kind":"comment_edit","id":"c1","text":"x"}"#));
    anna.send_raw(ask(3, r#"{"kind":"comment_remove","id":"c1"}"#));
    settle(&mut workshop, &mut [&mut kees, &mut anna]);
    let codes = |person: &Person| -> Vec<String> {
        let code = |json: &String| {
            let result: serde_json::Value = serde_json::from_str(json).unwrap();
            result.get("code").map_or_else(|| result["ok"].to_string(), ToString::to_string)
        };
        person.results.iter().map(code).collect()
    };
    assert_eq!(codes(&kees), ["true", "true", "\"right\"", "\"invalid\"", "true", "\"unknown\""]);
    assert_eq!(workshop.names, [("kees".parse().unwrap(), "Kees Jan".to_owned())]);
    assert_eq!(codes(&anna), ["\"invalid\"", "true", "\"right\"", "true"]);
}

#[test]
fn what_a_member_read_is_kept_and_never_goes_back() {
    let mut workshop = Workshop::new();
    let mut vera = somebody("vera", Role::Viewer, Speaks::Live);
    vera.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut vera]);
    let read = |workshop: &Workshop| {
        let talk = workshop.stored(&Document::Talk);
        let seen = talk.0.get_or_insert_map("seen");
        let txn = talk.0.transact();
        seen.iter(&txn)
            .map(|(key, out)| (key.to_owned(), out.cast::<f64>().unwrap()))
            .collect::<Vec<_>>()
    };
    let mut ask = |workshop: &mut Workshop, about: &str, until: u64| {
        let json = format!(r#"{{"kind":"comments_seen","about":"{about}","until":{until}}}"#);
        let head = Writer::default().number(0).number(wire::kind::COMMAND).number(1);
        vera.send_raw(head.bytes(json.as_bytes()).done());
        settle(workshop, &mut [&mut vera]);
    };
    ask(&mut workshop, "stickies/a", 5);
    ask(&mut workshop, "nergens", 5);
    ask(&mut workshop, "stickies/a", 3);
    assert_eq!(read(&workshop), [("vera:stickies:a".to_owned(), 5.0)]);
    // Nobody has read what is still to be said.
    ask(&mut workshop, "stickies/a", u64::MAX >> 12);
    let [(_, until)] = read(&workshop).try_into().unwrap();
    assert!(until > 5.0 && until < 4e12, "{until}");
}

#[test]
fn a_removed_member_is_out_and_a_demoted_one_writes_no_more() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Stock);
    let mut bert = somebody("bert", Role::Participant, Speaks::Live);
    anna.connect(&mut workshop);
    bert.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    let member: MemberId = "anna".parse().unwrap();
    workshop.step(Input::Remove { member, code: CloseCode::Forbidden });
    assert_eq!(workshop.wires[&anna.session.unwrap()].closed, Some(CloseCode::Forbidden));
    let member: MemberId = "bert".parse().unwrap();
    workshop.step(Input::Rights { member, role: Role::Viewer, core_team: false });
    anna.send(&anna.replica.add("a", "x"));
    bert.send(&bert.replica.add("b", "x"));
    settle(&mut workshop, &mut [&mut anna, &mut bert]);
    assert!(workshop.stored(&Document::Map).stickies().is_empty());
    assert!(bert.refused.is_some());
}

#[test]
fn the_server_renames_the_board_and_hears_when_it_is_on_disk() {
    let mut workshop = Workshop::new();
    let edit = Edit::SetFlat {
        document: "frame".to_owned(),
        root: "meta".to_owned(),
        key: "title".to_owned(),
        value: "Kwijtschelding".into(),
    };
    workshop.step(Input::Edits { ticket: 4, edits: vec![edit] });
    assert!(workshop.answers.is_empty() && workshop.titles.is_empty());
    workshop.sync_disk();
    assert_eq!(workshop.answers, [(4, Ok(()))]);
    assert_eq!(workshop.titles, ["Kwijtschelding"]);
    assert!(workshop.room.is_idle());
}

#[test]
fn a_reader_that_fell_behind_gets_one_diff_and_the_others_notice_nothing() {
    let mut workshop = Workshop::new();
    let mut anna = somebody("anna", Role::Participant, Speaks::Stock);
    let mut slow = somebody("slow", Role::Viewer, Speaks::Live);
    anna.connect(&mut workshop);
    slow.connect(&mut workshop);
    settle(&mut workshop, &mut [&mut anna, &mut slow]);
    for nth in 0..400 {
        anna.send(&anna.replica.add(&format!("s{nth}"), &"woord ".repeat(200)));
        anna.deliver(&mut workshop);
        workshop.pass(40);
        workshop.sync_disk();
        while anna.receive(&mut workshop) {}
    }
    let behind = workshop.wires[&slow.session.unwrap()].lanes.waiting_bytes();
    assert!(behind <= crdt::limits::LANE_BYTES_MAX, "{behind} bytes wait");
    settle(&mut workshop, &mut [&mut anna, &mut slow]);
    assert_eq!(slow.replica.stickies(), anna.replica.stickies());
    assert!(slow.shown < 300, "{} frames for 400 changes", slow.shown);
}
