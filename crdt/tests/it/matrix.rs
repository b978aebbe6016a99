//! The matrix: every role, on every document, by either protocol, with every kind of frame and every
//! trick in the format that we know of. What may not be is nowhere: not in the log, not after a reload,
//! not in anybody's window; and whoever may write is still heard.

use bytes::Bytes;
use crdt::ids::{Document, MemberId, Role, SessionId};
use crdt::rights::Rights;
use crdt::room::Input;
use crdt::room::session::Door;
use crdt::wire::{self, Channel, Flavour, Writer, live_presence, stock_awareness};

use crate::forge::{Forge, Forger, record};
use crate::room::{settle, somebody};
use crate::workshop::Workshop;
use crate::workshop::person::{Person, Speaks};

const HOSTILE: u64 = 666;
const ANNA: u64 = 100 + 97 + 110 + 110 + 97;
const MALLORY: Forger = Forger { own: HOSTILE, victim: ANNA };

/// A root of each document that holds records.
fn root_of(document: &Document) -> &'static str {
    match document {
        Document::Frame => "lanes",
        Document::Map | Document::Drafts(_) => "stickies",
        Document::Talk => "comments",
        Document::Notes => "respondents",
    }
}

/// A workshop with two honest people on the map, and what must stay as it is.
struct Scene {
    workshop: Workshop,
    anna: Person,
    bert: Person,
    logged: Vec<(String, Bytes)>,
}

impl Scene {
    fn new() -> Self {
        let mut workshop = Workshop::new();
        let mut anna = somebody("anna", Role::Facilitator, Speaks::Live);
        let mut bert = somebody("bert", Role::Participant, Speaks::Stock);
        assert_eq!(anna.replica.0.client_id().get(), ANNA);
        anna.connect(&mut workshop);
        bert.connect(&mut workshop);
        settle(&mut workshop, &mut [&mut anna, &mut bert]);
        anna.send(&anna.replica.add("a", "Van Anna"));
        settle(&mut workshop, &mut [&mut anna, &mut bert]);
        Self { workshop, anna, bert, logged: Vec::new() }
    }

    fn log(&self) -> Vec<(String, Bytes)> {
        let own = |document: &Document| *document != Document::Talk;
        let log = self.workshop.disk.log.iter().filter(|append| own(&append.document));
        log.map(|append| (append.document.to_string(), append.bytes.clone())).collect()
    }

    fn mallory(&mut self, role: Role, door: Door) -> SessionId {
        let session = self.workshop.join("mallory", role, door);
        self.workshop.pass(100);
        self.workshop.sync_disk();
        while self.workshop.receive(session).is_some() {}
        self.logged = self.log();
        session
    }

    fn hand(&mut self, session: SessionId, bytes: Bytes) {
        self.workshop.step(Input::Frame { session, bytes });
        self.workshop.pass(100);
        self.workshop.sync_disk();
    }

    /// Mallory comes in, sends one frame and leaves: nothing of it is anywhere.
    fn try_out(&mut self, role: Role, door: Door, frame: Bytes, what: &str) {
        let session = self.mallory(role, door);
        self.hand(session, frame);
        self.nothing_happened(what);
        self.workshop.cut(session);
    }

    fn nothing_happened(&mut self, what: &str) {
        let shown = self.bert.replica.stickies();
        settle(&mut self.workshop, &mut [&mut self.anna, &mut self.bert]);
        assert_eq!(self.log(), self.logged, "in the log: {what}");
        assert_eq!(self.bert.replica.stickies(), shown, "in a window: {what}");
        assert_eq!(self.anna.replica.stickies(), shown, "in a window: {what}");
        assert!(self.workshop.reloads.is_empty(), "the room fell: {what}");
        assert!(self.anna.refused.is_none() && self.bert.refused.is_none(), "{what}");
    }

    /// Whoever may write is still heard, also after the room was opened anew.
    fn life_goes_on(&mut self) {
        let change = self.bert.replica.type_in("a", " en Bert").unwrap();
        self.bert.send(&change);
        settle(&mut self.workshop, &mut [&mut self.anna, &mut self.bert]);
        assert_eq!(self.anna.replica.stickies()["a"].0, "Van Anna en Bert");
        self.workshop.crash();
        let stored = self.workshop.stored(&Document::Map).stickies();
        assert_eq!(stored.len(), 1);
        assert_eq!(stored["a"].0, "Van Anna en Bert");
    }
}

fn documents() -> Vec<Document> {
    let own = Document::Drafts("mallory".parse().unwrap());
    let other = Document::Drafts("anna".parse().unwrap());
    Document::SHARED.into_iter().chain([own, other]).collect()
}

