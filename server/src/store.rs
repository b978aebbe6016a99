//! What is kept, and what a store promises: the log of every board, and the book of who may open it.
//!
//! Everything here blocks and is called from threads that may. A second store must keep the same
//! promises; `tests/it/contract.rs` holds them against any store. Nothing here knows sockets or HTTP.

pub mod committer;
pub mod compaction;
pub mod sqlite;

use bytes::Bytes;
use crdt::ids::{BoardId, ClientId, Document, Epoch, MemberId, Millis, Role, Seq};
use thiserror::Error;

/// Bytes of a snapshot that are written in one transaction, so that no commit waits long for it.
pub const PIECE_BYTES: usize = 256 * 1024;

/// Why a store did not do what was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// Another program holds the database; the disk is well.
    #[error("another program is writing to the data folder")]
    Busy,
    /// The disk or the database refuses.
    #[error("the data folder does not take or give data: {0}")]
    Disk(String),
    /// What was read is not what was written.
    #[error("board {board} is damaged: {what}")]
    Damaged {
        /// The board.
        board: BoardId,
        /// Which part, for the operator.
        what: String,
    },
    /// No such board.
    #[error("there is no such board")]
    NoBoard,
}

/// One append to the log of a board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// Whose log.
    pub board: BoardId,
    /// Its position: one more than the one before it.
    pub seq: Seq,
    /// The document that it changes.
    pub document: Document,
    /// When it was made.
    pub on: Millis,
    /// An update, format v1.
    pub bytes: Bytes,
    /// Replicas that this append introduces, with the member each belongs to.
    pub owners: Vec<(ClientId, MemberId)>,
    /// What the room wants to remember of recent changes; may be empty.
    pub journal: Bytes,
}

/// What became of one record of a batch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is on disk.
    Stored,
    /// It does not follow the last one; nothing of it was kept.
    OutOfOrder {
        /// The last position of that board.
        last: Seq,
    },
    /// The board is gone; nothing of it was kept.
    NoBoard,
}

/// A document as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Which.
    pub document: Document,
    /// The whole state up to a position.
    pub snapshot: Option<(Seq, Bytes)>,
    /// What was appended after the snapshot, in order.
    pub log: Vec<(Seq, Bytes)>,
}

/// A board as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded {
    /// Its history.
    pub epoch: Epoch,
    /// Every document that was ever written.
    pub documents: Vec<Kept>,
    /// The member of every replica.
    pub owners: Vec<(ClientId, MemberId)>,
    /// What the room remembered of the changes of the last day, oldest first.
    pub journal: Vec<Bytes>,
    /// The position of the last append; 0 when there was none.
    pub last_seq: Seq,
}

/// The log of every board.
///
/// * A batch that was appended is on disk, whole, when `append` returns; when it returns an error,
///   nothing of it is. A record out of order is refused, and so is every later one of its board in the
///   batch, because that builds on it; other boards go on.
/// * What was stored is loaded again, byte for byte, also after the process was killed at any moment.
/// * Damage is an error, never a board with less in it.
/// * What a room remembers of changes is kept for [`crdt::limits::TAKE_BACK_MILLIS`]; a snapshot of the
///   board clears away what is older.
/// * A snapshot replaces the log up to its position, or, when interrupted, nothing.
pub trait Log: Send + Sync + std::fmt::Debug {
    /// Makes records of any boards durable; one verdict each, in order.
    fn append(&self, batch: &[Record]) -> Result<Vec<Verdict>, StoreError>;

    /// Everything that is kept of a board.
    fn load(&self, board: &BoardId) -> Result<Loaded, StoreError>;

    /// Replaces the log of one document up to a position by its whole state.
    fn snapshot(
        &self,
        board: &BoardId,
        document: &Document,
        up_to: Seq,
        bytes: &[u8],
    ) -> Result<(), StoreError>;

    /// Keeps bytes that brought a room down. Only the newest few hundred are kept.
    fn quarantine(
        &self,
        board: &BoardId,
        document: &Document,
        member: &MemberId,
        bytes: &[u8],
    ) -> Result<(), StoreError>;

    /// Forgets quarantined bytes that are older than this: they may be somebody's words; how many.
    fn thin_quarantine(&self, before: Millis) -> Result<usize, StoreError>;

    /// The history of each board now; `None` for one that is gone.
    fn epochs(&self, boards: &[BoardId]) -> Result<Vec<Option<Epoch>>, StoreError>;

    /// Begins another history of a board: from now on it is exactly these documents. Positions go on;
    /// `retired` and every replica that ever wrote on the board belong to nobody from now on.
    fn begin_again(
        &self,
        board: &BoardId,
        epoch: Epoch,
        documents: &[(Document, Bytes)],
        retired: &[ClientId],
        on: Millis,
    ) -> Result<(), StoreError>;

