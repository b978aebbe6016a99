//! The open boards: one task each, found by the board's id.
//!
//! Opening is single-flight: the entry is made before the board is read, so whoever comes meanwhile
//! waits for the same task. An entry leaves only by its own task, under the registry's lock.

pub mod actor;
pub mod handle;
pub mod outlet;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crdt::ids::{BoardId, Epoch, MemberId, Millis, Role, SessionId};
use crdt::room::{Effect, Input, Room};
use crdt::wire::CloseCode;
use tokio::sync::{mpsc, oneshot, watch};
use tokio_util::task::TaskTracker;

use crate::error::Problem;
use crate::pace::Pace;
use crate::store::committer::Committer;
use crate::store::compaction::Compactor;
use crate::store::{Book, Log};
use crate::versions::Keeper;
use handle::{Figures, Gone, Handle, INBOX, Message, Ready};

/// How often a message is handed on when a board closes in between; twice is enough, thrice is sure.
const TRIES: usize = 3;

/// Why a board cannot be visited now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unvisitable {
    /// It cannot be read.
    Failed,
    /// Open boards take all the memory they may.
    NoMemory,
    /// Too many connections.
    Crowded,
    /// The server is stopping.
    Stopping,
}

impl Unvisitable {
    /// For whoever wanted in.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Failed => "this board cannot be opened now; it has been logged",
            Self::NoMemory => "too many boards are open; try again",
            Self::Crowded => "too many people are on this board; try again",
            Self::Stopping => "the server is stopping; try again",
        }
    }
}

/// How a room takes a step: `Room::step`, unless a test puts trouble in its way.
pub type Step = fn(&mut Room, Input, Millis, &mut Vec<Effect>);

/// What boards need from around them.
#[derive(Debug, Clone)]
pub struct Around {
    /// The log.
    pub log: Arc<dyn Log>,
    /// The book, for the copy of the title.
    pub book: Arc<dyn Book>,
    /// Where appends go.
    pub committer: Committer,
    /// Where compaction goes.
    pub compactor: Compactor,
    /// What takes versions of boards.
    pub keeper: Keeper,
    /// How long boards wait for what.
    pub pace: Pace,
    /// How a room takes a step.
    pub step: Step,
    /// Bytes that open boards may take together.
    pub memory: usize,
    /// Connections that one board takes.
    pub connections: usize,
}

#[derive(Debug)]
struct Registry {
    around: Around,
    boards: Mutex<Boards>,
    tasks: TaskTracker,
    sessions: AtomicU64,
}

#[derive(Debug, Default)]
struct Boards {
    open: BTreeMap<BoardId, Handle>,
    is_stopping: bool,
}

/// The open boards. Clones are the same.
#[derive(Debug, Clone)]
pub struct Rooms(Arc<Registry>);

impl Rooms {
    /// None open yet.
    pub fn new(around: Around) -> Self {
        Self(Arc::new(Registry {
            around,
            boards: Mutex::default(),
            tasks: TaskTracker::new(),
            sessions: AtomicU64::new(1),
        }))
    }

    fn lock(&self) -> MutexGuard<'_, Boards> {
        self.0.boards.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn around(&self) -> &Around {
        &self.0.around
    }

    /// A number that no session had before.
    pub fn next_session(&self) -> SessionId {
        SessionId(self.0.sessions.fetch_add(1, Ordering::Relaxed))
    }

    /// The board for a visitor, open.
    pub async fn visit(&self, board: &BoardId) -> Result<Handle, Unvisitable> {
        let handle = self.open(board, true)?;
        if handle.figures.connections() >= self.around().connections {
            return Err(Unvisitable::Crowded);
        }
        match handle.opened().await {
            Ready::Open => Ok(handle),
            Ready::Loading | Ready::Failed => Err(Unvisitable::Failed),
        }
    }

    /// The board's task; a new one when it is not open.
    fn open(&self, board: &BoardId, bounded: bool) -> Result<Handle, Unvisitable> {
        let mut boards = self.lock();
        if boards.is_stopping {
            return Err(Unvisitable::Stopping);
        }
        if let Some(handle) = boards.open.get(board) {
            return Ok(handle.clone());
        }
        let weight: usize = boards.open.values().map(|handle| handle.figures.weight()).sum();
        if bounded && weight >= self.around().memory {
            // Whoever comes next finds the room that idle boards leave.
            for handle in boards.open.values() {
                let asked = handle.inbox.try_send(Message::Evict);
                tracing::trace!(board = %handle.board, asked = asked.is_ok(), "memory is short");
            }
            metrics::counter!("reisbord_refused_total", "what" => "memory").increment(1);
            return Err(Unvisitable::NoMemory);
        }
        let (inbox, messages) = mpsc::channel(INBOX);
        let (ready, is_ready) = watch::channel(Ready::Loading);
        let handle = Handle::new(board.clone(), inbox, is_ready);
        boards.open.insert(board.clone(), handle.clone());
        metrics::gauge!("reisbord_boards_open").set(count(boards.open.len()));
        let figures = Arc::clone(&handle.figures);
        self.0.tasks.spawn(actor::run(self.clone(), board.clone(), messages, ready, figures));
        Ok(handle)
    }

