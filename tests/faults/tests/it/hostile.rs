//! A hostile client on real sockets: it writes raw bytes, by either protocol, in every role, to every
//! document, while honest people are on the board. Nothing of it is anywhere: not in their windows, not
//! for a newcomer, not in the log, not after a restart; and whoever may write is still heard.

use std::path::Path;

use bytes::Bytes;
use crdt::ids::Document;
use crdt::wire::{
    self, Channel, Flavour, Live, Stock, Sync, Writer, live_presence, stock_awareness,
};
use futures_util::future::try_join_all;
use futures_util::{SinkExt as _, StreamExt as _};
use harness::forge::{Forge, Forger, deletes, record};
use harness::peer::Peer;
use harness::server::Server;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

use crate::{Outcome, expect};

type Failure = Box<dyn std::error::Error>;
type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

const HOSTILE: u64 = 666;
/// Hostile connections at one time.
const AT_ONCE: usize = 24;
const ROLES: [&str; 6] = ["viewer", "commenter", "participant", "editor", "facilitator", "owner"];
const DOCUMENTS: [&str; 5] = ["map", "frame", "talk", "notes", "drafts/somebody"];

/// A door to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Door {
    Stock,
    Live,
}

async fn socket(address: &str, path: &str, token: &str) -> Result<Socket, Failure> {
    let mut request = format!("ws://{address}{path}").into_client_request()?;
    let protocol = HeaderValue::from_str(&format!("bearer.{token}"))?;
    request.headers_mut().insert("sec-websocket-protocol", protocol);
    Ok(connect_async(request).await?.0)
}

/// The root of a document that holds records.
fn root_of(document: &str) -> &'static str {
    match document {
        "frame" => "lanes",
        "talk" => "comments",
        "notes" => "respondents",
        _ => "stickies",
    }
}

/// Whether the answer to the question at the end has come, and with it the end of everything before it.
fn is_last(door: Door, frame: &Bytes) -> bool {
    match door {
        Door::Stock => wire::decode_stock(frame.clone()).is_ok_and(|messages| {
            messages.iter().any(|message| matches!(message, Stock::Sync(Sync::Step2(_))))
        }),
        // A channel that is not open answers every frame with a refusal.
        Door::Live => match wire::decode_live(frame.clone()) {
            Ok(Live::Sync(_, Sync::Step2(_))) => true,
            _ => frame.starts_with(&[0, 3]),
        },
    }
}

/// Everything that one hostile connection sends, and who sends it.
#[derive(Debug)]
struct Attack {
    door: Door,
    document: Document,
    token: String,
    frame: Bytes,
    what: String,
}

impl Attack {
    fn flavour(&self) -> Flavour {
        match self.door {
            Door::Stock => Flavour::Stock,
            Door::Live => Flavour::Live(Channel::of(&self.document)),
        }
    }

    /// Sends it, and returns when the server has decided over it; whether there was a door at all.
    async fn run(self, address: &str, board: &str) -> Result<bool, Failure> {
        let path = match self.door {
            Door::Stock => format!("/sync/{board}/{}", self.document),
            Door::Live => format!("/live/{board}"),
        };
        let Ok(mut socket) = socket(address, &path, &self.token).await else { return Ok(false) };
        socket.send(Message::Binary(self.frame.clone())).await?;
        // It may have been put out already.
        socket.send(Message::Binary(self.flavour().step_1(&[0]))).await.ok();
        let decided = async {
            while let Some(Ok(message)) = socket.next().await {
                match message {
                    Message::Binary(frame) if is_last(self.door, &frame) => return,
                    Message::Close(_) => return,
                    _ => {}
                }
            }
        };
        let patience = std::time::Duration::from_secs(30);
        tokio::time::timeout(patience, decided)
            .await
            .map_err(|_late| format!("no answer to {} in {}", self.what, self.document))?;
        Ok(true)
    }
}

/// A board with honest people on it, and a token for every role.
struct Scene {
    server: Server,
    board: String,
    tokens: Vec<(&'static str, String)>,
    anna: Peer,
    bert: Peer,
}

impl Scene {
    async fn new(folder: &Path) -> Result<Self, Failure> {
        let server = Server::start(folder, &[]).await?;
        let board = server.board("Proef", "leeg").await?;
        let mut tokens = Vec::new();
        for role in ROLES {
            tokens.push((role, server.token(&board, role).await?));
        }
        let path = format!("/sync/{board}");
        let honest = server.token(&board, "participant").await?;
        let anna = Peer::connect(&server.address, &path, &honest).await?;
        let bert = Peer::connect(&server.address, &path, &honest).await?;
        for peer in [&anna, &bert] {
            peer.until("the board", Peer::is_synced).await?;
        }
        let scene = Self { server, board, tokens, anna, bert };
        scene.honest_work("a").await?;
        Ok(scene)
    }

