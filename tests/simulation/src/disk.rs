//! A disk in memory: a journal of transactions, each with a checksum, and what a reader sees of them.
//!
//! What was written and not synced may be gone after a crash, or be there in part, or damaged. It keeps
//! the contract of `server::store::Log`; that the real store does, its contract tests and the faults
//! suite prove.

use std::collections::{BTreeMap, BTreeSet};

use bytes::Bytes;
use crdt::ids::{BoardId, ClientId, Document, MemberId, Seq};
use crdt::wire::{Reader, Unreadable, Writer};
use server::store::{Record, Verdict};

use crate::broken::Broken;

const APPENDS: u64 = 1;
const SNAPSHOT: u64 = 2;
const RESTORE: u64 = 3;
/// Whom a replica id of an earlier history belongs to.
pub(crate) const RETIRED: &str = "retired";
/// Bytes before a transaction: its length and its checksum.
const HEAD: usize = 8;

/// How the disk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Mood {
    /// A sync takes so many milliseconds.
    Syncs(u64),
    /// It takes nothing.
    Refuses,
}

/// A document as it is kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    pub(crate) snapshot: Option<(Seq, Bytes)>,
    pub(crate) log: Vec<(Seq, Bytes)>,
}

/// A board as it is kept.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shelf {
    pub(crate) last: Seq,
    pub(crate) documents: BTreeMap<Document, Kept>,
    pub(crate) owners: BTreeMap<ClientId, MemberId>,
    pub(crate) journal: Vec<Bytes>,
    /// Which history this is.
    pub(crate) epoch: u8,
}

/// The disk.
#[derive(Debug)]
pub(crate) struct Disk {
    synced: Vec<u8>,
    /// Written, and perhaps lost by the next crash.
    unsynced: Vec<u8>,
    /// It was full in the middle of what is written now.
    is_cut: bool,
    shelves: BTreeMap<BoardId, Shelf>,
    pub(crate) mood: Mood,
}

impl Disk {
    pub(crate) fn new() -> Self {
        Self {
            synced: Vec::new(),
            unsynced: Vec::new(),
            is_cut: false,
            shelves: BTreeMap::new(),
            mood: Mood::Syncs(1),
        }
    }

    /// A board as a reader sees it.
    pub(crate) fn load(&self, board: &BoardId) -> Shelf {
        self.shelves.get(board).cloned().unwrap_or_default()
    }

    /// Begins to write these; what a refused try left behind is written over.
    pub(crate) fn write(&mut self, records: &[Record]) {
        self.unsynced = transaction(&appends(records));
        self.is_cut = self.mood == Mood::Refuses;
        if self.is_cut {
            self.unsynced.truncate(self.unsynced.len() / 2);
        }
    }

    /// The sync of what was written is over: a verdict for each record, or nothing of them is kept.
    pub(crate) fn sync(&mut self, records: &[Record]) -> Option<Vec<Verdict>> {
        if self.mood == Mood::Refuses || self.is_cut {
            return None;
        }
        self.synced.append(&mut self.unsynced);
        Some(append_all(&mut self.shelves, records))
    }

    /// Replaces the log of a document by its whole state; a refusing disk leaves all as it was.
    pub(crate) fn snapshot(
        &mut self,
        board: &BoardId,
        document: &Document,
        up_to: Seq,
        bytes: Bytes,
    ) -> bool {
        if self.mood == Mood::Refuses || !self.unsynced.is_empty() {
            return false;
        }
        let head = Writer::default().number(SNAPSHOT).bytes(board.as_str().as_bytes());
        let name = document.to_string();
        let writer = head.bytes(name.as_bytes()).number(up_to.0).bytes(&bytes);
        self.synced.append(&mut transaction(&writer.done()));
        replace(&mut self.shelves, board, document, up_to, bytes);
        true
    }

