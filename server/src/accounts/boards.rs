//! Making boards: from a template, with the first records of their log.

use bytes::Bytes;
use crdt::edit::Stamp;
use crdt::ids::{BoardId, MemberId, Millis, Seq};
use crdt::limits::TITLE_TEXT_MAX;
use crdt::template;

use super::{AccountError, single_line};
use crate::chance;
use crate::store::{Board, Book, NewBoard, Record};

/// What a board starts with, for people who choose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    /// How it is asked for.
    pub name: &'static str,
    /// What people read, in Dutch: the board itself is Dutch too.
    pub title: &'static str,
    /// What is in it.
    pub description: &'static str,
}

/// What can be chosen; the first two are the demonstrations.
pub const CHOICES: [Choice; 3] = [
    Choice {
        name: "kwijtschelding",
        title: "Kwijtschelding",
        description: "Een ingevulde klantreis: inwoners vragen kwijtschelding van belasting aan.",
    },
    Choice {
        name: "eigen-woning",
        title: "Naar een eigen woning",
        description: "Een ingevulde klantreis: een starter koopt een huis en deelt gegevens.",
    },
    Choice {
        name: "leeg",
        title: "Leeg bord",
        description: "Alle rijen staan klaar. De fasen bedenkt u zelf.",
    },
];

/// How many of [`CHOICES`] are demonstrations.
pub const DEMOS: usize = 2;
/// Who wrote what is on a new board.
const WRITER: &str = "reisbord";

/// Makes a board.
pub fn create(
    book: &dyn Book,
    title: &str,
    template: &str,
    now: Millis,
) -> Result<Board, AccountError> {
    let title = single_line(title, TITLE_TEXT_MAX, "a title")?;
    let Some(chosen) = template::template(template) else {
        return Err(AccountError::Invalid(format!("there is no template `{template}`")));
    };
    let board = Board {
        id: chance::board(),
        title,
        template: chosen.name.to_owned(),
        created_on: now,
        changed_on: now,
        archived_on: None,
    };
    let records = first_records(&board, chosen, now)?;
    book.create_board(&NewBoard { board: board.clone(), epoch: chance::epoch(), records })?;
    Ok(board)
}

fn first_records(
    board: &Board,
    chosen: &template::Template,
    now: Millis,
) -> Result<Vec<Record>, AccountError> {
    let client = chance::client();
    let writer: MemberId = WRITER.parse().expect("it is an id");
    let stamp = Stamp(writer.clone(), now);
    let built = template::build(chosen, Some(&board.title), client, &stamp)?;
    let records = built.into_iter().zip(1..).map(|((document, bytes), seq)| Record {
        board: board.id.clone(),
        seq: Seq(seq),
        document,
        on: now,
        bytes: bytes.into(),
        owners: vec![(client, writer.clone())],
        journal: Bytes::new(),
    });
    Ok(records.collect())
}

/// Makes the demonstrations.
pub fn create_demos(book: &dyn Book, now: Millis) -> Result<(), AccountError> {
    for choice in CHOICES.iter().take(DEMOS) {
        create(book, choice.title, choice.name, now)?;
    }
    Ok(())
}

/// The board, or that there is none.
pub fn find(book: &dyn Book, board: &BoardId) -> Result<Board, AccountError> {
    Ok(book.board(board)?.ok_or(crate::store::StoreError::NoBoard)?)
}
