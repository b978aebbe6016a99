//! The names of things: boards, records, members, sessions, replicas and documents.
//!
//! Every id that enters from outside is parsed here, once, into a newtype that cannot hold anything
//! else. No id is ever made here: drawing one needs chance, which the caller has and this crate does not.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::limits::ID_LENGTH_MAX;

/// Why a text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum IdError {
    /// Nothing between the slashes.
    #[error("an id cannot be empty")]
    Empty,
    /// Longer than [`ID_LENGTH_MAX`] bytes.
    #[error("an id has at most {ID_LENGTH_MAX} characters")]
    TooLong,
    /// A character outside `A–Z a–z 0–9 _ -`.
    #[error("an id has only letters, digits, `_` and `-`")]
    Character,
    /// Not one of the documents of a board.
    #[error("a board has no such document")]
    Document,
    /// Not one of the roles.
    #[error("there is no such role")]
    Role,
}

/// Checks the one alphabet that all textual ids share, so that an id fits in a URL, a key and a log.
fn check(text: &str) -> Result<(), IdError> {
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    if text.len() > ID_LENGTH_MAX {
        return Err(IdError::TooLong);
    }
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if text.bytes().all(plain) { Ok(()) } else { Err(IdError::Character) }
}

macro_rules! textual_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(Arc<str>);

        impl $name {
            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                check(text).map(|()| Self(text.into()))
            }
        }
        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.as_str().to_owned()
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str(self.as_str())
            }
        }
        impl fmt::Debug for $name {
            fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "{}({})", stringify!($name), self.as_str())
            }
        }
    };
}

textual_id! {
    /// One customer journey.
    BoardId
}
textual_id! {
    /// One record in a root of a document: a sticky, a phase, a comment.
    RecordId
}
textual_id! {
    /// One person on one board.
    MemberId
}

impl MemberId {
    /// The member that stands for the server itself: templates, migrations, its own edits. Ids of
    /// people are drawn at random and much longer.
    pub fn server() -> Self {
        Self("server".into())
    }
}

/// One connection to a room; the server numbers them and never uses a number twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(pub u64);

/// A replica of a document as Yjs numbers it: 32 bits from browsers, below 2⁵³ from anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClientId(pub u64);

/// The position of an append in a board's log. The first append of a board is 1; 0 is before it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Seq(pub u64);

impl Seq {
    /// The position after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// Milliseconds since 1970-01-01 UTC, as the caller's clock gives them.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Millis(pub u64);

impl Millis {
    /// This moment plus a number of milliseconds.
    #[must_use]
    pub fn plus(self, millis: u64) -> Self {
        Self(self.0.saturating_add(millis))
    }

    /// Milliseconds from `earlier` until this moment; 0 when the clock went back.
    pub fn since(self, earlier: Self) -> u64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// The history of a board: 16 random bytes, new after a restore or an erasure.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Epoch(pub [u8; 16]);

impl fmt::Display for Epoch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

impl fmt::Debug for Epoch {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Epoch({self})")
    }
}

/// One of the documents of a board. Rights are decided by document, never by reading a change.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Document {
    /// The journey's structure and study.
    Frame,
    /// Stickies, hartslag, links, actions and stand-ups.
    Map,
    /// Members, comments and the session; written by the server only.
    Talk,
    /// Interviews and respondents, for the core team.
    Notes,
    /// What one member writes in silence.
    Drafts(MemberId),
}

impl Document {
    /// The documents that every board has from the start.
    pub const SHARED: [Self; 4] = [Self::Frame, Self::Map, Self::Talk, Self::Notes];

    /// The document's name without its owner: the key into the schema.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Frame => "frame",
            Self::Map => "map",
            Self::Talk => "talk",
            Self::Notes => "notes",
            Self::Drafts(_) => "drafts",
        }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Drafts(member) => write!(out, "drafts/{member}"),
            Self::Frame | Self::Map | Self::Talk | Self::Notes => out.write_str(self.kind()),
        }
    }
}

impl FromStr for Document {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        match text {
            "frame" => Ok(Self::Frame),
            "map" => Ok(Self::Map),
            "talk" => Ok(Self::Talk),
            "notes" => Ok(Self::Notes),
            _ => match text.strip_prefix("drafts/") {
                Some(member) => Ok(Self::Drafts(member.parse()?)),
                None => Err(IdError::Document),
            },
        }
    }
}

/// What somebody may do on a board; each role may also do what the ones before it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// *Kijker*: sees the board and is seen.
    Viewer,
    /// *Reageerder*: comments and votes.
    Commenter,
    /// *Deelnemer*: writes `map`.
    Participant,
    /// *Bewerker*: writes `frame`.
    Editor,
    /// *Begeleider*: leads the session.
    Facilitator,
    /// *Beheerder*: links, members, retention, archive, delete.
    Owner,
}

impl Role {
    /// All roles, least first.
    pub const ALL: [Self; 6] = [
        Self::Viewer,
        Self::Commenter,
        Self::Participant,
        Self::Editor,
        Self::Facilitator,
        Self::Owner,
    ];

    /// The stored and spoken name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Commenter => "commenter",
            Self::Participant => "participant",
            Self::Editor => "editor",
            Self::Facilitator => "facilitator",
            Self::Owner => "owner",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = IdError;
    fn from_str(text: &str) -> Result<Self, IdError> {
        Self::ALL.into_iter().find(|role| role.name() == text).ok_or(IdError::Role)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_outside_the_alphabet_are_refused() {
        for (text, error) in [
            ("", IdError::Empty),
            ("a/b", IdError::Character),
            ("a b", IdError::Character),
            ("é", IdError::Character),
            (&"x".repeat(ID_LENGTH_MAX + 1), IdError::TooLong),
        ] {
            assert_eq!(text.parse::<RecordId>(), Err(error), "{text:?}");
        }
        assert_eq!("Ab_9-".parse::<RecordId>().unwrap().as_str(), "Ab_9-");
    }

    #[test]
    fn every_document_reads_back_from_its_name() {
        let drafts = Document::Drafts("anna".parse().unwrap());
        for document in Document::SHARED.into_iter().chain([drafts]) {
            assert_eq!(document.to_string().parse::<Document>(), Ok(document));
        }
        assert_eq!("drafts/".parse::<Document>(), Err(IdError::Empty));
        assert_eq!("paint".parse::<Document>(), Err(IdError::Document));
    }

    #[test]
    fn each_role_outranks_the_ones_before_it() {
        assert!(Role::ALL.is_sorted());
        assert!(Role::ALL.iter().all(|role| role.name().parse() == Ok(*role)));
    }
}