    /// Lets a task leave the registry unless something waits for it. Closes its inbox in the same
    /// moment, so that nothing is put into it unseen.
    fn leave(
        &self,
        board: &BoardId,
        own: &Arc<Figures>,
        inbox: &mut mpsc::Receiver<Message>,
        always: bool,
    ) -> bool {
        let mut boards = self.lock();
        if !always && !inbox.is_empty() {
            return false;
        }
        // The board may have been opened again by another task since.
        let is_own = |handle: &Handle| Arc::ptr_eq(&handle.figures, own);
        if boards.open.get(board).is_some_and(is_own) {
            boards.open.remove(board);
        }
        metrics::gauge!("reisbord_boards_open").set(count(boards.open.len()));
        drop(boards);
        inbox.close();
        true
    }

    /// Hands a message to a board that is open; to nobody when it is not.
    async fn tell(&self, board: &BoardId, message: Message) {
        let handle = self.lock().open.get(board).cloned();
        if let Some(handle) = handle {
            // A task that ended meanwhile has no sessions that this could concern.
            let told: Result<(), Gone> = handle.send(message).await;
            tracing::trace!(%board, told = told.is_ok(), "told a board");
        }
    }

    /// Ends a member's connections.
    pub async fn remove(&self, board: &BoardId, member: MemberId, code: CloseCode) {
        self.tell(board, Message::Tell(Box::new(Input::Remove { member, code }))).await;
    }

    /// Calls a member by another name on a board that is open; a closed one hears it when they come.
    pub async fn rename_member(&self, board: &BoardId, member: MemberId, name: String) {
        self.tell(board, Message::Tell(Box::new(Input::Rename { member, name }))).await;
    }

    /// Gives a member's connections other rights.
    pub async fn set_rights(&self, board: &BoardId, member: MemberId, role: Role, core_team: bool) {
        self.tell(board, Message::Tell(Box::new(Input::Rights { member, role, core_team }))).await;
    }

    /// Closes a board that was deleted.
    pub async fn delete(&self, board: &BoardId) {
        self.tell(board, Message::Forget(CloseCode::NoBoard)).await;
    }

    /// Sends everybody away from boards that begin another history, because somebody beside this server
    /// restored one; whoever returns finds the new one.
    pub async fn notice_histories(&self) -> Result<(), Problem> {
        let open: Vec<(BoardId, Epoch)> = {
            let boards = self.lock();
            let known = |handle: &Handle| Some((handle.board.clone(), handle.figures.epoch()?));
            boards.open.values().filter_map(known).collect()
        };
        if open.is_empty() {
            return Ok(());
        }
        let log = Arc::clone(&self.around().log);
        let ids: Vec<BoardId> = open.iter().map(|(board, _epoch)| board.clone()).collect();
        let now = tokio::task::spawn_blocking(move || log.epochs(&ids)).await;
        let now = now.map_err(|_panic| Problem::internal())??;
        for ((board, known), now) in open.into_iter().zip(now) {
            let code = match now {
                Some(epoch) if epoch == known => continue,
                Some(_other) => CloseCode::OtherEpoch,
                None => CloseCode::NoBoard,
            };
            tracing::info!(%board, "a board has another history and is opened again");
            self.tell(&board, Message::Forget(code)).await;
        }
        Ok(())
    }

    /// Changes a board's title, in the board itself; returns when it is durable.
    pub async fn rename(&self, board: &BoardId, title: String) -> Result<(), Problem> {
        for _try in 0..TRIES {
            let handle = self
                .open(board, false)
                .map_err(|unvisitable| Problem::unavailable(unvisitable.reason()))?;
            let (reply, answer) = oneshot::channel();
            if handle.send(Message::Rename(title.clone(), reply)).await.is_err() {
                continue;
            }
            if let Ok(outcome) = answer.await {
                return outcome.map_err(Problem::invalid);
            }
        }
        Err(Problem::unavailable(Unvisitable::Failed.reason()))
    }

    /// How many boards are open.
    pub fn count(&self) -> usize {
        self.lock().open.len()
    }

    /// Connections on all boards.
    pub fn connections(&self) -> usize {
        self.lock().open.values().map(|handle| handle.figures.connections()).sum()
    }

    /// Tells everybody to come back later, and returns when every board is durable and closed.
    pub async fn drain(&self, millis: u64) {
        let handles: Vec<Handle> = {
            let mut boards = self.lock();
            boards.is_stopping = true;
            boards.open.values().cloned().collect()
        };
        for handle in handles {
            let told: Result<(), Gone> = handle.send(Message::Drain { millis }).await;
            tracing::trace!(board = %handle.board, told = told.is_ok(), "draining");
        }
        self.0.tasks.close();
        self.0.tasks.wait().await;
    }
}

/// A count as a gauge has it.
#[expect(clippy::cast_precision_loss, reason = "nothing here is counted beyond 2^52")]
pub fn count(number: usize) -> f64 {
    number as f64
}
