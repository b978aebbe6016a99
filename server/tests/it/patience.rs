//! What the server does when its patience ends: with empty boards, with memory, with silent sockets, with
//! old tokens, with a refusing disk and with a room that fails. The real terms are in `Pace`.

use crate::people::{
    Hand, Socket, bearer, closed, hears_more, hello, is_update, read, sticky, until, words_of,
};
use crate::support::{As, Moody, TestServer, in_time, sqlite};
use axum::http::{Method, StatusCode};
use crdt::ids::{BoardId, Millis, Role};
use crdt::room::{Effect, Input, Room};
use crdt::wire::{Flavour, Stock, Sync};
use futures_util::{SinkExt as _, StreamExt as _};
use serde_json::json;
use server::accounts::links;
use server::app::{Habits, Stores};
use server::clock;
use server::pace::Pace;
use server::store::Grant;
use std::time::Duration;
use tokio_tungstenite::tungstenite::Message;
use yrs::{Map as _, Transact as _};

const SOON: Duration = Duration::from_millis(1);

/// Until something is so that nobody announces.
async fn until_so(is_so: impl Fn() -> bool) {
    in_time(async {
        while !is_so() {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[test]
fn the_terms_are_those_that_are_promised() {
    let seconds = |duration: Duration| duration.as_secs();
    let pace = Pace::default();
    let terms = [pace.unload, pace.version, pace.idle, pace.flood, pace.tell, pace.read_only];
    assert_eq!(terms.map(seconds), [60, 3_600, 90, 30, 2, 10]);
}

#[tokio::test]
async fn a_board_that_nobody_has_open_leaves_memory_and_comes_back_whole() {
    let folder = tempfile::tempdir().unwrap();
    let pace = Pace { unload: SOON, ..Pace::default() };
    let server = TestServer::paced(folder.path(), &[], pace).await;
    let (board, other) = (server.board("Bord"), server.board("Ander bord"));
    let token = server.token(&board, Role::Participant);
    let stays = Hand::on(&server, &other, &server.token(&other, Role::Viewer)).await;
    let hand = Hand::on(&server, &board, &token).await.adds("een", "blijft").await;
    assert_eq!(server.app.rooms.count(), 2);
    hand.leaves().await;
    until_so(|| server.app.rooms.count() == 1).await;
    let back = Hand::on(&server, &board, &token).await;
    assert_eq!(words_of(&back.doc, "een").as_deref(), Some("blijft"));
    drop(stays);
}

#[tokio::test]
async fn when_memory_is_short_only_idle_boards_go() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &["--board-memory", "1"]).await;
    let (large, small) = (server.board("Groot"), server.board("Klein"));
    let token = server.token(&large, Role::Participant);
    let mut hand = Hand::on(&server, &large, &token).await;
    let words = "lang ".repeat(1_500);
    for n in 0..45 {
        hand = hand.adds(&format!("s{n}"), &words).await;
    }
    let other = server.token(&small, Role::Participant);
    let path = format!("/sync/{small}");
    let refused = bearer(&server, &path, &other).await.err();
    assert_eq!(refused, Some(StatusCode::SERVICE_UNAVAILABLE));
    let mut page = bearer(&server, &format!("/live/{small}"), &other).await.unwrap();
    assert_eq!(closed(&mut page).await, 1013);
    // Whoever is inside works on, and only a board that nobody uses makes room.
    hand.adds("laatste", "gaat gewoon door").await.leaves().await;
    let comes_in = async { while bearer(&server, &path, &other).await.is_err() {} };
    in_time(Box::pin(comes_in)).await;
}

#[tokio::test]
async fn who_says_nothing_is_asked_and_then_closed() {
    let folder = tempfile::tempdir().unwrap();
    let pace = Pace { ping: SOON, ..Pace::default() };
    let server = TestServer::paced(folder.path(), &[], pace).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Viewer);
    let mut socket = bearer(&server, &format!("/sync/{board}"), &token).await.unwrap();
    in_time(async { while !matches!(socket.next().await, Some(Ok(Message::Ping(_)))) {} }).await;
    assert!(server.stop().await);
    let server =
        TestServer::paced(folder.path(), &[], Pace { idle: SOON, ..Pace::default() }).await;
    for path in [format!("/sync/{board}"), format!("/live/{board}")] {
        let mut socket = bearer(&server, &path, &token).await.unwrap();
        assert_eq!(closed(&mut socket).await, 4408);
    }
}

#[tokio::test]
async fn a_flood_ends_with_a_word_and_the_others_on_the_board_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let server =
        TestServer::paced(folder.path(), &[], Pace { flood: SOON, ..Pace::default() }).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let mut hand = Hand::on(&server, &board, &token).await;
    for path in [format!("/sync/{board}"), format!("/live/{board}")] {
        let mut flooder = bearer(&server, &path, &token).await.unwrap();
        // More than may come at once; whoever floods does not listen.
        for _ in 0..6_000 {
            if flooder
                .feed(Message::binary(if path.starts_with("/sync") { vec![3] } else { vec![0, 8] }))
                .await
                .is_err()
            {
                break;
            }
        }
        drop(flooder.flush().await);
        hand = hand.adds(&path, "gaat door").await;
        assert_eq!(closed(&mut flooder).await, 4429, "{path}");
    }
}