    /// Anna writes, and Bert sees it.
    async fn honest_work(&self, id: &str) -> Outcome {
        let clock = self.anna.add(id, "gaat gewoon door").await;
        self.anna.until("the acknowledgement", |peer| peer.acknowledged() >= clock).await?;
        self.bert.until("Anna's", |peer| peer.stickies().iter().any(|one| one == id)).await?;
        Ok(())
    }

    fn forger(&self) -> Forger {
        Forger { own: HOSTILE, victim: self.anna.client() }
    }

    /// Every trick, by every door, in each of these roles; what one role sends as a change, the next
    /// sends as an answer.
    fn attacks(&self, document: &str) -> Result<Vec<Attack>, Failure> {
        let mut tricks = self.forger().tricks(root_of(document));
        if document == "map" {
            tricks.extend(self.forger().takings());
        }
        let mut attacks = Vec::new();
        for (nth, (role, token)) in self.tokens.iter().enumerate() {
            for door in [Door::Stock, Door::Live] {
                for (trick, update) in &tricks {
                    let (document, token) = (document.parse()?, token.clone());
                    let what = format!("{trick} as {role} by {door:?}");
                    let mut attack = Attack { door, document, token, frame: Bytes::new(), what };
                    let flavour = attack.flavour();
                    attack.frame = match nth % 2 {
                        0 => flavour.update(update),
                        _ => flavour.step_2(update),
                    };
                    attacks.push(attack);
                }
            }
        }
        Ok(attacks)
    }

    /// Honest changes of somebody whose role does not allow them, in every kind of frame.
    fn oversteps(&self, document: &str, roles: &[&str]) -> Result<Vec<Attack>, Failure> {
        let root = root_of(document);
        let one = record(HOSTILE, root, "x");
        let merged = yrs::merge_updates_v1([&one, &record(HOSTILE + 1, root, "y")])?;
        let gone = deletes(self.anna.client(), 3, 1);
        let mut attacks = Vec::new();
        for (role, token) in self.tokens.iter().filter(|(role, _)| roles.contains(role)) {
            for door in [Door::Stock, Door::Live] {
                let parsed: Document = document.parse()?;
                let flavour = match door {
                    Door::Stock => Flavour::Stock,
                    Door::Live => Flavour::Live(Channel::of(&parsed)),
                };
                for (kind, frame) in [
                    ("an update", flavour.update(&one)),
                    ("a step 2", flavour.step_2(&one)),
                    ("a merged update", flavour.update(&merged)),
                    ("a deletion", flavour.update(&gone)),
                ] {
                    let (document, token) = (parsed.clone(), token.clone());
                    let what = format!("{kind} as {role} by {door:?}");
                    attacks.push(Attack { door, document, token, frame, what });
                }
            }
        }
        Ok(attacks)
    }

    async fn run(&self, attacks: Vec<Attack>) -> Result<usize, Failure> {
        let mut got_in = 0;
        let mut attacks = attacks.into_iter().peekable();
        while attacks.peek().is_some() {
            let runs = attacks.by_ref().take(AT_ONCE);
            let runs = runs.map(|attack| attack.run(&self.server.address, &self.board));
            got_in += try_join_all(runs).await?.into_iter().filter(|is_in| *is_in).count();
        }
        Ok(got_in)
    }

