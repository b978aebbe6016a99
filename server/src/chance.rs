//! The only source of randomness: ids, tokens, histories and replica numbers.
//!
//! Everything comes from the operating system; nothing here may be seeded.

use crdt::ids::{BoardId, ClientId, Epoch, MemberId};

/// Letters and digits that nobody confuses when reading an id aloud.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// Characters of a board's id: 80 bits, so that ids never meet.
const BOARD_LENGTH: usize = 16;
/// Characters of a member's or link's id, which need be unique only on its board.
const SHORT_LENGTH: usize = 12;

/// Random bytes.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// A short id for a link.
pub fn short_id() -> String {
    letters::<SHORT_LENGTH>()
}

/// A new board's id.
pub fn board() -> BoardId {
    letters::<BOARD_LENGTH>().parse().expect("letters and digits make an id")
}

/// A new member's id.
pub fn member() -> MemberId {
    short_id().parse().expect("letters and digits make an id")
}

/// A new history.
pub fn epoch() -> Epoch {
    Epoch(bytes())
}

/// A replica number as browsers draw them: 32 bits, never 0.
pub fn client() -> ClientId {
    ClientId(u64::from(u32::from_le_bytes(bytes()).max(1)))
}

/// A number below `bound`, for spreading things in time.
pub fn below(bound: u64) -> u64 {
    u64::from_le_bytes(bytes()) % bound.max(1)
}

fn letters<const N: usize>() -> String {
    bytes::<N>()
        .iter()
        .map(|byte| char::from(*LETTERS.get(usize::from(byte % 32)).unwrap_or(&b'a')))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ_and_have_their_length() {
        assert_ne!(board(), board());
        assert_eq!(board().as_str().len(), BOARD_LENGTH);
        assert_ne!(bytes::<16>(), bytes::<16>());
        assert!(u32::try_from(client().0).is_ok());
    }
}
