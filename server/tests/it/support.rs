//! The server under test, in this process and on a port that the system chose, and a small client.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, header};
use bytes::Bytes;
use clap::Parser as _;
use crdt::ids::{BoardId, ClientId, Document, Epoch, MemberId, Millis, Role, Seq};
use http_body_util::BodyExt as _;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde_json::Value;
use server::accounts::{boards, links};
use server::app::{App, Habits, Stores};
use server::clock;
use server::config::{Cli, Command, Serve};
use server::pace::Pace;
use server::store::sqlite::{Folder, Sqlite, Use};
use server::store::{Grant, Loaded, Log, Record, StoreError, Verdict};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// The longest that anything may take before a test gives up.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

pub(crate) async fn in_time<T>(future: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, future).await.expect("it happens in time")
}

/// Settings as the command line gives them.
pub(crate) fn settings(flags: &[&str]) -> Serve {
    let args = ["reisbord", "serve", "--listen", "127.0.0.1:0", "--no-demo"];
    let cli = Cli::try_parse_from(args.iter().chain(flags)).unwrap();
    let Command::Serve(config) = cli.command else { panic!("serve was asked for") };
    *config
}

pub(crate) struct TestServer {
    pub(crate) app: App,
    pub(crate) address: String,
    /// Where requests go: the origin and the base path.
    pub(crate) url: String,
    pub(crate) serving: JoinHandle<bool>,
    pub(crate) client: Client<HttpConnector, Body>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The cookie that it sets, as a browser sends it back.
    pub(crate) fn cookie(&self) -> String {
        self.header(header::SET_COOKIE).split(';').next().unwrap().to_owned()
    }
}

