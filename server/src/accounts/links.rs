//! Links: made once, shown once, counted, expired and revoked.

use crdt::ids::{BoardId, Millis};

use super::AccountError;
use super::token::Token;
use crate::chance;
use crate::store::{Book, Grant, Link, StoreError};

/// A day.
pub const DAY_MILLIS: u64 = 24 * 60 * 60 * 1_000;
/// The longest life of a link that expires: ten years.
pub const DAYS_MAX: u64 = 3_650;

/// Makes a link. An instance link signs in one browser; a board link everybody who has it.
pub fn create(
    book: &dyn Book,
    grant: Grant,
    now: Millis,
    expires_on: Option<Millis>,
) -> Result<(Link, Token), StoreError> {
    let once = grant == Grant::Instance;
    let id = chance::short_id();
    let link = Link { id, grant, once, created_on: now, expires_on, revoked_on: None, uses: 0 };
    let token = Token::draw();
    book.create_link(&link, &token.hash())?;
    Ok((link, token))
}

/// Why a link does not work now; `None` when it does.
pub fn objection(link: &Link, now: Millis) -> Option<&'static str> {
    if link.revoked_on.is_some() {
        Some("this link was stopped by somebody who manages it")
    } else if link.expires_on.is_some_and(|on| on <= now) {
        Some("this link is too old")
    } else if link.once && link.uses > 0 {
        Some("this link was used already and works once")
    } else {
        None
    }
}

/// The link of a token that signs somebody in, when it works now.
pub fn find(book: &dyn Book, token: &str, now: Millis) -> Result<Link, AccountError> {
    let link = working(book, token, now)?;
    if signs_in(&link) {
        Ok(link)
    } else {
        Err(AccountError::Link("this link is for a calendar, not for people"))
    }
}

/// Whether a link is for people and programs.
pub fn signs_in(link: &Link) -> bool {
    !matches!(link.grant, Grant::Feed(_))
}

/// The board that a calendar's secret opens, when it works now.
pub fn fed_board(book: &dyn Book, secret: &str, now: Millis) -> Result<BoardId, AccountError> {
    let link = working(book, secret, now)?;
    match link.grant {
        Grant::Feed(board) => {
            book.use_link(&link.id)?;
            Ok(board)
        }
        Grant::Instance | Grant::Board(..) => {
            Err(AccountError::Link("this link is for people, not for a calendar"))
        }
    }
}

fn working(book: &dyn Book, token: &str, now: Millis) -> Result<Link, AccountError> {
    let unknown = AccountError::Link("this link does not exist");
    let Some(token) = Token::parse(token) else { return Err(unknown) };
    let link = book.link_by_hash(&token.hash())?.ok_or(unknown)?;
    match objection(&link, now) {
        Some(objection) => Err(AccountError::Link(objection)),
        None => Ok(link),
    }
}

/// Stops a link of a board.
pub fn revoke(
    book: &dyn Book,
    board: &BoardId,
    link: &str,
    now: Millis,
) -> Result<(), AccountError> {
    if book.revoke_link(board, link, now)? {
        Ok(())
    } else {
        Err(AccountError::NotFound("this board has no such link"))
    }
}