#[tokio::test]
async fn an_open_socket_ends_with_its_token() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    let board = server.board("Bord");
    let mut life = 250;
    let mut socket = loop {
        let grant = Grant::Board(board.clone(), Role::Editor);
        let until = Some(clock::now().plus(life));
        let book = server.app.accounts.as_ref();
        let token = links::create(book, grant, clock::now(), until).unwrap().1;
        match bearer(&server, &format!("/live/{board}"), token.reveal()).await {
            Ok(socket) => break socket,
            // A slow machine came too late.
            Err(status) => assert_eq!(status, StatusCode::UNAUTHORIZED),
        }
        life *= 2;
    };
    assert_eq!(closed(&mut socket).await, 4401);
}

/// Reads frames of our page until one mentions something.
async fn hears(socket: &mut Socket, word: &str) {
    in_time(async {
        loop {
            let frame = socket.next().await.unwrap().unwrap().into_data();
            if String::from_utf8_lossy(&frame).contains(word) {
                return;
            }
        }
    })
    .await;
}

#[tokio::test]
async fn a_refusing_disk_makes_boards_read_only_until_it_is_back() {
    let folder = tempfile::tempdir().unwrap();
    let inner = sqlite(folder.path());
    let disk = Moody::on(inner.clone());
    let stores = Stores { log: disk.clone(), ..Stores::from(inner) };
    let pace = Pace { tell: SOON, read_only: 2 * SOON, ..Pace::default() };
    let server = TestServer::on(stores, &[], Habits { pace, ..Habits::default() }).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let mut hand = Hand::on(&server, &board, &token).await;
    let mut late = Hand::on(&server, &board, &token).await;
    let (mut page, _greeting) = hello(&server, &board, &token).await;
    disk.refuse(true);
    let first = sticky(&hand.doc, "een", "voor het uitvalt");
    hand.socket.send(Message::Binary(Flavour::Stock.update(&first))).await.unwrap();
    hears(&mut page, "storage_trouble").await;
    let ready = in_time(async {
        loop {
            let health = *server.app.committer.health().borrow();
            if health == server::store::committer::Health::ReadOnly {
                return server.get("/readyz", As::Nobody).await.status;
            }
            tokio::task::yield_now().await;
        }
    });
    assert_eq!(ready.await, StatusCode::SERVICE_UNAVAILABLE);
    // Nothing is read now: even what would close a socket waits in the network.
    let mut rude = bearer(&server, &format!("/sync/{board}"), &token).await.unwrap();
    rude.send(Message::text("hello")).await.unwrap();
    let second = sticky(&late.doc, "twee", "toen het uitviel");
    late.socket.send(Message::Binary(Flavour::Stock.update(&second))).await.unwrap();
    for _ in 0..50 {
        assert_eq!(server.get("/healthz", As::Nobody).await.status, StatusCode::OK);
    }
    let waiting = tokio::time::timeout(Duration::ZERO, closed(&mut rude)).await;
    assert!(waiting.is_err(), "it was read: {waiting:?}");
    disk.refuse(false);
    hears(&mut page, "storage_back").await;
    assert_eq!(closed(&mut rude).await, 1003);
    // In either order: what waited is acknowledged, and everybody is asked what else they have.
    let (mut taken, mut asked) = (false, false);
    until(&mut hand.socket, |message| {
        asked |= matches!(message, Stock::Sync(Sync::Step1(_)));
        taken |= is_update(message).is_some();
        (asked && taken).then_some(())
    })
    .await;
    let mut fresh = Hand::on(&server, &board, &token).await;
    while words_of(&fresh.doc, "een").is_none() || words_of(&fresh.doc, "twee").is_none() {
        fresh.hears_more().await;
    }
}

