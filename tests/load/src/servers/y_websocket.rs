//! The server that comes with the provider y-websocket, under Node, from `tests/load/peers`.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::process::Command;

use super::Peer;
use crate::failure::Failure;
use crate::socket::Door;

static ROOMS: AtomicUsize = AtomicUsize::new(0);

/// A running y-websocket.
#[derive(Debug)]
pub(crate) struct YWebsocket(pub(super) Peer);

impl YWebsocket {
    pub(super) async fn start(folder: &Path) -> Result<Self, Failure> {
        let script = folder.join("node_modules/y-websocket/bin/server.cjs");
        let peer = Peer::start(|port| {
            let mut command = Command::new("node");
            command.arg(&script).env("HOST", "127.0.0.1").env("PORT", port.to_string());
            command
        });
        Ok(Self(peer.await?))
    }

    pub(super) fn room(&self, people: usize) -> Vec<Door> {
        let path = format!("/load-{}", ROOMS.fetch_add(1, Ordering::Relaxed));
        vec![Door { address: self.0.address.clone(), path, bearer: None }; people]
    }
}
