//! Every bound of a board, with its reason. The page's limits are what people may do; the server's
//! are [`SERVER_FACTOR`] times those, so that no honest hand ever reaches a server limit.

/// The server refuses at this many times what the page allows.
pub const SERVER_FACTOR: usize = 4;

/// Bytes in a textual id: room for a 128-bit id in any common spelling and for readable slugs.
pub const ID_LENGTH_MAX: usize = 64;

/// Characters (UTF-16 units) on one sticky: half a printed page, far more than one thought.
pub const STICKY_TEXT_MAX: usize = 2_000;
/// Characters in one comment.
pub const COMMENT_TEXT_MAX: usize = 4_000;
/// Characters in one passage of the startdocument, an interview item or a persona text.
pub const PASSAGE_TEXT_MAX: usize = 20_000;
/// Characters in a title, a name or another single line.
pub const TITLE_TEXT_MAX: usize = 200;
/// Characters in a hint, a question or a caption.
pub const HINT_TEXT_MAX: usize = 500;

/// Phases and steps together: a wall has no more columns either.
pub const PHASES_MAX: usize = 60;
/// Lanes of a board.
pub const LANES_MAX: usize = 40;
/// Personas of a board.
pub const PERSONAS_MAX: usize = 30;
/// Stickies of a board.
pub const STICKIES_MAX: usize = 10_000;
/// From here the page warns that the board becomes hard to read.
pub const STICKIES_WARN: usize = 3_000;
/// Records in any other root.
pub const RECORDS_MAX: usize = 10_000;

/// Encoded bytes of one document that the server accepts; the largest honest board is a quarter.
pub const DOCUMENT_BYTES_MAX: usize = 8 * 1024 * 1024;
/// Bytes of one WebSocket message from a client: a step 2 of an offline day fits many times.
pub const MESSAGE_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Bytes of one presence state: a name, a cursor and a selection.
pub const PRESENCE_BYTES_MAX: usize = 4 * 1024;
/// Bytes of the JSON of one command: the longest comment at four bytes a character, and its wrapping.
pub const COMMAND_BYTES_MAX: usize = 20 * 1024;
/// Entries of a state vector: every replica that ever wrote is one.
pub const STATE_VECTOR_MAX: usize = 100_000;
/// Presence entries in one frame: a stock client sends every state it knows.
pub const PRESENCE_ENTRIES_MAX: usize = 1_000;
/// What one frame may ask of everybody else's patience, in sixteenths of what a struct takes: some forty
/// milliseconds, and fifty on a bad day. Two thousand stickies pasted, or three thousand moved, which a page
/// sends in parts anyway; `walk/load.rs` has the weights.
pub const FRAME_EFFORT_MAX: usize = 16 * 24 * 1024;
/// Bytes that the engine copies for rows that come in pieces: what people write comes in one.
pub const FRAME_COPIES_MAX: usize = 8 * 1024 * 1024;
/// Structs that the engine may look at in one frame to find where new ones go: 512 insertions in one text,
/// fewer where others wrote between the same neighbours, or a few in each of thousands.
pub const FRAME_SCANS_MAX: usize = 512 * 512;
/// Structs that the engine may move up in one frame to make room where it takes others apart: what is typed
/// or deleted in the middle of five hundred runs of the largest board.
pub const FRAME_MOVES_MAX: usize = 64 * 1024 * 1024;
/// Structs and deletions that a page puts in one frame when much waits, and edits that it makes one change:
/// they may all go to one row.
pub const PAGE_FRAME_PIECES: usize = 256;
/// Bytes that a page puts in one frame with others, which may all be copied for each piece before them.
pub const PAGE_FRAME_BYTES: usize = 8 * 1024;
/// Depth of nested values inside one update.
pub const VALUE_DEPTH_MAX: usize = 32;

/// New replicas for each connection that a member has open: a program may have many under one token.
pub const CLIENT_IDS_PER_CONNECTION: u32 = 16;
/// New replicas one member may introduce in an hour, on however many connections one after the other: page
/// loads of somebody whose network is poor, each written from.
pub const CLIENT_IDS_PER_HOUR: u32 = 64;
/// Answers to commands that a board remembers, for whoever asks again because the connection broke: a
/// second of a full room.
pub const ANSWERED_MAX: usize = 512;
/// Commands with a request number from here on are recognised when they are asked again.
pub const LASTING_REQUEST: u64 = 1 << 32;
/// Connections on one board, unless the operator says otherwise.
pub const CONNECTIONS_DEFAULT: usize = 400;

