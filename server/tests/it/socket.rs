//! Sockets from outside: who gets in, what is said at the door, and that nothing acknowledged is lost.

use crate::people::{
    Socket, bearer, closed, connect, hello, is_update, read, sticky, until, words_of,
};
use crate::support::{As, TestServer, in_time};
use axum::http::{Method, StatusCode, header};
use crdt::ids::{Document, Role};
use crdt::limits::MESSAGE_BYTES_MAX;
use crdt::wire::{self, Channel, Flavour, Stock, Sync};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::json;
use tokio_tungstenite::tungstenite::Message;
use yrs::{Doc, ReadTxn as _, Transact as _};

async fn server() -> (tempfile::TempDir, TestServer) {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    (folder, server)
}

#[tokio::test]
async fn who_may_not_come_in_is_told_at_the_upgrade() {
    let (_folder, server) = server().await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let cookie = server.browser(&token).await;
    let other = server.token(&server.board("Ander bord"), Role::Owner);
    let refused = |outcome: Result<(Socket, String), StatusCode>| outcome.err();
    for path in [format!("/sync/{board}"), format!("/live/{board}"), format!("/sync/{board}/frame")]
    {
        assert_eq!(refused(connect(&server, &path, &[]).await), Some(StatusCode::UNAUTHORIZED));
        let wrong = bearer(&server, &path, &"A".repeat(32)).await.err();
        assert_eq!(wrong, Some(StatusCode::UNAUTHORIZED));
        let other = bearer(&server, &path, &other).await.err();
        assert_eq!(other, Some(StatusCode::FORBIDDEN));
        let bare = [(header::COOKIE, cookie.as_str())];
        assert_eq!(refused(connect(&server, &path, &bare).await), Some(StatusCode::FORBIDDEN));
        let evil = [bare[0].clone(), (header::ORIGIN, "https://evil.example")];
        assert_eq!(refused(connect(&server, &path, &evil).await), Some(StatusCode::FORBIDDEN));
        let origin = format!("http://{}", server.address);
        let ours = [bare[0].clone(), (header::ORIGIN, origin.as_str())];
        assert!(connect(&server, &path, &ours).await.is_ok());
    }
    for (path, status) in [
        ("/sync/nothing".to_owned(), StatusCode::FORBIDDEN),
        (format!("/sync/{board}/paint"), StatusCode::NOT_FOUND),
        (format!("/sync/{board}/notes"), StatusCode::FORBIDDEN),
        (format!("/sync/{board}/drafts/somebody"), StatusCode::FORBIDDEN),
    ] {
        let outcome = bearer(&server, &path, &token).await.err();
        let expected = if path.contains("nothing") { StatusCode::NOT_FOUND } else { status };
        assert_eq!(outcome, Some(expected), "{path}");
    }
}

#[tokio::test]
async fn what_is_said_at_once_is_heard() {
    let (_folder, server) = server().await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Viewer);
    for _ in 0..50 {
        let mut socket = bearer(&server, &format!("/sync/{board}"), &token).await.unwrap();
        read(&mut socket).await;
    }
}

#[tokio::test]
async fn a_subprotocol_is_echoed() {
    let (_folder, server) = server().await;
    let board = server.board("Bord");
    let spoken = format!("bearer.{}", server.token(&board, Role::Viewer));
    let both = format!("reisbord.v1, {spoken}");
    for (path, offered, echoed) in [
        (format!("/sync/{board}"), &spoken, spoken.as_str()),
        (format!("/live/{board}"), &both, "reisbord.v1"),
        (format!("/live/{board}"), &spoken, spoken.as_str()),
    ] {
        let headers = [(header::SEC_WEBSOCKET_PROTOCOL, offered.as_str())];
        let (_socket, protocol) = connect(&server, &path, &headers).await.unwrap();
        assert_eq!(protocol, echoed);
    }
}

#[tokio::test]
async fn what_does_not_belong_here_gets_its_close_code() {
    let (_folder, server) = server().await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let noise = vec![0xff_u8; 100];
    for path in [format!("/sync/{board}"), format!("/live/{board}")] {
        for (message, code) in [
            (Message::text("hello"), 1003),
            (Message::binary(vec![0; MESSAGE_BYTES_MAX + 1]), 1009),
            (Message::binary(noise.clone()), 4422),
        ] {
            let mut socket = bearer(&server, &path, &token).await.unwrap();
            socket.send(message).await.unwrap();
            assert_eq!(closed(&mut socket).await, code, "{path}");
        }
    }
}

