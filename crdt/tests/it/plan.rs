//! The journey's own words on a filled board: what people see afterwards.

use crdt::doc::{merge, new_doc};
use crdt::edit::{Edit, Stamp, apply};
use crdt::ids::{ClientId, Millis, RecordId};
use crdt::plan::{self, Hand, NewSticky, Next, Spot};
use crdt::read::{self, Board};
use crdt::schema;
use crdt::template::{build, template};
use yrs::Doc;

struct Room {
    frame: Doc,
    map: Doc,
    hand: Hand,
}

impl Room {
    fn new() -> Self {
        let by = Stamp("anna".parse().unwrap(), Millis(7));
        let [frame, map] = [1, 2].map(|client| new_doc(ClientId(client)));
        for (document, update) in
            build(template("kwijtschelding").unwrap(), None, ClientId(9), &by).unwrap()
        {
            merge(if document.kind() == "frame" { &frame } else { &map }, &[&update]).unwrap();
        }
        Self { frame, map, hand: Hand { by, jitter: 3 } }
    }

    fn board(&self) -> Board {
        let read = |doc, kind| read::document(doc, schema::document(kind).unwrap());
        read::board(&read(&self.frame, "frame"), &read(&self.map, "map"), None)
    }

    /// One transaction per document, as the page does it.
    fn perform(&self, edits: &[Edit]) -> Board {
        assert!(!edits.is_empty());
        for (doc, kind) in [(&self.frame, "frame"), (&self.map, "map")] {
            let own: Vec<_> =
                edits.iter().filter(|edit| edit.document() == kind).cloned().collect();
            apply(doc, kind, &own, &self.hand.by).unwrap();
        }
        let board = self.board();
        assert_eq!(read::valid(&board), Ok(()));
        board
    }
}

fn id(text: &str) -> RecordId {
    text.parse().unwrap()
}

fn spot(lane: &str, phase: &str) -> Spot {
    Spot { layer: id("current"), lane: id(lane), phase: id(phase) }
}

fn cell(board: &Board, lane: &str, phase: &str) -> Vec<String> {
    let spot = spot(lane, phase);
    let here = |cell: &&read::Cell| {
        (&cell.layer, &cell.lane, &cell.phase) == (&spot.layer, &spot.lane, &spot.phase)
    };
    let cell = board.cells.iter().find(here);
    cell.into_iter().flat_map(|cell| &cell.stickies).map(|one| one.id.to_string()).collect()
}

fn standing(board: &Board, phase: &str) -> usize {
    let cells = board.cells.iter().filter(|cell| cell.phase.as_str() == phase);
    cells.map(|cell| cell.stickies.len()).sum()
}

#[test]
fn a_sticky_comes_where_it_is_put() {
    let room = Room::new();
    let new = NewSticky { id: id("nieuw"), text: "Belt nog eens", color: "yellow" };
    let next = Next::Before(id("k-schulden"));
    let board = room.board();
    let board =
        room.perform(&plan::add_sticky(&board, &spot("pains", "besluit"), &next, &new, &room.hand));
    assert_eq!(cell(&board, "pains", "besluit"), ["k-brief", "nieuw", "k-schulden"]);
    let moved = [id("k-schulden"), id("k-bijlagen"), id("nobody")];
    let to = spot("pains", "besluit");
    let board = room.perform(&plan::move_stickies(&board, &moved, &to, &Next::First, &room.hand));
    let expected = ["k-schulden", "k-bijlagen", "k-brief", "nieuw"];
    assert_eq!(cell(&board, "pains", "besluit"), expected);
    let board = room.perform(&plan::recolour(&[id("nieuw")], "blue"));
    let all = board.cells.iter().flat_map(|cell| &cell.stickies);
    assert_eq!(
        all.filter(|one| one.id == id("nieuw")).map(|one| one.text("color")).next(),
        Some("blue")
    );
}

#[test]
fn the_first_step_takes_over_what_stood_in_its_phase() {
    let room = Room::new();
    let board = room.board();
    let (before, beats) = (standing(&board, "besluit"), board.heartbeat.len());
    let besluit = id("besluit");
    let add =
        plan::add_phase(&board, &id("brief"), Some(&besluit), "Brief", &Next::Last, &room.hand);
    let board = room.perform(&add);
    assert_eq!((standing(&board, "besluit"), standing(&board, "brief")), (0, before));
    assert!(before > 10);
    assert!(board.columns.iter().all(|column| column.phase != besluit));
    assert_eq!(board.heartbeat.len(), beats);
    assert_eq!(cell(&board, "pains", "brief"), ["k-brief", "k-schulden"]);
    let deeper =
        plan::add_phase(&board, &id("x"), Some(&id("brief")), "x", &Next::Last, &room.hand);
    assert!(deeper.is_empty(), "a step has no steps");
    let inside = plan::move_phase(&board, &besluit, Some(&id("wachten")), &Next::Last, &room.hand);
    assert!(inside.is_empty(), "a phase with steps is no step");
}

#[test]
fn throwing_away_a_phase_moves_its_stickies_or_shows_them_apart() {
    let room = Room::new();
    let board = room.board();
    let count = ["aanvragen", "papieren", "formulier"].map(|phase| standing(&board, phase));
    let count: usize = count.iter().sum();
    let (aanvragen, wachten) = (id("aanvragen"), id("wachten"));
    let there = standing(&board, "wachten");
    let throw = plan::throw_away_phase(&board, &aanvragen, Some(&wachten), &room.hand);
    let moved = room.perform(&throw);
    assert_eq!(standing(&moved, "wachten"), there + count);
    assert_eq!((moved.unplaced.len(), moved.bin.len()), (0, 3));

    let room = Room::new();
    let apart = room.perform(&plan::throw_away_phase(&board, &aanvragen, None, &room.hand));
    assert_eq!(apart.unplaced.len(), count);
    assert!(plan::throw_away_phase(&apart, &aanvragen, None, &room.hand).is_empty());
}

#[test]
fn phases_and_lanes_change_places_and_names() {
    let room = Room::new();
    let board = room.board();
    let daarna = id("daarna");
    let board = room.perform(&plan::move_phase(&board, &daarna, None, &Next::First, &room.hand));
    assert_eq!(board.phases[0].record.id, daarna);
    let after = Next::After(id("steps"));
    let kind = ("needs", "Behoefte", "Wat heeft iemand hier nodig?");
    let board = room.perform(&plan::add_lane(&board, &id("behoefte"), kind, &after, &room.hand));
    assert_eq!(board.list("lanes")[1].text("kind"), "needs");
    let board = room.perform(&plan::move_lane(&board, &id("behoefte"), &Next::Last, &room.hand));
    assert_eq!(board.list("lanes").last().unwrap().id, id("behoefte"));
    let board = room.perform(&plan::rename("lanes", &id("behoefte"), "Wat is nodig?"));
    assert_eq!(board.list("lanes").last().unwrap().text("title"), "Wat is nodig?");
}
