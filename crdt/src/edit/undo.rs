//! Taking edits back: each inverse is carried out if what it expects is still there, and is left
//! alone if somebody changed that since. Who that was, the page knows from the owners of replicas.

use std::collections::BTreeMap;

use yrs::{Doc, GetString as _, Map as _, ReadTxn as _, Transact as _, TransactionMut};

use super::apply::{carry_out, check_all, last, log, plain, stored_fields, text};
use super::check::record;
use super::{Applied, Edit, EditError, Expect, Stamp, Undo};
use crate::ids::RecordId;
use crate::schema::GONE;

/// What taking back did.
#[derive(Debug, Clone, PartialEq)]
pub struct Undone {
    /// What was taken back; its inverses are the redo.
    pub applied: Applied,
    /// What was left, because it is not as it was.
    pub left: Vec<Undo>,
}

/// Takes edits back, in the order given, as this person at this moment.
pub fn undo(doc: &Doc, document: &str, list: &[Undo], by: &Stamp) -> Result<Undone, EditError> {
    let mut txn = doc.transact_mut();
    let (mut redo, mut left) = (Vec::new(), Vec::new());
    // A log tells what happened to its record: when its entry cannot go, what it tells of stays.
    let mut told: BTreeMap<_, bool> = BTreeMap::new();
    for one in list.iter().filter(|one| is_log(&one.edit)) {
        if let Some(record) = record_of(&one.edit) {
            // Only the first counts: the next one finds what the first leaves.
            told.entry(record).or_insert_with(|| as_expected(&mut txn, one));
        }
    }
    for one in list {
        // Checked one by one: an inverse that has become impossible is left, like a changed one.
        if one.edit.document() != document {
            return Err(EditError::Document(one.edit.document().to_owned()));
        }
        let edit = signed(&one.edit, by);
        let possible = check_all(&txn, document, std::slice::from_ref(&edit), true).is_ok();
        let stays = record_of(&one.edit).is_some_and(|record| told.get(&record) == Some(&false));
        if possible && !stays && as_expected(&mut txn, one) {
            redo.extend(carry_out(&mut txn, &edit, by));
        } else {
            left.push(one.clone());
        }
    }
    redo.reverse();
    let changed = !(txn.insert_set().is_empty() && txn.delete_set().is_empty());
    let update = changed.then(|| txn.encode_update_v1());
    Ok(Undone { applied: Applied { undo: redo, update }, left })
}

/// Whoever takes a creation back throws it away now, not when it was made.
fn signed(edit: &Edit, by: &Stamp) -> Edit {
    let mut edit = edit.clone();
    if let Edit::ThrowAway { gone, .. } = &mut edit {
        gone.clone_from(by);
    }
    edit
}

fn is_log(edit: &Edit) -> bool {
    matches!(edit, Edit::Append { .. } | Edit::Retract { .. })
}

fn record_of(edit: &Edit) -> Option<(&str, &RecordId)> {
    match edit {
        Edit::Create { root, id, .. }
        | Edit::Set { root, id, .. }
        | Edit::SetKey { root, id, .. }
        | Edit::ThrowAway { root, id, .. }
        | Edit::PutBack { root, id, .. }
        | Edit::Append { root, id, .. }
        | Edit::Retract { root, id, .. }
        | Edit::Purge { root, id, .. } => Some((root, id)),
        Edit::Write { root, id, .. } => Some((root, id.as_ref()?)),
        Edit::SetFlat { .. } => None,
    }
}

fn as_expected(txn: &mut TransactionMut<'_>, one: &Undo) -> bool {
    match (&one.edit, &one.expects) {
        (Edit::Set { root, id, field, .. }, Expect::Value { value }) => {
            record(txn, root, id).is_some_and(|map| plain(map.get(txn, field)) == *value)
        }
        (Edit::SetFlat { root, key, .. }, Expect::Value { value }) => {
            let found = txn.get_map(root.as_str()).and_then(|map| map.get(txn, key));
            plain(found) == *value
        }
        (Edit::SetKey { root, id, field, key, .. }, Expect::Value { value }) => {
            match record(txn, root, id).and_then(|map| map.get(txn, field)) {
                Some(yrs::Out::YMap(map)) => plain(map.get(txn, key)) == *value,
                _ => false,
            }
        }
        (
            Edit::ThrowAway { root, id, .. } | Edit::PutBack { root, id, .. },
            Expect::Value { value },
        ) => record(txn, root, id).is_some_and(|map| plain(map.get(txn, GONE.name)) == *value),
        (Edit::ThrowAway { root, id, .. }, Expect::Untouched { fields }) => {
            record(txn, root, id).is_some_and(|map| stored_fields(txn, &map) == *fields)
        }
        (
            Edit::Append { root, id, field, .. } | Edit::Retract { root, id, field, .. },
            Expect::Value { value },
        ) => log(txn, root, id, field).is_some_and(|log| last(txn, &log) == *value),
        (Edit::Write { root, id, field, .. }, Expect::Text { text: words }) => {
            let found = text(txn, root, id.as_ref().zip(field.as_deref()));
            found.is_some_and(|text| text.get_string(txn) == *words)
        }
        _ => false,
    }
}