/// How a request says who asks.
#[derive(Debug, Clone, Copy)]
pub(crate) enum As<'a> {
    Nobody,
    Cookie(&'a str),
    /// A cookie, from a page with this origin.
    CookieFrom(&'a str, &'a str),
    Bearer(&'a str),
}

pub(crate) fn sqlite(folder: &Path) -> Arc<Sqlite> {
    Arc::new(Sqlite::open(Folder::open(folder, Use::Serve).unwrap()).unwrap())
}

impl TestServer {
    pub(crate) async fn start(folder: &Path, flags: &[&str]) -> Self {
        Self::on(sqlite(folder), flags, Habits::default()).await
    }

    /// With other patience than usual.
    pub(crate) async fn paced(folder: &Path, flags: &[&str], pace: Pace) -> Self {
        Self::on(sqlite(folder), flags, Habits { pace, ..Habits::default() }).await
    }

    pub(crate) async fn on(stores: impl Into<Stores>, flags: &[&str], habits: Habits) -> Self {
        let config = settings(flags);
        let listener = TcpListener::bind(config.listen).await.unwrap();
        let listening = listener.local_addr().unwrap();
        let public_url = config.address(listening);
        let address = listening.to_string();
        let url = format!("http://{address}{}", config.base());
        let app = App::new(config, public_url, stores.into(), habits).unwrap();
        let serving = tokio::spawn({
            let app = app.clone();
            async move { app.serve(listener).await }
        });
        let client = Client::builder(TokioExecutor::new()).build_http();
        Self { app, address, url, serving, client }
    }

    /// Stops as a signal would; whether everything was durable.
    pub(crate) async fn stop(self) -> bool {
        self.app.stop();
        in_time(self.serving).await.unwrap()
    }

    pub(crate) fn board(&self, title: &str) -> BoardId {
        boards::create(self.app.accounts.as_ref(), title, "leeg", clock::now()).unwrap().id
    }

    pub(crate) fn token(&self, board: &BoardId, role: Role) -> String {
        self.link(Grant::Board(board.clone(), role))
    }

    pub(crate) fn link(&self, grant: Grant) -> String {
        let book = self.app.accounts.as_ref();
        links::create(book, grant, clock::now(), None).unwrap().1.reveal().to_owned()
    }

    /// A browser that opened a link; its cookie.
    pub(crate) async fn browser(&self, token: &str) -> String {
        let body = serde_json::json!({"token": token, "name": "Anna de Vries"});
        let answer = self.ask(Method::POST, "/v1/session", As::Nobody, Some(body)).await;
        assert_eq!(answer.status, StatusCode::OK, "{answer:?}");
        answer.cookie()
    }

    pub(crate) async fn get(&self, path: &str, who: As<'_>) -> Answer {
        self.ask(Method::GET, path, who, None).await
    }

    pub(crate) async fn ask(
        &self,
        method: Method,
        path: &str,
        who: As<'_>,
        body: Option<Value>,
    ) -> Answer {
        let origin = format!("http://{}", self.address);
        let mut headers = Vec::new();
        match who {
            As::Nobody => {}
            As::Cookie(cookie) => {
                headers.extend([(header::COOKIE, cookie.to_owned()), (header::ORIGIN, origin)]);
            }
            As::CookieFrom(cookie, origin) => headers
                .extend([(header::COOKIE, cookie.to_owned()), (header::ORIGIN, origin.to_owned())]),
            As::Bearer(token) => headers.push((header::AUTHORIZATION, format!("Bearer {token}"))),
        }
        let body = body.map(|body| {
            headers.push((header::CONTENT_TYPE, "application/json".to_owned()));
            body.to_string()
        });
        self.raw(method, path, &headers, body.unwrap_or_default()).await
    }

    pub(crate) async fn raw(
        &self,
        method: Method,
        path: &str,
        headers: &[(HeaderName, String)],
        body: String,
    ) -> Answer {
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = method;
        *request.uri_mut() = format!("{}{path}", self.url).parse().unwrap();
        for (name, value) in headers {
            request.headers_mut().append(name, HeaderValue::from_str(value).unwrap());
        }
        let response = in_time(self.client.request(request)).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = in_time(body.collect()).await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }
}

/// A store on a disk that can be told to refuse.
#[derive(Debug)]
pub(crate) struct Moody {
    inner: Arc<Sqlite>,
    refuses: AtomicBool,
}

impl Moody {
    pub(crate) fn on(inner: Arc<Sqlite>) -> Arc<Self> {
        Arc::new(Self { inner, refuses: AtomicBool::new(false) })
    }

    pub(crate) fn refuse(&self, refuses: bool) {
        self.refuses.store(refuses, Ordering::SeqCst);
    }
}

impl Log for Moody {
    fn append(&self, batch: &[Record]) -> Result<Vec<Verdict>, StoreError> {
        if self.refuses.load(Ordering::SeqCst) {
            return Err(StoreError::Disk("no space left".to_owned()));
        }
        self.inner.append(batch)
    }
    fn load(&self, board: &BoardId) -> Result<Loaded, StoreError> {
        self.inner.load(board)
    }
    fn snapshot(
        &self,
        board: &BoardId,
        document: &Document,
        up_to: Seq,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        self.inner.snapshot(board, document, up_to, bytes)
    }
    fn quarantine(
        &self,
        board: &BoardId,
        document: &Document,
        member: &MemberId,
        bytes: &[u8],
    ) -> Result<(), StoreError> {
        self.inner.quarantine(board, document, member, bytes)
    }
    fn thin_quarantine(&self, before: Millis) -> Result<usize, StoreError> {
        self.inner.thin_quarantine(before)
    }
    fn epochs(&self, boards: &[BoardId]) -> Result<Vec<Option<Epoch>>, StoreError> {
        self.inner.epochs(boards)
    }
    fn begin_again(
        &self,
        board: &BoardId,
        epoch: Epoch,
        documents: &[(Document, Bytes)],
        retired: &[ClientId],
        on: Millis,
    ) -> Result<(), StoreError> {
        self.inner.begin_again(board, epoch, documents, retired, on)
    }
    fn is_unsettled(&self) -> bool {
        self.inner.is_unsettled()
    }
    fn settle(&self, everything: bool) -> Result<(), StoreError> {
        self.inner.settle(everything)
    }
}
