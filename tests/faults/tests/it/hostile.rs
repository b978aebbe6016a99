//! A hostile client on real sockets: it writes raw bytes, by either protocol, in every role, to every
//! document, while honest people are on the board. Nothing of it is anywhere: not in their windows, not
//! for a newcomer, not in the log, not after a restart; and whoever may write is still heard.

use std::path::Path;

use bytes::Bytes;
use crdt::ids::Document;
use crdt::wire::{self, Flavour, Stock, Sync, live_presence, stock_awareness};
use futures_util::future::try_join_all;
use futures_util::{SinkExt as _, StreamExt as _};
use harness::forge::{Forge, Forger, Trick, deletes, record};
use harness::peer::Peer;
use harness::server::Server;
use tokio_tungstenite::tungstenite::Message;

use crate::{Outcome, expect};
use attack::{Aim, Attack, Door, Failure, HOSTILE, Kind, Shot, Tally, socket};

mod attack;

/// Attacks at one time.
const AT_ONCE: usize = 24;
const ROLES: [&str; 6] = ["viewer", "commenter", "participant", "editor", "facilitator", "owner"];
const DOCUMENTS: [&str; 5] = ["map", "frame", "talk", "notes", "drafts/somebody"];

/// The root of a document that holds records.
fn root_of(document: &str) -> &'static str {
    match document {
        "frame" => "lanes",
        "talk" => "comments",
        "notes" => "respondents",
        _ => "stickies",
    }
}

