//! Commands: what people ask the server to do, because it needs finer judgement than the right to
//! write a document. The page sends them as JSON; the room checks them and writes `talk` itself.

use serde::{Deserialize, Serialize};

use crate::ids::{MemberId, Millis, RecordId, Role};
use crate::limits::{COMMENT_TEXT_MAX, LASTING_REQUEST, TIMER_SECONDS_MAX, TITLE_TEXT_MAX};

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
    /// Has read what was said about a record.
    CommentsSeen {
        /// `root/id` of what it is about.
        about: String,
        /// When the newest of what was read was said.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        until: Millis,
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
    /// Locks one record, so that pages let only facilitators change it; or opens it again.
    RecordLock {
        /// `root/id`.
        record: String,
        /// Whether it is locked.
        locked: bool,
    },
    /// Lets people change only what they made themselves, or everything again.
    OwnOnly {
        /// Whether that is so.
        on: bool,
    },
    /// Starts the session's timer, or stops it.
    TimerSet {
        /// How long from now; none stops it.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(optional))]
        seconds: Option<u32>,
    },
    /// Asks everybody to look at a phase, or at whatever they like again.
    FocusSet {
        /// The phase; none for everything.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(type = "string | null", optional))]
        phase: Option<RecordId>,
    },
    /// Takes back what one person changed on the map and in the frame.
    TakeBack {
        /// Whose changes.
        #[cfg_attr(feature = "ts", ts(type = "string"))]
        member: MemberId,
        /// From this moment on.
        #[cfg_attr(feature = "ts", ts(type = "number"))]
        since: Millis,
        /// Until this moment; none is now.
        #[serde(default)]
        #[cfg_attr(feature = "ts", ts(type = "number | null", optional))]
        until: Option<Millis>,
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
    /// What a taking back did.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ts", ts(optional))]
    pub taken: Option<TakenBack>,
}

/// What a taking back did, in spots: a place, a field, a text, a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct TakenBack {
    /// So many are as they were.
    pub back: u32,
    /// So many were left, because somebody else changed them since.
    pub left: u32,
}

/// A command of somebody by its number.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) member: MemberId,
    pub(super) request: u64,
}

impl Asked {
    /// Whether the number means the same on the next connection.
    pub(super) fn lasts(&self) -> bool {
        self.request >= LASTING_REQUEST
    }
}

impl CommandResult {
    /// It was carried out.
    pub fn done() -> Self {
        Self { ok: true, code: None, detail: None, taken: None }
    }

    /// Somebody's changes were taken back.
    pub(super) fn taken_back(taken: TakenBack) -> Self {
        Self { taken: Some(taken), ..Self::done() }
    }

    /// It was not.
    pub fn refused(code: Objection, detail: &str) -> Self {
        Self { ok: false, code: Some(code), detail: Some(detail.to_owned()), taken: None }
    }
}

impl Command {
    /// The least role that may ask for it; whose comment it is comes on top of that.
    pub fn least_role(&self) -> Role {
        match self {
            Self::NameSet { .. } | Self::CommentsSeen { .. } => Role::Viewer,
            Self::CommentAdd { .. } | Self::CommentEdit { .. } | Self::CommentRemove { .. } => {
                Role::Commenter
            }
            Self::CommentResolve { .. } => Role::Participant,
            Self::FrameLock { .. }
            | Self::RecordLock { .. }
            | Self::OwnOnly { .. }
            | Self::TimerSet { .. }
            | Self::FocusSet { .. }
            | Self::TakeBack { .. } => Role::Facilitator,
        }
    }

    /// What is wrong with its words, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        let (text, most) = match self {
            Self::CommentAdd { about, .. } | Self::CommentsSeen { about, .. }
                if !is_reference(about) =>
            {
                return Some("a comment is about a record, as root/id");
            }
            Self::CommentAdd { mentions, .. } if mentions.len() > MENTIONS_MAX => {
                return Some("a comment mentions too many people");
            }
            Self::CommentAdd { text, .. } | Self::CommentEdit { text, .. } => {
                (text, COMMENT_TEXT_MAX)
            }
            Self::NameSet { name, .. } => (name, TITLE_TEXT_MAX),
            Self::RecordLock { record, .. } if !is_reference(record) => {
                return Some("a lock is on a record, as root/id");
            }
            Self::TimerSet { seconds: Some(seconds) } if *seconds > TIMER_SECONDS_MAX => {
                return Some("a timer runs no longer than a morning");
            }
            Self::CommentRemove { .. }
            | Self::CommentResolve { .. }
            | Self::CommentsSeen { .. }
            | Self::FrameLock { .. }
            | Self::RecordLock { .. }
            | Self::OwnOnly { .. }
            | Self::TimerSet { .. }
            | Self::FocusSet { .. }
            | Self::TakeBack { .. } => return None,
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