    /// Whether so much was committed since [`Self::settle`] that it is time for it again. Never waits.
    fn is_unsettled(&self) -> bool;

    /// Moves what was committed to its final place; with `everything`, deleted words leave the disk too.
    fn settle(&self, everything: bool) -> Result<(), StoreError>;
}

/// A board in the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// Its id.
    pub id: BoardId,
    /// A copy of the title in the board itself.
    pub title: String,
    /// The template it was made from.
    pub template: String,
    /// When it was made.
    pub created_on: Millis,
    /// When somebody last changed something.
    pub changed_on: Millis,
    /// Since when it is archived.
    pub archived_on: Option<Millis>,
}

/// What a link gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Grant {
    /// Beheer: every board.
    Instance,
    /// A role on one board.
    Board(BoardId, Role),
    /// The due dates of one board, to a calendar; it signs nobody in.
    Feed(BoardId),
}

/// A link, without its token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: String,
    /// What it gives.
    pub grant: Grant,
    /// Whether it signs in one browser only.
    pub once: bool,
    /// When it was made.
    pub created_on: Millis,
    /// When it stops working.
    pub expires_on: Option<Millis>,
    /// When somebody stopped it.
    pub revoked_on: Option<Millis>,
    /// How often somebody signed in with it.
    pub uses: u64,
}

/// SHA-256 of a token: all that is kept of it.
pub type Hash = [u8; 32];

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its number.
    pub number: i64,
    /// The name that was typed.
    pub name: String,
    /// Whether it came by an instance link that still counts.
    pub beheer: bool,
    /// When it was last seen, to a day.
    pub seen_on: Millis,
}

/// One person on one board.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a row of a table, not a state machine")]
pub struct Member {
    /// The board.
    pub board: BoardId,
    /// Their id on it.
    pub id: MemberId,
    /// The browser, unless it signed out or this is a program.
    pub session: Option<i64>,
    /// The link they came by; beheer comes without.
    pub link: Option<String>,
    /// Whether this is a program that uses the link's token.
    pub bearer: bool,
    /// The name that others see.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// Whether somebody set the role by hand: then a link does not raise it.
    pub role_fixed: bool,
    /// Whether they are named core team.
    pub core_team: bool,
    /// When they came.
    pub joined_on: Millis,
    /// When they were removed: they are kept out.
    pub removed_on: Option<Millis>,
    /// Whether the link they came by was revoked; decided by the store.
    pub link_revoked: bool,
}

/// A line in the audit: who did what, without content.
#[derive(Debug, Clone)]
pub struct Audit<'a> {
    /// When.
    pub on: Millis,
    /// A member, `beheer`, `command line` or `server`.
    pub who: &'a str,
    /// What happened.
    pub what: &'a str,
    /// On which board.
    pub board: Option<&'a BoardId>,
    /// To which member or link.
    pub subject: Option<&'a str>,
}

/// Everything that is needed to make a board.
#[derive(Debug, Clone)]
pub struct NewBoard {
    /// The board.
    pub board: Board,
    /// Its history.
    pub epoch: Epoch,
    /// Its first records, in order from 1.
    pub records: Vec<Record>,
}

/// Boards, links, sessions and members: who may open what.
///
/// Every method is one transaction and durable on return. What was changed is seen by the next call,
/// also when another process on the same data changed it.
pub trait Book: Send + Sync + std::fmt::Debug {
    /// A remembered setting.
    fn setting(&self, name: &str) -> Result<Option<String>, StoreError>;
    /// Remembers a setting.
    fn set_setting(&self, name: &str, value: &str) -> Result<(), StoreError>;

    /// Makes a board with its first records: all of it or nothing.
    fn create_board(&self, new: &NewBoard) -> Result<(), StoreError>;
    /// One board.
    fn board(&self, id: &BoardId) -> Result<Option<Board>, StoreError>;
    /// All boards, newest change first.
    fn boards(&self) -> Result<Vec<Board>, StoreError>;
    /// Keeps the copy of the title in step.
    fn set_title(&self, id: &BoardId, title: &str) -> Result<(), StoreError>;
    /// Archives or brings back.
    fn set_archived(&self, id: &BoardId, on: Option<Millis>) -> Result<(), StoreError>;
    /// Deletes a board and everything about it; whether there was one.
    fn delete_board(&self, id: &BoardId) -> Result<bool, StoreError>;

