//! The few HTTP requests that set a board up: one connection each, JSON in and out. No redirects, no
//! chunks, no TLS: it talks to servers that it started itself.

use serde_json::Value;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::failure::Failure;

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    /// The status.
    pub(crate) status: u16,
    /// The cookie that was set, if any.
    pub(crate) cookie: Option<String>,
    /// The body; `null` when it is no JSON.
    pub(crate) body: Value,
}

impl Answer {
    /// A text in the body.
    pub(crate) fn text(&self, key: &str) -> Result<String, Failure> {
        let found = self.body.get(key).and_then(Value::as_str).map(str::to_owned);
        found.ok_or_else(|| Failure(format!("no `{key}` in an answer {}", self.status)))
    }
}

/// Asks for something.
pub(crate) async fn get(address: &str, path: &str) -> Result<Answer, Failure> {
    send(address, &format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"))
        .await
}

/// Sends JSON, with a cookie when there is one.
pub(crate) async fn post(
    address: &str,
    path: &str,
    cookie: Option<&str>,
    body: &Value,
) -> Result<Answer, Failure> {
    let body = body.to_string();
    let cookie = cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
    let request = format!(
        "POST {path} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n{cookie}\
         Content-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    let answer = send(address, &request).await?;
    if !(200..300).contains(&answer.status) {
        return Err(Failure(format!("{path} answered {}: {}", answer.status, answer.body)));
    }
    Ok(answer)
}

async fn send(address: &str, request: &str) -> Result<Answer, Failure> {
    let mut stream = TcpStream::connect(address).await?;
    stream.write_all(request.as_bytes()).await?;
    let mut said = Vec::new();
    stream.read_to_end(&mut said).await?;
    let said = String::from_utf8_lossy(&said);
    let (head, body) = said.split_once("\r\n\r\n").unwrap_or((&said, ""));
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let cookie = head.lines().find_map(|line| {
        let (name, value) = line.split_once(": ")?;
        let is_cookie = name.eq_ignore_ascii_case("set-cookie");
        is_cookie.then(|| value.split(';').next().unwrap_or_default().to_owned())
    });
    // A server that answers in chunks puts sizes around the one object that we look for.
    let object = body.find('{').zip(body.rfind('}')).and_then(|(from, to)| body.get(from..=to));
    let body = serde_json::from_str(object.unwrap_or(body)).unwrap_or(Value::Null);
    Ok(Answer { status, cookie, body })
}
