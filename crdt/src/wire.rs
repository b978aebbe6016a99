//! The bytes on the wire: tags, codes, and encoding and bounded decoding of both flavours.
//!
//! `docs/PROTOCOL.md` says what they mean. Decoding never allocates from a claimed length: it borrows
//! from the message, whose size the socket has bounded already.

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ids::Document;

/// The subprotocol of our own page.
pub const SUBPROTOCOL: &str = "reisbord.v1";

/// Kinds of frames on channel 0 of the live flavour.
pub mod kind {
    /// Server to page: who you are here.
    pub const HELLO: u64 = 0;
    /// Both: an awareness update.
    pub const PRESENCE: u64 = 1;
    /// Server to page: counts of decided frames that are on disk.
    pub const DURABLE: u64 = 2;
    /// Server to page: a frame was not taken.
    pub const REFUSED: u64 = 3;
    /// Page to server: please do this.
    pub const COMMAND: u64 = 4;
    /// Server to page: what came of it.
    pub const RESULT: u64 = 5;
    /// Server to page: come back later.
    pub const DRAIN: u64 = 6;
    /// Server to page: something about the board changed.
    pub const NOTICE: u64 = 7;
    /// Both: still here.
    pub const ALIVE: u64 = 8;
}

const STEP_1: u64 = 0;
const STEP_2: u64 = 1;
const UPDATE: u64 = 2;

const STOCK_SYNC: u64 = 0;
const STOCK_AWARENESS: u64 = 1;
const STOCK_AUTH: u64 = 2;
const STOCK_QUERY: u64 = 3;

/// Messages accepted in one stock frame: a provider that batches sends a handful.
const STOCK_MESSAGES_MAX: usize = 64;

/// The largest number that both languages hold exactly.
const NUMBER_MAX: u64 = (1 << 53) - 1;

/// Why a connection ends; the numbers are WebSocket close codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u16)]
pub enum CloseCode {
    /// A text frame arrived; everything here is binary.
    Text = 1003,
    /// A message larger than the limit.
    TooLarge = 1009,
    /// The server restarts.
    Restarting = 1012,
    /// No room now; come back later.
    TryLater = 1013,
    /// The session is over.
    SignIn = 4401,
    /// Removed, or the role allows nothing here.
    Forbidden = 4403,
    /// The board is gone.
    NoBoard = 4404,
    /// Nothing was heard for too long.
    Idle = 4408,
    /// The page knows another history of this board.
    OtherEpoch = 4409,
    /// Bytes that do not parse.
    Unreadable = 4422,
    /// Faster than the budget allows.
    TooFast = 4429,
}

impl CloseCode {
    /// All codes, with the name that the page knows them by.
    pub const ALL: [(Self, &'static str); 11] = [
        (Self::Text, "text"),
        (Self::TooLarge, "too_large"),
        (Self::Restarting, "restarting"),
        (Self::TryLater, "try_later"),
        (Self::SignIn, "sign_in"),
        (Self::Forbidden, "forbidden"),
        (Self::NoBoard, "no_board"),
        (Self::Idle, "idle"),
        (Self::OtherEpoch, "other_epoch"),
        (Self::Unreadable, "unreadable"),
        (Self::TooFast, "too_fast"),
    ];

    /// The number on the wire.
    pub fn code(self) -> u16 {
        self as u16
    }
}

/// Why a document frame was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u64)]
pub enum Refusal {
    /// The role may not write this document.
    Right = 1,
    /// A replica id of somebody else, or too many new ones.
    Author = 2,
    /// Larger than the server keeps.
    Size = 3,
    /// A root or content that the schema does not have.
    Shape = 4,
    /// A step 2 that leaves something out.
    Gap = 5,
}

impl Refusal {
    /// All refusals, with the name that the page knows them by.
    pub const ALL: [(Self, &'static str); 5] = [
        (Self::Right, "right"),
        (Self::Author, "author"),
        (Self::Size, "size"),
        (Self::Shape, "shape"),
        (Self::Gap, "gap"),
    ];

    /// What happened, for the sender.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Right => "your role may not change this document",
            Self::Author => {
                "this replica id belongs to somebody else, or there are too many new ones"
            }
            Self::Size => "this is larger than a board can hold, or than it takes at once",
            Self::Shape => "this board has no such root or kind of content",
            Self::Gap => "this answer leaves out changes that it builds on",
        }
    }
}

