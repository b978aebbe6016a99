//! Who somebody is, and what they may do on which board.
//!
//! Plain functions over the book, one transaction or a few each; they block. Nothing here knows HTTP,
//! sockets or open boards: whoever calls closes what has to be closed.

pub mod boards;
pub mod links;
pub mod members;
pub mod sessions;
pub mod token;

use crdt::template::TemplateError;
use thiserror::Error;

use crate::store::{Link, Session, StoreError};

/// The longest name of a person, in characters.
pub const NAME_LENGTH_MAX: usize = 80;

/// Why an account could not do what was asked.
#[derive(Debug, Error)]
pub enum AccountError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The token opens nothing (any more).
    #[error("{0}")]
    Link(&'static str),
    /// Known, and not allowed.
    #[error("{0}")]
    Forbidden(&'static str),
    /// No such thing.
    #[error("{0}")]
    NotFound(&'static str),
    /// The input is not as documented.
    #[error("{0}")]
    Invalid(String),
    /// A template of ours does not work.
    #[error(transparent)]
    Template(#[from] TemplateError),
}

/// Somebody who was recognised.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Caller {
    /// A browser with a cookie.
    Browser(Session),
    /// A program with the token of a link.
    Program(Link),
}

impl Caller {
    /// Whether this is beheer: it may see and change every board.
    pub fn is_beheer(&self) -> bool {
        match self {
            Self::Browser(session) => session.beheer,
            Self::Program(link) => link.grant == crate::store::Grant::Instance,
        }
    }

    /// How the audit calls them when no member of a board is meant.
    pub fn audit_name(&self) -> String {
        match self {
            Self::Browser(session) => format!("session {}", session.number),
            Self::Program(link) => format!("link {}", link.id),
        }
    }
}

/// A single line that people typed: trimmed, not empty, not too long, nothing invisible.
pub fn single_line(text: &str, max: usize, what: &str) -> Result<String, AccountError> {
    let text = text.trim();
    let problem = if text.is_empty() {
        Some("cannot be empty".to_owned())
    } else if text.chars().count() > max {
        Some(format!("has at most {max} characters"))
    } else if text.chars().any(char::is_control) {
        Some("is a single line of text".to_owned())
    } else {
        None
    };
    match problem {
        Some(problem) => Err(AccountError::Invalid(format!("{what} {problem}"))),
        None => Ok(text.to_owned()),
    }
}
