//! `/live/{board}`: our own page, all documents on one socket.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::response::Response;
use crdt::ids::{BoardId, Epoch};
use crdt::room::lanes::Tongue;
use crdt::room::session::Door;
use crdt::wire::{CloseCode, SUBPROTOCOL};
use serde::Deserialize;

use super::upgrade::{Upgrade, offered};
use super::{Parting, Socket, admission, linger, run, say_goodbye};
use crate::app::App;
use crate::error::Problem;
use crate::http::input::{Asked, Parsed};
use crate::rooms::Unvisitable;

/// What stands after the question mark.
#[derive(Debug, Deserialize)]
pub struct Known {
    #[serde(default)]
    epoch: Option<String>,
}

/// Opens a board for the page.
pub async fn board(
    State(app): State<App>,
    Parsed(board): Parsed<BoardId>,
    Asked(known): Asked<Known>,
    request: Request,
) -> Result<Response, Problem> {
    let (mut request, _body) = request.into_parts();
    let asker = admission::ask(&app, &request, &board).await?;
    let epoch = known.epoch.as_deref().map(parse_epoch).transpose()?;
    let upgrade = Upgrade::of(&mut request)?;
    let ours = offered(&request.headers).any(|offer| offer == SUBPROTOCOL);
    let protocol =
        if ours { Some(HeaderValue::from_static(SUBPROTOCOL)) } else { asker.protocol.clone() };
    Ok(match asker.visit(&app, Door::Live(epoch)).await {
        Ok(admitted) => upgrade.accept(protocol, move |socket| run(socket, admitted)),
        // The page understands a close, and not a failed upgrade.
        Err(why) => upgrade.accept(protocol, move |socket| turn_away(socket, why)),
    })
}

async fn turn_away(socket: Socket, why: Unvisitable) {
    let code = match why {
        Unvisitable::Stopping => CloseCode::Restarting,
        Unvisitable::Failed | Unvisitable::NoMemory | Unvisitable::Crowded => CloseCode::TryLater,
    };
    let (outlet, mut ears) = socket.open(Tongue::Live);
    if say_goodbye(&outlet, code, why.reason().to_owned()).await == Parting::Said {
        linger(&mut ears).await;
    }
}

fn parse_epoch(text: &str) -> Result<Epoch, Problem> {
    let wrong = || Problem::invalid("epoch is 32 hexadecimal digits");
    let number = u128::from_str_radix(text, 16).map_err(|_error| wrong())?;
    if text.len() == 32 { Ok(Epoch(number.to_be_bytes())) } else { Err(wrong()) }
}
