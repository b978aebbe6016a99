//! Boards in and out: reading what is on disk into an export, and making a board of one. It works beside
//! open boards; an export is what was durable at that moment.

use crdt::edit::Stamp;
use crdt::export::{Readings, import, table};
use crdt::ids::{BoardId, Document, MemberId, Millis, Seq};
use crdt::read::{self, Reading, document_in};
use crdt::replica::{Replica, Stored};
use crdt::schema;
use crdt::walk::nesting;
use serde_json::Value;

use crate::accounts::{AccountError, single_line};
use crate::chance;
use crate::store::{Board, Book, Kept, Loaded, Log, NewBoard, Record, StoreError};

/// Where the title stands in a file.
const TITLE: &str = "/documents/frame/meta/title";
/// Who writes what is on a new board.
const WRITER: &str = "reisbord";

/// The form of an export.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    serde::Deserialize,
    clap::ValueEnum,
    utoipa::ToSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// Everything that is on the board, to read back.
    #[default]
    Json,
    /// The stickies, for a spreadsheet.
    Csv,
}

/// A document as a replica, from what is kept of it.
pub fn replica(board: &BoardId, kept: &Kept) -> Result<Replica, StoreError> {
    let snapshot = kept.snapshot.as_ref().map(|(_seq, bytes)| bytes.clone());
    let log = kept.log.iter().map(|(_seq, bytes)| bytes.clone()).collect();
    let stored = Stored { snapshot, log };
    nesting::check(&kept.document, &stored)
        .and_then(|_structs| Replica::open(chance::client(), &stored))
        .map_err(|why| damaged(board, &format!("{}: {why}", kept.document)))
}

fn damaged(board: &BoardId, what: &str) -> StoreError {
    StoreError::Damaged { board: board.clone(), what: what.to_owned() }
}

/// A board as everybody last saw it on disk.
pub fn board(log: &dyn Log, id: &BoardId) -> Result<read::Board, StoreError> {
    let [frame, map, talk] = readings(log, id)?;
    Ok(read::board(&frame, &map, Some(&talk)))
}

/// `frame`, `map` and `talk`, in that order.
fn readings(log: &dyn Log, board: &BoardId) -> Result<[Reading; 3], StoreError> {
    let loaded = log.load(board)?;
    let [frame, map, talk] = [Document::Frame, Document::Map, Document::Talk]
        .map(|document| reading(board, &loaded, &document));
    Ok([frame?, map?, talk?])
}

/// A board as a file of this form.
pub fn write(log: &dyn Log, board: &Board, form: Form, now: Millis) -> Result<String, StoreError> {
    let [frame, map, talk] = readings(log, &board.id)?;
    let readings = Readings { frame: &frame, map: &map, talk: &talk };
    Ok(match form {
        Form::Csv => table(readings),
        Form::Json => {
            let file = crdt::export::export(readings, &board.template, now.0);
            let text = serde_json::to_string_pretty(&file);
            text.map_err(|error| damaged(&board.id, &error.to_string()))? + "\n"
        }
    })
}

fn reading(board: &BoardId, loaded: &Loaded, document: &Document) -> Result<Reading, StoreError> {
    let schema = schema::document(document.kind());
    let schema = schema.ok_or_else(|| damaged(board, "a document without a schema"))?;
    let kept = loaded.documents.iter().find(|kept| kept.document == *document);
    let empty = Kept { document: document.clone(), snapshot: None, log: Vec::new() };
    let replica = replica(board, kept.unwrap_or(&empty))?;
    let read = replica.read(|txn| document_in(txn, schema));
    read.map_err(|why| damaged(board, &why.to_string()))
}

/// Makes a board of an exported file; what did not fit comes back in words.
pub fn read(
    book: &dyn Book,
    mut file: Value,
    title: Option<&str>,
    now: Millis,
) -> Result<(Board, Vec<String>), AccountError> {
    let client = chance::client();
    let writer: MemberId = WRITER.parse().expect("it is an id");
    if let (Some(title), Some(stored)) = (title, file.pointer_mut(TITLE)) {
        *stored = title.into();
    }
    let imported = import(&file, client, &Stamp(writer.clone(), now))
        .map_err(|error| AccountError::Invalid(error.to_string()))?;
    let title = match title.unwrap_or(&imported.title) {
        "" => "Bord zonder naam",
        title => title,
    };
    let title = single_line(title, crdt::limits::TITLE_TEXT_MAX, "a title")?;
    let board = Board {
        id: chance::board(),
        title,
        template: imported.template,
        created_on: now,
        changed_on: now,
        archived_on: None,
    };
    let records = imported.documents.into_iter().zip(1..).map(|((document, bytes), seq)| Record {
        board: board.id.clone(),
        seq: Seq(seq),
        document,
        on: now,
        bytes: bytes.into(),
        owners: vec![(client, writer.clone())],
        journal: bytes::Bytes::new(),
    });
    let records = records.collect();
    book.create_board(&NewBoard { board: board.clone(), epoch: chance::epoch(), records })?;
    Ok((board, imported.left_out))
}
