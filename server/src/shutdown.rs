//! Stopping: everybody is told, everything is durable, and the process ends within ten seconds.

use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};

use crate::app::App;

/// Everybody returns within this many milliseconds after a restart, spread out.
const SPREAD_MILLIS: u64 = 3_000;
/// How long boards may take to become durable and close.
const DRAIN: Duration = Duration::from_secs(6);
/// Sockets get this long to hear the goodbye.
const GOODBYE: Duration = Duration::from_millis(200);
/// How long the last commit may take.
const COMMIT: Duration = Duration::from_secs(2);

/// Waits for the first signal to stop.
pub async fn asked() -> std::io::Result<()> {
    let (mut terminate, mut interrupt) =
        (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    Ok(())
}

/// Closes every board and the store; false when something was still not durable.
pub async fn finish(app: &App) -> bool {
    let drained = tokio::time::timeout(DRAIN, app.rooms.drain(SPREAD_MILLIS)).await.is_ok();
    tokio::time::sleep(GOODBYE).await;
    let (committer, compactor, log) =
        (app.committer.clone(), app.compactor.clone(), app.log.clone());
    let committed = tokio::task::spawn_blocking(move || {
        committer.stop();
        compactor.stop();
        log.settle(true)
    });
    let committed = matches!(tokio::time::timeout(COMMIT, committed).await, Ok(Ok(Ok(()))));
    if !drained || !committed {
        tracing::error!(drained, committed, "the server stops before everything was finished");
    }
    drained && committed
}
