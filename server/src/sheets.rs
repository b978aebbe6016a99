//! What people take along from a board: its actions as a sheet or as lines of text, and their days as
//! a calendar. Boards come in as `exports` read them; nothing here knows requests.

pub mod calendar;
pub mod csv;
pub mod sheet;
pub mod words;
pub mod xlsx;
