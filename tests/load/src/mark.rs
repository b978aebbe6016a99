//! Marks: seven printable bytes that stand in the text of an update and say whose and which it is.
//!
//! A server may merge, split and re-encode updates as it likes; the text stays, and so a receiver can
//! count what a frame carries without reading the format around it.

/// What a mark begins with.
const BEGIN: u8 = b'~';
/// What it ends with.
const END: u8 = b'!';
/// Digits of the editor, then of the update.
const DIGITS: [usize; 2] = [2, 3];
/// 64 digits that neither JSON nor the format escapes.
const ALPHABET: &[u8; 64] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";
/// Bytes of a mark.
const LENGTH: usize = 7;

/// The mark of an editor's update.
pub(crate) fn mark(editor: usize, update: usize) -> String {
    let mut text = String::with_capacity(LENGTH);
    text.push(char::from(BEGIN));
    for (number, digits) in [editor, update].into_iter().zip(DIGITS) {
        for place in (0..digits).rev() {
            let digit = ALPHABET.get((number >> (6 * place)) & 63).copied().unwrap_or(b'0');
            text.push(char::from(digit));
        }
    }
    text.push(char::from(END));
    text
}

/// The marks in some bytes, as editor and update.
pub(crate) fn marks(bytes: &[u8]) -> impl Iterator<Item = (usize, usize)> {
    memchr::memchr_iter(BEGIN, bytes).filter_map(|at| {
        let mark = bytes.get(at + 1..at + LENGTH)?;
        let (digits, end) = mark.split_at_checked(LENGTH - 2)?;
        if end != [END] {
            return None;
        }
        let (editor, update) = digits.split_at_checked(DIGITS[0])?;
        Some((number(editor)?, number(update)?))
    })
}

fn number(digits: &[u8]) -> Option<usize> {
    digits.iter().try_fold(0, |sum, digit| Some((sum << 6) | value(*digit)?))
}

fn value(digit: u8) -> Option<usize> {
    let value = match digit {
        b'0'..=b'9' => digit - b'0',
        b'a'..=b'z' => digit - b'a' + 10,
        b'A'..=b'Z' => digit - b'A' + 36,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(usize::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_any_bytes() {
        let mut bytes = b"\x01~x~".to_vec();
        bytes.extend(mark(4_095, 262_143).bytes());
        bytes.extend(mark(3, 700).bytes());
        bytes.extend(b"~0000");
        assert_eq!(marks(&bytes).collect::<Vec<_>>(), [(4_095, 262_143), (3, 700)]);
        assert_eq!(mark(0, 0).len(), LENGTH);
    }
}
