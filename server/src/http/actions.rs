//! `/v1/boards/{board}/actions.csv` and `.xlsx`: the actions to take along, for whoever sees the board.

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
use crate::sheets::{csv as lines, sheet, xlsx as excel};

const CSV: &str = "text/csv; charset=utf-8";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// In which language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    #[serde(default)]
    language: Language,
}

/// `GET …/actions.csv`
pub async fn csv(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    let words = Words::of(wanted.language);
    let read = read(&app, caller, board).await?;
    let body = lines::write(&sheet::actions(&read, words, today()));
    Ok(attached(body.into_bytes(), CSV, words, "csv"))
}

/// `GET …/actions.xlsx`
pub async fn xlsx(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Problem> {
    let words = Words::of(wanted.language);
    let read = read(&app, caller, board).await?;
    let written = app
        .blocking(move |_app| {
            let sheets = [sheet::actions(&read, words, today()), sheet::history(&read, words)];
            excel::write(&sheets).map_err(|error| {
                tracing::error!(%error, "a sheet could not be written");
                Problem::internal()
            })
        })
        .await?;
    Ok(attached(written, XLSX, words, "xlsx"))
}

async fn read(app: &App, caller: Caller, board: BoardId) -> Result<Board, Problem> {
    let id = board.clone();
    app.book(move |book| stand(book, &caller, &id, clock::now()).map(drop)).await?;
    app.blocking(move |app| exports::board(app.log.as_ref(), &board)).await
}

pub(super) fn today() -> i64 {
    day(i64::try_from(clock::now().0).unwrap_or(i64::MAX))
}

fn attached(body: Vec<u8>, kind: &'static str, words: &Words, ending: &str) -> Response {
    let name = format!("attachment; filename=\"{}.{ending}\"", words.actions.to_lowercase());
    let headers = [(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)];
    (headers, body).into_response()
}