#[tokio::test]
async fn nobody_is_sent_away_for_silence_while_nothing_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let inner = sqlite(folder.path());
    let disk = Moody::on(inner.clone());
    let stores = Stores { log: disk.clone(), ..Stores::from(inner) };
    let idle = Duration::from_secs(2);
    let pace = Pace { tell: SOON, read_only: 2 * SOON, idle, ..Pace::default() };
    let server = TestServer::on(stores, &[], Habits { pace, ..Habits::default() }).await;
    let healthy = TestServer::paced(elsewhere.path(), &[], pace).await;
    let (board, other) = (server.board("Bord"), healthy.board("Bord"));
    let token = server.token(&board, Role::Participant);
    disk.refuse(true);
    // Coming in makes the server write, and so notice.
    let first = bearer(&server, &format!("/live/{board}"), &token).await.unwrap();
    let health = server.app.committer.health();
    until_so(|| *health.borrow() == server::store::committer::Health::ReadOnly).await;
    let mut waits = bearer(&server, &format!("/live/{board}"), &token).await.unwrap();
    drop(first);
    // Somebody as silent, whose server hears well, is sent away: so long it took.
    let viewer = healthy.token(&other, Role::Viewer);
    for _ in 0..2 {
        let mut silent = bearer(&healthy, &format!("/live/{other}"), &viewer).await.unwrap();
        assert_eq!(closed(&mut silent).await, 4408);
    }
    let left = tokio::time::timeout(Duration::ZERO, closed(&mut waits)).await;
    assert!(left.is_err(), "{left:?}");
    disk.refuse(false);
    // Then silence counts again.
    assert_eq!(closed(&mut waits).await, 4408);
}

/// A room with a bug: a certain message brings it down.
fn fragile(room: &mut Room, input: Input, now: Millis, effects: &mut Vec<Effect>) {
    if let Input::Frame { bytes, .. } = &input {
        assert!(!bytes.ends_with(b"boom"), "a bug, for the test");
    }
    room.step(input, now, effects);
}

#[tokio::test]
async fn a_bug_costs_one_board_a_moment_and_the_others_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let habits = Habits { step: fragile, ..Habits::default() };
    let server = TestServer::on(sqlite(folder.path()), &[], habits).await;
    let (board, other) = (server.board("Bord"), server.board("Ander bord"));
    let token = server.token(&board, Role::Participant);
    let elsewhere = Hand::on(&server, &other, &server.token(&other, Role::Participant)).await;
    let hand = Hand::on(&server, &board, &token).await.adds("een", "voor de fout").await;
    let (mut page, _greeting) = hello(&server, &board, &token).await;
    let mut culprit = bearer(&server, &format!("/sync/{board}"), &token).await.unwrap();
    culprit.send(Message::binary(b"boom".to_vec())).await.unwrap();
    assert_eq!(closed(&mut culprit).await, 4422, "who brought it down is put out");
    let kept = rusqlite::Connection::open(folder.path().join("reisbord.sqlite")).unwrap();
    let sql = "SELECT count(*) FROM quarantine WHERE member <> '' AND bytes = CAST('boom' AS BLOB)";
    until_so(|| kept.query_row(sql, [], |row| row.get(0)).is_ok_and(|count: i64| count == 1)).await;
    assert_eq!(closed(&mut page).await, 1012, "a page returns by itself");
    let hand = hand.adds("twee", "na de fout").await;
    let elsewhere = elsewhere.adds("drie", "merkt niets").await;
    let fresh = Hand::on(&server, &board, &token).await;
    assert_eq!(words_of(&fresh.doc, "een").as_deref(), Some("voor de fout"));
    assert_eq!(words_of(&fresh.doc, "twee").as_deref(), Some("na de fout"));
    drop((hand, elsewhere));
}