/// A message that is not in the format; the connection ends with 4422.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("the message does not parse: {0}")]
pub struct Unreadable(pub &'static str);

/// What a connection may send about one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sync {
    /// A state vector: send me what I miss.
    Step1(Bytes),
    /// The answer to a step 1.
    Step2(Bytes),
    /// A change.
    Update(Bytes),
}

/// One message of a stock client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stock {
    /// About the document of the connection.
    Sync(Sync),
    /// An awareness update.
    Awareness(Bytes),
    /// Please send everybody's presence.
    Query,
    /// Something that only a server says; ignored.
    Nothing,
}

/// One message of our own page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Live {
    /// About the document of a channel.
    Sync(Channel, Sync),
    /// An awareness update.
    Presence(Bytes),
    /// A request number and the JSON of a command.
    Command(u64, Bytes),
    /// Still here; answered in kind.
    Alive,
}

/// A document's channel on the live flavour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Channel(u8);

impl Channel {
    /// How many channels carry documents.
    pub const COUNT: usize = 5;

    /// The channel of a document.
    pub fn of(document: &Document) -> Self {
        match document {
            Document::Frame => Self(1),
            Document::Map => Self(2),
            Document::Talk => Self(3),
            Document::Notes => Self(4),
            Document::Drafts(_) => Self(5),
        }
    }

    fn parse(number: u64) -> Result<Self, Unreadable> {
        match u8::try_from(number) {
            Ok(number @ 1..=5) => Ok(Self(number)),
            _ => Err(Unreadable("there is no such channel")),
        }
    }

    /// The number on the wire, 1 to 5.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The position in a table of [`Self::COUNT`].
    pub fn index(self) -> usize {
        usize::from(self.0) - 1
    }
}

/// Who somebody is on a board: the payload of a hello.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Hello {
    /// The history of the board, 32 hexadecimal digits.
    pub epoch: String,
    /// The member's id.
    pub member: String,
    /// The member's name.
    pub name: String,
    /// What the member may do.
    pub role: crate::ids::Role,
    /// The channels that are open to this member.
    pub channels: Vec<u8>,
    /// The server's time in milliseconds since 1970.
    #[cfg_attr(feature = "ts", ts(type = "number"))]
    pub now: u64,
    /// How many connections the board has now.
    pub connections: u32,
}

/// Something about the board that everybody on it should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Notice {
    /// Changes are not accepted now.
    ReadOnly,
    /// Changes are not getting to the disk; they are kept.
    StorageTrouble,
    /// The disk is back.
    StorageBack,
    /// The board is near the largest size.
    AlmostFull,
    /// This member's role changed; a hello follows.
    RoleChanged,
}

/// Reads varints and strings from a message, never past its end.
#[derive(Debug, Clone)]
pub struct Reader {
    bytes: Bytes,
}

impl Reader {
    /// Starts at the first byte.
    pub fn new(bytes: Bytes) -> Self {
        Self { bytes }
    }

    /// Whether everything was read.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    fn byte(&mut self) -> Result<u8, Unreadable> {
        let first = *self.bytes.first().ok_or(Unreadable("it ends too early"))?;
        let rest = self.bytes.slice(1..);
        self.bytes = rest;
        Ok(first)
    }

    /// A number below 2⁵³.
    pub fn number(&mut self) -> Result<u64, Unreadable> {
        let mut number = 0_u64;
        for shift in (0..56).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return if number <= NUMBER_MAX {
                    Ok(number)
                } else {
                    Err(Unreadable("a number is too large"))
                };
            }
        }
        Err(Unreadable("a number is too long"))
    }

    /// Bytes with their length before them.
    pub fn bytes(&mut self) -> Result<Bytes, Unreadable> {
        let length = usize::try_from(self.number()?).unwrap_or(usize::MAX);
        if length > self.bytes.len() {
            return Err(Unreadable("a length is past the end"));
        }
        Ok(self.bytes.split_to(length))
    }

    /// A string with its length before it.
    pub fn string(&mut self) -> Result<String, Unreadable> {
        let bytes = self.bytes()?;
        String::from_utf8(bytes.to_vec()).map_err(|_invalid| Unreadable("a text is not UTF-8"))
    }
}

