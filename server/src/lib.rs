//! The shell around the board.
