//! `cargo xtask simulate`: builds the simulation for release and runs it, for as long as it is asked to.

use crate::client;
use crate::tool::Tool;

/// The package of the simulation.
pub(crate) const PACKAGE: &str = "tests/simulation/Cargo.toml";

/// `cargo xtask simulate [--seconds N] [--seed S] [--replay FILE]`.
pub(crate) fn simulate(args: &[String]) -> Result<(), String> {
    client::make_folder()?;
    Tool::cargo("run --quiet --release --locked --package simulation --").args(args).show()
}
