//! The repository as files: where it stands on disk and what git knows of it.
//!
//! Tidy judges what git tracks plus what is new and not ignored, so a rule speaks up before
//! the commit. Nothing here runs the product.

use crate::tool::Tool;
use std::path::{Path, PathBuf};

/// One text file of the repository.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// The path from the root, with `/`.
    pub(crate) path: String,
    /// All of its text.
    pub(crate) text: String,
}

impl Source {
    /// The last part of the path after a dot, or nothing.
    pub(crate) fn extension(&self) -> &str {
        self.path.rsplit_once('.').map_or("", |(_, extension)| extension)
    }
}

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_owned()
}

/// A path inside the repository.
pub(crate) fn path(inside: &str) -> PathBuf {
    root().join(inside)
}

/// Where cargo builds, and where the runner keeps its logs, stamps and archives.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| path("target"), |named| root().join(named))
}

/// Whether a file or folder is there.
pub(crate) fn has(inside: &str) -> bool {
    path(inside).exists()
}

/// Everything git tracks or would track, sorted.
pub(crate) fn files() -> Result<Vec<String>, String> {
    let listed = Tool::new("git")
        .args(&["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .output()?;
    let mut files: Vec<String> =
        listed.split('\0').filter(|name| !name.is_empty()).map(str::to_owned).collect();
    files.retain(|name| path(name).is_file());
    files.sort();
    files.dedup();
    Ok(files)
}

/// The text files among them; what is not UTF-8 is no source.
pub(crate) fn sources(files: &[String]) -> Result<Vec<Source>, String> {
    let mut sources = Vec::new();
    for file in files {
        let bytes = std::fs::read(path(file)).map_err(|why| format!("{file}: {why}"))?;
        if let Ok(text) = String::from_utf8(bytes) {
            sources.push(Source { path: file.clone(), text });
        }
    }
    Ok(sources)
}

#[cfg(test)]
impl Source {
    /// A file for a test.
    pub(crate) fn sample(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }
}
