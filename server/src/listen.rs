//! The listening socket: one task per connection, a bound on strangers, and no endless waiting.
//!
//! A connection is a stranger until a WebSocket on it was admitted. Strangers are bounded together
//! (`strangers`), so that whoever knocks ten thousand times costs a bounded amount of memory and keeps
//! nobody out who is already inside.

pub mod strangers;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::Uri;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;

use crate::http::peer::Peer;
use strangers::{Stranger, Strangers};

/// How long a request's head may take, and how long a connection may wait for its next request.
const HEAD: Duration = Duration::from_secs(10);
/// Bytes of a request's head.
const HEAD_BYTES: usize = 16 * 1024;
/// How long running requests may take when the server stops.
const LAST_REQUESTS: Duration = Duration::from_secs(3);
/// A pause after the system refused a connection (too many files are open).
const REFUSED_PAUSE: Duration = Duration::from_millis(100);

/// Serves until `stopping`; then lets running requests end.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    base: &str,
    strangers: Strangers,
    stopping: CancellationToken,
) {
    let connections = TaskTracker::new();
    loop {
        let accepted = tokio::select! {
            () = stopping.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, peer)) => {
                let service = Service { router: router.clone(), base: base.into(), peer };
                let serving = connection(stream, service, strangers.enter(), stopping.clone());
                connections.spawn(serving);
            }
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(REFUSED_PAUSE).await;
            }
        }
    }
    drop(listener);
    connections.close();
    if tokio::time::timeout(LAST_REQUESTS, connections.wait()).await.is_err() {
        tracing::info!("some requests did not end in time");
    }
}

struct Service {
    router: Router,
    base: Arc<str>,
    peer: SocketAddr,
}

async fn connection(
    stream: TcpStream,
    service: Service,
    stranger: Stranger,
    stopping: CancellationToken,
) {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "a connection ended before it began");
        return;
    }
    let Service { router, base, peer } = service;
    let (asks, rests, evicted) = (stranger.clone(), stranger.clone(), stranger.evicted());
    let prepare = move |request: Request<Incoming>| {
        asks.moves();
        prepare(request, &base, Peer(peer), &asks)
    };
    let answered = move |response: Response| {
        rests.moves();
        response
    };
    let service = TowerToHyperService::new(router.map_request(prepare).map_response(answered));
    let serving = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .serve_connection(TokioIo::new(stream), service)
        .with_upgrades();
    tokio::pin!(serving);
    let outcome = tokio::select! {
        outcome = &mut serving => outcome,
        () = evicted.cancelled() => return,
        () = stopping.cancelled() => {
            serving.as_mut().graceful_shutdown();
            serving.await
        }
    };
    if let Err(error) = outcome {
        tracing::trace!(%error, "a connection ended badly");
    }
}

/// Notes who asks, and takes the base path off.
fn prepare(request: Request<Incoming>, base: &str, peer: Peer, stranger: &Stranger) -> Request {
    let mut request = request.map(Body::new);
    request.extensions_mut().insert(peer);
    request.extensions_mut().insert(stranger.clone());
    if !base.is_empty() {
        let uri = below(request.uri(), base);
        *request.uri_mut() = uri;
    }
    request
}

/// The address below the base path. Health is answered at the root too, for whoever checks the port;
/// everything else outside is nowhere.
fn below(uri: &Uri, base: &str) -> Uri {
    let path = uri.path();
    let inside = path.strip_prefix(base).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let path = match inside {
        Some("") => "/",
        Some(inside) => inside,
        None if matches!(path, "/healthz" | "/readyz") => path,
        None => "//",
    };
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{path}{query}").parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_below_the_base_path_is_somewhere() {
        let below = |path: &'static str| below(&Uri::from_static(path), "/klant").to_string();
        assert_eq!(below("/klant"), "/");
        assert_eq!(below("/klant/v1/boards?all=true"), "/v1/boards?all=true");
        assert_eq!(below("/healthz"), "/healthz");
        assert_eq!(below("/klanten"), "//");
        assert_eq!(below("/v1/boards"), "//");
    }
}
