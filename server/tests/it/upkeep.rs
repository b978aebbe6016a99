//! What an operator does with data: look for damage, copy, put back, take a board out and bring one in.
//! The commands run as the real binary, beside a server that goes on.

use crate::people::{Hand, bearer, closed, hello, words_of};
use crate::support::{As, TestServer};
use axum::http::{StatusCode, header};
use crdt::ids::{BoardId, Role};
use serde_json::Value;
use std::path::Path;
use std::process::{Command, Output};

fn reisbord(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_reisbord")).args(args).output().unwrap()
}

fn done(args: &[&str]) -> String {
    let output = reisbord(args);
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn refused(args: &[&str]) -> String {
    let output = reisbord(args);
    assert!(!output.status.success(), "{output:?}");
    String::from_utf8(output.stderr).unwrap()
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_board_comes_back_from_a_backup_while_people_are_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let (data, file) = (text(folder.path()), elsewhere.path().join("backup.sqlite"));
    let server = TestServer::start(folder.path(), &[]).await;
    let (board, other) = (server.board("Bord"), server.board("Ander bord"));
    let token = server.token(&board, Role::Participant);
    let hand = Hand::on(&server, &board, &token).await.adds("een", "voor de kopie").await;
    done(&["backup", "--data", data, "--to", text(&file)]);
    refused(&["backup", "--data", data, "--to", text(&file)]);
    let mut hand = hand.adds("twee", "na de kopie").await;
    let (mut page, greeting) = hello(&server, &board, &token).await;
    let untouched = Hand::on(&server, &other, &server.token(&other, Role::Participant)).await;
    let args = ["restore", "--data", data, "--from", text(&file), "--board", board.as_str()];
    done(&args);
    assert_eq!(closed(&mut page).await, 4409, "an open page starts afresh");
    assert_eq!(closed(&mut hand.socket).await, 4409);
    let back = Hand::on(&server, &board, &token).await;
    assert_eq!(words_of(&back.doc, "een").as_deref(), Some("voor de kopie"));
    assert_eq!(words_of(&back.doc, "twee"), None);
    let (_page, again) = hello(&server, &board, &token).await;
    assert_ne!(again["epoch"], greeting["epoch"], "it is another history");
    // The new history goes on, and the other board never noticed.
    drop(back.adds("drie", "verder").await);
    drop(untouched.adds("vier", "gewoon door").await);
    done(&["verify", "--data", data]);
    // Whoever still has the lost history cannot bring it back: their replica is retired.
    let old =
        Hand { socket: bearer(&server, &format!("/sync/{board}"), &token).await.unwrap(), ..hand };
    let refused = crate::people::refusal(old).await;
    assert!(!refused.is_empty());
    let fresh = Hand::on(&server, &board, &token).await;
    assert_eq!(words_of(&fresh.doc, "twee"), None);
}

#[test]
fn damage_is_named_and_neither_copied_nor_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let made = done(&["board", "create", "--data", data, "--title", "Bord", "--json"]);
    let board: Value = serde_json::from_str(&made).unwrap();
    let healthy: Value =
        serde_json::from_str(&done(&["verify", "--data", data, "--json"])).unwrap();
    assert_eq!((&healthy["boards"], healthy["damage"].as_array().unwrap().len()), (&1.into(), 0));
    let backup = folder.path().join("goed.sqlite");
    done(&["backup", "--data", data, "--to", text(&backup)]);
    let file = folder.path().join("reisbord.sqlite");
    let connection = rusqlite::Connection::open(file).unwrap();
    for (sql, what) in [
        ("UPDATE log SET bytes = x'0000' WHERE seq = 2", "record 2"),
        ("DELETE FROM log WHERE seq = 1", "record 1 of its log is missing"),
    ] {
        assert_eq!(connection.execute(sql, []).unwrap(), 1);
        let said = refused(&["verify", "--data", data]);
        assert!(said.contains(what) && said.contains(board["id"].as_str().unwrap()), "{said}");
    }
    let to = folder.path().join("kapot.sqlite");
    let said = refused(&["backup", "--data", data, "--to", text(&to)]);
    assert!(said.contains("damaged") && !to.exists(), "{said}");
    done(&["restore", "--data", data, "--from", text(&backup)]);
    done(&["verify", "--data", data]);
    let nowhere = folder.path().join("niets");
    assert!(refused(&["verify", "--data", text(&nowhere)]).contains("cannot be used"));
    assert!(!nowhere.exists(), "looking makes nothing");
}

/// An export without the moment at which it was made.
fn contents(text: &str) -> Value {
    let mut file: Value = serde_json::from_str(text).unwrap();
    file.as_object_mut().unwrap().remove("exported_on").unwrap();
    file
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_out_comes_in_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    for template in ["kwijtschelding", "eigen-woning", "leeg"] {
        let args = ["board", "create", "--data", data, "--title", "Uit", "--template", template];
        let made = done(&[&args[..], &["--json"]].concat());
        let made: Value = serde_json::from_str(&made).unwrap();
        let out = done(&["export", "--data", data, "--board", made["id"].as_str().unwrap()]);
        let file = folder.path().join("bord.json");
        std::fs::write(&file, &out).unwrap();
        let brought = done(&["import", text(&file), "--data", data, "--json"]);
        let brought: Value = serde_json::from_str(&brought).unwrap();
        assert_eq!(brought["left_out"], Value::Array(Vec::new()));
        let again = done(&["export", "--data", data, "--board", brought["id"].as_str().unwrap()]);
        assert_eq!(contents(&out), contents(&again), "{template}");
    }
    let file = folder.path().join("bord.json");
    for (wrong, what) in [
        ("{", "is no JSON"),
        ("{\"format\": \"else\"}", "no export of a board"),
        ("{\"format\": \"reisbord-board\", \"version\": 99, \"schema\": 1}", "newer version"),
    ] {
        std::fs::write(&file, wrong).unwrap();
        assert!(refused(&["import", text(&file), "--data", data]).contains(what));
    }
}

#[tokio::test]
async fn who_may_read_a_board_may_take_it_along() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    let board = server.board("Bord");
    let hand = Hand::on(&server, &board, &server.token(&board, Role::Participant)).await;
    drop(hand.adds("een", "=SOM(A1:A9)").await);
    let viewer = server.token(&board, Role::Viewer);
    let at = |board: &BoardId, query: &str| format!("/v1/boards/{board}/export{query}");
    let json = server.get(&at(&board, ""), As::Bearer(&viewer)).await;
    assert_eq!(json.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(json.json()["documents"]["map"]["stickies"][0]["text"], "=SOM(A1:A9)");
    let secrets = String::from_utf8_lossy(&json.body).into_owned();
    assert!(!secrets.contains("respondents") && !secrets.contains(&viewer));
    let csv = server.get(&at(&board, "?format=csv"), As::Bearer(&viewer)).await;
    let sheet = String::from_utf8(csv.body.to_vec()).unwrap();
    assert!(
        sheet.starts_with("\u{feff}\"laag\";") && sheet.contains("\"'=SOM(A1:A9)\""),
        "{sheet}"
    );
    assert!(csv.header(header::CONTENT_DISPOSITION).contains(".csv"));
    let wrong = server.get(&at(&board, "?format=xml"), As::Bearer(&viewer)).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let other = server.board("Ander bord");
    let elsewhere = server.get(&at(&other, ""), As::Bearer(&viewer)).await;
    assert_eq!(elsewhere.status, StatusCode::FORBIDDEN);
}
