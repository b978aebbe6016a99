//! Commands: what people ask the server to do, because it needs finer judgement than the right to
//! write a document. The page sends them as JSON; the room checks them and writes `talk` itself.

use serde::{Deserialize, Serialize};

use crate::ids::{MemberId, RecordId, Role};
use crate::limits::{COMMENT_TEXT_MAX, TITLE_TEXT_MAX};

/// Members mentioned in one comment.
const MENTIONS_MAX: usize = 40;

/// What somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Command {
    /// Says something about a record.
    CommentAdd {
        /// The new comment's id.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
        /// `root/id` of what it is about.
        about: String,
        /// What is said.
        text: String,
        /// The comment it answers.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(type = "string | null", optional))]
        reply_to: Option<RecordId>,
        /// Who should see it.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(type = "string[]", optional))]
        mentions: Vec<MemberId>,
    },
    /// Changes one's own words.
    CommentEdit {
        /// The comment.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
        /// The new words.
        text: String,
    },
    /// Takes a comment away.
    CommentRemove {
        /// The comment.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
    },
    /// Marks a thread as dealt with, or opens it again.
    CommentResolve {
        /// The comment.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        id: RecordId,
        /// Whether it is dealt with.
        resolved: bool,
    },
    /// Is called something else from now on.
    NameSet {
        /// The new name.
        name: String,
        /// A record of `frame.teams`.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(type = "string | null", optional))]
        team: Option<RecordId>,
    },
    /// Leaves the frame to facilitators, or opens it to editors again.
    FrameLock {
        /// Whether it is locked.
        locked: bool,
    },
}

/// Why a command was not carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Objection {
    /// The role does not allow it, or it is somebody else's.
    Right,
    /// There is no such record.
    Unknown,
    /// The command does not say what it should.
    Invalid,
    /// Too much is going on now.
    Busy,
}

/// What came of a command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct CommandResult {
    /// Whether it was carried out and is on disk.
    pub ok: bool,
    /// Why not.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub code: Option<Objection>,
    /// Why not, in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub detail: Option<String>,
}

impl CommandResult {
    /// It was carried out.
    pub fn done() -> Self {
        Self { ok: true, code: None, detail: None }
    }

    /// It was not.
    pub fn refused(code: Objection, detail: &str) -> Self {
        Self { ok: false, code: Some(code), detail: Some(detail.to_owned()) }
    }
}

impl Command {
    /// The least role that may ask for it; whose comment it is comes on top of that.
    pub fn least_role(&self) -> Role {
        match self {
            Self::NameSet { .. } => Role::Viewer,
            Self::CommentAdd { .. } | Self::CommentEdit { .. } | Self::CommentRemove { .. } => {
                Role::Commenter
            }
            Self::CommentResolve { .. } => Role::Participant,
            Self::FrameLock { .. } => Role::Facilitator,
        }
    }

    /// What is wrong with its words, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        let (text, most) = match self {
            Self::CommentAdd { about, .. } if !is_reference(about) => {
                return Some("a comment is about a record, as root/id");
            }
            Self::CommentAdd { mentions, .. } if mentions.len() > MENTIONS_MAX => {
                return Some("a comment mentions too many people");
            }
            Self::CommentAdd { text, .. } | Self::CommentEdit { text, .. } => {
                (text, COMMENT_TEXT_MAX)
            }
            Self::NameSet { name, .. } => (name, TITLE_TEXT_MAX),
            Self::CommentRemove { .. } | Self::CommentResolve { .. } | Self::FrameLock { .. } => {
                return None;
            }
        };
        if text.trim().is_empty() {
            Some("it says nothing")
        } else if text.encode_utf16().count() > most {
            Some("it is too long")
        } else {
            None
        }
    }
}

fn is_reference(about: &str) -> bool {
    about.split_once('/').is_some_and(|(root, id)| {
        let known = crate::schema::DOCUMENTS.iter().any(|document| document.root(root).is_some());
        known && id.parse::<RecordId>().is_ok()
    })
}
