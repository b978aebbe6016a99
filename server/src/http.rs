//! The doors: which path leads where, and what every answer carries.
//!
//! A handler turns a request into calls on `accounts` and `rooms` and their answer into JSON. Rules
//! that hold for all requests (who asks, from which origin, which headers) are layers here.

pub mod actions;
pub mod assets;
pub mod boards;
pub mod caller;
pub mod export;
pub mod feeds;
pub mod headers;
pub mod health;
pub mod input;
pub mod limiter;
pub mod links;
pub mod members;
pub mod origin;
pub mod peer;
pub mod session;
pub mod templates;
pub mod versions;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{delete, get, patch, post};
use axum::{Router, response::IntoResponse as _};

use crate::app::App;
use crate::error::Problem;
use crate::socket;

/// Bytes of a request's body: the longest title and name fit many times.
const BODY_BYTES: usize = 16 * 1024;

/// Everything that is served, below the base path.
pub fn router(app: &App) -> Router {
    let page = Router::new()
        .route("/", get(assets::page))
        .route("/b/{board}", get(assets::page))
        .route("/join", get(assets::page))
        .route("/assets/{*path}", get(assets::asset))
        .route("/theme.css", get(assets::theme))
        .route("/logo", get(assets::logo))
        .route("/{file}", get(assets::top_level));
    let sockets = Router::new()
        .route("/sync/{board}", get(socket::stock::map))
        .route("/sync/{board}/{*document}", get(socket::stock::document))
        .route("/live/{board}", get(socket::live::board));
    Router::new()
        .merge(page)
        .merge(sockets)
        .route("/feed/{secret}", get(feeds::show))
        .nest("/v1", api(app))
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .fallback(nowhere)
        .layer(from_fn(headers::problems))
        .layer(from_fn_with_state(app.clone(), headers::security))
        .with_state(app.clone())
}

fn api(app: &App) -> Router<App> {
    let board = Router::new()
        .route("/", get(boards::show).patch(boards::change).delete(boards::remove))
        .route("/actions", get(actions::file))
        .route("/feeds", get(feeds::list).post(feeds::create))
        .route("/feeds/{feed}", delete(feeds::revoke))
        .route("/links", get(links::list).post(links::create))
        .route("/links/{link}", delete(links::revoke))
        .route("/members", get(members::list))
        .route("/members/{member}", patch(members::change).delete(members::remove))
        .route("/export", get(export::file))
        .route("/versions", get(versions::list).post(versions::create))
        .route("/versions/{version}", patch(versions::rename).delete(versions::remove))
        .route("/versions/{version}/{document}", get(versions::document));
    Router::new()
        .route("/session", post(session::start))
        .route("/session", get(session::show).patch(session::rename).delete(session::end))
        .route("/templates", get(templates::list))
        .route("/boards", get(boards::list).post(boards::create))
        .nest("/boards/{board}", board)
        .fallback(nowhere)
        .layer(from_fn_with_state(app.clone(), caller::recognise))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
}

async fn nowhere() -> axum::response::Response {
    Problem::new(StatusCode::NOT_FOUND, "there is nothing at this address").into_response()
}
