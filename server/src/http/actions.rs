//! `/v1/boards/{board}/actions`: the actions to take along as a file, for whoever sees the board.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use crdt::ids::BoardId;
use crdt::read::Board;
use crdt::read::actions::day;
use serde::Deserialize;

use super::input::{Asked, Parsed};
use crate::accounts::Caller;
use crate::accounts::members::stand;
use crate::app::App;
use crate::clock;
use crate::error::Problem;
use crate::exports;
use crate::sheets::words::{Language, Words};
use crate::sheets::{csv, sheet, xlsx};

/// Which program the file is for.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
enum Format {
    /// Lines of text.
    Csv,
    /// A file of Excel.
    Xlsx,
}

impl Format {
    /// Its media type, and how the name of the file ends.
    fn kind(self) -> (&'static str, &'static str) {
        match self {
            Self::Csv => ("text/csv; charset=utf-8", "csv"),
            Self::Xlsx => {
                ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
            }
        }
    }
}

/// In which form and which language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    format: Format,
    #[serde(default)]
    language: Language,
}

/// `GET`
#[utoipa::path(
    get,
    path = "/actions",
    tag = "acties",
    summary = "De acties als rekenblad",
    params(
        ("format" = inline(Format), Query, description = "Soort bestand"),
        (
            "language" = inline(Option<Language>),
            Query,
            description = "Taal; zonder keuze Nederlands",
        ),
    ),
    responses(
        (
            status = 200,
            description = "Het bestand",
            content(
                (String = "text/csv"),
                (Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ),
        ),
    ),
)]
pub async fn file(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
    Asked(Wanted { format, language }): Asked<Wanted>,
) -> Result<Response, Problem> {
    let words = Words::of(language);
    let read = read(&app, caller, board).await?;
    let body = app.blocking(move |_app| write(&read, words, format)).await?;
    let (kind, ending) = format.kind();
    let name = format!("attachment; filename=\"{}.{ending}\"", words.actions.to_lowercase());
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, body).into_response())
}

fn write(board: &Board, words: &Words, format: Format) -> Result<Vec<u8>, Problem> {
    let actions = sheet::actions(board, words, today());
    match format {
        Format::Csv => Ok(csv::write(&actions).into_bytes()),
        Format::Xlsx => xlsx::write(&[actions, sheet::history(board, words)]).map_err(|error| {
            tracing::error!(%error, "a sheet could not be written");
            Problem::internal()
        }),
    }
}

async fn read(app: &App, caller: Caller, board: BoardId) -> Result<Board, Problem> {
    let id = board.clone();
    app.book(move |book| stand(book, &caller, &id, clock::now()).map(drop)).await?;
    app.blocking(move |app| exports::board(app.log.as_ref(), &board)).await
}

fn today() -> i64 {
    day(i64::try_from(clock::now().0).unwrap_or(i64::MAX))
}
