//! `/v1/boards/{board}/links`: the links of a board. An address is shown once, when it is made.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use crdt::ids::{BoardId, Role};
use crdt::wire::CloseCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::boards::{manage, note};
use super::input::{Body, Parsed};
use super::openapi;
use crate::accounts::{Caller, links};
use crate::app::App;
use crate::clock;
use crate::error::Problem;
use crate::store::{self, Grant};

/// A link, without its token.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Link {
    /// Its id.
    pub id: String,
    /// What it lets people do.
    #[schema(schema_with = openapi::role)]
    pub role: Role,
    /// Milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub created_on: u64,
    /// Milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub expires_on: Option<u64>,
    /// Milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub revoked_on: Option<u64>,
    /// How often somebody signed in with it.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub uses: u64,
}

impl Link {
    fn new(link: store::Link) -> Option<Self> {
        let Grant::Board(_board, role) = link.grant else { return None };
        Some(Self {
            id: link.id,
            role,
            created_on: link.created_on.0,
            expires_on: link.expires_on.map(|on| on.0),
            revoked_on: link.revoked_on.map(|on| on.0),
            uses: link.uses,
        })
    }
}

/// The links of a board, newest first.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Links {
    /// The links.
    pub links: Vec<Link>,
}

/// A link to make.
#[derive(Debug, Deserialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct CreateLink {
    #[schema(schema_with = openapi::role)]
    role: Role,
    #[serde(default)]
    expires_in_days: Option<u32>,
}

/// A link that was just made.
#[derive(Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CreatedLink {
    /// The link.
    pub link: Link,
    /// The address to hand out; never shown again.
    pub url: String,
    /// The token in it, for programs.
    pub token: String,
}

impl std::fmt::Debug for CreatedLink {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "CreatedLink({})", self.link.id)
    }
}

/// `GET`
#[utoipa::path(
    get,
    path = "/links",
    tag = "links",
    summary = "De links van een bord",
    responses((status = 200, description = "De links, nieuwste eerst, zonder adres", body = Links)),
)]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
) -> Result<Json<Links>, Problem> {
    let links = app
        .book(move |book| {
            manage(book, &caller, &board)?;
            Ok(book.links(&board)?)
        })
        .await?;
    Ok(Json(Links { links: links.into_iter().filter_map(Link::new).collect() }))
}

/// `POST`
#[utoipa::path(
    post,
    path = "/links",
    tag = "links",
    summary = "Maakt een link die een rol geeft",
    request_body = CreateLink,
    responses((status = 201, description = "De link; alleen nu met zijn adres", body = CreatedLink)),
)]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
    Body(new): Body<CreateLink>,
) -> Result<(StatusCode, Json<CreatedLink>), Problem> {
    let days = new.expires_in_days.map(u64::from);
    if days.is_some_and(|days| days == 0 || days > links::DAYS_MAX) {
        return Err(Problem::invalid(format!("expires_in_days is 1 to {}", links::DAYS_MAX)));
    }
    let (link, token) = app
        .book(move |book| {
            let standing = manage(book, &caller, &board)?;
            let now = clock::now();
            let expires_on = days.map(|days| now.plus(days * links::DAY_MILLIS));
            let made = links::create(book, Grant::Board(board, new.role), now, expires_on)?;
            note(book, &standing, "create link", Some(&made.0.id))?;
            Ok(made)
        })
        .await?;
    let url = format!("{}/join#{}", app.public_url, token.reveal());
    let link = Link::new(link).ok_or_else(Problem::internal)?;
    let token = token.reveal().to_owned();
    Ok((StatusCode::CREATED, Json(CreatedLink { link, url, token })))
}

/// `DELETE`: whoever came by it must leave at once.
#[utoipa::path(
    delete,
    path = "/links/{link}",
    tag = "links",
    summary = "Trekt een link in",
    responses((status = 204, description = "Gedaan")),
)]
pub async fn revoke(
    State(app): State<App>,
    caller: Caller,
    Parsed((board, link)): Parsed<(BoardId, String)>,
) -> Result<StatusCode, Problem> {
    let members = app
        .book({
            let board = board.clone();
            move |book| {
                let standing = manage(book, &caller, &board)?;
                links::revoke(book, &board, &link, clock::now())?;
                note(book, &standing, "revoke link", Some(&link))?;
                Ok(book.members_of_link(&link)?)
            }
        })
        .await?;
    for member in members {
        app.rooms.remove(&board, member.id, CloseCode::SignIn).await;
    }
    Ok(StatusCode::NO_CONTENT)
}