#[tokio::test]
async fn what_was_acknowledged_is_there_after_a_restart() {
    let (folder, server) = server().await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let path = format!("/sync/{board}");
    let mut socket = bearer(&server, &path, &token).await.unwrap();
    let mut watcher = bearer(&server, &path, &token).await.unwrap();
    read(&mut watcher).await;
    let doc = read(&mut socket).await;
    let update = sticky(&doc, "first", "Brief is onduidelijk");
    socket.send(Message::Binary(Flavour::Stock.update(&update))).await.unwrap();
    until(&mut socket, is_update).await;
    // The acknowledgement means: on disk now.
    let loaded = server.app.log.load(&board).unwrap();
    let map = loaded.documents.iter().find(|kept| kept.document == Document::Map);
    assert!(map.is_some_and(|map| !map.log.is_empty()));
    until(&mut watcher, is_update).await;
    assert!(server.stop().await);
    assert_eq!(closed(&mut socket).await, 1012);
    let server = TestServer::start(folder.path(), &[]).await;
    let mut socket = bearer(&server, &path, &token).await.unwrap();
    let doc = read(&mut socket).await;
    assert_eq!(words_of(&doc, "first").as_deref(), Some("Brief is onduidelijk"));
}

#[tokio::test]
async fn a_viewer_changes_nothing_and_is_told() {
    let (_folder, server) = server().await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Viewer);
    let mut socket = bearer(&server, &format!("/sync/{board}"), &token).await.unwrap();
    let doc = read(&mut socket).await;
    let before = server.app.log.load(&board).unwrap().last_seq;
    let update = sticky(&doc, "sneaky", "x");
    socket.send(Message::Binary(Flavour::Stock.update(&update))).await.unwrap();
    let denied = in_time(async {
        loop {
            if let Some(Ok(Message::Binary(bytes))) = socket.next().await
                && bytes.starts_with(&[2, 0])
            {
                return bytes;
            }
        }
    });
    assert!(denied.await.len() > 3);
    assert_eq!(server.app.log.load(&board).unwrap().last_seq, before);
}

#[tokio::test]
async fn the_page_is_greeted_and_another_history_is_refused() {
    let (_folder, server) = server().await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let (_socket, hello) = hello(&server, &board, &token).await;
    assert_eq!((&hello["role"], &hello["channels"]), (&json!("participant"), &json!([1, 2, 3, 5])));
    let epoch = server.app.log.load(&board).unwrap().epoch.to_string();
    assert_eq!(hello["epoch"], epoch);
    let wrong = bearer(&server, &format!("/live/{board}?epoch=xyz"), &token).await.err();
    assert_eq!(wrong, Some(StatusCode::BAD_REQUEST));
    let same = format!("/live/{board}?epoch={epoch}");
    assert!(bearer(&server, &same, &token).await.is_ok());
    assert_eq!(Channel::of(&Document::Map).number(), 2);
}

#[tokio::test]
async fn removing_revoking_and_deleting_close_at_once() {
    let (_folder, server) = server().await;
    let board = server.board("Bord");
    let owner = server.token(&board, Role::Owner);
    let who = As::Bearer(&owner);
    let at = |rest: &str| format!("/v1/boards/{board}{rest}");
    let made = server.ask(Method::POST, &at("/links"), who, Some(json!({"role": "editor"}))).await;
    let made = made.json();
    let token = made["token"].as_str().unwrap();
    let (mut socket, greeting) = hello(&server, &board, token).await;
    let member = greeting["member"].as_str().unwrap();
    server.ask(Method::DELETE, &at(&format!("/members/{member}")), who, None).await;
    assert_eq!(closed(&mut socket).await, 4403);
    assert_eq!(
        bearer(&server, &format!("/live/{board}"), token).await.err(),
        Some(StatusCode::FORBIDDEN)
    );

    let made = server.ask(Method::POST, &at("/links"), who, Some(json!({"role": "editor"}))).await;
    let made = made.json();
    let (mut socket, _greeting) = hello(&server, &board, made["token"].as_str().unwrap()).await;
    let link = made["link"]["id"].as_str().unwrap();
    server.ask(Method::DELETE, &at(&format!("/links/{link}")), who, None).await;
    assert_eq!(closed(&mut socket).await, 4401);

    let (mut socket, _greeting) = hello(&server, &board, &owner).await;
    let deleted = server.ask(Method::DELETE, &at(""), who, None).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    assert_eq!(closed(&mut socket).await, 4404);
}

