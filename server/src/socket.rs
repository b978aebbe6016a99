//! One WebSocket: a reader that feeds the board, a writer that empties the session's lanes.
//!
//! Both run in one task, so that an idle connection costs one task and two small buffers. Frames are
//! opaque here: what they mean is the room's business, and so is every right but the right to enter.

pub mod admission;
pub mod budget;
pub mod live;
pub mod stock;
pub mod upgrade;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use crdt::ids::{Millis, SessionId};
use crdt::limits::{KEEP_ALIVE_MILLIS, STUCK_MILLIS};
use crdt::room::lanes::Tongue;
use crdt::wire::{self, CloseCode};
use futures_util::stream::{SplitSink, SplitStream};
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::io::AsyncReadExt as _;
use tokio_tungstenite::WebSocketStream;
use tokio_tungstenite::tungstenite::error::{CapacityError, Error};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use crate::clock;
use crate::pace::{Pace, millis};
use crate::rooms::handle::{Gone, Handle, Message as ToBoard};
use crate::rooms::outlet::{Next, Outlet};
use crate::store::committer::Health;
use admission::Admitted;
use budget::{Budget, Spent};

/// Larger messages go out in frames of this size, so that no connection keeps a buffer as large as the
/// largest board it ever joined.
const FRAGMENT: usize = 16 * 1024;
/// After saying goodbye the socket stays open this long.
const LINGER: Duration = Duration::from_secs(2);
/// What is queued before a goodbye gets this long to go out.
const FAREWELL: Duration = Duration::from_secs(5);

/// The socket that an upgraded connection becomes.
pub type Socket = WebSocketStream<hyper_util::rt::TokioIo<hyper::upgrade::Upgraded>>;
type Sink = SplitSink<Socket, Message>;
type Stream = SplitStream<Socket>;

/// Why the reader ended.
enum Ended {
    /// The other side is gone.
    Gone,
    /// This side says goodbye.
    Close(CloseCode, &'static str),
}

/// Whether a goodbye was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Parting {
    Said,
    Silent,
}

struct Session {
    id: SessionId,
    handle: Handle,
    outlet: Arc<Outlet>,
    /// When the token that let them in runs out.
    deadline: Option<Millis>,
    pace: Pace,
    health: tokio::sync::watch::Receiver<Health>,
    heard: std::sync::atomic::AtomicU64,
}

/// Serves a socket until it ends.
pub async fn run(socket: Socket, admitted: Admitted) {
    let (mut sink, mut stream) = socket.split();
    let session = Session {
        id: admitted.join.session,
        handle: admitted.handle.clone(),
        outlet: Arc::clone(&admitted.outlet),
        deadline: admitted.deadline,
        pace: admitted.app.pace,
        health: admitted.app.committer.health(),
        heard: clock::now().0.into(),
    };
    metrics::counter!("reisbord_connections_total").increment(1);
    if admitted.enter().await.is_err() {
        session.outlet.close(CloseCode::TryLater, "this board was closed");
    }
    let parting = exchange(&session, &mut sink, &mut stream).await;
    let left: Result<(), Gone> = session.handle.send(ToBoard::Leave(session.id)).await;
    tracing::trace!(session = session.id.0, told = left.is_ok(), "left");
    if parting == Parting::Said {
        linger(sink, stream).await;
    }
}

/// Reads and writes until one of them ends; a goodbye may still go out when it was the reader.
async fn exchange(session: &Session, sink: &mut Sink, stream: &mut Stream) -> Parting {
    let writer = write(session, sink);
    tokio::pin!(writer);
    let ended = tokio::select! {
        ended = read(session, stream) => ended,
        parting = &mut writer => return parting,
    };
    let Ended::Close(code, reason) = ended else { return Parting::Silent };
    session.outlet.close(code, reason);
    let parting = tokio::time::timeout(2 * FAREWELL, writer).await;
    parting.unwrap_or(Parting::Silent)
}

/// Keeps the socket open a moment after the goodbye, and takes in whatever still comes: closing a
/// connection with unread bytes resets it, and the reset overtakes the goodbye.
async fn linger(sink: Sink, stream: Stream) {
    let Ok(mut socket) = sink.reunite(stream) else { return };
    let mut unread = vec![0; FRAGMENT];
    let discard = async { while let Ok(1..) = socket.get_mut().read(&mut unread).await {} };
    if tokio::time::timeout(LINGER, discard).await.is_err() {
        tracing::trace!("a client did not close after a goodbye");
    }
}

async fn read(session: &Session, stream: &mut Stream) -> Ended {
    let mut budget = Budget::new(session.pace.flood, clock::now());
    let mut health = session.health.clone();
    loop {
        // When the disk refuses, frames wait in the network; the room asks for them again afterwards.
        if health.wait_for(|health| *health != Health::ReadOnly).await.is_err() {
            return Ended::Gone;
        }
        let message = tokio::select! {
            biased;
            read_only = health.wait_for(|health| *health == Health::ReadOnly) => {
                if read_only.is_err() {
                    return Ended::Gone;
                }
                continue;
            }
            message = stream.next() => message,
        };
        let message = match message {
            None => return Ended::Gone,
            Some(Ok(message)) => message,
            Some(Err(error)) => return on_error(&error),
        };
        session.heard.store(clock::now().0, std::sync::atomic::Ordering::Relaxed);
        let bytes = match message {
            Message::Binary(bytes) => bytes,
            Message::Text(_) => return Ended::Close(CloseCode::Text, "everything here is binary"),
            Message::Close(_) => return Ended::Gone,
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => continue,
        };
        match budget.spend(bytes.len(), clock::now()) {
            Spent::Within => {}
            Spent::Pause(pause) => tokio::time::sleep(pause).await,
            Spent::TooFast => return Ended::Close(CloseCode::TooFast, "this is too fast"),
        }
        let generation = session.outlet.generation();
        if session.handle.send_frame(session.id, generation, bytes).await.is_err() {
            return Ended::Close(CloseCode::TryLater, "this board was closed");
        }
    }
}

