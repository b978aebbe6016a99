//! y-sweet, with its documents in a folder as its own guide starts it. A document is made over HTTP,
//! and without `--auth` whoever knows its name may connect.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::json;
use tempfile::TempDir;
use tokio::process::Command;

use super::Peer;
use crate::failure::Failure;
use crate::http;
use crate::socket::Door;

static ROOMS: AtomicUsize = AtomicUsize::new(0);

/// A running y-sweet.
#[derive(Debug)]
pub(crate) struct YSweet {
    pub(super) child: Peer,
    /// Its documents; they go when it goes.
    _data: TempDir,
}

impl YSweet {
    pub(super) async fn start(binary: &Path) -> Result<Self, Failure> {
        let data = tempfile::tempdir()?;
        let child = Peer::start(|port| {
            let mut command = Command::new(binary);
            command.args(["serve", "--port", &port.to_string()]).arg(data.path());
            command
        });
        Ok(Self { child: child.await?, _data: data })
    }

    pub(super) async fn room(&self, people: usize) -> Result<Vec<Door>, Failure> {
        let name = format!("load-{}", ROOMS.fetch_add(1, Ordering::Relaxed));
        let address = &self.child.address;
        let made = http::post(address, "/doc/new", None, &json!({"docId": name})).await?;
        let document = made.text("docId").or_else(|_| made.text("doc"))?;
        let auth = http::post(address, &format!("/doc/{document}/auth"), None, &json!({})).await?;
        let url = auth.text("url")?;
        let path = url.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
        let (_, path) = path.ok_or_else(|| Failure(format!("y-sweet says to go to {url}")))?;
        let token = auth.text("token").map(|token| format!("?token={token}")).unwrap_or_default();
        let path = format!("/{path}/{document}{token}");
        Ok(vec![Door { address: address.clone(), path, bearer: None }; people])
    }
}
