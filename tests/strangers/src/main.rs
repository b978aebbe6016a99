//! Bytes of strangers, under the bar that one of them may cost: no panic, no 50 ms of a processor, no 64 MiB.
//! And what the room lets through, read by yrs and by Yjs.
//!
//! `cargo xtask fuzz` goes on for as long as one likes, with seeds that nobody tried before.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks through its output"
)]

mod board;
mod damage;
mod dice;
mod fuzz;
mod honest;
mod known;
mod targets;
mod update;
mod yjs;

use std::process::ExitCode;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use targets::TARGETS;

/// Inputs of each target between two looks at the clock, and cases for Yjs.
const ROUND: u64 = 2_000;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let seconds = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => Ok(60),
        ["--seconds", seconds] => seconds.parse().map_err(|_word| "no number".to_owned()),
        _ => Err("cargo xtask fuzz [--seconds N]".to_owned()),
    };
    match seconds.and_then(|seconds| run(Duration::from_secs(seconds))) {
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

fn run(time: Duration) -> Result<String, String> {
    let (started, mut seed) = (now(), fresh_seed());
    let (mut inputs, mut cases, mut taken) = (0, 0, 0);
    while now().duration_since(started) < time {
        for target in TARGETS {
            let corpus = fuzz::corpus(target.0);
            for one in seed..seed + ROUND {
                fuzz::give(target, &fuzz::input(target.0, one, &corpus))
                    .map_err(|what| format!("seed {one}: {what}"))?;
            }
            inputs += ROUND;
        }
        let outcome = yjs::damage(seed..seed + ROUND)?;
        if let Some(difference) = outcome.differences.first() {
            return Err(difference.clone());
        }
        cases += outcome.cases;
        taken += outcome.taken;
        cases += yjs::honest(seed..seed + ROUND / 20)?.cases;
        seed += ROUND;
    }
    Ok(format!(
        "{inputs} inputs of {} targets, {cases} cases beside Yjs, {taken} damaged ones taken",
        TARGETS.len()
    ))
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long to go on, and where to begin; no input asks it"
)]
fn now() -> Instant {
    Instant::now()
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long to go on, and where to begin; no input asks it"
)]
fn fresh_seed() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    1_000_000 + since.as_secs() % 1_000_000 * 1_000_000
}
