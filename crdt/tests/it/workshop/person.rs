//! Somebody with a replica: a stock client on one document, or our page in its simplest form. It edits,
//! sends what it wrote, answers step 1, and remembers what was acknowledged.

use std::collections::BTreeMap;

use bytes::Bytes;
use crdt::ids::{Document, Role, SessionId};
use crdt::room::Input;
use crdt::room::session::Door;
use crdt::wire::{self, Channel, Flavour, Stock, Sync};
use yrs::updates::decoder::Decode as _;
use yrs::updates::encoder::Encode as _;
use yrs::{
    Any, Doc, GetString as _, Map as _, MapPrelim, OffsetKind, Options, Out, ReadTxn as _,
    StateVector, Text as _, TextPrelim, Transact as _, Update,
};

use super::Workshop;

/// A document as a page holds it.
#[derive(Debug)]
pub(crate) struct Replica(pub(crate) Doc);

impl Replica {
    pub(crate) fn new(client: u64) -> Self {
        let mut options = Options::with_client_id(yrs::ClientID::new(client));
        options.offset_kind = OffsetKind::Utf16;
        Self(Doc::with_options(options))
    }

    pub(crate) fn merge(&self, update: &[u8]) {
        let mut txn = self.0.transact_mut();
        txn.apply_update(Update::decode_v1(update).unwrap()).unwrap();
    }

    pub(crate) fn vector(&self) -> Vec<u8> {
        self.0.transact().state_vector().encode_v1()
    }

    pub(crate) fn diff(&self, vector: &[u8]) -> Vec<u8> {
        let vector = StateVector::decode_v1(vector).unwrap();
        self.0.transact().encode_diff_v1(&vector)
    }

    /// Adds a sticky; gives the change.
    pub(crate) fn add(&self, id: &str, text: &str) -> Vec<u8> {
        let stickies = self.0.get_or_insert_map("stickies");
        let mut txn = self.0.transact_mut();
        let sticky = stickies.insert(&mut txn, id, MapPrelim::default());
        sticky.insert(&mut txn, "text", TextPrelim::new(text));
        sticky.insert(&mut txn, "color", "yellow");
        txn.encode_update_v1()
    }

    /// Types at the end of a sticky; gives the change, or nothing when the sticky is not there.
    pub(crate) fn type_in(&self, id: &str, text: &str) -> Option<Vec<u8>> {
        let stickies = self.0.get_or_insert_map("stickies");
        let mut txn = self.0.transact_mut();
        let Some(Out::YMap(sticky)) = stickies.get(&txn, id) else { return None };
        let Some(Out::YText(words)) = sticky.get(&txn, "text") else { return None };
        words.push(&mut txn, text);
        Some(txn.encode_update_v1())
    }

    /// Takes a sticky away, words and all.
    pub(crate) fn take_away(&self, id: &str) -> Vec<u8> {
        let stickies = self.0.get_or_insert_map("stickies");
        let mut txn = self.0.transact_mut();
        stickies.remove(&mut txn, id);
        txn.encode_update_v1()
    }

    /// Gives a sticky another colour.
    pub(crate) fn recolour(&self, id: &str, color: &str) -> Option<Vec<u8>> {
        let stickies = self.0.get_or_insert_map("stickies");
        let mut txn = self.0.transact_mut();
        let Some(Out::YMap(sticky)) = stickies.get(&txn, id) else { return None };
        sticky.insert(&mut txn, "color", color);
        Some(txn.encode_update_v1())
    }

    /// Every sticky with its words and its colour.
    pub(crate) fn stickies(&self) -> BTreeMap<String, (String, String)> {
        let txn = self.0.transact();
        let Some(stickies) = txn.get_map("stickies") else { return BTreeMap::new() };
        let read = |(id, out): (&str, Out)| {
            let Out::YMap(sticky) = out else { return None };
            let Some(Out::YText(words)) = sticky.get(&txn, "text") else { return None };
            let color = match sticky.get(&txn, "color") {
                Some(Out::Any(Any::String(color))) => color.to_string(),
                _ => String::new(),
            };
            Some((id.to_owned(), (words.get_string(&txn), color)))
        };
        stickies.iter(&txn).filter_map(read).collect()
    }
}

/// Which protocol somebody speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaks {
    Stock,
    Live,
}

/// Somebody in the workshop, on the document `map`.
#[derive(Debug)]
pub(crate) struct Person {
    pub(crate) name: String,
    pub(crate) role: Role,
    pub(crate) speaks: Speaks,
    pub(crate) replica: Replica,
    pub(crate) session: Option<SessionId>,
    pub(crate) synced: bool,
    pub(crate) refused: Option<String>,
    pub(crate) results: Vec<String>,
    /// What this person was shown, frame by frame.
    pub(crate) shown: u64,
    /// Vectors at the time of each document frame of this connection that is not acknowledged yet.
    unacknowledged: Vec<StateVector>,
    taken: u64,
    /// How much is promised to be on disk.
    pub(crate) acknowledged: StateVector,
    /// Frames on their way to the server.
    outbox: Vec<Bytes>,
}

