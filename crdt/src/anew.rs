//! A document written anew: it reads as the old one did, and holds nothing that anybody's replica has.
//!
//! A board that is put back begins another history. Were its structs the old ones, a client that comes
//! back with the history that was left behind could delete in the new one what it deleted there, and nobody
//! could tell: deletions carry no author.

use std::collections::BTreeMap;

use yrs::{
    Array as _, ArrayPrelim, GetString as _, Map as _, MapPrelim, MapRef, Out, ReadTxn as _,
    Text as _, TextPrelim, Transact as _, Transaction, TransactionMut, WriteTxn as _,
};

use crate::doc::{new_doc, whole};
use crate::ids::ClientId;
use crate::schema::{DocumentSchema, Shape};

/// The whole of a document, written by this replica.
pub(crate) fn anew(txn: &Transaction<'_>, schema: &DocumentSchema, hand: ClientId) -> Vec<u8> {
    let doc = new_doc(hand);
    {
        let mut new = doc.transact_mut();
        for root in schema.roots {
            match root.shape {
                Shape::Text(_) => {
                    let words = txn.get_text(root.name).map(|text| text.get_string(txn));
                    if let Some(words) = words.filter(|words| !words.is_empty()) {
                        new.get_or_insert_text(root.name).insert(&mut new, 0, &words);
                    }
                }
                Shape::Records(_) | Shape::Flat(_) => {
                    if let Some(map) = txn.get_map(root.name) {
                        let copy = new.get_or_insert_map(root.name);
                        copy_map(txn, &map, &mut new, &copy);
                    }
                }
            }
        }
    }
    whole(&doc)
}

/// Goes as deep as the schema: the guard lets nothing in that is deeper.
fn copy_map(txn: &Transaction<'_>, from: &MapRef, new: &mut TransactionMut<'_>, to: &MapRef) {
    // In the order of their keys, so that the same board is written in the same way.
    let entries: BTreeMap<&str, Out> = from.iter(txn).collect();
    for (key, out) in entries {
        match out {
            Out::Any(value) => drop(to.insert(new, key, value)),
            Out::YText(text) => {
                to.insert(new, key, TextPrelim::new(text.get_string(txn)));
            }
            Out::YArray(list) => {
                let copy = to.insert(new, key, ArrayPrelim::default());
                for value in list.iter(txn) {
                    if let Out::Any(value) = value {
                        copy.push_back(new, value);
                    }
                }
            }
            Out::YMap(map) => {
                let copy = to.insert(new, key, MapPrelim::default());
                copy_map(txn, &map, new, &copy);
            }
            // No board has anything else: the walk knows no other types.
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doc::merge;
    use crate::schema::document;
    use yrs::types::ToJson as _;

    #[test]
    fn it_reads_the_same_and_nobody_deletes_in_it_what_they_deleted_before() {
        let old = new_doc(ClientId(7));
        let stickies = old.get_or_insert_map("stickies");
        let text = {
            let mut txn = old.transact_mut();
            let sticky = stickies.insert(&mut txn, "a", MapPrelim::default());
            sticky.insert(&mut txn, "at", vec!["current", "pains", "p", "V"]);
            sticky.insert(&mut txn, "text", TextPrelim::new("Dag 👋"))
        };
        let schema = document("map").unwrap();
        let written = anew(&old.transact(), schema, ClientId(8));
        let new = new_doc(ClientId(9));
        merge(&new, &[&written]).unwrap();
        let copy = new.get_or_insert_map("stickies");
        let before = stickies.to_json(&old.transact());
        assert_eq!(copy.to_json(&new.transact()), before);
        let clients: Vec<u64> =
            new.transact().state_vector().iter().map(|(client, _)| client.get()).collect();
        assert_eq!(clients, [8]);
        text.remove_range(&mut old.transact_mut(), 0, 3);
        let deletion = old.transact().encode_diff_v1(&old.transact().state_vector());
        merge(&new, &[&deletion]).unwrap();
        assert_eq!(copy.to_json(&new.transact()), before);
    }
}
