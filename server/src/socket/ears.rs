//! The way in from one socket: messages as the WebSocket library finds them in what the network brings.
//!
//! What the library answers by itself, a pong or the echo of a goodbye, leaves by the outlet, between
//! two of its frames: nothing else writes into the network.

use std::future::poll_fn;
use std::io::{self, Read, Write};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use crdt::limits::MESSAGE_BYTES_MAX;
use tokio::io::{AsyncRead as _, AsyncReadExt as _, ReadBuf};
use tokio::net::tcp::OwnedReadHalf;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::error::Error;
use tokio_tungstenite::tungstenite::protocol::{Role, WebSocketConfig, WebSocketContext};

use crate::rooms::outlet::Outlet;

/// What is read from the network at once; this is what an idle connection keeps.
const READ_BUFFER: usize = 1024;
/// What is read at once when nothing of it counts any more.
const DISCARD_BUFFER: usize = 16 * 1024;

/// The way in from one socket.
#[derive(Debug)]
pub struct Ears {
    network: OwnedReadHalf,
    context: WebSocketContext,
    outlet: Arc<Outlet>,
}

impl Ears {
    /// Listens, first to what came along with the opening.
    pub fn new(network: OwnedReadHalf, came: &Bytes, outlet: Arc<Outlet>) -> Self {
        let context =
            WebSocketContext::from_partially_read(came.to_vec(), Role::Server, Some(limits()));
        Self { network, context, outlet }
    }

    /// The next message.
    pub async fn next(&mut self) -> Result<Message, Error> {
        poll_fn(|task| self.poll(task)).await
    }

    fn poll(&mut self, task: &mut Context<'_>) -> Poll<Result<Message, Error>> {
        let Self { network, context, outlet } = self;
        match context.read(&mut Stream { network, outlet, task }) {
            Err(Error::Io(error)) if error.kind() == io::ErrorKind::WouldBlock => Poll::Pending,
            outcome => Poll::Ready(outcome),
        }
    }

    /// Takes in whatever still comes, until the other side ends.
    pub async fn discard(&mut self) {
        let mut unread = vec![0; DISCARD_BUFFER];
        while let Ok(1..) = self.network.read(&mut unread).await {}
    }
}

fn limits() -> WebSocketConfig {
    WebSocketConfig::default()
        .read_buffer_size(READ_BUFFER)
        .write_buffer_size(0)
        .max_message_size(Some(MESSAGE_BYTES_MAX))
        .max_frame_size(Some(MESSAGE_BYTES_MAX))
}

/// The network as the library wants it: it reads without waiting, and writes into the outlet.
struct Stream<'a, 'b> {
    network: &'a mut OwnedReadHalf,
    outlet: &'a Outlet,
    task: &'a mut Context<'b>,
}

impl Read for Stream<'_, '_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let mut buffer = ReadBuf::new(bytes);
        match Pin::new(&mut *self.network).poll_read(self.task, &mut buffer) {
            Poll::Ready(read) => read.map(|()| buffer.filled().len()),
            Poll::Pending => Err(io::ErrorKind::WouldBlock.into()),
        }
    }
}

impl Write for Stream<'_, '_> {
    fn write(&mut self, frames: &[u8]) -> io::Result<usize> {
        self.outlet.interject(Bytes::copy_from_slice(frames));
        Ok(frames.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
