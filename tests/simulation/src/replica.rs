//! A document as somebody's page holds it, and what they do in it.

use std::collections::BTreeMap;

use crdt::doc::{merge, new_doc};
use crdt::ids::{ClientId, Document};
use crdt::schema::{self, Shape};
use yrs::types::ToJson as _;
use yrs::updates::decoder::Decode as _;
use yrs::updates::encoder::Encode as _;
use yrs::{
    Any, Doc, GetString as _, Map as _, MapPrelim, MapRef, Out, ReadTxn as _, StateVector,
    Text as _, TextPrelim, TextRef, Transact as _, TransactionMut,
};

use crate::broken::{Broken, Check};

/// A sticky that nobody honest ever touches.
pub(crate) const CANARY: &str = "canary";

/// What somebody does to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Touch {
    Add,
    Type,
    Erase,
    Recolour,
    ThrowAway,
}

/// A document of a board, written to as one replica.
#[derive(Debug)]
pub(crate) struct Replica {
    doc: Doc,
    document: Document,
    pub(crate) client: u64,
    made: u32,
}

impl Replica {
    pub(crate) fn new(document: &Document, client: u64) -> Self {
        let doc = new_doc(ClientId(client));
        Self { doc, document: document.clone(), client, made: 0 }
    }

    pub(crate) fn merge(&self, update: &[u8]) -> Check {
        merge(&self.doc, &[update]).map_err(|error| Broken(format!("nobody can read it: {error}")))
    }

    pub(crate) fn vector(&self) -> Vec<u8> {
        self.doc.transact().state_vector().encode_v1()
    }

    /// What somebody with this vector lacks.
    pub(crate) fn diff(&self, vector: &[u8]) -> Result<Vec<u8>, Broken> {
        let vector = StateVector::decode_v1(vector);
        let vector = vector.map_err(|error| Broken(format!("a state vector: {error}")))?;
        Ok(self.doc.transact().encode_diff_v1(&vector))
    }

    pub(crate) fn whole(&self) -> Vec<u8> {
        self.doc.transact().encode_diff_v1(&StateVector::default())
    }

    /// The root that people write in, and its field that is a text.
    fn root(&self) -> (&'static str, &'static str) {
        match self.document {
            Document::Frame => ("personas", "who"),
            Document::Notes => ("quotes", "text"),
            Document::Map | Document::Talk | Document::Drafts(_) => ("stickies", "text"),
        }
    }

    fn records(&self) -> MapRef {
        self.doc.get_or_insert_map(self.root().0)
    }

    /// Does something to the `n`th record, or makes one; the change, if there is any.
    pub(crate) fn touch(&mut self, what: Touch, n: u32) -> Option<Vec<u8>> {
        let records = self.records();
        let field = self.root().1;
        let mut keys: Vec<String> = {
            let txn = self.doc.transact();
            records.keys(&txn).filter(|key| *key != CANARY).map(str::to_owned).collect()
        };
        keys.sort();
        let chosen = keys.get(usize::try_from(n).unwrap_or(0) % keys.len().max(1)).cloned();
        let (what, id) = match chosen {
            Some(id) if what != Touch::Add => (what, id),
            _ => {
                self.made += 1;
                (Touch::Add, format!("n{}x{}", self.client, self.made))
            }
        };
        let mut txn = self.doc.transact_mut();
        change(&mut txn, &records, &id, field, what, n);
        txn.has_changes().then(|| txn.encode_update_v1())
    }

    /// Takes a whole record away, which nobody but the server may.
    pub(crate) fn take_away(&self, id: &str) -> Vec<u8> {
        let records = self.records();
        let mut txn = self.doc.transact_mut();
        records.remove(&mut txn, id);
        txn.encode_update_v1()
    }

    /// Everything that a reader of the schema could see.
    pub(crate) fn read(&self) -> BTreeMap<String, Any> {
        let roots = schema::document(self.document.kind()).map_or(&[][..], |schema| schema.roots);
        let mut read = BTreeMap::new();
        for root in roots {
            let value = match root.shape {
                Shape::Text(_) => {
                    let text = self.doc.get_or_insert_text(root.name);
                    Any::from(text.get_string(&self.doc.transact()))
                }
                Shape::Records(_) | Shape::Flat(_) => {
                    self.doc.get_or_insert_map(root.name).to_json(&self.doc.transact())
                }
            };
            read.insert(root.name.to_owned(), value);
        }
        read
    }

    /// What the canary says, and its colour.
    pub(crate) fn canary(&self) -> Option<(String, String)> {
        let records = self.records();
        let txn = self.doc.transact();
        let Some(Out::YMap(canary)) = records.get(&txn, CANARY) else { return None };
        let Some(Out::YText(text)) = canary.get(&txn, "text") else { return None };
        let Some(Out::Any(Any::String(color))) = canary.get(&txn, "color") else { return None };
        Some((text.get_string(&txn), color.to_string()))
    }

    /// Writes on the canary.
    pub(crate) fn scribble_on_canary(&self) -> Vec<u8> {
        let records = self.records();
        let mut txn = self.doc.transact_mut();
        change(&mut txn, &records, CANARY, "text", Touch::Erase, 0);
        change(&mut txn, &records, CANARY, "text", Touch::Recolour, 1);
        txn.encode_update_v1()
    }
}

fn change(
    txn: &mut TransactionMut<'_>,
    records: &MapRef,
    id: &str,
    field: &str,
    what: Touch,
    n: u32,
) {
    if what == Touch::Add {
        let record = records.insert(txn, id, MapPrelim::default());
        record.insert(txn, field, TextPrelim::new("woord"));
        record.insert(txn, "color", "yellow");
        return;
    }
    let Some(Out::YMap(record)) = records.get(txn, id) else { return };
    match (what, record.get(txn, field)) {
        (Touch::Type, Some(Out::YText(text))) => {
            let at = n % (text.len(txn) + 1);
            let words = match n % 3 {
                0 => "a",
                1 => "brief ",
                _ => "né",
            };
            text.insert(txn, at, words);
        }
        (Touch::Erase, Some(Out::YText(text))) => erase(txn, &text, n),
        (Touch::Recolour, _) => {
            let color = if n.is_multiple_of(2) { "red" } else { "blue" };
            record.insert(txn, "color", color);
        }
        (Touch::ThrowAway, _) => {
            record.insert(txn, "gone", vec![Any::from("iemand"), Any::from(f64::from(n))]);
        }
        _ => {}
    }
}

fn erase(txn: &mut TransactionMut<'_>, text: &TextRef, n: u32) {
    let length = text.len(txn);
    if length > 0 {
        let at = n % length;
        text.remove_range(txn, at, (length - at).min(1 + n % 4));
    }
}
