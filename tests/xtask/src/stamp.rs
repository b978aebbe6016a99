//! Stamps: what a step was made from, so that the step runs again only when that changed.
//!
//! A stamp is a hash of names and contents, kept with what cargo builds. Times of files are not
//! asked: a checkout changes them without changing anything.

use crate::repo;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

/// The inputs of one step.
#[derive(Debug)]
pub(crate) struct Stamp {
    file: PathBuf,
    value: String,
}

impl Stamp {
    /// Reads the inputs: files and folders, without what npm and builds put there.
    pub(crate) fn of(step: &str, inputs: &[String]) -> Result<Self, String> {
        let mut hasher = DefaultHasher::new();
        for input in inputs {
            mix(&repo::path(input), &mut hasher)
                .map_err(|why| format!("cannot read {input}: {why}"))?;
        }
        let file = repo::target().join("xtask-stamps").join(step);
        Ok(Self { file, value: format!("{:016x}", hasher.finish()) })
    }

    /// Whether the step was done with these inputs.
    pub(crate) fn is_fresh(&self) -> bool {
        std::fs::read_to_string(&self.file).is_ok_and(|kept| kept == self.value)
    }

    /// Remembers that the step was done.
    pub(crate) fn keep(&self) -> Result<(), String> {
        let folder = self.file.parent().unwrap_or(&self.file);
        std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::write(&self.file, &self.value))
            .map_err(|why| format!("{}: {why}", self.file.display()))
    }
}

fn mix(path: &Path, hasher: &mut DefaultHasher) -> std::io::Result<()> {
    if !path.exists() {
        return Ok(());
    }
    path.hash(hasher);
    if path.is_file() {
        std::fs::read(path)?.hash(hasher);
        return Ok(());
    }
    let mut inside: Vec<PathBuf> =
        std::fs::read_dir(path)?.map(|entry| entry.map(|e| e.path())).collect::<Result<_, _>>()?;
    inside.sort();
    for entry in inside {
        let name = entry.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if !matches!(name, "node_modules" | "dist" | "results" | ".vite") {
            mix(&entry, hasher)?;
        }
    }
    Ok(())
}
