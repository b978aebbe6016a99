//! What every answer carries: security headers, the API's version, and problems instead of bare errors.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::peer::{self, Peer};
use crate::app::App;
use crate::error::{PROBLEM_JSON, Problem};

/// The version of the API, as the rules for Dutch government ask.
pub const API_VERSION: &str = "1.0.0";

/// A policy for answers that are no page.
const NO_PAGE: &str = "default-src 'none'; frame-ancestors 'none'";

/// Headers that are the same on every answer.
const ALWAYS: [(HeaderName, &str); 7] = [
    (HeaderName::from_static("api-version"), API_VERSION),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::REFERRER_POLICY, "no-referrer"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// The layer around everything.
pub async fn security(State(app): State<App>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().copied();
    let is_secure = peer::is_secure(&app.config, peer, request.headers());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if is_secure {
        let year = HeaderValue::from_static("max-age=31536000");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    or_insert(headers, header::CONTENT_SECURITY_POLICY, NO_PAGE);
    or_insert(headers, header::CACHE_CONTROL, "no-store");
    response
}

fn or_insert(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

/// Turns errors that carry no problem yet (a wrong method, a broken upgrade) into problems.
pub async fn problems(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let is_error = status.is_client_error() || status.is_server_error();
    let content = response.headers().get(header::CONTENT_TYPE);
    if !is_error || content.is_some_and(|content| content == PROBLEM_JSON) {
        return response;
    }
    let detail = match status {
        StatusCode::METHOD_NOT_ALLOWED => "this address does not take this method",
        StatusCode::NOT_FOUND => "there is nothing at this address",
        StatusCode::UPGRADE_REQUIRED | StatusCode::BAD_REQUEST => "this is no proper request",
        _ => "this request was not understood",
    };
    let allow = response.headers().get(header::ALLOW).cloned();
    let mut problem = Problem::new(status, detail).into_response();
    if let Some(allow) = allow {
        problem.headers_mut().insert(header::ALLOW, allow);
    }
    problem
}
