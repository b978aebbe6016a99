//! The client inside the binary: one page for all addresses, and its hashed files.
//!
//! The page is filled in per request with a nonce, and once with the base path. Files that the build
//! compressed are sent compressed.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rust_embed::RustEmbed;

use crate::app::App;
use crate::chance;
use crate::config::Serve;
use crate::error::Problem;
use crate::theme::{self, Logo, Theme};

#[derive(RustEmbed)]
#[folder = "../web/dist"]
#[allow_missing = true]
struct Built;

const NONCE: &str = "__CSP_NONCE__";
const BASE: &str = "__BASE_PATH__";

/// What is shown when the server was built without the client.
const NO_CLIENT: &str =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Reisbord</title>
<h1>Reisbord</h1><p>The server runs, but it was built without its page.
<p>Build both with <code>cargo xtask run</code>.</html>";

/// Names change with the contents, so a browser may keep them for good.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// Files that keep their name are asked for again after a day.
const DAY: &str = "public, max-age=86400";

/// The page, with everything but the nonce filled in.
#[derive(Debug)]
pub struct Client {
    page: String,
    sockets: String,
    theme: Option<String>,
    logo: Option<Logo>,
}

impl Client {
    /// Whether the files of the house style can be used.
    pub fn check(config: &Serve) -> Result<(), String> {
        config.theme.as_deref().map(Theme::open).transpose()?;
        config.logo.as_deref().map(Logo::open).transpose()?;
        Ok(())
    }

    /// Reads the page out of the binary, and the house style.
    pub fn new(config: &Serve) -> Result<Self, String> {
        let theme = config.theme.as_deref().map(Theme::open).transpose()?;
        let logo = config.logo.as_deref().map(Logo::open).transpose()?;
        for pair in theme.iter().flat_map(|theme| theme.faint(&own_style())) {
            tracing::warn!("the theme is hard to read: {pair}");
        }
        let theme = theme.map(|theme| theme.css());
        let page = Built::get("index.html")
            .and_then(|file| String::from_utf8(file.data.into_owned()).ok())
            .unwrap_or_else(|| NO_CLIENT.to_owned());
        // Some browsers do not count a WebSocket as `self`.
        let sockets = config.public_url.as_ref().map_or_else(String::new, |url| {
            format!(" ws{}://{}", if url.is_secure { "s" } else { "" }, url.authority)
        });
        let organisation = config.organisation.as_deref().unwrap_or_default();
        let head = head(theme.as_deref(), logo.as_ref(), organisation);
        let page = page.replace(BASE, config.base()).replace("</head>", &format!("{head}</head>"));
        Ok(Self { page, sockets, theme, logo })
    }

    /// What the page may do: run and show only what comes from here.
    fn policy(&self, nonce: &str) -> String {
        let sockets = &self.sockets;
        format!(
            "default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self' \
             'nonce-{nonce}'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'{sockets}; \
             manifest-src 'self'; form-action 'self'; base-uri 'self'; object-src 'none'; \
             frame-ancestors 'none'; require-trusted-types-for 'script'"
        )
    }
}

/// What the house style adds to the head of the page.
fn head(theme: Option<&str>, logo: Option<&Logo>, organisation: &str) -> String {
    let sheet = theme.map(|css| {
        let mark = theme::mark(css.as_bytes());
        format!("<link rel=\"stylesheet\" href=\"theme.css?{mark}\">")
    });
    let logo = logo.map(|logo| {
        let mark = theme::mark(&logo.bytes);
        format!("<meta name=\"logo\" content=\"logo?{mark}\" data-of=\"{organisation}\">")
    });
    sheet.unwrap_or_default() + &logo.unwrap_or_default()
}

/// Our own style sheet, as the build wrote it.
fn own_style() -> String {
    let name =
        Built::iter().find(|name| name.starts_with("assets/index-") && name.ends_with(".css"));
    let file = name.and_then(|name| Built::get(&name));
    file.and_then(|file| String::from_utf8(file.data.into_owned()).ok()).unwrap_or_default()
}

/// `GET /theme.css`: the house style. Its address in the page changes with it.
pub async fn theme(State(app): State<App>) -> Result<Response, Problem> {
    let css = app.client.theme.clone().ok_or_else(nothing)?;
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    Ok(kept(css.into_response(), kind))
}

/// `GET /logo`: a picture by itself may do nothing.
pub async fn logo(State(app): State<App>) -> Result<Response, Problem> {
    let logo = app.client.logo.clone().ok_or_else(nothing)?;
    let mut response = kept(logo.bytes.into_response(), HeaderValue::from_static(logo.kind));
    let alone = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";
    let policy = HeaderValue::from_static(alone);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    Ok(response)
}

fn kept(mut response: Response, kind: HeaderValue) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(DAY));
    response
}

/// The page, at every address that it has.
pub async fn page(State(app): State<App>) -> Response {
    let nonce = STANDARD.encode(chance::bytes::<18>());
    let html = app.client.page.replace(NONCE, &nonce);
    let mut response = Html(html).into_response();
    if let Ok(policy) = HeaderValue::try_from(app.client.policy(&nonce)) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    response
}

/// A file with a hashed name.
pub async fn asset(Path(path): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    file(&format!("assets/{path}"), FOREVER, &headers)
}

/// A file beside the page: an icon, `robots.txt`.
pub async fn top_level(Path(name): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    if name == "index.html" {
        return Err(nothing());
    }
    file(&name, DAY, &headers)
}

fn nothing() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, "there is nothing at this address")
}

fn file(path: &str, keep: &'static str, headers: &HeaderMap) -> Result<Response, Problem> {
    let kind = kind(path).ok_or_else(nothing)?;
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let accepts = |encoding: &str| {
        let mut words = accepted.unwrap_or_default().split(',');
        words.any(|word| word.split(';').next().is_some_and(|word| word.trim() == encoding))
    };
    let twin = [("br", "br"), ("gzip", "gz")].into_iter().find_map(|(encoding, ending)| {
        let found = accepts(encoding).then(|| Built::get(&format!("{path}.{ending}"))).flatten()?;
        Some((Some(encoding), found))
    });
    let plain = || Built::get(path).map(|found| (None, found));
    let (encoding, found) = twin.or_else(plain).ok_or_else(nothing)?;
    let mut response = found.data.into_response();
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    answer.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    Ok(response)
}

/// The media type of a file; what has none here is not served.
fn kind(path: &str) -> Option<&'static str> {
    let (_name, ending) = path.rsplit_once('.')?;
    Some(match ending {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "webp" => "image/webp",
        "woff2" => "font/woff2",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" => "text/plain; charset=utf-8",
        _ => return None,
    })
}
