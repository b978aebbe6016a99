//! Figures for Prometheus, on a listener of their own: no figure of a board or a person, only counts.

use std::convert::Infallible;
use std::time::Duration;

use axum::Router;
use axum::extract::State;
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::rooms::{Rooms, count};

/// Upper ends of the buckets of a commit's time, in seconds.
const COMMIT_SECONDS: [f64; 10] =
    [0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.05, 0.25, 1.0, 5.0];

/// What was measured is put into its bucket this often, also when nobody asks.
const UPKEEP: Duration = Duration::from_secs(5);

/// Starts counting; says what is wrong.
pub fn start() -> Result<PrometheusHandle, String> {
    let commits = Matcher::Full("reisbord_commit_seconds".to_owned());
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(commits, &COMMIT_SECONDS)
        .map_err(|error| error.to_string())?
        .build_recorder();
    let handle = recorder.handle();
    metrics::set_global_recorder(recorder).map_err(|error| error.to_string())?;
    describe();
    Ok(handle)
}

fn describe() {
    for (name, what) in [
        ("reisbord_connections_total", "WebSockets that were opened"),
        ("reisbord_frames_total", "Frames that boards took in"),
        ("reisbord_appends_total", "Records that were made durable"),
        ("reisbord_commit_failures_total", "Commits that the disk refused"),
        ("reisbord_compactions_total", "Documents that were compacted"),
        ("reisbord_refused_total", "What was refused, by kind"),
        ("reisbord_closes_total", "WebSockets that the server closed, by code"),
        ("reisbord_panics_total", "Rooms that panicked"),
        ("reisbord_reloads_total", "Rooms that were read again"),
        ("reisbord_open_failures_total", "Boards that could not be opened"),
    ] {
        metrics::describe_counter!(name, what);
    }
    metrics::describe_gauge!("reisbord_boards_open", "Boards that are open");
    metrics::describe_gauge!("reisbord_connections", "WebSockets on boards");
    metrics::describe_histogram!("reisbord_commit_seconds", "How long a commit takes");
}

/// Serves `/metrics` until `stopping`.
pub async fn serve(
    listener: TcpListener,
    handle: PrometheusHandle,
    rooms: Rooms,
    stopping: CancellationToken,
) {
    let upkeep = keep_up(handle.clone());
    let router = Router::new().route("/metrics", get(render)).with_state((handle, rooms));
    let serving = axum::serve(listener, router)
        .with_graceful_shutdown(async move { stopping.cancelled().await });
    let served = tokio::select! {
        served = serving.into_future() => served,
        never = upkeep => match never {},
    };
    if let Err(error) = served {
        tracing::error!(%error, "the figures are not served any more");
    }
}

async fn keep_up(handle: PrometheusHandle) -> Infallible {
    loop {
        tokio::time::sleep(UPKEEP).await;
        handle.run_upkeep();
    }
}

async fn render(State((handle, rooms)): State<(PrometheusHandle, Rooms)>) -> String {
    metrics::gauge!("reisbord_connections").set(count(rooms.connections()));
    handle.render()
}
