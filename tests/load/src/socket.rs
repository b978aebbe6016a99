//! A WebSocket client that costs almost nothing: it reads into one shared buffer, looks at each message
//! where it lies, and writes frames that were made before.
//!
//! It trusts the server it measures more than a product may: no extensions, no checks of UTF-8, and a
//! mask of zeros.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpSocket, TcpStream};

use crate::failure::Failure;

/// The longest that an opening may take on a busy server.
const PATIENCE: Duration = Duration::from_secs(30);
/// The head of an answer.
const HEAD_MAX: usize = 16 * 1_024;
/// What one read takes at most.
const READ: usize = 256 * 1_024;

const BINARY: u8 = 2;
const CLOSE: u8 = 8;
const PING: u8 = 9;
const PONG: u8 = 10;

/// Where a client connects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Door {
    /// Host and port.
    pub(crate) address: String,
    /// Path and query.
    pub(crate) path: String,
    /// A token for the head, if the server asks for one.
    pub(crate) bearer: Option<String>,
}

/// The sending half.
#[derive(Debug, Clone)]
pub(crate) struct Mouth {
    stream: Rc<TcpStream>,
    is_busy: Rc<Cell<bool>>,
}

/// The receiving half.
#[derive(Debug)]
pub(crate) struct Ears {
    mouth: Mouth,
    inbound: Inbound,
}

thread_local! {
    static BUFFER: RefCell<Vec<u8>> = RefCell::new(vec![0; READ]);
}

/// A binary message as a client sends it.
pub(crate) fn message(payload: &[u8]) -> Vec<u8> {
    frame(BINARY, payload)
}

fn frame(kind: u8, payload: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x80 | kind];
    let length = payload.len();
    match (u8::try_from(length), u16::try_from(length)) {
        (Ok(short), _) if short < 126 => frame.push(0x80 | short),
        (_, Ok(middle)) => {
            frame.push(0xfe);
            frame.extend(middle.to_be_bytes());
        }
        _ => {
            frame.push(0xff);
            frame.extend((length as u64).to_be_bytes());
        }
    }
    // The mask: with zeros the payload stays as it is.
    frame.extend([0; 4]);
    frame.extend(payload);
    frame
}

/// Opens a WebSocket; `buffer` bounds what the system takes in for a client that does not read.
pub(crate) async fn open(door: &Door, buffer: Option<u32>) -> Result<(Mouth, Ears), Failure> {
    let opened = tokio::time::timeout(PATIENCE, upgrade(door, buffer)).await;
    let (stream, rest) =
        opened.map_err(|_late| Failure::new("a socket did not open in time"))??;
    let mouth = Mouth { stream: Rc::new(stream), is_busy: Rc::default() };
    let inbound = Inbound { rest, ..Inbound::default() };
    Ok((mouth.clone(), Ears { mouth, inbound }))
}

async fn upgrade(door: &Door, buffer: Option<u32>) -> Result<(TcpStream, Vec<u8>), Failure> {
    let mut stream = match buffer {
        None => TcpStream::connect(&door.address).await?,
        Some(bytes) => {
            let socket = TcpSocket::new_v4()?;
            socket.set_recv_buffer_size(bytes)?;
            let address = door.address.parse().map_err(|_| Failure::new("no such address"))?;
            socket.connect(address).await?
        }
    };
    stream.set_nodelay(true)?;
    let bearer = door.bearer.as_ref().map(|token| format!("Authorization: Bearer {token}\r\n"));
    let request = format!(
        "GET {} HTTP/1.1\r\nHost: {}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n{}\r\n",
        door.path,
        door.address,
        bearer.unwrap_or_default(),
    );
    stream.write_all(request.as_bytes()).await?;
    let mut head = Vec::new();
    loop {
        if let Some(end) = memchr::memmem::find(&head, b"\r\n\r\n") {
            if !head.starts_with(b"HTTP/1.1 101") {
                let said = String::from_utf8_lossy(&head);
                let line = said.lines().next().unwrap_or_default();
                return Err(Failure::new(format!("no WebSocket at {}: {line}", door.path)));
            }
            let rest = head.split_off(end + 4);
            return Ok((stream, rest));
        }
        if head.len() > HEAD_MAX || stream.read_buf(&mut head).await? == 0 {
            return Err(Failure::new(format!("no answer at {}", door.path)));
        }
    }
}

