//! Connections that ask and do not read, on the real server: they cost it no memory to speak of, and the
//! others nothing.

use crdt::wire::Flavour;
use harness::peer::Peer;
use harness::server::Server;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use crate::strangers::resident_kib;
use crate::{Outcome, board_with, expect};

const SILENT: usize = 10;
const QUESTIONS: usize = 4_000;
/// Bytes of the board that they ask for.
const BOARD_BYTES: usize = 1_500_000;
/// What all of them may leave waiting: for each an answer, and what the system's own buffers hold.
const MEMORY_MAX_KIB: u64 = 64 * 1024;

/// A message of a client as it stands on the wire; the mask may be all zeros.
fn on_the_wire(payload: &[u8]) -> Vec<u8> {
    let length = u8::try_from(payload.len()).unwrap_or(125).min(125);
    [&[0x82, 0x80 | length, 0, 0, 0, 0], payload].concat()
}

/// A connection that was upgraded and of which nobody reads another byte.
async fn silent(address: &str, path: &str, token: &str) -> Result<TcpStream, std::io::Error> {
    let mut socket = TcpStream::connect(address).await?;
    let request = format!(
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
         Authorization: Bearer {token}\r\nSec-WebSocket-Version: 13\r\n\
         Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    );
    socket.write_all(request.as_bytes()).await?;
    Ok(socket)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_asks_thousands_of_times_and_does_not_read_costs_nobody_anything() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = Server::start(folder.path(), &[]).await?;
    let (board, token) = board_with(&server, "participant").await?;
    let path = format!("/sync/{board}");
    let honest = Peer::connect(&server.address, &path, &token).await?;
    honest.until("the board", Peer::is_synced).await?;
    let words = "woord ".repeat(1_300);
    let mut clock = 0;
    for nth in 0..BOARD_BYTES / words.len() {
        clock = honest.add(&format!("s{nth}"), &words).await;
    }
    honest.until("the board on disk", |peer| peer.acknowledged() >= clock).await?;
    let process = server.process().ok_or("the server has ended")?;
    let before = resident_kib(process).ok_or("no accounting under /proc")?;
    let question = on_the_wire(&Flavour::Stock.step_1(&[0]));
    let questions = question.repeat(QUESTIONS);
    let mut sockets = Vec::new();
    for _ in 0..SILENT {
        let mut socket = silent(&server.address, &path, &token).await?;
        socket.write_all(&questions).await?;
        sockets.push(socket);
    }
    // What the honest one hears comes after the questions that the board's task has taken by then.
    for nth in 0..20 {
        let clock = honest.add(&format!("na-{nth}"), "gaat gewoon door").await;
        honest.until("the acknowledgement", |peer| peer.acknowledged() >= clock).await?;
    }
    let after = resident_kib(process).unwrap_or(u64::MAX);
    assert!(
        after <= before + MEMORY_MAX_KIB,
        "memory went from {before} to {after} KiB for {SILENT} connections that do not read"
    );
    let newcomer = Peer::connect(&server.address, &path, &token).await?;
    newcomer.until("the board", Peer::is_synced).await?;
    expect("stickies", &newcomer.stickies().len(), &honest.stickies().len())?;
    expect("the honest one", &honest.closed(), &None)?;
    drop(sockets);
    server.kill().await;
    Ok(())
}
