//! The suites: what each proves, when it exists, what it waits for, and its steps.
//!
//! A suite whose folder does not exist yet is not listed. Each suite makes what it needs itself,
//! so that it can run alone; what was made before is found and not made again.

use crate::client::{self, Voice, WEB};
use crate::tool::{Log, Tool};
use crate::{codegen, fuzz, need, repo, server, simulate, tidy};

/// The folder of the browser suite.
const BROWSER: &str = "tests/browser";

/// Two suites of one lane never run at the same time: they would wait for each other's locks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// Works with cargo most of the time.
    Cargo,
    /// Works with Node most of the time.
    Node,
}

/// How a suite ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum End {
    /// Everything held.
    Passed,
    /// Something did not hold; the sentence says which step.
    Failed(String),
    /// The machine misses something that could not be installed; the sentence says what.
    Skipped(String),
}

/// One row of the table.
pub(crate) struct Suite {
    /// What people type after `--only`.
    pub(crate) name: &'static str,
    /// What it proves, for `--list`.
    pub(crate) about: &'static str,
    /// The file without which the suite does not exist yet.
    pub(crate) exists_with: &'static str,
    /// Which lane it runs in.
    pub(crate) lane: Lane,
    /// The suites that must be over before this one starts.
    pub(crate) after: &'static [&'static str],
    /// What it does.
    pub(crate) steps: fn(&Log) -> End,
}

/// All suites, in the order in which they are reported.
pub(crate) const SUITES: [Suite; 11] = [
    Suite {
        name: "format",
        about: "Rust and TypeScript are formatted",
        exists_with: "Cargo.toml",
        lane: Lane::Node,
        after: &[],
        steps: |log| end(format(log)),
    },
    Suite {
        name: "tidy",
        about: "the rules of the house that a machine can check",
        exists_with: "Cargo.toml",
        lane: Lane::Cargo,
        after: &[],
        steps: |log| end(tidy_rules(log)),
    },
    Suite {
        name: "lints",
        about: "clippy and rustdoc have nothing to say",
        exists_with: "Cargo.toml",
        lane: Lane::Cargo,
        after: &[],
        steps: |log| end(lints(log)),
    },
    Suite {
        name: "generated",
        about: "what the page and the server share is fresh",
        exists_with: codegen::PACKAGE,
        lane: Lane::Cargo,
        after: &[],
        steps: |log| end(generated(log)),
    },
    Suite {
        name: "rust",
        about: "unit, property, contract and vector tests in Rust",
        exists_with: "Cargo.toml",
        lane: Lane::Cargo,
        after: &[],
        steps: |log| end(rust(log)),
    },
    Suite {
        name: "web",
        about: "types, lints, unit and vector tests and size of the client",
        exists_with: "web/package.json",
        lane: Lane::Node,
        after: &[],
        steps: |log| end(web(log)),
    },
    Suite {
        name: "build",
        about: "the client and the release server build",
        exists_with: "Cargo.toml",
        lane: Lane::Cargo,
        after: &[],
        steps: |log| end(server::build(Voice::Log(log))),
    },
    Suite {
        name: "simulation",
        about: "thousands of workshops with a bad network and a bad disk lose nothing and converge",
        exists_with: simulate::PACKAGE,
        lane: Lane::Cargo,
        after: &["build"],
        steps: |log| end(simulation(log)),
    },
    Suite {
        name: "strangers",
        about: "no bytes panic, hang or fill the memory; what the room takes, yrs and Yjs read alike",
        exists_with: fuzz::PACKAGE,
        lane: Lane::Cargo,
        after: &["build"],
        steps: |log| end(strangers(log)),
    },
    Suite {
        name: "browser",
        about: "people on a board, in Chromium, against the real server",
        exists_with: "tests/browser/package.json",
        lane: Lane::Node,
        after: &["build"],
        steps: browser,
    },
    Suite {
        name: "faults",
        about: "the server is killed and the disk fails, and nothing acknowledged is lost",
        exists_with: FAULTS,
        lane: Lane::Cargo,
        after: &["build", "browser"],
        steps: |log| end(faults(log)),
    },
];

/// The package of the suite `faults`, which is built for release and not run with the others.
const FAULTS: &str = "tests/faults/Cargo.toml";

fn end(done: Result<(), String>) -> End {
    match done {
        Ok(()) => End::Passed,
        Err(why) => End::Failed(why),
    }
}

