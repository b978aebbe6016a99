//! The shell around the board: sockets, HTTP, accounts, the store, and one task per open board.
//!
//! `crdt` decides what a board is and who may change it; everything that takes time, chance, disk or
//! network is here. Read `app` for how the parts meet, `rooms` for the way of one edit.

pub mod accounts;
pub mod app;
pub mod chance;
pub mod cli;
pub mod clock;
pub mod config;
pub mod error;
pub mod exports;
pub mod http;
pub mod listen;
pub mod metrics;
pub mod pace;
pub mod rooms;
pub mod sheets;
pub mod shutdown;
pub mod socket;
pub mod store;
pub mod telemetry;
pub mod theme;
pub mod versions;
