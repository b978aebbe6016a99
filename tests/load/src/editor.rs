//! What editors send, made before the run: typing in a sticky of their own, a pointer that moves, and
//! a whole board. The replica that makes it lives only here, and only while it is made.

use yrs::{
    Any, ClientID, Doc, Map as _, MapPrelim, MapRef, OffsetKind, Options, Text as _, TextPrelim,
    Transact as _, TransactionMut,
};

use crate::mark::mark;
use crate::socket::message;

/// Replica ids of editors are drawn in the thousands of millions, as browsers draw them.
const FIRST_CLIENT: u64 = 2_000_000_000;
/// Stickies that one update of a whole board brings.
const STICKIES_AT_ONCE: usize = 250;

fn replica(number: usize) -> Doc {
    let mut options = Options::with_client_id(ClientID::new(FIRST_CLIENT + number as u64 * 7_919));
    options.offset_kind = OffsetKind::Utf16;
    Doc::with_options(options)
}

/// Somebody who types: the first frame makes a sticky, each of the others adds a mark to its text.
pub(crate) fn typing(editor: usize, updates: usize) -> Vec<Vec<u8>> {
    let doc = replica(editor);
    let stickies = doc.get_or_insert_map("stickies");
    let text = {
        let mut txn = doc.transact_mut();
        let sticky = sticky(&stickies, &mut txn, &format!("typed-{editor}"));
        let text = sticky.insert(&mut txn, "text", TextPrelim::new(mark(editor, 0)));
        let first = txn.encode_update_v1();
        (text, first)
    };
    let (text, first) = text;
    let later = (1..updates).map(|update| {
        let mut txn = doc.transact_mut();
        let words = mark(editor, update);
        let end = u32::try_from(update * words.len()).unwrap_or(u32::MAX);
        text.insert(&mut txn, end, &words);
        txn.encode_update_v1()
    });
    std::iter::once(first).chain(later).map(|update| message(&sync(2, &update))).collect()
}

/// Somebody whose pointer moves.
pub(crate) fn pointing(editor: usize, updates: usize) -> Vec<Vec<u8>> {
    let client = FIRST_CLIENT + editor as u64 * 7_919;
    let frames = (0..updates).map(|update| {
        let (x, y) = (update * 17 % 1_900, update * 11 % 1_000);
        let state =
            format!(r#"{{"cursor":{{"x":{x},"y":{y}}},"mark":"{}"}}"#, mark(editor, update));
        let mut entry = Vec::new();
        number(&mut entry, 1);
        number(&mut entry, client);
        number(&mut entry, update as u64 + 1);
        number(&mut entry, state.len() as u64);
        entry.extend(state.bytes());
        let mut frame = vec![1];
        number(&mut frame, entry.len() as u64);
        frame.extend(entry);
        message(&frame)
    });
    frames.collect()
}

/// A board with so many stickies, as the frames of one hand, and its size when encoded.
pub(crate) fn board(stickies: usize) -> (Vec<Vec<u8>>, usize) {
    let doc = replica(4_000);
    let root = doc.get_or_insert_map("stickies");
    let mut frames = Vec::new();
    let mut bytes = 0;
    let mut made = 0;
    while made < stickies {
        let mut txn = doc.transact_mut();
        for number in made..stickies.min(made + STICKIES_AT_ONCE) {
            let sticky = sticky(&root, &mut txn, &format!("s{number:06}"));
            let words =
                format!("Kaartje {number}: wat een inwoner hier ervaart en waarom dat zo is");
            sticky.insert(&mut txn, "text", TextPrelim::new(words));
        }
        made += STICKIES_AT_ONCE;
        let update = txn.encode_update_v1();
        bytes += update.len();
        frames.push(message(&sync(2, &update)));
    }
    (frames, bytes)
}

/// A large text, again and again: what a flood is made of.
pub(crate) fn flood(updates: usize, bytes: usize) -> Vec<Vec<u8>> {
    let doc = replica(4_001);
    let stickies = doc.get_or_insert_map("stickies");
    let mut frames = Vec::new();
    for number in 0..updates {
        let mut txn = doc.transact_mut();
        let sticky = sticky(&stickies, &mut txn, "flood");
        sticky.insert(&mut txn, "text", TextPrelim::new(format!("{number:0bytes$}")));
        frames.push(message(&sync(2, &txn.encode_update_v1())));
    }
    frames
}

/// A sticky without its words.
fn sticky(stickies: &MapRef, txn: &mut TransactionMut<'_>, id: &str) -> MapRef {
    let sticky = stickies.insert(txn, id, MapPrelim::default());
    let at = ["current", "lane-1", "phase-1", id].map(|part| Any::String(part.into()));
    sticky.insert(txn, "at", Any::Array(at.to_vec().into()));
    sticky.insert(txn, "color", "yellow");
    sticky.insert(txn, "by", "member-1");
    sticky.insert(txn, "on", 1_790_000_000_000_f64);
    sticky.insert(txn, "evidence", "heard_once");
    sticky
}

fn sync(step: u64, update: &[u8]) -> Vec<u8> {
    let mut frame = vec![0];
    number(&mut frame, step);
    number(&mut frame, update.len() as u64);
    frame.extend(update);
    frame
}

fn number(out: &mut Vec<u8>, mut number: u64) {
    while number >= 0x80 {
        out.push((number & 0x7f) as u8 | 0x80);
        number >>= 7;
    }
    out.push((number & 0x7f) as u8);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::marks;

    #[test]
    fn every_frame_carries_its_mark() {
        for frames in [typing(5, 40), pointing(5, 40)] {
            for (update, frame) in frames.iter().enumerate() {
                assert_eq!(marks(frame).collect::<Vec<_>>(), [(5, update)]);
            }
        }
    }

    #[test]
    fn a_board_is_as_large_as_it_says() {
        let (frames, bytes) = board(600);
        assert_eq!(frames.len(), 3);
        assert!((100_000..200_000).contains(&bytes), "{bytes}");
    }
}
