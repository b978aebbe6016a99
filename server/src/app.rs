//! How the parts meet: one store, one committer, the open boards, and the doors to them.

use std::io::Write as _;
use std::net::SocketAddr;
use std::ops::Deref;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use crdt::ids::Millis;
use crdt::replica::{Replica, Stored};
use crdt::room::Room;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::accounts::token::Token;
use crate::accounts::{AccountError, boards, links};
use crate::config::{PublicUrl, Serve};
use crate::error::Problem;
use crate::http::assets::Client;
use crate::http::limiter::Limiter;
use crate::listen::strangers::{STRANGERS, Strangers};
use crate::pace::Pace;
use crate::rooms::{Around, Rooms, Step};
use crate::store::committer::Committer;
use crate::store::compaction::Compactor;
use crate::store::sqlite::{Folder, Sqlite, Use};
use crate::store::{Book, Grant, Kept, Log, StoreError, Versions};
use crate::versions::Keeper;
use crate::{chance, clock, http, listen, metrics, shutdown};

/// Where `serve` leaves the address for commands.
pub const PUBLIC_URL: &str = "public_url";

/// How often open boards are compared with their history on disk, which a command may have changed.
const LOOK: Duration = Duration::from_secs(1);
/// How often the house is kept.
const EVERY_DAY: Duration = Duration::from_hours(24);
/// Bytes that brought a room down are kept for so long: enough to find out why, and no longer, for they
/// may be somebody's words.
const QUARANTINE_MILLIS: u64 = 30 * 24 * 60 * 60 * 1_000;

/// Where everything is kept.
#[derive(Debug, Clone)]
pub struct Stores {
    /// The log of every board.
    pub log: Arc<dyn Log>,
    /// Boards, links, sessions and members.
    pub book: Arc<dyn Book>,
    /// Versions of boards.
    pub versions: Arc<dyn Versions>,
}

impl<S: Log + Book + Versions + 'static> From<Arc<S>> for Stores {
    fn from(store: Arc<S>) -> Self {
        Self { log: store.clone(), book: store.clone(), versions: store }
    }
}

/// What a test may want otherwise than an operator.
#[derive(Debug, Clone, Copy)]
pub struct Habits {
    /// How long the server waits for what.
    pub pace: Pace,
    /// How a room takes a step.
    pub step: Step,
}

impl Default for Habits {
    fn default() -> Self {
        Self { pace: Pace::default(), step: Room::step }
    }
}

/// Everything that a request may need. Clones are the same.
#[derive(Debug, Clone)]
pub struct App(Arc<Parts>);

/// What [`App`] holds.
#[derive(Debug)]
pub struct Parts {
    /// The settings.
    pub config: Serve,
    /// The address that people type.
    pub public_url: PublicUrl,
    /// The log.
    pub log: Arc<dyn Log>,
    /// Boards, links, sessions and members.
    pub accounts: Arc<dyn Book>,
    /// Versions of boards.
    pub versions: Arc<dyn Versions>,
    /// What takes them.
    pub keeper: Keeper,
    /// Where appends go.
    pub committer: Committer,
    /// Where compaction goes.
    pub compactor: Compactor,
    /// The open boards.
    pub rooms: Rooms,
    /// The page.
    pub client: Client,
    /// How long it waits for what.
    pub pace: Pace,
    /// Who tries to sign in how often.
    pub limiter: Limiter,
    stopping: CancellationToken,
}

impl Deref for App {
    type Target = Parts;
    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl App {
    /// Puts the parts together.
    pub fn new(
        config: Serve,
        public_url: PublicUrl,
        stores: Stores,
        habits: Habits,
    ) -> std::io::Result<Self> {
        let Stores { log, book: accounts, versions } = stores;
        let Habits { pace, step } = habits;
        let compactor = Compactor::start(Arc::clone(&log), encode)?;
        let committer = Committer::start(Arc::clone(&log), compactor.clone(), pace)?;
        let (log_of_keeper, kept) = (Arc::clone(&log), Arc::clone(&versions));
        let keeper = Keeper::new(log_of_keeper, kept, encode, config.keep_versions);
        let rooms = Rooms::new(Around {
            log: Arc::clone(&log),
            book: Arc::clone(&accounts),
            committer: committer.clone(),
            compactor: compactor.clone(),
            keeper: keeper.clone(),
            pace,
            step,
            memory: config.board_memory.saturating_mul(1024 * 1024),
            connections: config.connections_per_board,
        });
        let client = Client::new(&config).map_err(std::io::Error::other)?;
        let (limiter, stopping) = (Limiter::default(), CancellationToken::new());
        Ok(Self(Arc::new(Parts {
            config,
            public_url,
            log,
            accounts,
            versions,
            keeper,
            committer,
            compactor,
            rooms,
            client,
            pace,
            limiter,
            stopping,
        })))
    }

    /// Asks the book, on a thread that may block.
    pub async fn book<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Book) -> Result<T, AccountError> + Send + 'static,
    ) -> Result<T, Problem> {
        self.blocking(move |app| work(app.accounts.as_ref())).await
    }

    /// Does something on a thread that may block.
    pub async fn blocking<T: Send + 'static, E: Into<Problem> + Send + 'static>(
        &self,
        work: impl FnOnce(&Self) -> Result<T, E> + Send + 'static,
    ) -> Result<T, Problem> {
        let app = self.clone();
        let done = tokio::task::spawn_blocking(move || {
            let outcome = work(&app);
            // It may have written, and what the committer does not write makes the log grow as well.
            app.compactor.committed();
            outcome
        });
        match done.await {
            Ok(outcome) => outcome.map_err(Into::into),
            Err(_panic) => Err(Problem::internal()),
        }
    }

    /// Whether the server is on its way out.
    pub fn is_stopping(&self) -> bool {
        self.stopping.is_cancelled()
    }

    /// Serves on a listener until [`Self::stop`]; then finishes everything. False when something was
    /// still not durable.
    pub async fn serve(&self, listener: TcpListener) -> bool {
        let base = self.config.base().to_owned();
        let housekeeping = tokio::spawn(self.clone().keep_house());
        let looking = tokio::spawn(self.clone().look_for_histories());
        let (router, strangers) = (http::router(self), Strangers::new(STRANGERS));
        listen::serve(listener, router, &base, strangers, self.stopping.clone()).await;
        housekeeping.abort();
        looking.abort();
        shutdown::finish(self).await
    }

    /// Notices boards that a command restored.
    async fn look_for_histories(self) {
        loop {
            tokio::time::sleep(LOOK).await;
            if let Err(problem) = self.rooms.notice_histories().await {
                tracing::warn!(?problem, "the histories of open boards could not be compared");
            }
        }
    }

    /// Lets go, now and every day, of what was kept long enough.
    async fn keep_house(self) {
        loop {
            match self.blocking(Self::let_go).await {
                Ok(0) => {}
                Ok(gone) => {
                    tracing::info!(gone, "old versions of boards and old quarantined bytes went");
                    self.erase_from_disk().await;
                }
                Err(problem) => tracing::warn!(?problem, "what was kept long enough goes later"),
            }
            tokio::time::sleep(EVERY_DAY).await;
        }
    }

    fn let_go(&self) -> Result<usize, StoreError> {
        let now = clock::now();
        let quarantined =
            self.log.thin_quarantine(Millis(now.0.saturating_sub(QUARANTINE_MILLIS)))?;
        Ok(quarantined + self.keeper.thin(now)?)
    }

    /// Overwrites on disk what was deleted.
    pub async fn erase_from_disk(&self) {
        if let Err(problem) = self.blocking(|app| app.log.settle(true)).await {
            tracing::warn!(?problem, "what was deleted leaves the disk later");
        }
    }

    /// Begins to stop.
    pub fn stop(&self) {
        self.stopping.cancel();
    }
}

