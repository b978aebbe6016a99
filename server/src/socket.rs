//! One WebSocket: a reader that feeds the board, and a writer for what the board's task does not write
//! itself.
//!
//! Both run in one task, so that an idle connection costs one task and one small buffer; waits that are
//! rare are boxed, because a task keeps room for its largest. Frames are
//! opaque here: what they mean is the room's business, and so is every right but the right to enter.

pub mod admission;
pub mod budget;
pub mod ears;
pub mod live;
pub mod stock;
pub mod upgrade;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use crdt::ids::{Millis, SessionId};
use crdt::limits::{KEEP_ALIVE_MILLIS, STUCK_MILLIS};
use crdt::room::lanes::{Outgoing, Tongue};
use crdt::wire::{self, CloseCode};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::error::{CapacityError, Error};
use tokio_tungstenite::tungstenite::protocol::CloseFrame;
use tokio_tungstenite::tungstenite::protocol::frame::Frame;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};

use crate::clock;
use crate::pace::{Pace, millis};
use crate::rooms::handle::{Gone, Handle, Message as ToBoard};
use crate::rooms::outlet::{Flow, Outlet};
use crate::store::committer::Health;
use admission::Admitted;
use budget::{Budget, Spent};
use ears::Ears;

/// After saying goodbye the socket stays open this long.
const LINGER: Duration = Duration::from_secs(2);
/// What is queued before a goodbye gets this long to go out.
const FAREWELL: Duration = Duration::from_secs(5);

/// What an upgraded connection becomes.
#[derive(Debug)]
pub struct Socket {
    network: TcpStream,
    /// What came along with the request.
    came: Bytes,
}

impl Socket {
    fn open(self, tongue: Tongue) -> (Arc<Outlet>, Ears) {
        let (incoming, outgoing) = self.network.into_split();
        let outlet = Arc::new(Outlet::new(tongue, outgoing));
        let ears = Ears::new(incoming, &self.came, Arc::clone(&outlet));
        (outlet, ears)
    }
}

