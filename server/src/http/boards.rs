//! `/v1/boards`: listing, making, renaming, archiving and deleting boards.

use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use crdt::ids::{BoardId, Role};
use crdt::limits::TITLE_TEXT_MAX;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::input::{Asked, Body, Parsed};
use super::openapi;
use crate::accounts::members::{self, Standing, stand};
use crate::accounts::{AccountError, Caller, boards, single_line};
use crate::app::App;
use crate::clock;
use crate::error::Problem;
use crate::store::{self, Audit, Book};

/// A board, for whoever may see it.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Board {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The template it was made from.
    pub template: String,
    /// What the asker may do on it.
    #[schema(schema_with = openapi::role)]
    pub role: Role,
    /// Whether it is only looked at.
    pub archived: bool,
    /// Milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub created_on: u64,
    /// Milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub changed_on: u64,
}

impl Board {
    fn new(board: store::Board, role: Role) -> Self {
        Self {
            id: board.id.into(),
            title: board.title,
            template: board.template,
            role,
            archived: board.archived_on.is_some(),
            created_on: board.created_on.0,
            changed_on: board.changed_on.0,
        }
    }
}

/// Boards, newest change first.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Boards {
    /// The boards.
    pub boards: Vec<Board>,
}

/// Which boards to list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Which {
    #[serde(default)]
    all: bool,
}

/// A board to make.
#[derive(Debug, Deserialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct CreateBoard {
    title: String,
    template: String,
}

/// What to change; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct ChangeBoard {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    archived: Option<bool>,
}

/// Who may manage a board: its owners, and beheer.
pub(super) fn manage(
    book: &dyn Book,
    caller: &Caller,
    board: &BoardId,
) -> Result<Standing, AccountError> {
    let standing = stand(book, caller, board, clock::now())?;
    if standing.role < Role::Owner {
        return Err(AccountError::Forbidden("only an owner of this board may do this"));
    }
    Ok(standing)
}

/// Notes who did what.
pub(super) fn note(
    book: &dyn Book,
    standing: &Standing,
    what: &str,
    subject: Option<&str>,
) -> Result<(), AccountError> {
    let (who, board) = (standing.member.id.as_str(), Some(&standing.board.id));
    Ok(book.audit(&Audit { on: clock::now(), who, what, board, subject })?)
}

/// `GET /v1/boards`
#[utoipa::path(
    get,
    path = "/boards",
    tag = "borden",
    summary = "De borden waar de sessie op meedoet",
    params(("all" = Option<bool>, Query, description = "Alle borden; alleen voor beheer")),
    responses((status = 200, description = "De borden, laatst gewijzigd eerst", body = Boards)),
)]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Asked(which): Asked<Which>,
) -> Result<Json<Boards>, Problem> {
    if which.all && !caller.is_beheer() {
        return Err(Problem::forbidden("only beheer sees all boards"));
    }
    let boards = app
        .book(move |book| {
            if which.all {
                let all = book.boards()?;
                return Ok(all.into_iter().map(|board| (board, Role::Owner)).collect());
            }
            members::boards_of(book, &caller)
        })
        .await?;
    let boards = boards.into_iter().map(|(board, role)| Board::new(board, role));
    Ok(Json(Boards { boards: boards.collect() }))
}

/// `POST /v1/boards`
#[utoipa::path(
    post,
    path = "/boards",
    tag = "borden",
    summary = "Maakt een bord van een sjabloon",
    request_body = CreateBoard,
    responses(
        (status = 201, description = "Het bord; zijn adres staat in `Location`", body = Board),
    ),
)]
pub async fn create(
    State(app): State<App>,
    caller: Caller,
    Body(new): Body<CreateBoard>,
) -> Result<Response, Problem> {
    if !caller.is_beheer() {
        return Err(Problem::forbidden("only beheer makes boards"));
    }
    let board = app
        .book(move |book| {
            let board = boards::create(book, &new.title, &new.template, clock::now())?;
            let standing = stand(book, &caller, &board.id, clock::now())?;
            note(book, &standing, "create board", None)?;
            Ok(board)
        })
        .await?;
    let location = format!("{}/v1/boards/{}", app.config.base(), board.id);
    let body = Json(Board::new(board, Role::Owner));
    Ok((StatusCode::CREATED, [(header::LOCATION, location)], body).into_response())
}

/// `GET /v1/boards/{board}`
#[utoipa::path(
    get,
    path = "/",
    tag = "borden",
    summary = "Een bord",
    responses((status = 200, description = "Het bord", body = Board)),
)]
pub async fn show(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
) -> Result<Json<Board>, Problem> {
    let standing = app.book(move |book| stand(book, &caller, &board, clock::now())).await?;
    Ok(Json(Board::new(standing.board, standing.role)))
}

/// `PATCH /v1/boards/{board}`
#[utoipa::path(
    patch,
    path = "/",
    tag = "borden",
    summary = "Hernoemt of archiveert een bord",
    request_body = ChangeBoard,
    responses((status = 200, description = "Het bord zoals het nu is", body = Board)),
)]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
    Body(change): Body<ChangeBoard>,
) -> Result<Json<Board>, Problem> {
    let title = change.title.as_deref();
    let title = title.map(|title| single_line(title, TITLE_TEXT_MAX, "a title")).transpose()?;
    let standing = app
        .book({
            let (caller, board) = (caller.clone(), board.clone());
            move |book| manage(book, &caller, &board)
        })
        .await?;
    if let Some(title) = title {
        // The title lives in the board; the book only has a copy.
        app.rooms.rename(&board, title.clone()).await?;
        let renamed = board.clone();
        app.book(move |book| Ok(book.set_title(&renamed, &title)?)).await?;
    }
    if let Some(archived) = change.archived {
        archive(&app, standing, archived).await?;
    }
    let standing = app.book(move |book| stand(book, &caller, &board, clock::now())).await?;
    Ok(Json(Board::new(standing.board, standing.role)))
}

async fn archive(app: &App, standing: Standing, archived: bool) -> Result<(), Problem> {
    let board = standing.board.id.clone();
    let members = app
        .book(move |book| {
            let board = &standing.board.id;
            book.set_archived(board, archived.then(clock::now))?;
            note(
                book,
                &standing,
                if archived { "archive board" } else { "unarchive board" },
                None,
            )?;
            Ok(book.members(board)?)
        })
        .await?;
    for member in members {
        let role = if archived { Role::Viewer } else { member.role };
        app.rooms.set_rights(&board, member.id, role, member.core_team).await;
    }
    Ok(())
}

/// `DELETE /v1/boards/{board}`
#[utoipa::path(
    delete,
    path = "/",
    tag = "borden",
    summary = "Verwijdert een bord met alles wat erop staat",
    responses((status = 204, description = "Gedaan")),
)]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
) -> Result<StatusCode, Problem> {
    let deleted = board.clone();
    app.book(move |book| {
        let standing = manage(book, &caller, &deleted)?;
        note(book, &standing, "delete board", None)?;
        book.delete_board(&deleted)?;
        Ok(())
    })
    .await?;
    app.rooms.delete(&board).await;
    app.erase_from_disk().await;
    Ok(StatusCode::NO_CONTENT)
}
