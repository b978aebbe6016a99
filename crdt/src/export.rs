//! A board as a file: JSON that can be read back into a new board, and a table of its stickies.
//!
//! What is in the file is what people see: no notes, no drafts, no bin, no accounts. `docs/EXPORT.md`
//! describes it for others; a file from outside is checked like the edits of a person.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use thiserror::Error;

use crate::doc::{new_doc, whole};
use crate::edit::{Edit, Fields, Stamp, apply};
use crate::ids::{ClientId, Document, RecordId};
use crate::limits::TITLE_TEXT_MAX;
use crate::read::{Reading, Record};
use crate::schema::{self, Kind, Root, SCHEMA_VERSION, Shape};

mod table;

pub use table::{moment, table};

/// What the file calls itself.
pub const FORMAT: &str = "reisbord-board";
/// The version of the form of the file.
pub const VERSION: u64 = 1;

/// What leaves the board, by document. Of `talk` only what people said and who they are.
const DOCUMENTS: [(Document, Option<&[&str]>); 3] = [
    (Document::Frame, None),
    (Document::Map, None),
    (Document::Talk, Some(&["members", "comments", "results"])),
];

/// Whether a root of a document is in an export.
fn is_exported(document: &Document, root: &str) -> bool {
    DOCUMENTS
        .iter()
        .any(|(known, roots)| known == document && roots.is_none_or(|roots| roots.contains(&root)))
}

/// A board's documents as the file has them.
#[derive(Debug, Clone, Copy)]
pub struct Readings<'a> {
    /// `frame`.
    pub frame: &'a Reading,
    /// `map`.
    pub map: &'a Reading,
    /// `talk`.
    pub talk: &'a Reading,
}

/// The file. `template` is what the board was made from; `on` when it is exported.
pub fn export(readings: Readings<'_>, template: &str, on: u64) -> Value {
    let all = [
        (Document::Frame, readings.frame),
        (Document::Map, readings.map),
        (Document::Talk, readings.talk),
    ];
    let documents = all.map(|(document, reading)| {
        let roots = roots_of(&document, reading);
        (document.kind().to_owned(), Value::Object(roots))
    });
    json!({
        "format": FORMAT,
        "version": VERSION,
        "schema": SCHEMA_VERSION,
        "exported_on": moment(on),
        "template": template,
        "documents": Value::Object(documents.into_iter().collect()),
    })
}

fn roots_of(document: &Document, reading: &Reading) -> Map<String, Value> {
    let of = |name: &str| is_exported(document, name);
    let records = reading.live.iter().filter(|(name, _)| of(name));
    let records = records.map(|(name, records)| (*name, json!(records)));
    let flat = reading.flat.iter().filter(|(name, _)| of(name));
    let flat = flat.map(|(name, entries)| (*name, Value::Object(entries.clone())));
    let texts = reading.texts.iter().filter(|(name, _)| of(name));
    let texts = texts.map(|(name, text)| (*name, json!(text)));
    records.chain(flat).chain(texts).map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Why a file is no board.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ImportError {
    /// It is something else.
    #[error("this is no export of a board")]
    Format,
    /// A newer program wrote it.
    #[error("this was exported by a newer version of reisbord")]
    Newer,
    /// A part has another form than it should.
    #[error("`{0}` has another form than an export has")]
    Form(String),
}

/// A board out of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// Its title; empty when it has none.
    pub title: String,
    /// The template that it was made from; empty when the file does not say.
    pub template: String,
    /// The first update of each document.
    pub documents: Vec<(Document, Vec<u8>)>,
    /// What did not fit, each with the reason.
    pub left_out: Vec<String>,
}

