//! `cargo xtask fuzz`: gives the targets damaged bytes, and Yjs what the room lets through, for as long as it
//! is asked to. With `--guided` an engine watches which code each input reaches, and builds on what reached
//! further.

use crate::client::{self, Voice, WEB};
use crate::repo;
use crate::tool::Tool;

/// The package of the targets.
pub(crate) const PACKAGE: &str = "tests/strangers/Cargo.toml";

/// Where the guided engine and what it finds are.
const GUIDED: &str = "target/guided";

/// The targets under the guided engine, each with its part of the time in percent.
const SHARES: [(&str, u64); 5] =
    [("walk", 35), ("frames", 35), ("commands", 15), ("presence", 10), ("tokens", 5)];

/// Bytes of the longest input: more than any honest change has, and short enough to be quick.
const LONGEST: u32 = 16 * 1024;

/// What makes the compiler count the branches that are taken, as libFuzzer wants them counted.
const COUNTING: &str = "-Cpasses=sancov-module -Ccodegen-units=1 \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares";

/// `cargo xtask fuzz [--guided] [--seconds N]`.
pub(crate) fn fuzz(args: &[String]) -> Result<(), String> {
    client::make_folder()?;
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["--guided"] => guided(60),
        ["--guided", "--seconds", seconds] => {
            guided(seconds.parse().map_err(|_word| format!("`{seconds}` is no number"))?)
        }
        _ => {
            client::install(WEB, Voice::Screen)?;
            Tool::cargo("run --quiet --release --locked --package strangers --").args(args).show()
        }
    }
}

/// Each target in its turn, on one core; the first input that does not hold ends it and lies in the folder.
fn guided(seconds: u64) -> Result<(), String> {
    let about = Tool::new("rustc").args(&["-vV"]).output()?;
    let host = about.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.ok_or("rustc does not say for what it compiles")?;
    // With a target named, what runs while building is built without the counters.
    Tool::cargo("build --release --locked --package guided --features engine --target-dir")
        .args(&[GUIDED, "--target", host])
        .env("RUSTFLAGS", COUNTING)
        .show()?;
    let engine = repo::path(&format!("{GUIDED}/{host}/release/guided"));
    for (target, share) in SHARES {
        let reached = format!("{GUIDED}/reached/{target}");
        std::fs::create_dir_all(repo::path(&reached)).map_err(|why| format!("{reached}: {why}"))?;
        println!("{target}");
        Tool::new(&engine.to_string_lossy())
            .env("STRANGERS_TARGET", target)
            .args(&[&reached, &format!("tests/strangers/corpus/{target}")])
            .args(&[format!("-artifact_prefix={GUIDED}/{target}-")])
            .args(&[format!("-max_len={LONGEST}"), "-print_final_stats=1".to_owned()])
            .args(&[format!("-max_total_time={}", seconds * share / 100)])
            .show()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_time_is_given_out_to_targets_that_exist() {
        assert_eq!(SHARES.iter().map(|(_, share)| share).sum::<u64>(), 100);
        for (target, _) in SHARES {
            assert!(repo::has(&format!("tests/strangers/corpus/{target}")), "{target}");
        }
    }
}
