//! The servers that can be measured, and the doors into their rooms. Each is started fresh for every
//! scenario, with a data folder that goes away with it.

mod reisbord;
mod running;
mod y_sweet;
mod y_websocket;

use std::net::TcpListener;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;

use tokio::net::TcpStream;
use tokio::process::{Child, Command};

use crate::accounting::Process;
use crate::failure::Failure;
use crate::socket::Door;

/// The longest that a server may take to start.
const PATIENCE: Duration = Duration::from_secs(30);
/// Between two looks whether it has.
const LOOK: Duration = Duration::from_millis(20);

/// Which server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// The yardstick.
    YSweet,
    /// The server that most people know.
    YWebsocket,
    /// One that somebody else started.
    Running,
    /// Our own.
    Reisbord,
}

impl Kind {
    /// For the table.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::YSweet => "y-sweet 0.9",
            Self::YWebsocket => "y-websocket 2.1",
            Self::Running => "the given URL",
            Self::Reisbord => "Reisbord",
        }
    }
}

/// How to start a server.
#[derive(Debug, Clone)]
pub(crate) enum Starter {
    /// The binary that the harness finds.
    Reisbord,
    /// The folder with `node_modules`.
    YWebsocket(PathBuf),
    /// The binary.
    YSweet(PathBuf),
    /// A template of addresses, and a process.
    Running(String, Option<u32>),
}

impl Starter {
    /// Which server this starts.
    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Reisbord => Kind::Reisbord,
            Self::YWebsocket(_) => Kind::YWebsocket,
            Self::YSweet(_) => Kind::YSweet,
            Self::Running(..) => Kind::Running,
        }
    }

    /// Starts it.
    pub(crate) async fn start(&self) -> Result<Server, Failure> {
        Ok(match self {
            Self::Reisbord => Server::Reisbord(reisbord::Reisbord::start().await?),
            Self::YWebsocket(folder) => {
                Server::YWebsocket(y_websocket::YWebsocket::start(folder).await?)
            }
            Self::YSweet(binary) => Server::YSweet(y_sweet::YSweet::start(binary).await?),
            Self::Running(template, process) => {
                Server::Running(running::Running::new(template, *process)?)
            }
        })
    }
}

/// A server that runs; it ends when this is dropped.
#[derive(Debug)]
pub(crate) enum Server {
    /// Our own.
    Reisbord(reisbord::Reisbord),
    /// Under Node.
    YWebsocket(y_websocket::YWebsocket),
    /// In Rust.
    YSweet(y_sweet::YSweet),
    /// Somebody else's.
    Running(running::Running),
}

impl Server {
    /// A new room, with a door for each of so many people.
    pub(crate) async fn room(&self, people: usize) -> Result<Vec<Door>, Failure> {
        match self {
            Self::Reisbord(server) => server.room(people).await,
            Self::YWebsocket(server) => Ok(server.room(people)),
            Self::YSweet(server) => server.room(people).await,
            Self::Running(server) => Ok(server.room(people)),
        }
    }

    /// Its process, when that is known.
    pub(crate) fn process(&self) -> Option<Process> {
        match self {
            Self::Reisbord(server) => server.process(),
            Self::YWebsocket(server) => server.0.process(),
            Self::YSweet(server) => server.child.process(),
            Self::Running(server) => server.process,
        }
    }

    /// Our own server, for what only it can do.
    pub(crate) fn into_reisbord(self) -> Option<reisbord::Reisbord> {
        match self {
            Self::Reisbord(server) => Some(server),
            Self::YWebsocket(_) | Self::YSweet(_) | Self::Running(_) => None,
        }
    }
}

/// A peer as a child process on a port of its own.
#[derive(Debug)]
struct Peer {
    child: Child,
    address: String,
}

impl Peer {
    /// Starts a command once a free port is known to it, and waits until it listens.
    async fn start(command: impl FnOnce(u16) -> Command) -> Result<Self, Failure> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut child = command(port)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()?;
        let address = format!("127.0.0.1:{port}");
        let wait = async {
            while TcpStream::connect(&address).await.is_err() {
                if let Some(status) = child.try_wait()? {
                    return Err(Failure(format!("a peer ended at once: {status}")));
                }
                tokio::time::sleep(LOOK).await;
            }
            Ok(())
        };
        let late = |_late| Failure::new("a peer did not start");
        tokio::time::timeout(PATIENCE, wait).await.map_err(late)??;
        Ok(Self { child, address })
    }

    fn process(&self) -> Option<Process> {
        self.child.id().map(Process)
    }
}
