//! Runs targets over their corpus and over seeded damage to it, under the bar that one input may cost.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use peak_alloc::PeakAlloc;

use crate::board::ANNAS;
use crate::damage;
use crate::dice::Dice;
use crate::honest::{self, MALLORYS};
use crate::targets::{TARGETS, framed, live};
use crate::update::Update;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Memory that one input may take.
const MEMORY_MAX: usize = 64 * 1024 * 1024;
/// Time of the processor that one input may take.
const TIME_MAX: Duration = Duration::from_millis(50);
/// Whoever is too slow is looked at again: a machine that is busy elsewhere slows anything once.
const LOOKS: u32 = 3;

/// Where the inputs are kept that found something or reach far.
pub(crate) fn corpus(target: &str) -> Vec<Vec<u8>> {
    let folder = folder().join(target);
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    paths.iter().filter_map(|path| std::fs::read(path).ok()).collect()
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// What an input cost.
#[derive(Debug, Clone, Copy, Default)]
pub struct Cost {
    /// Of a processor.
    pub time: Duration,
    /// Bytes more than before, at the peak.
    pub memory: usize,
}

impl Cost {
    /// The larger of each.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self { time: self.time.max(other.time), memory: self.memory.max(other.memory) }
    }

    /// Whether it fits in the memory that one input may take.
    pub(crate) fn fits(&self) -> bool {
        self.memory <= MEMORY_MAX
    }
}

impl std::fmt::Display for Cost {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "{:.1} ms, {} KiB", self.time.as_secs_f64() * 1_000.0, self.memory / 1_024)
    }
}

/// Gives a target one input; what it cost, or what did not hold.
pub fn give(name: &str, input: &[u8]) -> Result<Cost, String> {
    let target = TARGETS.into_iter().find(|(other, _)| *other == name);
    let (_, target) = target.ok_or_else(|| format!("there is no target `{name}`"))?;
    let mut looks = 0;
    loop {
        looks += 1;
        let mut outcome = Ok(Ok(()));
        let cost = measure(|| outcome = catch_unwind(AssertUnwindSafe(|| target(input))));
        let held = outcome.unwrap_or_else(|_panic| Err("it panicked".to_owned()));
        held.map_err(|what| format!("{name}: {what}: {input:?}"))?;
        if !cost.fits() {
            return Err(format!("{name}: it takes {} bytes: {input:?}", cost.memory));
        }
        if cost.time <= TIME_MAX {
            return Ok(cost);
        }
        if looks == LOOKS {
            return Err(format!("{name}: it takes {:?}: {input:?}", cost.time));
        }
    }
}

/// What something costs.
pub(crate) fn measure(work: impl FnOnce()) -> Cost {
    let (before, started) = (MEMORY.current_usage(), processor());
    MEMORY.reset_peak_usage();
    work();
    let time = processor().saturating_sub(started);
    Cost { time, memory: MEMORY.peak_usage().saturating_sub(before) }
}

/// The time that this thread was on a processor.
fn processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// A damaged input for a target.
pub(crate) fn input(target: &str, seed: u64, corpus: &[Vec<u8>]) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let mut input = match target {
        "walk" => damaged(&mut dice),
        "frames" => {
            let mut frames = vec![u8::try_from(dice.roll(2)).unwrap_or(0)];
            for _ in 0..=dice.roll(3) {
                let update = damaged(&mut dice);
                frames.extend(framed(&live(&update)));
            }
            frames
        }
        _ => dice.pick(corpus).unwrap_or_default(),
    };
    if dice.roll(3) == 0 {
        input = dice.pick(corpus).unwrap_or(input);
    }
    for _ in 0..dice.roll(3) {
        damage::bytes(&mut dice, &mut input);
    }
    input
}

/// What an input says said another way, for an engine that knows no updates; nothing when it is no update,
/// and now and then, because bytes have to be damaged too.
pub fn reshape(target: &str, input: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut dice = Dice::new(u64::from(seed));
    if dice.roll(2) == 0 {
        return None;
    }
    match target {
        "walk" => {
            let mut update = Update::read(input)?;
            let client = dice.pick(&MALLORYS)?;
            for _ in 0..=dice.roll(2) {
                damage::field(&mut dice, &mut update, &[client, client, ANNAS, 900]);
            }
            Some(update.write())
        }
        "frames" if dice.roll(4) == 0 => {
            let change = framed(&live(&damaged(&mut dice)));
            Some([input.get(..1)?, &change, input.get(1..)?].concat())
        }
        _ => None,
    }
}

/// An honest change of yrs with a field or two changed.
pub(crate) fn damaged(dice: &mut Dice) -> Vec<u8> {
    let client = dice.pick(&MALLORYS).unwrap_or(1);
    let change = honest::change(dice, client, &honest::map()).unwrap_or_default();
    changed(dice, client, change)
}

/// A change with a field or two changed, and now and then its bytes as well.
pub(crate) fn damaged_change(dice: &mut Dice, client: u64, change: Vec<u8>) -> Vec<u8> {
    let mut change = changed(dice, client, change);
    if dice.roll(4) == 0 {
        damage::bytes(dice, &mut change);
    }
    change
}

fn changed(dice: &mut Dice, client: u64, change: Vec<u8>) -> Vec<u8> {
    let Some(mut update) = Update::read(&change) else { return change };
    for _ in 0..=dice.roll(2) {
        damage::field(dice, &mut update, &[client, client, ANNAS, 900]);
    }
    update.write()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::large;
    use crate::traps::TRAPS;

    /// Damaged inputs of each target in an ordinary run.
    const INPUTS: u64 = 6_000;

    #[test]
    fn no_input_panics_hangs_or_fills_the_memory() {
        for (target, _) in TARGETS {
            let corpus = corpus(target);
            assert!(!corpus.is_empty(), "{target} has no corpus");
            for input in &corpus {
                give(target, input).unwrap();
            }
            for seed in 0..INPUTS {
                give(target, &input(target, seed, &corpus)).unwrap();
            }
        }
    }

    #[test]
    fn no_frame_fills_the_memory_and_the_dearest_that_is_taken_is_known() {
        for kind in large::KINDS {
            for map in [&honest::map(), &*large::LARGE] {
                let (cost, taken) = large::weigh(map, &kind.frame(kind.full)).unwrap();
                assert!(cost.fits(), "{}, as many as there can be: {cost}", kind.name);
                let all = kind.most == Some(kind.full);
                assert!(!taken || all, "{} of {} are taken", kind.full, kind.name);
            }
            if let Some(most) = kind.most {
                let (cost, taken) = large::weigh(&large::LARGE, &kind.frame(most)).unwrap();
                assert!(cost.fits(), "{most} of {}: {cost}", kind.name);
                assert!(taken, "{most} of {} are not taken", kind.name);
            }
        }
    }

    #[test]
    fn what_others_prepared_makes_no_frame_dear_and_keeps_out_nobody_honest() {
        for trap in TRAPS {
            let (cost, taken) = large::weigh(&trap.map(), &trap.frame()).unwrap();
            assert!(cost.fits(), "{} {}: {cost}", trap.jumps, trap.name);
            assert_eq!(taken, trap.is_taken, "{} {}", trap.jumps, trap.name);
        }
    }

    #[test]
    fn what_is_taken_apart_is_put_together_again() {
        for seed in 0..500 {
            let mut dice = Dice::new(seed);
            let Some(change) = honest::change(&mut dice, MALLORYS[1], &honest::map()) else {
                continue;
            };
            assert_eq!(Update::read(&change).unwrap().write(), change);
        }
    }
}