#[tokio::test]
async fn a_board_that_cannot_be_read_refuses_its_visitors_and_only_them() {
    let (folder, server) = server().await;
    let (broken, healthy) = (server.board("Kapot"), server.board("Gezond"));
    let file = folder.path().join("reisbord.sqlite");
    let connection = rusqlite::Connection::open(file).unwrap();
    let sql = "UPDATE log SET bytes = CAST('?' AS BLOB)
               WHERE board = (SELECT number FROM boards WHERE id = ?1)";
    assert!(connection.execute(sql, [broken.as_str()]).unwrap() > 0);
    for (board, expected) in [(&broken, Some(StatusCode::SERVICE_UNAVAILABLE)), (&healthy, None)] {
        let token = server.token(board, Role::Viewer);
        let outcome = bearer(&server, &format!("/sync/{board}"), &token).await.err();
        assert_eq!(outcome, expected);
    }
    let token = server.token(&broken, Role::Viewer);
    let mut socket = bearer(&server, &format!("/live/{broken}"), &token).await.unwrap();
    assert_eq!(closed(&mut socket).await, 1013);
}

#[tokio::test]
async fn a_crowded_board_refuses_more() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &["--connections-per-board", "1"]).await;
    let board = server.board("Vol");
    let token = server.token(&board, Role::Viewer);
    let (_socket, _greeting) = hello(&server, &board, &token).await;
    let second = bearer(&server, &format!("/sync/{board}"), &token).await.err();
    assert_eq!(second, Some(StatusCode::SERVICE_UNAVAILABLE));
}

/// Whether the board comes, or a goodbye until later.
async fn is_let_in(socket: &mut Socket) -> bool {
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Close(close) => {
                assert_eq!(u16::from(close.unwrap().code), 1013);
                return false;
            }
            Message::Binary(bytes) if bytes.starts_with(&[0, 1]) => return true,
            _ => {}
        }
    }
}

#[tokio::test]
async fn a_storm_of_joins_fills_a_board_to_its_bound_and_no_further() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &["--connections-per-board", "5"]).await;
    let board = server.board("Vol");
    let token = server.token(&board, Role::Viewer);
    let path = format!("/sync/{board}");
    let storm = (0..60).map(|_| bearer(&server, &path, &token));
    let mut sockets: Vec<_> =
        futures_util::future::join_all(storm).await.into_iter().filter_map(Result::ok).collect();
    let (mut inside, mut sent_away) = (0, 0);
    for socket in &mut sockets {
        socket.send(Message::Binary(Flavour::Stock.step_1(&[0]))).await.ok();
        let count = if in_time(is_let_in(socket)).await { &mut inside } else { &mut sent_away };
        *count += 1;
    }
    // Whether any came while the board was filling is up to the machine; that five are in is not.
    assert_eq!((inside, sockets.len()), (5, 5 + sent_away));
}

/// Answers the server's questions with what `doc` has, until an update comes back.
async fn insist(socket: &mut Socket, doc: &Doc) {
    in_time(async {
        loop {
            let Some(Ok(Message::Binary(bytes))) = socket.next().await else { continue };
            for message in wire::decode_stock(bytes).unwrap() {
                match message {
                    Stock::Sync(Sync::Step1(_)) => {
                        let whole = doc.transact().encode_diff_v1(&yrs::StateVector::default());
                        let answer = Flavour::Stock.step_2(&whole);
                        socket.send(Message::Binary(answer)).await.unwrap();
                    }
                    Stock::Sync(Sync::Update(_)) => return,
                    _ => {}
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_room_that_lost_its_place_is_read_again_and_everybody_goes_on() {
    let (_folder, server) = server().await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let mut socket = bearer(&server, &format!("/sync/{board}"), &token).await.unwrap();
    let doc = read(&mut socket).await;
    // Somebody else wrote to this board's log, so the room's next append is a repeat.
    let other = read(&mut bearer(&server, &format!("/sync/{board}"), &token).await.unwrap()).await;
    let foreign = server::store::Record {
        board: board.clone(),
        seq: server.app.log.load(&board).unwrap().last_seq.next(),
        document: Document::Map,
        on: server::clock::now(),
        bytes: sticky(&other, "foreign", "Van elders").into(),
        owners: Vec::new(),
        journal: bytes::Bytes::new(),
    };
    server.app.log.append(&[foreign]).unwrap();
    let (mut page, _greeting) = hello(&server, &board, &token).await;
    let update = sticky(&doc, "mine", "Van mij");
    socket.send(Message::Binary(Flavour::Stock.update(&update))).await.unwrap();
    insist(&mut socket, &doc).await;
    assert_eq!(closed(&mut page).await, 1012, "a page returns by itself");
    let mut fresh = bearer(&server, &format!("/sync/{board}"), &token).await.unwrap();
    let seen = read(&mut fresh).await;
    assert_eq!(words_of(&seen, "mine").as_deref(), Some("Van mij"));
    assert_eq!(words_of(&seen, "foreign").as_deref(), Some("Van elders"));
}
