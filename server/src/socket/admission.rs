//! Who may open a socket on which board: everything is decided before the upgrade, because a stock
//! client that is closed after it comes back ten times a second.

use std::sync::Arc;

use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use crdt::ids::{BoardId, Millis};
use crdt::presence::{Person, initials};
use crdt::rights::Rights;
use crdt::room::Input;
use crdt::room::lanes::Tongue;
use crdt::room::session::{Door, Join};
use crdt::wire::CloseCode;

use super::upgrade::offered;
use crate::accounts::Caller;
use crate::accounts::members::{Standing, stand};
use crate::accounts::sessions::{Credentials, identify};
use crate::accounts::token::Token;
use crate::app::App;
use crate::clock;
use crate::error::Problem;
use crate::http::peer::{self, Peer};
use crate::http::{caller, origin};
use crate::listen::strangers::Stranger;
use crate::rooms::Unvisitable;
use crate::rooms::handle::{Gone, Handle, Message};
use crate::rooms::outlet::Outlet;

/// How a program says its token when it cannot send headers.
const BEARER: &str = "bearer.";

/// Somebody who may come in.
#[derive(Debug)]
pub struct Asker {
    caller: Caller,
    standing: Standing,
    /// The subprotocol that carried the token; it must be echoed.
    pub protocol: Option<HeaderValue>,
}

/// Somebody who comes in. Boxed where it is handed on: a connection would keep room for each step.
#[derive(Debug)]
pub struct Admitted {
    pub(super) app: App,
    pub(super) handle: Handle,
    pub(super) join: Join,
    pub(super) deadline: Option<Millis>,
    caller: Caller,
}

/// Decides who asks: 401 for nobody, 403 for a foreign page or no right, 404 for no board.
pub async fn ask(app: &App, request: &Parts, board: &BoardId) -> Result<Asker, Problem> {
    let outcome = recognise(app, request, board).await;
    if let Err(problem) = &outcome {
        let status = problem.status().as_u16().to_string();
        metrics::counter!("reisbord_refused_total", "what" => "socket", "status" => status)
            .increment(1);
    }
    outcome
}

async fn recognise(app: &App, request: &Parts, board: &BoardId) -> Result<Asker, Problem> {
    let headers = &request.headers;
    let peer = request.extensions.get::<Peer>().copied();
    let mut credentials = caller::credentials(headers, peer::is_secure(&app.config, peer, headers));
    let spoken = offered(headers).find_map(|offer| Some((offer, offer.strip_prefix(BEARER)?)));
    let mut protocol = None;
    if let (None, Some((offer, token))) = (&credentials.bearer, spoken) {
        credentials = Credentials { bearer: Token::parse(token), cookie: None };
        protocol = HeaderValue::from_str(offer).ok();
    }
    if credentials.bearer.is_none()
        && credentials.cookie.is_some()
        && !origin::is_ours(&app.config, headers)
    {
        return Err(Problem::forbidden("this request does not come from our own page"));
    }
    if credentials.is_empty() {
        return Err(Problem::unauthorized());
    }
    let board = board.clone();
    let found = app.book(move |book| {
        let Some(caller) = identify(book, &credentials, clock::now())? else { return Ok(None) };
        let standing = stand(book, &caller, &board, clock::now())?;
        Ok(Some((caller, standing)))
    });
    let (caller, standing) = found.await?.ok_or_else(Problem::unauthorized)?;
    if let Some(stranger) = request.extensions.get::<Stranger>() {
        stranger.is_known_now();
    }
    Ok(Asker { caller, standing, protocol })
}

impl Asker {
    /// What they may do with documents.
    pub fn rights(&self) -> Rights {
        Rights {
            member: self.standing.member.id.clone(),
            role: self.standing.live_role(),
            core_team: self.standing.member.core_team,
        }
    }

    /// Opens the board for them.
    pub async fn visit(self, app: &App, door: Door) -> Result<Box<Admitted>, Unvisitable> {
        let handle = app.rooms.visit(&self.standing.board.id).await?;
        let rights = self.rights();
        let name = self.standing.member.name;
        let join = Join {
            session: app.rooms.next_session(),
            door,
            member: rights.member,
            person: Person { initials: initials(&name), name, team: None },
            role: rights.role,
            core_team: rights.core_team,
        };
        let deadline = match &self.caller {
            Caller::Program(link) => link.expires_on,
            Caller::Browser(_) => None,
        };
        Ok(Box::new(Admitted { app: app.clone(), handle, join, deadline, caller: self.caller }))
    }
}

impl Admitted {
    /// The protocol that they speak.
    pub(super) fn tongue(&self) -> Tongue {
        self.join.door.tongue()
    }

    /// Goes in. What changed between the question and now (a role, a removal) is made good at once.
    pub(super) async fn enter(self: Box<Self>, outlet: Arc<Outlet>) -> Result<(), Gone> {
        let Self { app, handle, join, caller, .. } = *self;
        let (board, member, before) = (handle.board.clone(), join.member.clone(), join.clone());
        handle.send(Message::Join(Box::new(join), outlet)).await?;
        let standing = app.book(move |book| stand(book, &caller, &board, clock::now())).await;
        let input = match standing {
            Ok(standing) => {
                let (role, core_team) = (standing.live_role(), standing.member.core_team);
                if (role, core_team) == (before.role, before.core_team) {
                    return Ok(());
                }
                Input::Rights { member, role, core_team }
            }
            Err(problem) if problem.status() == StatusCode::FORBIDDEN => {
                Input::Remove { member, code: CloseCode::Forbidden }
            }
            Err(problem) if problem.status() == StatusCode::NOT_FOUND => {
                Input::Remove { member, code: CloseCode::NoBoard }
            }
            Err(_) => return Ok(()),
        };
        handle.send(Message::Tell(Box::new(input))).await
    }
}
