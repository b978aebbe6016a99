//! Ways to leave: with a goodbye that is answered, by being removed in the middle of a flood, and by
//! vanishing without a word beside a workshop that goes on.

use crate::people::{Hand, bearer, closed, hello, sticky, words_of};
use crate::support::{As, TestServer, in_time};
use axum::http::{Method, StatusCode};
use crdt::ids::Role;
use crdt::wire::Flavour;
use futures_util::{SinkExt as _, StreamExt as _};
use server::pace::Pace;
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use yrs::{Doc, Map as _, Transact as _};

#[tokio::test]
async fn a_goodbye_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Viewer);
    for path in [format!("/sync/{board}"), format!("/live/{board}")] {
        let mut socket = bearer(&server, &path, &token).await.unwrap();
        let goodbye = CloseFrame { code: CloseCode::Away, reason: "ik ga".into() };
        socket.send(Message::Close(Some(goodbye))).await.unwrap();
        assert_eq!(closed(&mut socket).await, 1001, "{path}");
        // And the server ends the connection, as it should.
        in_time(async { while socket.next().await.is_some() {} }).await;
    }
}

/// Stickies on a board that came from somebody's flood.
fn flooded(doc: &Doc) -> usize {
    let stickies = doc.get_or_insert_map("stickies");
    let txn = doc.transact();
    stickies.keys(&txn).filter(|key| key.starts_with("vloed")).count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_who_is_removed_in_the_middle_of_a_flood_changes_nothing_more() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    let board = server.board("Bord");
    let (honest, hostile) =
        (server.token(&board, Role::Owner), server.token(&board, Role::Participant));
    let hand = Hand::on(&server, &board, &honest).await.adds("een", "voor de vloed").await;
    let (page, greeting) = hello(&server, &board, &hostile).await;
    drop(page);
    let member = greeting["member"].as_str().unwrap().to_owned();
    let mut flood = bearer(&server, &format!("/sync/{board}"), &hostile).await.unwrap();
    let flooding = tokio::spawn(async move {
        let doc = Doc::with_client_id(4_711);
        for number in 0_u64.. {
            let update = Flavour::Stock.update(&sticky(&doc, &format!("vloed{number}"), "x"));
            if flood.send(Message::Binary(update)).await.is_err() {
                return;
            }
        }
    });
    // It is under way when somebody on the board sees the first of it.
    let mut hand = hand;
    while flooded(&hand.doc) == 0 {
        hand.hears_more().await;
    }
    let path = format!("/v1/boards/{board}/members/{member}");
    let removed = server.ask(Method::DELETE, &path, As::Bearer(&honest), None).await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT, "{removed:?}");
    // The answer comes when they are kept out; what they wrote before may still be on its way.
    in_time(flooding).await.unwrap();
    let again = bearer(&server, &format!("/sync/{board}"), &hostile).await.err();
    assert_eq!(again, Some(StatusCode::FORBIDDEN));
    drop(hand);
    let settled = Hand::on(&server, &board, &honest).await;
    let came = flooded(&settled.doc);
    assert!(came > 0);
    let settled = settled.adds("twee", "na de vloed").await;
    let mut later = Hand::on(&server, &board, &honest).await;
    while words_of(&later.doc, "twee").is_none() {
        later.hears_more().await;
    }
    assert_eq!(flooded(&later.doc), came, "nothing came after");
    drop((settled, later));
    // On disk is what people saw.
    assert!(server.stop().await);
    let server = TestServer::start(folder.path(), &[]).await;
    let fresh = Hand::on(&server, &board, &honest).await;
    assert_eq!(flooded(&fresh.doc), came);
    assert!(words_of(&fresh.doc, "een").is_some() && words_of(&fresh.doc, "twee").is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_vanishes_without_a_word_is_let_go_while_a_workshop_goes_on() {
    const VANISHED: usize = 20;
    let folder = tempfile::tempdir().unwrap();
    let pace =
        Pace { ping: Duration::from_millis(300), idle: Duration::from_secs(6), ..Pace::default() };
    let server = TestServer::paced(folder.path(), &[], pace).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    // They came in, and neither read nor write nor close from now on: no goodbye, no end of the stream.
    let mut vanished = Vec::new();
    for nth in 0..VANISHED {
        let path = if nth % 2 == 0 { format!("/sync/{board}") } else { format!("/live/{board}") };
        vanished.push(bearer(&server, &path, &token).await.unwrap());
    }
    let mut hand = Hand::on(&server, &board, &token).await;
    assert!(server.app.rooms.connections() > 1);
    let mut edits = 0;
    // Each edit is acknowledged in time, whatever those do.
    while server.app.rooms.connections() > 1 || edits < 20 {
        hand = hand.adds(&format!("s{edits}"), "wij gaan door").await;
        edits += 1;
    }
    let fresh = Hand::on(&server, &board, &token).await;
    assert_eq!(words_of(&fresh.doc, "s19").as_deref(), Some("wij gaan door"));
    drop((vanished, hand));
}
