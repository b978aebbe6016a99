//! Somebody with a replica on a real socket, in the y-websocket protocol, written against the
//! protocol's description and not against our server.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use crdt::wire::{self, Flavour, Stock, Sync};
use futures_util::{SinkExt as _, StreamExt as _};
use thiserror::Error;
use tokio::sync::{Notify, mpsc};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::{Error as SocketError, Message};
use yrs::updates::decoder::Decode as _;
use yrs::updates::encoder::Encode as _;
use yrs::{
    Doc, GetString as _, Map as _, MapPrelim, OffsetKind, Options, Out, ReadTxn as _, StateVector,
    TextPrelim, Transact as _, Update,
};

/// The longest that anybody waits for a state.
const PATIENCE: Duration = Duration::from_mins(1);
/// Frames that may wait to be sent: writers are faster than the server for moments only.
const OUTBOX: usize = 4_096;

/// The number of the next replica. Unique in the process, as browsers' are at random.
static NEXT_CLIENT: AtomicU64 = AtomicU64::new(10_000);

/// Why a peer cannot go on.
#[derive(Debug, Error)]
pub enum PeerError {
    /// The server did not let it in: the HTTP status, or 0 when there was none.
    #[error("not let in: {0}")]
    NotLetIn(u16),
    /// A state was not reached in time.
    #[error("waited in vain for {0}")]
    Waited(String),
}

/// What a peer knows, shared with the tasks that read and write its socket.
#[derive(Debug)]
struct Known {
    doc: Doc,
    /// The clock of our own up to which an echo came back.
    echoed: Mutex<u32>,
    status: Mutex<Status>,
    changed: Notify,
}

#[derive(Debug, Default, Clone)]
struct Status {
    synced: bool,
    denied: Option<String>,
    /// The close code, once the socket is closed; 0 for a close without one.
    closed: Option<u16>,
}

/// One connection with its replica.
#[derive(Debug)]
pub struct Peer {
    known: Arc<Known>,
    outbox: mpsc::Sender<Message>,
}

/// A fresh replica, as a browser makes one.
pub fn replica() -> Doc {
    let client = NEXT_CLIENT.fetch_add(1, Ordering::Relaxed);
    let mut options = Options::with_client_id(yrs::ClientID::new(client));
    options.offset_kind = OffsetKind::Utf16;
    Doc::with_options(options)
}

impl Peer {
    /// Connects with a fresh replica; `path` is `/sync/{board}` or longer.
    pub async fn connect(address: &str, path: &str, token: &str) -> Result<Self, PeerError> {
        Self::connect_with(replica(), address, path, token).await
    }

    /// Connects with a replica that may hold something already.
    pub async fn connect_with(
        doc: Doc,
        address: &str,
        path: &str,
        token: &str,
    ) -> Result<Self, PeerError> {
        let mut request = format!("ws://{address}{path}")
            .into_client_request()
            .map_err(|_invalid| PeerError::NotLetIn(0))?;
        if let Ok(protocol) = HeaderValue::from_str(&format!("bearer.{token}")) {
            request.headers_mut().insert("sec-websocket-protocol", protocol);
        }
        let (socket, _) = match tokio_tungstenite::connect_async(request).await {
            Ok(connected) => connected,
            Err(SocketError::Http(response)) => {
                return Err(PeerError::NotLetIn(response.status().as_u16()));
            }
            Err(_other) => return Err(PeerError::NotLetIn(0)),
        };
        let (mut sink, mut stream) = socket.split();
        let (outbox, mut waiting) = mpsc::channel(OUTBOX);
        let known = Arc::new(Known {
            doc,
            echoed: Mutex::new(0),
            status: Mutex::new(Status::default()),
            changed: Notify::new(),
        });
        tokio::spawn(async move {
            while let Some(message) = waiting.recv().await {
                if sink.send(message).await.is_err() {
                    return;
                }
            }
        });
        let peer = Self { known: Arc::clone(&known), outbox: outbox.clone() };
        tokio::spawn(async move {
            let mut closed = 0;
            while let Some(Ok(message)) = stream.next().await {
                match message {
                    Message::Binary(frame) => known.read(frame, &outbox),
                    Message::Close(close) => closed = close.map_or(0, |close| close.code.into()),
                    _ => {}
                }
            }
            lock(&known.status).closed = Some(closed);
            known.changed.notify_waiters();
        });
        peer.send(Flavour::Stock.step_1(&vector(&peer.known.doc))).await;
        Ok(peer)
    }

    /// Sends one binary frame, whatever it is.
    pub async fn send(&self, frame: Bytes) {
        self.outbox.send(Message::Binary(frame)).await.ok();
    }

    /// Sends one message of any kind.
    pub async fn send_message(&self, message: Message) {
        self.outbox.send(message).await.ok();
    }

    /// Adds a sticky and sends the change; gives our own clock after it.
    pub async fn add(&self, id: &str, words: &str) -> u32 {
        let (change, clock) = {
            let stickies = self.known.doc.get_or_insert_map("stickies");
            let mut txn = self.known.doc.transact_mut();
            let sticky = stickies.insert(&mut txn, id, MapPrelim::default());
            sticky.insert(&mut txn, "text", TextPrelim::new(words));
            sticky.insert(&mut txn, "color", "yellow");
            let clock = txn.state_vector().get(&self.known.doc.client_id());
            (txn.encode_update_v1(), clock)
        };
        self.send(Flavour::Stock.update(&change)).await;
        clock
    }

