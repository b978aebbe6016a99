//! `cargo xtask bench`: builds the release server and what measures it, finds the peers, and measures.
//!
//! Peers cost minutes to install, so they are asked for by name. One that cannot be installed is named
//! aloud: a table without its yardstick judges nothing that is relative to it.

use crate::client::{self, Voice};
use crate::tool::Tool;
use crate::{need, repo, server};
use std::path::Path;

/// Where the browser's side of the measuring lives.
const BROWSER: &str = "tests/browser";
/// Where y-websocket is pinned.
const PEERS: &str = "tests/load/peers";
/// The yardstick, as its registry knows it.
const Y_SWEET: &str = "install y-sweet --version 0.9.1 --locked";

/// The pages of the whiteboards that the board in the browser is measured beside.
const WHITEBOARDS: &str = "tests/browser/measure/peers";

/// `cargo xtask bench [server] [--peers] [flags of the load tool]` and `cargo xtask bench web [--peers]`.
pub(crate) fn bench(args: &[String]) -> Result<(), String> {
    match args.split_first() {
        Some((what, rest)) if what == "server" => bench_server(rest),
        Some((what, [])) if what == "web" => bench_web(false),
        Some((what, [peers])) if what == "web" && peers == "--peers" => bench_web(true),
        Some((what, _)) if what == "web" => Err("`bench web` knows `--peers` only".to_owned()),
        Some((what, _)) if !what.starts_with('-') => {
            Err(format!("`bench` does not measure `{what}`; it measures `server` and `web`"))
        }
        _ => bench_server(args),
    }
}

fn bench_server(args: &[String]) -> Result<(), String> {
    need::node()?;
    server::build(Voice::Screen)?;
    Tool::cargo("build --release --locked --package load").show()?;
    let with_peers = args.iter().any(|arg| arg == "--peers");
    let mut flags: Vec<String> = args.iter().filter(|arg| *arg != "--peers").cloned().collect();
    if with_peers {
        flags.extend(y_websocket());
        flags.extend(y_sweet());
    }
    let program = repo::target().join("release").join("load");
    Tool::new(&program.to_string_lossy()).args(&flags).env("REISBORD_BIN", server::binary()).show()
}

/// The page in a browser, with boards of three sizes and thirty people who edit.
fn bench_web(with_peers: bool) -> Result<(), String> {
    need::node()?;
    let chromium = need::chromium()?;
    server::build(Voice::Screen)?;
    client::install(BROWSER, Voice::Screen)?;
    let script = if with_peers && whiteboards() { "run bench:peers" } else { "run bench" };
    Tool::npm(BROWSER, script)
        .env("REISBORD_BIN", server::binary())
        .env("CHROMIUM", chromium)
        .show()
}

/// Whether the whiteboards are there to be measured.
fn whiteboards() -> bool {
    let built = client::install(WHITEBOARDS, Voice::Screen)
        .and_then(|()| Tool::npm(WHITEBOARDS, "run build").show());
    if let Err(why) = &built {
        missing("tldraw and Excalidraw", why);
    }
    built.is_ok()
}

fn y_websocket() -> Vec<String> {
    match client::install(PEERS, Voice::Screen) {
        Ok(()) => flag("--y-websocket", &repo::path(PEERS)),
        Err(why) => missing("y-websocket", &why),
    }
}

/// Built once into `target/peers`, with what it needed to be built thrown away.
fn y_sweet() -> Vec<String> {
    let root = repo::target().join("peers");
    let binary = root.join("bin").join(format!("y-sweet{}", std::env::consts::EXE_SUFFIX));
    if !binary.exists() {
        let built = Tool::cargo(Y_SWEET)
            .args(&["--root", &root.to_string_lossy()])
            .args(&["--target-dir", &root.join("build").to_string_lossy()])
            .show();
        std::fs::remove_dir_all(root.join("build")).ok();
        if let Err(why) = built {
            return missing("y-sweet", &why);
        }
    }
    flag("--y-sweet", &binary)
}

fn flag(name: &str, path: &Path) -> Vec<String> {
    vec![name.to_owned(), path.to_string_lossy().into_owned()]
}

fn missing(peer: &str, why: &str) -> Vec<String> {
    eprintln!("\nNOT MEASURED: {peer} could not be installed: {why}\n");
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_measured_is_named() {
        let said = bench(&["everything".to_owned()]).err().unwrap_or_default();
        assert!(said.contains("`everything`"), "{said}");
    }
}
