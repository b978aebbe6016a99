//! Whether a list of edits can be carried out: the schema for names and values, the document for
//! what exists, and the edits before each one for what will exist by then. It changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use yrs::{GetString as _, Map as _, MapRef, Out, ReadTxn, Text as _};

use super::{Edit, EditError, Fields};
use crate::ids::RecordId;
use crate::schema::{self, DocumentSchema, Field, GONE, Kind, Need, Root, Shape};
use crate::value::{self, ValueError};

/// Which text: a root, and the record and field in it unless the root is the text.
type TextKey = (String, Option<(RecordId, String)>);

/// A document as it will be once the edits so far are carried out.
pub(super) struct Ahead<'a, T> {
    txn: &'a T,
    schema: &'static DocumentSchema,
    made: BTreeMap<(String, RecordId), Fields>,
    purged: BTreeSet<(String, RecordId)>,
    /// The texts that were written in, in UTF-16 units.
    texts: BTreeMap<TextKey, Vec<u16>>,
}

impl<'a, T: ReadTxn> Ahead<'a, T> {
    /// A document of this kind as it is now.
    pub(super) fn new(document: &str, txn: &'a T) -> Result<Self, EditError> {
        let schema =
            schema::document(document).ok_or_else(|| EditError::Document(document.to_owned()))?;
        let (made, purged, texts) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
        Ok(Self { txn, schema, made, purged, texts })
    }

    /// Checks one edit and remembers what it does to the next ones. A value that was kept from
    /// before (`kept`) only needs to have been there, not to be one that may be newly written.
    pub(super) fn check(&mut self, edit: &Edit, kept: bool) -> Result<(), EditError> {
        if edit.document() != self.schema.name {
            return Err(EditError::Document(edit.document().to_owned()));
        }
        match edit {
            Edit::Create { root, id, fields, .. } => self.create(root, id, fields),
            Edit::Set { root, id, field, value, .. } => {
                let known = self.field(root, field)?;
                let shared = matches!(known.kind, Kind::Text(_) | Kind::Log | Kind::Map);
                if shared || known.name == GONE.name {
                    return Err(no_field(root, field));
                }
                self.exists(root, id)?;
                settable(known, root, field, value, kept)
            }
            Edit::SetFlat { root, key, value, .. } => match self.root(root)?.shape {
                Shape::Flat(_) => settable(self.field(root, key)?, root, key, value, kept),
                Shape::Records(_) | Shape::Text(_) => Err(no_root(root)),
            },
            Edit::SetKey { root, id, field, key, .. } => {
                self.of_kind(root, field, |kind| kind == Kind::Map)?;
                self.exists(root, id)?;
                let fits = !key.is_empty() && value::length(key) <= crate::limits::ID_LENGTH_MAX;
                let shared = |out| matches!(out, Some(Out::YMap(_)));
                self.shared(root, id, field, shared)?;
                if fits { Ok(()) } else { Err(no_field(root, field)) }
            }
            Edit::ThrowAway { root, id, .. } | Edit::PutBack { root, id, .. } => {
                self.exists(root, id)
            }
            Edit::Write { root, id, field, at, remove, insert, .. } => {
                let record = match (id, field) {
                    (Some(id), Some(field)) => Some((id, field.as_str())),
                    (None, None) => None,
                    _ => return Err(no_root(root)),
                };
                self.write(root, record, (*at, *remove), insert)
            }
            Edit::Append { root, id, field, .. } | Edit::Retract { root, id, field, .. } => {
                self.of_kind(root, field, |kind| kind == Kind::Log)?;
                self.exists(root, id)?;
                self.shared(root, id, field, |out| matches!(out, Some(Out::YArray(_))))
            }
            Edit::Purge { root, id, .. } => {
                self.exists(root, id)?;
                let key = (root.clone(), id.clone());
                self.made.remove(&key);
                self.purged.insert(key);
                Ok(())
            }
        }
    }

    fn create(&mut self, root: &str, id: &RecordId, fields: &Fields) -> Result<(), EditError> {
        let Shape::Records(known) = self.root(root)?.shape else { return Err(no_root(root)) };
        if self.exists(root, id).is_ok() {
            return Err(EditError::Exists { root: root.to_owned(), id: id.clone() });
        }
        for (name, value) in fields {
            let field = self.field(root, name)?;
            value::check(&field.kind, value).map_err(|error| bad_value(root, name, error))?;
        }
        for field in known {
            let shared = matches!(field.kind, Kind::Text(_) | Kind::Log | Kind::Map);
            if field.need == Need::Always && !shared && !fields.contains_key(field.name) {
                let field = field.name.to_owned();
                return Err(EditError::Needed { root: root.to_owned(), field });
            }
        }
        let key = (root.to_owned(), id.clone());
        self.purged.remove(&key);
        self.texts.retain(|(of, record), _| {
            of != root || record.as_ref().is_none_or(|(record, _)| record != id)
        });
        self.made.insert(key, fields.clone());
        Ok(())
    }

