//! What a hostile connection sends, frame by frame, and what becomes of the connection. It goes on where it
//! was as long as the server lets it, and comes back when a trick has ended it or its line.

use bytes::Bytes;
use crdt::ids::Document;
use crdt::replica::NOTHING;
use crdt::wire::{self, Channel, Flavour, Stock, Sync, Writer, live_presence, stock_awareness};
use futures_util::{SinkExt as _, StreamExt as _};
use harness::forge::{deletes, record};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

pub(super) type Failure = Box<dyn std::error::Error>;
pub(super) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The replica of somebody hostile; the next number is theirs as well.
pub(super) const HOSTILE: u64 = 666;
/// Patience with an answer, on however slow a machine.
const PATIENCE: std::time::Duration = std::time::Duration::from_mins(1);

/// A door to a board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Door {
    Stock,
    Live,
}

impl Door {
    pub(super) fn flavour(self, document: &Document) -> Flavour {
        match self {
            Self::Stock => Flavour::Stock,
            Self::Live => Flavour::Live(Channel::of(document)),
        }
    }
}

/// The kinds of frame in which a trick can come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Update,
    Step2,
    /// In one update with something honest of another replica.
    Merged,
    /// With the deletion of somebody else's words.
    Deletion,
    Presence,
    /// By the page's own socket only.
    Command,
}

impl Kind {
    /// The kinds that speak of a document.
    pub(super) const CHANGES: [Self; 4] = [Self::Update, Self::Step2, Self::Merged, Self::Deletion];

    /// A frame of this kind with these bytes in it.
    pub(super) fn frame(self, door: Door, document: &Document, trick: &[u8], aim: &Aim) -> Bytes {
        let flavour = door.flavour(document);
        match (self, door) {
            (Self::Update, _) => flavour.update(trick),
            (Self::Step2, _) => flavour.step_2(trick),
            (Self::Merged, _) => flavour.update(&merged(trick, aim.root)),
            (Self::Deletion, _) => flavour.update(&with_deletion(trick, aim.victim)),
            (Self::Presence, Door::Stock) => stock_awareness(trick),
            (Self::Presence, Door::Live) => live_presence(trick),
            (Self::Command, _) => command(1, trick),
        }
    }
}

/// What a trick is after.
#[derive(Debug, Clone, Copy)]
pub(super) struct Aim {
    /// A root of the document that holds records.
    pub(super) root: &'static str,
    /// The replica of somebody honest.
    pub(super) victim: u64,
}

/// The section of an honest record goes before those of the trick.
fn merged(trick: &[u8], root: &str) -> Vec<u8> {
    let honest = record(HOSTILE + 1, root, "y");
    let section = honest.get(1..honest.len() - 1).unwrap_or_default();
    let (count, rest) = trick.split_first().unwrap_or((&0, &[]));
    [&[count.wrapping_add(1)], section, rest].concat()
}

/// The deletion takes the place of the end that says there are none; where there are some, it comes after.
fn with_deletion(trick: &[u8], victim: u64) -> Vec<u8> {
    let deletion = deletes(victim, 3, 1);
    match trick.split_last() {
        Some((0, rest)) => [rest, deletion.get(1..).unwrap_or_default()].concat(),
        _ => [trick, &deletion].concat(),
    }
}

/// A command with these bytes.
pub(super) fn command(request: u64, json: &[u8]) -> Bytes {
    let head = Writer::default().number(0).number(wire::kind::COMMAND).number(request);
    head.bytes(json).done()
}

pub(super) async fn socket(address: &str, path: &str, token: &str) -> Result<Socket, Error> {
    let mut request = format!("ws://{address}{path}").into_client_request()?;
    let protocol = HeaderValue::from_str(&format!("bearer.{token}"))?;
    request.headers_mut().insert("sec-websocket-protocol", protocol);
    Ok(connect_async(request).await?.0)
}

/// One frame of an attack.
#[derive(Debug)]
pub(super) struct Shot {
    pub(super) document: Document,
    pub(super) frame: Bytes,
    pub(super) what: String,
}

/// What somebody in one role tries by one door, one frame after the other.
#[derive(Debug)]
pub(super) struct Attack {
    pub(super) door: Door,
    pub(super) path: String,
    pub(super) token: String,
    pub(super) shots: Vec<Shot>,
}

/// What came of attacks.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tally {
    /// Frames over which the server decided.
    pub(super) decided: usize,
    /// Frames that never left, because there was no way in.
    pub(super) shut_out: usize,
    pub(super) connections: usize,
}

impl Attack {
    pub(super) async fn run(self, address: &str) -> Result<Tally, Failure> {
        let mut tally = Tally::default();
        let mut open: Option<Socket> = None;
        for (request, shot) in (2..).zip(&self.shots) {
            let mut socket = match open.take() {
                Some(socket) => socket,
                None => match socket(address, &self.path, &self.token).await {
                    Ok(socket) => socket,
                    Err(Error::Http(answer)) if answer.status() == 403 => {
                        tally.shut_out += self.shots.len();
                        return Ok(tally);
                    }
                    Err(error) => return Err(format!("{}: {error}", shot.what).into()),
                },
            };
            tally.connections += usize::from(open.is_none());
            let goes_on = tokio::time::timeout(PATIENCE, self.fire(&mut socket, request, shot))
                .await
                .map_err(|_late| format!("no answer to {} in {}", shot.what, shot.document))?;
            tally.decided += 1;
            open = goes_on.then_some(socket);
        }
        Ok(tally)
    }

    /// Sends one frame, and returns when the server has decided over it: whether the connection is of any
    /// use after it. It may have been put out already when the question comes.
    async fn fire(&self, socket: &mut Socket, request: u64, shot: &Shot) -> bool {
        // Frames are decided in their order, so the answer to the question is the end of what was before.
        let question = match self.door {
            Door::Stock => Flavour::Stock.update(NOTHING),
            Door::Live => command(request, b"{}"),
        };
        for frame in [shot.frame.clone(), question] {
            if socket.send(Message::Binary(frame)).await.is_err() {
                return false;
            }
        }
        while let Some(Ok(message)) = socket.next().await {
            match (message, self.door) {
                (Message::Close(_), _) => return false,
                (Message::Binary(frame), Door::Stock) if frame.starts_with(&[2]) => return false,
                (Message::Binary(frame), Door::Stock) if is_echo(&frame) => return true,
                (Message::Binary(frame), Door::Live) if is_result(&frame, request) => return true,
                _ => {}
            }
        }
        false
    }
}

fn is_echo(frame: &Bytes) -> bool {
    wire::decode_stock(frame.clone()).is_ok_and(|messages| {
        let is_nothing =
            |one: &Stock| matches!(one, Stock::Sync(Sync::Update(bytes)) if bytes == NOTHING);
        messages.iter().any(is_nothing)
    })
}

fn is_result(frame: &Bytes, request: u64) -> bool {
    let head = Writer::default().number(0).number(wire::kind::RESULT).number(request).done();
    frame.starts_with(&head)
}
