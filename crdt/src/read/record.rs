//! Records and flat roots as plain values, each on its own: nothing here follows a reference.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};
use yrs::{Array as _, GetString as _, Map as _, MapRef, Out, ReadTxn};

use super::mend::{default, mend, rank};
use crate::ids::RecordId;
use crate::limits::VALUE_DEPTH_MAX;
use crate::order::Rank;
use crate::schema::{Field, GONE, Kind, Need, Root};
use crate::value::from_any;

/// One record as it reads: shared texts as strings, sets as sorted lists, `gone` left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Record {
    /// Its key in the root.
    pub id: RecordId,
    /// Its fields by name, also those that the schema does not know.
    #[serde(flatten)]
    pub fields: BTreeMap<String, Value>,
    /// Its order key, if its root has one.
    #[serde(skip)]
    pub rank: Option<Rank>,
    /// By whom and when it was thrown away.
    #[serde(skip)]
    pub gone: Option<Value>,
}

impl Record {
    /// A field that holds a text, a word or an id; empty when it has none.
    pub fn text(&self, field: &str) -> &str {
        self.fields.get(field).and_then(Value::as_str).unwrap_or_default()
    }

    /// A field that holds a whole number or a moment.
    pub fn number(&self, field: &str) -> Option<i64> {
        self.fields.get(field).and_then(Value::as_i64)
    }

    /// The members of a set, sorted.
    pub fn set(&self, field: &str) -> impl Iterator<Item = &str> {
        self.fields
            .get(field)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
    }

    /// One part of a field that is a tuple, such as a place.
    pub fn part(&self, field: &str, at: usize) -> &str {
        self.fields
            .get(field)
            .and_then(|tuple| tuple.get(at))
            .and_then(Value::as_str)
            .unwrap_or_default()
    }
}

/// The records of a root: those that are shown and those in the bin, each in order.
pub(super) fn records(
    txn: &impl ReadTxn,
    root: &'static Root,
    fields: &'static [Field],
) -> (Vec<Record>, Vec<Record>) {
    let Some(map) = txn.get_map(root.name) else { return Default::default() };
    let mut all: Vec<Record> = map
        .iter(txn)
        .filter_map(|(key, out)| match (key.parse(), out) {
            (Ok(id), Out::YMap(stored)) => record(txn, id, &stored, root, fields),
            _ => None,
        })
        .collect();
    // A root without order keys but with a moment reads in the order of those moments.
    all.sort_by(|a, b| {
        let moment = |record: &Record| match record.rank {
            Some(_) => None,
            None => record.number("on"),
        };
        (&a.rank, moment(a), &a.id).cmp(&(&b.rank, moment(b), &b.id))
    });
    all.into_iter().partition(|record| record.gone.is_none())
}

fn record(
    txn: &impl ReadTxn,
    id: RecordId,
    stored: &MapRef,
    root: &'static Root,
    known: &'static [Field],
) -> Option<Record> {
    let mut record = Record { id, fields: BTreeMap::new(), rank: None, gone: None };
    let mut sets: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (key, out) in stored.iter(txn) {
        let value = plain_out(txn, &out);
        match root.field(key) {
            Some(field) if field.kind == Kind::Set => {
                if value == Value::Bool(true) {
                    let member = key.split_at_checked(field.name.len() + 1).unwrap_or_default().1;
                    sets.entry(field.name).or_default().push(member.to_owned());
                }
            }
            Some(field) => {
                let Some(value) = mend(&field.kind, value) else { continue };
                if field.name == GONE.name {
                    record.gone = Some(value);
                } else {
                    record.fields.insert(key.to_owned(), value);
                }
            }
            None if key == "id" || known.iter().any(|field| field.name == key) => {}
            None => {
                record.fields.insert(key.to_owned(), value);
            }
        }
    }
    for field in known {
        if field.kind == Kind::Set {
            let mut members = sets.remove(field.name).unwrap_or_default();
            members.sort();
            record.fields.insert(field.name.to_owned(), members.into());
        } else if field.need == Need::Always && !record.fields.contains_key(field.name) {
            record.fields.insert(field.name.to_owned(), default(&field.kind)?);
        }
        let value = record.fields.get(field.name);
        if let Some(found) = value.and_then(|value| rank(&field.kind, value)) {
            record.rank = Some(found);
        }
    }
    Some(record)
}

/// The keys of a flat root whose values are of their kind, and those that the schema does not know.
pub(super) fn flat(txn: &impl ReadTxn, root: &'static Root) -> Map<String, Value> {
    let Some(map) = txn.get_map(root.name) else { return Map::new() };
    let mut entries: Vec<_> = map.iter(txn).map(|(key, out)| (key, plain_out(txn, &out))).collect();
    entries.sort_by_key(|(key, _)| *key);
    let read = entries.into_iter().filter_map(|(key, value)| {
        let value = match root.field(key) {
            Some(field) => mend(&field.kind, value)?,
            None => value,
        };
        Some((key.to_owned(), value))
    });
    read.collect()
}

/// The plain form of anything that is stored; what has none is null.
pub(crate) fn plain_out(txn: &impl ReadTxn, out: &Out) -> Value {
    plain(txn, out, VALUE_DEPTH_MAX)
}

fn plain(txn: &impl ReadTxn, out: &Out, depth: usize) -> Value {
    let Some(deeper) = depth.checked_sub(1) else { return Value::Null };
    match out {
        Out::Any(any) => from_any(any),
        Out::YText(text) => Value::String(text.get_string(txn)),
        Out::YArray(items) => items.iter(txn).map(|item| plain(txn, &item, deeper)).collect(),
        Out::YMap(map) => {
            let mut entries: Vec<_> = map
                .iter(txn)
                .map(|(key, item)| (key.to_owned(), plain(txn, &item, deeper)))
                .collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Value::Object(entries.into_iter().collect())
        }
        _ => Value::Null,
    }
}
