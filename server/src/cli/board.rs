//! `reisbord board create|list`.

use std::fmt::Write as _;

use serde_json::json;

use super::{open, public_url};
use crate::accounts::boards;
use crate::clock;
use crate::config::BoardCommand;
use crate::store::{Audit, Book as _};

/// Runs one of them.
pub fn run(command: BoardCommand) -> Result<String, String> {
    match command {
        BoardCommand::Create { data, title, template, json } => {
            let store = open(&data)?;
            let now = clock::now();
            let board = boards::create(&store, &title, &template, now)
                .map_err(|error| error.to_string())?;
            let line = Audit {
                on: now,
                who: "command line",
                what: "create board",
                board: Some(&board.id),
                subject: None,
            };
            store.audit(&line).map_err(|error| error.to_string())?;
            let url = format!("{}/b/{}", public_url(&store)?, board.id);
            Ok(if json { format!("{}\n", json!({"id": board.id, "url": url})) } else { url + "\n" })
        }
        BoardCommand::List { data, json } => {
            let store = open(&data)?;
            let url = public_url(&store)?;
            let boards = store.boards().map_err(|error| error.to_string())?;
            if json {
                let boards: Vec<_> = boards
                    .iter()
                    .map(|board| {
                        json!({
                            "id": board.id, "title": board.title, "template": board.template,
                            "archived": board.archived_on.is_some(), "created_on": board.created_on,
                            "changed_on": board.changed_on, "url": format!("{url}/b/{}", board.id),
                        })
                    })
                    .collect();
                return Ok(format!("{}\n", json!({ "boards": boards })));
            }
            Ok(boards.iter().fold(String::new(), |mut text, board| {
                let archived = if board.archived_on.is_some() { " (archived)" } else { "" };
                // Writing to a text cannot fail.
                writeln!(text, "{}  {}{archived}", board.id, board.title).ok();
                text
            }))
        }
    }
}
