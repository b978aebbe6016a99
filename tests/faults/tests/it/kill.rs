//! Thousands of small updates while the server is killed with -9 at random moments, again and again:
//! everything acknowledged, and everything anybody saw, is there afterwards.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use harness::peer::Peer;
use harness::server::Server;

use crate::Outcome;

/// Kills in an ordinary run.
const KILLS: u64 = 10;
/// Kills on one board: after some hundred and fifty it holds all the stickies that a board can.
const KILLS_PER_BOARD: u64 = 50;
const WRITERS: usize = 4;
/// Clocks that one writer may be ahead of its acknowledgements: some seventy stickies.
const UNDER_WAY: u32 = 2_000;

/// What must be there after a kill: per replica, a clock.
type Promised = BTreeMap<u64, u32>;

/// Adds what this one was promised: its own work up to the acknowledgement, and all it saw of others.
fn remember(promised: &mut Promised, peer: &Peer) {
    let mut seen = peer.clocks();
    seen.insert(peer.client(), peer.acknowledged());
    for (client, clock) in seen {
        let known = promised.entry(client).or_default();
        *known = clock.max(*known);
    }
}

fn sum(clocks: &Promised) -> u64 {
    clocks.values().map(|clock| u64::from(*clock)).sum()
}

/// Fails when something promised is missing.
fn check(given: &Promised, promised: &Promised, when: &str) {
    for (client, clock) in promised {
        let have = given.get(client).copied().unwrap_or(0);
        assert!(have >= *clock, "{when}: replica {client} is at {have} of {clock}");
    }
}

#[expect(clippy::disallowed_methods, reason = "a long run is asked for in the environment")]
fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

#[expect(clippy::disallowed_methods, reason = "a seed for the moments; it is printed")]
fn seed() -> u64 {
    let drawn = || {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        u64::from(now.subsec_nanos())
    };
    number("REISBORD_SEED").unwrap_or_else(drawn)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_acknowledged_or_shown_survives_many_kills() -> Outcome {
    let seed = seed();
    let folder = tempfile::tempdir()?;
    let mut server = Server::start(folder.path(), &[]).await?;
    let mut boards: Vec<(String, String, Promised)> = Vec::new();
    let mut written = 0_u32;
    for round in 0..number("REISBORD_KILLS").unwrap_or(KILLS) {
        if round % KILLS_PER_BOARD == 0 {
            let (board, token) = crate::board_with(&server, "participant").await?;
            boards.push((format!("/sync/{board}"), token, Promised::new()));
        }
        let Some((path, token, promised)) = boards.last_mut() else {
            return Err("no board".into());
        };
        let mut writers = Vec::new();
        for _ in 0..WRITERS {
            writers.push(Peer::connect(&server.address, path, token).await?);
        }
        let watcher = Peer::connect(&server.address, path, token).await?;
        for peer in writers.iter().chain([&watcher]) {
            peer.until("the board", Peer::is_synced).await?;
        }
        // Everything promised so far is what a newcomer is given.
        let given = watcher.clocks();
        check(&given, promised, &format!("seed {seed}, kill {round}"));
        // Write until the watcher has seen a random amount, with more under way, and kill.
        let enough = sum(&given) + 500 + (seed.wrapping_mul(round + 1) >> 3) % 5_000;
        while sum(&watcher.clocks()) < enough {
            for writer in &writers {
                let id = format!("r{round}-{}-{written}", writer.client());
                let clock = writer.add(&id, "vijf woorden in een zin").await;
                written += 1;
                let keeps_up = |peer: &Peer| peer.acknowledged() + UNDER_WAY >= clock;
                writer.until("the server to keep up", keeps_up).await?;
            }
        }
        server.kill().await;
        for peer in writers.iter().chain([&watcher]) {
            peer.until("the end of the connection", |peer| peer.closed().is_some()).await?;
            remember(promised, peer);
        }
        server = Server::start(folder.path(), &[]).await?;
    }
    assert!(written > 1_000, "only {written} changes were written");
    let total: u64 = boards.iter().map(|(_, _, promised)| sum(promised)).sum();
    assert!(total > 10_000, "only {total} was promised");
    for (path, token, promised) in &boards {
        let last = Peer::connect(&server.address, path, token).await?;
        last.until("the board", Peer::is_synced).await?;
        check(&last.clocks(), promised, &format!("seed {seed}, at the end"));
    }
    server.kill().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_written_offline_arrives_after_the_server_is_back() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = Server::start(folder.path(), &[]).await?;
    let (board, token) = crate::board_with(&server, "participant").await?;
    let path = format!("/sync/{board}");
    let doc = harness::peer::replica();
    let anna = Peer::connect_with(doc.clone(), &server.address, &path, &token).await?;
    anna.until("the board", Peer::is_synced).await?;
    let clock = anna.add("een", "voor de stroom uitviel").await;
    anna.until("the acknowledgement", |peer| peer.acknowledged() >= clock).await?;
    server.kill().await;
    anna.until("the end", |peer| peer.closed().is_some()).await?;
    anna.add("twee", "zonder verbinding").await;
    let server = Server::start(folder.path(), &[]).await?;
    let back = Peer::connect_with(doc, &server.address, &path, &token).await?;
    let other = Peer::connect(&server.address, &path, &token).await?;
    other.until("both stickies", |peer| peer.stickies() == ["een", "twee"]).await?;
    // A stock client that types while it reconnects sends a change that leaves one out.
    let clock = back.add("drie", "meteen erna").await;
    back.until("the acknowledgement", |peer| peer.acknowledged() >= clock).await?;
    other.until("the third", |peer| peer.stickies().len() == 3).await?;
    server.kill().await;
    Ok(())
}
