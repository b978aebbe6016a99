//! People on real sockets, for tests of what they notice: reading frames until one tells something, and a
//! replica that writes as a hand does.

use crate::support::{TestServer, in_time};
use axum::http::{HeaderValue, StatusCode, header};
use crdt::ids::BoardId;
use crdt::wire::{self, Flavour, Stock, Sync};
use futures_util::{SinkExt as _, StreamExt as _};
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::{self, Message};
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};
use yrs::updates::decoder::Decode as _;
use yrs::{Doc, GetString as _, Map as _, ReadTxn as _, Text as _, Transact as _};

pub(crate) type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// Opens a socket; the subprotocol that was chosen, or the status of the refusal.
pub(crate) async fn connect(
    server: &TestServer,
    path: &str,
    headers: &[(header::HeaderName, &str)],
) -> Result<(Socket, String), StatusCode> {
    let mut request = format!("ws://{}{path}", server.address).into_client_request().unwrap();
    for (name, value) in headers {
        request.headers_mut().insert(name, HeaderValue::from_str(value).unwrap());
    }
    match in_time(connect_async(request)).await {
        Ok((socket, response)) => {
            let protocol = response.headers().get(header::SEC_WEBSOCKET_PROTOCOL);
            Ok((socket, protocol.map_or("", |value| value.to_str().unwrap()).to_owned()))
        }
        Err(tungstenite::Error::Http(response)) => Err(response.status()),
        Err(error) => panic!("{error}"),
    }
}

pub(crate) async fn bearer(
    server: &TestServer,
    path: &str,
    token: &str,
) -> Result<Socket, StatusCode> {
    let token = format!("Bearer {token}");
    let connected = connect(server, path, &[(header::AUTHORIZATION, &token)]).await;
    connected.map(|(socket, _protocol)| socket)
}

/// Reads until the other side closes; its code.
pub(crate) async fn closed(socket: &mut Socket) -> u16 {
    in_time(async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Close(Some(frame)))) => return frame.code.into(),
                Some(Ok(_)) => {}
                other => panic!("no goodbye: {other:?}"),
            }
        }
    })
    .await
}

/// Reads stock frames until one tells something.
pub(crate) async fn until<T>(socket: &mut Socket, mut found: impl FnMut(Stock) -> Option<T>) -> T {
    in_time(async {
        loop {
            match socket.next().await {
                Some(Ok(Message::Binary(bytes))) => {
                    let messages = wire::decode_stock(bytes).unwrap();
                    if let Some(found) = messages.into_iter().find_map(&mut found) {
                        return found;
                    }
                }
                Some(Ok(_)) => {}
                other => panic!("the socket ended: {other:?}"),
            }
        }
    })
    .await
}

/// The document as somebody sees it who comes in now.
pub(crate) async fn read(socket: &mut Socket) -> Doc {
    let doc = Doc::new();
    socket.send(Message::Binary(Flavour::Stock.step_1(&[0]))).await.unwrap();
    // Changes may come before the step 2, and belong to what it completes.
    until(socket, |message| match message {
        Stock::Sync(Sync::Step2(update)) => {
            merge(&doc, &update);
            Some(())
        }
        Stock::Sync(Sync::Update(update)) => {
            merge(&doc, &update);
            None
        }
        _ => None,
    })
    .await;
    doc
}

fn merge(doc: &Doc, update: &[u8]) {
    let update = yrs::Update::decode_v1(update).unwrap();
    doc.transact_mut().apply_update(update).unwrap();
}

/// A sticky as a hand makes it.
pub(crate) fn sticky(doc: &Doc, id: &str, words: &str) -> Vec<u8> {
    let before = doc.transact().state_vector();
    let stickies = doc.get_or_insert_map("stickies");
    let mut txn = doc.transact_mut();
    let record = stickies.insert(&mut txn, id, yrs::MapPrelim::default());
    let text = record.insert(&mut txn, "text", yrs::TextPrelim::new(""));
    text.push(&mut txn, words);
    drop(txn);
    doc.transact().encode_diff_v1(&before)
}

pub(crate) fn words_of(doc: &Doc, id: &str) -> Option<String> {
    let stickies = doc.get_or_insert_map("stickies");
    let txn = doc.transact();
    let yrs::Out::YMap(record) = stickies.get(&txn, id)? else { return None };
    let yrs::Out::YText(text) = record.get(&txn, "text")? else { return None };
    Some(text.get_string(&txn))
}

#[expect(clippy::needless_pass_by_value, reason = "it has the shape that `until` asks for")]
pub(crate) fn is_update(message: Stock) -> Option<()> {
    matches!(message, Stock::Sync(Sync::Update(_))).then_some(())
}

pub(crate) async fn hello(
    server: &TestServer,
    board: &BoardId,
    token: &str,
) -> (Socket, serde_json::Value) {
    let mut socket = bearer(server, &format!("/live/{board}"), token).await.unwrap();
    let first = in_time(socket.next()).await.unwrap().unwrap();
    let bytes = first.into_data();
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let json = text.split_once('{').map(|(_head, rest)| format!("{{{rest}")).unwrap();
    (socket, serde_json::from_str(&json).unwrap())
}

/// Adds a sticky and returns when it is on disk.
pub(crate) async fn add(socket: &mut Socket, doc: &Doc, id: &str, words: &str) {
    let update = sticky(doc, id, words);
    socket.send(Message::Binary(Flavour::Stock.update(&update))).await.unwrap();
    until(socket, is_update).await;
}

/// Takes in the next thing that the server tells of the document.
pub(crate) async fn hears_more(socket: &mut Socket, doc: &Doc) {
    let update = until(socket, |message| match message {
        Stock::Sync(Sync::Update(update) | Sync::Step2(update)) => Some(update),
        _ => None,
    })
    .await;
    merge(doc, &update);
}

/// Answers the server's question with everything that this one has, and reads the refusal.
pub(crate) async fn refusal(mut hand: Hand) -> String {
    let asked = |message| matches!(message, Stock::Sync(Sync::Step1(_))).then_some(());
    until(&mut hand.socket, asked).await;
    let whole = hand.doc.transact().encode_diff_v1(&yrs::StateVector::default());
    hand.socket.send(Message::Binary(Flavour::Stock.step_2(&whole))).await.unwrap();
    in_time(async {
        loop {
            let frame = hand.socket.next().await.unwrap().unwrap().into_data();
            if frame.starts_with(&[2, 0]) {
                return String::from_utf8_lossy(&frame[3..]).into_owned();
            }
        }
    })
    .await
}

/// Somebody with a replica of the map.
pub(crate) struct Hand {
    pub(crate) socket: Socket,
    pub(crate) doc: Doc,
}

impl Hand {
    pub(crate) async fn on(server: &TestServer, board: &BoardId, token: &str) -> Self {
        let mut socket = bearer(server, &format!("/sync/{board}"), token).await.unwrap();
        let doc = read(&mut socket).await;
        Self { socket, doc }
    }

    pub(crate) async fn adds(mut self, id: &str, words: &str) -> Self {
        add(&mut self.socket, &self.doc, id, words).await;
        self
    }

    pub(crate) async fn hears_more(&mut self) {
        hears_more(&mut self.socket, &self.doc).await;
    }

    pub(crate) async fn leaves(mut self) {
        self.socket.close(None).await.unwrap();
    }
}
