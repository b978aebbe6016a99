//! The commands that work beside a running server: boards, links, and what an operator does with data.

pub mod backup;
pub mod board;
pub mod export;
pub mod link;
pub mod verify;

use std::path::Path;

use crate::app::PUBLIC_URL;
use crate::config::Command;
use crate::store::Book;
use crate::store::sqlite::{Folder, Sqlite, Use};

/// Where a server listens that was never started: the default.
const DEFAULT_URL: &str = "http://127.0.0.1:8080";

/// Runs a command; its output, or one line about what is wrong.
pub fn run(command: Command) -> Result<String, String> {
    match command {
        Command::Board(command) => board::run(command),
        Command::Link(command) => link::run(command),
        Command::Verify(command) => verify::run(&command),
        Command::Backup(command) => backup::backup(&command),
        Command::Restore(command) => backup::restore(&command),
        Command::Export(command) => export::export(&command),
        Command::Import(command) => export::import(&command),
        Command::Serve(_) => Err("serving is not a command beside a server".to_owned()),
    }
}

fn open(data: &Path) -> Result<Sqlite, String> {
    let folder = Folder::open(data, Use::Command).map_err(|error| error.to_string())?;
    Sqlite::open(folder).map_err(|error| error.to_string())
}

/// The address that `serve` left here.
fn public_url(book: &dyn Book) -> Result<String, String> {
    let url = book.setting(PUBLIC_URL).map_err(|error| error.to_string())?;
    Ok(url.unwrap_or_else(|| DEFAULT_URL.to_owned()))
}
