//! `reisbord link create`.

use serde_json::json;

use super::{open, public_url};
use crate::accounts::{boards, links};
use crate::clock;
use crate::config::{LinkCommand, LinkCreate};
use crate::store::{Audit, Book as _, Grant};

/// Runs it.
pub fn run(LinkCommand::Create(create): LinkCommand) -> Result<String, String> {
    let LinkCreate { data, board, role, instance: _, expires, json } = create;
    let store = open(&data)?;
    let now = clock::now();
    let grant = match (board, role) {
        (Some(board), Some(role)) => {
            boards::find(&store, &board).map_err(|error| error.to_string())?;
            Grant::Board(board, role)
        }
        _ => Grant::Instance,
    };
    let expires_on = expires.map(|life| now.plus(life.0));
    let (link, token) =
        links::create(&store, grant.clone(), now, expires_on).map_err(|error| error.to_string())?;
    let board = match &grant {
        Grant::Board(board, _) | Grant::Feed(board) => Some(board),
        Grant::Instance => None,
    };
    let (who, what, subject) = ("command line", "create link", Some(link.id.as_str()));
    let line = Audit { on: now, who, what, board, subject };
    store.audit(&line).map_err(|error| error.to_string())?;
    let url = format!("{}/join#{}", public_url(&store)?, token.reveal());
    let answer = json!({"url": url, "token": token.reveal()});
    Ok(if json { format!("{answer}\n") } else { url + "\n" })
}
