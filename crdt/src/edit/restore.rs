//! Bringing back what stood at a spot before somebody changed it: each as an ordinary edit, checked by
//! itself, so that one that has become impossible takes no other with it.

use serde_json::Value;
use yrs::{GetString as _, Map as _, TransactionMut};

use super::apply::{carry_out, check_all, plain, text};
use super::check::record;
use super::{Edit, Stamp};
use crate::ids::RecordId;
use crate::replica::watch::{Before, Spot};
use crate::schema::{self, GONE, Shape};

/// Brings back spots of one document, as this person; how many of them changed by it.
pub fn restore_in(
    txn: &mut TransactionMut<'_>,
    document: &str,
    spots: &[(Spot, Before)],
    by: &Stamp,
) -> usize {
    let mut restored = 0;
    for (spot, before) in spots {
        if let Some(edit) = edit_of(txn, document, spot, before) {
            restored += usize::from(one(txn, document, &edit, by));
        }
    }
    restored
}

/// Throws records away, as this person; how many were not in the bin already.
pub fn bin_in(
    txn: &mut TransactionMut<'_>,
    document: &str,
    records: &[(String, String)],
    by: &Stamp,
) -> usize {
    let mut binned = 0;
    for (root, id) in records {
        let Ok(id) = id.parse::<RecordId>() else { continue };
        let stands = record(txn, root, &id)
            .is_some_and(|stored| plain(stored.get(txn, GONE.name)) == Value::Null);
        let (document, root) = (document.to_owned(), root.clone());
        let edit = Edit::ThrowAway { document: document.clone(), root, id, gone: by.clone() };
        binned += usize::from(stands && one(txn, &document, &edit, by));
    }
    binned
}

fn one(txn: &mut TransactionMut<'_>, document: &str, edit: &Edit, by: &Stamp) -> bool {
    check_all(txn, document, std::slice::from_ref(edit), true).is_ok()
        && carry_out(txn, edit, by).is_some()
}

fn edit_of(
    txn: &mut TransactionMut<'_>,
    document: &str,
    spot: &Spot,
    before: &Before,
) -> Option<Edit> {
    let (root, rest) = spot.split_first()?;
    let shape = schema::document(document)?.root(root)?.shape;
    let (document, root) = (document.to_owned(), root.clone());
    match (shape, rest, before) {
        (Shape::Flat(_), [key], Before::Value(value)) => {
            Some(Edit::SetFlat { document, root, key: key.clone(), value: value.clone() })
        }
        (Shape::Text(_), [], Before::Words(words)) => rewrite(txn, (document, root, None), words),
        (Shape::Records(_), [id, field], Before::Words(words)) => {
            let of = (id.parse().ok()?, field.clone());
            rewrite(txn, (document, root, Some(of)), words)
        }
        (Shape::Records(_), [id, field], Before::Value(value)) => {
            let id = id.parse().ok()?;
            if field != GONE.name {
                let (field, value) = (field.clone(), value.clone());
                return Some(Edit::Set { document, root, id, field, value });
            }
            match serde_json::from_value(value.clone()) {
                Ok(gone) => Some(Edit::ThrowAway { document, root, id, gone }),
                Err(_nothing) => Some(Edit::PutBack { document, root, id }),
            }
        }
        (Shape::Records(_), [id, field, key], Before::Value(value)) => Some(Edit::SetKey {
            document,
            root,
            id: id.parse().ok()?,
            field: field.clone(),
            key: key.clone(),
            value: value.clone(),
        }),
        _ => None,
    }
}

/// The splice that makes a text read as before, around what it has in common with that.
fn rewrite(
    txn: &mut TransactionMut<'_>,
    (document, root, of): (String, String, Option<(RecordId, String)>),
    words: &str,
) -> Option<Edit> {
    let (id, field) = of.unzip();
    let now = text(txn, &root, id.as_ref().zip(field.as_deref()))?.get_string(txn);
    let start: usize =
        now.chars().zip(words.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (same, now) = now.split_at_checked(start)?;
    let words = words.split_at_checked(start)?.1;
    let tail = now.chars().rev().zip(words.chars().rev()).take_while(|(a, b)| a == b);
    let tail: usize = tail.map(|(a, _)| a.len_utf8()).sum();
    let remove = now.get(..now.len() - tail)?;
    let insert = words.get(..words.len() - tail)?;
    let units = |text: &str| u32::try_from(crate::value::length(text)).ok();
    let (at, remove) = (units(same)?, units(remove)?);
    Some(Edit::Write { document, root, id, field, at, remove, insert: insert.to_owned() })
}