    /// What every document shows somebody who comes in now, clock by clock.
    async fn shown(&self, server: &Server) -> Result<Vec<(String, u64, u32)>, Failure> {
        let mut shown = Vec::new();
        for document in ["map", "frame"] {
            let path = format!("/sync/{}/{document}", self.board);
            let (_, owner) = self.tokens.last().ok_or("no owner")?;
            let newcomer = Peer::connect(&server.address, &path, owner).await?;
            newcomer.until("the board", Peer::is_synced).await?;
            shown.extend(
                newcomer.clocks().into_iter().map(|(who, clock)| (document.to_owned(), who, clock)),
            );
        }
        Ok(shown)
    }
}

/// Records in the log of every document that people may write.
fn logged(folder: &Path) -> Result<Vec<(String, i64)>, Failure> {
    let connection = rusqlite::Connection::open(folder.join("reisbord.sqlite"))?;
    let sql = "SELECT document, count(*) FROM log WHERE document <> 'talk' GROUP BY document";
    let mut query = connection.prepare(sql)?;
    let rows = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_hostile_client_sends_is_nowhere_and_honest_people_go_on() -> Outcome {
    let folder = tempfile::tempdir()?;
    let scene = Scene::new(folder.path()).await?;
    let (before, log) = (scene.shown(&scene.server).await?, logged(folder.path())?);
    let mut got_in = 0;
    for document in DOCUMENTS {
        got_in += scene.run(scene.attacks(document)?).await?;
        let roles: &[&str] = match document {
            "map" => &["viewer", "commenter"],
            "frame" => &["viewer", "commenter", "participant"],
            // Nobody writes `talk`, nobody here is of the core team, and drafts are somebody's own.
            _ => &ROLES,
        };
        // By the page's own socket `drafts` are one's own; another's have no channel.
        let mut oversteps = scene.oversteps(document, roles)?;
        oversteps.retain(|attack| attack.door == Door::Stock || document != "drafts/somebody");
        got_in += scene.run(oversteps).await?;
        expect(document, &scene.shown(&scene.server).await?, &before)?;
        expect(document, &logged(folder.path())?, &log)?;
    }
    assert!(got_in > 1_500, "only {got_in} hostile connections got in");
    expect("what Bert sees", &scene.bert.stickies(), &vec!["a".to_owned()])?;
    scene.honest_work("b").await?;
    for peer in [&scene.anna, &scene.bert] {
        expect("an honest connection", &(peer.closed(), peer.denied()), &(None, None))?;
    }
    let (board, tokens) = (scene.board, scene.tokens);
    let (anna, bert) = (scene.anna, scene.bert);
    scene.server.kill().await;
    let server = Server::start(folder.path(), &[]).await?;
    let scene = Scene { server, board, tokens, anna, bert };
    let after = scene.shown(&scene.server).await?;
    assert!(after.iter().all(|(_, who, _)| *who != HOSTILE && *who != HOSTILE + 1), "{after:?}");
    scene.server.kill().await;
    Ok(())
}

/// Commands that each role may not give, and presence in another's name.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_commands_or_is_shown_as_somebody_else() -> Outcome {
    let folder = tempfile::tempdir()?;
    let scene = Scene::new(folder.path()).await?;
    let (_, owner) = scene.tokens.last().ok_or("no owner")?;
    let mut watcher =
        socket(&scene.server.address, &format!("/sync/{}", scene.board), owner).await?;
    let victim = scene.anna.client();
    let state = |pointer: &str, clock: u64| {
        let forge = Forge::default().number(1).number(victim).number(clock);
        forge.text(&format!(r#"{{"pointer":"{pointer}"}}"#)).0
    };
    scene.anna.send(stock_awareness(&state("hers", 1))).await;
    let commands = [
        r#"{"kind":"frame_lock","locked":true}"#,
        r#"{"kind":"own_only","on":true}"#,
        r#"{"kind":"timer_set","seconds":60}"#,
        r#"{"kind":"take_back","member":"server","since":0}"#,
        r#"{"kind":"record_lock","record":"stickies/a","locked":true}"#,
    ];
    for (role, token) in &scene.tokens {
        if matches!(*role, "facilitator" | "owner") {
            continue;
        }
        let live = format!("/live/{}", scene.board);
        let mut page = socket(&scene.server.address, &live, token).await?;
        page.send(Message::Binary(live_presence(&state("forged", 9)))).await?;
        for (request, command) in (1..).zip(commands) {
            let head = Writer::default().number(0).number(wire::kind::COMMAND).number(request);
            page.send(Message::Binary(head.bytes(command.as_bytes()).done())).await?;
        }
        let mut refusals = 0;
        while refusals < commands.len() {
            let message = page.next().await.ok_or("the page was put out")??;
            let bytes = message.into_data();
            if bytes.starts_with(&[0, 5]) {
                let result = String::from_utf8_lossy(&bytes).into_owned();
                assert!(result.contains(r#""ok":false"#), "{role}: {result}");
                refusals += 1;
            }
        }
        let mut stock =
            socket(&scene.server.address, &format!("/sync/{}", scene.board), token).await?;
        stock.send(Message::Binary(stock_awareness(&state("forged", 9)))).await?;
        stock.send(Message::Binary(Flavour::Stock.step_1(&[0]))).await?;
        while let Some(Ok(message)) = stock.next().await {
            if matches!(message, Message::Binary(frame) if is_last(Door::Stock, &frame)) {
                break;
            }
        }
    }
    // The end of it, for the watcher: Anna moves on, in her own name.
    scene.anna.send(stock_awareness(&state("further", 2))).await;
    let mut heard = String::new();
    while !heard.contains("further") {
        let message = watcher.next().await.ok_or("the watcher was put out")??;
        heard.push_str(&String::from_utf8_lossy(&message.into_data()));
    }
    assert!(!heard.contains("forged"), "{heard}");
    let talk = format!("/sync/{}/talk", scene.board);
    let reader = Peer::connect(&scene.server.address, &talk, owner).await?;
    reader.until("the talk", Peer::is_synced).await?;
    for key in ["frame_locked", "own_only", "timer"] {
        expect(key, &reader.has("session", key), &false)?;
    }
    scene.server.kill().await;
    Ok(())
}
