//! What is only asked of Reisbord: starting with many boards, and the memory of boards that are open.

use std::time::Duration;

use super::joining::Large;
use super::{Figures, REST};
use crate::accounting;
use crate::failure::Failure;
use crate::number::{count, many, nanos, per};
use crate::servers::Starter;

/// Boards in the store.
const BOARDS: usize = 10_000;
/// Large boards that are open at the same time.
const OPEN: usize = 8;
/// How long memory gets to settle.
const SETTLE: Duration = Duration::from_secs(3);

fn ours_only() -> Failure {
    Failure::new("this is only measured on Reisbord")
}

/// Kills a server with many boards and starts it again.
pub(super) async fn starting(starter: &Starter) -> Result<Figures, Failure> {
    let server = starter.start().await?.into_reisbord().ok_or_else(ours_only)?;
    for _ in 0..BOARDS {
        server.board().await?;
    }
    let (server, took) = server.restart().await?;
    let memory = accounting::memory(server.process());
    Ok(Figures { cost: count(nanos(took)) / 1_000_000.0, memory, ..Figures::default() })
}

/// Opens several large boards after a restart, so that nothing of writing them is left in memory, and
/// looks on until they are at rest.
pub(super) async fn open_boards(starter: &Starter) -> Result<Figures, Failure> {
    let server = starter.start().await?.into_reisbord().ok_or_else(ours_only)?;
    let mut boards = Vec::new();
    for _ in 0..OPEN {
        let door = server.door(&server.board().await?).await?;
        boards.push((Large::fill(&door).await?, door));
    }
    let (server, _) = server.restart().await?;
    let process = server.process().ok_or_else(ours_only)?;
    let before = process.memory();
    let mut people = Vec::new();
    for (board, door) in &boards {
        people.push(board.come_back(&server.again(door)).await?);
    }
    let encoded: usize = boards.iter().map(|(board, _)| board.bytes).sum();
    let times = |now: u64| per(count(now.saturating_sub(before)), many(encoded));
    tokio::time::sleep(SETTLE).await;
    eprintln!("  {:.1} times just after opening", times(process.memory()));
    tokio::time::sleep(REST).await;
    let memory = process.memory();
    let cost = times(memory);
    drop(people);
    Ok(Figures { cost, memory, ..Figures::default() })
}
