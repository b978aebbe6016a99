//! The bin on a real disk: what has lain there for its term is nowhere any more once the board was opened,
//! also not in a page of the database that nothing points at.

use crate::people::{Hand, until, words_of};
use crate::support::{TestServer, in_time, sqlite};
use bytes::Bytes;
use crdt::edit::{self, Edit, Stamp};
use crdt::ids::{BoardId, ClientId, Document, MemberId, Millis, Role, Seq};
use crdt::limits::{BIN_MILLIS, PURGE_MILLIS};
use crdt::wire::{Flavour, Stock, Sync};
use futures_util::SinkExt as _;
use server::clock;
use server::store::sqlite::Sqlite;
use server::store::{Log as _, Record, Verdict};
use std::path::Path;
use tokio_tungstenite::tungstenite::Message;
use yrs::{Any, Map as _, Out, ReadTxn as _, Transact as _};

const SECRET: &str = "Klaas zegt: ik schaam me";

/// Whether these words stand in any file of the folder.
fn stand_in(folder: &Path, words: &str) -> bool {
    let mut files = std::fs::read_dir(folder).unwrap();
    files.any(|file| {
        // SQLite takes its helping files away when it likes.
        let bytes = std::fs::read(file.unwrap().path()).unwrap_or_default();
        bytes.windows(words.len()).any(|at| at == words.as_bytes())
    })
}

/// Throws a sticky away as a hand does, and returns when that is on disk.
async fn throw_away(hand: &mut Hand, id: &str) {
    let before = hand.doc.transact().state_vector();
    let stickies = hand.doc.get_or_insert_map("stickies");
    let mut txn = hand.doc.transact_mut();
    let Some(Out::YMap(sticky)) = stickies.get(&txn, id) else { panic!("no {id}") };
    sticky.insert(&mut txn, "gone", vec![Any::from("x"), Any::from(1.0)]);
    drop(txn);
    let update = hand.doc.transact().encode_diff_v1(&before);
    hand.socket.send(Message::Binary(Flavour::Stock.update(&update))).await.unwrap();
    let is_update = |one| matches!(one, Stock::Sync(Sync::Update(_))).then_some(());
    until(&mut hand.socket, is_update).await;
}

/// Lets the server have seen it gone at another time than it did.
fn backdate(store: &Sqlite, board: &BoardId, record: &str, since: Millis) {
    let loaded = store.load(board).unwrap();
    let talk = loaded.documents.iter().find(|kept| kept.document == Document::Talk).unwrap();
    let updates = talk.snapshot.iter().chain(&talk.log).map(|(_, bytes)| &**bytes);
    let doc = crdt::doc::new_doc(ClientId(77));
    crdt::doc::merge(&doc, &updates.collect::<Vec<_>>()).unwrap();
    let bin = doc.get_or_insert_map("bin");
    assert!(bin.get(&doc.transact(), record).is_some(), "the server saw it gone");
    let edit = Edit::SetFlat {
        document: "talk".to_owned(),
        root: "bin".to_owned(),
        key: record.to_owned(),
        value: since.0.into(),
    };
    let by = Stamp(MemberId::server(), since);
    let update = edit::apply(&doc, "talk", &[edit], &by).unwrap().update.unwrap();
    let record = Record {
        board: board.clone(),
        seq: Seq(loaded.last_seq.0 + 1),
        document: Document::Talk,
        on: since,
        bytes: update.into(),
        owners: Vec::new(),
        journal: Bytes::new(),
    };
    assert_eq!(store.append(&[record]).unwrap(), [Verdict::Stored]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_that_lay_in_the_bin_for_its_term_are_in_no_file_once_the_board_was_opened() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let hand = Hand::on(&server, &board, &token).await;
    let mut hand = hand.adds("een", SECRET).await.adds("twee", "dit blijft").await;
    throw_away(&mut hand, "een").await;
    hand.leaves().await;
    assert!(server.stop().await);
    backdate(&sqlite(folder.path()), &board, "stickies/een", clock::now());
    let server = TestServer::start(folder.path(), &[]).await;
    let hand = Hand::on(&server, &board, &token).await;
    assert_eq!(words_of(&hand.doc, "een").as_deref(), Some(SECRET), "its term is not over");
    hand.leaves().await;
    assert!(server.stop().await);
    assert!(stand_in(folder.path(), SECRET));
    let yesterday = Millis(clock::now().0 - PURGE_MILLIS);
    backdate(&sqlite(folder.path()), &board, "stickies/een", Millis(yesterday.0 - BIN_MILLIS));
    backdate(&sqlite(folder.path()), &board, "looked", yesterday);
    let server = TestServer::start(folder.path(), &[]).await;
    let hand = Hand::on(&server, &board, &token).await;
    in_time(async {
        while stand_in(folder.path(), SECRET) {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let fresh = Hand::on(&server, &board, &token).await;
    assert_eq!(words_of(&fresh.doc, "een"), None);
    assert_eq!(words_of(&fresh.doc, "twee").as_deref(), Some("dit blijft"));
    drop(hand.adds("drie", "en verder").await);
    assert!(server.stop().await);
    let store = sqlite(folder.path());
    assert!(store.load(&board).is_ok() && stand_in(folder.path(), "dit blijft"));
}
