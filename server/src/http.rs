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
pub mod openapi;
pub mod origin;
pub mod peer;
pub mod session;
pub mod templates;
pub mod versions;

use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use axum::{Router, response::IntoResponse as _};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

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
        .nest("/v1", v1(app))
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .fallback(nowhere)
        .layer(from_fn(headers::problems))
        .layer(from_fn_with_state(app.clone(), headers::security))
        .with_state(app.clone())
}

/// The routes below `/v1` and their description, which is for everybody.
fn v1(app: &App) -> Router<App> {
    let (routes, description) = api().split_for_parts();
    let description = openapi::document(&description, app);
    routes
        .fallback(nowhere)
        .layer(from_fn_with_state(app.clone(), caller::recognise))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .route("/openapi.json", get(async move || openapi::show(description)))
}

fn api() -> OpenApiRouter<App> {
    let board = OpenApiRouter::new()
        .routes(routes!(boards::show, boards::change, boards::remove))
        .routes(routes!(actions::file))
        .routes(routes!(feeds::list, feeds::create))
        .routes(routes!(feeds::revoke))
        .routes(routes!(links::list, links::create))
        .routes(routes!(links::revoke))
        .routes(routes!(members::list))
        .routes(routes!(members::change, members::remove))
        .routes(routes!(export::file))
        .routes(routes!(versions::list, versions::create))
        .routes(routes!(versions::rename, versions::remove))
        .routes(routes!(versions::document));
    OpenApiRouter::new()
        .routes(routes!(session::start, session::show, session::rename, session::end))
        .routes(routes!(templates::list))
        .routes(routes!(boards::list, boards::create))
        .nest("/boards/{board}", board)
}

async fn nowhere() -> axum::response::Response {
    Problem::new(StatusCode::NOT_FOUND, "there is nothing at this address").into_response()
}
