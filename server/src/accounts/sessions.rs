//! Signing in: a link's token becomes a browser's cookie, and a cookie or token becomes a caller.

use crdt::ids::{BoardId, Millis, Role};

use super::token::Token;
use super::{AccountError, Caller, NAME_LENGTH_MAX, links, members, single_line};
use crate::store::{Book, Grant, Link, Session, StoreError};

/// A session that was not seen for this long is over.
pub const SESSION_MILLIS: u64 = 180 * links::DAY_MILLIS;

/// What a request brought to show who is asking.
#[derive(Debug, Clone, Default)]
pub struct Credentials {
    /// The cookie of a browser.
    pub cookie: Option<Token>,
    /// The token of a program; it counts before the cookie.
    pub bearer: Option<Token>,
}

impl Credentials {
    /// Whether there is nothing to look up.
    pub fn is_empty(&self) -> bool {
        self.cookie.is_none() && self.bearer.is_none()
    }
}

/// What came of opening a link.
#[derive(Debug)]
pub enum SignedIn {
    /// A name must be given first; the board's title and the role say what for.
    NeedsName {
        /// The board's title; beheer has none.
        title: Option<String>,
        /// The role; beheer has none.
        role: Option<Role>,
    },
    /// Signed in.
    In {
        /// The session.
        session: Session,
        /// The cookie of a new session.
        cookie: Option<Token>,
        /// Where to go.
        board: Option<BoardId>,
    },
}

/// Recognises whoever is asking.
pub fn identify(
    book: &dyn Book,
    credentials: &Credentials,
    now: Millis,
) -> Result<Option<Caller>, StoreError> {
    if let Some(token) = &credentials.bearer {
        let link = book.link_by_hash(&token.hash())?;
        return Ok(link
            .filter(|link| links::signs_in(link) && links::objection(link, now).is_none())
            .map(Caller::Program));
    }
    let Some(token) = &credentials.cookie else { return Ok(None) };
    let session = book.session_by_hash(&token.hash())?;
    let Some(session) = session.filter(|session| now.since(session.seen_on) < SESSION_MILLIS)
    else {
        return Ok(None);
    };
    if now.since(session.seen_on) > links::DAY_MILLIS {
        book.see_session(session.number, now)?;
    }
    Ok(Some(Caller::Browser(session)))
}

/// Opens a link for a browser.
pub fn sign_in(
    book: &dyn Book,
    current: Option<Session>,
    token: &str,
    name: Option<&str>,
    now: Millis,
) -> Result<SignedIn, AccountError> {
    let link = match (links::find(book, token, now), &current) {
        (Ok(link), _) => link,
        // Beheer that opens its own used link again is simply sent on.
        (Err(_), Some(session)) if session.beheer && is_instance(book, token)? => {
            return Ok(SignedIn::In { session: session.clone(), cookie: None, board: None });
        }
        (Err(error), _) => return Err(error),
    };
    let (session, cookie) = match (current, name) {
        (Some(session), _) => (session, None),
        (None, Some(name)) => {
            let name = single_line(name, NAME_LENGTH_MAX, "a name")?;
            let (session, token) = start(book, name, now)?;
            (session, Some(token))
        }
        (None, None) => return needs_name(book, &link),
    };
    if !book.use_link(&link.id)? {
        return Err(AccountError::Link("this link was used already and works once"));
    }
    let number = session.number;
    let board = match &link.grant {
        Grant::Instance => {
            book.promote_session(number, &link.id)?;
            None
        }
        Grant::Feed(_) => return Err(AccountError::Link("this link is for a calendar")),
        Grant::Board(board, role) => {
            members::join(book, &session, board, *role, &link, now)?;
            Some(board.clone())
        }
    };
    let beheer = session.beheer || board.is_none();
    Ok(SignedIn::In { session: Session { beheer, ..session }, cookie, board })
}

fn start(book: &dyn Book, name: String, now: Millis) -> Result<(Session, Token), StoreError> {
    let token = Token::draw();
    let number = book.create_session(&token.hash(), &name, now)?;
    Ok((Session { number, name, beheer: false, seen_on: now }, token))
}

fn is_instance(book: &dyn Book, token: &str) -> Result<bool, StoreError> {
    let Some(token) = Token::parse(token) else { return Ok(false) };
    let link = book.link_by_hash(&token.hash())?;
    Ok(link.is_some_and(|link| link.grant == Grant::Instance))
}

fn needs_name(book: &dyn Book, link: &Link) -> Result<SignedIn, AccountError> {
    let (title, role) = match &link.grant {
        Grant::Instance | Grant::Feed(_) => (None, None),
        Grant::Board(board, role) => {
            let board = book.board(board)?.ok_or(StoreError::NoBoard)?;
            (Some(board.title), Some(*role))
        }
    };
    Ok(SignedIn::NeedsName { title, role })
}
