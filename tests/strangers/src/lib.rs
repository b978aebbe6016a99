//! Bytes of strangers, under the bar that one of them may cost: no panic, no 50 ms of a processor, no 64 MiB.
//! And what the room lets through, read by yrs and by Yjs.
//!
//! The targets stand here as a library, so that two engines can run them: the seeded one of this package,
//! which every test run uses, and the guided one beside it.

mod board;
mod damage;
mod dice;
mod fuzz;
mod honest;
mod large;
mod targets;
mod traps;
mod update;
mod yjs;

pub use fuzz::{Cost, give, reshape};
pub use large::table;

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use targets::TARGETS;

/// Inputs of each target between two looks at the clock, and cases for Yjs.
const ROUND: u64 = 2_000;

/// Fresh damage for so long, to every target, and beside Yjs; what was done, or the first that did not hold.
pub fn run(time: Duration) -> Result<String, String> {
    let (started, mut seed) = (now(), fresh_seed());
    let (mut inputs, mut cases, mut taken, mut dearest) = (0, 0, 0, Cost::default());
    while now().duration_since(started) < time {
        for (target, _) in TARGETS {
            let corpus = fuzz::corpus(target);
            for one in seed..seed + ROUND {
                let cost = give(target, &fuzz::input(target, one, &corpus));
                dearest = dearest.max(cost.map_err(|what| format!("seed {one}: {what}"))?);
            }
            inputs += ROUND;
        }
        for damage in [yjs::damage, yjs::damage_of_yjs] {
            let outcome = damage(seed..seed + ROUND)?;
            if let Some(difference) = outcome.differences.first() {
                return Err(difference.clone());
            }
            cases += outcome.cases;
            taken += outcome.taken;
        }
        cases += yjs::honest(seed..seed + ROUND / 20)?.cases;
        seed += ROUND;
    }
    Ok(format!(
        "{inputs} inputs of {} targets, {cases} cases beside Yjs, {taken} damaged ones taken; \
         at most {dearest}",
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
