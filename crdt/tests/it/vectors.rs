//! Replays `tests/vectors`, which hold Rust and TypeScript to the same answers; the format is in its
//! README. With `REISBORD_VECTORS=write` the answers are written instead of compared.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crdt::doc::{merge, new_doc, whole};
use crdt::edit::{self, Edit, Stamp, Undo};
use crdt::ids::{ClientId, Millis, RecordId};
use crdt::order::{Rank, between, many};
use crdt::plan::{Hand, Next, add_phase, move_phase};
use crdt::read::{self, Board, Reading};
use crdt::schema;
use crdt::template::{self, TEMPLATES};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize as _};
use serde_json::{Value, json};
use yrs::Doc;

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/vectors").join(name)
}

#[expect(clippy::disallowed_methods, reason = "vectors are files that both languages read")]
fn load(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(path(name)).unwrap()).unwrap()
}

/// Whether the answers are to be written, not compared.
#[expect(clippy::disallowed_methods, reason = "a switch of this test, not of the product")]
fn writing() -> bool {
    std::env::var_os("REISBORD_VECTORS").is_some_and(|mode| mode == "write")
}

/// Compares what is in the file with what came out, or writes it.
#[expect(clippy::disallowed_methods, reason = "vectors are files that both languages read")]
fn settle(name: &str, file: &Value, answer: &Value) {
    if writing() {
        let mut text = Vec::new();
        let formatter = serde_json::ser::PrettyFormatter::with_indent(b" ");
        let mut out = serde_json::Serializer::with_formatter(&mut text, formatter);
        answer.serialize(&mut out).unwrap();
        text.push(b'\n');
        fs::write(path(name), text).unwrap();
        return;
    }
    let pairs = file.as_array().into_iter().flatten().zip(answer.as_array().into_iter().flatten());
    for (one, other) in pairs {
        assert_eq!(one, other, "{name}: {}", one["name"]);
    }
    assert_eq!(file, answer, "{name}");
}

fn take<T: DeserializeOwned>(value: &Value) -> T {
    serde_json::from_value(value.clone()).unwrap()
}

fn bytes(value: &Value) -> Vec<u8> {
    STANDARD.decode(value.as_str().unwrap()).unwrap()
}

fn text(bytes: &[u8]) -> Value {
    json!(STANDARD.encode(bytes))
}

/// Every replica of every document of one case.
#[derive(Default)]
struct Replicas(BTreeMap<(u64, String), Doc>);

impl Replicas {
    fn doc(&mut self, replica: u64, document: &str) -> &Doc {
        let key = (replica, document.to_owned());
        self.0.entry(key).or_insert_with(|| new_doc(ClientId(replica)))
    }

    /// The board as the first replica reads it.
    fn board(&mut self) -> Value {
        let board = self.read();
        assert_eq!(read::valid(&board), Ok(()));
        serde_json::to_value(board).unwrap()
    }

    fn read(&mut self) -> Board {
        let mut read = |document: &str| -> Reading {
            read::document(self.doc(1, document), schema::document(document).unwrap())
        };
        read::board(&read("frame"), &read("map"), Some(&read("talk")))
    }
}

#[derive(Deserialize)]
struct Step {
    on: u64,
    document: String,
    by: Option<Stamp>,
    edits: Option<Vec<Edit>>,
    undo: Option<usize>,
    learn: Option<u64>,
    bytes: Option<String>,
}

/// Carries out a step; what it gave, to stand beside it in the file.
fn run(step: &Step, replicas: &mut Replicas, undos: &[Vec<Undo>]) -> (Value, Vec<Undo>) {
    let document = step.document.as_str();
    if let Some(other) = step.learn {
        let known = whole(replicas.doc(other, document));
        merge(replicas.doc(step.on, document), &[&known]).unwrap();
        return (json!({}), Vec::new());
    }
    if let Some(bytes) = &step.bytes {
        let update = STANDARD.decode(bytes).unwrap();
        merge(replicas.doc(step.on, document), &[&update]).unwrap();
        return (json!({}), Vec::new());
    }
    let by = step.by.as_ref().unwrap();
    let doc = replicas.doc(step.on, document);
    if let Some(list) = step.undo.and_then(|at| undos.get(at)) {
        let undone = edit::undo(doc, document, list, by).unwrap();
        let left: Vec<_> =
            list.iter().enumerate().filter(|(_, one)| undone.left.contains(one)).collect();
        let left: Vec<_> = left.into_iter().map(|(at, _)| at).collect();
        return (json!({ "left": left, "redo": undone.applied.undo }), undone.applied.undo);
    }
    match edit::apply(doc, document, step.edits.as_ref().unwrap(), by) {
        Ok(applied) => {
            let writes = applied.update.is_some();
            (json!({ "inverse": applied.undo, "writes": writes }), applied.undo)
        }
        Err(error) => (json!({ "error": error.code() }), Vec::new()),
    }
}

