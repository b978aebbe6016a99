//! Texts that grew past what the server keeps: four times what a page allows. No honest hand comes near;
//! what is too much is cut off again before anybody is shown it.

use yrs::{GetString as _, Map as _, Out, ReadTxn as _, Text as _, TextRef, Transaction};

use crate::edit::Edit;
use crate::ids::Document;
use crate::limits::SERVER_FACTOR;
use crate::replica::Replica;
use crate::replica::watch::{Before, Touch};
use crate::schema::{self, Field, Kind, Shape};

/// A text: its root, its record and field unless it is the root itself, and the page's limit.
type Place<'a> = (&'a str, Option<(&'a str, &'static str)>, usize);

/// What cuts the texts that were touched back to size; nothing when they fit.
pub(super) fn cuts(document: &Document, replica: &Replica, touches: &[Touch]) -> Vec<Edit> {
    let places: Vec<_> = touches.iter().flat_map(|touch| places(document, touch)).collect();
    if places.is_empty() {
        return Vec::new();
    }
    let cuts = replica.read(|txn| {
        places.iter().filter_map(|place| cut(document, txn, place)).collect::<Vec<_>>()
    });
    cuts.unwrap_or_default()
}

/// The texts that a change may have made longer.
fn places<'a>(document: &Document, touch: &'a Touch) -> Vec<Place<'a>> {
    let spot: Vec<&str> = touch.spot.iter().map(String::as_str).collect();
    let shape = spot.first().and_then(|root| schema::document(document.kind())?.root(root));
    let limit = |field: &Field| match field.kind {
        Kind::Text(max) => Some((field.name, max)),
        _ => None,
    };
    match (shape.map(|root| root.shape), spot.as_slice(), &touch.before) {
        (Some(Shape::Text(max)), [root], Before::Words(_) | Before::Told) => {
            vec![(root, None, max)]
        }
        (Some(Shape::Records(fields)), [root, id], Before::Made) => {
            let texts = fields.iter().filter_map(limit);
            texts.map(|(field, max)| (*root, Some((*id, field)), max)).collect()
        }
        (Some(Shape::Records(fields)), [root, id, name], Before::Words(_) | Before::Told) => {
            let texts = fields.iter().filter(|field| field.name == *name).filter_map(limit);
            texts.map(|(field, max)| (*root, Some((*id, field)), max)).collect()
        }
        _ => Vec::new(),
    }
}

fn cut(document: &Document, txn: &Transaction<'_>, place: &Place<'_>) -> Option<Edit> {
    let (root, of, max) = *place;
    let text = find(txn, root, of)?;
    let (limit, length) = (SERVER_FACTOR * max, text.len(txn) as usize);
    if length <= limit {
        return None;
    }
    let units: Vec<u16> = text.get_string(txn).encode_utf16().collect();
    let is_middle = units.get(limit).is_some_and(|unit| (0xDC00..0xE000).contains(unit));
    let at = limit - usize::from(is_middle);
    Some(Edit::Write {
        document: document.kind().to_owned(),
        root: root.to_owned(),
        id: of.and_then(|(id, _)| id.parse().ok()),
        field: of.map(|(_, field)| field.to_owned()),
        at: u32::try_from(at).ok()?,
        remove: u32::try_from(length - at).ok()?,
        insert: String::new(),
    })
}

fn find(txn: &Transaction<'_>, root: &str, of: Option<(&str, &str)>) -> Option<TextRef> {
    let Some((id, field)) = of else { return txn.get_text(root) };
    let Out::YMap(record) = txn.get_map(root)?.get(txn, id)? else { return None };
    match record.get(txn, field)? {
        Out::YText(text) => Some(text),
        _ => None,
    }
}
