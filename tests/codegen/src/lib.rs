//! The TypeScript that is written from Rust: one function per generated file, listed in [`files`].
//! To add a file, write its function in a module of its own and add a row. Nothing here decides
//! anything: the tables and types of `crdt` and `server` do.

mod api;
mod edits;
mod limits;
mod schema;
mod typescript;
mod wire;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// One generated file.
#[derive(Debug)]
pub struct Generated {
    /// Its name in `web/src/generated`.
    pub name: &'static str,
    /// Its whole text.
    pub text: String,
}

/// Every generated file.
pub fn files() -> Vec<Generated> {
    vec![
        Generated { name: "api.ts", text: api::write() },
        Generated { name: "edits.ts", text: edits::write() },
        Generated { name: "limits.ts", text: limits::write() },
        Generated { name: "schema.ts", text: schema::write() },
        Generated { name: "wire.ts", text: wire::write() },
    ]
}

/// Where the generated files live in this repository.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/src/generated")
}

/// Writes what differs, or with `check` only names it; the names of the files that differed.
pub fn run(folder: &Path, check: bool) -> io::Result<Vec<String>> {
    let mut changed = Vec::new();
    for file in files() {
        let path = folder.join(file.name);
        match fs::read_to_string(&path) {
            Ok(text) if text == file.text => continue,
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
        if !check {
            fs::create_dir_all(folder)?;
            fs::write(&path, &file.text)?;
        }
        changed.push(file.name.to_owned());
    }
    Ok(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_committed_is_what_would_be_written() {
        let stale = run(&folder(), true).unwrap();
        assert!(stale.is_empty(), "run `cargo xtask codegen`: {stale:?}");
    }
}
