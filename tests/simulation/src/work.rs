//! What the runs really did. A simulation that does nothing proves nothing.

use std::collections::BTreeMap;

/// What must have happened often, in a thousand workshops.
const WANTED: [(&str, u64); 40] = [
    ("edit", 10_000),
    ("frame", 20_000),
    ("append", 10_000),
    ("commit", 10_000),
    ("shown", 20_000),
    ("acknowledged", 5_000),
    ("converged", 10_000),
    ("point", 1_000),
    ("command", 500),
    ("command_done", 200),
    ("command_refused", 50),
    ("lock", 50),
    ("forgery", 500),
    ("refused", 200),
    ("afresh", 200),
    ("role", 100),
    ("remove", 20),
    ("connect", 10_000),
    ("cut", 1_000),
    ("closed", 500),
    ("half_open", 100),
    ("silence", 50),
    ("given_up", 20),
    ("lost", 50),
    ("doubled", 50),
    ("late", 50),
    ("stall", 200),
    ("stale", 10),
    ("resync", 10),
    ("disk_mood", 500),
    ("disk_refusal", 500),
    ("told_of_trouble", 100),
    ("crash", 500),
    ("compaction", 500),
    ("reload", 200),
    ("store_refused", 50),
    ("restore", 100),
    ("other_epoch", 100),
    ("noticed_restored", 20),
    ("found_restored", 10),
];

/// Counts by kind.
#[derive(Debug, Clone, Default)]
pub(crate) struct Work(BTreeMap<&'static str, u64>);

impl Work {
    pub(crate) fn did(&mut self, what: &'static str) {
        self.did_many(what, 1);
    }

    pub(crate) fn did_many(&mut self, what: &'static str, times: u64) {
        *self.0.entry(what).or_default() += times;
    }

    pub(crate) fn add(&mut self, other: &Self) {
        for (what, times) in &other.0 {
            self.did_many(what, *times);
        }
    }

    /// What happened too seldom for so many runs, for people.
    pub(crate) fn lacks(&self, runs: u64) -> Vec<String> {
        let seen = |what| self.0.get(what).copied().unwrap_or(0);
        let few =
            WANTED.iter().filter(|(what, wanted)| seen(what) < (wanted * runs / 1_000).max(1));
        few.map(|(what, wanted)| {
            format!("{what}: {}, of {}", seen(what), (wanted * runs / 1_000).max(1))
        })
        .collect()
    }
}

impl std::fmt::Display for Work {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let all: Vec<_> = self.0.iter().map(|(what, times)| format!("{what} {times}")).collect();
        out.write_str(&all.join(", "))
    }
}
