//! `reisbord backup` and `reisbord restore`, both while the server runs.
//!
//! A backup is one file that was read back before it got its name. Restoring a board begins another
//! history of it: the server notices and sends everybody away, who then start afresh.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use crdt::ids::{BoardId, ClientId, Document, Seq};
use crdt::schema;
use serde_json::json;

use super::{open, verify};
use crate::config::{Backup, Restore};
use crate::exports::replica;
use crate::store::sqlite::{Folder, Sqlite};
use crate::store::{Audit, Board, Book as _, Loaded, Log as _, NewBoard, Record};
use crate::{chance, clock};

/// Takes a backup.
pub fn backup(backup: &Backup) -> Result<String, String> {
    let folder = Folder::existing(&backup.data).map_err(|error| error.to_string())?;
    let store = Sqlite::open(folder).map_err(|error| error.to_string())?;
    let target = if backup.to.is_dir() {
        let name = crdt::export::moment(clock::now().0).replace([':', '-'], "");
        backup.to.join(format!("reisbord-{name}.sqlite"))
    } else {
        backup.to.clone()
    };
    if target.exists() {
        return Err(format!("{} is there already", target.display()));
    }
    let part = beside(&target, "part");
    remove(&part);
    let written = take(&store, &part).and_then(|found| {
        fs::rename(&part, &target).map_err(|error| format!("{}: {error}", target.display()))?;
        sync(target.parent().filter(|parent| !parent.as_os_str().is_empty()))?;
        Ok(found)
    });
    if written.is_err() {
        remove(&part);
    }
    let found = written?;
    let boards = found.boards;
    Ok(if backup.json {
        format!("{}\n", json!({"file": target, "boards": boards}))
    } else {
        format!("{}: {boards} boards, read back and whole\n", target.display())
    })
}

fn take(store: &Sqlite, part: &Path) -> Result<verify::Findings, String> {
    // Made by us first, so that nobody else can read it, not even for a moment.
    File::options()
        .write(true)
        .create_new(true)
        .open(part)
        .and_then(|file| file.set_permissions(owner_only()))
        .map_err(|error| format!("{}: {error}", part.display()))?;
    store.copy_to(part).map_err(|error| error.to_string())?;
    let found = {
        let copy = Folder::of_file(part).map_err(|error| error.to_string())?;
        let copy = Sqlite::open(copy).map_err(|error| error.to_string())?;
        let found = verify::look(&copy);
        copy.settle(true).map_err(|error| error.to_string())?;
        found
    };
    if let Some(damage) = found.damage.first() {
        return Err(format!("the data is damaged, so no backup was made: {damage}"));
    }
    sync(Some(part))?;
    Ok(found)
}

fn owner_only() -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt as _;
    fs::Permissions::from_mode(0o600)
}

fn beside(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(format!(".{ending}"));
    name.into()
}

/// Removes a temporary database and what SQLite puts beside one.
fn remove(database: &Path) {
    let mut files = vec![database.to_owned()];
    for ending in ["-wal", "-shm"] {
        let mut name = database.as_os_str().to_owned();
        name.push(ending);
        files.push(name.into());
    }
    for file in files {
        // What is not there need not go.
        fs::remove_file(file).ok();
    }
}

fn sync(path: Option<&Path>) -> Result<(), String> {
    let path = path.unwrap_or(Path::new("."));
    let synced = File::open(path).and_then(|file| file.sync_all());
    synced.map_err(|error| format!("{}: {error}", path.display()))
}

