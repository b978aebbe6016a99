//! The fuzz targets: each takes any bytes and must neither panic nor hang nor take much memory. What it
//! returns is what did not hold.

use bytes::Bytes;
use crdt::ids::{Document, MemberId, Role};
use crdt::presence::{Person, Shown, Speaker, Table};
use crdt::room::session::Door;
use crdt::schema;
use crdt::walk::walk;
use crdt::wire::{Channel, Flavour, Writer, kind};
use std::collections::BTreeMap;
use yrs::updates::decoder::Decode as _;

use crate::board::{Board, MALLORY};
use crate::honest;

/// What did not hold.
pub(crate) type Held = Result<(), String>;

/// A target: its name, which is the folder of its corpus, and what it does.
pub(crate) type Target = (&'static str, fn(&[u8]) -> Held);

/// All targets.
pub(crate) const TARGETS: [Target; 5] = [
    ("walk", walks),
    ("frames", frames),
    ("presence", presence),
    ("tokens", tokens),
    ("commands", commands),
];

/// What the walk lets through, the engine decodes; and a room takes it or refuses it, and goes on.
fn walks(bytes: &[u8]) -> Held {
    for document in schema::DOCUMENTS {
        if walk(bytes, document).is_ok() {
            yrs::Update::decode_v1(bytes).map_err(|error| format!("walks, and: {error}"))?;
        }
    }
    let map = schema::document("map").ok_or("there is no map")?;
    if walk(bytes, map).is_err() {
        return Ok(());
    }
    let mut board = Board::open(&honest::map(), Door::Stock(Document::Map), Role::Participant)?;
    board.frame(Flavour::Stock.update(bytes));
    board.settle();
    goes_on(&board)
}

/// Frames of either kind, one after the other: each with its length before it.
fn frames(bytes: &[u8]) -> Held {
    let door = match bytes.first() {
        Some(first) if first % 2 == 0 => Door::Stock(Document::Map),
        _ => Door::Live(None),
    };
    let mut board = Board::open(&honest::map(), door, Role::Owner)?;
    let mut rest = bytes.get(1..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first() {
        let (frame, after) = after.split_at(usize::from(*length).min(after.len()));
        board.frame(Bytes::copy_from_slice(frame));
        rest = after;
    }
    board.settle();
    goes_on(&board)
}

fn goes_on(board: &Board) -> Held {
    match &board.trouble {
        Some(why) => Err(format!("the room gives up: {why}")),
        None => board.logged.iter().try_for_each(|record| {
            let read = yrs::Update::decode_v1(record);
            read.map(drop).map_err(|error| format!("logged, and: {error}"))
        }),
    }
}

fn presence(bytes: &[u8]) -> Held {
    let mut table = Table::default();
    let member: MemberId = "mallory".parse().map_err(|_id| "a name is no id")?;
    let person = Person { name: "Mallory".to_owned(), initials: "M".to_owned(), team: None };
    let (owners, shown) = (BTreeMap::new(), Shown::new(&member, &person, Role::Editor));
    let mut id = None;
    let mut speaker =
        Speaker { session: MALLORY, id: &mut id, shown: &shown, member: &member, owners: &owners };
    let update = Bytes::copy_from_slice(bytes);
    if table.take(&mut speaker, &update, crdt::ids::Millis(1)).is_err() {
        return Ok(());
    }
    let shown = table.everybody().map_or(0, |batch| batch.entries.len());
    if shown > 1 { Err(format!("one connection speaks for {shown}")) } else { Ok(()) }
}

fn tokens(bytes: &[u8]) -> Held {
    use server::accounts::token::Token;
    let text = String::from_utf8_lossy(bytes);
    for word in text.split_whitespace() {
        if let Some(token) = Token::parse(word) {
            let same = token.reveal() == word && format!("{token:?}") != word;
            if !same {
                return Err("a token reads back otherwise, or shows itself".to_owned());
            }
        }
    }
    Ok(())
}

fn commands(bytes: &[u8]) -> Held {
    for role in [Role::Viewer, Role::Owner] {
        let mut board = Board::open(&honest::map(), Door::Live(None), role)?;
        let head = Writer::default().number(0).number(kind::COMMAND).number(1);
        board.frame(head.bytes(bytes).done());
        board.settle();
        if board.is_closed {
            return Err("a command ends a connection".to_owned());
        }
        goes_on(&board)?;
    }
    Ok(())
}

/// A frame as the target `frames` reads them.
pub(crate) fn framed(frame: &[u8]) -> Vec<u8> {
    let length = u8::try_from(frame.len()).unwrap_or(u8::MAX);
    let kept = frame.get(..usize::from(length)).unwrap_or_default();
    [&[length], kept].concat()
}

/// An update in a frame of our own page.
pub(crate) fn live(update: &[u8]) -> Bytes {
    Flavour::Live(Channel::of(&Document::Map)).update(update)
}
