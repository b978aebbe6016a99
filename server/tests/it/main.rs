//! What the server promises from outside, in one binary: the store's contract, the HTTP API, the sockets.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests; clippy's exception for tests covers only the test functions"
)]

mod actions;
mod bin;
mod cli;
mod committer;
mod contract;
mod doors;
mod goodbyes;
mod house_style;
mod http;
mod openapi;
mod patience;
mod people;
mod slow;
mod socket;
mod sqlite;
mod support;
mod upkeep;
mod versions;
