//! The board itself: its documents, every edit, the wire, who may change what, and the room as a
//! pure state machine. Nothing here does IO or asks for the time, a random number or the environment:
//! all three come in as arguments, which is what lets a test run thousands of workshops in a second.
//!
//! Read it from top to bottom: names, bounds and tables first; the room last.

mod anew;
pub mod doc;
pub mod edit;
pub mod export;
pub mod ids;
pub mod limits;
pub mod migrate;
pub mod order;
pub mod plan;
pub mod presence;
pub mod read;
pub mod replica;
pub mod rights;
pub mod room;
pub mod schema;
pub mod template;
pub mod value;
pub mod walk;
pub mod wire;
