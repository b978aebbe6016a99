//! The listening socket itself: strangers who say nothing, who say it slowly, and what the operator's
//! own listener shows.

use crate::people::bearer;
use crate::support::{TestServer, in_time};
use axum::Router;
use axum::routing::get;
use crdt::ids::Role;
use server::listen::{self, strangers::Strangers};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;

async fn ask(socket: &mut TcpStream, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    in_time(socket.read_to_string(&mut answer)).await.unwrap();
    answer
}

async fn knock(address: SocketAddr) -> TcpStream {
    TcpStream::connect(address).await.unwrap()
}

#[tokio::test]
async fn silent_strangers_make_room_for_a_newcomer_at_once() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (strangers, stopping) = (Strangers::new(3), CancellationToken::new());
    let router = Router::new().route("/", get(async || "hello"));
    let serving = tokio::spawn({
        let (strangers, stopping) = (strangers.clone(), stopping.clone());
        async move { listen::serve(listener, router, "", strangers, stopping).await }
    });
    let mut silent = Vec::new();
    for count in 1..=3 {
        silent.push(knock(address).await);
        in_time(async {
            while strangers.count() < count {
                tokio::task::yield_now().await;
            }
        })
        .await;
    }
    // Half a request is as good as none.
    silent[0].write_all(b"GET / HTTP/1.1\r\nHost").await.unwrap();
    let answer = ask(&mut knock(address).await, "/").await;
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("hello"), "{answer}");
    let mut nothing = String::new();
    let oldest = in_time(silent[0].read_to_string(&mut nothing)).await;
    assert!(matches!(oldest, Ok(0) | Err(_)), "the one that waited longest is gone");
    let youngest = ask(&mut silent[2], "/").await;
    assert!(youngest.starts_with("HTTP/1.1 200"), "only one had to go: {youngest}");
    stopping.cancel();
    in_time(serving).await.unwrap();
}

#[tokio::test]
async fn figures_are_on_a_listener_of_their_own() {
    let figures = server::metrics::start().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let stopping = CancellationToken::new();
    let rooms = server.app.rooms.clone();
    let serving = tokio::spawn(server::metrics::serve(listener, figures, rooms, stopping.clone()));
    let board = server.board("Geheime titel");
    let token = server.token(&board, Role::Viewer);
    let _socket = bearer(&server, &format!("/sync/{board}"), &token).await.unwrap();
    let names = ["reisbord_connections_total", "reisbord_appends_total", "reisbord_commit_seconds"];
    let shown = in_time(async {
        loop {
            let shown = ask(&mut knock(address).await, "/metrics").await;
            if names.iter().all(|name| shown.contains(name)) {
                return shown;
            }
        }
    })
    .await;
    for secret in ["Geheime titel", token.as_str(), board.as_str()] {
        assert!(!shown.contains(secret));
    }
    let outside = ask(&mut knock(server.address.parse().unwrap()).await, "/metrics").await;
    assert!(!outside.contains("reisbord_connections_total"), "{outside}");
    stopping.cancel();
    in_time(serving).await.unwrap();
}