impl Mouth {
    /// Sends a frame from [`message`]; waits while the server does not take it.
    pub(crate) async fn say(&self, frame: &[u8]) -> Result<(), Failure> {
        self.is_busy.set(true);
        let mut rest = frame;
        while !rest.is_empty() {
            match self.stream.try_write(rest) {
                Ok(written) => rest = rest.get(written..).unwrap_or_default(),
                Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {
                    self.stream.writable().await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
        self.is_busy.set(false);
        Ok(())
    }

    /// Answers a ping, unless a frame is half way.
    fn pong(&self, payload: &[u8]) {
        if !self.is_busy.get() {
            // A socket that is full gets no pong; the server asks again.
            self.stream.try_write(&frame(PONG, payload)).ok();
        }
    }
}

impl Ears {
    /// Hears every message until the socket ends; gives the close code, 0 for an end without one.
    pub(crate) async fn listen(mut self, mut hear: impl FnMut(&[u8])) -> u16 {
        let mut closed = 0;
        loop {
            // What came with the head is looked at before the first read.
            self.inbound.take(&[], &mut |kind, payload| match kind {
                PING => self.mouth.pong(payload),
                CLOSE => closed = close_code(payload),
                PONG => {}
                _ => hear(payload),
            });
            if self.mouth.stream.readable().await.is_err() {
                return closed;
            }
            let more = BUFFER.with_borrow_mut(|buffer| {
                let read = match self.mouth.stream.try_read(buffer) {
                    Ok(0) => return false,
                    Ok(read) => read,
                    Err(error) => return error.kind() == std::io::ErrorKind::WouldBlock,
                };
                let bytes = buffer.get(..read).unwrap_or_default();
                self.inbound.take(bytes, &mut |kind, payload| match kind {
                    PING => self.mouth.pong(payload),
                    CLOSE => closed = close_code(payload),
                    PONG => {}
                    _ => hear(payload),
                });
                true
            });
            if !more {
                return closed;
            }
        }
    }
}

fn close_code(payload: &[u8]) -> u16 {
    payload.first_chunk().map_or(0, |code| u16::from_be_bytes(*code))
}

/// What came and was not complete.
#[derive(Debug, Default)]
struct Inbound {
    rest: Vec<u8>,
    /// The pieces of a message that comes in several frames.
    pieces: Vec<u8>,
}

impl Inbound {
    /// Takes what was read, and gives every message that is complete with its kind.
    fn take(&mut self, bytes: &[u8], give: &mut impl FnMut(u8, &[u8])) {
        if self.rest.is_empty() {
            let used = self.frames(bytes, give);
            self.rest.extend_from_slice(bytes.get(used..).unwrap_or_default());
            return;
        }
        let mut rest = std::mem::take(&mut self.rest);
        rest.extend_from_slice(bytes);
        let used = self.frames(&rest, give);
        if used > 0 {
            rest.drain(..used);
        }
        self.rest = rest;
    }

    /// Gives the complete frames at the beginning; how many bytes they took.
    fn frames(&mut self, bytes: &[u8], give: &mut impl FnMut(u8, &[u8])) -> usize {
        let mut used = 0;
        while let Some((first, head, length)) = head(bytes.get(used..).unwrap_or_default()) {
            let Some(payload) = bytes.get(used + head..used + head + length) else { break };
            used += head + length;
            let (kind, is_last) = (first & 0x0f, first & 0x80 != 0);
            if kind >= CLOSE || (is_last && kind != 0) {
                give(kind, payload);
                continue;
            }
            self.pieces.extend_from_slice(payload);
            if is_last {
                give(BINARY, &std::mem::take(&mut self.pieces));
            }
        }
        used
    }
}

/// The first byte of a frame, the size of its head, and of its payload.
fn head(bytes: &[u8]) -> Option<(u8, usize, usize)> {
    let (first, rest) = bytes.split_first()?;
    let (second, rest) = rest.split_first()?;
    match second & 0x7f {
        126 => {
            let length = u16::from_be_bytes(*rest.first_chunk()?);
            Some((*first, 4, usize::from(length)))
        }
        127 => {
            let length = u64::from_be_bytes(*rest.first_chunk()?);
            Some((*first, 10, usize::try_from(length).ok()?))
        }
        short => Some((*first, 2, usize::from(short))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_found_however_they_are_cut() {
        let long = vec![7; 70_000];
        let mut bytes = vec![0x82, 2, 1, 2, 0x89, 0, 0x02, 1, 3, 0x80, 1, 4, 0x82, 127];
        bytes.extend(70_000_u64.to_be_bytes());
        bytes.extend(&long);
        for size in [1, 2, 3, 5, 100_000] {
            let (mut inbound, mut found) = (Inbound::default(), Vec::new());
            for piece in bytes.chunks(size) {
                inbound
                    .take(piece, &mut |kind, payload: &[u8]| found.push((kind, payload.to_vec())));
            }
            let expected = [(2, vec![1, 2]), (9, vec![]), (2, vec![3, 4]), (2, long.clone())];
            assert_eq!(found, expected, "in pieces of {size}");
        }
    }

    #[test]
    fn a_frame_of_ours_carries_its_length() {
        assert_eq!(message(&[9]), [0x82, 0x81, 0, 0, 0, 0, 9]);
        assert_eq!(message(&[9; 300]).len(), 300 + 8);
        assert_eq!(message(&vec![9; 70_000]).len(), 70_000 + 14);
    }
}
