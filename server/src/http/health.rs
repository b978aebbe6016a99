//! Whether the process lives, and whether it is ready: the store answers.

use axum::extract::State;

use crate::app::App;
use crate::error::Problem;

/// The process answers.
pub async fn live() -> &'static str {
    "ok\n"
}

/// The store answers and takes changes.
pub async fn ready(State(app): State<App>) -> Result<&'static str, Problem> {
    if app.is_stopping() {
        return Err(Problem::unavailable("the server is stopping"));
    }
    if *app.committer.health().borrow() != crate::store::committer::Health::Well {
        return Err(Problem::unavailable("changes do not get to the disk"));
    }
    app.book(|book| Ok(book.setting("public_url")?)).await?;
    Ok("ready\n")
}
