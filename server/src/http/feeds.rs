//! Calendar links: `/v1/boards/{board}/feeds` to make and withdraw them, `/feed/{secret}` for the
//! calendars themselves, which send no header and no cookie. The secret opens the due dates of one
//! board and nothing else; why it may stand in a path is decision 0005.

use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use axum::{Json, extract::Path};
use crdt::ids::BoardId;
use serde::Serialize;
use utoipa::ToSchema;

use super::boards::{manage, note};
use super::input::Parsed;
use super::peer::{self, Peer};
use crate::accounts::{AccountError, Caller, links};
use crate::app::App;
use crate::clock;
use crate::error::Problem;
use crate::exports;
use crate::sheets::calendar;
use crate::store::{self, Grant};

const ICS: &str = "text/calendar; charset=utf-8";

/// A calendar link, without its secret.
#[derive(Debug, Serialize, ToSchema)]
pub struct Feed {
    /// Its id.
    pub id: String,
    /// Milliseconds since 1970.
    pub created_on: u64,
}

/// The calendar links of a board that work, newest first.
#[derive(Debug, Serialize, ToSchema)]
pub struct Feeds {
    /// The links.
    pub feeds: Vec<Feed>,
}

/// A calendar link that was just made.
#[derive(Serialize, ToSchema)]
pub struct CreatedFeed {
    /// The link.
    pub feed: Feed,
    /// The address for the calendar; never shown again.
    pub url: String,
}

impl std::fmt::Debug for CreatedFeed {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "CreatedFeed({})", self.feed.id)
    }
}

fn feed(link: store::Link) -> Option<Feed> {
    let works = matches!(link.grant, Grant::Feed(_)) && link.revoked_on.is_none();
    works.then_some(Feed { id: link.id, created_on: link.created_on.0 })
}

/// `GET …/feeds`
#[utoipa::path(
    get,
    path = "/feeds",
    tag = "acties",
    summary = "De agendalinks van een bord",
    responses((status = 200, description = "De links die werken, zonder adres", body = Feeds)),
)]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
) -> Result<Json<Feeds>, Problem> {
    let links = app
        .book(move |book| {
            manage(book, &caller, &board)?;
            Ok(book.links(&board)?)
        })
        .await?;
    Ok(Json(Feeds { feeds: links.into_iter().filter_map(feed).collect() }))
}

/// `POST …/feeds`
#[utoipa::path(
    post,
    path = "/feeds",
    tag = "acties",
    summary = "Maakt een agendalink met de data van acties",
    responses((status = 201, description = "De link; alleen nu met zijn adres", body = CreatedFeed)),
)]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
) -> Result<(StatusCode, Json<CreatedFeed>), Problem> {
    let (link, secret) = app
        .book(move |book| {
            let standing = manage(book, &caller, &board)?;
            let made = links::create(book, Grant::Feed(board), clock::now(), None)?;
            note(book, &standing, "create calendar link", Some(&made.0.id))?;
            Ok(made)
        })
        .await?;
    let url = format!("{}/feed/{}.ics", app.public_url, secret.reveal());
    let feed = feed(link).ok_or_else(Problem::internal)?;
    Ok((StatusCode::CREATED, Json(CreatedFeed { feed, url })))
}

/// `DELETE …/feeds/{feed}`
#[utoipa::path(
    delete,
    path = "/feeds/{feed}",
    tag = "acties",
    summary = "Trekt een agendalink in",
    responses((status = 204, description = "Gedaan")),
)]
pub async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Parsed((board, link)): Parsed<(BoardId, String)>,
) -> Result<StatusCode, Problem> {
    app.book(move |book| {
        let standing = manage(book, &caller, &board)?;
        let is_feed = |one: &store::Link| one.id == link && matches!(one.grant, Grant::Feed(_));
        if !book.links(&board)?.iter().any(is_feed) {
            return Err(AccountError::NotFound("this board has no such calendar link"));
        }
        links::revoke(book, &board, &link, clock::now())?;
        note(book, &standing, "revoke calendar link", Some(&link))
    })
    .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// `GET /feed/{secret}.ics`
pub async fn show(
    State(app): State<App>,
    peer: Option<Extension<Peer>>,
    headers: HeaderMap,
    Path(file): Path<String>,
) -> Result<Response, Problem> {
    let peer = peer.map(|Extension(peer)| peer);
    let address = peer.map(|peer| peer::visitor(peer::address(&app.config, peer, &headers)));
    if address.is_some_and(|address| !app.limiter.try_now(address, clock::now())) {
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, "too many tries; wait a little"));
    }
    let secret = file.strip_suffix(".ics").unwrap_or_default().to_owned();
    let found = app.book(move |book| links::fed_board(book, &secret, clock::now())).await;
    if let (Err(_), Some(address)) = (&found, address) {
        app.limiter.failed(address, clock::now());
    }
    // Withdrawn, unknown or no secret at all: an outsider cannot tell which.
    let gone = |_problem| Problem::new(StatusCode::NOT_FOUND, "there is no calendar here");
    let board = found.map_err(gone)?;
    let host = app.public_url.authority.clone();
    let now = i64::try_from(clock::now().0).unwrap_or(i64::MAX);
    let written = app
        .blocking(move |app| {
            let read = exports::board(app.log.as_ref(), &board)?;
            Ok::<_, store::StoreError>(calendar::write(&read, board.as_str(), &host, now))
        })
        .await?;
    Ok(([(header::CONTENT_TYPE, ICS)], written).into_response())
}