    /// Another process begins another history of a board with these documents; whether the disk took it.
    pub(crate) fn begin_again(
        &mut self,
        board: &BoardId,
        documents: &[(Document, Bytes)],
        clients: &[ClientId],
    ) -> Result<bool, Broken> {
        if self.mood == Mood::Refuses || !self.unsynced.is_empty() {
            return Ok(false);
        }
        let head = Writer::default().number(RESTORE).bytes(board.as_str().as_bytes());
        let head = head.number(documents.len() as u64);
        let all = documents.iter().fold(head, |writer, (document, bytes)| {
            writer.bytes(document.to_string().as_bytes()).bytes(bytes)
        });
        let all = all.number(clients.len() as u64);
        let all = clients.iter().fold(all, |writer, client| writer.number(client.0)).done();
        self.synced.append(&mut transaction(&all));
        let redone = redo(&mut self.shelves, all);
        redone.map_err(|error| Broken(format!("a restore: {error}")))?;
        Ok(true)
    }

    /// Another process appends this; whether the disk took it.
    pub(crate) fn insert(&mut self, record: &Record) -> bool {
        let takes = self.mood != Mood::Refuses && self.unsynced.is_empty();
        if takes {
            let records = std::slice::from_ref(record);
            self.synced.append(&mut transaction(&appends(records)));
            append_all(&mut self.shelves, records);
        }
        takes
    }

    /// The power goes. Of what was not synced so many bytes are there afterwards, perhaps damaged.
    pub(crate) fn crash(&mut self, keep: u32, torn: bool) -> Result<(), Broken> {
        let keep = usize::try_from(keep).unwrap_or(0) % (self.unsynced.len() + 1);
        self.unsynced.truncate(keep);
        if torn && let Some(byte) = self.unsynced.get_mut(keep / 2) {
            *byte ^= 0x5a;
        }
        self.synced.append(&mut self.unsynced);
        let bytes = Bytes::from(std::mem::take(&mut self.synced));
        let (shelves, good) = replay(&bytes)?;
        self.shelves = shelves;
        self.synced = bytes.slice(..good).into();
        Ok(())
    }
}

fn transaction(payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap_or(u32::MAX);
    let checksum = crc32fast::hash(payload);
    [&length.to_le_bytes(), &checksum.to_le_bytes(), payload].concat()
}

fn appends(records: &[Record]) -> Bytes {
    let head = Writer::default().number(APPENDS).number(records.len() as u64);
    let all = records.iter().fold(head, |writer, record| {
        let writer = writer
            .bytes(record.board.as_str().as_bytes())
            .number(record.seq.0)
            .bytes(record.document.to_string().as_bytes())
            .bytes(&record.bytes)
            .bytes(&record.journal)
            .number(record.owners.len() as u64);
        record.owners.iter().fold(writer, |writer, (client, member)| {
            writer.number(client.0).bytes(member.as_str().as_bytes())
        })
    });
    all.done()
}

/// What comes after a refused record of a board builds on it, so it is refused as well.
fn append_all(shelves: &mut BTreeMap<BoardId, Shelf>, records: &[Record]) -> Vec<Verdict> {
    let mut refused = BTreeSet::new();
    let decide = |record: &Record| {
        let verdict = if refused.contains(&record.board) {
            Verdict::OutOfOrder { last: Seq(0) }
        } else {
            append(shelves, record)
        };
        if verdict != Verdict::Stored {
            refused.insert(record.board.clone());
        }
        verdict
    };
    records.iter().map(decide).collect()
}

/// The one rule of a log: each record follows the one before it.
fn append(shelves: &mut BTreeMap<BoardId, Shelf>, record: &Record) -> Verdict {
    let shelf = shelves.entry(record.board.clone()).or_default();
    if record.seq != shelf.last.next() {
        return Verdict::OutOfOrder { last: shelf.last };
    }
    shelf.last = record.seq;
    let kept = shelf.documents.entry(record.document.clone()).or_default();
    kept.log.push((record.seq, record.bytes.clone()));
    for (client, member) in &record.owners {
        shelf.owners.entry(*client).or_insert_with(|| member.clone());
    }
    if !record.journal.is_empty() {
        shelf.journal.push(record.journal.clone());
    }
    Verdict::Stored
}

