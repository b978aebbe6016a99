//! Whether a browser's request comes from our own page.
//!
//! A cookie goes along with requests of any page, so with a cookie alone nothing is changed and no
//! socket opened: the `Origin`, which a page cannot choose, must be ours.

use axum::http::{HeaderMap, header};

use crate::config::Serve;

/// Whether the request's origin is the public URL, or this host when none is set.
pub fn is_ours(config: &Serve, headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return false };
    match &config.public_url {
        Some(url) => origin == url.origin(),
        None => {
            let authority = origin.split_once("://").map(|(_scheme, authority)| authority);
            authority.is_some() && authority == text(header::HOST)
        }
    }
}

/// Whether a page of somebody else is asking. A program sends no origin.
pub fn is_foreign(config: &Serve, headers: &HeaderMap) -> bool {
    headers.contains_key(header::ORIGIN) && !is_ours(config, headers)
}
