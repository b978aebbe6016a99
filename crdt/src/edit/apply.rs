//! Carrying out a list of edits in one transaction, and noting the inverse of each.
//!
//! Nothing is written that is there already: every write stays in the document for ever. Keys are
//! written in one fixed order, so that the same edits by the same replica give the same bytes.

use serde_json::Value;
use yrs::{
    Array as _, ArrayPrelim, ArrayRef, Doc, GetString as _, Map as _, MapPrelim, MapRef, Out,
    ReadTxn, Text as _, TextPrelim, TextRef, Transact as _, TransactionMut, WriteTxn as _,
};

use super::check::{Ahead, record};
use super::{Edit, EditError, Expect, Fields, Stamp, Undo};
use crate::ids::RecordId;
use crate::schema::{self, GONE, Kind, Shape};
use crate::value::{from_any, to_any};

/// What a list of edits did.
#[derive(Debug, Clone, PartialEq)]
pub struct Applied {
    /// The inverses, in the order in which they must be carried out: the last edit first.
    pub undo: Vec<Undo>,
    /// The change as bytes; none when everything was there already.
    pub update: Option<Vec<u8>>,
}

/// Carries out edits on the document of this kind. `by` is who throws away what an undo of a
/// creation throws away.
pub fn apply(doc: &Doc, document: &str, edits: &[Edit], by: &Stamp) -> Result<Applied, EditError> {
    let mut txn = doc.transact_mut();
    let undo = apply_in(&mut txn, document, edits, by)?;
    let changed = !(txn.insert_set().is_empty() && txn.delete_set().is_empty());
    let update = changed.then(|| txn.encode_update_v1());
    Ok(Applied { undo, update })
}

/// The same inside a transaction that the caller has open; the inverses come back.
pub fn apply_in(
    txn: &mut TransactionMut<'_>,
    document: &str,
    edits: &[Edit],
    by: &Stamp,
) -> Result<Vec<Undo>, EditError> {
    check_all(txn, document, edits, false)?;
    let mut undo: Vec<Undo> = edits.iter().filter_map(|edit| carry_out(txn, edit, by)).collect();
    undo.reverse();
    Ok(undo)
}

pub(super) fn check_all(
    txn: &impl ReadTxn,
    document: &str,
    edits: &[Edit],
    kept: bool,
) -> Result<(), EditError> {
    let mut ahead = Ahead::new(document, txn)?;
    edits.iter().try_for_each(|edit| ahead.check(edit, kept))
}

/// Carries out one checked edit; its inverse, unless it changed nothing or cannot be taken back.
pub(super) fn carry_out(txn: &mut TransactionMut<'_>, edit: &Edit, by: &Stamp) -> Option<Undo> {
    match edit {
        Edit::Create { document, root, id, fields } => {
            create(txn, document, root, id, fields);
            let fields = stored_fields(txn, &record(txn, root, id)?);
            let edit = Edit::ThrowAway {
                document: document.clone(),
                root: root.clone(),
                id: id.clone(),
                gone: by.clone(),
            };
            Some(Undo { edit, expects: Expect::Untouched { fields } })
        }
        Edit::Set { document, root, id, field, value } => {
            let record = record(txn, root, id)?;
            let before = put(txn, &record, field, value)?;
            let edit = Edit::Set {
                document: document.clone(),
                root: root.clone(),
                id: id.clone(),
                field: field.clone(),
                value: before,
            };
            Some(Undo { edit, expects: Expect::Value { value: value.clone() } })
        }
        Edit::SetFlat { document, root, key, value } => {
            let flat = txn.get_or_insert_map(root.as_str());
            let before = put(txn, &flat, key, value)?;
            let (document, root, key) = (document.clone(), root.clone(), key.clone());
            let edit = Edit::SetFlat { document, root, key, value: before };
            Some(Undo { edit, expects: Expect::Value { value: value.clone() } })
        }
        Edit::SetKey { document, root, id, field, key, value } => {
            let Some(Out::YMap(map)) = record(txn, root, id)?.get(txn, field) else { return None };
            let before = put(txn, &map, key, value)?;
            let edit = Edit::SetKey {
                document: document.clone(),
                root: root.clone(),
                id: id.clone(),
                field: field.clone(),
                key: key.clone(),
                value: before,
            };
            Some(Undo { edit, expects: Expect::Value { value: value.clone() } })
        }
        Edit::ThrowAway { document, root, id, gone } => {
            hide(txn, (document, root, id), serde_json::json!([gone.0, gone.1]))
        }
        Edit::PutBack { document, root, id } => hide(txn, (document, root, id), Value::Null),
        Edit::Write { root, id, field, .. } => {
            let text = text(txn, root, id.as_ref().zip(field.as_deref()))?;
            write(txn, edit, &text)
        }
        Edit::Append { .. } | Edit::Retract { .. } => note(txn, edit),
        Edit::Purge { root, id, .. } => {
            txn.get_or_insert_map(root.as_str()).remove(txn, id.as_str());
            None
        }
    }
}

