//! The fuzz targets under libFuzzer, which keeps every input that reaches code no input reached before and
//! goes on from there. Half of the time it changes what an update says instead of its bytes. Which target,
//! the environment says; the flags are libFuzzer's own, and `cargo xtask fuzz --guided` gives them.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;
use strangers::Cost;

/// The target that is run.
static TARGET: LazyLock<String> =
    LazyLock::new(|| std::env::var("STRANGERS_TARGET").unwrap_or_else(|_none| "walk".to_owned()));

/// The largest cost so far, of which every larger one is told.
static DEAREST: Mutex<Cost> = Mutex::new(Cost { time: Duration::ZERO, memory: 0 });

fn note(cost: Cost) {
    let mut dearest = DEAREST.lock().unwrap_or_else(PoisonError::into_inner);
    let now = dearest.max(cost);
    if now.time > dearest.time || now.memory > dearest.memory {
        *dearest = now;
        eprintln!("at most {now}");
    }
}

fuzz_target!(|input: &[u8]| {
    match strangers::give(&TARGET, input) {
        Ok(cost) => note(cost),
        Err(why) => panic!("{why}"),
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    let reshaped = data.get(..size).and_then(|input| strangers::reshape(&TARGET, input, seed));
    match reshaped.as_deref().and_then(|input| Some((data.get_mut(..input.len())?, input))) {
        Some((room, input)) if input.len() <= max_size => {
            room.copy_from_slice(input);
            input.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
});
