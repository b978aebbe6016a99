//! What SQLite promises besides the contract: the folder is guarded, damage is told, deleted words are
//! gone from the disk.

use crate::contract::{self, Subject, make_board, record};
use crdt::ids::{Document, Seq};
use server::store::sqlite::{Folder, FolderError, Sqlite, Use};
use server::store::{Book as _, Log as _, StoreError, Versions as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

struct InFolder(tempfile::TempDir);

impl InFolder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }
}

impl Subject for InFolder {
    type Store = Sqlite;
    fn reopen(&mut self) -> Arc<Sqlite> {
        Arc::new(open(self.0.path()))
    }
}

fn open(path: &Path) -> Sqlite {
    Sqlite::open(Folder::open(path, Use::Serve).unwrap()).unwrap()
}

#[test]
fn sqlite_keeps_the_promises_of_a_log() {
    contract::log(InFolder::new());
}

#[test]
fn sqlite_keeps_the_promises_of_a_book() {
    contract::book(InFolder::new());
}

#[test]
fn sqlite_keeps_the_promises_of_versions() {
    contract::versions(InFolder::new());
}

#[test]
fn an_older_folder_is_brought_up_to_date_and_a_newer_one_refused() {
    let folder = tempfile::tempdir().unwrap();
    let database = folder.path().join("reisbord.sqlite");
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.execute_batch(include_str!("../../src/store/schema/1.sql")).unwrap();
    connection.pragma_update(None, "user_version", 1).unwrap();
    drop(connection);
    let store = open(folder.path());
    let board = make_board(&store, "old");
    assert_eq!(store.versions(&board).unwrap(), []);
    drop(store);
    let connection = rusqlite::Connection::open(&database).unwrap();
    connection.pragma_update(None, "user_version", 9_999).unwrap();
    let newer = Sqlite::open(Folder::open(folder.path(), Use::Serve).unwrap());
    assert!(matches!(newer, Err(FolderError::Newer(_))), "{newer:?}");
}

/// A server that was killed while it wrote a version.
#[test]
fn half_a_version_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let board = make_board(&store, "half");
    drop(store);
    let connection = rusqlite::Connection::open(folder.path().join("reisbord.sqlite")).unwrap();
    let sql = "INSERT INTO versions VALUES (1, 'v', 1, NULL, NULL, 1, 0, 1, 1, 1, 1)";
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
    let sql = "INSERT INTO version_pieces VALUES (1, 'v', 'map', 0, x'00')";
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
    let store = open(folder.path());
    assert_eq!(store.versions(&board).unwrap(), []);
    let left: i64 =
        connection.query_row("SELECT count(*) FROM version_pieces", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn a_folder_is_served_once_and_commands_work_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let serving = open(folder.path());
    let second = Folder::open(folder.path(), Use::Serve);
    assert!(matches!(second, Err(FolderError::Served(_))), "{second:?}");
    let command = Sqlite::open(Folder::open(folder.path(), Use::Command).unwrap()).unwrap();
    let board = make_board(&command, "beside");
    assert!(serving.board(&board).unwrap().is_some());
    drop(serving);
    open(folder.path());
}

#[test]
fn a_folder_that_cannot_be_used_is_one_clear_line() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("file"), "").unwrap();
    let error = Folder::open(&folder.path().join("file"), Use::Serve).unwrap_err();
    assert!(error.to_string().starts_with("data folder ") && !error.to_string().contains('\n'));
    std::fs::write(folder.path().join("reisbord.sqlite"), "this is no database at all").unwrap();
    let error = Sqlite::open(Folder::open(folder.path(), Use::Serve).unwrap()).unwrap_err();
    assert!(matches!(error, FolderError::Unusable { .. }), "{error}");
}

#[test]
fn a_folder_is_not_readable_by_others() {
    let folder = tempfile::tempdir().unwrap();
    let inside = folder.path().join("data");
    open(&inside);
    assert_eq!(std::fs::metadata(inside).unwrap().permissions().mode() & 0o077, 0);
}

/// The database as somebody with a broken disk would find it.
fn damage(folder: &Path, sql: &str) {
    let connection = rusqlite::Connection::open(folder.join("reisbord.sqlite")).unwrap();
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
}