/// A case with all its answers.
fn answer(case: &Value) -> Value {
    let (mut replicas, mut undos, mut steps) = (Replicas::default(), Vec::new(), Vec::new());
    for step in case["steps"].as_array().unwrap() {
        let (gave, undo) = run(&take(step), &mut replicas, &undos);
        undos.push(undo);
        let mut step = step.clone();
        for (key, value) in gave.as_object().unwrap() {
            step[key] = value.clone();
        }
        steps.push(step);
    }
    let board = replicas.board();
    // The bytes alone tell the same story; they are kept, so that the other language reads them.
    let mut updates = BTreeMap::new();
    let mut fresh = Replicas::default();
    for document in ["frame", "map", "talk"] {
        let kept = &case["updates"][document];
        let made = kept.is_string() && !writing();
        let update = if made { bytes(kept) } else { whole(replicas.doc(1, document)) };
        merge(fresh.doc(1, document), &[&update]).unwrap();
        updates.insert(document, text(&update));
    }
    assert_eq!(fresh.board(), board, "the bytes of {}", case["name"]);
    json!({ "name": case["name"], "what": case["what"], "steps": steps, "updates": updates, "board": board })
}

fn replay(name: &str) {
    let file = load(name);
    let answers: Value = file.as_array().unwrap().iter().map(answer).collect();
    settle(name, &file, &answers);
}

#[test]
fn edits_give_the_board_that_is_written_down() {
    replay("edits.json");
}

#[test]
fn whatever_was_merged_reads_as_written_down() {
    replay("reading.json");
}

#[test]
fn what_yjs_wrote_reads_as_written_down() {
    replay("yjs.json");
}

/// Who stands where, and the hartslag, after a change of structure.
#[test]
fn a_first_step_takes_over_as_written_down() {
    let file = load("structure.json");
    let answer = |case: &Value| {
        let mut replicas = Replicas::default();
        for step in case["steps"].as_array().unwrap() {
            run(&take(step), &mut replicas, &[]);
        }
        let board = replicas.read();
        let hand = Hand { by: Stamp("anna".parse().unwrap(), Millis(2_000)), jitter: 1 };
        let act = &case["act"];
        let (phase, parent) = (take(&act["phase"]), take::<Option<RecordId>>(&act["parent"]));
        let edits = match act["kind"].as_str().unwrap() {
            "add_step" => {
                let new = "new".parse().unwrap();
                add_phase(&board, &new, Some(&phase), "Nieuw", &Next::Last, &hand)
            }
            _ => move_phase(&board, &phase, parent.as_ref(), &Next::Last, &hand),
        };
        for document in ["frame", "map"] {
            let (edits, doc): (Vec<_>, _) = (
                edits.iter().filter(|edit| edit.document() == document).cloned().collect(),
                replicas.doc(1, document),
            );
            edit::apply(doc, document, &edits, &hand.by).unwrap();
        }
        let map = read::document(replicas.doc(1, "map"), schema::document("map").unwrap());
        let stickies = map.live["stickies"].iter().chain(&map.gone["stickies"]);
        let places: BTreeMap<_, _> =
            stickies.map(|one| (one.id.to_string(), one.fields["at"].clone())).collect();
        let mut case = case.clone();
        case["places"] = json!(places);
        case["heartbeat"] = json!(map.flat["heartbeat"]);
        case
    };
    let answers: Value = file.as_array().unwrap().iter().map(answer).collect();
    settle("structure.json", &file, &answers);
}

#[test]
fn actions_stand_as_written_down() {
    let file = load("standups.json");
    let answer = |case: &Value| {
        let mut replicas = Replicas::default();
        for step in case["steps"].as_array().unwrap() {
            run(&take(step), &mut replicas, &[]);
        }
        let (board, today) = (replicas.read(), case["today"].as_i64().unwrap());
        let mut case = case.clone();
        case["standings"] = json!(read::actions::standings(&board, today));
        case["walk"] = json!(read::actions::walk(&board, today));
        case
    };
    let answers: Value = file.as_array().unwrap().iter().map(answer).collect();
    settle("standups.json", &file, &answers);
}

#[test]
fn templates_read_as_written_down() {
    let by = Stamp("reisbord".parse().unwrap(), Millis(1_795_500_000_000));
    let cases = TEMPLATES.iter().map(|template| {
        let built = template::build(template, None, ClientId(1), &by).unwrap();
        let steps = built.iter().map(|(document, update)| {
            json!({ "on": 2, "document": document.kind(), "bytes": text(update) })
        });
        let steps: Vec<_> = steps.collect();
        let mut replicas = Replicas::default();
        for step in &steps {
            let doc = replicas.doc(1, step["document"].as_str().unwrap());
            merge(doc, &[&bytes(&step["bytes"])]).unwrap();
        }
        json!({ "name": template.name, "board": replicas.board() })
    });
    let answers: Value = cases.collect();
    settle("templates.json", &load("templates.json"), &answers);
}

#[test]
fn order_keys_are_the_ones_written_down() {
    let file = load("order.json");
    let rank = |value: &Value| value.as_str().map(Rank::from);
    let jitter = |one: &Value| u32::try_from(one["jitter"].as_u64().unwrap()).unwrap();
    let mut answers = file.clone();
    for one in answers["between"].as_array_mut().unwrap() {
        let (below, above) = (rank(&one["below"]), rank(&one["above"]));
        one["key"] = json!(between(below.as_ref(), above.as_ref(), jitter(one)));
    }
    for one in answers["many"].as_array_mut().unwrap() {
        let (below, above) = (rank(&one["below"]), rank(&one["above"]));
        let count = usize::try_from(one["count"].as_u64().unwrap()).unwrap();
        one["keys"] = json!(many(below.as_ref(), above.as_ref(), count, jitter(one)));
    }
    settle("order.json", &file, &answers);
}
