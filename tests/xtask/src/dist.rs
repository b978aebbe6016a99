//! `cargo xtask dist`: one archive with everything an operator needs.
//!
//! The binary holds the client. Beside it go the systemd unit, the container file, the licence
//! and the readme; the files themselves live in `server/dist`.

use crate::client::Voice;
use crate::tool::Tool;
use crate::{need, repo, server};
use std::path::Path;

/// What goes into the archive beside the binary.
const FILES: [&str; 7] = [
    "server/dist/reisbord.service",
    "server/dist/reisbord.env",
    "server/dist/Containerfile",
    "LICENSE",
    "README.md",
    "docs/OPERATING.md",
    "docs/EXPORT.md",
];

/// Makes `target/dist/reisbord-<version>-<target>.tar.gz` and its checksum.
pub(crate) fn dist() -> Result<(), String> {
    need::node()?;
    server::build(Voice::Screen)?;
    let name = format!("reisbord-{}-{}", version()?, target()?);
    let dist = repo::target().join("dist");
    let folder = dist.join(&name);
    fill(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let archive = format!("{name}.tar.gz");
    // GNU tar is told not to record who built it.
    let nobody = if cfg!(target_os = "linux") { "--owner=0 --group=0 --numeric-owner" } else { "" };
    Tool::new("tar")
        .words(nobody)
        .args(&["--create", "--gzip", "--file", &archive, &name])
        .within_path(&dist)
        .show()?;
    let sum = checksum(&dist, &archive)?;
    let file = dist.join(format!("{archive}.sha256"));
    std::fs::write(&file, sum).map_err(|why| format!("{}: {why}", file.display()))?;
    println!("{}", dist.join(archive).display());
    println!("{}", file.display());
    Ok(())
}

fn fill(folder: &Path) -> std::io::Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    std::fs::create_dir_all(folder)?;
    let binary = server::binary();
    for source in FILES.iter().map(|file| repo::path(file)).chain([binary]) {
        let name = source.file_name().unwrap_or_default();
        std::fs::copy(&source, folder.join(name))?;
    }
    Ok(())
}

fn version() -> Result<String, String> {
    let manifest = std::fs::read_to_string(repo::path("Cargo.toml"))
        .map_err(|why| format!("Cargo.toml: {why}"))?;
    let version = manifest.lines().find_map(|line| line.strip_prefix("version = "));
    version
        .map(|version| version.trim_matches('"').to_owned())
        .ok_or_else(|| "Cargo.toml names no version".to_owned())
}

fn target() -> Result<String, String> {
    let said = Tool::new("rustc").args(&["-vV"]).output()?;
    said.lines()
        .find_map(|line| line.strip_prefix("host: "))
        .map(str::to_owned)
        .ok_or_else(|| "rustc names no host".to_owned())
}

/// The line that `sha256sum --check` reads, by whichever tool the system has.
fn checksum(folder: &Path, archive: &str) -> Result<String, String> {
    let linux = Tool::new("sha256sum").args(&[archive]).within_path(folder).output();
    linux
        .or_else(|_| Tool::new("shasum").args(&["-a", "256", archive]).within_path(folder).output())
}