fn on_error(error: &Error) -> Ended {
    match error {
        Error::Capacity(CapacityError::MessageTooLong { .. }) => {
            Ended::Close(CloseCode::TooLarge, "this message is too large")
        }
        Error::Utf8(_) => Ended::Close(CloseCode::Text, "everything here is binary"),
        Error::Protocol(_) | Error::Capacity(_) => {
            Ended::Close(CloseCode::Unreadable, "this is no WebSocket frame")
        }
        _ => Ended::Gone,
    }
}

/// Sends until the socket ends or a goodbye was said.
async fn write(session: &Session, sink: &mut Sink) -> Parting {
    let stuck = Duration::from_millis(STUCK_MILLIS);
    loop {
        match session.outlet.next(clock::now()) {
            Next::Frame(bytes) => {
                // A socket that takes nothing for so long is dead; there is nobody to tell.
                let sent = tokio::time::timeout(stuck, send(sink, bytes)).await;
                if !matches!(sent, Ok(Ok(()))) {
                    return Parting::Silent;
                }
                drained(session).await;
            }
            Next::Close(code, reason) => {
                return say_goodbye(sink, code, reason).await;
            }
            Next::Nothing => {
                tokio::select! {
                    () = session.outlet.woken() => {}
                    () = tokio::time::sleep(until_due(session)) => {
                        if keep_alive(session, sink).await.is_err() {
                            return Parting::Silent;
                        }
                    }
                }
            }
        }
    }
}

/// Sends one message, large ones in pieces.
async fn send(sink: &mut Sink, mut bytes: Bytes) -> Result<(), Error> {
    if bytes.len() <= FRAGMENT {
        return sink.send(Message::Binary(bytes)).await;
    }
    let mut kind = Data::Binary;
    while !bytes.is_empty() {
        let piece = bytes.split_to(bytes.len().min(FRAGMENT));
        let frame = Frame::message(piece, OpCode::Data(kind), bytes.is_empty());
        sink.send(Message::Frame(frame)).await?;
        kind = Data::Continue;
    }
    Ok(())
}

/// Asks the room for what a stale session missed, once its lanes ran empty.
async fn drained(session: &Session) {
    let generation = session.outlet.generation();
    if let Some(missed) = session.outlet.written() {
        let message = ToBoard::Drained { session: session.id, generation, missed };
        // When the board is gone, its last word is a close that is in the lanes by now.
        let asked: Result<(), Gone> = session.handle.send(message).await;
        tracing::debug!(session = session.id.0, asked = asked.is_ok(), "a slow session caught up");
    }
}

fn silence(session: &Session) -> u64 {
    let heard = Millis(session.heard.load(std::sync::atomic::Ordering::Relaxed));
    clock::now().since(heard)
}

/// How long until a word, a ping or an end is due.
fn until_due(session: &Session) -> Duration {
    let now = clock::now();
    let word = KEEP_ALIVE_MILLIS.saturating_sub(session.outlet.quiet(now));
    let end = session.deadline.map_or(u64::MAX, |deadline| deadline.since(now));
    let silence = silence(session);
    let patience = [session.pace.ping, session.pace.idle].map(millis);
    // The first of the two that is still to come.
    let look = patience.into_iter().filter(|after| *after >= silence).min();
    let look = look.map_or(u64::MAX, |after| after - silence + 1);
    Duration::from_millis(word.min(end).min(look).max(1))
}

async fn keep_alive(session: &Session, sink: &mut Sink) -> Result<(), Error> {
    let now = clock::now();
    if session.deadline.is_some_and(|deadline| deadline <= now) {
        session.outlet.close(CloseCode::SignIn, "the link you came by is too old");
        return Ok(());
    }
    let silence = silence(session);
    if silence > millis(session.pace.idle) {
        session.outlet.close(CloseCode::Idle, "nothing was heard from you");
        return Ok(());
    }
    if silence > millis(session.pace.ping) {
        sink.send(Message::Ping(Bytes::new())).await?;
    }
    if session.outlet.quiet(now) >= KEEP_ALIVE_MILLIS {
        let word = match session.outlet.tongue() {
            Tongue::Stock => wire::stock_keep_alive(),
            Tongue::Live => wire::alive(),
        };
        session.outlet.said_something(now);
        sink.send(Message::Binary(word)).await?;
    }
    Ok(())
}

async fn say_goodbye(sink: &mut Sink, code: CloseCode, reason: String) -> Parting {
    metrics::counter!("reisbord_closes_total", "code" => code.code().to_string()).increment(1);
    let frame = CloseFrame { code: code.code().into(), reason: Utf8Bytes::from(reason) };
    let said = tokio::time::timeout(FAREWELL, sink.send(Message::Close(Some(frame)))).await;
    if matches!(said, Ok(Ok(()))) { Parting::Said } else { Parting::Silent }
}
