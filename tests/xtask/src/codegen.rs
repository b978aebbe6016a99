//! Starts the generator, which writes `web/src/generated` from the Rust sources.

use crate::client;
use crate::repo;
use crate::tool::Tool;

/// Where the generator lives.
pub(crate) const PACKAGE: &str = "tests/codegen/Cargo.toml";

/// `cargo xtask codegen [--check]`.
pub(crate) fn codegen(args: &[String]) -> Result<(), String> {
    if !repo::has(PACKAGE) {
        return Err(format!("{PACKAGE} is not there"));
    }
    client::make_folder()?;
    Tool::cargo("run --quiet --package codegen --").args(args).show()
}
