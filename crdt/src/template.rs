//! Boards as data: what a new board starts with. A template is one JSON file, applied through the
//! same edits that people make, so it can never hold anything that a hand could not have written.

mod lanes;

pub use lanes::{STANDARD_LANES, StandardLane};
