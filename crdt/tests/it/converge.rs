//! Whatever three people do at once, in whatever order it arrives: all end with the same board, and
//! it is a valid one. Among them are strangers who write what no page of ours would.

use crdt::doc::{merge, new_doc, whole};
use crdt::edit::{Edit, Stamp, apply};
use crdt::ids::{ClientId, Millis};
use crdt::order::{Rank, between};
use crdt::read::{self, Board, Reading};
use crdt::schema;
use proptest::prelude::*;
use serde_json::{Value, json};
use yrs::{Any, Doc, Map as _, Transact as _};

#[derive(Debug, Clone)]
struct Act {
    who: usize,
    what: u8,
    one: u8,
    two: u8,
    jitter: u32,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = (0..3_usize, 0..20_u8, 0..6_u8, 0..6_u8, any::<u32>());
    let act = act.prop_map(|(who, what, one, two, jitter)| Act { who, what, one, two, jitter });
    prop::collection::vec(act, 40..120)
}

struct Person {
    frame: Doc,
    map: Doc,
}

impl Person {
    fn new(client: u64) -> Self {
        Self { frame: new_doc(ClientId(client)), map: new_doc(ClientId(client)) }
    }

    fn read(&self) -> Board {
        let of = |doc: &Doc, kind: &str| -> Reading {
            read::document(doc, schema::document(kind).unwrap())
        };
        read::board(&of(&self.frame, "frame"), &of(&self.map, "map"), None)
    }

    fn learn(&self, other: &Self) {
        merge(&self.frame, &[&whole(&other.frame)]).unwrap();
        merge(&self.map, &[&whole(&other.map)]).unwrap();
    }

    /// Whether the edit could be carried out; many cannot, as in life.
    fn edit(&self, value: Value) -> bool {
        let edit: Edit = serde_json::from_value(value).unwrap();
        let doc = if edit.document() == "frame" { &self.frame } else { &self.map };
        let by = Stamp("anna".parse().unwrap(), Millis(7));
        let kind = edit.document().to_owned();
        apply(doc, &kind, &[edit], &by).is_ok_and(|applied| applied.update.is_some())
    }

    fn act(&self, act: &Act) -> bool {
        let Act { one, two, jitter, .. } = *act;
        let near = Rank::from(format!("{}V", u32::from(two)));
        let rank = between(Some(&near), None, jitter).to_string();
        let place = json!(["current", format!("l{two}"), format!("p{one}"), rank]);
        let (sticky, phase) = (format!("s{one}{two}"), format!("p{one}"));
        let gone = json!({"root": "stickies", "id": sticky, "gone": ["anna", jitter]});
        let mut edit = match act.what {
            0 => json!({"kind": "create", "document": "frame", "root": "layers", "id": "current",
                "fields": {"kind": "current", "title": "Nu", "rank": rank}}),
            1 | 2 => json!({"kind": "create", "document": "frame", "root": "phases", "id": phase,
                "fields": {"at": [null, rank], "title": "fase"}}),
            3 => {
                json!({"kind": "create", "document": "frame", "root": "lanes", "id": format!("l{two}"),
                "fields": {"kind": "pains", "title": "Knelpunten", "rank": rank}})
            }
            4 => {
                json!({"kind": "create", "document": "frame", "root": "personas", "id": format!("x{two}"),
                "fields": {"name": "Klaas", "color": "blue", "marker": "star", "rank": rank}})
            }
            5..=7 => {
                json!({"kind": "create", "document": "map", "root": "stickies", "id": sticky, "fields":
                {"at": place, "text": "brief", "color": "red", "by": "anna", "on": 1, "persona:x1": true}})
            }
            8 | 9 => {
                json!({"kind": "set", "root": "stickies", "id": sticky, "field": "at", "value": place})
            }
            10 | 11 => json!({"kind": "set", "document": "frame", "root": "phases", "id": phase,
                "field": "at", "value": [format!("p{two}"), rank]}),
            12 => json!({"kind": "write", "root": "stickies", "id": sticky, "field": "text",
                "at": two, "remove": one, "insert": "é😀"}),
            13 => {
                json!({"kind": "throw_away", "root": "stickies", "id": sticky, "gone": gone["gone"]})
            }
            14 => json!({"kind": "put_back", "root": "stickies", "id": sticky}),
            15 => json!({"kind": "throw_away", "document": "frame", "root": "phases", "id": phase,
                "gone": gone["gone"]}),
            16 => {
                json!({"kind": "set_flat", "root": "heartbeat", "key": format!("current:x{two}:{phase}"),
                "value": i64::from(one % 5) - 2})
            }
            17 => json!({"kind": "purge", "root": "stickies", "id": sticky}),
            18 => json!({"kind": "create", "root": "links", "id": format!("k{one}{two}"), "fields":
                {"from": format!("stickies/{sticky}"), "to": format!("actions/{phase}"),
                    "kind": "leads_to"}}),
            _ => return self.scrawl(one, two),
        };
        if edit.get("document").is_none() {
            edit["document"] = json!("map");
        }
        self.edit(edit)
    }

    /// What a stranger may write: every type in the wrong place.
    fn scrawl(&self, one: u8, two: u8) -> bool {
        let names = ["stickies", "links", "actions"];
        let root = self.map.get_or_insert_map(names[usize::from(two) % 3]);
        let mut txn = self.map.transact_mut();
        let wrong = [
            Any::Null,
            Any::from("words"),
            Any::from(1.5),
            Any::Array([Any::from(true)].into()),
            Any::Buffer([1, 2].as_slice().into()),
            Any::Undefined,
        ];
        let wrong = wrong[usize::from(one)].clone();
        match root.get(&txn, &format!("s{two}{one}")) {
            Some(yrs::Out::YMap(record)) => {
                let keys = ["at", "text", "gone", "by", "tag:x", "color"];
                record.insert(&mut txn, keys[usize::from(two)], wrong);
            }
            _ => {
                root.insert(&mut txn, format!("s{two}{one}"), wrong);
            }
        }
        true
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn any_interleaving_reads_as_one_valid_board(acts in acts(), order in any::<[u8; 6]>()) {
        let people = [Person::new(1), Person::new(2), Person::new(3)];
        let mut worked = 0;
        for act in &acts {
            let me = &people[act.who];
            worked += usize::from(me.act(act));
            if act.jitter % 5 == 0 {
                me.learn(&people[(act.who + 1 + usize::from(act.one % 2)) % 3]);
            }
            prop_assert_eq!(read::valid(&me.read()), Ok(()));
        }
        // Everybody hears everybody, first in any order and then until nothing is new.
        for step in order.iter().map(|step| usize::from(*step)).chain([0, 1, 2, 3, 4, 5]) {
            let (me, other) = (step % 3, (step % 3 + 1 + step / 3 % 2) % 3);
            people[me].learn(&people[other]);
        }
        for other in [1, 2, 0, 1, 2] {
            people[other].learn(&people[(other + 2) % 3]);
        }
        let boards = people.each_ref().map(Person::read);
        prop_assert_eq!(read::valid(&boards[0]), Ok(()));
        prop_assert_eq!(&boards[0], &boards[1]);
        prop_assert_eq!(&boards[1], &boards[2]);
        prop_assert!(worked > acts.len() / 8, "{worked} of {} acts did something", acts.len());
    }
}