fn format(log: &Log) -> Result<(), String> {
    Tool::cargo("fmt --all --check").logged(log)?;
    if !repo::has("web/package.json") {
        return Ok(());
    }
    client::install(WEB, Voice::Log(log))?;
    Tool::new("npx").words("--no-install biome format .").within(WEB).logged(log)
}

fn tidy_rules(log: &Log) -> Result<(), String> {
    let findings = tidy::findings()?;
    for finding in &findings {
        log.line(finding)?;
    }
    match findings.len() {
        0 => Ok(()),
        many => Err(format!("{many} findings")),
    }
}

fn lints(log: &Log) -> Result<(), String> {
    client::make_folder()?;
    let clippy = "clippy --workspace --all-targets --locked -- --deny warnings";
    Tool::cargo(clippy).logged(log)?;
    Tool::cargo("doc --workspace --no-deps --document-private-items --locked")
        .env("RUSTDOCFLAGS", "--deny warnings")
        .logged(log)
}

fn generated(log: &Log) -> Result<(), String> {
    client::make_folder()?;
    Tool::cargo("run --locked --package codegen -- --check").logged(log)
}

fn rust(log: &Log) -> Result<(), String> {
    client::build(Voice::Log(log))?;
    let mut tests = Tool::cargo("test --workspace --locked --no-fail-fast");
    // Built for release, each in its own suite.
    let others =
        [(FAULTS, "faults"), (simulate::PACKAGE, "simulation"), (fuzz::PACKAGE, "strangers")];
    for (package, name) in others {
        if repo::has(package) {
            tests = tests.args(&["--exclude", name]);
        }
    }
    tests.logged(log)
}

fn web(log: &Log) -> Result<(), String> {
    client::install(WEB, Voice::Log(log))?;
    for script in ["types", "lint", "test"] {
        Tool::npm(WEB, &format!("run {script}")).logged(log)?;
    }
    // Not `npm run check`: it would build again while cargo may be reading `web/dist`.
    client::build(Voice::Log(log))?;
    Tool::npm(WEB, "run size").logged(log)
}

fn browser(log: &Log) -> End {
    let chromium = match need::chromium() {
        Ok(path) => path,
        Err(why) => return End::Skipped(why),
    };
    let run = || {
        server::build(Voice::Log(log))?;
        client::install(BROWSER, Voice::Log(log))?;
        Tool::new("npx")
            .words("--no-install playwright test")
            .within(BROWSER)
            .env("REISBORD_BIN", server::binary())
            .env("CHROMIUM", &chromium)
            .logged(log)
    };
    end(run())
}

fn simulation(log: &Log) -> Result<(), String> {
    client::make_folder()?;
    Tool::cargo("test --release --locked --package simulation").logged(log)
}

fn strangers(log: &Log) -> Result<(), String> {
    client::make_folder()?;
    client::install(WEB, Voice::Log(log))?;
    Tool::cargo("test --release --locked --package strangers").logged(log)
}

fn faults(log: &Log) -> Result<(), String> {
    server::build(Voice::Log(log))?;
    Tool::cargo("test --release --locked --package faults")
        .env("REISBORD_BIN", server::binary())
        .logged(log)
}

/// The suites that exist, narrowed to the names asked for.
pub(crate) fn chosen(only: Option<&str>) -> Result<Vec<&'static Suite>, String> {
    let present: Vec<&Suite> = SUITES.iter().filter(|s| repo::has(s.exists_with)).collect();
    let Some(only) = only else { return Ok(present) };
    let names: Vec<&str> = only.split(',').map(str::trim).filter(|n| !n.is_empty()).collect();
    for name in &names {
        if !present.iter().any(|suite| suite.name == *name) {
            let known: Vec<&str> = present.iter().map(|suite| suite.name).collect();
            return Err(format!("there is no suite `{name}`; there are {}", known.join(", ")));
        }
    }
    Ok(present.into_iter().filter(|suite| names.contains(&suite.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suite_waits_only_for_suites_before_it() {
        for (index, suite) in SUITES.iter().enumerate() {
            for name in suite.after {
                let before = SUITES.iter().position(|other| other.name == *name);
                assert!(before.is_some_and(|before| before < index), "{} after {name}", suite.name);
            }
        }
    }

    #[test]
    fn an_unknown_suite_is_named() {
        let said = chosen(Some("tidy,nonsense")).err().unwrap_or_default();
        assert!(said.contains("`nonsense`"), "{said}");
    }
}
