//! Every change that a hand, a template, a command or a test can make, as a value.
//!
//! The page has the same edits under the same names. A list of edits for one document is carried out
//! in one transaction, after all of them have been checked: either all happen or none. What comes
//! back are the inverses, each with what it must still find to be rightful. Edits know the schema and
//! nothing of phases or lanes; the words of the journey are in [`crate::plan`].

mod apply;
mod check;
mod restore;
mod undo;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use thiserror::Error;

pub use apply::{Applied, apply, apply_in};
pub use restore::{bin_in, restore_in};
pub use undo::{Undone, undo};

use crate::ids::{MemberId, Millis, RecordId};
use crate::value::ValueError;

/// Who did it, and when: `[member, millis]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Stamp(
    #[cfg_attr(feature = "ts", ts(type = "string"))] pub MemberId,
    #[cfg_attr(feature = "ts", ts(type = "number"))] pub Millis,
);

/// The fields of a new record. Shared texts start with a string, logs with a list, maps with an object.
pub type Fields = BTreeMap<String, Value>;

/// One change to one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Edit {
    /// Makes a record, with its shared texts, logs and maps, in one go.
    Create {
        /// The name of the document.
        #[cfg_attr(feature = "ts", ts(type = "DocumentKind"))]
        document: String,
        /// The root that the record lives in.
        root: String,
        /// A new id, drawn by whoever makes the record.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
        /// Every field that a record cannot be without; shared ones may be left out when empty.
        #[cfg_attr(feature = "ts", ts(type = "Fields"))]
        fields: Fields,
    },
    /// Gives a plain field another value, or none.
    Set {
        /// The name of the document.
        #[cfg_attr(feature = "ts", ts(type = "DocumentKind"))]
        document: String,
        /// The root that the record lives in.
        root: String,
        /// The record.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
        /// The field; for a set `name:member`.
        field: String,
        /// The value; null takes the field away.
        #[cfg_attr(feature = "ts", ts(type = "Plain"))]
        value: Value,
    },
    /// Gives a key of a flat root another value, or none.
    SetFlat {
        /// The name of the document.
        #[cfg_attr(feature = "ts", ts(type = "DocumentKind"))]
        document: String,
        /// The flat root.
        root: String,
        /// The key.
        key: String,
        /// The value; null takes the key away.
        #[cfg_attr(feature = "ts", ts(type = "Plain"))]
        value: Value,
    },
    /// Gives one key of a record's map another value, or none.
    SetKey {
        /// The name of the document.
        #[cfg_attr(feature = "ts", ts(type = "DocumentKind"))]
        document: String,
        /// The root that the record lives in.
        root: String,
        /// The record.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
        /// The field that holds a map.
        field: String,
        /// The key in it.
        key: String,
        /// The value; null takes the key away.
        #[cfg_attr(feature = "ts", ts(type = "Plain"))]
        value: Value,
    },
    /// Hides a record: it goes to the bin.
    ThrowAway {
        /// The name of the document.
        #[cfg_attr(feature = "ts", ts(type = "DocumentKind"))]
        document: String,
        /// The root that the record lives in.
        root: String,
        /// The record.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
        /// By whom, and when.
        gone: Stamp,
    },
    /// Shows a record again.
    PutBack {
        /// The name of the document.
        #[cfg_attr(feature = "ts", ts(type = "DocumentKind"))]
        document: String,
        /// The root that the record lives in.
        root: String,
        /// The record.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
    },
    /// Splices a shared text: of a record, or a root that is a text.
    Write {
        /// The name of the document.
        #[cfg_attr(feature = "ts", ts(type = "DocumentKind"))]
        document: String,
        /// The root that the record lives in, or the text itself.
        root: String,
        /// The record; none for a root text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "ts", ts(optional, type = "string"))]
        id: Option<RecordId>,
        /// The text of the record; none for a root text.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "ts", ts(optional))]
        field: Option<String>,
        /// Where, in UTF-16 units.
        at: u32,
        /// How many units go, from there.
        remove: u32,
        /// What comes instead.
        insert: String,
    },
    /// Adds an entry to a record's log.
    Append {
        /// The name of the document.
        #[cfg_attr(feature = "ts", ts(type = "DocumentKind"))]
        document: String,
        /// The root that the record lives in.
        root: String,
        /// The record.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
        /// The field that holds the log.
        field: String,
        /// A plain object.
        #[cfg_attr(feature = "ts", ts(type = "Fields"))]
        entry: Map<String, Value>,
    },
    /// Takes the last entry of a record's log back, if it is this one: the inverse of an append.
    Retract {
        /// The name of the document.
        #[cfg_attr(feature = "ts", ts(type = "DocumentKind"))]
        document: String,
        /// The root that the record lives in.
        root: String,
        /// The record.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
        /// The field that holds the log.
        field: String,
        /// The entry as it was appended.
        #[cfg_attr(feature = "ts", ts(type = "Fields"))]
        entry: Map<String, Value>,
    },
    /// Removes a record for good. Only the server does this: after the bin's time, and on erasure.
    Purge {
        /// The name of the document.
        #[cfg_attr(feature = "ts", ts(type = "DocumentKind"))]
        document: String,
        /// The root that the record lives in.
        root: String,
        /// The record.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
    },
}