/// Why the reader ended.
enum Ended {
    /// The other side is gone.
    Gone,
    /// This side says goodbye.
    Close(CloseCode, &'static str),
    /// The other side said goodbye, and hears the same.
    Answer(Option<CloseFrame>),
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

impl Session {
    fn hears(&self, now: Millis) {
        self.heard.store(now.0, std::sync::atomic::Ordering::Relaxed);
    }

    /// Whether nothing is read now, because the disk refuses.
    fn is_deaf(&self) -> bool {
        *self.health.borrow() == Health::ReadOnly
    }
}

/// Serves a socket until it ends.
pub async fn run(socket: Socket, admitted: Box<Admitted>) {
    let (outlet, mut ears) = socket.open(admitted.tongue());
    let session = Session {
        id: admitted.join.session,
        handle: admitted.handle.clone(),
        outlet: Arc::clone(&outlet),
        deadline: admitted.deadline,
        pace: admitted.app.pace,
        health: admitted.app.committer.health(),
        heard: clock::now().0.into(),
    };
    metrics::counter!("reisbord_connections_total").increment(1);
    // What coming in takes is given back before the long wait: every idle connection would keep it.
    if Box::pin(admitted.enter(outlet)).await.is_err() {
        session.outlet.close(CloseCode::TryLater, "this board was closed");
    }
    let parting = exchange(&session, &mut ears).await;
    let left: Result<(), Gone> = session.handle.send(ToBoard::Leave(session.id)).await;
    tracing::trace!(session = session.id.0, told = left.is_ok(), "left");
    if parting == Parting::Said {
        Box::pin(linger(&mut ears)).await;
    }
}

/// Reads and writes until one of them ends; a goodbye may still go out when it was the reader.
async fn exchange(session: &Session, ears: &mut Ears) -> Parting {
    let writer = write(session);
    tokio::pin!(writer);
    let ended = tokio::select! {
        ended = read(session, ears) => ended,
        parting = &mut writer => return parting,
    };
    let (code, reason) = match ended {
        Ended::Gone => return Parting::Silent,
        Ended::Answer(goodbye) => {
            part(&session.outlet, goodbye).await;
            // The other side sends nothing more, so nothing unread can reset the connection.
            return Parting::Silent;
        }
        Ended::Close(code, reason) => (code, reason),
    };
    session.outlet.close(code, reason);
    let parting = tokio::time::timeout(2 * FAREWELL, writer).await;
    parting.unwrap_or(Parting::Silent)
}

/// Keeps the socket open a moment after the goodbye, and takes in whatever still comes: closing a
/// connection with unread bytes resets it, and the reset overtakes the goodbye.
async fn linger(ears: &mut Ears) {
    if tokio::time::timeout(LINGER, ears.discard()).await.is_err() {
        tracing::trace!("a client did not close after a goodbye");
    }
}

async fn read(session: &Session, ears: &mut Ears) -> Ended {
    let mut budget = Budget::new(session.pace.flood, clock::now());
    let mut health = session.health.clone();
    loop {
        let message = tokio::select! {
            biased;
            // When the disk refuses, frames wait in the network; the room asks for them again afterwards.
            refuses = read_only(&mut health, true) => {
                if refuses.is_err() || read_only(&mut health, false).await.is_err() {
                    return Ended::Gone;
                }
                // Nobody can be blamed for not being heard while nothing was read.
                session.hears(clock::now());
                continue;
            }
            message = ears.next() => message,
        };
        let message = match message {
            Ok(message) => message,
            Err(error) => return on_error(&error),
        };
        let now = clock::now();
        session.hears(now);
        let bytes = match message {
            Message::Binary(bytes) => bytes,
            Message::Text(_) => return Ended::Close(CloseCode::Text, "everything here is binary"),
            Message::Close(goodbye) => return Ended::Answer(goodbye),
            Message::Ping(_) | Message::Pong(_) | Message::Frame(_) => continue,
        };
        match budget.spend(bytes.len(), now) {
            Spent::Within => {}
            Spent::Pause(pause) => Box::pin(tokio::time::sleep(pause)).await,
            Spent::TooFast => return Ended::Close(CloseCode::TooFast, "this is too fast"),
        }
        let generation = session.outlet.generation();
        if session.handle.send_frame(session.id, generation, bytes).await.is_err() {
            return Ended::Close(CloseCode::TryLater, "this board was closed");
        }
    }
}

/// Waits until boards are read-only, or are not; fails when the server ends.
async fn read_only(
    health: &mut tokio::sync::watch::Receiver<Health>,
    wanted: bool,
) -> Result<(), tokio::sync::watch::error::RecvError> {
    health.wait_for(|health| (*health == Health::ReadOnly) == wanted).await.map(drop)
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

/// Writes what the board's task left, until the socket ends or a goodbye was said.
async fn write(session: &Session) -> Parting {
    let outlet = &session.outlet;
    loop {
        match outlet.pour(clock::now()) {
            Flow::Gone => return Parting::Silent,
            Flow::Full | Flow::Large => {
                if !Box::pin(is_writable(outlet)).await {
                    return Parting::Silent;
                }
                continue;
            }
            Flow::Dry => ask_for_missed(session).await,
        }
        if let Some((code, reason)) = outlet.closing() {
            return Box::pin(say_goodbye(outlet, code, reason)).await;
        }
        tokio::select! {
            () = outlet.woken() => {}
            () = tokio::time::sleep(until_due(session)) => keep_alive(session),
        }
    }
}

/// Waits until the network takes more. One that takes nothing for so long is dead; there is nobody to tell.
async fn is_writable(outlet: &Outlet) -> bool {
    let stuck = Duration::from_millis(STUCK_MILLIS);
    matches!(tokio::time::timeout(stuck, outlet.writable()).await, Ok(Ok(())))
}

/// Asks the room for what a stale session missed, once its lanes ran empty.
async fn ask_for_missed(session: &Session) {
    let generation = session.outlet.generation();
    if let Some(missed) = session.outlet.missed() {
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

fn keep_alive(session: &Session) {
    let (outlet, now) = (&session.outlet, clock::now());
    if session.deadline.is_some_and(|deadline| deadline <= now) {
        return outlet.close(CloseCode::SignIn, "the link you came by is too old");
    }
    let silence = silence(session);
    if silence > millis(session.pace.idle) && !session.is_deaf() {
        return outlet.close(CloseCode::Idle, "nothing was heard from you");
    }
    if silence > millis(session.pace.ping) {
        outlet.interject(encode(Frame::ping(Bytes::new())));
    }
    if outlet.quiet(now) >= KEEP_ALIVE_MILLIS {
        let word = match outlet.tongue() {
            Tongue::Stock => wire::stock_keep_alive(),
            Tongue::Live => wire::alive(),
        };
        outlet.send(Outgoing::Frame(word), now);
    }
}

async fn say_goodbye(outlet: &Outlet, code: CloseCode, reason: String) -> Parting {
    metrics::counter!("reisbord_closes_total", "code" => code.code().to_string()).increment(1);
    let frame = CloseFrame { code: code.code().into(), reason: Utf8Bytes::from(reason) };
    part(outlet, Some(frame)).await
}

/// Sends the last frame of all, after what is half written.
async fn part(outlet: &Outlet, goodbye: Option<CloseFrame>) -> Parting {
    outlet.part(encode(Frame::close(goodbye)));
    let saying = async {
        loop {
            match outlet.pour(clock::now()) {
                Flow::Dry => return Parting::Said,
                Flow::Full | Flow::Large if is_writable(outlet).await => {}
                Flow::Full | Flow::Large | Flow::Gone => return Parting::Silent,
            }
        }
    };
    tokio::time::timeout(FAREWELL, saying).await.unwrap_or(Parting::Silent)
}

fn encode(frame: Frame) -> Bytes {
    let mut bytes = Vec::with_capacity(frame.len());
    let done = frame.format(&mut bytes);
    debug_assert!(done.is_ok(), "memory takes any frame");
    bytes.into()
}
