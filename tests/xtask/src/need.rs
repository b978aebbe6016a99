//! What the machine must have: Node, the Rust components, and Chromium for the browser suite.
//!
//! On Debian as root what misses is installed; elsewhere the sentence says exactly what to install.

use crate::tool::Tool;
use std::path::PathBuf;

/// The oldest Node that the client is built and tested with.
const NODE: u32 = 20;

/// Where Chromium and its kin live on Debian, Fedora and macOS.
const CHROMIUM: [&str; 6] = [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome-stable",
    "/usr/bin/google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Node is there and new enough, with npm.
pub(crate) fn node() -> Result<(), String> {
    let hint = format!(
        "Reisbord is built with Node {NODE} or newer and npm. \
         On Debian: apt-get install nodejs npm. Elsewhere: https://nodejs.org"
    );
    let version =
        Tool::new("node").args(&["--version"]).output().map_err(|why| format!("{why}\n{hint}"))?;
    match major(&version) {
        Some(found) if found >= NODE => {}
        _ => return Err(format!("Node {} is too old. {hint}", version.trim())),
    }
    Tool::new("npm").args(&["--version"]).output().map_err(|why| format!("{why}\n{hint}"))?;
    Ok(())
}

/// Cargo can format and lint.
pub(crate) fn rust_components() -> Result<(), String> {
    for (words, component) in [("fmt --version", "rustfmt"), ("clippy --version", "clippy")] {
        Tool::cargo(words)
            .output()
            .map_err(|why| format!("{why}\nInstall it with: rustup component add {component}"))?;
    }
    Ok(())
}

/// Finds Chromium, and installs it on Debian as root.
pub(crate) fn chromium() -> Result<PathBuf, String> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    if !is_debian_root() {
        return Err("Chromium is missing. On Debian: apt-get install chromium. Elsewhere install \
                    Chromium or Chrome and set CHROMIUM to its path"
            .to_owned());
    }
    let apt = |words: &str| {
        let noninteractive = Tool::new("apt-get").words(words);
        noninteractive.env("DEBIAN_FRONTEND", "noninteractive").output()
    };
    apt("update")?;
    apt("install -y --no-install-recommends chromium")?;
    find_chromium().ok_or_else(|| "apt-get installed no chromium".to_owned())
}

fn find_chromium() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    named.into_iter().chain(CHROMIUM.map(PathBuf::from)).find(|path| path.is_file())
}

fn is_debian_root() -> bool {
    let root = || Tool::new("id").args(&["-u"]).output().is_ok_and(|id| id.trim() == "0");
    PathBuf::from("/etc/debian_version").is_file() && root()
}

/// The first number of `v20.11.1`.
fn major(version: &str) -> Option<u32> {
    version.trim().trim_start_matches('v').split('.').next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_major_version() {
        assert_eq!(major("v20.11.1\n"), Some(20));
        assert_eq!(major("no version"), None);
    }
}