/// The doors through which a document can be reached, with how frames about it begin.
fn doors(document: &Document) -> Vec<(Door, Flavour)> {
    let mut doors = vec![(Door::Stock(document.clone()), Flavour::Stock)];
    if *document != Document::Drafts("anna".parse().unwrap()) {
        doors.push((Door::Live(None), Flavour::Live(Channel::of(document))));
    }
    doors
}

/// Every kind of frame that carries a change of a document.
fn changes(document: &Document, flavour: Flavour) -> [Bytes; 4] {
    let root = root_of(document);
    let known = record(HOSTILE, root, "x");
    let merged = yrs::merge_updates_v1([&known, &record(HOSTILE + 1, root, "y")]).unwrap();
    let deletion = Forge::default().number(0).number(1).number(ANNA).number(1).number(3).number(1);
    [
        flavour.update(&known),
        flavour.step_2(&known),
        flavour.update(&merged),
        flavour.update(&deletion.0),
    ]
}

#[test]
fn what_a_role_may_not_write_is_nowhere() {
    let (mut taken, mut refused) = (0, 0);
    let mallory: MemberId = "mallory".parse().unwrap();
    for document in documents() {
        let mut scene = Scene::new();
        let ways = Role::ALL.map(|role| doors(&document).into_iter().map(move |way| (role, way)));
        for (role, (door, flavour)) in ways.into_iter().flatten() {
            let rights = Rights { member: mallory.clone(), role, core_team: false };
            if rights.may_write(&document, false) {
                // What may be is no trick; `the_same_bytes…` shows that it is taken.
                taken += 1;
                continue;
            }
            for frame in changes(&document, flavour) {
                let what = format!("{role} writes {document} by {door:?}");
                scene.try_out(role, door.clone(), frame, &what);
                refused += 1;
            }
        }
        scene.life_goes_on();
    }
    assert!(taken >= 15 && refused > 150, "{taken} allowed, {refused} refused");
}

#[test]
fn tricks_in_the_format_are_nowhere_whatever_the_role() {
    for document in documents() {
        let mut scene = Scene::new();
        let root = root_of(&document);
        let mut forms = MALLORY.tricks(root);
        if document == Document::Map {
            forms.extend(MALLORY.takings());
        }
        let roles = [Role::Viewer, Role::Participant, Role::Owner];
        let ways = roles.map(|role| doors(&document).into_iter().map(move |way| (role, way)));
        for (role, (door, flavour)) in ways.into_iter().flatten() {
            for (what, update) in &forms {
                let what = format!("{what}: {role}, {document}, {door:?}");
                scene.try_out(role, door.clone(), flavour.update(update), &what);
                scene.try_out(role, door.clone(), flavour.step_2(update), &what);
            }
        }
        scene.life_goes_on();
    }
}

#[test]
fn the_same_bytes_without_the_trick_are_taken() {
    let mut scene = Scene::new();
    let session = scene.mallory(Role::Participant, Door::Stock(Document::Map));
    scene.hand(session, Flavour::Stock.update(&record(HOSTILE, "stickies", "x")));
    assert_eq!(scene.log().len(), scene.logged.len() + 1);
    // A text inside it, and a word taken out of it again.
    let text = Forge::one(HOSTILE, 1).raw(&[0x27, 0]).number(HOSTILE).number(0).text("text");
    scene.hand(session, Flavour::Stock.update(&text.raw(&[2, 0]).0));
    let words = Forge::one(HOSTILE, 2).raw(&[4, 0]).number(HOSTILE).number(1).text("dag").raw(&[0]);
    scene.hand(session, Flavour::Stock.update(&words.0));
    let gone = Forge::default().number(0).number(1).number(HOSTILE).number(1).number(2).number(2);
    scene.hand(session, Flavour::Stock.update(&gone.0));
    assert_eq!(scene.log().len(), scene.logged.len() + 4);
    assert_eq!(scene.workshop.stored(&Document::Map).stickies()["x"].0, "g");
}

