//! Taking actions along: sheets for whoever sees the board, and a calendar behind a link of its own
//! that opens nothing else and can be withdrawn. Independent readers look at the files in the browser
//! suite; here it is about who gets what.

use crate::support::{As, TestServer};
use axum::http::{Method, StatusCode, header};
use crdt::ids::{BoardId, Role};
use server::accounts::boards;
use server::clock;

async fn server() -> (tempfile::TempDir, TestServer, BoardId) {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    let book = server.app.accounts.as_ref();
    let board = boards::create(book, "Kwijtschelding", "kwijtschelding", clock::now()).unwrap().id;
    (folder, server, board)
}

#[tokio::test]
async fn whoever_sees_the_board_takes_its_actions_along() {
    let (_folder, server, board) = server().await;
    let viewer = server.token(&board, Role::Viewer);
    let path = |rest: &str| format!("/v1/boards/{board}/actions?format={rest}");
    let csv = server.get(&path("csv"), As::Bearer(&viewer)).await;
    assert_eq!(csv.status, StatusCode::OK);
    assert_eq!(csv.header(header::CONTENT_TYPE), "text/csv; charset=utf-8");
    let disposition = csv.header(header::CONTENT_DISPOSITION).to_owned();
    assert_eq!(disposition, "attachment; filename=\"acties.csv\"");
    let text = String::from_utf8(csv.body.to_vec()).unwrap();
    assert!(text.starts_with("\u{feff}Actie;Status;Wie;"));
    let letter = text.lines().find(|line| line.contains("afwijzingsbrief")).unwrap();
    for words in ["bezig", "Communicatie", "verschoven van onderzoek", "ja", "hoog", "laag"] {
        assert!(letter.contains(words), "{words} in {letter}");
    }
    let english = server.get(&path("csv&language=en"), As::Bearer(&viewer)).await;
    assert!(String::from_utf8_lossy(&english.body).contains("Action;Status;Who;"));
    let wrong = server.get(&path("csv&language=xx"), As::Bearer(&viewer)).await;
    assert_eq!(wrong.status, StatusCode::BAD_REQUEST);
    let none = server.get(&format!("/v1/boards/{board}/actions"), As::Bearer(&viewer)).await;
    assert_eq!(none.status, StatusCode::BAD_REQUEST);
    let xlsx = server.get(&path("xlsx"), As::Bearer(&viewer)).await;
    assert!(xlsx.body.starts_with(b"PK"), "a file of Excel is a zip");
    let other = server.token(&server.board("Anders"), Role::Owner);
    let stranger = server.get(&path("csv"), As::Bearer(&other)).await;
    assert_eq!(stranger.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_calendar_link_opens_the_days_of_one_board_until_it_is_withdrawn() {
    let (_folder, server, board) = server().await;
    let owner = server.token(&board, Role::Owner);
    let feeds = format!("/v1/boards/{board}/feeds");
    let editor = server.token(&board, Role::Editor);
    let refused = server.ask(Method::POST, &feeds, As::Bearer(&editor), None).await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    let made = server.ask(Method::POST, &feeds, As::Bearer(&owner), None).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let (url, id) = (made.json()["url"].clone(), made.json()["feed"]["id"].clone());
    let path = url.as_str().unwrap().split_once("/feed/").map(|(_, rest)| format!("/feed/{rest}"));
    let path = path.unwrap();

    let calendar = server.get(&path, As::Nobody).await;
    assert_eq!(calendar.header(header::CONTENT_TYPE), "text/calendar; charset=utf-8");
    let text = String::from_utf8(calendar.body.to_vec()).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.contains("X-WR-CALNAME:Kwijtschelding"));
    assert!(!text.contains("Stuur geen extra formulieren"), "finished actions have no day");

    let empty = server.board("Nog leeg");
    let keeper = server.token(&empty, Role::Owner);
    let feeds_of_empty = format!("/v1/boards/{empty}/feeds");
    let made = server.ask(Method::POST, &feeds_of_empty, As::Bearer(&keeper), None).await.json();
    let (_, rest) = made["url"].as_str().unwrap().split_once("/feed/").unwrap();
    let nothing = server.get(&format!("/feed/{rest}"), As::Nobody).await;
    let text = String::from_utf8(nothing.body.to_vec()).unwrap();
    assert!(!text.contains("VEVENT") && text.contains("BEGIN:VTIMEZONE"), "never without content");

    // The secret is for this and nothing else.
    let secret = path.trim_start_matches("/feed/").trim_end_matches(".ics").to_owned();
    let board_path = format!("/v1/boards/{board}");
    let as_token = server.get(&board_path, As::Bearer(&secret)).await;
    assert_eq!(as_token.status, StatusCode::UNAUTHORIZED);
    let body = serde_json::json!({"token": secret, "name": "Anna"});
    let signed = server.ask(Method::POST, "/v1/session", As::Nobody, Some(body)).await;
    assert_eq!(signed.status, StatusCode::UNAUTHORIZED);
    let people = server.get(&format!("/feed/{owner}.ics"), As::Nobody).await;
    assert_eq!(people.status, StatusCode::NOT_FOUND, "a link for people feeds no calendar");

    let listed = server.get(&feeds, As::Bearer(&owner)).await.json();
    assert_eq!(listed["feeds"][0]["id"], id);
    assert!(!listed.to_string().contains(&secret));
    let links = server.get(&format!("/v1/boards/{board}/links"), As::Bearer(&owner)).await.json();
    assert!(!links.to_string().contains(id.as_str().unwrap()), "it is no link for people");
    let one = format!("{feeds}/{}", id.as_str().unwrap());
    let gone = server.ask(Method::DELETE, &one, As::Bearer(&owner), None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    assert_eq!(server.get(&path, As::Nobody).await.status, StatusCode::NOT_FOUND);
    assert_eq!(server.get(&feeds, As::Bearer(&owner)).await.json()["feeds"], serde_json::json!([]));
}
