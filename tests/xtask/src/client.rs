//! The client's build: install its packages and build it, each only when its inputs changed.
//!
//! Several suites ask for the same step at once; a lock lets the first do it and the others wait.

use crate::repo;
use crate::stamp::Stamp;
use crate::tool::{Log, Tool};
use std::sync::{Mutex, PoisonError};

static INSTALLING: Mutex<()> = Mutex::new(());
static BUILDING: Mutex<()> = Mutex::new(());

/// The folder of the client.
pub(crate) const WEB: &str = "web";

/// Where the output of a step goes.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Voice<'a> {
    /// On the screen.
    Screen,
    /// In a log.
    Log(&'a Log),
}

impl Voice<'_> {
    /// Runs a program with its output where it belongs.
    pub(crate) fn run(self, tool: Tool) -> Result<(), String> {
        match self {
            Self::Screen => tool.show(),
            Self::Log(log) => tool.logged(log),
        }
    }
}

/// Installs the packages of a folder when they are missing or its lock file changed.
pub(crate) fn install(folder: &str, voice: Voice<'_>) -> Result<(), String> {
    let _one_at_a_time = INSTALLING.lock().unwrap_or_else(PoisonError::into_inner);
    let inputs = ["package.json", "package-lock.json"].map(|file| format!("{folder}/{file}"));
    let stamp = Stamp::of(&format!("install-{}", folder.replace('/', "-")), &inputs)?;
    if stamp.is_fresh() && repo::has(&format!("{folder}/node_modules")) {
        return Ok(());
    }
    voice.run(Tool::npm(folder, "ci --no-audit --no-fund"))?;
    stamp.keep()
}

/// Makes the folder that the server embeds, for who only reads the server's sources.
pub(crate) fn make_folder() -> Result<(), String> {
    std::fs::create_dir_all(repo::path("web/dist")).map_err(|why| format!("web/dist: {why}"))
}

/// Builds the client into `web/dist` when something it is made of changed.
pub(crate) fn build(voice: Voice<'_>) -> Result<(), String> {
    if !repo::has("web/package.json") {
        return Ok(());
    }
    install(WEB, voice)?;
    let _one_at_a_time = BUILDING.lock().unwrap_or_else(PoisonError::into_inner);
    let stamp = Stamp::of("build-web", &[WEB.to_owned()])?;
    if stamp.is_fresh() && repo::has("web/dist/index.html") {
        return Ok(());
    }
    voice.run(Tool::npm(WEB, "run build"))?;
    stamp.keep()
}
