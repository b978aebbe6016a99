//! `cargo xtask test`: runs the suites in two lanes and says how each ended.
//!
//! One line per suite; the output of a suite stands in `target/xtask-logs` and its tail is shown
//! only when it failed. The last line is the count, alone, for people and for scripts.

use crate::clock::{self, Stopwatch};
use crate::suite::{self, End, Lane, Suite};
use crate::tool::Log;
use crate::{need, repo};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

/// How much of a failed suite's log is shown.
const TAIL: usize = 60;

/// `cargo xtask test [--only a,b] [--list]`.
pub(crate) fn test(args: &[String]) -> Result<(), String> {
    let (only, list) = flags(args)?;
    let suites = suite::chosen(only.as_deref())?;
    if list {
        for suite in &suites {
            println!("{:<10} {}", suite.name, suite.about);
        }
        return Ok(());
    }
    need::node()?;
    need::rust_components()?;
    let board = Board::new(suites);
    std::thread::scope(|scope| {
        scope.spawn(|| board.work(Lane::Node));
        board.work(Lane::Cargo);
    });
    board.conclude()
}

fn flags(args: &[String]) -> Result<(Option<String>, bool), String> {
    let (mut only, mut list) = (None, false);
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.strip_prefix("--only=") {
            Some(names) => only = Some(names.to_owned()),
            None if arg == "--list" => list = true,
            None if arg == "--only" => {
                let names = args.next().ok_or("`--only` needs the names of suites")?;
                only = Some(names.clone());
            }
            None => return Err(format!("`test` does not take `{arg}`")),
        }
    }
    Ok((only, list))
}

/// The suites of this run and how far they are.
struct Board {
    suites: Vec<&'static Suite>,
    states: Mutex<BTreeMap<&'static str, State>>,
    changed: Condvar,
}

#[derive(Debug, Clone)]
enum State {
    Waiting,
    Running,
    Over(End),
}

impl Board {
    fn new(suites: Vec<&'static Suite>) -> Self {
        let states = suites.iter().map(|suite| (suite.name, State::Waiting)).collect();
        Self { suites, states: Mutex::new(states), changed: Condvar::new() }
    }

    fn states(&self) -> MutexGuard<'_, BTreeMap<&'static str, State>> {
        self.states.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs the suites of a lane one after the other until none is left.
    fn work(&self, lane: Lane) {
        while let Some(suite) = self.next(lane) {
            let watch = Stopwatch::start();
            let end = run_one(suite);
            report(suite, &end, watch);
            self.states().insert(suite.name, State::Over(end));
            self.changed.notify_all();
        }
    }

    /// The next suite of a lane, after waiting for those it comes after.
    fn next(&self, lane: Lane) -> Option<&'static Suite> {
        let mut states = self.states();
        loop {
            let waiting = |suite: &&&Suite| {
                suite.lane == lane && matches!(states.get(suite.name), Some(State::Waiting))
            };
            // In the order of the table: a lane never overtakes itself.
            let suite = *self.suites.iter().find(waiting)?;
            let is_over = |name: &&str| matches!(states.get(name), None | Some(State::Over(_)));
            if suite.after.iter().all(is_over) {
                states.insert(suite.name, State::Running);
                return Some(suite);
            }
            states = self.changed.wait(states).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Names what was skipped, prints the count, and fails when something failed.
    fn conclude(&self) -> Result<(), String> {
        let states = self.states();
        let (mut passed, mut failed, mut skipped) = (0_u32, Vec::new(), 0_u32);
        for suite in &self.suites {
            match states.get(suite.name) {
                Some(State::Over(End::Passed)) => passed += 1,
                Some(State::Over(End::Skipped(why))) => {
                    skipped += 1;
                    println!("\nNOT RUN: {} ({})\n{why}", suite.name, suite.about);
                }
                _ => failed.push(suite.name),
            }
        }
        let rest = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
        if !failed.is_empty() {
            println!("\nfailed: {}", failed.join(", "));
        }
        println!("\n{passed} passed, {} failed{rest}", failed.len());
        // The count is the last word, so the failure itself says nothing more.
        if failed.is_empty() { Ok(()) } else { Err(String::new()) }
    }
}

fn log_path(suite: &Suite) -> PathBuf {
    repo::target().join("xtask-logs").join(format!("{}.log", suite.name))
}

fn run_one(suite: &Suite) -> End {
    match Log::create(&log_path(suite)) {
        Ok(log) => (suite.steps)(&log),
        Err(why) => End::Failed(why),
    }
}

fn report(suite: &Suite, end: &End, watch: Stopwatch) {
    let time = clock::readable(watch.elapsed());
    match end {
        End::Passed => println!("passed   {:<10} {time:>12}", suite.name),
        End::Skipped(_) => println!("SKIPPED  {:<10} {time:>12}", suite.name),
        End::Failed(why) => {
            let path = log_path(suite);
            let log = std::fs::read(&path).unwrap_or_default();
            let tail = tail(&String::from_utf8_lossy(&log));
            println!(
                "FAILED   {:<10} {time:>12}  {why}\n{tail}\n  all of it: {}\n",
                suite.name,
                path.display()
            );
        }
    }
}

/// The lines that name a failure and the last lines, indented.
///
/// Cargo goes on after a failed test, so what failed may stand far above the end.
fn tail(log: &str) -> String {
    let lines: Vec<&str> = log.lines().collect();
    let (above, end) = lines.split_at(lines.len().saturating_sub(TAIL));
    let mut names = false;
    let mut named = |line: &&&str| {
        // What a panic says stands on the line after its place.
        let after = std::mem::replace(&mut names, line.contains("panicked at "));
        after || names || line.starts_with("test ") && line.ends_with("FAILED")
    };
    let failures = above.iter().filter(&mut named).take(TAIL);
    let shown: Vec<String> = failures.chain(end).map(|line| format!("  | {line}")).collect();
    shown.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn flags_are_read_in_both_forms() {
        let both = Ok((Some("tidy,web".to_owned()), true));
        assert_eq!(flags(&words("--only tidy,web --list")), both);
        assert_eq!(flags(&words("--list --only=tidy,web")), both);
        assert!(flags(&words("--only")).is_err());
        assert!(flags(&words("--fast")).is_err());
    }

    #[test]
    fn the_tail_is_the_end() {
        let log: String = (0..100).flat_map(|n| [n.to_string(), "\n".to_owned()]).collect();
        let tail = tail(&log);
        assert!(tail.starts_with("  | 40\n") && tail.ends_with("  | 99"), "{tail}");
    }

    #[test]
    fn what_failed_far_above_the_end_is_shown() {
        let failure = "test a ... FAILED\ntest b ... ok\nthread 'a' panicked at a.rs:1:2:\nwhy\n";
        let log = format!("{failure}{}", "later\n".repeat(100));
        let named =
            "  | test a ... FAILED\n  | thread 'a' panicked at a.rs:1:2:\n  | why\n  | later";
        assert!(tail(&log).starts_with(named), "{}", tail(&log));
    }

    #[test]
    fn a_board_with_a_failure_fails() {
        let suites: Vec<&Suite> = suite::SUITES.iter().take(3).collect();
        let board = Board::new(suites);
        let ends = [End::Passed, End::Failed("why".to_owned()), End::Skipped("that".to_owned())];
        for (suite, end) in board.suites.iter().zip(ends) {
            board.states().insert(suite.name, State::Over(end));
        }
        assert!(board.conclude().is_err());
    }
}