impl Edit {
    /// The name of the document that the edit is for.
    pub fn document(&self) -> &str {
        match self {
            Self::Create { document, .. }
            | Self::Set { document, .. }
            | Self::SetFlat { document, .. }
            | Self::SetKey { document, .. }
            | Self::ThrowAway { document, .. }
            | Self::PutBack { document, .. }
            | Self::Write { document, .. }
            | Self::Append { document, .. }
            | Self::Retract { document, .. }
            | Self::Purge { document, .. } => document,
        }
    }
}

/// The inverse of one edit, and what it must still find.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Undo {
    /// What takes the edit back.
    pub edit: Edit,
    /// What must still be there; if somebody changed it since, the inverse would take their work.
    pub expects: Expect,
}

/// What an inverse must find.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Expect {
    /// The field that the inverse writes still holds this; null is none. Of a log: its last entry.
    Value {
        /// What it holds.
        #[cfg_attr(feature = "ts", ts(type = "Plain"))]
        value: Value,
    },
    /// The whole text that the inverse splices.
    Text {
        /// Its words.
        text: String,
    },
    /// The record reads as it was made: nobody wrote in it.
    Untouched {
        /// All its stored keys, shared texts as strings.
        #[cfg_attr(feature = "ts", ts(type = "Fields"))]
        fields: Fields,
    },
}

/// Why a list of edits was not carried out.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum EditError {
    /// The list is for one document; this edit names another, or one that no board has.
    #[error("`{0}` is not the document that is edited")]
    Document(String),
    /// The document has no such root, or it has another shape than the edit needs.
    #[error("`{root}` cannot be edited like this")]
    Root {
        /// What was named.
        root: String,
    },
    /// The root has no such field, or it has another kind than the edit needs.
    #[error("`{root}.{field}` cannot be edited like this")]
    Field {
        /// The root.
        root: String,
        /// What was named.
        field: String,
    },
    /// A record cannot be without this field.
    #[error("`{root}.{field}` cannot be left out")]
    Needed {
        /// The root.
        root: String,
        /// The field.
        field: String,
    },
    /// The value does not fit.
    #[error("`{root}.{field}`: {error}")]
    Value {
        /// The root.
        root: String,
        /// The field.
        field: String,
        /// Why.
        error: ValueError,
    },
    /// No such record, at least not any more.
    #[error("`{root}/{id}` does not exist")]
    Missing {
        /// The root.
        root: String,
        /// The id.
        id: RecordId,
    },
    /// There is a record with this id already.
    #[error("`{root}/{id}` exists already")]
    Exists {
        /// The root.
        root: String,
        /// The id.
        id: RecordId,
    },
    /// What is stored here was made by something else than this program.
    #[error("`{root}.{field}` holds something that cannot be edited")]
    Foreign {
        /// The root.
        root: String,
        /// The field.
        field: String,
    },
    /// A splice outside the text, or through the middle of a character.
    #[error("`{root}.{field}` has no such spot")]
    Spot {
        /// The root.
        root: String,
        /// The field.
        field: String,
    },
}

impl EditError {
    /// A short name that both languages give this error.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Document(_) => "document",
            Self::Root { .. } => "root",
            Self::Field { .. } => "field",
            Self::Needed { .. } => "needed",
            Self::Value { .. } => "value",
            Self::Missing { .. } => "missing",
            Self::Exists { .. } => "exists",
            Self::Foreign { .. } => "foreign",
            Self::Spot { .. } => "spot",
        }
    }
}
