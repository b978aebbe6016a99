//! Somebody who does not read for a while: what it costs the others, and what they find when they read.

use crate::people::{Hand, bearer, is_update, sticky, until, words_of};
use crate::support::{TestServer, sqlite};
use crdt::ids::Role;
use crdt::wire::Flavour;
use futures_util::{SinkExt as _, StreamExt as _};
use server::app::Habits;
use tokio_tungstenite::tungstenite::Message;

/// Changes that are made while somebody sleeps.
const CHANGES: usize = 8;
/// Stickies in each, of so many letters: together far more than the network and a lane hold.
const STICKIES: usize = 100;
const LETTERS: usize = 7_000;

/// One change of many stickies.
fn change(hand: &Hand, number: usize) -> Vec<u8> {
    let updates: Vec<Vec<u8>> = (0..STICKIES)
        .map(|nth| sticky(&hand.doc, &format!("s{number}-{nth}"), &"w".repeat(LETTERS)))
        .collect();
    yrs::merge_updates_v1(updates).unwrap()
}

#[tokio::test]
async fn who_sleeps_keeps_nobody_waiting_and_misses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::on(sqlite(folder.path()), &[], Habits::default()).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let mut sleeper = Hand::on(&server, &board, &server.token(&board, Role::Viewer)).await;
    let mut writer = Hand::on(&server, &board, &token).await;
    for number in 0..CHANGES {
        let update = change(&writer, number);
        writer.socket.send(Message::Binary(Flavour::Stock.update(&update))).await.unwrap();
        until(&mut writer.socket, is_update).await;
    }
    let mut heard = 0;
    while words_of(&sleeper.doc, &format!("s{}-0", CHANGES - 1)).is_none() {
        sleeper.hears_more().await;
        heard += 1;
    }
    assert!(heard < CHANGES, "nothing was let go, so nothing was proved");
    for number in 0..CHANGES {
        let words = words_of(&sleeper.doc, &format!("s{number}-{}", STICKIES - 1));
        assert_eq!(words.map(|words| words.len()), Some(LETTERS), "change {number}");
    }
    // From here on they hear every change again.
    writer = writer.adds("later", "wakker").await;
    while words_of(&sleeper.doc, "later").is_none() {
        sleeper.hears_more().await;
    }
    drop(writer);
}

#[tokio::test]
async fn a_question_is_answered_between_two_changes() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::on(sqlite(folder.path()), &[], Habits::default()).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let mut asker = bearer(&server, &format!("/sync/{board}"), &token).await.unwrap();
    asker.send(Message::Ping("bent u daar".into())).await.unwrap();
    let answer = crate::support::in_time(async {
        loop {
            if let Message::Pong(answer) = asker.next().await.unwrap().unwrap() {
                return answer;
            }
        }
    });
    assert_eq!(answer.await, "bent u daar");
}
