//! `/sync/{board}[/{document}]`: any Yjs provider that speaks the y-websocket protocol.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use crdt::ids::{BoardId, Document};
use crdt::room::session::Door;

use super::upgrade::Upgrade;
use super::{admission, run};
use crate::app::App;
use crate::error::Problem;
use crate::http::input::Parsed;

/// The map of a board: what a provider asks for that knows only a room's name.
pub async fn map(
    State(app): State<App>,
    Parsed(board): Parsed<BoardId>,
    request: Request,
) -> Result<Response, Problem> {
    enter(&app, board, Document::Map, request).await
}

/// A document of a board.
pub async fn document(
    State(app): State<App>,
    Parsed((board, document)): Parsed<(BoardId, String)>,
    request: Request,
) -> Result<Response, Problem> {
    let Ok(document) = document.parse() else {
        return Err(Problem::new(StatusCode::NOT_FOUND, "a board has no such document"));
    };
    enter(&app, board, document, request).await
}

async fn enter(
    app: &App,
    board: BoardId,
    document: Document,
    request: Request,
) -> Result<Response, Problem> {
    let (mut request, _body) = request.into_parts();
    let asker = admission::ask(app, &request, &board).await?;
    if !asker.rights().may_read(&document) {
        return Err(Problem::forbidden("your role may not see this document"));
    }
    let upgrade = Upgrade::of(&mut request)?;
    let protocol = asker.protocol.clone();
    // Not after the upgrade: a stock client that is closed then returns ten times a second.
    let admitted = asker.visit(app, Door::Stock(document)).await;
    let admitted = admitted.map_err(|why| Problem::unavailable(why.reason()))?;
    Ok(upgrade.accept(protocol, move |socket| run(socket, admitted)))
}
