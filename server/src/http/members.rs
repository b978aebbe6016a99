//! `/v1/boards/{board}/members`: who is on a board, their role, and removing somebody.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use crdt::ids::{BoardId, MemberId, Role};
use crdt::presence::initials;
use crdt::wire::CloseCode;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::boards::{manage, note};
use super::input::{Body, Parsed};
use super::openapi;
use crate::accounts::Caller;
use crate::accounts::members::{self, Change, stand};
use crate::app::App;
use crate::clock;
use crate::error::Problem;
use crate::store;

/// A member, for the others.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Member {
    /// Their id on this board.
    pub id: String,
    /// Their name.
    pub name: String,
    /// One to three letters.
    pub initials: String,
    /// What they may do.
    #[schema(schema_with = openapi::role)]
    pub role: Role,
    /// Whether they are named core team.
    pub core_team: bool,
    /// Milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub joined_on: u64,
    /// Milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number | null"))]
    pub removed_on: Option<u64>,
    /// Whether this is the asker.
    pub you: bool,
}

impl Member {
    fn new(member: store::Member, you: &MemberId) -> Self {
        Self {
            you: member.id == *you,
            id: member.id.into(),
            initials: initials(&member.name),
            name: member.name,
            role: member.role,
            core_team: member.core_team,
            joined_on: member.joined_on.0,
            removed_on: member.removed_on.map(|on| on.0),
        }
    }
}

/// Everybody who ever joined.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Members {
    /// In order of joining.
    pub members: Vec<Member>,
}

/// What to change; what is absent stays.
#[derive(Debug, Deserialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS), ts(optional_fields))]
#[serde(deny_unknown_fields)]
pub struct ChangeMember {
    #[serde(default)]
    #[schema(schema_with = openapi::maybe_role)]
    role: Option<Role>,
    #[serde(default)]
    core_team: Option<bool>,
}

/// `GET`
#[utoipa::path(
    get,
    path = "/members",
    tag = "deelnemers",
    summary = "Wie er op een bord meedoen",
    responses((status = 200, description = "Iedereen die ooit meedeed", body = Members)),
)]
pub async fn list(
    State(app): State<App>,
    caller: Caller,
    Parsed(board): Parsed<BoardId>,
) -> Result<Json<Members>, Problem> {
    let (you, members) = app
        .book(move |book| {
            let standing = stand(book, &caller, &board, clock::now())?;
            Ok((standing.member.id, book.members(&board)?))
        })
        .await?;
    let members = members.into_iter().map(|member| Member::new(member, &you));
    Ok(Json(Members { members: members.collect() }))
}

/// `PATCH`
#[utoipa::path(
    patch,
    path = "/members/{member}",
    tag = "deelnemers",
    summary = "Geeft een deelnemer een andere rol",
    request_body = ChangeMember,
    responses((status = 200, description = "De deelnemer zoals die nu is", body = Member)),
)]
pub async fn change(
    State(app): State<App>,
    caller: Caller,
    Parsed((board, member)): Parsed<(BoardId, MemberId)>,
    Body(change): Body<ChangeMember>,
) -> Result<Json<Member>, Problem> {
    let change = Change { role: change.role, core_team: change.core_team };
    let (standing, member) = app
        .book(move |book| {
            let standing = manage(book, &caller, &board)?;
            let changed = members::change(book, &board, &member, change)?;
            note(book, &standing, "change member", Some(member.as_str()))?;
            Ok((standing, changed))
        })
        .await?;
    let archived = standing.board.archived_on.is_some();
    let role = if archived { Role::Viewer } else { member.role };
    app.rooms.set_rights(&member.board, member.id.clone(), role, member.core_team).await;
    Ok(Json(Member::new(member, &standing.member.id)))
}

/// `DELETE`: keeps the person out and closes their sockets.
#[utoipa::path(
    delete,
    path = "/members/{member}",
    tag = "deelnemers",
    summary = "Houdt iemand buiten het bord",
    responses((status = 204, description = "Gedaan")),
)]
pub async fn remove(
    State(app): State<App>,
    caller: Caller,
    Parsed((board, member)): Parsed<(BoardId, MemberId)>,
) -> Result<StatusCode, Problem> {
    let removed = app
        .book(move |book| {
            let standing = manage(book, &caller, &board)?;
            let removed = members::remove(book, &board, &member, clock::now())?;
            note(book, &standing, "remove member", Some(member.as_str()))?;
            Ok(removed)
        })
        .await?;
    app.rooms.remove(&removed.board, removed.id, CloseCode::Forbidden).await;
    Ok(StatusCode::NO_CONTENT)
}