    /// Sets a plain value in a flat root and sends the change.
    pub async fn set(&self, root: &str, key: &str, value: &str) {
        let change = {
            let map = self.known.doc.get_or_insert_map(root);
            let mut txn = self.known.doc.transact_mut();
            map.insert(&mut txn, key, value);
            txn.encode_update_v1()
        };
        self.send(Flavour::Stock.update(&change)).await;
    }

    /// Ids of the stickies this replica holds.
    pub fn stickies(&self) -> Vec<String> {
        let txn = self.known.doc.transact();
        let Some(stickies) = txn.get_map("stickies") else { return Vec::new() };
        let maps = stickies.iter(&txn).filter(|(_, out)| matches!(out, Out::YMap(_)));
        let mut ids: Vec<String> = maps.map(|(id, _)| id.to_owned()).collect();
        ids.sort();
        ids
    }

    /// The words of a sticky.
    pub fn words(&self, id: &str) -> Option<String> {
        let txn = self.known.doc.transact();
        let Some(Out::YMap(sticky)) = txn.get_map("stickies")?.get(&txn, id) else { return None };
        let Some(Out::YText(text)) = sticky.get(&txn, "text") else { return None };
        Some(text.get_string(&txn))
    }

    /// Whether a flat root has a key.
    pub fn has(&self, root: &str, key: &str) -> bool {
        let txn = self.known.doc.transact();
        txn.get_map(root).is_some_and(|map| map.contains_key(&txn, key))
    }

    /// How much of every replica this one has been shown.
    pub fn clocks(&self) -> BTreeMap<u64, u32> {
        let vector = self.known.doc.transact().state_vector();
        vector.iter().map(|(client, clock)| (client.get(), *clock)).collect()
    }

    /// The number of this replica.
    pub fn client(&self) -> u64 {
        self.known.doc.client_id().get()
    }

    /// Our own clock up to which the server has said that it is on disk.
    pub fn acknowledged(&self) -> u32 {
        *lock(&self.known.echoed)
    }

    /// What the server said against our edits.
    pub fn denied(&self) -> Option<String> {
        lock(&self.known.status).denied.clone()
    }

    /// The close code, once the connection has ended.
    pub fn closed(&self) -> Option<u16> {
        lock(&self.known.status).closed
    }

    /// Whether the first step 2 came.
    pub fn is_synced(&self) -> bool {
        lock(&self.known.status).synced
    }

    /// Waits until a state is reached; `what` names it in the error.
    pub async fn until(
        &self,
        what: &str,
        reached: impl Fn(&Self) -> bool,
    ) -> Result<(), PeerError> {
        let wait = async {
            loop {
                let changed = self.known.changed.notified();
                if reached(self) {
                    return;
                }
                changed.await;
            }
        };
        let late = tokio::time::timeout(PATIENCE, wait).await.is_err();
        if late { Err(PeerError::Waited(format!("{what}; {self:?}"))) } else { Ok(()) }
    }
}

impl Known {
    fn read(&self, frame: Bytes, outbox: &mpsc::Sender<Message>) {
        if frame.first() == Some(&2) {
            let reason = String::from_utf8_lossy(frame.get(3..).unwrap_or_default()).into_owned();
            lock(&self.status).denied = Some(reason);
        } else if let Ok(messages) = wire::decode_stock(frame) {
            for message in messages {
                if let Stock::Sync(sync) = message {
                    self.sync(sync, outbox);
                }
            }
        }
        self.changed.notify_waiters();
    }

    fn sync(&self, sync: Sync, outbox: &mpsc::Sender<Message>) {
        match sync {
            Sync::Step1(theirs) => {
                let Ok(theirs) = StateVector::decode_v1(&theirs) else { return };
                let answer = self.doc.transact().encode_diff_v1(&theirs);
                outbox.try_send(Message::Binary(Flavour::Stock.step_2(&answer))).ok();
            }
            Sync::Step2(update) => {
                self.merge(&update);
                lock(&self.status).synced = true;
            }
            Sync::Update(update) => {
                if let Some(reach) = self.merge(&update) {
                    let mut echoed = lock(&self.echoed);
                    *echoed = reach.max(*echoed);
                }
            }
        }
    }

    /// Applies an update; gives the clock up to which it holds our own work, 0 for none.
    fn merge(&self, update: &[u8]) -> Option<u32> {
        let update = Update::decode_v1(update).ok()?;
        let brought = update.insertions(true);
        let own = self.doc.client_id();
        let ranges = brought.iter().find(|(client, _)| **client == own);
        let reach = ranges.and_then(|(_, ranges)| ranges.iter().map(|range| range.end).max());
        self.doc.transact_mut().apply_update(update).ok()?;
        Some(reach.unwrap_or(0))
    }
}

fn vector(doc: &Doc) -> Vec<u8> {
    doc.transact().state_vector().encode_v1()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
