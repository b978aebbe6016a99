//! From a request to a WebSocket: the opening handshake of RFC 6455.
//!
//! Done here and not by the framework because a board's task writes into the connections itself, which
//! the framework's sockets do not let it.

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use hyper::upgrade::Parts as Upgraded;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::handshake::derive_accept_key;

use super::Socket;
use crate::error::Problem;

/// A request that may become a socket.
#[derive(Debug)]
pub struct Upgrade {
    key: HeaderValue,
    on: hyper::upgrade::OnUpgrade,
}

impl Upgrade {
    /// Checks that the request asks for a WebSocket.
    pub fn of(request: &mut Parts) -> Result<Self, Problem> {
        let headers = &request.headers;
        let asks = request.method == Method::GET
            && has_word(headers, &header::CONNECTION, "upgrade")
            && has_word(headers, &header::UPGRADE, "websocket")
            && has_word(headers, &header::SEC_WEBSOCKET_VERSION, "13");
        let key = headers.get(header::SEC_WEBSOCKET_KEY).cloned();
        let on = request.extensions.remove::<hyper::upgrade::OnUpgrade>();
        match (asks, key, on) {
            (true, Some(key), Some(on)) => Ok(Self { key, on }),
            _ => Err(Problem::new(StatusCode::UPGRADE_REQUIRED, "this address is for WebSockets")),
        }
    }

    /// Answers yes, and gives the socket to `serve` once the connection is ours.
    pub fn accept<F>(
        self,
        protocol: Option<HeaderValue>,
        serve: impl FnOnce(Socket) -> F + Send + 'static,
    ) -> Response
    where
        F: Future<Output = ()> + Send,
    {
        let accept = derive_accept_key(self.key.as_bytes());
        let on = self.on;
        tokio::spawn(async move {
            // A client that went away between asking and the answer.
            let Ok(upgraded) = on.await else { return };
            // Every connection of `listen` is one of these.
            let Ok(parts) = upgraded.downcast::<TokioIo<TcpStream>>() else { return };
            let Upgraded { io, read_buf: came, .. } = parts;
            serve(Socket { network: io.into_inner(), came }).await;
        });
        let mut response = Response::new(Body::empty());
        *response.status_mut() = StatusCode::SWITCHING_PROTOCOLS;
        let headers = response.headers_mut();
        headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(header::UPGRADE, HeaderValue::from_static("websocket"));
        if let Ok(accept) = HeaderValue::try_from(accept) {
            headers.insert(header::SEC_WEBSOCKET_ACCEPT, accept);
        }
        if let Some(protocol) = protocol {
            headers.insert(header::SEC_WEBSOCKET_PROTOCOL, protocol);
        }
        response
    }
}

/// The subprotocols that a client offers, in its order.
pub fn offered(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    words(headers, &header::SEC_WEBSOCKET_PROTOCOL)
}

fn has_word(headers: &HeaderMap, name: &HeaderName, word: &str) -> bool {
    words(headers, name).any(|found| found.eq_ignore_ascii_case(word))
}

fn words<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'a str> + use<'a> {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim)
}
