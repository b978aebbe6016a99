//! One WebSocket frame on its way into the network: how it begins, what it carries, and how much of it
//! the network has taken. The payload is shared with every other socket that it goes to.

use std::io::IoSlice;

use bytes::Bytes;
use tokio_tungstenite::tungstenite::protocol::frame::FrameHeader;
use tokio_tungstenite::tungstenite::protocol::frame::coding::{Data, OpCode};

/// A frame's head is at most this long when it is not masked, and a server's never is.
const HEAD_MAX: usize = 10;

/// A frame that is being written.
#[derive(Debug)]
pub(super) struct Frame {
    head: [u8; HEAD_MAX],
    head_length: usize,
    payload: Bytes,
    written: usize,
}

impl Frame {
    /// A binary message.
    pub(super) fn message(payload: Bytes) -> Self {
        let header = FrameHeader { opcode: OpCode::Data(Data::Binary), ..FrameHeader::default() };
        let mut head = [0; HEAD_MAX];
        let mut rest = head.as_mut_slice();
        // Ten bytes hold any head without a mask.
        let fits = header.format(payload.len() as u64, &mut rest).is_ok();
        debug_assert!(fits, "a head is longer than {HEAD_MAX} bytes");
        let head_length = HEAD_MAX - rest.len();
        Self { head, head_length, payload, written: 0 }
    }

    /// Whole frames, with their heads.
    pub(super) fn ready(frames: Bytes) -> Self {
        Self { head: [0; HEAD_MAX], head_length: 0, payload: frames, written: 0 }
    }

    /// What the network has not taken.
    pub(super) fn rest(&self) -> [IoSlice<'_>; 2] {
        let head = self.head.get(self.written.min(self.head_length)..self.head_length);
        let payload = self.payload.get(self.written.saturating_sub(self.head_length)..);
        [head, payload].map(|part| IoSlice::new(part.unwrap_or_default()))
    }

    /// How much the network has not taken.
    pub(super) fn left(&self) -> usize {
        self.head_length + self.payload.len() - self.written
    }

    /// The network took so many bytes.
    pub(super) fn took(&mut self, bytes: usize) {
        self.written += bytes;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(mut frame: Frame, at_once: usize) -> Vec<u8> {
        let mut all = Vec::new();
        while frame.left() > 0 {
            let rest: Vec<u8> = frame.rest().iter().flat_map(|part| part.to_vec()).collect();
            assert_eq!(rest.len(), frame.left());
            let taken = at_once.min(rest.len());
            all.extend(rest.get(..taken).unwrap_or_default());
            frame.took(taken);
        }
        all
    }

    #[test]
    fn a_frame_is_the_same_however_the_network_takes_it() {
        for length in [0, 1, 125, 126, 65_535, 65_536] {
            let payload = Bytes::from(vec![7; length]);
            let frame = tokio_tungstenite::tungstenite::protocol::frame::Frame::message(
                payload.clone(),
                OpCode::Data(Data::Binary),
                true,
            );
            let mut expected = Vec::new();
            frame.format(&mut expected).unwrap();
            for at_once in [1 + length / 100, 11 + length / 3, usize::MAX] {
                assert_eq!(written(Frame::message(payload.clone()), at_once), expected);
            }
        }
    }
}
