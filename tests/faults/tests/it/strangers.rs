//! Strangers and bad input on the real sockets: each gets its own clear answer, and nobody else on the
//! board notices.

use std::time::Duration;

use bytes::Bytes;
use crdt::wire::CloseCode;
use harness::peer::{Peer, PeerError};
use harness::server::Server;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;

use crate::{Outcome, board_with, expect};

/// Memory that ten thousand strangers may leave behind.
const MEMORY_MAX_KIB: u64 = 20 * 1024;
const STRANGERS: usize = 10_000;

async fn closed_with(peer: &Peer, code: CloseCode) -> Outcome {
    peer.until("the close", |peer| peer.closed().is_some()).await?;
    expect("close code", &peer.closed(), &Some(code.code()))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn bad_input_closes_one_connection_with_its_own_code() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = Server::start(folder.path(), &[]).await?;
    let (board, token) = board_with(&server, "participant").await?;
    let path = format!("/sync/{board}");
    let honest = Peer::connect(&server.address, &path, &token).await?;
    honest.until("the board", Peer::is_synced).await?;

    let random = Peer::connect(&server.address, &path, &token).await?;
    random.send(Bytes::from_static(&[0, 2, 9, 0xde, 0xad, 0xbe, 0xef])).await;
    closed_with(&random, CloseCode::Unreadable).await?;

    let text = Peer::connect(&server.address, &path, &token).await?;
    text.send_message(Message::Text("hallo".into())).await;
    closed_with(&text, CloseCode::Text).await?;

    let large = Peer::connect(&server.address, &path, &token).await?;
    large.send(vec![0; 100 * 1024 * 1024].into()).await;
    closed_with(&large, CloseCode::TooLarge).await?;

    let clock = honest.add("a", "merkt er niets van").await;
    honest.until("the acknowledgement", |peer| peer.acknowledged() >= clock).await?;
    expect("the honest one", &honest.closed(), &None)?;
    server.kill().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_may_not_come_in_hears_it_at_the_door() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = Server::start(folder.path(), &[]).await?;
    let (board, token) = board_with(&server, "viewer").await?;
    let (other, _) = board_with(&server, "viewer").await?;
    let refused =
        async |path: &str, token: &str| match Peer::connect(&server.address, path, token).await {
            Ok(_) => Some(200),
            Err(PeerError::NotLetIn(status)) => Some(status),
            Err(PeerError::Waited(_)) => None,
        };
    expect("no token", &refused(&format!("/sync/{board}"), "geen").await, &Some(401))?;
    expect("another board", &refused(&format!("/sync/{other}"), &token).await, &Some(403))?;
    expect("no such board", &refused("/sync/nergens", &token).await, &Some(404))?;
    expect("raw interviews", &refused(&format!("/sync/{board}/notes"), &token).await, &Some(403))?;
    server.kill().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_viewers_raw_updates_change_nothing_and_a_participants_nothing_in_the_frame() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = Server::start(folder.path(), &[]).await?;
    let (board, viewer) = board_with(&server, "viewer").await?;
    let participant = server.token(&board, "participant").await?;
    let editor = server.token(&board, "editor").await?;
    let (map, frame) = (format!("/sync/{board}"), format!("/sync/{board}/frame"));

    let kees = Peer::connect(&server.address, &map, &viewer).await?;
    let anna = Peer::connect(&server.address, &frame, &participant).await?;
    let bert = Peer::connect(&server.address, &frame, &editor).await?;
    let watcher = Peer::connect(&server.address, &map, &viewer).await?;
    for peer in [&kees, &anna, &bert, &watcher] {
        peer.until("the board", Peer::is_synced).await?;
    }
    kees.add("stiekem", "van een kijker").await;
    kees.until("the refusal", |peer| peer.denied().is_some()).await?;
    anna.set("meta", "description", "van een deelnemer").await;
    anna.until("the refusal", |peer| peer.denied().is_some()).await?;
    bert.set("meta", "person_word", "ondernemer").await;
    let reader = Peer::connect(&server.address, &frame, &viewer).await?;
    reader.until("the editor's change", |peer| peer.has("meta", "person_word")).await?;
    expect("the participant's", &reader.has("meta", "description"), &false)?;
    expect("the viewer's", &watcher.stickies(), &Vec::new())?;
    server.kill().await;

    let server = Server::start(folder.path(), &[]).await?;
    let reader = Peer::connect(&server.address, &map, &viewer).await?;
    reader.until("the board", Peer::is_synced).await?;
    expect("after a restart", &reader.stickies(), &Vec::new())?;
    server.kill().await;
    Ok(())
}

pub(crate) fn resident_kib(process: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// One stranger: asks for a board without a token and goes away with the answer.
async fn knock(address: &str, board: &str) -> Option<String> {
    let mut socket = TcpStream::connect(address).await.ok()?;
    let request = format!(
        "GET /sync/{board} HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\n\
         Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    socket.write_all(request.as_bytes()).await.ok()?;
    let mut answer = [0; 12];
    tokio::time::timeout(Duration::from_secs(30), socket.read_exact(&mut answer))
        .await
        .ok()?
        .ok()?;
    Some(String::from_utf8_lossy(&answer).into_owned())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_strangers_leave_no_trace() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = Server::start(folder.path(), &[]).await?;
    let (board, token) = board_with(&server, "participant").await?;
    let honest = Peer::connect(&server.address, &format!("/sync/{board}"), &token).await?;
    honest.until("the board", Peer::is_synced).await?;
    let Some(process) = server.process() else { return Err("the server has ended".into()) };
    let Some(before) = resident_kib(process) else {
        return Err("this system does not account for memory under /proc".into());
    };
    for _ in 0..STRANGERS / 50 {
        let knocks = (0..50).map(|_| knock(&server.address, &board));
        for answer in futures_util::future::join_all(knocks).await {
            let refused = answer.as_deref().is_some_and(|answer| {
                answer.starts_with("HTTP/1.1 401")
                    || answer.starts_with("HTTP/1.1 429")
                    || answer.starts_with("HTTP/1.1 503")
            });
            expect(&format!("a stranger heard {answer:?}"), &refused, &true)?;
        }
    }
    let clock = honest.add("a", "ging gewoon door").await;
    honest.until("the acknowledgement", |peer| peer.acknowledged() >= clock).await?;
    let after = resident_kib(process).unwrap_or(u64::MAX);
    assert!(
        after <= before + MEMORY_MAX_KIB,
        "memory went from {before} to {after} KiB with ten thousand strangers"
    );
    server.kill().await;
    Ok(())
}
