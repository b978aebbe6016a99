//! Disks in trouble, under the real server: full, read-only, held by another program, damaged. Nothing
//! acknowledged is lost, nothing is acknowledged that could be, the server goes on by itself when the
//! trouble ends, and damage is said, never shown as an emptier board.
//!
//! A full and a read-only disk are small file systems of memory, for which the tests need to be root. Where
//! they are not, the disk is full by the bound that the system sets on the size of a file, and the folder
//! is read-only by its mode.

use std::fs;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use harness::peer::{Peer, PeerError};
use harness::server::{Server, StartError, command};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::{Outcome, board_with, expect};

type Failure = Box<dyn std::error::Error>;

/// Room on the small disk: a board and a few thousand stickies.
const DISK_MIB: u64 = 6;
const PATIENCE: Duration = Duration::from_mins(1);

/// A disk of its own for one test.
#[derive(Debug)]
struct Disk {
    folder: TempDir,
    /// It is a file system of memory; otherwise only files are bounded.
    mounted: bool,
}

fn run(program: &str, args: &[&str]) -> bool {
    let mut command = Command::new(program);
    let run = command.args(args).stdin(Stdio::null()).stderr(Stdio::null()).status();
    run.is_ok_and(|status| status.success())
}

impl Disk {
    fn small() -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let at = folder.path().to_string_lossy().into_owned();
        let size = format!("size={DISK_MIB}m,mode=0700");
        let mounted = run("mount", &["-t", "tmpfs", "-o", &size, "reisbord-test", &at]);
        Ok(Self { folder, mounted })
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn filler(&self) -> PathBuf {
        self.path().join("filler")
    }

    /// Takes all the room there is, as another program's log would.
    fn fill(&self, server: &Server) -> Outcome {
        if self.mounted {
            let mut filler = fs::File::create(self.filler())?;
            // It ends with the error that is wanted here.
            while filler.write_all(&[0; 4096]).is_ok() {}
            return Ok(());
        }
        let process = server.process().ok_or("the server has ended")?.to_string();
        let full = run("prlimit", &["--pid", &process, "--fsize=4096:unlimited"]);
        expect("a bound on files", &full, &true)
    }

    fn let_write(&self, may_write: bool) -> Outcome {
        let at = self.path().to_string_lossy().into_owned();
        let done = if self.mounted {
            let mode = if may_write { "remount,rw" } else { "remount,ro" };
            run("mount", &["-o", mode, &at])
        } else {
            run("chmod", &["-R", if may_write { "u+w" } else { "u-w" }, &at])
        };
        expect("the mode of the disk", &done, &true)
    }

    fn free(&self, server: &Server) -> Outcome {
        if self.mounted {
            return Ok(fs::remove_file(self.filler())?);
        }
        let process = server.process().ok_or("the server has ended")?.to_string();
        let free = run("prlimit", &["--pid", &process, "--fsize=unlimited:unlimited"]);
        expect("no bound on files", &free, &true)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        if self.mounted {
            run("umount", &["--lazy", &self.path().to_string_lossy()]);
        }
    }
}

async fn status(address: &str, path: &str) -> Result<u16, Failure> {
    let mut socket = TcpStream::connect(address).await?;
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let code = answer.split_whitespace().nth(1).and_then(|code| code.parse().ok());
    Ok(code.ok_or("no answer")?)
}

/// Waits until the server says this of itself.
async fn until_ready(address: &str, wanted: u16) -> Outcome {
    let asked = async {
        while status(address, "/readyz").await? != wanted {
            tokio::task::yield_now().await;
        }
        Ok(())
    };
    tokio::time::timeout(PATIENCE, asked).await.map_err(|_late| format!("never {wanted}"))?
}

async fn newcomer(server: &Server, path: &str, token: &str) -> Result<Peer, PeerError> {
    let peer = Peer::connect(&server.address, path, token).await?;
    peer.until("the board", |peer| peer.is_synced() || peer.closed().is_some()).await?;
    Ok(peer)
}

/// Adds stickies and waits until they are acknowledged.
async fn write(peer: &Peer, name: &str, count: usize) -> Outcome {
    for nth in 0..count {
        let clock = peer.add(&format!("{name}-{nth:03}"), "een zin van vijf woorden").await;
        peer.until("the acknowledgement", |peer| peer.acknowledged() >= clock).await?;
    }
    Ok(())
}

