//! The way out to one socket: its lanes, and the frame that is half way into the network.
//!
//! The board's task fills the lanes and writes at once what is small and what the network takes without
//! waiting, which is nearly everything: a socket's own task need not wake for it. What is large, and
//! whoever reads slowly, is left to the socket's task, so that it costs the others nothing.

mod frame;

use std::io::ErrorKind;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use crdt::ids::{Millis, Seq};
use crdt::room::lanes::{Lanes, Outgoing, Pushed, Tongue};
use crdt::wire::CloseCode;
use tokio::net::tcp::OwnedWriteHalf;
use tokio::sync::Notify;

use crate::clock;
use frame::Frame;

/// The generation of a session whose join was not taken yet.
pub const UNKNOWN: u64 = 0;

/// The board's task writes no frame larger than this: a join takes a socket a while, and the next
/// window of everybody else must not wait for it.
const SMALL: usize = 16 * 1024;

/// How writing ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// Nothing is left.
    Dry,
    /// The network takes no more now.
    Full,
    /// The next frame is too large for whoever writes.
    Large,
    /// The other side is gone.
    Gone,
}

#[derive(Debug)]
struct State {
    lanes: Lanes,
    /// The frame that is half way.
    writing: Option<Frame>,
    /// A ping, a pong or a goodbye: it goes before the lanes, and the latest counts.
    control: Option<Bytes>,
    /// A goodbye is the last that goes out.
    parted: bool,
    /// Only the socket's task writes, until it has written everything.
    left_to_socket: bool,
    close: Option<(CloseCode, String)>,
    /// The position that the room was last asked to resync from.
    asked: Option<Seq>,
}

/// The way out to one socket.
#[derive(Debug)]
pub struct Outlet {
    network: OwnedWriteHalf,
    state: Mutex<State>,
    wake: Notify,
    /// Which opening of the board the session is in; frames of an earlier one are ignored.
    generation: AtomicU64,
    tongue: Tongue,
}

impl Outlet {
    /// An empty one.
    pub fn new(tongue: Tongue, network: OwnedWriteHalf) -> Self {
        let state = State {
            lanes: Lanes::new(tongue, clock::now()),
            writing: None,
            control: None,
            parted: false,
            left_to_socket: false,
            close: None,
            asked: None,
        };
        Self {
            network,
            state: Mutex::new(state),
            wake: Notify::new(),
            generation: AtomicU64::new(UNKNOWN),
            tongue,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues something to send, and writes what can be written at once.
    pub fn send(&self, outgoing: Outgoing, now: Millis) {
        let mut state = self.lock();
        // Whatever comes of it, it is the answer to what was asked.
        if matches!(outgoing, Outgoing::Resync(..)) {
            state.asked = None;
        }
        let mut wakes = false;
        if state.lanes.push(outgoing, now) == Pushed::Overfull {
            state.close.get_or_insert((CloseCode::TryLater, "this is read too slowly".to_owned()));
            wakes = true;
        }
        if !state.left_to_socket {
            let flow = state.write(&self.network, SMALL, now);
            state.left_to_socket = flow != Flow::Dry || state.is_to_resync();
            wakes |= state.left_to_socket;
        }
        drop(state);
        if wakes {
            self.wake.notify_one();
        }
    }

    /// Writes all that waits, of any size: for the socket's own task. While it is not dry, nobody else
    /// writes.
    pub fn pour(&self, now: Millis) -> Flow {
        let mut state = self.lock();
        let flow = state.write(&self.network, usize::MAX, now);
        state.left_to_socket = flow != Flow::Dry;
        flow
    }

    /// Waits until the network takes more.
    pub async fn writable(&self) -> std::io::Result<()> {
        self.network.writable().await
    }

    /// Sends a ping or a pong between two messages.
    pub fn interject(&self, frame: Bytes) {
        let mut state = self.lock();
        if !state.parted {
            state.control = Some(frame);
        }
        drop(state);
        self.wake.notify_one();
    }

    /// Sends the last frame of all.
    pub fn part(&self, goodbye: Bytes) {
        let mut state = self.lock();
        state.control = Some(goodbye);
        state.parted = true;
    }

    /// Ends the socket after what is already queued. The first reason counts.
    pub fn close(&self, code: CloseCode, reason: impl Into<String>) {
        let mut state = self.lock();
        if state.close.is_none() {
            state.close = Some((code, reason.into()));
        }
        drop(state);
        self.wake.notify_one();
    }

    /// Why the socket must end, once it must.
    pub fn closing(&self) -> Option<(CloseCode, String)> {
        self.lock().close.clone()
    }

    /// Begins another generation with empty lanes: the room that filled them is gone.
    pub fn restart(&self, generation: u64) {
        let mut state = self.lock();
        state.lanes = Lanes::new(self.tongue, clock::now());
        state.asked = None;
        drop(state);
        self.generation.store(generation, Ordering::Release);
    }

    /// The opening of the board that the session is in.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// Which protocol the socket speaks.
    pub fn tongue(&self) -> Tongue {
        self.tongue
    }

    /// From where the room must resync this session, told once: when everything else has gone out.
    pub fn missed(&self) -> Option<Seq> {
        let mut state = self.lock();
        if !state.is_to_resync() {
            return None;
        }
        state.asked = state.lanes.drained();
        state.asked
    }

    /// Milliseconds since something was sent.
    pub fn quiet(&self, now: Millis) -> u64 {
        self.lock().lanes.quiet(now)
    }

    /// Waits until there may be something to do.
    pub async fn woken(&self) {
        self.wake.notified().await;
    }
}

impl State {
    fn is_to_resync(&self) -> bool {
        let missed = self.lanes.drained();
        missed.is_some() && missed != self.asked
    }

    /// Writes frames up to a size until nothing is left or the network takes no more.
    fn write(&mut self, network: &OwnedWriteHalf, most: usize, now: Millis) -> Flow {
        loop {
            let Some(frame) = self.writing.take().or_else(|| self.next(now)) else {
                return Flow::Dry;
            };
            let mut frame = frame;
            let flow = push(network, &mut frame, most);
            if flow != Flow::Dry {
                self.writing = Some(frame);
                return flow;
            }
            self.lanes.written();
        }
    }

    fn next(&mut self, now: Millis) -> Option<Frame> {
        let control = self.control.take().map(Frame::ready);
        if self.parted {
            return control;
        }
        control.or_else(|| self.lanes.next(now).map(Frame::message))
    }
}

/// Writes one frame as far as it goes.
fn push(network: &OwnedWriteHalf, frame: &mut Frame, most: usize) -> Flow {
    while frame.left() > 0 {
        if frame.left() > most {
            return Flow::Large;
        }
        match network.try_write_vectored(&frame.rest()) {
            Ok(0) => return Flow::Gone,
            Ok(bytes) => frame.took(bytes),
            Err(error) if error.kind() == ErrorKind::WouldBlock => return Flow::Full,
            Err(_gone) => return Flow::Gone,
        }
    }
    Flow::Dry
}
