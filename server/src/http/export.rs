//! `GET /v1/boards/{board}/export`: the board as a file, for everybody who may read it.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use crdt::ids::BoardId;
use serde::Deserialize;

use super::input::{Asked, Parsed};
use crate::accounts::members::stand;
use crate::accounts::{AccountError, Caller};
use crate::app::App;
use crate::clock;
use crate::error::Problem;
use crate::exports::{self, Form};

/// Which form.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Which {
    #[serde(default)]
    format: Form,
}

/// `GET`
#[utoipa::path(
    get,
    path = "/export",
    tag = "borden",
    summary = "Het bord als bestand",
    params(
        ("format" = inline(Option<Form>), Query, description = "Soort bestand; zonder keuze JSON"),
    ),
    responses(
        (
            status = 200,
            description = "Het bestand",
            content((serde_json::Value = "application/json"), (String = "text/csv")),
        ),
    ),
)]
pub async fn file(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
    Asked(Which { format }): Asked<Which>,
) -> Result<Response, Problem> {
    let name = match format {
        Form::Json => format!("reisbord-{board}.json"),
        Form::Csv => format!("reisbord-{board}.csv"),
    };
    let text = app
        .blocking(move |app| {
            let standing = stand(app.accounts.as_ref(), &caller, &board, clock::now())?;
            let text = exports::write(app.log.as_ref(), &standing.board, format, clock::now())?;
            Ok::<_, AccountError>(text)
        })
        .await?;
    let kind = match format {
        Form::Json => "application/json",
        Form::Csv => "text/csv; charset=utf-8",
    };
    let attached = format!("attachment; filename=\"{name}\"");
    let headers = [(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, &attached)];
    Ok((headers, text).into_response())
}
