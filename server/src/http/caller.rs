//! Who is asking: the cookie or token of a request becomes a [`Caller`] before any handler runs.
//!
//! Without one everything below `/v1` but signing in is 401. A change that only a cookie vouches for
//! must come from our own page.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use super::{origin, peer};
use crate::accounts::Caller;
use crate::accounts::sessions::{Credentials, identify};
use crate::accounts::token::Token;
use crate::app::App;
use crate::clock;
use crate::error::Problem;

/// The cookie on https: bound to this host, sent only over https.
const COOKIE_SECURE: &str = "__Host-reisbord";
/// The cookie on http, for trying it out.
const COOKIE_PLAIN: &str = "reisbord";

/// The cookie's name; browsers refuse the prefix without https.
pub fn cookie_name(is_secure: bool) -> &'static str {
    if is_secure { COOKIE_SECURE } else { COOKIE_PLAIN }
}

/// What a request brought. A token that is present but cannot be one leaves nobody.
pub fn credentials(headers: &HeaderMap, is_secure: bool) -> Credentials {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(value) = text(header::AUTHORIZATION) {
        let bearer = value.strip_prefix("Bearer ").and_then(Token::parse);
        return Credentials { bearer, cookie: None };
    }
    let name = cookie_name(is_secure);
    let cookie = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _value)| *key == name)
        .and_then(|(_key, value)| Token::parse(value));
    Credentials { cookie, bearer: None }
}

/// Looks up who brought these.
pub async fn look_up(app: &App, credentials: Credentials) -> Result<Option<Caller>, Problem> {
    if credentials.is_empty() {
        return Ok(None);
    }
    app.book(move |book| Ok(identify(book, &credentials, clock::now())?)).await
}

/// The layer around `/v1`.
pub async fn recognise(
    State(app): State<App>,
    mut request: Request,
    next: Next,
) -> Result<Response, Problem> {
    let headers = request.headers();
    let peer = request.extensions().get::<peer::Peer>().copied();
    let credentials = credentials(headers, peer::is_secure(&app.config, peer, headers));
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if changes {
        let vouched = credentials.bearer.is_some() || origin::is_ours(&app.config, headers);
        if (credentials.cookie.is_some() && !vouched) || origin::is_foreign(&app.config, headers) {
            return Err(Problem::forbidden("this request does not come from our own page"));
        }
    }
    let signs_in = *request.method() == Method::POST && request.uri().path() == "/session";
    let cookie = credentials.cookie.clone();
    let caller = look_up(&app, credentials).await?;
    match caller {
        None if !signs_in => return Err(Problem::unauthorized()),
        None => {}
        Some(caller) => {
            request.extensions_mut().insert(caller);
            request.extensions_mut().insert(cookie);
        }
    }
    Ok(next.run(request).await)
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Problem;
    async fn from_request_parts(parts: &mut Parts, _state: &S) -> Result<Self, Problem> {
        parts.extensions.get().cloned().ok_or_else(Problem::unauthorized)
    }
}