fn replace(
    shelves: &mut BTreeMap<BoardId, Shelf>,
    board: &BoardId,
    document: &Document,
    up_to: Seq,
    bytes: Bytes,
) {
    let kept = shelves.entry(board.clone()).or_default();
    let kept = kept.documents.entry(document.clone()).or_default();
    kept.log.retain(|(seq, _)| *seq > up_to);
    kept.snapshot = Some((up_to, bytes));
}

/// Reads what a crash left: every whole transaction up to the first that is not; and how far that is.
fn replay(bytes: &Bytes) -> Result<(BTreeMap<BoardId, Shelf>, usize), Broken> {
    let mut shelves = BTreeMap::new();
    let mut at = 0;
    while let Some(payload) = whole(bytes, at) {
        at += HEAD + payload.len();
        redo(&mut shelves, payload).map_err(|error| Broken(format!("the journal: {error}")))?;
    }
    Ok((shelves, at))
}

fn whole(bytes: &Bytes, at: usize) -> Option<Bytes> {
    let number = |from: usize| {
        let four = bytes.get(from..from + 4)?.try_into().ok()?;
        Some(u32::from_le_bytes(four))
    };
    let (length, checksum) = (number(at)?, number(at + 4)?);
    let from = at + HEAD;
    let until = from.checked_add(usize::try_from(length).ok()?)?;
    let payload = (until <= bytes.len()).then(|| bytes.slice(from..until))?;
    (crc32fast::hash(&payload) == checksum).then_some(payload)
}

/// As the store does it: every document as a whole, at positions after all others, and all ids retired.
fn restore(shelf: &mut Shelf, reader: &mut Reader) -> Result<(), Unreadable> {
    let mut documents = BTreeMap::new();
    for _ in 0..reader.number()? {
        documents.insert(document(&reader.string()?)?, reader.bytes()?);
    }
    for absent in shelf.documents.keys() {
        documents.entry(absent.clone()).or_insert_with(|| crdt::replica::NOTHING.into());
    }
    shelf.documents.clear();
    for (document, bytes) in documents {
        shelf.last = shelf.last.next();
        let kept = Kept { snapshot: Some((shelf.last, bytes)), log: Vec::new() };
        shelf.documents.insert(document, kept);
    }
    let retired: MemberId = RETIRED.parse().map_err(|_id| Unreadable("a member"))?;
    for _ in 0..reader.number()? {
        shelf.owners.insert(ClientId(reader.number()?), retired.clone());
    }
    shelf.owners.values_mut().for_each(|owner| owner.clone_from(&retired));
    shelf.journal.clear();
    shelf.epoch += 1;
    Ok(())
}

fn redo(shelves: &mut BTreeMap<BoardId, Shelf>, payload: Bytes) -> Result<(), Unreadable> {
    let mut reader = Reader::new(payload);
    let kind = reader.number()?;
    if kind == RESTORE {
        let board = id(&reader.string()?)?;
        return restore(shelves.entry(board).or_default(), &mut reader);
    }
    if kind == SNAPSHOT {
        let (board, document) = (id(&reader.string()?)?, document(&reader.string()?)?);
        let (up_to, bytes) = (Seq(reader.number()?), reader.bytes()?);
        replace(shelves, &board, &document, up_to, bytes);
        return Ok(());
    }
    let mut records = Vec::new();
    for _ in 0..reader.number()? {
        let mut record = Record {
            board: id(&reader.string()?)?,
            seq: Seq(reader.number()?),
            document: document(&reader.string()?)?,
            on: crdt::ids::Millis(0),
            bytes: reader.bytes()?,
            journal: reader.bytes()?,
            owners: Vec::new(),
        };
        for _ in 0..reader.number()? {
            let client = ClientId(reader.number()?);
            let member = reader.string()?.parse();
            record.owners.push((client, member.map_err(|_id| Unreadable("a member"))?));
        }
        records.push(record);
    }
    append_all(shelves, &records);
    Ok(())
}

fn id(text: &str) -> Result<BoardId, Unreadable> {
    text.parse().map_err(|_id| Unreadable("a board"))
}

fn document(text: &str) -> Result<Document, Unreadable> {
    text.parse().map_err(|_id| Unreadable("a document"))
}