#[test]
fn commands_and_presence_speak_for_nobody_else() {
    let commands = [
        (Role::Viewer, r#"{"kind":"name_set","name":"Mallory"}"#),
        (Role::Viewer, r#"{"kind":"comments_seen","about":"stickies/a","until":1}"#),
        (Role::Commenter, r#"{"kind":"comment_add","id":"c","about":"stickies/a","text":"x"}"#),
        (Role::Participant, r#"{"kind":"comment_resolve","id":"c","resolved":true}"#),
        (Role::Facilitator, r#"{"kind":"frame_lock","locked":true}"#),
        (Role::Facilitator, r#"{"kind":"record_lock","record":"stickies/a","locked":true}"#),
        (Role::Facilitator, r#"{"kind":"own_only","on":true}"#),
        (Role::Facilitator, r#"{"kind":"timer_set","seconds":60}"#),
        (Role::Facilitator, r#"{"kind":"focus_set","phase":"besluit"}"#),
        (Role::Facilitator, r#"{"kind":"take_back","member":"anna","since":0}"#),
        (Role::Owner, r#"{"kind":"drop_tables"}"#),
    ];
    for role in Role::ALL {
        let mut scene = Scene::new();
        let session = scene.mallory(role, Door::Live(None));
        for (least, json) in commands {
            if role >= least && !json.contains("drop_tables") {
                continue;
            }
            let talk = scene.workshop.stored(&Document::Talk).diff(&[0]);
            let head = Writer::default().number(0).number(wire::kind::COMMAND).number(1);
            scene.hand(session, head.bytes(json.as_bytes()).done());
            scene.nothing_happened(&format!("{role} asks {json}"));
            assert_eq!(scene.workshop.stored(&Document::Talk).diff(&[0]), talk, "{role}: {json}");
        }
        // Somebody else's presence, by either protocol.
        let anna = Forge::default().number(1).number(ANNA).number(1);
        let hers = anna.text(r#"{"user":{"name":"Anna"},"pointer":"hers"}"#).0;
        scene.workshop.step(Input::Frame {
            session: scene.anna.session.unwrap(),
            bytes: live_presence(&hers),
        });
        let his = Forge::default().number(1).number(ANNA).number(9);
        let his = his.text(r#"{"user":{"name":"Anna"},"pointer":"forged"}"#).0;
        let stock = scene.workshop.join("mallory", role, Door::Stock(Document::Map));
        for (session, frame) in [(session, live_presence(&his)), (stock, stock_awareness(&his))] {
            scene.hand(session, frame);
        }
        let watcher = scene.workshop.join("watcher", Role::Viewer, Door::Stock(Document::Map));
        scene.workshop.pass(1_000);
        let mut heard = Vec::new();
        while let Some(frame) = scene.workshop.receive(watcher) {
            heard.extend_from_slice(&frame);
        }
        let heard = String::from_utf8_lossy(&heard);
        assert!(heard.contains("hers") && !heard.contains("forged"), "{role}: {heard}");
    }
}

/// Maps creep deeper than the schema when one takes the place of a value.
#[test]
fn what_is_nested_stays_where_the_schema_has_it() {
    let mut scene = Scene::new();
    let session = scene.mallory(Role::Participant, Door::Stock(Document::Map));
    scene.hand(session, Flavour::Stock.update(&record(HOSTILE, "stickies", "x")));
    let within = |clock: u64, kind: u8, parent: u64, key: &str| {
        let forge = Forge::one(HOSTILE, clock).raw(&[0x20 | kind, 0]);
        forge.number(HOSTILE).number(parent).text(key)
    };
    scene.hand(session, Flavour::Stock.update(&within(1, 7, 0, "seen").raw(&[1, 0]).0));
    let value = within(2, 8, 1, "a").number(1).raw(&[126, 0]);
    scene.hand(session, Flavour::Stock.update(&value.0));
    assert_eq!(scene.log().len(), scene.logged.len() + 3, "a record, a map in it, a value in that");
    scene.logged = scene.log();
    let beside = Forge::one(HOSTILE, 3).raw(&[0x87]).number(HOSTILE).number(2).raw(&[1, 0]);
    let inside = within(3, 7, 1, "b").raw(&[1, 0]);
    for (deeper, what) in [(beside, "beside"), (inside, "inside")] {
        let session = scene.workshop.join("mallory", Role::Participant, Door::Live(None));
        scene.workshop.pass(50);
        scene.workshop.sync_disk();
        scene.hand(session, Flavour::Live(Channel::of(&Document::Map)).update(&deeper.0));
        scene.nothing_happened(what);
    }
}

/// A page puts back from a version what the bin's term has taken: the same key, made anew.
#[test]
fn a_record_that_was_purged_can_be_made_anew() {
    let mut scene = Scene::new();
    let purge = crdt::edit::Edit::Purge {
        document: "map".to_owned(),
        root: "stickies".to_owned(),
        id: "a".parse().unwrap(),
    };
    scene.workshop.step(Input::Edits { ticket: 1, edits: vec![purge] });
    settle(&mut scene.workshop, &mut [&mut scene.anna, &mut scene.bert]);
    assert!(scene.bert.replica.stickies().is_empty());
    scene.bert.send(&scene.bert.replica.add("a", "Teruggezet"));
    settle(&mut scene.workshop, &mut [&mut scene.anna, &mut scene.bert]);
    assert!(scene.bert.refused.is_none());
    assert_eq!(scene.anna.replica.stickies()["a"].0, "Teruggezet");
    scene.workshop.crash();
    assert_eq!(scene.workshop.stored(&Document::Map).stickies()["a"].0, "Teruggezet");
}

/// Presence shows everybody the ids that others will write by.
#[test]
fn an_id_that_somebody_is_shown_by_or_the_server_wrote_by_is_nobody_elses() {
    let mut scene = Scene::new();
    let carl = scene.workshop.join("carl", Role::Participant, Door::Stock(Document::Map));
    let shown = Forge::default().number(1).number(777).number(1).text("{}").0;
    scene.hand(carl, stock_awareness(&shown));
    let server = {
        let talk = scene.workshop.stored(&Document::Talk);
        use yrs::{ReadTxn as _, Transact as _};
        talk.0.transact().state_vector().iter().next().unwrap().0.get()
    };
    for client in [777, server] {
        let frame = Flavour::Stock.update(&record(client, "stickies", "forged"));
        let what = format!("by {client}");
        scene.try_out(Role::Owner, Door::Stock(Document::Map), frame, &what);
    }
    scene.hand(carl, Flavour::Stock.update(&record(777, "stickies", "c")));
    assert_eq!(scene.log().len(), scene.logged.len() + 1, "his own he may use");
    // And nobody can be shown by an id that wrote as somebody else.
    let session = scene.mallory(Role::Owner, Door::Stock(Document::Map));
    let forged = Forge::default().number(1).number(ANNA).number(9).text(r#"{"pointer":"forged"}"#);
    scene.hand(session, stock_awareness(&forged.0));
    scene.workshop.pass(1_000);
    while let Some(frame) = scene.workshop.receive(carl) {
        assert!(!String::from_utf8_lossy(&frame).contains("forged"));
    }
}

#[test]
fn another_history_ends_every_replica_of_the_old_one() {
    let mut scene = Scene::new();
    // The board comes back from the store with what was written before in the hands of nobody.
    let wrote = scene.workshop.disk.log.iter().flat_map(|append| &append.owners);
    scene.workshop.disk.retired = wrote.map(|(client, _)| *client).collect();
    scene.workshop.crash();
    // A stock client knows no history: it returns and goes on as before. That is not taken.
    let before = scene.log();
    let change = scene.bert.replica.add("b", "van vroeger");
    let session = scene.workshop.join("bert", Role::Participant, Door::Stock(Document::Map));
    scene.hand(session, Flavour::Stock.update(&change));
    assert_eq!(scene.log().len(), before.len() + 1, "Bert's replica had not written before");
    let change = scene.anna.replica.add("c", "van vroeger");
    let session = scene.workshop.join("anna", Role::Facilitator, Door::Stock(Document::Map));
    scene.hand(session, Flavour::Stock.update(&change));
    assert_eq!(scene.log().len(), before.len() + 1, "Anna's had, and is retired");
}

/// Words far over what a page allows are cut off at four times that, and their writer is refused.
#[test]
fn a_text_does_not_grow_past_four_times_its_limit() {
    let mut scene = Scene::new();
    let limit = crdt::limits::STICKY_TEXT_MAX * crdt::limits::SERVER_FACTOR;
    let mut mallory = somebody("mallory", Role::Participant, Speaks::Live);
    mallory.connect(&mut scene.workshop);
    settle(&mut scene.workshop, &mut [&mut mallory, &mut scene.anna]);
    mallory.send(&mallory.replica.add("m", &"x".repeat(limit + 7)));
    settle(&mut scene.workshop, &mut [&mut mallory, &mut scene.anna, &mut scene.bert]);
    assert!(mallory.refused.as_deref().is_some_and(|why| why.starts_with("[2, 3")));
    assert_eq!(scene.bert.replica.stickies()["m"].0.len(), limit);
    assert_eq!(scene.workshop.stored(&Document::Map).stickies()["m"].0.len(), limit);
    mallory.send(&mallory.replica.type_in("m", "meer").unwrap());
    settle(&mut scene.workshop, &mut [&mut mallory, &mut scene.anna, &mut scene.bert]);
    assert_eq!(scene.bert.replica.stickies()["m"].0.len(), limit);
}