/// Adds an entry to a log, or takes the last one back if it is this one.
fn note(txn: &mut TransactionMut<'_>, edit: &Edit) -> Option<Undo> {
    let (Edit::Append { document, root, id, field, entry }
    | Edit::Retract { document, root, id, field, entry }) = edit
    else {
        return None;
    };
    let log = log(txn, root, id, field)?;
    let told = Value::Object(entry.clone());
    let (document, root, id) = (document.clone(), root.clone(), id.clone());
    let (field, entry) = (field.clone(), entry.clone());
    if matches!(edit, Edit::Append { .. }) {
        log.push_back(txn, to_any(&told));
        let edit = Edit::Retract { document, root, id, field, entry };
        return Some(Undo { edit, expects: Expect::Value { value: told } });
    }
    if last(txn, &log) != told {
        return None;
    }
    log.remove(txn, log.len(txn).checked_sub(1)?);
    let edit = Edit::Append { document, root, id, field, entry };
    Some(Undo { edit, expects: Expect::Value { value: last(txn, &log) } })
}

/// Throws a record away, or puts it back; the inverse brings back whichever it was before.
fn hide(
    txn: &mut TransactionMut<'_>,
    (document, root, id): (&str, &str, &RecordId),
    value: Value,
) -> Option<Undo> {
    let before = put(txn, &record(txn, root, id)?, GONE.name, &value)?;
    let (document, root, id) = (document.to_owned(), root.to_owned(), id.clone());
    let edit = match serde_json::from_value(before) {
        Ok(gone) => Edit::ThrowAway { document, root, id, gone },
        Err(_) => Edit::PutBack { document, root, id },
    };
    Some(Undo { edit, expects: Expect::Value { value } })
}

/// Makes the record and everything in it, in the order of the schema and then of the keys.
fn create(
    txn: &mut TransactionMut<'_>,
    document: &str,
    root: &str,
    id: &RecordId,
    fields: &Fields,
) {
    let shape = schema::document(document).and_then(|schema| schema.root(root));
    let Some(Shape::Records(known)) = shape.map(|root| root.shape) else { return };
    let record = txn.get_or_insert_map(root).insert(txn, id.as_str(), MapPrelim::default());
    for field in known {
        let start = fields.get(field.name);
        match field.kind {
            Kind::Text(_) => {
                let text = start.and_then(Value::as_str).unwrap_or_default();
                record.insert(txn, field.name, TextPrelim::new(text));
            }
            Kind::Log => {
                let log: ArrayRef = record.insert(txn, field.name, ArrayPrelim::default());
                for entry in start.and_then(Value::as_array).into_iter().flatten() {
                    log.push_back(txn, to_any(entry));
                }
            }
            Kind::Map => {
                let map: MapRef = record.insert(txn, field.name, MapPrelim::default());
                for (key, value) in start.and_then(Value::as_object).into_iter().flatten() {
                    map.insert(txn, key.as_str(), to_any(value));
                }
            }
            _ => {
                if let Some(value) = start.filter(|value| !value.is_null()) {
                    record.insert(txn, field.name, to_any(value));
                }
            }
        }
    }
    for (key, value) in fields {
        if known.iter().all(|field| field.name != key) {
            record.insert(txn, key.as_str(), to_any(value));
        }
    }
}

/// Puts a plain value; what was there before, or none when it was the same.
fn put(txn: &mut TransactionMut<'_>, map: &MapRef, key: &str, value: &Value) -> Option<Value> {
    let before = plain(map.get(txn, key));
    if before == *value {
        return None;
    }
    if value.is_null() {
        map.remove(txn, key);
    } else {
        map.insert(txn, key, to_any(value));
    }
    Some(before)
}

pub(super) fn plain(out: Option<Out>) -> Value {
    match out {
        Some(Out::Any(any)) => from_any(&any),
        _ => Value::Null,
    }
}

pub(super) fn text(
    txn: &mut TransactionMut<'_>,
    root: &str,
    of: Option<(&RecordId, &str)>,
) -> Option<TextRef> {
    let Some((id, field)) = of else { return Some(txn.get_or_insert_text(root)) };
    match record(txn, root, id)?.get(txn, field)? {
        Out::YText(text) => Some(text),
        _ => None,
    }
}

/// The log of a record.
pub(super) fn log(txn: &impl ReadTxn, root: &str, id: &RecordId, field: &str) -> Option<ArrayRef> {
    match record(txn, root, id)?.get(txn, field)? {
        Out::YArray(log) => Some(log),
        _ => None,
    }
}

/// The last entry of a log; null when it is empty.
pub(super) fn last(txn: &impl ReadTxn, log: &ArrayRef) -> Value {
    plain(log.len(txn).checked_sub(1).and_then(|at| log.get(txn, at)))
}

fn write(txn: &mut TransactionMut<'_>, edit: &Edit, text: &TextRef) -> Option<Undo> {
    let Edit::Write { document, root, id, field, at, remove, insert } = edit else { return None };
    let units: Vec<u16> = text.get_string(txn).encode_utf16().collect();
    let (from, to) = (*at as usize, (*at as usize).saturating_add(*remove as usize));
    let removed = String::from_utf16(units.get(from..to)?).ok()?;
    if removed == *insert {
        return None;
    }
    if *remove > 0 {
        text.remove_range(txn, *at, *remove);
    }
    text.insert(txn, *at, insert);
    let edit = Edit::Write {
        document: document.clone(),
        root: root.clone(),
        id: id.clone(),
        field: field.clone(),
        at: *at,
        remove: u32::try_from(insert.encode_utf16().count()).ok()?,
        insert: removed,
    };
    Some(Undo { edit, expects: Expect::Text { text: text.get_string(txn) } })
}

/// Everything that a record holds, shared texts as strings.
pub(super) fn stored_fields(txn: &impl ReadTxn, record: &MapRef) -> Fields {
    let each = |(key, out): (&str, Out)| (key.to_owned(), crate::read::plain_out(txn, &out));
    record.iter(txn).map(each).collect()
}