/// While a board is busy each document is logged and shown once per window. With few people a window is
/// this many milliseconds; a server's commits are as far apart.
pub const WINDOW_MILLIS_MIN: u64 = 18;
/// What a window costs grows with the people it is shown to, so windows grow too, up to this many
/// milliseconds: 25 pictures a second still move.
pub const WINDOW_MILLIS_MAX: u64 = 40;
/// With so many connections windows are still the shortest; every three more make them two milliseconds
/// longer.
pub const WINDOW_CONNECTIONS: usize = 16;
/// Presence is shown once per this many milliseconds.
pub const PRESENCE_WINDOW_MILLIS: u64 = 40;
/// A presence that is not renewed for this long has left.
pub const PRESENCE_TTL_MILLIS: u64 = 30_000;
/// Stock clients hang up after 30 s of silence; a word goes out before that.
pub const KEEP_ALIVE_MILLIS: u64 = 12_000;
/// A step 1 that answers a gap is sent at most once in this many milliseconds.
pub const GAP_ANSWER_MILLIS: u64 = 1_000;

/// A connection that asks for a document, or for everybody's presence, again within this many milliseconds
/// is answered when they are over: it asked once already.
pub const ANSWER_MILLIS: u64 = 1_000;

/// Bytes that may wait behind the frame being written before a session counts as stale.
pub const LANE_BYTES_MAX: usize = 256 * 1024;
/// Bytes that may wait of what cannot be derived again: the results of thousands of commands.
pub const LANE_KEPT_BYTES_MAX: usize = 1024 * 1024;
/// Milliseconds that a document frame may wait before a session counts as stale.
pub const LANE_WAIT_MILLIS: u64 = 2_000;
/// A socket that took no byte for this long is closed.
pub const STUCK_MILLIS: u64 = 30_000;

/// A document that nobody changed or asked about for this long is kept as bytes only.
pub const REST_MILLIS: u64 = 30_000;
/// Smaller ones stay as they are: there is little to gain.
pub const REST_BYTES: usize = 64 * 1024;

/// The join cache is rebuilt when its tail exceeds this, or a quarter of the state.
pub const JOIN_TAIL_BYTES: usize = 64 * 1024;
/// Compaction starts above this many bytes of log, or above the snapshot's own size.
pub const COMPACT_BYTES: usize = 1024 * 1024;
/// Compaction starts above this many log records.
pub const COMPACT_RECORDS: u64 = 20_000;

/// An action that stood still at so many stand-ups in a row is stuck: with one every two weeks that
/// is a month.
pub const STUCK_AFTER: usize = 2;
/// Minutes of a stand-up: what a team can do standing.
pub const STANDUP_MINUTES: u64 = 15;

/// What was thrown away can be put back for this long.
pub const BIN_MILLIS: u64 = 30 * 24 * 60 * 60 * 1_000;
/// An open board looks for what has lain in the bin for so long this often, and when it is opened.
pub const PURGE_MILLIS: u64 = 24 * 60 * 60 * 1_000;

/// What somebody changed can be taken back for this long: a workshop and the morning after.
pub const TAKE_BACK_MILLIS: u64 = 24 * 60 * 60 * 1_000;
/// Changes that a board remembers for taking back: every sticky of the fullest board, twice.
pub const JOURNAL_ENTRIES_MAX: usize = 20_000;
/// Bytes of what those changes replaced: a quarter of the largest document would hold a workshop's words.
pub const JOURNAL_BYTES_MAX: usize = 8 * 1024 * 1024;
/// So many records by one hand in [`FEED_MILLIS`] are worth a facilitator's glance.
pub const FEED_RECORDS: usize = 10;
/// The time in which those records count as one operation; a pause of this length ends it.
pub const FEED_MILLIS: u64 = 10_000;
/// Large operations that a board lists.
pub const FEED_MAX: usize = 60;
/// Stickies that can be locked one by one: all of them.
pub const LOCKS_MAX: usize = RECORDS_MAX;
/// Marks of what was read, of all members together: forty people and two hundred and fifty threads.
pub const SEEN_MAX: usize = 10_000;
/// The longest timer of a session, in seconds.
pub const TIMER_SECONDS_MAX: u32 = 4 * 60 * 60;

const _: () = {
    assert!(STICKY_TEXT_MAX < PASSAGE_TEXT_MAX && STICKIES_WARN < STICKIES_MAX);
    // The whole of a document must fit in what a client may send back after an offline day.
    assert!(DOCUMENT_BYTES_MAX / SERVER_FACTOR <= MESSAGE_BYTES_MAX);
    assert!(COMMENT_TEXT_MAX * 4 < COMMAND_BYTES_MAX);
    // However what a page puts in one frame lies in a document, the server takes four times as much.
    assert!(SERVER_FACTOR * PAGE_FRAME_PIECES * PAGE_FRAME_PIECES <= FRAME_SCANS_MAX);
    assert!(SERVER_FACTOR * PAGE_FRAME_PIECES * PAGE_FRAME_BYTES <= FRAME_COPIES_MAX);
};
