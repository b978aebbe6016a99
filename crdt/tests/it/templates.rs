//! Templates: each builds a board with nothing to mend, and the demonstrations look like a workshop.

use crdt::doc::{merge, new_doc};
use crdt::edit::Stamp;
use crdt::ids::{ClientId, Document, Millis};
use crdt::read::{self, Board, Reading};
use crdt::schema;
use crdt::template::{TEMPLATES, build, edits, template};

const NOW: Millis = Millis(1_795_500_000_000);

fn by() -> Stamp {
    Stamp("reisbord".parse().unwrap(), NOW)
}

fn board(name: &str) -> Board {
    let built = build(template(name).unwrap(), Some("Onze klantreis"), ClientId(9), &by()).unwrap();
    let read = |document: &Document| -> Reading {
        let doc = new_doc(ClientId(1));
        for (_, update) in built.iter().filter(|(of, _)| of == document) {
            merge(&doc, &[update]).unwrap();
        }
        read::document(&doc, schema::document(document.kind()).unwrap())
    };
    read::board(&read(&Document::Frame), &read(&Document::Map), None)
}

fn stickies(board: &Board, layer: &str) -> usize {
    let cells = board.cells.iter().filter(|cell| cell.layer.as_str() == layer);
    cells.map(|cell| cell.stickies.len()).sum()
}

#[test]
fn every_template_is_a_whole_board() {
    for template in TEMPLATES {
        let board = board(template.name);
        assert_eq!(read::whole(&board), Ok(()), "{}", template.name);
        assert_eq!(board.meta["title"], "Onze klantreis");
        assert_eq!(board.meta["template"], template.name);
        assert_eq!(board.legend.len(), schema::COLORS.len());
        for layer in ["designed", "current", "desired"] {
            assert!(board.list("layers").iter().any(|one| one.id.as_str() == layer));
        }
        // Nothing that was written fell away while reading: every reference leads somewhere.
        let edits = edits(template, &by(), 1).unwrap();
        let created = edits.iter().filter(|edit| matches!(edit, crdt::edit::Edit::Create { .. }));
        let records = board.lists.values().map(Vec::len).sum::<usize>() + board.phases.len();
        let placed = ["designed", "current", "desired"].map(|layer| stickies(&board, layer));
        assert_eq!(records + placed.iter().sum::<usize>(), created.count(), "{}", template.name);
    }
}

#[test]
fn the_demonstrations_are_rich() {
    for (name, personas) in [("kwijtschelding", 2), ("eigen-woning", 1)] {
        let board = board(name);
        let placed = ["designed", "current", "desired"].map(|layer| stickies(&board, layer));
        assert!((90..=140).contains(&placed.iter().sum::<usize>()), "{name}: {placed:?}");
        assert!(placed[1] > 50 && placed[2] > 20, "{name}: {placed:?}");
        assert_eq!(board.list("personas").len(), personas);
        assert_eq!(board.heartbeat.len(), 2 * personas * board.columns.len());
        assert!(board.list("actions").len() >= 6 && board.list("links").len() >= 12);
        assert!(board.list("parties").len() >= 4 && board.list("supplies").len() >= 4);
        for persona in board.list("personas") {
            for passage in ["who", "contact", "barriers", "needs", "motto"] {
                assert!(!persona.text(passage).is_empty(), "{name}: {passage}");
            }
        }
        assert!(board.texts.values().filter(|text| !text.is_empty()).count() >= 12);
    }
}

#[test]
fn both_journeys_have_their_own_order_of_stages() {
    let purposes = |name: &str| -> Vec<String> {
        board(name).list("stages").iter().map(|stage| stage.text("purpose").to_owned()).collect()
    };
    assert_eq!(purposes("kwijtschelding"), ["prepare", "collect", "map", "improve", "follow"]);
    let second = purposes("eigen-woning");
    assert_eq!(second, ["prepare", "collect", "map", "improve", "realise", "follow"]);
}

#[test]
fn an_empty_board_has_the_basic_lanes_and_no_phases() {
    let board = board("leeg");
    assert!(board.phases.is_empty() && board.cells.is_empty());
    let lanes: Vec<_> = board.list("lanes").iter().map(|lane| lane.text("kind")).collect();
    assert_eq!(lanes, ["steps", "touchpoints", "thoughts", "emotion", "pains", "opportunities"]);
    assert!(board.list("lanes").iter().all(|lane| !lane.text("hint").is_empty()));
    assert!(template("anders").is_none());
}

#[test]
fn the_words_of_a_template_are_calm() {
    for template in TEMPLATES {
        let words = serde_json::to_string(&edits(template, &by(), 1).unwrap()).unwrap();
        assert!(!words.contains('!'), "{} shouts", template.name);
    }
}
