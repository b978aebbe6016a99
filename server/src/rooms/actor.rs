//! The task of one open board: the only place where a board meets concurrency.
//!
//! It feeds the pure room and performs what the room asks for, in one loop. A room that panics or gives
//! up is dropped; the board is read again from its log and everybody joins the new one, in a new
//! generation, so that what was sent to the old one is ignored.

mod culprits;
mod effects;
mod life;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crdt::ids::{BoardId, Document, Millis, Seq, SessionId};
use crdt::room::session::Join;
use crdt::room::{Effect, Input, Room};
use crdt::wire::CloseCode;
use tokio::sync::{mpsc, oneshot, watch};

use culprits::Culprits;

use super::handle::{Figures, Message, Ready};
use super::outlet::{Outlet, UNKNOWN};
use super::{Around, Rooms, Unvisitable};
use crate::clock;
use crate::store::committer::{Health, Progress, Report};

/// Messages that are taken in one go before their effects are performed.
const BATCH: usize = 64;

/// Somebody who is there, with what is needed to join them again.
#[derive(Debug)]
struct Seat {
    join: Join,
    outlet: Arc<Outlet>,
    /// The room has closed it; only its socket is still here.
    is_closed: bool,
    /// The opening of the board that it came into.
    came_in: u64,
}

/// Whether the task goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Live,
    End,
}

/// A board that is open.
#[derive(Debug)]
struct Actor {
    rooms: Rooms,
    board: BoardId,
    figures: Arc<Figures>,
    room: Room,
    generation: u64,
    report: Report,
    progress: watch::Receiver<Progress>,
    stored: Seq,
    seats: BTreeMap<SessionId, Seat>,
    effects: Vec<Effect>,
    wake_at: Option<Millis>,
    /// Since when nobody is here.
    empty_since: Millis,
    /// When a version is due, because something visible changed since the last one.
    version_at: Option<Millis>,
    told_failing: bool,
    touched: BTreeSet<Document>,
    tickets: BTreeMap<u64, oneshot::Sender<Result<(), String>>>,
    next_ticket: u64,
    /// The session whose frame is being stepped: to blame when the room panics.
    stepping: Option<SessionId>,
    culprits: Culprits,
    /// When the server stops: until when everybody may still finish.
    draining_until: Option<Millis>,
}

/// Opens a board and serves it until nobody needs it.
pub(super) async fn run(
    rooms: Rooms,
    board: BoardId,
    mut inbox: mpsc::Receiver<Message>,
    ready: watch::Sender<Ready>,
    figures: Arc<Figures>,
) {
    let opened = life::open(rooms.around().clone(), board.clone()).await;
    let opened = match opened {
        Ok(opened) => opened,
        Err(why) => {
            tracing::error!(%board, %why, "a board could not be opened");
            metrics::counter!("reisbord_open_failures_total").increment(1);
            rooms.leave(&board, &figures, &mut inbox, true);
            life::turn_away(&mut inbox);
            ready.send_replace(Ready::Failed);
            return;
        }
    };
    let mut actor = Actor::new(rooms, board, figures, opened);
    ready.send_replace(Ready::Open);
    actor.serve(&mut inbox).await;
}

impl Actor {
    fn around(&self) -> Around {
        self.rooms.around().clone()
    }

    async fn serve(&mut self, inbox: &mut mpsc::Receiver<Message>) {
        let committer = self.around().committer;
        let mut full = committer.is_full();
        let mut health = committer.health();
        let mut batch = Vec::with_capacity(BATCH);
        // One alarm, set again only when it moves: most messages leave it where it was.
        let alarm = rest(None);
        tokio::pin!(alarm);
        let mut set_for = None;
        loop {
            let due = self.due();
            if due != set_for {
                alarm.set(rest(due));
                set_for = due;
            }
            let is_full = *full.borrow_and_update();
            let fate = tokio::select! {
                changed = self.progress.changed() => match changed {
                    Ok(()) => self.progressed().await,
                    Err(_closed) => Fate::End,
                },
                changed = health.changed() => {
                    let health = *health.borrow_and_update();
                    changed.map_or(Fate::End, |()| Fate::Live).and(self.heard_of(health).await)
                }
                changed = full.changed(), if is_full => changed.map_or(Fate::End, |()| Fate::Live),
                count = inbox.recv_many(&mut batch, BATCH), if !is_full => {
                    if count == 0 { Fate::End } else { self.take(&mut batch).await }
                }
                () = &mut alarm => {
                    alarm.set(rest(None));
                    set_for = None;
                    self.ring(inbox).await
                }
            };
            if fate == Fate::End {
                break;
            }
            if self.is_drained() {
                break;
            }
            self.figures.set(self.seats.len(), self.room.weight());
        }
        self.farewell(inbox);
    }

    /// When the next thing is due that nobody has to ask for.
    fn due(&self) -> Option<Millis> {
        [self.wake_at, self.version_at, self.unload_at()].into_iter().flatten().min()
    }

