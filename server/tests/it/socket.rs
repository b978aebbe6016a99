//! Sockets from outside: who gets in, what is said at the door, and that nothing acknowledged is lost.

use crate::support::{As, TestServer, in_time};
use axum::http::{HeaderValue, Method, StatusCode, header};
use crdt::ids::{BoardId, Document, Role};
use crdt::limits::MESSAGE_BYTES_MAX;
use crdt::wire::{self, Channel, Flavour, Stock, Sync};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::json;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use yrs::updates::decoder::Decode as _;
use yrs::{Doc, GetString as _, Map as _, ReadTxn as _, Text as _, Transact as _};

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

async fn server() -> (tempfile::TempDir, TestServer) {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    (folder, server)
}

/// Opens a socket; the subprotocol that was chosen, or the status of the refusal.
async fn connect(
    server: &TestServer,
    path: &str,
    headers: &[(header::HeaderName, &str)],
) -> Result<(Socket, String), StatusCode> {
    let mut request = format!("ws://{}{path}", server.address).into_client_request().unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
    }
    match in_time(connect_async(request)).await {
        Ok((socket, response)) => {
            let protocol = response.headers().get(header::SEC_WEBSOCKET_PROTOCOL);
            Ok((socket, protocol.map_or("", |value| value.to_str().unwrap()).to_owned()))
        }
        Err(tungstenite::Error::Http(response)) => Err(response.status()),
        Err(error) => panic!("{error}"),
    }
}

async fn bearer(server: &TestServer, path: &str, token: &str) -> Result<Socket, StatusCode> {
    let token = format!("Bearer {token}");
    let connected = connect(server, path, &[(header::AUTHORIZATION, &token)]).await;
    connected.map(|(socket, _protocol)| socket)
}

/// Reads until the other side closes; its code.
async fn closed(socket: &mut Socket) -> u16 {
    in_time(async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Close(Some(frame)))) => return frame.code.into(),
                Some(Ok(_)) => {}
                other => panic!("no goodbye: {other:?}"),
            }
        }
    })
    .await
}

/// Reads stock frames until one tells something.
async fn until<T>(socket: &mut Socket, mut found: impl FnMut(Stock) -> Option<T>) -> T {
    in_time(async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Binary(bytes))) => {
                    let messages = wire::decode_stock(bytes).unwrap();
                    if let Some(found) = messages.into_iter().find_map(&mut found) {
                        return found;
                    }
                }
                Some(Ok(_)) => {}
                other => panic!("the socket ended: {other:?}"),
            }
        }
    })
    .await
}

/// The document as somebody sees it who comes in now.
async fn read(socket: &mut Socket) -> Doc {
    let doc = Doc::new();
    socket.send(Message::Binary(Flavour::Stock.step_1(&[0]))).await.unwrap();
    let update = until(socket, |message| match message {
        Stock::Sync(Sync::Step2(update)) => Some(update),
        _ => None,
    })
    .await;
    let update = yrs::Update::decode_v1(&update).unwrap();
    doc.transact_mut().apply_update(update).unwrap();
    doc
}

/// A sticky as a hand makes it.
fn sticky(doc: &Doc, id: &str, words: &str) -> Vec<u8> {
    let before = doc.transact().state_vector();
    let stickies = doc.get_or_insert_map("stickies");
    let mut txn = doc.transact_mut();
    let record = stickies.insert(&mut txn, id, yrs::MapPrelim::default());
    let text = record.insert(&mut txn, "text", yrs::TextPrelim::new(""));
    text.push(&mut txn, words);
    drop(txn);
    doc.transact().encode_diff_v1(&before)
}

fn words_of(doc: &Doc, id: &str) -> Option<String> {
    let stickies = doc.get_or_insert_map("stickies");
    let txn = doc.transact();
    let yrs::Out::YMap(record) = stickies.get(&txn, id)? else { return None };
    let yrs::Out::YText(text) = record.get(&txn, "text")? else { return None };
    Some(text.get_string(&txn))
}

#[expect(clippy::needless_pass_by_value, reason = "it has the shape that `until` asks for")]
fn is_update(message: Stock) -> Option<()> {
    matches!(message, Stock::Sync(Sync::Update(_))).then_some(())
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

async fn hello(server: &TestServer, board: &BoardId, token: &str) -> (Socket, serde_json::Value) {
    let mut socket = bearer(server, &format!("/live/{board}"), token).await.unwrap();
    let first = in_time(socket.next()).await.unwrap().unwrap();
    let bytes = first.into_data();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let json = text.split_once('{').map(|(_head, rest)| format!("{{{rest}")).unwrap();
    (socket, serde_json::from_str(&json).unwrap())
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
