//! Order keys: where a record stands among its neighbours, as a text that sorts, so that putting
//! something between two others never rewrites either of them.
//!
//! The page has the same algorithm, pinned by `tests/vectors/order.json`. A key is a fraction below
//! 1 in base 62 (`0-9A-Za-z`, which is ASCII order) without trailing zeros: `V` is 31/62. Keys are
//! compared by UTF-16 code unit; equal keys are told apart by the record's id.
//!
//! [`between`] works on a window of four digits. The window starts at digit 0 and moves right until
//! there is room inside it: `low` is what the lower key says there (zeros beyond its end, and when
//! there is none), `high` what the upper key says there, or 62⁴ when there is none or when the two
//! keys already differ left of the window. With both neighbours, or none, the room must exceed 64 and
//! the new key falls in the middle third; with one, it must exceed 62³ and the new key falls one to
//! two parts in 256 of the room (rounded down) away from the neighbour. `jitter` picks the exact
//! spot, so that two people who insert at one place in the same moment rarely draw the same key. The
//! new key is the lower key's digits left of the window, the four digits, less trailing zeros. (Only
//! an upper neighbour: its digits left of the window, which then are all zero.)
//!
//! Keys of strangers are mended first: each code unit becomes the lowest digit that is not below it,
//! at most [`KEPT_DIGITS`] of them. A lower key that is not below the upper one wins from it.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// Digits, lowest first.
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Digits in the window: 62⁴ fits in 32 bits, also in a browser.
const WINDOW: usize = 4;
/// The number of values in a window.
const WHOLE: u32 = 62 * 62 * 62 * 62;
/// Room that a window needs between two neighbours, so that jitter means something.
const ROOM: u32 = 64;
/// Room that a window needs beyond one neighbour.
const OPEN_ROOM: u32 = 62 * 62 * 62;
/// An append takes this part of the room that is left: some 700 appends for each further digit.
const OPEN_PART: u32 = 256;
/// Digits of a neighbour that are looked at: more come only from a broken or hostile page.
pub const KEPT_DIGITS: usize = 1_000;
/// The longest key an edit may write: a mended neighbour's digits and a window.
pub const RANK_LENGTH_MAX: usize = KEPT_DIGITS + WINDOW;

/// An order key. Any text can stand in a document; see [`Rank::is_sound`].
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Rank(Arc<str>);

impl Rank {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether this key could have been made by [`between`].
    pub fn is_sound(&self) -> bool {
        (1..=RANK_LENGTH_MAX).contains(&self.0.len())
            && self.0.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !self.0.ends_with('0')
    }
}

impl From<&str> for Rank {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Rank {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl From<Rank> for String {
    fn from(rank: Rank) -> Self {
        rank.as_str().to_owned()
    }
}

impl fmt::Debug for Rank {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "Rank({})", self.0)
    }
}

impl fmt::Display for Rank {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl Ord for Rank {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.encode_utf16().cmp(other.0.encode_utf16())
    }
}