/// Puts boards back.
pub fn restore(restore: &Restore) -> Result<String, String> {
    let store = open(&restore.data)?;
    let source = if restore.from.is_dir() {
        restore.from.join("reisbord.sqlite")
    } else {
        restore.from.clone()
    };
    let mut wal = source.as_os_str().to_owned();
    wal.push("-wal");
    if fs::metadata(wal).is_ok_and(|wal| wal.len() > 0) {
        let what = "is in use or was copied while it was; take a backup of it first";
        return Err(format!("{} {what}", source.display()));
    }
    // An older backup is brought up to date, and that must not happen to the backup itself.
    let copy = store.folder().database().with_file_name(format!("restore-{}", chance::short_id()));
    let outcome = fs::copy(&source, &copy)
        .map_err(|error| format!("{}: {error}", source.display()))
        .and_then(|_bytes| restore_from(&store, &copy, restore.board.as_ref()));
    remove(&copy);
    let boards = outcome?;
    Ok(if restore.json {
        format!("{}\n", json!({ "boards": boards }))
    } else {
        let lines = boards.iter().map(|board| format!("{board} is as it was in the backup"));
        lines.collect::<Vec<_>>().join("\n") + "\n"
    })
}

fn restore_from(
    store: &Sqlite,
    copy: &Path,
    only: Option<&BoardId>,
) -> Result<Vec<BoardId>, String> {
    let backup = Folder::of_file(copy).map_err(|error| error.to_string())?;
    let backup = Sqlite::open(backup).map_err(|error| error.to_string())?;
    let mut boards = backup.boards().map_err(|error| error.to_string())?;
    boards.retain(|board| only.is_none_or(|only| board.id == *only));
    if boards.is_empty() {
        return Err("the backup has no such board".to_owned());
    }
    // Everything is read before anything is written: a damaged backup changes nothing.
    let mut read = Vec::new();
    for board in boards {
        let loaded = backup.load(&board.id).map_err(|error| error.to_string())?;
        let documents = whole(&board.id, &loaded)?;
        read.push((board, loaded, documents));
    }
    let mut done = Vec::new();
    for (board, loaded, documents) in read {
        put_back(store, &board, &loaded, documents)?;
        done.push(board.id);
    }
    store.settle(true).map_err(|error| error.to_string())?;
    Ok(done)
}

/// Every document as another history begins with it.
fn whole(board: &BoardId, loaded: &Loaded) -> Result<Vec<(Document, Bytes)>, String> {
    let hand = chance::client();
    let encode = |kept: &crate::store::Kept| {
        let replica = replica(board, kept).map_err(|error| error.to_string())?;
        let kind = kept.document.kind();
        let schema = schema::document(kind).ok_or_else(|| format!("there is no {kind}"))?;
        let bytes = replica.anew(schema, hand).map_err(|why| why.to_string())?;
        Ok((kept.document.clone(), bytes))
    };
    loaded.documents.iter().map(encode).collect()
}

fn put_back(
    store: &Sqlite,
    board: &Board,
    loaded: &Loaded,
    documents: Vec<(Document, Bytes)>,
) -> Result<(), String> {
    let (now, epoch) = (clock::now(), chance::epoch());
    let exists = store.board(&board.id).map_err(|error| error.to_string())?.is_some();
    if exists {
        let clients: BTreeSet<ClientId> =
            loaded.owners.iter().map(|(client, _member)| *client).collect();
        let clients: Vec<ClientId> = clients.into_iter().collect();
        store
            .begin_again(&board.id, epoch, &documents, &clients, now)
            .and_then(|()| store.set_title(&board.id, &board.title))
            .map_err(|error| error.to_string())?;
    } else {
        let records = documents.into_iter().zip(1..).map(|((document, bytes), seq)| Record {
            board: board.id.clone(),
            seq: Seq(seq),
            document,
            on: now,
            bytes,
            owners: Vec::new(),
            journal: Bytes::new(),
        });
        let records = records.collect();
        let new = NewBoard { board: board.clone(), epoch, records };
        store.create_board(&new).map_err(|error| error.to_string())?;
    }
    let (who, what) = ("command line", "restore board");
    let line = Audit { on: now, who, what, board: Some(&board.id), subject: None };
    store.audit(&line).map_err(|error| error.to_string())
}
