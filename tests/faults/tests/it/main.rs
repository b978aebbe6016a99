//! The real binary under real trouble: killed without warning, on disks that fail, attacked by who may
//! come in and by strangers, flooded with connections. `REISBORD_SEED=<seed>` replays the random moments
//! of a failure; `REISBORD_KILLS=200` kills so often.

#[cfg(test)]
mod disk;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod kill;
#[cfg(test)]
mod slow;
#[cfg(test)]
mod strangers;

use std::fmt::Debug;

/// The result of a test that talks to the outside: what failed, as it says itself.
#[cfg(test)]
pub(crate) type Outcome = Result<(), Box<dyn std::error::Error>>;

/// A board with a token for it.
#[cfg(test)]
pub(crate) async fn board_with(
    server: &harness::server::Server,
    role: &str,
) -> Result<(String, String), Box<dyn std::error::Error>> {
    let board = server.board("Proef", "leeg").await?;
    let token = server.token(&board, role).await?;
    Ok((board, token))
}

/// Fails with both values when they differ, without ending the process.
#[cfg(test)]
pub(crate) fn expect<T: PartialEq + Debug>(
    what: &str,
    found: &T,
    wanted: &T,
) -> Result<(), Box<dyn std::error::Error>> {
    if found == wanted { Ok(()) } else { Err(format!("{what}: {found:?}, not {wanted:?}").into()) }
}
