//! Edits: all or nothing, checked by the schema, each with an inverse that respects others' work.

use crdt::doc::{merge, new_doc, whole};
use crdt::edit::{Edit, EditError, Stamp, apply, undo};
use crdt::ids::{ClientId, Millis};
use crdt::read;
use crdt::schema;
use serde_json::{Value, json};
use yrs::Doc;

fn edits(value: &Value) -> Vec<Edit> {
    serde_json::from_value(value.clone()).unwrap()
}

fn by(name: &str) -> Stamp {
    Stamp(name.parse().unwrap(), Millis(5))
}

fn run(doc: &Doc, value: &Value) -> Result<crdt::edit::Applied, EditError> {
    apply(doc, "map", &edits(value), &by("anna"))
}

fn sticky(id: &str, text: &str) -> Value {
    json!({"kind": "create", "document": "map", "root": "stickies", "id": id, "fields": {
        "at": ["current", "pains", "besluit", "V"], "text": text, "color": "red", "by": "anna", "on": 1,
        "tag:taal": true,
    }})
}

fn set(id: &str, field: &str, value: &Value) -> Value {
    json!({"kind": "set", "document": "map", "root": "stickies", "id": id, "field": field, "value": value})
}

fn write(id: &str, at: u32, remove: u32, insert: &str) -> Value {
    json!({"kind": "write", "document": "map", "root": "stickies", "id": id, "field": "text",
           "at": at, "remove": remove, "insert": insert})
}

fn throw(id: &str) -> Value {
    json!({"kind": "throw_away", "document": "map", "root": "stickies", "id": id, "gone": ["anna", 3]})
}

fn reading(doc: &Doc) -> Value {
    serde_json::to_value(read::document(doc, schema::document("map").unwrap())).unwrap()
}

#[test]
fn a_list_with_one_wrong_edit_changes_nothing() {
    let doc = new_doc(ClientId(1));
    run(&doc, &json!([sticky("a", "brief")])).unwrap();
    let before = whole(&doc);
    for wrong in [
        sticky("a", "again"),
        set("nobody", "color", &json!("red")),
        set("a", "color", &json!("crimson")),
        set("a", "text", &json!("not like this")),
        set("a", "gone", &json!(["anna", 1])),
        set("a", "by", &Value::Null),
        set("a", "shape", &json!("round")),
        write("a", 4, 2, ""),
        write("a", 0, 0, &"x".repeat(2_001)),
        json!({"kind": "set", "document": "frame", "root": "phases", "id": "x",
            "field": "title", "value": "x"}),
        json!({"kind": "set_flat", "document": "map", "root": "stickies", "key": "x", "value": 1}),
        json!({"kind": "append", "document": "map", "root": "stickies", "id": "a",
            "field": "text", "entry": {}}),
        json!({"kind": "write", "document": "map", "root": "stickies", "at": 0, "remove": 0, "insert": "x"}),
    ] {
        let list = json!([set("a", "color", &json!("blue")), wrong]);
        assert!(run(&doc, &list).is_err(), "{list}");
        assert_eq!(whole(&doc), before, "{list}");
    }
}

#[test]
fn later_edits_of_a_list_see_the_earlier_ones() {
    let doc = new_doc(ClientId(1));
    let list =
        json!([sticky("a", "né 😀"), write("a", 3, 2, "nee"), write("a", 6, 0, "!"), throw("a")]);
    run(&doc, &list).unwrap();
    assert_eq!(reading(&doc)["gone"]["stickies"][0]["text"], "né nee!");
    let purge = json!({"kind": "purge", "document": "map", "root": "stickies", "id": "a"});
    let missing = run(&doc, &json!([purge, throw("a")]));
    assert!(matches!(missing, Err(EditError::Missing { .. })));
    run(&doc, &json!([purge, sticky("a", "opnieuw")])).unwrap();
    assert_eq!(reading(&doc)["live"]["stickies"][0]["text"], "opnieuw");
}

#[test]
fn a_splice_never_cuts_a_character_in_two() {
    let doc = new_doc(ClientId(1));
    run(&doc, &json!([sticky("a", "a😀b")])).unwrap();
    for (at, remove) in [(2, 0), (2, 1), (1, 1), (5, 0)] {
        let cut = run(&doc, &json!([write("a", at, remove, "x")]));
        assert!(matches!(cut, Err(EditError::Spot { .. })), "{at} {remove}");
    }
    run(&doc, &json!([write("a", 1, 2, "é")])).unwrap();
    assert_eq!(reading(&doc)["live"]["stickies"][0]["text"], "aéb");
}

#[test]
fn what_is_there_already_is_not_written_again() {
    let doc = new_doc(ClientId(1));
    run(&doc, &json!([sticky("a", "brief")])).unwrap();
    let same = json!([
        set("a", "color", &json!("red")),
        set("a", "tag:taal", &json!(true)),
        set("a", "channel", &Value::Null),
        write("a", 0, 5, "brief"),
    ]);
    let applied = run(&doc, &same).unwrap();
    assert_eq!((applied.undo.len(), applied.update), (0, None));
}

