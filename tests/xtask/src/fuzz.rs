//! `cargo xtask fuzz`: gives the targets damaged bytes, and Yjs what the room lets through, for as long as it
//! is asked to.

use crate::client::{self, Voice, WEB};
use crate::tool::Tool;

/// The package of the targets.
pub(crate) const PACKAGE: &str = "tests/strangers/Cargo.toml";

/// `cargo xtask fuzz [--seconds N]`.
pub(crate) fn fuzz(args: &[String]) -> Result<(), String> {
    client::make_folder()?;
    client::install(WEB, Voice::Screen)?;
    Tool::cargo("run --quiet --release --locked --package strangers --").args(args).show()
}
