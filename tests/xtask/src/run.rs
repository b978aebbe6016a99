//! `cargo xtask run`: build, then become the server.
//!
//! The runner replaces itself with `reisbord serve`, so Ctrl-C and every other signal reach the
//! server itself. On a data folder that exists already, a small helper process waits until the
//! server is ready and prints an address that signs in; on a new one the server prints it.

use crate::client::Voice;
use crate::tool::Tool;
use crate::{clock, need, repo, server};
use std::io::{Read as _, Write as _};
use std::net::{TcpStream, ToSocketAddrs as _};
use std::path::PathBuf;
use std::time::Duration;

/// The command of the helper process; nobody types it.
pub(crate) const ANNOUNCE: &str = "announce-when-ready";

/// How long the helper waits: a large data folder may need migrations.
const PATIENCE: Duration = Duration::from_mins(2);

/// How long one look at the server may take.
const LOOK: Duration = Duration::from_secs(2);

/// How long the printed link may be used; the next start prints a new one.
const LINK_LIFE: &str = "1d";

/// `cargo xtask run [flags for serve]`.
pub(crate) fn run(args: &[String]) -> Result<(), String> {
    need::node()?;
    server::build(Voice::Screen)?;
    let listen = setting(args, "--listen", "REISBORD_LISTEN", "127.0.0.1:8080");
    let data = setting(args, "--data", "REISBORD_DATA", "./data");
    let serve = serve_args(args, &listen, &data);
    let binary = server::binary();
    if is_in_use(&data.value) && !listen.value.ends_with(":0") {
        start_helper(&listen.value, &data.value)?;
    }
    become_server(Tool::new(&binary.to_string_lossy()).args(&serve))
}

/// The helper: wait until the server answers, then make a link and print it.
pub(crate) fn announce(args: &[String]) -> Result<(), String> {
    let [listen, data, parent] = args else {
        return Err("this command is for the runner itself".to_owned());
    };
    let started = clock::Stopwatch::start();
    while !is_ready(listen) {
        if started.elapsed() > PATIENCE || is_orphan(parent) {
            return Ok(());
        }
        clock::pause();
    }
    let made = Tool::new(&server::binary().to_string_lossy())
        .args(&["link", "create", "--data", data, "--instance", "--expires", LINK_LIFE, "--json"])
        .output()?;
    let made: serde_json::Value =
        serde_json::from_str(&made).map_err(|why| format!("`link create` said {made}: {why}"))?;
    let url = made.get("url").and_then(serde_json::Value::as_str).unwrap_or_default();
    println!("\nReisbord is ready. This address signs you in as beheer:\n\n  {url}\n");
    Ok(())
}

/// The value of a flag, and whether it must be handed on because nobody set it.
struct Setting {
    value: String,
    is_default: bool,
}

fn setting(args: &[String], flag: &str, variable: &str, default: &str) -> Setting {
    let joined = args.iter().find_map(|arg| arg.strip_prefix(flag)?.strip_prefix('='));
    let apart = args.windows(2).find_map(|pair| match pair {
        [name, value] if name == flag => Some(value.as_str()),
        _ => None,
    });
    let named = joined.or(apart).map(str::to_owned);
    let named = named.or_else(|| std::env::var_os(variable)?.into_string().ok());
    match named {
        Some(value) => Setting { value, is_default: false },
        None => Setting { value: default.to_owned(), is_default: true },
    }
}

fn serve_args(args: &[String], listen: &Setting, data: &Setting) -> Vec<String> {
    let mut serve = vec!["serve".to_owned()];
    for (flag, setting) in [("--listen", listen), ("--data", data)] {
        if setting.is_default {
            serve.extend([flag.to_owned(), setting.value.clone()]);
        }
    }
    serve.extend_from_slice(args);
    serve
}

fn is_in_use(data: &str) -> bool {
    let mut inside = std::fs::read_dir(repo::path(data)).into_iter().flatten();
    inside.next().is_some()
}

fn start_helper(listen: &str, data: &str) -> Result<(), String> {
    let runner: PathBuf = std::env::current_exe().map_err(|why| format!("the runner: {why}"))?;
    let parent = std::process::id().to_string();
    Tool::new(&runner.to_string_lossy())
        .args(&[ANNOUNCE, listen, data, &parent])
        .into_command()
        .spawn()
        .map(drop)
        .map_err(|why| format!("the helper could not be started: {why}"))
}

/// Whether `/readyz` answers 200.
fn is_ready(listen: &str) -> bool {
    let look = || -> std::io::Result<bool> {
        let mut addresses = listen.to_socket_addrs()?;
        let Some(address) = addresses.next() else { return Ok(false) };
        let mut stream = TcpStream::connect_timeout(&address, LOOK)?;
        stream.set_read_timeout(Some(LOOK))?;
        write!(stream, "GET /readyz HTTP/1.1\r\nHost: {listen}\r\nConnection: close\r\n\r\n")?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(status.ends_with(b" 200"))
    };
    look().unwrap_or(false)
}

/// Whether the server is gone: who loses its parent gets another one.
#[cfg(unix)]
fn is_orphan(parent: &str) -> bool {
    std::os::unix::process::parent_id().to_string() != parent
}

#[cfg(not(unix))]
fn is_orphan(_parent: &str) -> bool {
    false
}

#[cfg(unix)]
fn become_server(serve: Tool) -> Result<(), String> {
    use std::os::unix::process::CommandExt as _;
    let why = serve.into_command().exec();
    Err(format!("the server could not be started: {why}"))
}

#[cfg(not(unix))]
fn become_server(serve: Tool) -> Result<(), String> {
    serve.show()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn defaults_are_added_only_when_nobody_chose() {
        for (given, expected) in [
            ("--no-demo", "serve --listen 127.0.0.1:1 --data d --no-demo"),
            ("--listen 0.0.0.0:9", "serve --data d --listen 0.0.0.0:9"),
            ("--data=x --listen=y", "serve --data=x --listen=y"),
        ] {
            let args = words(given);
            let listen = setting(&args, "--listen", "XTASK_NOBODY_SETS_THIS", "127.0.0.1:1");
            let data = setting(&args, "--data", "XTASK_NOBODY_SETS_THIS", "d");
            assert_eq!(serve_args(&args, &listen, &data), words(expected), "{given}");
        }
    }
}
