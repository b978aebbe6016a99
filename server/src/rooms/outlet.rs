//! The way out to one socket: its lanes, shared by the board's task that fills them and the socket's
//! writer that empties them.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use crdt::ids::{Millis, Seq};
use crdt::room::lanes::{Lanes, Outgoing, Pushed, Tongue};
use crdt::wire::CloseCode;
use tokio::sync::Notify;

use crate::clock;

/// The generation of a session whose join was not taken yet.
pub const UNKNOWN: u64 = 0;

/// What the writer has to do now.
#[derive(Debug, PartialEq, Eq)]
pub enum Next {
    /// Send this.
    Frame(Bytes),
    /// Say goodbye.
    Close(CloseCode, String),
    /// Wait.
    Nothing,
}

#[derive(Debug)]
struct State {
    lanes: Lanes,
    close: Option<(CloseCode, String)>,
    /// The position that the room was last asked to resync from.
    asked: Option<Seq>,
    /// When something was last sent past the lanes.
    said: Millis,
}

/// The way out to one socket.
#[derive(Debug)]
pub struct Outlet {
    state: Mutex<State>,
    wake: Notify,
    /// Which opening of the board the session is in; frames of an earlier one are ignored.
    generation: AtomicU64,
    tongue: Tongue,
}

impl Outlet {
    /// An empty one.
    pub fn new(tongue: Tongue) -> Self {
        let lanes = Lanes::new(tongue, clock::now());
        Self {
            state: Mutex::new(State { lanes, close: None, asked: None, said: Millis(0) }),
            wake: Notify::new(),
            generation: AtomicU64::new(UNKNOWN),
            tongue,
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Queues something to send.
    pub fn push(&self, outgoing: Outgoing, now: Millis) {
        let mut state = self.lock();
        if state.lanes.push(outgoing, now) == Pushed::Overfull {
            state.close.get_or_insert((CloseCode::TryLater, "this is read too slowly".to_owned()));
        }
        drop(state);
        self.wake.notify_one();
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

    /// What to do now.
    pub fn next(&self, now: Millis) -> Next {
        let mut state = self.lock();
        if let Some(frame) = state.lanes.next(now) {
            return Next::Frame(frame);
        }
        match state.close.clone() {
            Some((code, reason)) => Next::Close(code, reason),
            None => Next::Nothing,
        }
    }

    /// The frame went to the network. From where the room must resync this session, told once.
    pub fn written(&self) -> Option<Seq> {
        let mut state = self.lock();
        state.lanes.written();
        let missed = state.lanes.drained();
        if missed == state.asked {
            return None;
        }
        state.asked = missed;
        missed
    }

    /// Milliseconds since something was sent.
    pub fn quiet(&self, now: Millis) -> u64 {
        let state = self.lock();
        state.lanes.quiet(now).min(now.since(state.said))
    }

    /// A word went out past the lanes.
    pub fn said_something(&self, now: Millis) {
        let mut state = self.lock();
        state.said = now;
    }

    /// Waits until there may be something to do.
    pub async fn woken(&self) {
        self.wake.notified().await;
    }
}
