//! A house style: tokens and a logo from files of the operator, under the page's own strict policy.

use std::path::Path;
use std::process::Command;

use axum::http::StatusCode;

use crate::support::{As, TestServer};

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

#[tokio::test]
async fn a_theme_and_a_logo_are_served_from_here_and_can_do_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (theme, logo) = (folder.path().join("huisstijl.css"), folder.path().join("logo.svg"));
    std::fs::write(&theme, ".x { --basis-color-action-1-bg-default: #00387d; }").unwrap();
    std::fs::write(&logo, SVG).unwrap();
    let flags = [
        ["--theme", theme.to_str().unwrap()],
        ["--logo", logo.to_str().unwrap()],
        ["--organisation", "Gemeente Voorbeeld"],
    ];
    let server = TestServer::start(&folder.path().join("data"), flags.as_flattened()).await;
    let page = server.get("/", As::Nobody).await;
    let html = String::from_utf8(page.body.to_vec()).unwrap();
    if html.contains("</head>") && html.contains("id=\"root\"") {
        assert!(html.contains("href=\"theme.css?"), "{html}");
        assert!(html.contains("data-of=\"Gemeente Voorbeeld\""), "{html}");
    }
    assert!(page.header("content-security-policy").contains("style-src 'self' 'nonce-"));
    let sheet = server.get("/theme.css", As::Nobody).await;
    assert_eq!(
        (sheet.status, sheet.header("content-type")),
        (StatusCode::OK, "text/css; charset=utf-8")
    );
    let css = String::from_utf8(sheet.body.to_vec()).unwrap();
    assert!(css.contains("--basis-color-action-1-bg-default:#00387d;"), "{css}");
    let picture = server.get("/logo", As::Nobody).await;
    assert_eq!((picture.status, picture.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    let policy = picture.header("content-security-policy");
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    assert_eq!(picture.header("x-content-type-options"), "nosniff");
}

#[tokio::test]
async fn without_a_house_style_there_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let server = TestServer::start(folder.path(), &[]).await;
    for path in ["/theme.css", "/logo"] {
        assert_eq!(server.get(path, As::Nobody).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

/// How `serve` ends with such a file: a code, and one line.
fn ends(data: &Path, flags: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_reisbord"))
        .args(["serve", "--listen", "127.0.0.1:0", "--data"])
        .arg(data)
        .args(flags)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && output.stdout.is_empty(), "{said}");
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    said
}

#[test]
fn a_bad_file_is_one_clear_line_and_no_server() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = folder.path().join("huisstijl.css");
    let path = file.to_str().unwrap();
    std::fs::write(&file, "--basis-x: red;\n--basis-y: url(https://elders.example/x.png)").unwrap();
    let said = ends(&data, &["--theme", path]);
    assert!(said.contains("huisstijl.css, line 2") && said.contains("url("), "{said}");
    assert!(ends(&data, &["--theme", "/is/er/niet.css"]).contains("/is/er/niet.css"));
    let said = ends(&data, &["--logo", path, "--organisation", "X"]);
    assert!(said.contains(".svg, .png or .webp"), "{said}");
    assert!(ends(&data, &["--logo", path]).contains("--organisation"));
}