/// A document's snapshot: what a fresh load of it writes.
fn encode(kept: &Kept) -> Result<Bytes, String> {
    let snapshot = kept.snapshot.as_ref().map(|(_seq, bytes)| bytes.clone());
    let log = kept.log.iter().map(|(_seq, bytes)| bytes.clone()).collect();
    let replica = Replica::open(chance::client(), &Stored { snapshot, log });
    replica.and_then(|replica| replica.encode()).map_err(|tainted| tainted.to_string())
}

/// `reisbord serve`: runs until a signal. An error is one line for people.
pub async fn run(config: Serve) -> Result<(), String> {
    // Before anything is made: the first link is shown once.
    Client::check(&config)?;
    let folder = Folder::open(&config.data, Use::Serve).map_err(|error| error.to_string())?;
    let store = Arc::new(Sqlite::open(folder).map_err(|error| error.to_string())?);
    let listener = bind(config.listen).await?;
    // Without somebody who reads them, figures would only pile up.
    let figures = match config.metrics_listen {
        Some(address) => Some((bind(address).await?, metrics::start()?)),
        None => None,
    };
    let listening = listener.local_addr().map_err(|error| error.to_string())?;
    let public_url = config.address(listening);
    let greeting = first_start(store.as_ref(), &config, &public_url)
        .map_err(|error| format!("data folder {}: {error}", config.data.display()))?;
    let app = App::new(config, public_url, store.into(), Habits::default())
        .map_err(|error| error.to_string())?;
    if let Some((listener, figures)) = figures {
        let (rooms, stopping) = (app.rooms.clone(), app.stopping.clone());
        tokio::spawn(metrics::serve(listener, figures, rooms, stopping));
    }
    say(&greeting).map_err(|error| format!("standard output: {error}"))?;
    let stopper = app.clone();
    tokio::spawn(async move {
        match shutdown::asked().await {
            Ok(()) => tracing::info!("stopping; a second signal stops at once"),
            Err(error) => tracing::error!(%error, "signals cannot be heard"),
        }
        stopper.stop();
    });
    let clean = tokio::select! {
        clean = app.serve(listener) => clean,
        () = second_signal(&app) => return Err("stopped at once by a second signal".to_owned()),
    };
    if clean { Ok(()) } else { Err("stopped before everything was on disk".to_owned()) }
}

async fn second_signal(app: &App) {
    app.stopping.cancelled().await;
    if shutdown::asked().await.is_err() {
        std::future::pending::<()>().await;
    }
}

async fn bind(address: SocketAddr) -> Result<TcpListener, String> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|error| format!("cannot listen on {address}: {error}"))
}

/// Leaves the address for commands and, on an empty folder, makes the first link and the demonstrations.
fn first_start(
    book: &dyn Book,
    config: &Serve,
    public_url: &PublicUrl,
) -> Result<String, AccountError> {
    let now = clock::now();
    let is_first = book.setting(PUBLIC_URL)?.is_none();
    if is_first && !config.no_demo && book.boards()?.is_empty() {
        boards::create_demos(book, now)?;
    }
    let mut greeting = format!("Reisbord listens on {public_url}\n");
    if is_first && book.count_instance_links()? == 0 {
        let (_link, token) = links::create(book, Grant::Instance, now, None)?;
        greeting += "Open this once to sign in as beheer:\n\n";
        greeting += &format_link(public_url, &token);
    }
    book.set_setting(PUBLIC_URL, &public_url.to_string())?;
    Ok(greeting)
}

fn format_link(public_url: &PublicUrl, token: &Token) -> String {
    format!("  {public_url}/join#{}\n\n", token.reveal())
}

fn say(text: &str) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
