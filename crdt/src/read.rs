//! Reading: the plain board that a set of documents means, whatever was merged into them.
//!
//! Reading mends and never writes: wrong types read as defaults, references that lead nowhere are
//! skipped, a sticky without a place is shown apart, unknown fields and words are kept. It is what
//! templates are checked with, what an export shows, and what `web/src/model` does in the browser;
//! `tests/vectors` holds both to the same answers.

pub mod actions;
mod board;
mod columns;
mod mend;
mod record;
mod valid;

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use yrs::{Doc, GetString as _, ReadTxn, Transact as _};

pub use board::{Beat, Binned, Board, Cell, Measured, Moment, board};
pub use columns::{Column, Phase};
pub use record::Record;
pub(crate) use record::plain_out;
pub use valid::{valid, whole};

use crate::schema::{DocumentSchema, Shape};

/// One document as plain values, root by root, before references are followed.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Reading {
    /// Records that are not thrown away, in order.
    pub live: BTreeMap<&'static str, Vec<Record>>,
    /// Records in the bin, in order.
    pub gone: BTreeMap<&'static str, Vec<Record>>,
    /// Flat roots.
    pub flat: BTreeMap<&'static str, Map<String, Value>>,
    /// Root texts.
    pub texts: BTreeMap<&'static str, String>,
}

/// Reads one document. Every root of the schema is there, also when nothing was written in it.
pub fn document(doc: &Doc, schema: &'static DocumentSchema) -> Reading {
    document_in(&doc.transact(), schema)
}

/// The same inside a transaction that the caller has open.
pub fn document_in(txn: &impl ReadTxn, schema: &'static DocumentSchema) -> Reading {
    let mut reading = Reading::default();
    for root in schema.roots {
        match root.shape {
            Shape::Records(fields) => {
                let (live, gone) = record::records(txn, root, fields);
                reading.live.insert(root.name, live);
                reading.gone.insert(root.name, gone);
            }
            Shape::Flat(_) => {
                reading.flat.insert(root.name, record::flat(txn, root));
            }
            Shape::Text(_) => {
                let text = txn.get_text(root.name).map(|text| text.get_string(txn));
                reading.texts.insert(root.name, text.unwrap_or_default());
            }
        }
    }
    reading
}