    /// Keeps a new link.
    fn create_link(&self, link: &Link, hash: &Hash) -> Result<(), StoreError>;
    /// The link of a token, whatever its state.
    fn link_by_hash(&self, hash: &Hash) -> Result<Option<Link>, StoreError>;
    /// The links of a board, newest first.
    fn links(&self, board: &BoardId) -> Result<Vec<Link>, StoreError>;
    /// How many instance links were ever made.
    fn count_instance_links(&self) -> Result<u64, StoreError>;
    /// Stops a link of a board; whether there was one.
    fn revoke_link(&self, board: &BoardId, link: &str, on: Millis) -> Result<bool, StoreError>;
    /// Counts a use; false when it could be used once and was.
    fn use_link(&self, link: &str) -> Result<bool, StoreError>;

    /// Starts a session; its number.
    fn create_session(&self, hash: &Hash, name: &str, on: Millis) -> Result<i64, StoreError>;
    /// The session of a cookie, however old.
    fn session_by_hash(&self, hash: &Hash) -> Result<Option<Session>, StoreError>;
    /// Gives a session another name, on all its boards.
    fn rename_session(&self, session: i64, name: &str) -> Result<(), StoreError>;
    /// Gives a member of one board another name there.
    fn rename_member(
        &self,
        board: &BoardId,
        member: &MemberId,
        name: &str,
    ) -> Result<(), StoreError>;
    /// Notes that a session was seen.
    fn see_session(&self, session: i64, on: Millis) -> Result<(), StoreError>;
    /// Makes a session beheer by an instance link.
    fn promote_session(&self, session: i64, link: &str) -> Result<(), StoreError>;
    /// Ends a session; its members stay, without it.
    fn delete_session(&self, session: i64) -> Result<(), StoreError>;

    /// Adds a member, or returns the one that this session or token already is.
    fn add_member(&self, member: &Member) -> Result<Member, StoreError>;
    /// Changes what may change of a member: role, core team, link, removal.
    fn change_member(&self, member: &Member) -> Result<(), StoreError>;
    /// One member.
    fn member(&self, board: &BoardId, id: &MemberId) -> Result<Option<Member>, StoreError>;
    /// Everybody who ever joined a board, in order of joining.
    fn members(&self, board: &BoardId) -> Result<Vec<Member>, StoreError>;
    /// Who a session is, on every board it joined.
    fn members_of_session(&self, session: i64) -> Result<Vec<Member>, StoreError>;
    /// Who came by a link.
    fn members_of_link(&self, link: &str) -> Result<Vec<Member>, StoreError>;

    /// Writes a line in the audit.
    fn audit(&self, line: &Audit<'_>) -> Result<(), StoreError>;
}

/// A version of a board, without what is in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its id, unique on its board.
    pub id: String,
    /// The board.
    pub board: BoardId,
    /// When it was taken.
    pub made_on: Millis,
    /// What people call it; one without goes by itself after its term.
    pub title: Option<String>,
    /// Who asked for it; nobody asks for an automatic one.
    pub by: Option<MemberId>,
    /// The position of the newest change of `map` or `frame` in it.
    pub seq: Seq,
    /// Bytes that it takes.
    pub bytes: u64,
}

/// A version with what is in it: whole documents as update v1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewVersion {
    /// The version.
    pub version: Version,
    /// `map`.
    pub map: Bytes,
    /// `frame`.
    pub frame: Bytes,
}

/// Which versions without a title go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Thinning {
    /// All that are older than this.
    pub gone_before: Millis,
    /// Of those that are older than this, all but the last of each day.
    pub daily_before: Millis,
}

/// Versions of boards: what a board was at a moment, kept beside its log.
///
/// * A version is there whole or not at all, also when the process was killed while it was written.
/// * Damage is an error, never a version with less in it.
/// * What was deleted leaves the disk with the next `Log::settle(true)`.
pub trait Versions: Send + Sync + std::fmt::Debug {
    /// Keeps a version.
    fn keep_version(&self, new: &NewVersion) -> Result<(), StoreError>;
    /// The versions of a board, newest first.
    fn versions(&self, board: &BoardId) -> Result<Vec<Version>, StoreError>;
    /// One version.
    fn version(&self, board: &BoardId, id: &str) -> Result<Option<Version>, StoreError>;
    /// The version that goes furthest.
    fn newest_version(&self, board: &BoardId) -> Result<Option<Version>, StoreError>;
    /// A document of a version: `map` or `frame`; others are in none.
    fn version_document(
        &self,
        board: &BoardId,
        id: &str,
        document: &Document,
    ) -> Result<Option<Bytes>, StoreError>;
    /// Gives a version a title, so that it stays; whether there is one.
    fn rename_version(&self, board: &BoardId, id: &str, title: &str) -> Result<bool, StoreError>;
    /// Deletes a version; whether there was one.
    fn delete_version(&self, board: &BoardId, id: &str) -> Result<bool, StoreError>;
    /// Lets versions of all boards go whose time has come; how many.
    fn thin_versions(&self, thinning: Thinning) -> Result<usize, StoreError>;
}
