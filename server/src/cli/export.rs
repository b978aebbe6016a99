//! `reisbord export` and `reisbord import`.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::{open, public_url};
use crate::accounts::boards;
use crate::clock;
use crate::config::{Export, Import};
use crate::exports;
use crate::store::{Audit, Book as _};

/// The largest file that is read: the largest board several times.
const FILE_BYTES_MAX: u64 = 128 * 1024 * 1024;

/// Writes a board to a file, or to standard output.
pub fn export(export: &Export) -> Result<String, String> {
    let store = open(&export.data)?;
    let board = boards::find(&store, &export.board).map_err(|error| error.to_string())?;
    let text = exports::write(&store, &board, export.format, clock::now())
        .map_err(|error| error.to_string())?;
    match &export.to {
        None => Ok(text),
        Some(file) => {
            let wrong = |error: std::io::Error| format!("{}: {error}", file.display());
            fs::write(file, text).map_err(wrong)?;
            Ok(String::new())
        }
    }
}

/// Makes a new board of a file.
pub fn import(import: &Import) -> Result<String, String> {
    let Import { file, data, title, json } = import;
    let text = read(file)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let value: Value = serde_json::from_str(text)
        .map_err(|error| format!("{} is no JSON: {error}", file.display()))?;
    let store = open(data)?;
    let now = clock::now();
    let (board, left_out) = exports::read(&store, value, title.as_deref(), now)
        .map_err(|error| format!("{}: {error}", file.display()))?;
    let (who, what) = ("command line", "import board");
    let line = Audit { on: now, who, what, board: Some(&board.id), subject: None };
    store.audit(&line).map_err(|error| error.to_string())?;
    let url = format!("{}/b/{}", public_url(&store)?, board.id);
    if *json {
        return Ok(format!("{}\n", json!({"id": board.id, "url": url, "left_out": left_out})));
    }
    let left_out = left_out.iter().map(|what| format!("left out: {what}\n"));
    Ok(format!("{url}\n{}", left_out.collect::<String>()))
}

fn read(file: &Path) -> Result<String, String> {
    let wrong = |error: std::io::Error| format!("{}: {error}", file.display());
    if fs::metadata(file).map_err(wrong)?.len() > FILE_BYTES_MAX {
        return Err(format!("{} is too large for a board", file.display()));
    }
    fs::read_to_string(file).map_err(wrong)
}