    fn write(
        &mut self,
        root: &str,
        record: Option<(&RecordId, &str)>,
        (at, remove): (u32, u32),
        insert: &str,
    ) -> Result<(), EditError> {
        let name = record.map_or("", |(_, field)| field);
        let max = match (record, self.root(root)?.shape) {
            (None, Shape::Text(max)) => max,
            (Some((id, field)), Shape::Records(_)) => {
                self.exists(root, id)?;
                let known = self.of_kind(root, field, |kind| matches!(kind, Kind::Text(_)))?;
                if let Kind::Text(max) = known.kind { max } else { 0 }
            }
            _ => return Err(no_root(root)),
        };
        let key = (root.to_owned(), record.map(|(id, field)| (id.clone(), field.to_owned())));
        let mut text = match self.texts.remove(&key) {
            Some(text) => text,
            None => self.text(root, record)?,
        };
        let (start, end) = (at as usize, (at as usize).saturating_add(remove as usize));
        let middle =
            |spot: usize| text.get(spot).is_some_and(|unit| (0xDC00..0xE000).contains(unit));
        if end > text.len() || middle(start) || middle(end) {
            return Err(EditError::Spot { root: root.to_owned(), field: name.to_owned() });
        }
        let before = text.len();
        text.splice(start..end, insert.encode_utf16());
        // A text that two people made too long together can still be made shorter.
        if text.len() > max && text.len() > before {
            let error = ValueError::TooLong { max, length: text.len() };
            return Err(bad_value(root, name, error));
        }
        self.texts.insert(key, text);
        Ok(())
    }

    /// The stored text, in UTF-16 units.
    fn text(&self, root: &str, record: Option<(&RecordId, &str)>) -> Result<Vec<u16>, EditError> {
        let Some((id, field)) = record else {
            let text = self.txn.get_text(root).map(|text| text.get_string(self.txn));
            return Ok(text.unwrap_or_default().encode_utf16().collect());
        };
        if let Some(fields) = self.made.get(&(root.to_owned(), id.clone())) {
            let text = fields.get(field).and_then(Value::as_str).unwrap_or_default();
            return Ok(text.encode_utf16().collect());
        }
        let stored = self.record(root, id).and_then(|record| record.get(self.txn, field));
        if let Some(Out::YText(text)) = stored {
            let units: Vec<u16> = text.get_string(self.txn).encode_utf16().collect();
            // Something that is not text stands in it: offsets would not mean the same.
            if units.len() == text.len(self.txn) as usize {
                return Ok(units);
            }
        }
        Err(EditError::Foreign { root: root.to_owned(), field: field.to_owned() })
    }

    fn shared(
        &self,
        root: &str,
        id: &RecordId,
        field: &str,
        fits: impl Fn(Option<Out>) -> bool,
    ) -> Result<(), EditError> {
        if self.made.contains_key(&(root.to_owned(), id.clone())) {
            return Ok(());
        }
        let stored = self.record(root, id).and_then(|record| record.get(self.txn, field));
        let foreign = || EditError::Foreign { root: root.to_owned(), field: field.to_owned() };
        if fits(stored) { Ok(()) } else { Err(foreign()) }
    }

    fn record(&self, root: &str, id: &RecordId) -> Option<MapRef> {
        record(self.txn, root, id)
    }

    fn exists(&self, root: &str, id: &RecordId) -> Result<(), EditError> {
        let Shape::Records(_) = self.root(root)?.shape else { return Err(no_root(root)) };
        let key = (root.to_owned(), id.clone());
        let stored = !self.purged.contains(&key) && self.record(root, id).is_some();
        if stored || self.made.contains_key(&key) {
            return Ok(());
        }
        Err(EditError::Missing { root: root.to_owned(), id: id.clone() })
    }

    fn root(&self, root: &str) -> Result<&'static Root, EditError> {
        self.schema.root(root).ok_or_else(|| no_root(root))
    }

    fn field(&self, root: &str, key: &str) -> Result<&'static Field, EditError> {
        self.root(root)?.field(key).ok_or_else(|| no_field(root, key))
    }

    fn of_kind(
        &self,
        root: &str,
        key: &str,
        fits: impl Fn(Kind) -> bool,
    ) -> Result<&'static Field, EditError> {
        let field = self.field(root, key)?;
        if fits(field.kind) { Ok(field) } else { Err(no_field(root, key)) }
    }
}

/// The stored record, if it is one.
pub(super) fn record(txn: &impl ReadTxn, root: &str, id: &RecordId) -> Option<MapRef> {
    match txn.get_map(root)?.get(txn, id.as_str())? {
        Out::YMap(record) => Some(record),
        _ => None,
    }
}

fn settable(
    field: &Field,
    root: &str,
    key: &str,
    value: &Value,
    kept: bool,
) -> Result<(), EditError> {
    if value.is_null() {
        return match field.need {
            Need::Maybe => Ok(()),
            Need::Always if kept => Ok(()),
            Need::Always => Err(EditError::Needed { root: root.to_owned(), field: key.to_owned() }),
        };
    }
    if kept {
        return Ok(());
    }
    value::check(&field.kind, value).map_err(|error| bad_value(root, key, error))
}

fn no_root(root: &str) -> EditError {
    EditError::Root { root: root.to_owned() }
}

fn no_field(root: &str, field: &str) -> EditError {
    EditError::Field { root: root.to_owned(), field: field.to_owned() }
}

fn bad_value(root: &str, field: &str, error: ValueError) -> EditError {
    EditError::Value { root: root.to_owned(), field: field.to_owned(), error }
}
