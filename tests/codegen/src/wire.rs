//! `wire.ts`: the numbers of the live flavour and the JSON inside its frames, so that the page and
//! the server cannot disagree about them.

use std::fmt::Write as _;

use crdt::ids::Document;
use crdt::room::command::{Command, CommandResult, Objection, TakenBack};
use crdt::wire::{Channel, CloseCode, Hello, Notice, Refusal, SUBPROTOCOL, kind};
use ts_rs::Config;

use crate::typescript::{declaration, header, string};

/// The kinds of frames on channel 0, by the names that the page knows them by.
const KINDS: &[(&str, u64)] = &[
    ("hello", kind::HELLO),
    ("presence", kind::PRESENCE),
    ("durable", kind::DURABLE),
    ("refused", kind::REFUSED),
    ("command", kind::COMMAND),
    ("result", kind::RESULT),
    ("drain", kind::DRAIN),
    ("notice", kind::NOTICE),
    ("alive", kind::ALIVE),
];

/// The whole file.
pub(crate) fn write() -> String {
    let config = Config::default();
    let mut out = header("The numbers of `crdt/src/wire.rs`, which `docs/PROTOCOL.md` explains.");
    out.push_str("\nimport type { Role } from \"./schema.ts\";\n");
    writeln!(out, "\nexport const SUBPROTOCOL = {};", string(SUBPROTOCOL)).ok();
    table(&mut out, "Kinds of frames on channel 0.", "KIND", KINDS.iter().copied());
    let channels = Document::SHARED
        .iter()
        .map(|document| (document.kind(), u64::from(Channel::of(document).number())));
    let drafts = [("drafts", Channel::COUNT as u64)];
    table(&mut out, "The channel of each document.", "CHANNELS", channels.chain(drafts));
    let codes = CloseCode::ALL.iter().map(|(code, name)| (*name, u64::from(code.code())));
    table(&mut out, "Why a connection ends.", "CLOSE", codes);
    let refusals = Refusal::ALL.iter().map(|(refusal, name)| (*name, *refusal as u64));
    table(&mut out, "Why a document frame was not taken.", "REFUSALS", refusals);
    declaration::<Hello>(&config, &mut out);
    declaration::<Notice>(&config, &mut out);
    declaration::<Command>(&config, &mut out);
    declaration::<Objection>(&config, &mut out);
    declaration::<CommandResult>(&config, &mut out);
    declaration::<TakenBack>(&config, &mut out);
    out
}

/// A constant object of names and numbers.
fn table<'a>(out: &mut String, what: &str, name: &str, rows: impl Iterator<Item = (&'a str, u64)>) {
    writeln!(out, "\n/** {what} */\nexport const {name} = {{").ok();
    for (key, number) in rows {
        writeln!(out, "  {key}: {number},").ok();
    }
    out.push_str("} as const;\n");
}