    /// Does what is due, one thing at a time.
    async fn ring(&mut self, inbox: &mut mpsc::Receiver<Message>) -> Fate {
        let now = clock::now();
        let is_due = |at: Option<Millis>| at.is_some_and(|at| at <= now);
        if is_due(self.wake_at) {
            self.wake_at = None;
            self.step(Input::Wake).await
        } else if is_due(self.version_at) {
            self.take_version()
        } else if is_due(self.unload_at()) {
            self.unload(inbox)
        } else {
            Fate::Live
        }
    }

    async fn progressed(&mut self) -> Fate {
        let progress = *self.progress.borrow_and_update();
        if progress.refused {
            return self.reload("the store refused a record").await;
        }
        self.stored = progress.stored.max(self.stored);
        self.step(Input::Stored { seq: self.stored }).await
    }

    async fn heard_of(&mut self, health: Health) -> Fate {
        let failing = health != Health::Well;
        if std::mem::replace(&mut self.told_failing, failing) == failing {
            return Fate::Live;
        }
        self.step(if failing { Input::StoreFailed } else { Input::StoreBack }).await
    }

    async fn take(&mut self, batch: &mut Vec<Message>) -> Fate {
        let mut fate = Fate::Live;
        for message in batch.drain(..) {
            fate = fate.and(self.message(message).await);
        }
        fate
    }

    async fn message(&mut self, message: Message) -> Fate {
        match message {
            Message::Join(join, outlet) => self.join(*join, outlet).await,
            Message::Frame { session, generation, bytes, share } => {
                let fate = if self.is_current(session, generation) {
                    metrics::counter!("reisbord_frames_total").increment(1);
                    self.stepping = Some(session);
                    self.step(Input::Frame { session, bytes }).await
                } else {
                    Fate::Live
                };
                self.stepping = None;
                drop(share);
                fate
            }
            Message::Drained { session, generation, missed } if generation == self.generation => {
                self.step(Input::Drained { session, missed }).await
            }
            Message::Drained { .. } => Fate::Live,
            Message::Leave(session) => {
                if self.seats.remove(&session).is_some() && self.seats.is_empty() {
                    self.empty_since = clock::now();
                }
                self.step(Input::Leave { session }).await
            }
            Message::Tell(input) => {
                self.remember(&input);
                self.step(*input).await
            }
            Message::Rename(title, reply) => self.rename(title, reply).await,
            Message::Forget(code) => {
                self.close_everybody(code, "this board is not what it was");
                Fate::End
            }
            Message::Drain { millis } => {
                self.draining_until = Some(clock::now().plus(life::DRAIN_MILLIS));
                self.step(Input::Drain { millis }).await
            }
            Message::Evict => {
                self.empty_since = Millis(0);
                Fate::Live
            }
        }
    }

    async fn join(&mut self, join: Join, outlet: Arc<Outlet>) -> Fate {
        // Whoever came to the door at the same moment saw the same room for one more.
        if self.seats.len() >= self.rooms.around().connections {
            outlet.close(CloseCode::TryLater, Unvisitable::Crowded.reason());
            return Fate::Live;
        }
        if self.culprits.keep_out(&join.member, clock::now()) {
            outlet.close(CloseCode::TooFast, "what you sent stopped this board; try again later");
            return Fate::Live;
        }
        outlet.restart(self.generation);
        let seat = Seat { join: join.clone(), outlet, is_closed: false, came_in: self.generation };
        self.seats.insert(join.session, seat);
        self.step(Input::Join(join)).await
    }

    /// Whether a frame was read in this opening of the board. A socket that reads before its join was
    /// taken knows no opening yet; its frames stand behind the join and belong to the same one.
    fn is_current(&self, session: SessionId, generation: u64) -> bool {
        let Some(seat) = self.seats.get(&session) else { return false };
        let read_in = if generation == UNKNOWN { seat.came_in } else { generation };
        read_in == self.generation
    }

    /// Keeps the seats as they must be when everybody joins again.
    fn remember(&mut self, input: &Input) {
        if let Input::Rights { member, role, core_team } = input {
            for seat in self.seats.values_mut().filter(|seat| seat.join.member == *member) {
                seat.join.role = *role;
                seat.join.core_team = *core_team;
            }
        }
    }

    async fn rename(&mut self, title: String, reply: oneshot::Sender<Result<(), String>>) -> Fate {
        let ticket = self.next_ticket;
        self.next_ticket += 1;
        self.tickets.insert(ticket, reply);
        let edit = crdt::edit::Edit::SetFlat {
            document: "frame".to_owned(),
            root: "meta".to_owned(),
            key: "title".to_owned(),
            value: title.into(),
        };
        self.step(Input::Edits { ticket, edits: vec![edit] }).await
    }
}

impl Fate {
    /// Ends when either ends.
    fn and(self, other: Self) -> Self {
        if self == Self::End { Self::End } else { other }
    }
}

/// Sleeps until a moment; forever without one.
async fn rest(until: Option<Millis>) {
    match until {
        Some(until) => tokio::time::sleep(clock::until(until)).await,
        None => std::future::pending().await,
    }
}