impl Person {
    pub(crate) fn new(name: &str, role: Role, speaks: Speaks, client: u64) -> Self {
        Self {
            name: name.to_owned(),
            role,
            speaks,
            replica: Replica::new(client),
            session: None,
            synced: false,
            refused: None,
            results: Vec::new(),
            shown: 0,
            unacknowledged: Vec::new(),
            taken: 0,
            acknowledged: StateVector::default(),
            outbox: Vec::new(),
        }
    }

    fn flavour(&self) -> Flavour {
        match self.speaks {
            Speaks::Stock => Flavour::Stock,
            Speaks::Live => Flavour::Live(Channel::of(&Document::Map)),
        }
    }

    pub(crate) fn connect(&mut self, workshop: &mut Workshop) {
        let door = match self.speaks {
            Speaks::Stock => Door::Stock(Document::Map),
            Speaks::Live => Door::Live(None),
        };
        self.session = Some(workshop.join(&self.name, self.role, door));
        self.synced = false;
        self.refused = None;
        self.unacknowledged.clear();
        self.taken = 0;
        self.outbox = vec![self.flavour().step_1(&self.replica.vector())];
    }

    /// Sends a change that was just made.
    pub(crate) fn send(&mut self, change: &[u8]) {
        if self.session.is_some() {
            self.unacknowledged.push(self.replica.0.transact().state_vector());
            self.outbox.push(self.flavour().update(change));
        }
    }

    pub(crate) fn send_raw(&mut self, frame: Bytes) {
        self.outbox.push(frame);
    }

    /// The next message of this person reaches the server.
    pub(crate) fn deliver(&mut self, workshop: &mut Workshop) -> bool {
        let Some(session) = self.session else { return false };
        if self.outbox.is_empty() {
            return false;
        }
        let bytes = self.outbox.remove(0);
        workshop.step(Input::Frame { session, bytes });
        true
    }

    /// The next message of the server reaches this person.
    pub(crate) fn receive(&mut self, workshop: &mut Workshop) -> bool {
        let Some(frame) = self.session.and_then(|session| workshop.receive(session)) else {
            return false;
        };
        self.shown += 1;
        match self.speaks {
            Speaks::Stock => self.read_stock(frame),
            Speaks::Live => self.read_live(frame),
        }
        true
    }

    fn read_stock(&mut self, frame: Bytes) {
        if frame.first() == Some(&2) {
            self.refused = Some(String::from_utf8_lossy(&frame).into_owned());
            return;
        }
        for message in wire::decode_stock(frame).unwrap() {
            if let Stock::Sync(sync) = message {
                self.read_sync(sync);
            }
        }
    }

    fn read_live(&mut self, frame: Bytes) {
        let mut reader = wire::Reader::new(frame.clone());
        if reader.number().unwrap() > 0 {
            if let Ok(wire::Live::Sync(channel, sync)) = wire::decode_live(frame)
                && channel == Channel::of(&Document::Map)
            {
                self.read_sync(sync);
            }
            return;
        }
        match reader.number().unwrap() {
            wire::kind::DURABLE => {
                for _ in 0..reader.number().unwrap() {
                    let channel = reader.number().unwrap();
                    let count = reader.number().unwrap();
                    if channel == u64::from(Channel::of(&Document::Map).number()) {
                        self.acknowledge(count);
                    }
                }
            }
            wire::kind::REFUSED => {
                let numbers: Vec<_> = (0..3).map(|_| reader.number().unwrap()).collect();
                self.refused = Some(format!("{numbers:?}"));
            }
            wire::kind::RESULT => {
                reader.number().unwrap();
                self.results.push(reader.string().unwrap());
            }
            _ => {}
        }
    }

    fn acknowledge(&mut self, count: u64) {
        let newly = usize::try_from(count - self.taken).unwrap();
        self.taken = count;
        for vector in self.unacknowledged.drain(..newly) {
            self.acknowledged.merge(vector);
        }
    }

    fn read_sync(&mut self, sync: Sync) {
        match sync {
            Sync::Step1(vector) => {
                let answer = self.replica.diff(&vector);
                self.unacknowledged.push(self.replica.0.transact().state_vector());
                self.outbox.push(self.flavour().step_2(&answer));
            }
            Sync::Step2(update) => {
                self.replica.merge(&update);
                self.synced = true;
            }
            Sync::Update(update) => {
                self.replica.merge(&update);
                if self.speaks == Speaks::Stock {
                    // Whatever of our own comes back is on disk.
                    let brought = Update::decode_v1(&update).unwrap().insertions(true);
                    let own = self.replica.0.client_id();
                    let ranges = brought.iter().find(|(client, _)| **client == own);
                    let reach = ranges.and_then(|(_, of)| of.iter().map(|range| range.end).max());
                    self.acknowledged.set_max(own, reach.unwrap_or(0));
                }
            }
        }
    }
}