async fn verify(data: &Path) -> Result<(), StartError> {
    command(&["verify", "--data", &data.to_string_lossy(), "--json"]).await.map(drop)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_loses_nothing_and_is_no_reason_to_stop() -> Outcome {
    let disk = Disk::small()?;
    let data = disk.path().join("data");
    let server = Server::start(&data, &[]).await?;
    let (board, token) = board_with(&server, "participant").await?;
    let path = format!("/sync/{board}");
    let anna = newcomer(&server, &path, &token).await?;
    let bert = newcomer(&server, &path, &token).await?;
    write(&anna, "voor", 10).await?;
    disk.fill(&server)?;
    // The last room inside the files is used up first; then nothing is acknowledged any more.
    let long = "lang ".repeat(300);
    let mut clock = 0;
    let (mut written, mut full) = (0, false);
    while !full {
        clock = anna.add(&format!("tijdens-{written:04}"), &long).await;
        written += 1;
        let is_acknowledged = anna.until("a word", |peer| peer.acknowledged() >= clock);
        tokio::select! {
            acknowledged = is_acknowledged => acknowledged?,
            failing = until_ready(&server.address, 503) => { failing?; full = true; }
        }
        assert!(written < 5_000, "the disk does not fill");
    }
    let promised = anna.acknowledged();
    assert!(promised < clock, "nothing is acknowledged that is not on disk");
    let seen = bert.clocks().get(&anna.client()).copied().unwrap_or(0);
    assert!(seen <= promised, "others see only what is on disk");
    disk.free(&server)?;
    anna.until("the acknowledgement", |peer| peer.acknowledged() >= clock).await?;
    until_ready(&server.address, 200).await?;
    bert.until("everything", |peer| peer.stickies().len() == 10 + written).await?;
    // And once more, with a cut of the power while it is full.
    disk.fill(&server)?;
    let mut late = 0;
    while status(&server.address, "/readyz").await? == 200 {
        if anna.acknowledged() >= clock {
            late += 1;
            clock = anna.add(&format!("laat-{late:04}"), &long).await;
        }
        assert!(late < 5_000, "the disk does not fill");
    }
    let promised = anna.acknowledged();
    server.kill().await;
    if disk.mounted {
        fs::remove_file(disk.filler())?;
    }
    verify(&data).await?;
    let server = Server::start(&data, &[]).await?;
    let fresh = newcomer(&server, &path, &token).await?;
    let kept = fresh.clocks().get(&anna.client()).copied().unwrap_or(0);
    assert!(kept >= promised, "{kept} of {promised} acknowledged");
    assert!(clock > 0 && fresh.stickies().len() >= 10 + written);
    server.kill().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_read_only_folder_is_refused_in_words() -> Outcome {
    let disk = Disk::small()?;
    let server = Server::start(disk.path(), &[]).await?;
    let (board, token) = board_with(&server, "participant").await?;
    let path = format!("/sync/{board}");
    write(&newcomer(&server, &path, &token).await?, "een", 3).await?;
    server.stop().await?;
    let at = disk.path().to_string_lossy().into_owned();
    disk.let_write(false)?;
    let Err(StartError::Failed(said)) = Server::start(disk.path(), &[]).await else {
        return Err(
            "a server runs on a read-only folder; as root this needs the right to mount".into()
        );
    };
    assert!(said.contains(&at), "it does not name the folder: {said}");
    let why = said.to_lowercase();
    assert!(why.contains("read-only") || why.contains("denied"), "it does not say why: {said}");
    disk.let_write(true)?;
    let server = Server::start(disk.path(), &[]).await?;
    let fresh = newcomer(&server, &path, &token).await?;
    expect("stickies", &fresh.stickies().len(), &3)?;
    server.kill().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_program_that_holds_the_database_is_waited_for() -> Outcome {
    let folder = tempfile::tempdir()?;
    let server = Server::start(folder.path(), &[]).await?;
    let (board, token) = board_with(&server, "participant").await?;
    let path = format!("/sync/{board}");
    let anna = newcomer(&server, &path, &token).await?;
    let bert = newcomer(&server, &path, &token).await?;
    write(&anna, "voor", 3).await?;
    let carls = server.token(&board, "participant").await?;
    let other = rusqlite::Connection::open(folder.path().join("reisbord.sqlite"))?;
    other.execute_batch("BEGIN IMMEDIATE")?;
    let clock = anna.add("tijdens", "wacht op een ander").await;
    // After a while the server says that it is stuck.
    until_ready(&server.address, 503).await?;
    assert!(anna.acknowledged() < clock, "nothing is acknowledged that is not on disk");
    expect("what Bert sees", &bert.stickies().len(), &3)?;
    // Nobody can be written down who was never here: they hear that it is not now, and come back.
    let carl = Peer::connect(&server.address, &path, &carls).await;
    assert!(matches!(carl, Err(PeerError::NotLetIn(503))), "{carl:?}");
    other.execute_batch("ROLLBACK")?;
    newcomer(&server, &path, &carls).await?;
    anna.until("the acknowledgement", |peer| peer.acknowledged() >= clock).await?;
    until_ready(&server.address, 200).await?;
    bert.until("the sticky", |peer| peer.stickies().len() == 4).await?;
    let second = Server::start(folder.path(), &[]).await;
    assert!(matches!(second, Err(StartError::Failed(said)) if said.contains("another server")));
    server.kill().await;
    Ok(())
}

/// What became of a board on a damaged disk.
#[derive(Debug, PartialEq, Eq)]
enum Fate {
    /// It was not opened, or the server did not start: somebody must look.
    Refused,
    /// So many stickies.
    Shown(usize),
}

/// A data folder with a board: `settled` stickies in the database, as many again only in the log of writes.
struct Kept {
    folder: TempDir,
    path: String,
    token: String,
}

const SETTLED: usize = 20;

impl Kept {
    async fn new() -> Result<Self, Failure> {
        let folder = tempfile::tempdir()?;
        let server = Server::start(folder.path(), &[]).await?;
        let (board, token) = board_with(&server, "participant").await?;
        let path = format!("/sync/{board}");
        write(&newcomer(&server, &path, &token).await?, "a", SETTLED).await?;
        server.stop().await?;
        let server = Server::start(folder.path(), &[]).await?;
        write(&newcomer(&server, &path, &token).await?, "b", SETTLED).await?;
        server.kill().await;
        Ok(Self { folder, path, token })
    }

    fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A copy with this done to it.
    fn copy(&self, damage: impl FnOnce(&Path) -> std::io::Result<()>) -> Result<TempDir, Failure> {
        let copy = tempfile::tempdir()?;
        for name in ["reisbord.sqlite", "reisbord.sqlite-wal"] {
            fs::copy(self.file(name), copy.path().join(name))?;
        }
        damage(copy.path())?;
        Ok(copy)
    }

    async fn fate(&self, data: &Path) -> Result<Fate, Failure> {
        let server = match Server::start(data, &[]).await {
            Ok(server) => server,
            Err(StartError::Failed(said)) if !said.trim().is_empty() => return Ok(Fate::Refused),
            Err(error) => return Err(error.into()),
        };
        let fate = match newcomer(&server, &self.path, &self.token).await {
            Ok(peer) if peer.is_synced() => Fate::Shown(peer.stickies().len()),
            Ok(_) | Err(PeerError::NotLetIn(_)) => Fate::Refused,
            Err(error) => return Err(error.into()),
        };
        server.kill().await;
        Ok(fate)
    }
}

fn flip(file: &Path, at: u64) -> std::io::Result<()> {
    use std::io::Read as _;
    let mut file = fs::File::options().read(true).write(true).open(file)?;
    let mut byte = [0];
    file.seek(SeekFrom::Start(at))?;
    file.read_exact(&mut byte)?;
    file.seek(SeekFrom::Start(at))?;
    file.write_all(&[byte[0] ^ 0x10])
}

fn cut(file: &Path, length: u64) -> std::io::Result<()> {
    fs::File::options().write(true).open(file)?.set_len(length)
}

/// The log of writes may end early, by SQLite's design: what is there is then the board as it was at an
/// earlier moment. The database itself may not have less in it than it had.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn damage_is_refused_or_recovered_from_and_never_an_emptier_board() -> Outcome {
    let kept = Kept::new().await?;
    let whole = kept.copy(|_| Ok(()))?;
    expect("undamaged", &kept.fate(whole.path()).await?, &Fate::Shown(2 * SETTLED))?;
    let length = |name: &str| fs::metadata(kept.file(name)).map(|found| found.len());
    let (database, wal) = (length("reisbord.sqlite")?, length("reisbord.sqlite-wal")?);
    assert!(database > 0 && wal > 0, "{database} and {wal} bytes");
    let (mut refused, mut recovered, mut unharmed) = (0, 0, 0);
    let damages: Vec<(&str, bool, u64)> = (1..8)
        .map(|part| ("reisbord.sqlite-wal", true, wal * part / 8))
        .chain((0..8).map(|part| ("reisbord.sqlite-wal", false, wal * part / 8 + 200)))
        .chain((1..8).map(|part| ("reisbord.sqlite", true, database * part / 8)))
        .chain((0..16).map(|part| ("reisbord.sqlite", false, database * part / 16 + 40)))
        .collect();
    for (name, is_cut, at) in damages {
        let damage = if is_cut { cut } else { flip };
        let data = kept.copy(|folder| damage(&folder.join(name), at))?;
        let fate = kept.fate(data.path()).await?;
        match fate {
            Fate::Refused => refused += 1,
            Fate::Shown(stickies) if stickies == 2 * SETTLED => unharmed += 1,
            Fate::Shown(stickies) => {
                let from_log = name.ends_with("-wal") && stickies >= SETTLED;
                assert!(from_log, "{name}, cut: {is_cut}, at {at}: {stickies} stickies");
                recovered += 1;
            }
        }
    }
    assert!(
        refused > 0 && recovered > 0,
        "{refused} refused, {recovered} recovered, {unharmed} whole"
    );
    Ok(())
}
