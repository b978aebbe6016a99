//! The release build of the server, with the client inside.

use crate::client::{self, Voice};
use crate::repo;
use crate::tool::Tool;
use std::path::PathBuf;

/// Where cargo leaves the binary.
pub(crate) fn binary() -> PathBuf {
    repo::target().join("release").join(format!("reisbord{}", std::env::consts::EXE_SUFFIX))
}

/// Builds client and server; quick when nothing changed.
pub(crate) fn build(voice: Voice<'_>) -> Result<(), String> {
    client::build(voice)?;
    voice.run(Tool::cargo("build --release --locked --package reisbord"))
}
