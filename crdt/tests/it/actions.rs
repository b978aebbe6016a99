//! Actions and stand-ups: the log writes itself, undo takes its entry along, a stand-up is compared
//! with the one before, and whatever people do at once, all end with the same list and the same log.

use std::collections::{BTreeMap, BTreeSet};

use crdt::doc::{merge, new_doc, whole};
use crdt::edit::{Edit, Stamp, apply, undo};
use crdt::ids::{ClientId, Millis, RecordId};
use crdt::plan::actions::{self, NewAction};
use crdt::plan::{Hand, Next};
use crdt::read::actions::{Since, standings, walk};
use crdt::read::{self, Board};
use crdt::schema::{self, STATUSES};
use proptest::prelude::*;
use serde_json::json;
use yrs::Doc;

fn id(text: &str) -> RecordId {
    text.parse().unwrap()
}

fn hand(who: &str, on: u64) -> Hand {
    Hand { by: Stamp(who.parse().unwrap(), Millis(on)), jitter: 7 }
}

/// One person's replicas: the frame only holds a department.
struct Person {
    map: Doc,
    frame: Doc,
}

impl Person {
    fn new(client: u64) -> Self {
        let (map, frame) = (new_doc(ClientId(client)), new_doc(ClientId(900)));
        let team = json!([{"kind": "create", "document": "frame", "root": "teams", "id": "kcc",
            "fields": {"title": "KCC", "kind": "department"}}]);
        let team: Vec<Edit> = serde_json::from_value(team).unwrap();
        apply(&frame, "frame", &team, &hand("anna", 1).by).unwrap();
        Self { map, frame }
    }

    fn board(&self) -> Board {
        let of = |doc: &Doc, kind: &str| read::document(doc, schema::document(kind).unwrap());
        read::board(&of(&self.frame, "frame"), &of(&self.map, "map"), None)
    }

    fn carry_out(&self, edits: &[Edit]) -> Vec<crdt::edit::Undo> {
        apply(&self.map, "map", edits, &hand("anna", 1).by).unwrap().undo
    }

    fn add(&self, name: &str, status: &str) {
        let new = NewAction { id: id(name), title: name, status, from: None };
        self.carry_out(&actions::add_action(&self.board(), &new, &hand("anna", 1)));
    }

    fn status(&self, name: &str, status: &str, note: &str) -> Vec<crdt::edit::Undo> {
        let hand = hand("anna", 5);
        self.carry_out(&actions::set_status(&self.board(), &id(name), (status, note), None, &hand))
    }

    fn stand(&self, name: &str, on: u64) {
        self.carry_out(&actions::start_standup(&id(name), &hand("anna", on)));
        self.carry_out(&actions::close_standup(&self.board(), &id(name), &hand("anna", on)));
    }

    fn learn(&self, other: &Self) {
        merge(&self.map, &[&whole(&other.map)]).unwrap();
    }
}

