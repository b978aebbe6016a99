//! Versions of boards from outside: taken by themselves when a board was changed, asked for by name,
//! read back as documents, and closed to who may not see them.

use crate::people::{Hand, add, bearer, read, words_of};
use crate::support::{As, TestServer, in_time};
use axum::http::{Method, StatusCode};
use crdt::ids::{BoardId, Role};
use serde_json::json;
use server::pace::Pace;
use std::time::Duration;
use yrs::updates::decoder::Decode as _;
use yrs::{Doc, Transact as _};

/// What is in a version, as a page reads it.
async fn document(server: &TestServer, board: &BoardId, version: &str, who: As<'_>) -> Doc {
    let path = format!("/v1/boards/{board}/versions/{version}/map");
    let answer = server.get(&path, who).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let doc = Doc::new();
    let update = yrs::Update::decode_v1(&answer.body).unwrap();
    doc.transact_mut().apply_update(update).unwrap();
    doc
}

#[tokio::test]
async fn a_named_version_is_what_was_on_disk_and_stays_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    let board = server.board("Bord");
    let editor = server.token(&board, Role::Editor);
    let who = As::Bearer(&editor);
    let mut socket = bearer(&server, &format!("/sync/{board}"), &editor).await.unwrap();
    let doc = read(&mut socket).await;
    add(&mut socket, &doc, "een", "eerst").await;
    let at = format!("/v1/boards/{board}/versions");
    let made = server.ask(Method::POST, &at, who, Some(json!({"title": " Voor de lunch "}))).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    add(&mut socket, &doc, "twee", "daarna").await;
    let (version, id) = (made.json(), made.json()["id"].as_str().unwrap().to_owned());
    assert_eq!(version["title"], "Voor de lunch");
    let then = document(&server, &board, &id, who).await;
    assert_eq!(words_of(&then, "een").as_deref(), Some("eerst"));
    assert_eq!(words_of(&then, "twee"), None);
    let frame = server.get(&format!("{at}/{id}/frame"), who).await;
    assert!(String::from_utf8_lossy(&frame.body).contains("Bord"));
    let listed = server.get(&at, who).await.json();
    assert_eq!(listed["versions"], json!([version]));
    let one = format!("{at}/{id}");
    let renamed = server.ask(Method::PATCH, &one, who, Some(json!({"title": "Anders"}))).await;
    assert_eq!(renamed.json()["title"], "Anders");
    for (path, status) in [
        (format!("{at}/{id}/talk"), StatusCode::NOT_FOUND),
        (format!("{at}/{id}/notes"), StatusCode::NOT_FOUND),
        (format!("{at}/nothing/map"), StatusCode::NOT_FOUND),
    ] {
        assert_eq!(server.get(&path, who).await.status, status, "{path}");
    }
    let kept_out = server.ask(Method::DELETE, &one, who, None).await;
    assert_eq!(kept_out.status, StatusCode::FORBIDDEN, "a safety net is not for every editor");
    let facilitator = server.token(&board, Role::Facilitator);
    let deleted = server.ask(Method::DELETE, &one, As::Bearer(&facilitator), None).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(server.get(&at, who).await.json()["versions"], json!([]));
    let participant = server.token(&board, Role::Participant);
    let refused = server.get(&at, As::Bearer(&participant)).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let elsewhere = server.token(&server.board("Ander bord"), Role::Owner);
    assert_eq!(server.get(&at, As::Bearer(&elsewhere)).await.status, StatusCode::FORBIDDEN);
}

/// The automatic versions of a board, once there are so many.
async fn versions(server: &TestServer, board: &BoardId, count: usize) -> Vec<String> {
    in_time(async {
        loop {
            let all = server.app.versions.versions(board).unwrap();
            if all.len() >= count {
                return all.into_iter().map(|version| version.id).collect();
            }
            tokio::task::yield_now().await;
        }
    })
    .await
}

#[tokio::test]
async fn a_version_is_taken_some_time_after_a_change_and_when_the_board_closes() {
    let folder = tempfile::tempdir().unwrap();
    let soon = Pace { version: Duration::from_millis(1), ..Pace::default() };
    let server = TestServer::paced(folder.path(), &[], soon).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Editor);
    let hand = Hand::on(&server, &board, &token).await;
    let hand = hand.adds("een", "eerst").await;
    // A new board is a version too, so there may be one without the sticky before the one with it.
    let newest = in_time(async {
        loop {
            let newest = versions(&server, &board, 1).await.remove(0);
            let then = document(&server, &board, &newest, As::Bearer(&token)).await;
            if words_of(&then, "een").is_some() {
                return newest;
            }
            tokio::task::yield_now().await;
        }
    })
    .await;
    assert!(server.app.versions.version(&board, &newest).unwrap().unwrap().title.is_none());
    hand.leaves().await;
    assert!(server.stop().await);

    // The hour is not over when everybody leaves: closing takes one as well.
    let closing = Pace { unload: Duration::ZERO, ..Pace::default() };
    let server = TestServer::paced(folder.path(), &[], closing).await;
    let before = server.app.versions.versions(&board).unwrap().len();
    let hand = Hand::on(&server, &board, &token).await;
    hand.adds("twee", "daarna").await.leaves().await;
    let newest = versions(&server, &board, before + 1).await.remove(0);
    let then = document(&server, &board, &newest, As::Bearer(&token)).await;
    assert_eq!(words_of(&then, "twee").as_deref(), Some("daarna"));
    // Somebody who only looks makes none.
    assert_eq!(server.app.keeper.take_if_changed(&board, server::clock::now()).unwrap(), None);
}