#[test]
fn the_same_edits_give_the_same_bytes() {
    let make = || {
        let doc = new_doc(ClientId(1));
        run(&doc, &json!([sticky("a", "brief"), set("a", "color", &json!("blue"))])).unwrap().update
    };
    assert_eq!(make(), make());
}

#[test]
fn undo_and_redo_bring_back_what_was() {
    let doc = new_doc(ClientId(1));
    run(&doc, &json!([sticky("a", "brief")])).unwrap();
    let before = reading(&doc);
    let list = json!([
        sticky("b", "nieuw"),
        set("a", "color", &json!("blue")),
        set("a", "color", &json!("green")),
        set("a", "tag:taal", &Value::Null),
        write("a", 5, 0, " kwijt"),
        {"kind": "set_flat", "document": "map", "root": "heartbeat",
            "key": "current:klaas:besluit", "value": -2},
        throw("a"),
    ]);
    let applied = run(&doc, &list).unwrap();
    let after = reading(&doc);
    let undone = undo(&doc, "map", &applied.undo, &by("anna")).unwrap();
    assert!(undone.left.is_empty());
    let mut taken_back = reading(&doc);
    assert_eq!(taken_back["gone"]["stickies"][0]["id"], "b", "a creation goes to the bin");
    taken_back["gone"]["stickies"] = json!([]);
    assert_eq!(taken_back, before);
    let redone = undo(&doc, "map", &undone.applied.undo, &by("anna")).unwrap();
    assert!(redone.left.is_empty());
    assert_eq!(reading(&doc), after);
}

#[test]
fn undo_leaves_what_somebody_else_changed() {
    let (anna, bram) = (new_doc(ClientId(1)), new_doc(ClientId(2)));
    let made = run(&anna, &json!([sticky("a", "brief"), sticky("b", "formulier")])).unwrap();
    let moved = run(&anna, &json!([set("a", "color", &json!("blue"))])).unwrap();
    merge(&bram, &[&whole(&anna)]).unwrap();
    run(&bram, &json!([set("a", "color", &json!("green")), write("b", 0, 0, "lang ")])).unwrap();
    merge(&anna, &[&whole(&bram)]).unwrap();
    assert_eq!(undo(&anna, "map", &moved.undo, &by("anna")).unwrap().left, moved.undo);
    let undone = undo(&anna, "map", &made.undo, &by("anna")).unwrap();
    assert_eq!((undone.left.len(), undone.applied.update), (2, None));
    assert_eq!(reading(&anna), reading(&bram));
}

#[test]
fn thrown_away_while_typing_loses_no_word() {
    let (anna, bram) = (new_doc(ClientId(1)), new_doc(ClientId(2)));
    run(&anna, &json!([sticky("a", "brief")])).unwrap();
    merge(&bram, &[&whole(&anna)]).unwrap();
    run(&anna, &json!([throw("a")])).unwrap();
    run(&bram, &json!([write("a", 5, 0, " snap ik niet")])).unwrap();
    merge(&anna, &[&whole(&bram)]).unwrap();
    let back = json!([{"kind": "put_back", "document": "map", "root": "stickies", "id": "a"}]);
    run(&anna, &back).unwrap();
    assert_eq!(reading(&anna)["live"]["stickies"][0]["text"], "brief snap ik niet");
}

#[test]
fn passages_logs_and_maps_are_shared_from_the_start() {
    let doc = new_doc(ClientId(1));
    let frame = edits(&json!([{"kind": "write", "document": "frame", "root": "text.goal",
                                "at": 0, "remove": 0, "insert": "Minder papier"}]));
    apply(&doc, "frame", &frame, &by("anna")).unwrap();
    let goal = read::document(&doc, schema::document("frame").unwrap());
    assert_eq!(goal.texts["text.goal"], "Minder papier");

    let doc = new_doc(ClientId(1));
    run(
        &doc,
        &json!([
            {"kind": "create", "document": "map", "root": "actions", "id": "x", "fields":
                {"title": "Herschrijf de brief", "status": "todo", "rank": "V"}},
            {"kind": "append", "document": "map", "root": "actions", "id": "x", "field": "log",
                "entry": {"on": 1, "by": "anna", "status": "doing", "note": ""}},
            {"kind": "create", "document": "map", "root": "standups", "id": "y",
                "fields": {"on": 1, "by": "anna"}},
            {"kind": "set_key", "document": "map", "root": "standups", "id": "y", "field": "seen",
                "key": "x", "value": "doing"},
        ]),
    )
    .unwrap();
    let live = &reading(&doc)["live"];
    assert_eq!(live["actions"][0]["log"][0]["status"], "doing");
    assert_eq!(live["standups"][0]["seen"], json!({"x": "doing"}));
}
