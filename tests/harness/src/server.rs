//! The real server as a child process, on a port that the system chose, with a data folder that can
//! outlive it: it can be killed without warning and started again.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use serde_json::Value;
use thiserror::Error;
use tokio::io::{AsyncBufReadExt as _, AsyncRead, BufReader};
use tokio::process::{Child, Command};

/// The longest that a start, a stop or a command may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why there is no server to test.
#[derive(Debug, Error)]
pub enum StartError {
    /// The binary was not built.
    #[error("{0} is missing: build it with `cargo build --release --package reisbord`")]
    NoBinary(PathBuf),
    /// It could not be run, or said something else than expected.
    #[error("the server did not start: {0}")]
    Failed(String),
}

/// A running server.
#[derive(Debug)]
pub struct Server {
    child: Child,
    /// `127.0.0.1:<port>`.
    pub address: String,
    data: PathBuf,
}

/// The binary under test: `REISBORD_BIN`, or the one built beside this test.
pub fn binary() -> Result<PathBuf, StartError> {
    let named = std::env::var_os("REISBORD_BIN").map(PathBuf::from);
    let beside = || {
        let test = std::env::current_exe().ok()?;
        Some(test.parent()?.parent()?.join("reisbord"))
    };
    let binary = named.or_else(beside).unwrap_or_else(|| "reisbord".into());
    if binary.exists() { Ok(binary) } else { Err(StartError::NoBinary(binary)) }
}

/// Runs one command of the binary to its end and reads the JSON it prints.
pub async fn command<A: AsRef<OsStr>>(args: &[A]) -> Result<Value, StartError> {
    let mut command = Command::new(binary()?);
    let run = command.args(args).stdin(Stdio::null()).output();
    let output = tokio::time::timeout(PATIENCE, run)
        .await
        .map_err(|_late| StartError::Failed("a command did not end".to_owned()))?
        .map_err(|error| StartError::Failed(error.to_string()))?;
    if !output.status.success() {
        return Err(StartError::Failed(String::from_utf8_lossy(&output.stderr).into_owned()));
    }
    serde_json::from_slice(&output.stdout).map_err(|error| StartError::Failed(error.to_string()))
}

impl Server {
    /// Starts on this data folder, with these flags besides.
    pub async fn start(data: &Path, flags: &[&str]) -> Result<Self, StartError> {
        let mut child = Command::new(binary()?)
            .args(["serve", "--listen", "127.0.0.1:0", "--no-demo", "--data"])
            .arg(data)
            .args(flags)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| StartError::Failed(error.to_string()))?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let (Some(out), Some(err)) = (out, err) else {
            return Err(StartError::Failed("it has no output".to_owned()));
        };
        match tokio::time::timeout(PATIENCE, address_in_either(out, err)).await {
            Ok(Ok(address)) => Ok(Self { child, address, data: data.to_owned() }),
            Ok(Err(said)) => Err(StartError::Failed(said)),
            Err(_late) => Err(StartError::Failed("it never said where it listens".to_owned())),
        }
    }

    /// The process, for its accounting under `/proc`.
    pub fn process(&self) -> Option<u32> {
        self.child.id()
    }

    /// Kills it without warning, as a power cut would as far as the process is concerned.
    pub async fn kill(mut self) {
        if self.child.start_kill().is_ok() {
            self.child.wait().await.ok();
        }
    }

    /// Stops it as an operator does, and waits until it has ended.
    pub async fn stop(mut self) -> Result<(), StartError> {
        let failed = |error: std::io::Error| StartError::Failed(error.to_string());
        let process = self.child.id().unwrap_or_default().to_string();
        Command::new("kill").arg(process).status().await.map_err(failed)?;
        let ended = tokio::time::timeout(PATIENCE, self.child.wait()).await;
        let ended = ended.map_err(|_late| StartError::Failed("it did not stop".to_owned()))?;
        if ended.map_err(failed)?.success() {
            Ok(())
        } else {
            Err(StartError::Failed("it stopped with an error".to_owned()))
        }
    }

    /// Makes a board; gives its id.
    pub async fn board(&self, title: &str, template: &str) -> Result<String, StartError> {
        let data = self.data.to_string_lossy();
        let args = [
            "board",
            "create",
            "--data",
            &data,
            "--title",
            title,
            "--template",
            template,
            "--json",
        ];
        text(&command(&args).await?, "id")
    }

    /// Makes a link to a board; gives its token.
    pub async fn token(&self, board: &str, role: &str) -> Result<String, StartError> {
        let data = self.data.to_string_lossy();
        let args = ["link", "create", "--data", &data, "--board", board, "--role", role, "--json"];
        text(&command(&args).await?, "token")
    }
}

fn text(json: &Value, key: &str) -> Result<String, StartError> {
    let found = json.get(key).and_then(Value::as_str).map(str::to_owned);
    found.ok_or_else(|| StartError::Failed(format!("no {key} in {json}")))
}

/// Waits until one of the streams says where the server listens; when both have ended, what they said. The
/// other one is closed then: a server whose log nobody reads must go on all the same.
async fn address_in_either(
    out: impl AsyncRead + Unpin + Send + 'static,
    err: impl AsyncRead + Unpin + Send + 'static,
) -> Result<String, String> {
    let (out, err) = (address_in(out), address_in(err));
    tokio::pin!(out, err);
    tokio::select! {
        found = &mut out => match found {
            Ok(address) => Ok(address),
            Err(said) => err.await.map_err(|more| said + &more),
        },
        found = &mut err => match found {
            Ok(address) => Ok(address),
            Err(said) => out.await.map_err(|more| said + &more),
        },
    }
}

/// Reads lines until one says where the server listens; goes on reading in the background, because a
/// full pipe would stop the server.
async fn address_in(out: impl AsyncRead + Unpin + Send + 'static) -> Result<String, String> {
    let mut lines = BufReader::new(out).lines();
    let mut said = String::new();
    while let Ok(Some(line)) = lines.next_line().await {
        let after = line.split("http://127.0.0.1:").nth(1);
        let port: Option<String> =
            after.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect());
        if let Some(port) = port.filter(|port| !port.is_empty() && port != "0") {
            tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
            return Ok(format!("127.0.0.1:{port}"));
        }
        said.push_str(&line);
        said.push('\n');
    }
    Err(said)
}
