//! The real binary: its commands, what it prints, and how it ends.

use crate::support::{As, TestServer};
use axum::http::StatusCode;
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn reisbord(args: &[&str], data: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reisbord"))
        .args(args)
        .arg("--data")
        .arg(data)
        .output()
        .unwrap()
}

fn json(args: &[&str], data: &Path) -> Value {
    let output = reisbord(args, data);
    assert!(output.status.success(), "{output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A clear line on standard error, a non-zero exit and nothing else.
fn fails(output: &Output, about: &str) {
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success() && output.stdout.is_empty(), "{output:?}");
    assert!(said.contains(about) && !said.contains("panicked"), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
}

#[tokio::test]
async fn boards_and_links_are_made_while_the_server_runs() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    let made = json(&["board", "create", "--title", "Bord", "--json"], folder.path());
    let id = made["id"].as_str().unwrap();
    assert!(made["url"].as_str().unwrap().ends_with(&format!("/b/{id}")));
    let args = ["link", "create", "--board", id, "--role", "editor", "--expires", "7d", "--json"];
    let link = json(&args, folder.path());
    let token = link["token"].as_str().unwrap();
    assert!(link["url"].as_str().unwrap().ends_with(&format!("/join#{token}")));
    let seen = server.get(&format!("/v1/boards/{id}"), As::Bearer(token)).await;
    assert_eq!((seen.status, &seen.json()["role"]), (StatusCode::OK, &Value::from("editor")));
    let instance = json(&["link", "create", "--instance", "--json"], folder.path());
    let all =
        server.get("/v1/boards?all=true", As::Bearer(instance["token"].as_str().unwrap())).await;
    assert_eq!(all.json()["boards"][0]["title"], "Bord");
    let listed = json(&["board", "list", "--json"], folder.path());
    assert_eq!(listed["boards"][0]["id"], id);
}

#[test]
fn what_cannot_be_done_is_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let serve = ["serve", "--listen", "127.0.0.1:0"];
    fails(&reisbord(&serve, &file), "cannot be used");
    let data = folder.path().join("data");
    fails(&reisbord(&["serve", "--listen", "192.0.2.1:1"], &data), "cannot listen on");
    fails(&reisbord(&["serve", "--log", "a=b=c"], &data), "is no filter");
    fails(&reisbord(&["board", "create", "--title", " "], &data), "a title cannot be empty");
    fails(&reisbord(&["board", "create", "--title", "B", "--template", "x"], &data), "no template");
    let link = ["link", "create", "--board", "none", "--role", "viewer"];
    fails(&reisbord(&link, &data), "no such board");
    for (wrong, about) in [
        (&["link", "create", "--board", "none", "--role", "king"][..], "'king'"),
        (&["serve", "--listen", "nowhere"], "'nowhere'"),
        (&["serve", "--public-url", "ftp://example.nl"], "--public-url"),
        (&["board", "create"], "--title <TITLE>"),
    ] {
        let output = reisbord(wrong, &data);
        fails(&output, about);
        assert_eq!(output.status.code(), Some(2), "wrong flags are not a failure: {wrong:?}");
    }
}
