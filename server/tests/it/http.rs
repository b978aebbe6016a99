//! The HTTP API from outside: who may ask what, and what every answer looks like.

use crate::support::{Answer, As, TestServer};
use axum::http::{Method, StatusCode, header};
use crdt::ids::Role;
use serde_json::json;
use server::store::Grant;

async fn server(flags: &[&str]) -> (tempfile::TempDir, TestServer) {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), flags).await;
    (folder, server)
}

fn is_problem(answer: &Answer, status: StatusCode) {
    assert_eq!(answer.status, status, "{answer:?}");
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/problem+json");
    let body = answer.json();
    assert_eq!(body["status"], status.as_u16());
    for field in ["type", "title", "detail"] {
        assert!(body[field].is_string(), "{field} in {body}");
    }
}

/// Every route with a body that it takes.
fn routes(board: &str) -> Vec<(Method, String, Option<serde_json::Value>)> {
    let at = |rest: &str| format!("/v1/boards/{board}{rest}");
    vec![
        (Method::GET, "/v1/session".to_owned(), None),
        (Method::PATCH, "/v1/session".to_owned(), Some(json!({"name": "B"}))),
        (Method::DELETE, "/v1/session".to_owned(), None),
        (Method::GET, "/v1/templates".to_owned(), None),
        (Method::GET, "/v1/boards".to_owned(), None),
        (Method::POST, "/v1/boards".to_owned(), Some(json!({"title": "B", "template": "leeg"}))),
        (Method::GET, at(""), None),
        (Method::PATCH, at(""), Some(json!({"title": "B"}))),
        (Method::DELETE, at(""), None),
        (Method::GET, at("/actions?format=csv"), None),
        (Method::GET, at("/feeds"), None),
        (Method::POST, at("/feeds"), None),
        (Method::DELETE, at("/feeds/abc"), None),
        (Method::GET, at("/links"), None),
        (Method::POST, at("/links"), Some(json!({"role": "viewer"}))),
        (Method::DELETE, at("/links/abc"), None),
        (Method::GET, at("/members"), None),
        (Method::PATCH, at("/members/abc"), Some(json!({"role": "viewer"}))),
        (Method::DELETE, at("/members/abc"), None),
        (Method::GET, "/v1/nothing".to_owned(), None),
    ]
}

#[tokio::test]
async fn without_a_session_everything_is_401() {
    let (_folder, server) = server(&[]).await;
    let board = server.board("Geheim");
    let wrong = "A".repeat(32);
    let wrong_cookie = format!("reisbord={wrong}");
    for (method, path, body) in routes(board.as_str()) {
        for who in [As::Nobody, As::Bearer(&wrong), As::Bearer("x"), As::Cookie(&wrong_cookie)] {
            let answer = server.ask(method.clone(), &path, who, body.clone()).await;
            is_problem(&answer, StatusCode::UNAUTHORIZED);
            assert!(!String::from_utf8_lossy(&answer.body).contains("Geheim"));
        }
    }
}