/// Reads a file. What does not fit is left out and told; everything else becomes a new board.
pub fn import(file: &Value, client: ClientId, by: &Stamp) -> Result<Imported, ImportError> {
    let number = |name: &str| file.get(name).and_then(Value::as_u64);
    if file.get("format").and_then(Value::as_str) != Some(FORMAT) {
        return Err(ImportError::Format);
    }
    let (version, schema) = (number("version"), number("schema"));
    if version.is_none_or(|version| version > VERSION)
        || schema.is_none_or(|schema| schema > u64::from(SCHEMA_VERSION))
    {
        return Err(ImportError::Newer);
    }
    let mut left_out = Vec::new();
    let mut documents = Vec::new();
    for (document, _roots) in DOCUMENTS {
        let name = document.kind();
        let Some(known) = schema::document(name) else { continue };
        let given = file.get("documents").and_then(|all| all.get(name));
        let given = given.and_then(Value::as_object);
        let given = given.ok_or_else(|| ImportError::Form(name.to_owned()))?;
        let doc = new_doc(client);
        for root in known.roots.iter().filter(|root| is_exported(&document, root.name)) {
            let Some(value) = given.get(root.name) else { continue };
            for edit in edits(name, root, value)? {
                if let Err(why) = apply(&doc, name, std::slice::from_ref(&edit), by) {
                    left_out.push(format!("{name}: {why}"));
                }
            }
        }
        if document == Document::Talk {
            let version = flat(name, "session", "schema", json!(SCHEMA_VERSION));
            if let Err(why) = apply(&doc, name, &[version], by) {
                left_out.push(format!("{name}: {why}"));
            }
        }
        documents.push((document, whole(&doc)));
    }
    let meta = file.pointer("/documents/frame/meta/title").and_then(Value::as_str);
    let title = meta.unwrap_or_default().chars().take(TITLE_TEXT_MAX).collect();
    let template = file.get("template").and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Imported { title, template, documents, left_out })
}

/// The edits that make one root as the file has it.
fn edits(document: &str, root: &Root, value: &Value) -> Result<Vec<Edit>, ImportError> {
    let form = || ImportError::Form(format!("{document}.{}", root.name));
    match root.shape {
        Shape::Records(_) => {
            let records = value.as_array().ok_or_else(form)?;
            records.iter().map(|record| create(document, root, record).ok_or_else(form)).collect()
        }
        Shape::Flat(_) => {
            let entries = value.as_object().ok_or_else(form)?.iter();
            let edits = entries.map(|(key, value)| flat(document, root.name, key, value.clone()));
            Ok(edits.collect())
        }
        Shape::Text(_) => {
            let text = value.as_str().ok_or_else(form)?;
            let write = Edit::Write {
                document: document.to_owned(),
                root: root.name.to_owned(),
                id: None,
                field: None,
                at: 0,
                remove: 0,
                insert: text.to_owned(),
            };
            Ok(if text.is_empty() { Vec::new() } else { vec![write] })
        }
    }
}

/// A record as the file has it; its sets become keys again.
fn create(document: &str, root: &Root, record: &Value) -> Option<Edit> {
    let mut fields = Fields::new();
    let mut id: Option<RecordId> = None;
    for (name, value) in record.as_object()? {
        if name == "id" {
            id = value.as_str()?.parse().ok();
            continue;
        }
        let set = root.field(&format!("{name}:x")).is_some_and(|field| field.kind == Kind::Set);
        if set {
            for member in value.as_array()? {
                fields.insert(format!("{name}:{}", member.as_str()?), json!(true));
            }
        } else {
            fields.insert(name.clone(), value.clone());
        }
    }
    let (document, root) = (document.to_owned(), root.name.to_owned());
    Some(Edit::Create { document, root, id: id?, fields })
}

fn flat(document: &str, root: &str, key: &str, value: Value) -> Edit {
    let (document, root, key) = (document.to_owned(), root.to_owned(), key.to_owned());
    Edit::SetFlat { document, root, key, value }
}

/// Titles of records by their id, for people.
type Titles = BTreeMap<RecordId, String>;

fn titles(records: &[Record], field: &str) -> Titles {
    records.iter().map(|record| (record.id.clone(), record.text(field).to_owned())).collect()
}
