//! The description of the API: anybody may read it, it keeps the rules for Dutch government that a
//! machine can check, and the server does what it says.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode, header};
use serde_json::{Map, Value, json};
use server::store::Grant;

use crate::support::{As, TestServer};

const NAME: &str = "Gemeente Voorbeeld";
const EMAIL: &str = "reisbord@example.org";
const FLAGS: [&str; 6] = ["--base-path", "/klantreis", "--organisation", NAME, "--contact", EMAIL];
const WORDS: &str = "abcdefghijklmnopqrstuvwxyz0123456789-";

async fn described(flags: &[&str]) -> (tempfile::TempDir, TestServer, Value) {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), flags).await;
    let answer = server.get("/v1/openapi.json", As::Nobody).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header(header::CONTENT_TYPE), "application/json");
    assert_eq!(answer.header(header::ACCESS_CONTROL_ALLOW_ORIGIN), "*");
    let document = answer.json();
    assert_eq!(document["info"]["version"], answer.header("api-version"));
    (folder, server, document)
}

fn operations(document: &Value) -> Vec<(Method, &str, &Value)> {
    let paths = document["paths"].as_object().unwrap();
    let all = paths.iter().flat_map(|(path, item)| {
        let methods = item.as_object().unwrap().iter();
        methods.map(move |(method, operation)| {
            (method.to_uppercase().parse().unwrap(), path.as_str(), operation)
        })
    });
    all.collect()
}

#[tokio::test]
async fn the_description_keeps_the_rules() {
    let (_folder, server, document) = described(&FLAGS).await;
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
    assert_eq!(document["servers"][0]["url"], format!("{}/v1", server.app.public_url));
    let contact = &document["info"]["contact"];
    assert_eq!((&contact["name"], &contact["email"]), (&json!(NAME), &json!(EMAIL)));
    assert_eq!(contact["url"], server.app.public_url.to_string());
    let mut names = BTreeSet::new();
    for (method, path, operation) in operations(&document) {
        let name = format!("{method} {path}");
        assert!(names.insert(operation["operationId"].as_str().unwrap()), "{name} has no own name");
        assert!(!path.ends_with('/'), "{name} ends with a slash");
        for part in path.split('/').filter(|part| !part.starts_with('{')) {
            assert!(part.chars().all(|letter| WORDS.contains(letter)), "{name}: {part}");
        }
        for key in operation["parameters"].as_array().unwrap() {
            let (key, about) = (key["name"].as_str().unwrap(), &key["description"]);
            assert!(key.chars().all(char::is_alphanumeric), "{name}: {key} is no camelCase");
            assert!(about.is_string(), "{name}: {key} is not explained");
        }
        assert!(operation["summary"].is_string(), "{name} is not explained");
        let responses = operation["responses"].as_object().unwrap();
        assert!(responses.keys().any(|status| status.starts_with('2')), "{name} never succeeds");
        assert!(responses.contains_key("400"), "{name} takes anything");
        for (status, response) in responses {
            assert!(response["description"].is_string(), "{name}: {status} is not explained");
            let problem = response["content"]["application/problem+json"].is_object();
            assert_eq!(problem, status.as_str() >= "4", "{name}: {status}");
        }
    }
}

#[tokio::test]
async fn every_field_is_explained() {
    let (_folder, _server, document) = described(&[]).await;
    let mut unexplained = BTreeSet::new();
    let mut seen = 0;
    look(&document["components"]["schemas"], &mut |name, field| {
        seen += 1;
        if !field["description"].is_string() {
            unexplained.insert(name.to_owned());
        }
    });
    assert_eq!(unexplained, BTreeSet::new());
    assert!(seen > 30, "only {seen} fields were looked at");
}

fn look(value: &Value, each: &mut impl FnMut(&str, &Value)) {
    let empty = Map::new();
    let fields = value["properties"].as_object().unwrap_or(&empty);
    for (name, field) in fields {
        each(name, field);
    }
    match value {
        Value::Object(inner) => inner.values().for_each(|value| look(value, each)),
        Value::Array(inner) => inner.iter().for_each(|value| look(value, each)),
        _ => {}
    }
}

#[tokio::test]
async fn every_operation_is_there_and_asks_who_you_are() {
    let (_folder, server, document) = described(&[]).await;
    let beheer = server.link(Grant::Instance);
    let all = operations(&document);
    assert!(all.len() > 25, "{} operations", all.len());
    for (method, path, operation) in all {
        let path = format!("/v1{}", path.replace(['{', '}'], ""));
        let answer = server.ask(method.clone(), &path, As::Nobody, None).await;
        let signs_in = operation["security"].as_array().unwrap().is_empty();
        let expected =
            if signs_in { StatusCode::UNSUPPORTED_MEDIA_TYPE } else { StatusCode::UNAUTHORIZED };
        assert_eq!(answer.status, expected, "{method} {path}");
        let wrong = server.ask(Method::PUT, &path, As::Bearer(&beheer), None).await;
        assert_eq!(wrong.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
        assert!(wrong.header(header::ALLOW).contains(method.as_str()), "{method} {path}");
    }
}