#[tokio::test]
async fn who_brings_a_board_down_again_waits_and_nobody_else_does() {
    let folder = tempfile::tempdir().unwrap();
    let habits = Habits { step: fragile, ..Habits::default() };
    let server = TestServer::on(sqlite(folder.path()), &[], habits).await;
    let board = server.board("Bord");
    let (honest, hostile) =
        (server.token(&board, Role::Participant), server.token(&board, Role::Participant));
    let path = format!("/sync/{board}");
    for (nth, code) in [4422, 4422, 4429, 4429].into_iter().enumerate() {
        let mut culprit = bearer(&server, &path, &hostile).await.unwrap();
        // Who is kept out may be so before they have said a word.
        drop(culprit.send(Message::binary(b"boom".to_vec())).await);
        assert_eq!(closed(&mut culprit).await, code);
        let hand = Hand::on(&server, &board, &honest).await;
        drop(hand.adds(&format!("na{nth}"), "gaat door").await);
    }
    let fresh = Hand::on(&server, &board, &honest).await;
    for nth in 0..4 {
        assert_eq!(words_of(&fresh.doc, &format!("na{nth}")).as_deref(), Some("gaat door"));
    }
}

/// A stock client asks for the board once, when it connects; nothing makes it ask again.
#[tokio::test]
async fn who_stays_connected_while_a_board_is_read_again_hears_on() {
    let folder = tempfile::tempdir().unwrap();
    let habits = Habits { step: fragile, ..Habits::default() };
    let server = TestServer::on(sqlite(folder.path()), &[], habits).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Participant);
    let mut writer = Hand::on(&server, &board, &token).await;
    let mut reader = Hand::on(&server, &board, &server.token(&board, Role::Viewer)).await;
    let mut quiet = Hand::on(&server, &board, &token).await;
    let mut culprit = bearer(&server, &format!("/sync/{board}"), &token).await.unwrap();
    // The first change may still be on its way to the others when the room falls.
    writer = writer.adds("een", "net voor de fout").await;
    culprit.send(Message::binary(b"boom".to_vec())).await.unwrap();
    assert_eq!(closed(&mut culprit).await, 4422);
    let newcomer = Hand::on(&server, &board, &token).await;
    drop(newcomer.adds("twee", "na de fout").await);
    for hand in [&mut writer, &mut reader, &mut quiet] {
        while words_of(&hand.doc, "een").is_none() || words_of(&hand.doc, "twee").is_none() {
            hand.hears_more().await;
        }
    }
}

/// What the board calls a member.
async fn name_of(server: &TestServer, board: &BoardId, token: &str, member: &str) -> String {
    let mut socket = bearer(server, &format!("/sync/{board}/talk"), token).await.unwrap();
    let doc = read(&mut socket).await;
    in_time(async {
        loop {
            let members = doc.get_or_insert_map("members");
            let txn = doc.transact();
            if let Some(yrs::Out::YMap(found)) = members.get(&txn, member)
                && let Some(yrs::Out::Any(yrs::Any::String(name))) = found.get(&txn, "name")
                && &*name != "Anna de Vries"
            {
                return name.to_string();
            }
            drop(txn);
            hears_more(&mut socket, &doc).await;
        }
    })
    .await
}

#[tokio::test]
async fn another_name_reaches_an_open_board_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Viewer);
    let cookie = server.browser(&token).await;
    let origin = format!("http://{}", server.address);
    let headers =
        [(axum::http::header::COOKIE, cookie.as_str()), (axum::http::header::ORIGIN, &origin)];
    let live = format!("/live/{board}");
    let (_page, _protocol) = crate::people::connect(&server, &live, &headers).await.unwrap();
    let members = server.get(&format!("/v1/boards/{board}/members"), As::Cookie(&cookie)).await;
    let members = members.json()["members"].as_array().unwrap().clone();
    let member = members.iter().find(|member| member["you"] == true).unwrap()["id"].clone();
    let change = Some(json!({"name": "Anne Bakker"}));
    let renamed = server.ask(Method::PATCH, "/v1/session", As::Cookie(&cookie), change).await;
    assert_eq!(renamed.status, StatusCode::OK);
    let called = name_of(&server, &board, &token, member.as_str().unwrap()).await;
    assert_eq!(called, "Anne Bakker");
}
