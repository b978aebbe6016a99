//! What others hold of an open board: its inbox, and what they may know of it without asking.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use crdt::ids::{BoardId, Epoch, Seq, SessionId};
use crdt::room::Input;
use crdt::room::session::Join;
use crdt::wire::CloseCode;
use tokio::sync::mpsc::error::TrySendError;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot, watch};

use super::outlet::Outlet;

/// Messages that may wait for a board's task: a full room typing for a second.
pub const INBOX: usize = 1_024;
/// KiB of frames that may wait for a board's task.
pub const INBOX_KIB: u32 = 64 * 1_024;

/// Something for a board's task. What is rare is boxed: every connection keeps room for the largest.
#[derive(Debug)]
pub enum Message {
    /// Somebody comes in.
    Join(Box<Join>, Arc<Outlet>),
    /// A frame came in.
    Frame {
        /// From which session.
        session: SessionId,
        /// In which opening of the board it was read.
        generation: u64,
        /// The frame.
        bytes: Bytes,
        /// Its share of [`INBOX_KIB`], given back when the room has taken it.
        share: OwnedSemaphorePermit,
    },
    /// A lane ran empty after its session went stale.
    Drained {
        /// Whose.
        session: SessionId,
        /// In which opening of the board.
        generation: u64,
        /// From where it missed something.
        missed: Seq,
    },
    /// Somebody's socket is gone.
    Leave(SessionId),
    /// Something that the room itself understands.
    Tell(Box<Input>),
    /// The server itself changes the title.
    Rename(String, oneshot::Sender<Result<(), String>>),
    /// Close everybody and forget the board as it was: it is deleted, or has another history.
    Forget(CloseCode),
    /// The server stops: tell everybody, finish, close.
    Drain {
        /// The longest delay before somebody returns.
        millis: u64,
    },
    /// Memory is short: close the board now if nobody is there.
    Evict,
}

/// How far opening is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ready {
    /// Being read.
    Loading,
    /// Open.
    Open,
    /// It cannot be opened; the reason is in the log.
    Failed,
}

/// What is known of an open board without asking its task.
#[derive(Debug, Default)]
pub struct Figures {
    connections: AtomicUsize,
    weight: AtomicUsize,
    epoch: OnceLock<Epoch>,
}

impl Figures {
    /// Connections on the board.
    pub fn connections(&self) -> usize {
        self.connections.load(Ordering::Relaxed)
    }

    /// Bytes of memory, roughly.
    pub fn weight(&self) -> usize {
        self.weight.load(Ordering::Relaxed)
    }

    /// The history that it was opened with.
    pub fn epoch(&self) -> Option<Epoch> {
        self.epoch.get().copied()
    }

    pub(super) fn opened_with(&self, epoch: Epoch) {
        // A board that is read again under another history has sent everybody away before.
        self.epoch.get_or_init(|| epoch);
    }

    pub(super) fn set(&self, connections: usize, weight: usize) {
        self.connections.store(connections, Ordering::Relaxed);
        self.weight.store(weight, Ordering::Relaxed);
    }
}

/// An open board, or one that is being opened.
#[derive(Debug, Clone)]
pub struct Handle {
    /// Which board.
    pub board: BoardId,
    pub(super) inbox: mpsc::Sender<Message>,
    pub(super) ready: watch::Receiver<Ready>,
    /// What is known of it.
    pub figures: Arc<Figures>,
    shares: Arc<Semaphore>,
}

/// The board's task has ended; open the board again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gone;

impl Handle {
    pub(super) fn new(
        board: BoardId,
        inbox: mpsc::Sender<Message>,
        ready: watch::Receiver<Ready>,
    ) -> Self {
        let shares = Arc::new(Semaphore::new(INBOX_KIB as usize));
        Self { board, inbox, ready, figures: Arc::default(), shares }
    }

    /// Hands a message to the board's task; waits when it is busy.
    pub async fn send(&self, message: Message) -> Result<(), Gone> {
        match self.inbox.try_send(message) {
            Ok(()) => Ok(()),
            Err(TrySendError::Closed(_)) => Err(Gone),
            // Boxed: every connection would keep room for a wait that is rare.
            Err(TrySendError::Full(message)) => {
                Box::pin(self.inbox.send(message)).await.map_err(|_closed| Gone)
            }
        }
    }

    /// Hands a frame to the board's task; waits when too many bytes wait there already.
    pub async fn send_frame(
        &self,
        session: SessionId,
        generation: u64,
        bytes: Bytes,
    ) -> Result<(), Gone> {
        let kib = u32::try_from(bytes.len() / 1_024).unwrap_or(INBOX_KIB).clamp(1, INBOX_KIB);
        let share = match Arc::clone(&self.shares).try_acquire_many_owned(kib) {
            Ok(share) => share,
            Err(_none_or_closed) => {
                let share = Box::pin(Arc::clone(&self.shares).acquire_many_owned(kib)).await;
                share.map_err(|_closed| Gone)?
            }
        };
        self.send(Message::Frame { session, generation, bytes, share }).await
    }

    /// Waits until the board is open.
    pub async fn opened(&self) -> Ready {
        let mut ready = self.ready.clone();
        let outcome = ready.wait_for(|ready| *ready != Ready::Loading).await;
        outcome.map_or(Ready::Failed, |ready| *ready)
    }
}
