//! What the server promises from outside, in one binary: the store's contract, the HTTP API, the sockets.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "helpers of tests; clippy's exception for tests covers only the test functions"
)]

mod contract;
mod sqlite;
