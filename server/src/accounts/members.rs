//! Members: one person on one board, one per browser and one per token.
//!
//! Being somebody outlives the link: it may expire, and the role may change, and the person stays the
//! same member, so that a page that slept finds its own work accepted. Removing keeps a person out;
//! revoking a link puts out everybody who came by it.

use crdt::ids::{BoardId, MemberId, Millis, Role};

use super::{AccountError, Caller};
use crate::chance;
use crate::store::{Board, Book, Grant, Link, Member, Session, StoreError};

/// How programs are called on a board, until they have names of their own.
const PROGRAM: &str = "Programma";

/// Somebody on a board, who may be there now.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The board.
    pub board: Board,
    /// Who they are on it.
    pub member: Member,
    /// What they may do, beheer included.
    pub role: Role,
}

impl Standing {
    /// What they may do with what is on the board: an archived one is only looked at.
    pub fn live_role(&self) -> Role {
        if self.board.archived_on.is_some() { Role::Viewer } else { self.role }
    }
}

/// Comes to a board by a link: as a new member, or as the one this browser already is.
pub fn join(
    book: &dyn Book,
    session: &Session,
    board: &BoardId,
    role: Role,
    link: &Link,
    now: Millis,
) -> Result<Member, AccountError> {
    let new = Member {
        session: Some(session.number),
        link: Some(link.id.clone()),
        ..somebody(board, &session.name, role, now)
    };
    let mut member = book.add_member(&new)?;
    if member.removed_on.is_some() {
        return Err(AccountError::Forbidden("you were removed from this board"));
    }
    let rises = role > member.role || member.link_revoked || member.link.is_none();
    if member.id != new.id && rises {
        // A role that somebody set by hand is not undone by opening the link again.
        if !member.role_fixed {
            member.role = if member.link_revoked { role } else { role.max(member.role) };
        }
        member.link = Some(link.id.clone());
        member.link_revoked = false;
        book.change_member(&member)?;
    }
    Ok(member)
}

/// Who a caller is on a board. Beheer becomes a member by being there.
pub fn stand(
    book: &dyn Book,
    caller: &Caller,
    board: &BoardId,
    now: Millis,
) -> Result<Standing, AccountError> {
    let board = book.board(board)?.ok_or(StoreError::NoBoard)?;
    let member = match caller {
        Caller::Browser(session) => browser(book, session, &board.id, now)?,
        Caller::Program(link) => program(book, link, &board.id, now)?,
    };
    if member.removed_on.is_some() {
        return Err(AccountError::Forbidden("you were removed from this board"));
    }
    let beheer = caller.is_beheer();
    if !beheer && !may_stay(&member) {
        return Err(AccountError::Forbidden("the link you came by was stopped"));
    }
    let role = if beheer { Role::Owner } else { member.role };
    Ok(Standing { board, member, role })
}

/// Whether a member who is not beheer is still welcome.
fn may_stay(member: &Member) -> bool {
    member.removed_on.is_none() && member.link.is_some() && !member.link_revoked
}

fn browser(
    book: &dyn Book,
    session: &Session,
    board: &BoardId,
    now: Millis,
) -> Result<Member, AccountError> {
    let members = book.members_of_session(session.number)?;
    match members.into_iter().find(|member| member.board == *board) {
        Some(member) => Ok(member),
        None if session.beheer => {
            let new = somebody(board, &session.name, Role::Owner, now);
            Ok(book.add_member(&Member { session: Some(session.number), ..new })?)
        }
        None => Err(AccountError::Forbidden("you have not joined this board")),
    }
}

fn program(
    book: &dyn Book,
    link: &Link,
    board: &BoardId,
    now: Millis,
) -> Result<Member, AccountError> {
    let role = match &link.grant {
        Grant::Instance => Role::Owner,
        Grant::Board(own, role) if own == board => *role,
        Grant::Board(..) => return Err(AccountError::Forbidden("this token is of another board")),
        Grant::Feed(_) => return Err(AccountError::Forbidden("this link is for a calendar")),
    };
    let new = somebody(board, PROGRAM, role, now);
    Ok(book.add_member(&Member { link: Some(link.id.clone()), bearer: true, ..new })?)
}

fn somebody(board: &BoardId, name: &str, role: Role, now: Millis) -> Member {
    Member {
        board: board.clone(),
        id: chance::member(),
        session: None,
        link: None,
        bearer: false,
        name: name.to_owned(),
        role,
        role_fixed: false,
        core_team: false,
        joined_on: now,
        removed_on: None,
        link_revoked: false,
    }
}

/// The boards that a caller is on, with what they may do there, newest change first.
pub fn boards_of(book: &dyn Book, caller: &Caller) -> Result<Vec<(Board, Role)>, AccountError> {
    let beheer = caller.is_beheer();
    let members = match caller {
        Caller::Browser(session) => book.members_of_session(session.number)?,
        Caller::Program(link) => {
            let Grant::Board(board, role) = &link.grant else { return Ok(Vec::new()) };
            let board = book.board(board)?;
            return Ok(board.into_iter().map(|board| (board, *role)).collect());
        }
    };
    let mut boards = Vec::new();
    for member in members {
        let welcome = may_stay(&member) || (beheer && member.removed_on.is_none());
        if let Some(board) = book.board(&member.board)?.filter(|_board| welcome) {
            boards.push((board, if beheer { Role::Owner } else { member.role }));
        }
    }
    boards.sort_by_key(|(board, _role)| std::cmp::Reverse(board.changed_on));
    Ok(boards)
}

/// A change of a member by somebody who manages the board.
#[derive(Debug, Clone, Copy, Default)]
pub struct Change {
    /// Another role.
    pub role: Option<Role>,
    /// Named core team, or no longer.
    pub core_team: Option<bool>,
}

/// Changes a member.
pub fn change(
    book: &dyn Book,
    board: &BoardId,
    member: &MemberId,
    change: Change,
) -> Result<Member, AccountError> {
    let mut member = find(book, board, member)?;
    if let Some(role) = change.role {
        member.role = role;
        member.role_fixed = true;
    }
    member.core_team = change.core_team.unwrap_or(member.core_team);
    book.change_member(&member)?;
    Ok(member)
}

/// Removes a member, who is kept out from now on.
pub fn remove(
    book: &dyn Book,
    board: &BoardId,
    member: &MemberId,
    now: Millis,
) -> Result<Member, AccountError> {
    let mut member = find(book, board, member)?;
    member.removed_on = member.removed_on.or(Some(now));
    book.change_member(&member)?;
    Ok(member)
}

fn find(book: &dyn Book, board: &BoardId, member: &MemberId) -> Result<Member, AccountError> {
    let member = book.member(board, member)?;
    member.ok_or(AccountError::NotFound("this board has no such member"))
}