/// The roles that may not write a document, however honest the change. Nobody writes `talk`, nobody here is
/// of the core team, and drafts are somebody's own.
fn overstepping(document: &str) -> &'static [&'static str] {
    match document {
        "map" => &ROLES[..2],
        "frame" => &ROLES[..3],
        _ => &ROLES,
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

    fn aim(&self, document: &str) -> Aim {
        Aim { root: root_of(document), victim: self.anna.client() }
    }

    /// What nobody in this role may send to this document.
    fn tricks(&self, document: &str, role: &str) -> Vec<Trick> {
        let Aim { root, victim } = self.aim(document);
        let forger = Forger { own: HOSTILE, victim };
        let mut tricks = forger.tricks(root);
        if document == "map" {
            tricks.extend(forger.takings());
        }
        if overstepping(document).contains(&role) {
            tricks.push(("an honest change", record(HOSTILE, root, "x")));
            tricks.push(("a deletion", deletes(victim, 3, 1)));
        }
        tricks
    }

    /// A trick in a frame; nothing where it would be no trick.
    fn shot(&self, name: &str, door: Door, kind: Kind, (trick, bytes): &Trick) -> Option<Shot> {
        let document: Document = name.parse().ok()?;
        // By the page's own socket drafts are one's own.
        let is_own = name == "drafts/somebody" && door == Door::Live;
        // What is known already is ignored, and what is honest beside it is taken.
        let is_known = *trick == "another's replica id" && name == "map";
        let is_taken = match kind {
            Kind::Merged | Kind::Deletion => is_known,
            _ => false,
        };
        if is_taken || is_own && matches!(*trick, "an honest change" | "a deletion") {
            return None;
        }
        let frame = kind.frame(door, &document, bytes, &self.aim(name));
        Some(Shot { document, frame, what: format!("{trick} as {kind:?} by {door:?}") })
    }

    /// Every trick in every kind of frame to every document: by the stock door one document after the other,
    /// by the page's own one trick after the other, because one connection has them all.
    fn attacks(&self) -> Vec<Attack> {
        let mut attacks = Vec::new();
        for (role, token) in &self.tokens {
            for document in DOCUMENTS {
                let tricks = self.tricks(document, role);
                for kind in Kind::CHANGES.into_iter().chain([Kind::Presence]) {
                    let shots = tricks.iter();
                    let shots = shots.filter_map(|one| self.shot(document, Door::Stock, kind, one));
                    let path = format!("/sync/{}/{document}", self.board);
                    let (door, token, shots) = (Door::Stock, token.clone(), shots.collect());
                    attacks.push(Attack { door, path, token, shots });
                }
            }
            attacks.extend(self.attacks_by_the_page(role, token));
        }
        attacks
    }

    fn attacks_by_the_page(&self, role: &str, token: &str) -> Vec<Attack> {
        let path = format!("/live/{}", self.board);
        let by_document = DOCUMENTS.map(|document| (document, self.tricks(document, role)));
        let most = by_document.iter().map(|(_, tricks)| tricks.len()).max().unwrap_or(0);
        let mut all = Vec::new();
        for kind in Kind::CHANGES {
            all.extend((0..most).map(|nth| {
                let tricks = by_document.iter();
                let tricks = tricks.filter_map(|(name, tricks)| Some((name, tricks.get(nth)?)));
                tricks.filter_map(|(name, one)| self.shot(name, Door::Live, kind, one)).collect()
            }));
        }
        for kind in [Kind::Presence, Kind::Command] {
            let tricks = self.tricks("map", role);
            let shots = tricks.iter();
            all.push(shots.filter_map(|one| self.shot("map", Door::Live, kind, one)).collect());
        }
        let attack = |shots: Vec<Shot>| Attack {
            door: Door::Live,
            path: path.clone(),
            token: token.to_owned(),
            shots,
        };
        all.into_iter().map(attack).collect()
    }

    async fn run(&self, attacks: Vec<Attack>) -> Result<Tally, Failure> {
        let mut tally = Tally::default();
        let mut attacks = attacks.into_iter().peekable();
        while attacks.peek().is_some() {
            let runs = attacks.by_ref().take(AT_ONCE);
            let runs = runs.map(|attack| attack.run(&self.server.address));
            for one in try_join_all(runs).await? {
                tally.decided += one.decided;
                tally.shut_out += one.shut_out;
                tally.connections += one.connections;
            }
        }
        Ok(tally)
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
    let anna = scene.anna.client();
    let of_others = |scene: &Scene| {
        let mut clocks = scene.bert.clocks();
        clocks.remove(&anna);
        clocks
    };
    let bert_saw = of_others(&scene);
    let attacks = scene.attacks();
    let fired: usize = attacks.iter().map(|attack| attack.shots.len()).sum();
    // Raw interviews, and somebody else's drafts, have no door for anybody here.
    let is_shut = |attack: &&Attack| {
        attack.path.ends_with("/notes") || attack.path.ends_with("/drafts/somebody")
    };
    let shut: usize = attacks.iter().filter(is_shut).map(|attack| attack.shots.len()).sum();
    let tally = scene.run(attacks).await?;
    assert_eq!(tally.decided + tally.shut_out, fired);
    assert!(tally.decided > 9_000, "{tally:?}");
    assert_eq!(tally.shut_out, shut, "{tally:?}");
    expect("what newcomers see", &scene.shown(&scene.server).await?, &before)?;
    expect("the log", &logged(folder.path())?, &log)?;
    scene.honest_work("b").await?;
    // What was under way to Bert came before that.
    expect("what Bert was shown of others", &of_others(&scene), &bert_saw)?;
    expect("what Bert sees", &scene.bert.stickies(), &vec!["a".to_owned(), "b".to_owned()])?;
    expect("words", &scene.bert.words("a"), &Some("gaat gewoon door".to_owned()))?;
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

/// Whether the answer to the question at the end has come, and with it the end of everything before it.
fn is_answered(frame: &Bytes) -> bool {
    wire::decode_stock(frame.clone()).is_ok_and(|messages| {
        messages.iter().any(|message| matches!(message, Stock::Sync(Sync::Step2(_))))
    })
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
            page.send(Message::Binary(attack::command(request, command.as_bytes()))).await?;
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
            if matches!(message, Message::Binary(frame) if is_answered(&frame)) {
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