#[test]
fn damage_in_the_middle_is_an_error_and_never_a_smaller_board() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let board = make_board(&store, "broken");
    let healthy = make_board(&store, "healthy");
    let batch: Vec<_> = (1..=3).map(|seq| record(&board, seq, Document::Map, b"words")).collect();
    store.append(&batch).unwrap();
    damage(folder.path(), "UPDATE log SET bytes = CAST('wards' AS BLOB) WHERE seq = 2");
    let error = store.load(&board).unwrap_err();
    assert_eq!(error.to_string(), "board broken is damaged: record 2 of its log");
    assert!(store.load(&healthy).is_ok());
    store.snapshot(&healthy, &Document::Map, Seq(9), b"whole").unwrap();
    damage(folder.path(), "DELETE FROM pieces");
    assert!(matches!(store.load(&healthy), Err(StoreError::Damaged { .. })));
}

/// A server that is killed reads its write-ahead log again when it starts.
#[test]
fn a_write_ahead_log_that_became_long_is_emptied() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let board = make_board(&store, "busy");
    let megabytes = || {
        let log = std::fs::metadata(folder.path().join("reisbord.sqlite-wal")).unwrap();
        log.len() / 1024 / 1024
    };
    // While somebody looks at an earlier moment, commits cannot begin it anew.
    let reader = rusqlite::Connection::open(folder.path().join("reisbord.sqlite")).unwrap();
    reader.execute_batch("BEGIN; SELECT * FROM boards").unwrap();
    let bytes = vec![7; 1024 * 1024];
    let write = |seqs: std::ops::RangeInclusive<u64>| {
        for seq in seqs {
            store.append(&[record(&board, seq, Document::Map, &bytes)]).unwrap();
        }
    };
    write(1..=8);
    store.settle(false).unwrap();
    assert!(megabytes() >= 8, "emptying it makes commits wait, so it is not done for little");
    write(9..=33);
    drop(reader);
    store.settle(false).unwrap();
    assert_eq!(megabytes(), 2, "the length that it always has");
    assert_eq!(store.load(&board).unwrap().last_seq, Seq(33));
}

/// A disk takes a change in the middle of a file with less work than one that makes it longer.
#[test]
fn the_write_ahead_log_has_its_length_before_it_is_needed() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let board = make_board(&store, "quiet");
    let length = || std::fs::metadata(folder.path().join("reisbord.sqlite-wal")).unwrap().len();
    let before = length();
    assert!(before >= 2 * 1024 * 1024);
    for seq in 1..=100 {
        store.append(&[record(&board, seq, Document::Map, b"a few words")]).unwrap();
    }
    assert_eq!(length(), before);
    store.settle(true).unwrap();
    assert_eq!(length() / 1024 / 1024, 2);
    store.append(&[record(&board, 101, Document::Map, b"after it was emptied")]).unwrap();
    assert_eq!(store.load(&board).unwrap().last_seq, Seq(101));
}

/// A commit of a few bytes on each of many boards is many pages; what counts is how long the log became.
#[test]
fn small_commits_of_many_boards_keep_the_write_ahead_log_short() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let boards: Vec<_> = (0..64).map(|n| make_board(&store, &format!("board-{n}"))).collect();
    store.settle(false).unwrap();
    assert!(!store.is_unsettled());
    let mut settled = 0;
    for seq in 1..=200 {
        let batch: Vec<_> =
            boards.iter().map(|board| record(board, seq, Document::Map, b"a few words")).collect();
        store.append(&batch).unwrap();
        if store.is_unsettled() {
            store.settle(false).unwrap();
            assert!(!store.is_unsettled());
            settled += 1;
        }
    }
    assert!(settled >= 2, "{settled}");
    let log = std::fs::metadata(folder.path().join("reisbord.sqlite-wal")).unwrap().len();
    assert!(log < 4 * 1024 * 1024, "{log} bytes: it does not begin anew");
}

#[test]
fn quarantined_bytes_go_with_time() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let board = make_board(&store, "fell");
    let member = "anna".parse().unwrap();
    let before = server::clock::now();
    store.quarantine(&board, &Document::Map, &member, b"somebody's words").unwrap();
    assert_eq!(store.thin_quarantine(before).unwrap(), 0);
    assert_eq!(store.thin_quarantine(server::clock::now().plus(1)).unwrap(), 1);
    store.settle(true).unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(8).any(|window| window == b"somebody"));
    }
}

#[test]
fn trimmed_words_are_gone_from_every_file() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let board = make_board(&store, "erased");
    store.append(&[record(&board, 1, Document::Map, b"a secret in a sticky")]).unwrap();
    store.snapshot(&board, &Document::Map, Seq(1), b"nothing").unwrap();
    store.settle(true).unwrap();
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        assert!(!bytes.windows(8).any(|window| window == b"a secret"));
    }
}
