//! Reisbord itself: the release binary on a data folder of its own, set up over its HTTP API as a
//! person with a browser would.

use std::path::Path;
use std::time::Duration;

use harness::server::{Server, command};
use serde_json::json;
use tempfile::TempDir;

use crate::accounting::Process;
use crate::clock::Stopwatch;
use crate::failure::Failure;
use crate::http;
use crate::socket::Door;

/// Rooms larger than an ordinary board takes are a matter of a flag.
const FLAGS: [&str; 4] = ["--connections-per-board", "2000", "--log", "warn"];
/// Between two looks whether it is ready.
const LOOK: Duration = Duration::from_millis(2);

/// A running Reisbord.
#[derive(Debug)]
pub(crate) struct Reisbord {
    server: Server,
    data: TempDir,
    cookie: String,
}

impl Reisbord {
    /// On an empty folder, with somebody signed in as beheer.
    pub(super) async fn start() -> Result<Self, Failure> {
        let data = tempfile::tempdir()?;
        let server = Server::start(data.path(), &FLAGS).await?;
        let cookie = sign_in(&server.address, data.path()).await?;
        Ok(Self { server, data, cookie })
    }

    /// Kills it, as a power cut would, and starts it on the same folder. How long until it was ready.
    pub(crate) async fn restart(self) -> Result<(Self, Duration), Failure> {
        let Self { server, data, cookie } = self;
        server.kill().await;
        let start = Stopwatch::start();
        let server = Server::start(data.path(), &FLAGS).await?;
        while http::get(&server.address, "/readyz").await.map_or(0, |answer| answer.status) != 200 {
            tokio::time::sleep(LOOK).await;
        }
        let took = start.elapsed();
        Ok((Self { server, data, cookie }, took))
    }

    /// A new board.
    pub(crate) async fn board(&self) -> Result<String, Failure> {
        let board = json!({"title": "Meting", "template": "leeg"});
        self.post("/v1/boards", &board).await?.text("id")
    }

    async fn post(&self, path: &str, body: &serde_json::Value) -> Result<http::Answer, Failure> {
        http::post(&self.server.address, path, Some(&self.cookie), body).await
    }

    pub(super) async fn room(&self, people: usize) -> Result<Vec<Door>, Failure> {
        let board = self.board().await?;
        let mut doors = Vec::new();
        for _ in 0..people {
            doors.push(self.door(&board).await?);
        }
        Ok(doors)
    }

    /// A door for one more person.
    pub(crate) async fn door(&self, board: &str) -> Result<Door, Failure> {
        let path = format!("/v1/boards/{board}/links");
        let link = self.post(&path, &json!({"role": "editor"})).await?;
        let bearer = Some(link.text("token")?);
        Ok(Door { address: self.server.address.clone(), path: format!("/sync/{board}"), bearer })
    }

    /// The same door after a restart, when the port is another one.
    pub(crate) fn again(&self, door: &Door) -> Door {
        Door { address: self.server.address.clone(), ..door.clone() }
    }

    pub(crate) fn process(&self) -> Option<Process> {
        self.server.process().map(Process)
    }
}

async fn sign_in(address: &str, data: &Path) -> Result<String, Failure> {
    let data = data.to_string_lossy();
    let args = ["link", "create", "--data", data.as_ref(), "--instance", "--json"];
    let link = command(&args).await?;
    let token = link.get("token").and_then(serde_json::Value::as_str).unwrap_or_default();
    let who = json!({"token": token, "name": "Meting"});
    let answer = http::post(address, "/v1/session", None, &who).await?;
    answer.cookie.ok_or_else(|| Failure::new("signing in gave no cookie"))
}