/// Writes a message.
#[derive(Debug, Default)]
pub struct Writer {
    out: Vec<u8>,
}

impl Writer {
    /// Appends a number.
    #[must_use]
    pub fn number(mut self, mut number: u64) -> Self {
        while number >= 0x80 {
            self.out.push(low_bits(number) | 0x80);
            number >>= 7;
        }
        self.out.push(low_bits(number));
        self
    }

    /// Appends bytes with their length before them.
    #[must_use]
    pub fn bytes(self, bytes: &[u8]) -> Self {
        let mut writer = self.number(bytes.len() as u64);
        writer.out.extend_from_slice(bytes);
        writer
    }

    /// The message.
    pub fn done(self) -> Bytes {
        self.out.into()
    }
}

fn low_bits(number: u64) -> u8 {
    let [low, ..] = number.to_le_bytes();
    low & 0x7f
}

fn decode_sync(reader: &mut Reader) -> Result<Sync, Unreadable> {
    let step = reader.number()?;
    let bytes = reader.bytes()?;
    match step {
        STEP_1 => Ok(Sync::Step1(bytes)),
        STEP_2 => Ok(Sync::Step2(bytes)),
        UPDATE => Ok(Sync::Update(bytes)),
        _ => Err(Unreadable("there is no such sync message")),
    }
}

/// Reads all messages of a stock frame.
pub fn decode_stock(frame: Bytes) -> Result<Vec<Stock>, Unreadable> {
    let mut reader = Reader::new(frame);
    let mut messages = Vec::new();
    while !reader.is_empty() {
        if messages.len() == STOCK_MESSAGES_MAX {
            return Err(Unreadable("it holds too many messages"));
        }
        messages.push(match reader.number()? {
            // Some providers send a bare `00 00` when there is nothing to say.
            STOCK_SYNC if reader.bytes.as_ref() == [0] => {
                reader.byte()?;
                Stock::Nothing
            }
            STOCK_SYNC => Stock::Sync(decode_sync(&mut reader)?),
            STOCK_AWARENESS => Stock::Awareness(reader.bytes()?),
            STOCK_AUTH => {
                reader.number()?;
                reader.bytes()?;
                Stock::Nothing
            }
            STOCK_QUERY => Stock::Query,
            _ => return Err(Unreadable("there is no such message")),
        });
    }
    if messages.is_empty() { Err(Unreadable("it is empty")) } else { Ok(messages) }
}

/// Reads the one message of a live frame.
pub fn decode_live(frame: Bytes) -> Result<Live, Unreadable> {
    let mut reader = Reader::new(frame);
    let message = match reader.number()? {
        0 => match reader.number()? {
            kind::PRESENCE => Live::Presence(reader.bytes()?),
            kind::COMMAND => Live::Command(reader.number()?, reader.bytes()?),
            kind::ALIVE => Live::Alive,
            _ => return Err(Unreadable("a page does not send this")),
        },
        channel => Live::Sync(Channel::parse(channel)?, decode_sync(&mut reader)?),
    };
    if reader.is_empty() { Ok(message) } else { Err(Unreadable("it goes on after its end")) }
}

/// The prefix of a document's frames: a stock type or a live channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flavour {
    /// The y-websocket protocol, on one document.
    Stock,
    /// Our page, on all documents.
    Live(Channel),
}

impl Flavour {
    fn writer(self) -> Writer {
        match self {
            Self::Stock => Writer::default().number(STOCK_SYNC),
            Self::Live(channel) => Writer::default().number(u64::from(channel.number())),
        }
    }

    /// A state vector.
    pub fn step_1(self, state_vector: &[u8]) -> Bytes {
        self.writer().number(STEP_1).bytes(state_vector).done()
    }

    /// The answer to a step 1.
    pub fn step_2(self, update: &[u8]) -> Bytes {
        self.writer().number(STEP_2).bytes(update).done()
    }

    /// A change.
    pub fn update(self, update: &[u8]) -> Bytes {
        self.writer().number(UPDATE).bytes(update).done()
    }
}