/// The statuses that the log tells of, in order.
fn told(board: &Board, name: &str) -> Vec<String> {
    let action = board.list("actions").iter().find(|one| one.id == id(name)).unwrap();
    let log = action.fields["log"].as_array().unwrap();
    log.iter().map(|entry| entry["status"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn the_log_writes_itself_and_undo_takes_its_entry_along() {
    let anna = Person::new(1);
    anna.add("brief", "todo");
    let back = anna.status("brief", "doing", "Eerste versie");
    let board = anna.board();
    assert_eq!(told(&board, "brief"), ["todo", "doing"]);
    let undone = undo(&anna.map, "map", &back, &hand("anna", 6).by).unwrap();
    assert!(undone.left.is_empty());
    assert_eq!(told(&anna.board(), "brief"), ["todo"]);
    assert_eq!(anna.board().list("actions")[0].text("status"), "todo");
    undo(&anna.map, "map", &undone.applied.undo, &hand("anna", 7).by).unwrap();
    assert_eq!(anna.board().lists, board.lists, "redo brings back the entry as it was");
}

#[test]
fn what_somebody_said_after_it_keeps_the_status_and_its_entry() {
    let (anna, bram) = (Person::new(1), Person::new(2));
    anna.add("brief", "todo");
    let back = anna.status("brief", "doing", "");
    bram.learn(&anna);
    bram.status("brief", "doing", "Bram kijkt mee");
    anna.learn(&bram);
    let undone = undo(&anna.map, "map", &back, &hand("anna", 6).by).unwrap();
    assert_eq!((undone.left.len(), undone.applied.update), (back.len(), None));
    assert_eq!(anna.board().list("actions")[0].text("status"), "doing");
}

#[test]
fn stopping_keeps_the_reason_and_going_on_takes_it_away() {
    let anna = Person::new(1);
    anna.add("brief", "todo");
    anna.status("brief", "stopped", "  Past niet in de wet  ");
    assert_eq!(anna.board().list("actions")[0].text("reason"), "Past niet in de wet");
    anna.status("brief", "todo", "");
    assert_eq!(anna.board().list("actions")[0].text("reason"), "");
    assert!(anna.status("brief", "todo", " ").is_empty(), "nothing said, nothing written");
}

#[test]
fn a_stand_up_shows_what_changed_since_the_one_before() {
    let anna = Person::new(1);
    for (name, status) in [("a", "todo"), ("b", "doing"), ("c", "idea"), ("d", "pilot")] {
        anna.add(name, status);
    }
    let since = |board: &Board| -> Vec<Since> {
        standings(board, 0).into_iter().map(|one| one.since).collect()
    };
    assert_eq!(since(&anna.board()), vec![Since::New; 4], "nobody has seen them");
    anna.stand("s1", 10);
    anna.stand("s2", 20);
    anna.status("b", "pilot", "");
    anna.status("d", "done", "");
    anna.add("e", "todo");
    let board = anna.board();
    let moved = |from: &str| Since::Moved { from: from.to_owned() };
    let still = Since::Still { times: 2 };
    let expected = vec![still.clone(), moved("doing"), still, moved("pilot"), Since::New];
    assert_eq!(since(&board), expected);
    let stuck: Vec<bool> = standings(&board, 0).iter().map(|one| one.stuck).collect();
    assert_eq!(stuck, [true, false, false, false, false], "an idea is not stuck");
    assert_eq!(walk(&board, 0), ["a", "d", "b", "e", "c"].map(id));
    anna.stand("s3", 30);
    let board = anna.board();
    let none = standings(&board, 0).into_iter().all(|one| matches!(one.since, Since::Still { .. }));
    assert!(none, "what was seen is no news");
    assert!(!walk(&board, 0).contains(&id("d")), "finished and told");
}

#[test]
fn hand_overs_wait_for_their_department_and_days_pass() {
    let anna = Person::new(1);
    anna.add("a", "todo");
    anna.add("b", "doing");
    let fields = json!([
        {"kind": "set", "document": "map", "root": "actions", "id": "a", "field": "confirms", "value": "kcc"},
        {"kind": "set", "document": "map", "root": "actions", "id": "b", "field": "due",
            "value": 5 * 86_400_000_i64 + 3},
    ]);
    anna.carry_out(&serde_json::from_value::<Vec<Edit>>(fields).unwrap());
    let board = anna.board();
    assert_eq!(walk(&board, 0), ["a", "b"].map(id), "who waits comes first");
    let late = |today| standings(&board, today)[1].late;
    assert!(!late(5) && late(6), "the day itself is in time");
    anna.carry_out(&actions::confirm(&board, &id("a"), true, &hand("kees", 9)));
    let board = anna.board();
    assert!(!standings(&board, 0)[0].waits);
    let log = &board.list("actions")[0].fields["log"];
    assert_eq!((&log[1]["confirmed"], &log[1]["by"]), (&json!(true), &json!("kees")));
    assert!(actions::confirm(&board, &id("a"), true, &hand("kees", 9)).is_empty());
}

#[derive(Debug, Clone)]
struct Act {
    who: usize,
    what: u8,
    on: u8,
    status: usize,
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_happens_at_once_all_end_with_one_list_and_one_log(
        acts in prop::collection::vec((0..3_usize, 0..8_u8, 0..4_u8, 0..7_usize)
            .prop_map(|(who, what, on, status)| Act { who, what, on, status }), 30..80),
    ) {
        let people = [Person::new(1), Person::new(2), Person::new(3)];
        for name in ["a0", "a1"] {
            people[0].add(name, "idea");
        }
        people[1].learn(&people[0]);
        people[2].learn(&people[0]);
        let mut undos: [Vec<(RecordId, Vec<crdt::edit::Undo>)>; 3] = Default::default();
        let mut given: BTreeMap<RecordId, BTreeSet<&str>> = BTreeMap::new();
        let mut taken_back: BTreeSet<RecordId> = BTreeSet::new();
        let mut said = 0;
        for (turn, act) in acts.iter().enumerate() {
            let me = &people[act.who];
            let (name, standup) = (format!("a{}", act.on), id(&format!("s{}", act.on)));
            let hand = hand("anna", turn as u64);
            let status = STATUSES[act.status];
            let board = me.board();
            let known = board.list("actions").iter().any(|one| one.id == id(&name));
            let edits = match act.what {
                0 if !known => actions::add_action(
                    &board, &NewAction { id: id(&name), title: "x", status, from: None }, &hand,
                ),
                0..=3 => actions::set_status(&board, &id(&name), (status, "zin"), None, &hand),
                4 => actions::move_action(&board, &id(&name), &Next::First, &hand),
                5 if board.list("standups").iter().all(|one| one.id != standup) => {
                    actions::start_standup(&standup, &hand)
                }
                5 => actions::close_standup(&board, &standup, &hand),
                6 => {
                    if let Some((of, last)) = undos[act.who].pop() {
                        undo(&me.map, "map", &last, &hand.by).unwrap();
                        taken_back.insert(of);
                    }
                    Vec::new()
                }
                _ => {
                    me.learn(&people[(act.who + 1) % 3]);
                    Vec::new()
                }
            };
            // Some cannot be, as in life: what was made and taken back is in the bin.
            if let Ok(applied) = apply(&me.map, "map", &edits, &hand.by) {
                said += usize::from(applied.update.is_some());
                undos[act.who].push((id(&name), applied.undo));
                given.entry(id(&name)).or_default().insert(status);
            }
            prop_assert_eq!(read::valid(&me.board()), Ok(()));
        }
        for at in [0, 1, 2, 0, 1] {
            people[(at + 1) % 3].learn(&people[at]);
        }
        let boards = people.each_ref().map(Person::board);
        prop_assert_eq!(&boards[0], &boards[1]);
        prop_assert_eq!(&boards[1], &boards[2]);
        prop_assert_eq!(walk(&boards[0], 0), walk(&boards[2], 0));
        // Where an action stands is told by its log. When one takes back what another did not know yet,
        // and that one takes back as well, it may stand again where it did, and the line that told is gone.
        for action in boards[0].list("actions") {
            let (log, status) = (told(&boards[0], action.id.as_str()), action.text("status"));
            let is_told = log.iter().any(|one| one == status);
            let once = || taken_back.contains(&action.id) && given[&action.id].contains(status);
            prop_assert!(is_told || once(), "{status}: {log:?}");
        }
        prop_assert!(said > acts.len() / 8, "{} of {} acts did something", said, acts.len());
    }
}
