//! One connection's way in both directions. Like TCP it keeps the order and brings everything or nothing;
//! a half-open one swallows what goes one way, or both, and tells neither side.

use std::collections::VecDeque;

use bytes::Bytes;
use crdt::ids::Millis;
use crdt::wire::CloseCode;

/// Bytes that the network takes before whoever sends has to wait: few, so that a stalled reader is felt.
const WINDOW: usize = 1_024;

/// Something from the server.
#[derive(Debug, Clone)]
pub(crate) enum Down {
    Frame(Bytes),
    Close(CloseCode),
}

/// The connection of somebody.
#[derive(Debug)]
pub(crate) struct Pipe {
    pub(crate) who: usize,
    pub(crate) up: VecDeque<(Millis, Bytes)>,
    pub(crate) down: VecDeque<(Millis, Down)>,
    /// What is sent to the server never arrives, nor does the end of the connection.
    pub(crate) is_deaf: bool,
    /// What the server sends never arrives.
    pub(crate) is_mute: bool,
    /// The person has given it up.
    pub(crate) is_left: bool,
    waiting: usize,
}

impl Pipe {
    pub(crate) fn new(who: usize) -> Self {
        Self {
            who,
            up: VecDeque::new(),
            down: VecDeque::new(),
            is_deaf: false,
            is_mute: false,
            is_left: false,
            waiting: 0,
        }
    }

    pub(crate) fn send_up(&mut self, bytes: Bytes, due: Millis) {
        if !self.is_deaf {
            let due = self.up.back().map_or(due, |(last, _)| due.max(*last));
            self.up.push_back((due, bytes));
        }
    }

    /// Whether the network takes another frame from the server.
    pub(crate) fn has_room(&self) -> bool {
        self.waiting < WINDOW
    }

    pub(crate) fn send_down(&mut self, down: Down, due: Millis) {
        if let Down::Frame(bytes) = &down {
            self.waiting += bytes.len();
        }
        let due = self.down.back().map_or(due, |(last, _)| due.max(*last));
        self.down.push_back((due, down));
    }

    /// When the next frame reaches the server.
    pub(crate) fn up_due(&self) -> Option<Millis> {
        self.up.front().map(|(due, _)| *due)
    }

    /// When the next word of the server reaches the person.
    pub(crate) fn down_due(&self) -> Option<Millis> {
        let arrives = !self.is_mute && !self.is_left;
        self.down.front().filter(|_| arrives).map(|(due, _)| *due)
    }

    pub(crate) fn arrive_up(&mut self, now: Millis) -> Option<Bytes> {
        self.up.pop_front_if(|(due, _)| *due <= now).map(|(_, bytes)| bytes)
    }

    pub(crate) fn arrive_down(&mut self, now: Millis) -> Option<Down> {
        let (_, down) = self.down.pop_front_if(|(due, _)| *due <= now)?;
        if let Down::Frame(bytes) = &down {
            self.waiting -= bytes.len();
        }
        Some(down)
    }
}