/// An awareness update for stock clients.
pub fn stock_awareness(update: &[u8]) -> Bytes {
    Writer::default().number(STOCK_AWARENESS).bytes(update).done()
}

/// Nothing new, in a frame that keeps a stock client from hanging up.
pub fn stock_keep_alive() -> Bytes {
    stock_awareness(&[0])
}

/// Tells a stock client that its edits are not accepted.
pub fn stock_denied(reason: &str) -> Bytes {
    Writer::default().number(STOCK_AUTH).number(0).bytes(reason.as_bytes()).done()
}

fn board(kind: u64) -> Writer {
    Writer::default().number(0).number(kind)
}

/// An awareness update for our page.
pub fn live_presence(update: &[u8]) -> Bytes {
    board(kind::PRESENCE).bytes(update).done()
}

/// Who you are on this board.
pub fn hello(hello: &Hello) -> Bytes {
    board(kind::HELLO).bytes(json(hello).as_bytes()).done()
}

/// So many frames on each of these channels are decided and on disk.
pub fn durable(counts: &[(Channel, u64)]) -> Bytes {
    counts
        .iter()
        .fold(board(kind::DURABLE).number(counts.len() as u64), |writer, (channel, count)| {
            writer.number(u64::from(channel.number())).number(*count)
        })
        .done()
}

/// A frame on this channel was not taken, after `taken` that were.
pub fn refused(channel: Channel, refusal: Refusal, taken: u64) -> Bytes {
    board(kind::REFUSED)
        .number(u64::from(channel.number()))
        .number(refusal as u64)
        .number(taken)
        .bytes(refusal.reason().as_bytes())
        .done()
}

/// What came of a command.
pub fn result(request: u64, result: &impl Serialize) -> Bytes {
    board(kind::RESULT).number(request).bytes(json(result).as_bytes()).done()
}

/// Reconnect after about so many milliseconds.
pub fn drain(millis: u64) -> Bytes {
    board(kind::DRAIN).number(millis).done()
}

/// Something changed about the board.
pub fn notice(notice: Notice) -> Bytes {
    board(kind::NOTICE).bytes(json(&notice).as_bytes()).done()
}

/// Still here.
pub fn alive() -> Bytes {
    board(kind::ALIVE).done()
}

/// JSON of a value that is made of plain fields; those cannot fail to encode.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stock(bytes: &'static [u8]) -> Result<Vec<Stock>, Unreadable> {
        decode_stock(Bytes::from_static(bytes))
    }

    #[test]
    fn the_worked_example_of_an_empty_room() {
        assert_eq!(stock(&[0, 0, 1, 0]), Ok(vec![Stock::Sync(Sync::Step1(vec![0].into()))]));
        assert_eq!(Flavour::Stock.step_2(&[0, 0]).as_ref(), [0, 1, 2, 0, 0]);
        assert_eq!(stock_keep_alive().as_ref(), [1, 1, 0]);
        assert_eq!(stock(&[0, 0]), Ok(vec![Stock::Nothing]));
    }

    #[test]
    fn several_stock_messages_in_one_frame() {
        let messages = stock(&[3, 0, 2, 2, 0, 0, 1, 1, 0]).unwrap();
        assert_eq!(messages.len(), 3);
    }

    #[test]
    fn lengths_past_the_end_and_long_numbers_are_refused() {
        assert!(stock(&[0, 0, 5, 1]).is_err());
        assert!(stock(&[1, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1]).is_err());
        assert!(decode_live(Bytes::from_static(&[6, 0, 0])).is_err());
        assert!(decode_live(Bytes::from_static(&[2, 0, 1, 0, 9])).is_err());
        assert!(stock(&[]).is_err());
    }

    #[test]
    fn a_live_frame_reads_back() {
        let channel = Channel::of(&Document::Map);
        let frame = Flavour::Live(channel).update(b"xy");
        assert_eq!(decode_live(frame), Ok(Live::Sync(channel, Sync::Update("xy".into()))));
        assert_eq!(decode_live(alive()), Ok(Live::Alive));
        assert_eq!(durable(&[(channel, 300)]).as_ref(), [0, 2, 1, 2, 0xac, 2]);
    }
}