#[tokio::test]
async fn a_link_becomes_a_session_once_there_is_a_name() {
    let (_folder, server) = server(&[]).await;
    let board = server.board("Aanvragen");
    let token = server.token(&board, Role::Participant);
    let ask = |body| server.ask(Method::POST, "/v1/session", As::Nobody, Some(body));
    let answer = ask(json!({"token": token})).await;
    let expected = json!({"needs": "name", "title": "Aanvragen", "role": "participant"});
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, expected));
    is_problem(&ask(json!({"token": token, "name": " \t"})).await, StatusCode::BAD_REQUEST);
    is_problem(&ask(json!({"token": "wrong"})).await, StatusCode::UNAUTHORIZED);
    is_problem(&ask(json!({"tokens": token})).await, StatusCode::BAD_REQUEST);
    let answer = ask(json!({"token": token, "name": " Anna "})).await;
    let expected = json!({"goto": format!("/b/{board}"), "name": "Anna", "beheer": false});
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, expected));
    let set = answer.header(header::SET_COOKIE);
    for part in ["reisbord=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
        assert!(set.contains(part), "{part} in {set}");
    }
    assert!(!set.contains("Secure"));
    let cookie = answer.cookie();
    let again = server.get("/v1/session", As::Cookie(&cookie)).await;
    assert_eq!(again.json(), json!({"name": "Anna", "beheer": false}));
    assert_eq!(again.cookie(), cookie, "the cookie is renewed");
    let boards = server.get("/v1/boards", As::Cookie(&cookie)).await.json();
    assert_eq!(boards["boards"][0]["role"], "participant");
    assert_eq!(boards["boards"].as_array().unwrap().len(), 1);
    let all = server.get("/v1/boards?all=true", As::Cookie(&cookie)).await;
    is_problem(&all, StatusCode::FORBIDDEN);
    let gone = server.ask(Method::DELETE, "/v1/session", As::Cookie(&cookie), None).await;
    assert_eq!(gone.status, StatusCode::NO_CONTENT);
    is_problem(&server.get("/v1/session", As::Cookie(&cookie)).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_instance_link_works_once_and_manages_everything() {
    let (_folder, server) = server(&[]).await;
    let token = server.link(Grant::Instance);
    let cookie = server.browser(&token).await;
    let again = json!({"token": token, "name": "Eve"});
    let answer = server.ask(Method::POST, "/v1/session", As::Nobody, Some(again.clone())).await;
    is_problem(&answer, StatusCode::UNAUTHORIZED);
    is_problem(&server.get("/v1/boards", As::Bearer(&token)).await, StatusCode::UNAUTHORIZED);
    let answer = server.ask(Method::POST, "/v1/session", As::Cookie(&cookie), Some(again)).await;
    assert_eq!((answer.status, &answer.json()["goto"]), (StatusCode::OK, &json!("/")));
    let new = json!({"title": "Nieuw bord", "template": "leeg"});
    let made = server.ask(Method::POST, "/v1/boards", As::Cookie(&cookie), Some(new)).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let at = made.header(header::LOCATION).to_owned();
    assert_eq!(server.get(&at, As::Cookie(&cookie)).await.json(), made.json());
    let wrong = json!({"title": "Nieuw bord", "template": "wat"});
    let wrong = server.ask(Method::POST, "/v1/boards", As::Cookie(&cookie), Some(wrong)).await;
    is_problem(&wrong, StatusCode::BAD_REQUEST);
    let change = json!({"title": "Anders", "archived": true});
    let changed = server.ask(Method::PATCH, &at, As::Cookie(&cookie), Some(change)).await;
    assert_eq!(changed.json()["archived"], true, "{changed:?}");
    let deleted = server.ask(Method::DELETE, &at, As::Cookie(&cookie), None).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    is_problem(&server.get(&at, As::Cookie(&cookie)).await, StatusCode::NOT_FOUND);
    let templates = server.get("/v1/templates", As::Cookie(&cookie)).await.json();
    assert_eq!(templates["templates"].as_array().unwrap().len(), 3);
}

#[tokio::test]
async fn a_new_title_is_in_the_board_and_in_the_list() {
    let (folder, server) = server(&[]).await;
    let board = server.board("Oud");
    let token = server.token(&board, Role::Owner);
    let at = format!("/v1/boards/{board}");
    let change = json!({"title": "Nieuwe titel"});
    let changed = server.ask(Method::PATCH, &at, As::Bearer(&token), Some(change)).await;
    assert_eq!(changed.status, StatusCode::OK, "{changed:?}");
    let loaded = server.app.log.load(&board).unwrap();
    assert!(loaded.last_seq > crdt::ids::Seq(1), "the title is an edit in the log");
    assert!(server.stop().await);
    let server = TestServer::start(folder.path(), &[]).await;
    let show = server.get(&at, As::Bearer(&token)).await;
    assert_eq!(show.json()["title"], "Nieuwe titel");
}

#[tokio::test]
async fn only_owners_and_beheer_manage_a_board() {
    let (_folder, server) = server(&[]).await;
    let board = server.board("Bord");
    for role in Role::ALL {
        let token = server.token(&board, role);
        let cookie = server.browser(&token).await;
        for who in [As::Bearer(&token), As::Cookie(&cookie)] {
            let links = server.get(&format!("/v1/boards/{board}/links"), who).await;
            let members = server.get(&format!("/v1/boards/{board}/members"), who).await;
            assert_eq!(members.status, StatusCode::OK);
            if role == Role::Owner {
                assert_eq!(links.status, StatusCode::OK);
            } else {
                is_problem(&links, StatusCode::FORBIDDEN);
            }
        }
    }
    let other = server.board("Ander bord");
    let stranger = server.browser(&server.token(&other, Role::Owner)).await;
    let at = format!("/v1/boards/{board}");
    is_problem(&server.get(&at, As::Cookie(&stranger)).await, StatusCode::FORBIDDEN);
    is_problem(
        &server.get("/v1/boards/nothing", As::Cookie(&stranger)).await,
        StatusCode::NOT_FOUND,
    );
}

#[tokio::test]
async fn a_revoked_link_puts_out_who_came_by_it_and_a_removed_person_stays_out() {
    let (_folder, server) = server(&[]).await;
    let board = server.board("Bord");
    let owner = server.token(&board, Role::Owner);
    let at = |rest: &str| format!("/v1/boards/{board}/{rest}");
    let new = json!({"role": "editor", "expires_in_days": 7});
    let made = server.ask(Method::POST, &at("links"), As::Bearer(&owner), Some(new)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{made:?}");
    let (token, link) = (made.json()["token"].clone(), made.json()["link"].clone());
    let token = token.as_str().unwrap();
    assert!(made.json()["url"].as_str().unwrap().ends_with(&format!("/join#{token}")));
    let (anna, bert) = (server.browser(token).await, server.browser(token).await);
    let members = server.get(&at("members"), As::Cookie(&anna)).await.json();
    let members = members["members"].as_array().unwrap().clone();
    let you = members.iter().find(|member| member["you"] == true).unwrap();
    assert_eq!((you["initials"].as_str(), you["role"].as_str()), (Some("AV"), Some("editor")));
    let person = at(&format!("members/{}", you["id"].as_str().unwrap()));
    let less = json!({"role": "viewer"});
    let changed = server.ask(Method::PATCH, &person, As::Bearer(&owner), Some(less)).await;
    assert_eq!(changed.json()["role"], "viewer");
    let rejoin = json!({"token": token});
    let joined =
        server.ask(Method::POST, "/v1/session", As::Cookie(&anna), Some(rejoin.clone())).await;
    assert_eq!(joined.status, StatusCode::OK);
    let show = server.get(&format!("/v1/boards/{board}"), As::Cookie(&anna)).await;
    assert_eq!(show.json()["role"], "viewer", "opening the link again does not undo a hand");
    let removed = server.ask(Method::DELETE, &person, As::Bearer(&owner), None).await;
    assert_eq!(removed.status, StatusCode::NO_CONTENT);
    is_problem(&server.get(&at("members"), As::Cookie(&anna)).await, StatusCode::FORBIDDEN);
    let rejoined = server.ask(Method::POST, "/v1/session", As::Cookie(&anna), Some(rejoin)).await;
    is_problem(&rejoined, StatusCode::FORBIDDEN);
    assert_eq!(server.get(&at("members"), As::Cookie(&bert)).await.status, StatusCode::OK);
    let link = at(&format!("links/{}", link["id"].as_str().unwrap()));
    let revoked = server.ask(Method::DELETE, &link, As::Bearer(&owner), None).await;
    assert_eq!(revoked.status, StatusCode::NO_CONTENT);
    is_problem(&server.get(&at("members"), As::Cookie(&bert)).await, StatusCode::FORBIDDEN);
    is_problem(&server.get(&at("members"), As::Bearer(token)).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_cookie_alone_changes_nothing_for_another_page() {
    let (_folder, server) = server(&[]).await;
    let board = server.board("Bord");
    let cookie = server.browser(&server.token(&board, Role::Owner)).await;
    let at = format!("/v1/boards/{board}");
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
        let who = As::CookieFrom(&cookie, origin);
        is_problem(&server.ask(Method::DELETE, &at, who, None).await, StatusCode::FORBIDDEN);
        let join = json!({"token": "x", "name": "Eve"});
        let join = server.ask(Method::POST, "/v1/session", who, Some(join)).await;
        is_problem(&join, StatusCode::FORBIDDEN);
    }
    let bare = [(header::COOKIE, cookie.clone())];
    let answer = server.raw(Method::DELETE, &at, &bare, String::new()).await;
    is_problem(&answer, StatusCode::FORBIDDEN);
    assert_eq!(server.get(&at, As::Cookie(&cookie)).await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_answer_carries_the_headers_and_errors_are_problems() {
    let (_folder, server) = server(&[]).await;
    let cookie = server.browser(&server.link(Grant::Instance)).await;
    let who = As::Cookie(&cookie);
    for path in ["/", "/b/abc", "/join", "/v1/boards", "/v1/none", "/healthz", "/readyz", "/x/y"] {
        let answer = server.get(path, who).await;
        for (name, value) in [
            ("api-version", "1.0.0"),
            ("x-content-type-options", "nosniff"),
            ("x-frame-options", "DENY"),
            ("referrer-policy", "no-referrer"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(answer.header(name), value, "{name} of {path}");
        }
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"));
        assert!(!policy.contains("unsafe"));
    }
    let nonces = [server.get("/", who).await, server.get("/", who).await]
        .map(|page| page.header("content-security-policy").to_owned());
    assert_ne!(nonces[0], nonces[1], "a nonce is used once");
    is_problem(&server.get("/v1/boards/", who).await, StatusCode::NOT_FOUND);
    let put = server.ask(Method::PUT, "/v1/boards", who, None).await;
    is_problem(&put, StatusCode::METHOD_NOT_ALLOWED);
    assert!(put.header(header::ALLOW).contains("POST"));
    let origin = format!("http://{}", server.address);
    let text = [(header::COOKIE, cookie.clone()), (header::ORIGIN, origin)];
    let answer = server.raw(Method::POST, "/v1/boards", &text, "{}".to_owned()).await;
    is_problem(&answer, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let large = json!({"title": "x".repeat(20_000), "template": "leeg"});
    let answer = server.ask(Method::POST, "/v1/boards", who, Some(large)).await;
    is_problem(&answer, StatusCode::PAYLOAD_TOO_LARGE);
    is_problem(&server.get("/v1/boards?all=maybe", who).await, StatusCode::BAD_REQUEST);
    is_problem(&server.get("/sync/abc", As::Nobody).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn behind_a_proxy_the_cookie_is_bound_to_https_and_everything_is_below_the_path() {
    let flags = ["--public-url", "https://reisbord.example.nl/klant"];
    let (_folder, server) = server(&flags).await;
    let board = server.board("Bord");
    let token = server.token(&board, Role::Owner);
    let body = json!({"token": token, "name": "Anna"});
    let answer = server.ask(Method::POST, "/v1/session", As::Nobody, Some(body)).await;
    assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
    let set = answer.header(header::SET_COOKIE);
    assert!(
        set.starts_with("__Host-reisbord=") && set.contains("; Secure") && set.contains("Path=/;")
    );
    assert!(answer.header("strict-transport-security").starts_with("max-age="));
    let cookie = answer.cookie();
    let ours = As::CookieFrom(&cookie, "https://reisbord.example.nl");
    let body = Some(json!({"role": "viewer"}));
    let link = server.ask(Method::POST, &format!("/v1/boards/{board}/links"), ours, body).await;
    let url = link.json()["url"].as_str().unwrap().to_owned();
    assert!(url.starts_with("https://reisbord.example.nl/klant/join#"));
    let outside = TestServer { url: format!("http://{}", server.address), ..server };
    is_problem(&outside.get("/v1/boards", ours).await, StatusCode::NOT_FOUND);
    assert_eq!(outside.get("/healthz", As::Nobody).await.status, StatusCode::OK);
}

#[tokio::test]
async fn forwarded_headers_count_only_from_a_trusted_proxy() {
    let forwarded = [(header::HeaderName::from_static("x-forwarded-proto"), "https".to_owned())];
    for (flags, secure) in [(&[][..], false), (&["--trusted-proxies", "127.0.0.0/8"][..], true)] {
        let (_folder, server) = server(flags).await;
        let answer = server.raw(Method::GET, "/", &forwarded, String::new()).await;
        assert_eq!(answer.header("strict-transport-security").is_empty(), !secure);
    }
}

#[tokio::test]
async fn guessing_runs_out() {
    let (_folder, server) = server(&[]).await;
    let guess = json!({"token": "A".repeat(32), "name": "Eve"});
    let mut statuses = Vec::new();
    for _ in 0..40 {
        let guess = Some(guess.clone());
        statuses.push(server.ask(Method::POST, "/v1/session", As::Nobody, guess).await.status);
    }
    assert_eq!(statuses[0], StatusCode::UNAUTHORIZED);
    assert_eq!(statuses[39], StatusCode::TOO_MANY_REQUESTS);
}
