//! `/v1/session`: opening a link, and who this browser is.

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use crdt::ids::Role;
use crdt::wire::CloseCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::caller::cookie_name;
use super::input::Body;
use super::openapi;
use super::peer::{self, Peer};
use crate::accounts::sessions::{SESSION_MILLIS, SignedIn, sign_in};
use crate::accounts::token::Token;
use crate::accounts::{Caller, NAME_LENGTH_MAX, single_line};
use crate::app::App;
use crate::clock;
use crate::error::Problem;
use crate::store::Audit;

/// A link's token, and a name when there is no session yet.
#[derive(Deserialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct Start {
    /// What stands after `#` in the link.
    token: String,
    /// How others see this person.
    #[serde(default)]
    name: Option<String>,
}

impl std::fmt::Debug for Start {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Start(…)")
    }
}

/// What came of it.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(untagged)]
pub enum Started {
    /// Ask for a name and post again.
    NeedsName {
        /// Always `name`.
        needs: &'static str,
        /// The board's title; `null` for beheer.
        title: Option<String>,
        /// What the link lets people do; `null` for beheer.
        #[schema(schema_with = openapi::maybe_role)]
        role: Option<Role>,
    },
    /// Signed in.
    In {
        /// Where to go, below the base path.
        goto: String,
        /// The name of this session.
        name: String,
        /// Whether this session may manage all boards.
        beheer: bool,
    },
}

/// Who this browser is.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Me {
    /// The name that others see.
    pub name: String,
    /// Whether this session may manage all boards.
    pub beheer: bool,
}

/// Another name.
#[derive(Debug, Deserialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Rename {
    name: String,
}

/// `POST`
#[utoipa::path(
    post,
    path = "/session",
    tag = "sessie",
    summary = "Opent een link",
    request_body = Start,
    responses(
        (
            status = 200,
            description = "Binnen, met een cookie, of de vraag om een naam",
            body = Started,
        ),
    ),
)]
pub async fn start(
    State(app): State<App>,
    peer: Option<Extension<Peer>>,
    caller: Option<Extension<Caller>>,
    headers: HeaderMap,
    Body(start): Body<Start>,
) -> Result<Response, Problem> {
    let peer = peer.map(|Extension(peer)| peer);
    let address = peer.map(|peer| peer::visitor(peer::address(&app.config, peer, &headers)));
    if address.is_some_and(|address| !app.limiter.try_now(address, clock::now())) {
        metrics::counter!("reisbord_refused_total", "what" => "sign_in").increment(1);
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "too many tries; wait a little"));
    }
    let current = match caller {
        Some(Extension(Caller::Browser(session))) => Some(session),
        Some(Extension(Caller::Program(_))) | None => None,
    };
    let outcome = app
        .book(move |book| {
            let name = start.name.as_deref();
            let signed = sign_in(book, current, &start.token, name, clock::now())?;
            if let SignedIn::In { session, board, .. } = &signed {
                let who = format!("session {}", session.number);
                let (on, board) = (clock::now(), board.as_ref());
                book.audit(&Audit { on, who: &who, what: "sign in", board, subject: None })?;
            }
            Ok(signed)
        })
        .await;
    if let (Err(_), Some(address)) = (&outcome, address) {
        app.limiter.failed(address, clock::now());
    }
    Ok(match outcome? {
        SignedIn::NeedsName { title, role } => {
            Json(Started::NeedsName { needs: "name", title, role }).into_response()
        }
        SignedIn::In { session, cookie, board } => {
            let goto = board.map_or_else(|| "/".to_owned(), |board| format!("/b/{board}"));
            let started = Started::In { goto, name: session.name, beheer: session.beheer };
            let mut response = Json(started).into_response();
            if let Some(token) = cookie {
                let is_secure = peer::is_secure(&app.config, peer, &headers);
                set_cookie(response.headers_mut(), &token, is_secure);
            }
            response
        }
    })
}

/// `GET`: who I am; the cookie is renewed.
#[utoipa::path(
    get,
    path = "/session",
    tag = "sessie",
    summary = "Wie deze browser is",
    responses((status = 200, description = "De naam en of dit beheer is", body = Me)),
)]
pub async fn show(
    State(app): State<App>,
    caller: Caller,
    peer: Option<Extension<Peer>>,
    Extension(cookie): Extension<Option<Token>>,
    headers: HeaderMap,
) -> Response {
    let mut response = Json(me(&caller)).into_response();
    if let Some(token) = cookie {
        let peer = peer.map(|Extension(peer)| peer);
        let is_secure = peer::is_secure(&app.config, peer, &headers);
        set_cookie(response.headers_mut(), &token, is_secure);
    }
    response
}

/// `PATCH`: whoever looks at a board with this person sees the new name at once.
#[utoipa::path(
    patch,
    path = "/session",
    tag = "sessie",
    summary = "Geeft de sessie een andere naam",
    request_body = Rename,
    responses((status = 200, description = "De nieuwe naam", body = Me)),
)]
pub async fn rename(
    State(app): State<App>,
    caller: Caller,
    Body(rename): Body<Rename>,
) -> Result<Json<Me>, Problem> {
    let Caller::Browser(mut session) = caller else { return Err(browsers_only()) };
    session.name = single_line(&rename.name, NAME_LENGTH_MAX, "a name")?;
    let (number, name) = (session.number, session.name.clone());
    let members = app
        .book(move |book| {
            book.rename_session(number, &name)?;
            Ok(book.members_of_session(number)?)
        })
        .await?;
    for member in members {
        app.rooms.rename_member(&member.board, member.id, session.name.clone()).await;
    }
    Ok(Json(me(&Caller::Browser(session))))
}

/// `DELETE`: signs out; the sockets of this browser close.
#[utoipa::path(
    delete,
    path = "/session",
    tag = "sessie",
    summary = "Meldt af",
    responses((status = 204, description = "Gedaan")),
)]
pub async fn end(
    State(app): State<App>,
    caller: Caller,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let Caller::Browser(session) = caller else { return Err(browsers_only()) };
    let members = app
        .book(move |book| {
            let members = book.members_of_session(session.number)?;
            book.delete_session(session.number)?;
            Ok(members)
        })
        .await?;
    for member in members {
        app.rooms.remove(&member.board, member.id, CloseCode::SignIn).await;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    let peer = peer.map(|Extension(peer)| peer);
    let is_secure = peer::is_secure(&app.config, peer, &headers);
    put_cookie(response.headers_mut(), "", 0, is_secure);
    Ok(response)
}

fn me(caller: &Caller) -> Me {
    let name = match caller {
        Caller::Browser(session) => session.name.clone(),
        Caller::Program(_) => String::new(),
    };
    Me { name, beheer: caller.is_beheer() }
}

fn browsers_only() -> Problem {
    Problem::forbidden("a token has no session: only a browser has")
}

fn set_cookie(headers: &mut HeaderMap, token: &Token, is_secure: bool) {
    put_cookie(headers, token.reveal(), SESSION_MILLIS / 1_000, is_secure);
}

fn put_cookie(headers: &mut HeaderMap, value: &str, seconds: u64, is_secure: bool) {
    let name = cookie_name(is_secure);
    let secure = if is_secure { "; Secure" } else { "" };
    let cookie =
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(mut cookie) = HeaderValue::try_from(cookie) {
        cookie.set_sensitive(true);
        headers.append(header::SET_COOKIE, cookie);
    }
}
