//! Somebody on a board: a socket that speaks just enough of the y-websocket protocol to be taken for
//! a client, and writes what arrives into the ledger. It has no replica.

use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;

use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::clock::Stopwatch;
use crate::failure::Failure;
use crate::ledger::Ledger;
use crate::socket::{self, Door, Ears, Mouth, message};

/// The longest that anybody waits to be given the board.
const PATIENCE: Duration = Duration::from_secs(30);

/// An empty state vector: please send me everything.
const ASK: &[u8] = &[0, 0, 1, 0];
/// I have nothing that you miss.
const NOTHING: &[u8] = &[0, 1, 2, 0, 0];

/// What is known of a person.
#[derive(Debug, Default)]
struct Known {
    /// Bytes of the answer to the question, once it came.
    synced: Cell<Option<usize>>,
    /// The close code, once the socket ended.
    ended: Cell<Option<u16>>,
    changed: Notify,
}

/// Somebody on a board.
#[derive(Debug)]
pub(crate) struct Person {
    /// To say things.
    pub(crate) mouth: Mouth,
    known: Rc<Known>,
    ears: JoinHandle<()>,
    /// How long it took from knocking to having the board.
    pub(crate) took: Duration,
}

impl Person {
    /// Comes in and waits for the board; what arrives is heard as this person of the ledger.
    pub(crate) async fn join(
        door: &Door,
        number: usize,
        ledger: &Rc<Ledger>,
    ) -> Result<Self, Failure> {
        let start = Stopwatch::start();
        let (mouth, ears) = socket::open(door, None).await?;
        let known = Rc::new(Known::default());
        let listening = listen(ears, mouth.clone(), Rc::clone(&known), number, Rc::clone(ledger));
        let ears = tokio::task::spawn_local(listening);
        let mut person = Self { mouth, known, ears, took: Duration::ZERO };
        person.mouth.say(&message(ASK)).await?;
        person.until_synced().await?;
        person.took = start.elapsed();
        Ok(person)
    }

    async fn until_synced(&self) -> Result<(), Failure> {
        let wait = async {
            loop {
                let changed = self.known.changed.notified();
                match (self.known.synced.get(), self.known.ended.get()) {
                    (Some(_), _) => return Ok(()),
                    (None, Some(code)) => return Err(Failure(format!("closed with {code}"))),
                    (None, None) => changed.await,
                }
            }
        };
        let late = |_late| Failure::new("the board did not come in time");
        tokio::time::timeout(PATIENCE, wait).await.map_err(late)?
    }

    /// Bytes of the board as it was given.
    pub(crate) fn given(&self) -> usize {
        self.known.synced.get().unwrap_or(0)
    }

    /// The close code, when the socket ended.
    pub(crate) fn ended(&self) -> Option<u16> {
        self.known.ended.get()
    }
}

impl Drop for Person {
    fn drop(&mut self) {
        self.ears.abort();
    }
}

async fn listen(ears: Ears, mouth: Mouth, known: Rc<Known>, number: usize, ledger: Rc<Ledger>) {
    let code = ears.listen(|frame| {
        match frame {
            [0, 0, ..] => {
                let mouth = mouth.clone();
                drop(tokio::task::spawn_local(async move {
                    mouth.say(&message(NOTHING)).await.ok();
                }));
            }
            [0, 1, ..] if known.synced.get().is_none() => {
                known.synced.set(Some(frame.len()));
                known.changed.notify_waiters();
            }
            _ => {}
        }
        ledger.hears(number, frame);
    });
    known.ended.set(Some(code.await));
    known.changed.notify_waiters();
}
