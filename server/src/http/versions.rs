//! `/v1/boards/{board}/versions`: what a board was at earlier moments. The page reads one into documents
//! of its own and takes things back by ordinary edits; nothing here changes a board.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use crdt::ids::{BoardId, Document, Role};
use crdt::limits::TITLE_TEXT_MAX;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::boards::note;
use super::input::{Body, Parsed};
use crate::accounts::members::{Standing, stand};
use crate::accounts::{AccountError, Caller, single_line};
use crate::app::App;
use crate::clock;
use crate::error::Problem;
use crate::store::{self, Book};
use crate::versions::NAMED_MAX;

/// A version of a board, without what is in it.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Version {
    /// Its id.
    pub id: String,
    /// When it was taken, in milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub made_on: u64,
    /// What people call it; `null` for an automatic one, which goes by itself after its term.
    pub title: Option<String>,
    /// The member who asked for it; `null` for an automatic one.
    pub by: Option<String>,
    /// Bytes that it takes.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub bytes: u64,
}

impl From<store::Version> for Version {
    fn from(version: store::Version) -> Self {
        Self {
            id: version.id,
            made_on: version.made_on.0,
            title: version.title,
            by: version.by.map(String::from),
            bytes: version.bytes,
        }
    }
}

/// Versions, newest first.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Versions {
    /// The versions.
    pub versions: Vec<Version>,
}

/// What a version is called: a version to take, or a new title for one.
#[derive(Debug, Deserialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct NameVersion {
    title: String,
}

/// Who may do something with versions.
fn from_role(
    book: &dyn Book,
    caller: &Caller,
    board: &BoardId,
    role: Role,
) -> Result<Standing, AccountError> {
    let standing = stand(book, caller, board, clock::now())?;
    if standing.role < role {
        return Err(AccountError::Forbidden("your role may not do this with versions"));
    }
    Ok(standing)
}

fn unknown() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "this board has no such version")
}

/// `GET`
#[utoipa::path(
    get,
    path = "/versions",
    tag = "versies",
    summary = "De versies van een bord",
    responses((status = 200, description = "De versies, nieuwste eerst", body = Versions)),
)]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
) -> Result<Json<Versions>, Problem> {
    let versions = app
        .blocking(move |app| {
            from_role(app.accounts.as_ref(), &caller, &board, Role::Editor)?;
            Ok::<_, AccountError>(app.versions.versions(&board)?)
        })
        .await?;
    Ok(Json(Versions { versions: versions.into_iter().map(Version::from).collect() }))
}

/// `POST`: takes one now, of everything that is on disk, and keeps it.
#[utoipa::path(
    post,
    path = "/versions",
    tag = "versies",
    summary = "Bewaart wat er nu op het bord staat",
    request_body = NameVersion,
    responses((status = 201, description = "De versie", body = Version)),
)]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
    Body(new): Body<NameVersion>,
) -> Result<(StatusCode, Json<Version>), Problem> {
    let title = single_line(&new.title, TITLE_TEXT_MAX, "a title")?;
    let version = app
        .blocking(move |app| {
            let book = app.accounts.as_ref();
            let standing = from_role(book, &caller, &board, Role::Editor)?;
            let all = app.versions.versions(&board)?;
            if all.iter().filter(|version| version.title.is_some()).count() >= NAMED_MAX {
                let full = format!("a board keeps at most {NAMED_MAX} versions with a title");
                return Err(AccountError::Invalid(full));
            }
            let by = standing.member.id.clone();
            let version = app.keeper.take_named(&board, title, by, clock::now())?;
            note(book, &standing, "create version", Some(&version.id))?;
            Ok(version)
        })
        .await?;
    Ok((StatusCode::CREATED, Json(version.into())))
}

/// `GET`: a document of a version as one update of format v1.
#[utoipa::path(
    get,
    path = "/versions/{version}/{document}",
    tag = "versies",
    summary = "Een document van een versie",
    responses(
        (
            status = 200,
            description = "Het document als Yjs-update van vorm 1",
            body = Vec<u8>,
            content_type = "application/octet-stream",
        ),
    ),
)]
pub async fn document(
    State(app): State<App>,
    caller: Caller,
    Parsed((board, version, document)): Parsed<(BoardId, String, String)>,
) -> Result<Response, Problem> {
    let document = match document.as_str() {
        "map" => Document::Map,
        "frame" => Document::Frame,
        _ => return Err(Problem::new(StatusCode::NOT_FOUND, "a version has `map` and `frame`")),
    };
    let bytes = app
        .blocking(move |app| {
            from_role(app.accounts.as_ref(), &caller, &board, Role::Editor)?;
            Ok::<_, AccountError>(app.versions.version_document(&board, &version, &document)?)
        })
        .await?
        .ok_or_else(unknown)?;
    Ok(([(header::CONTENT_TYPE, "application/octet-stream")], bytes).into_response())
}

/// `PATCH`: gives it a title; an automatic one stays from then on.
#[utoipa::path(
    patch,
    path = "/versions/{version}",
    tag = "versies",
    summary = "Geeft een versie een naam",
    request_body = NameVersion,
    responses((status = 200, description = "De versie", body = Version)),
)]
pub async fn rename(
    State(app): State<App>,
    caller: Caller,
    Parsed((board, version)): Parsed<(BoardId, String)>,
    Body(new): Body<NameVersion>,
) -> Result<Json<Version>, Problem> {
    let title = single_line(&new.title, TITLE_TEXT_MAX, "a title")?;
    let renamed = app
        .blocking(move |app| {
            let standing = from_role(app.accounts.as_ref(), &caller, &board, Role::Editor)?;
            if app.versions.rename_version(&board, &version, &title)? {
                note(app.accounts.as_ref(), &standing, "rename version", Some(&version))?;
            }
            Ok::<_, AccountError>(app.versions.version(&board, &version)?)
        })
        .await?;
    Ok(Json(renamed.ok_or_else(unknown)?.into()))
}

/// `DELETE`: its words leave the disk.
#[utoipa::path(
    delete,
    path = "/versions/{version}",
    tag = "versies",
    summary = "Verwijdert een versie",
    responses((status = 204, description = "Gedaan")),
)]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Parsed((board, version)): Parsed<(BoardId, String)>,
) -> Result<StatusCode, Problem> {
    let deleted = app
        .blocking(move |app| {
            let standing = from_role(app.accounts.as_ref(), &caller, &board, Role::Facilitator)?;
            let deleted = app.versions.delete_version(&board, &version)?;
            if deleted {
                note(app.accounts.as_ref(), &standing, "delete version", Some(&version))?;
            }
            Ok::<_, AccountError>(deleted)
        })
        .await?;
    if !deleted {
        return Err(unknown());
    }
    app.erase_from_disk().await;
    Ok(StatusCode::NO_CONTENT)
}