impl PartialOrd for Rank {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A key strictly between two neighbours, or beyond the only one; `jitter` picks the exact spot.
pub fn between(below: Option<&Rank>, above: Option<&Rank>, jitter: u32) -> Rank {
    let low = below.map(digits).filter(|digits| !digits.is_empty());
    let high = above.map(digits).filter(|high| low.as_ref().is_none_or(|low| low < high));
    let high = high.filter(|digits| !digits.is_empty());
    let left = low.as_deref().unwrap_or_default();
    let room = if low.is_some() == high.is_some() { ROOM } else { OPEN_ROOM };
    let mut start = 0;
    loop {
        let floor = window(left, start);
        let ceiling = match &high {
            Some(high) if (0..start).all(|at| digit(high, at) == digit(left, at)) => {
                window(high, start)
            }
            _ => WHOLE,
        };
        let gap = ceiling.saturating_sub(floor);
        if gap > room {
            let part = if room == ROOM { gap / 3 } else { gap / OPEN_PART };
            let away = part + jitter % part;
            let value = if low.is_none() && high.is_some() { ceiling - away } else { floor + away };
            return key((0..start).map(|at| digit(left, at)), value);
        }
        start += 1;
    }
}

/// As many keys as asked for, rising, between two neighbours.
pub fn many(below: Option<&Rank>, above: Option<&Rank>, count: usize, jitter: u32) -> Vec<Rank> {
    let mut keys = Vec::with_capacity(count);
    match (below, above) {
        (Some(below), Some(above)) => halve(below, above, count, jitter, &mut keys),
        (None, Some(above)) => {
            for _ in 0..count {
                let next = between(None, Some(keys.last().unwrap_or(above)), spread(jitter, &keys));
                keys.push(next);
            }
            keys.reverse();
        }
        (below, None) => {
            for _ in 0..count {
                let next = between(keys.last().or(below), None, spread(jitter, &keys));
                keys.push(next);
            }
        }
    }
    keys
}

/// The middle one first, then both halves: between two neighbours keys grow with the logarithm.
fn halve(below: &Rank, above: &Rank, count: usize, jitter: u32, keys: &mut Vec<Rank>) {
    if count == 0 {
        return;
    }
    let left = (count - 1) / 2;
    let middle = between(Some(below), Some(above), spread(jitter, keys));
    halve(below, &middle, left, jitter, keys);
    keys.push(middle.clone());
    halve(&middle, above, count - 1 - left, jitter, keys);
}

/// Another jitter for each key: the golden ratio spreads them evenly.
fn spread(jitter: u32, keys: &[Rank]) -> u32 {
    let index = u32::try_from(keys.len()).unwrap_or(u32::MAX);
    jitter.wrapping_add(index.wrapping_mul(0x9E37_79B1))
}

/// The digits of a key, mended, without trailing zeros.
fn digits(rank: &Rank) -> Vec<u8> {
    let mend = |unit: u16| {
        let value = DIGITS.iter().position(|digit| u16::from(*digit) >= unit);
        u8::try_from(value.unwrap_or(DIGITS.len() - 1)).unwrap_or_default()
    };
    let mut digits: Vec<u8> = rank.0.encode_utf16().take(KEPT_DIGITS).map(mend).collect();
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

fn digit(digits: &[u8], at: usize) -> u8 {
    digits.get(at).copied().unwrap_or_default()
}

fn window(digits: &[u8], start: usize) -> u32 {
    (start..start + WINDOW).fold(0, |value, at| value * 62 + u32::from(digit(digits, at)))
}

fn key(before: impl Iterator<Item = u8>, value: u32) -> Rank {
    let places = [62 * 62 * 62, 62 * 62, 62, 1];
    let after = places.into_iter().map(|place| (value / place % 62) as usize);
    let all = before.map(usize::from).chain(after);
    let text: String =
        all.filter_map(|value| DIGITS.get(value)).map(|digit| char::from(*digit)).collect();
    Rank::from(text.trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sound(keys: &[Rank]) -> bool {
        keys.iter().all(Rank::is_sound) && keys.windows(2).all(|pair| pair[0] < pair[1])
    }

    #[test]
    fn a_thousand_inserts_at_one_spot_stay_short() {
        let ends = many(None, None, 2, 7);
        let (mut low, mut high) = (ends[0].clone(), ends[1].clone());
        let mut longest = 0;
        for jitter in 0..1_000_u32 {
            let middle = between(Some(&low), Some(&high), jitter.wrapping_mul(2_654_435_761));
            assert!(low < middle && middle < high);
            longest = longest.max(middle.as_str().len());
            if jitter % 2 == 0 { low = middle } else { high = middle }
        }
        assert!(longest < 220, "{longest} digits");
    }

    #[test]
    fn appending_and_prepending_hardly_grow() {
        let after = many(None, None, 10_000, 1);
        let before = many(None, Some(&Rank::from("V")), 10_000, 1);
        assert!(sound(&after) && sound(&before));
        assert!(after.iter().chain(&before).all(|key| key.as_str().len() <= 24));
        let inside = many(Some(&Rank::from("V")), Some(&Rank::from("V1")), 10_000, 1);
        assert!(sound(&inside) && inside.iter().all(|key| key.as_str().len() <= 8));
    }

    #[test]
    fn two_people_at_one_spot_rarely_draw_the_same() {
        let (low, high) = (Rank::from("V"), Rank::from("V1"));
        let mut keys: Vec<_> =
            (0..1_000_u32).map(|n| between(Some(&low), Some(&high), n * 7_919)).collect();
        keys.sort();
        keys.dedup();
        assert!(keys.len() > 900);
    }

    proptest! {
        #[test]
        fn between_lies_strictly_between(a in "[0-9A-Za-z]{0,12}[1-9A-Za-z]",
                                         b in "[0-9A-Za-z]{0,12}[1-9A-Za-z]", jitter: u32) {
            prop_assume!(a != b);
            let (low, high) = if a < b { (a, b) } else { (b, a) };
            let (low, high) = (Rank::from(low), Rank::from(high));
            prop_assert!(sound(&[low.clone(), between(Some(&low), Some(&high), jitter), high.clone()]));
            prop_assert!(sound(&[between(None, Some(&low), jitter), low.clone()]));
            prop_assert!(sound(&[high.clone(), between(Some(&high), None, jitter)]));
            prop_assert!(sound(&many(Some(&low), Some(&high), 9, jitter)));
            // The wrong way round is after the lower neighbour.
            prop_assert!(between(Some(&high), Some(&low), jitter) > high);
        }

        #[test]
        fn any_neighbour_gives_a_sound_key(
            a in any::<Option<String>>(), b in any::<Option<String>>(), jitter: u32,
        ) {
            let (a, b) = (a.map(Rank::from), b.map(Rank::from));
            prop_assert!(between(a.as_ref(), b.as_ref(), jitter).is_sound());
            prop_assert!(sound(&many(a.as_ref(), b.as_ref(), 5, jitter)));
        }

        #[test]
        fn inserting_anywhere_keeps_the_order(
            spots in prop::collection::vec((any::<u16>(), any::<u32>()), 1..200),
        ) {
            let mut keys: Vec<Rank> = Vec::new();
            for (spot, jitter) in spots {
                let at = usize::from(spot) % (keys.len() + 1);
                let below = at.checked_sub(1).and_then(|at| keys.get(at));
                let new = between(below, keys.get(at), jitter);
                keys.insert(at, new);
            }
            prop_assert!(sound(&keys));
        }
    }
}
