//! Seeded workshops on virtual time: the real room and the real committer's logic, over a network that
//! loses, delays, doubles, cuts and half-opens, and a disk that forgets what was not synced, tears, stalls
//! and refuses. What must hold is said in `ledger.rs` and `world/finish.rs`.
//!
//! `cargo xtask simulate` runs it for as long as one likes. A failure leaves its plan and a smaller one
//! that still fails in `target/simulation`, and says how to replay them.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks through its output"
)]

mod broken;
mod cast;
mod committer;
mod content;
mod dice;
mod disk;
mod host;
mod ledger;
mod options;
mod person;
mod pipe;
mod replica;
mod rights;
mod run;
mod shrink;
mod step;
mod work;
mod world;

use std::process::ExitCode;

use options::Options;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let done = Options::parse(&args).and_then(|options| run::command(&options));
    match done {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
