//! `limits.ts`: the bounds that the page honours or must know of.

use std::fmt::Write as _;

use crdt::limits;

use crate::typescript::header;

macro_rules! listed {
    ($($name:ident),* $(,)?) => { [$((stringify!($name), limits::$name as u64)),*] };
}

/// The whole file.
pub(crate) fn write() -> String {
    let bounds = listed![
        SERVER_FACTOR,
        ID_LENGTH_MAX,
        STICKY_TEXT_MAX,
        COMMENT_TEXT_MAX,
        PASSAGE_TEXT_MAX,
        TITLE_TEXT_MAX,
        HINT_TEXT_MAX,
        PHASES_MAX,
        LANES_MAX,
        PERSONAS_MAX,
        STICKIES_MAX,
        STICKIES_WARN,
        RECORDS_MAX,
        DOCUMENT_BYTES_MAX,
        MESSAGE_BYTES_MAX,
        PRESENCE_BYTES_MAX,
        COMMAND_BYTES_MAX,
        PAGE_FRAME_PIECES,
        PAGE_FRAME_BYTES,
        PRESENCE_WINDOW_MILLIS,
        PRESENCE_TTL_MILLIS,
        KEEP_ALIVE_MILLIS,
        BIN_MILLIS,
        LASTING_REQUEST,
        STUCK_AFTER,
        STANDUP_MINUTES,
    ];
    let mut out = header("The bounds of `crdt/src/limits.rs`, which says why.");
    out.push('\n');
    for (name, value) in bounds {
        writeln!(out, "export const {name} = {};", grouped(value)).ok();
    }
    out
}

/// `20_000`, as people write it.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    out
}
