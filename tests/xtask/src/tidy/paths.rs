//! Paths: what may stand at the top of the repository, and no path of somebody's own machine.

use super::{at, numbered};
use crate::repo::Source;
use std::collections::BTreeSet;

/// What may stand at the top, besides files that begin with a dot.
const TOP: [&str; 15] = [
    "Cargo.toml",
    "Cargo.lock",
    "crdt",
    "server",
    "web",
    "tests",
    "docs",
    "README.md",
    "LICENSE",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "publiccode.yml",
    "rust-toolchain.toml",
    "rustfmt.toml",
];

/// Configuration that its tool looks for only at the top.
const TOP_TOOLS: [&str; 1] = ["clippy.toml"];

/// Where machines keep what is somebody's own; split so that this file does not find itself.
const OWN: [&str; 4] =
    [concat!("/ho", "me/"), concat!("/ro", "ot/"), concat!("/wo", "rk/"), concat!("/Us", "ers/")];

/// Checks the top level and every text.
pub(crate) fn check(files: &[String], sources: &[Source]) -> Vec<String> {
    let mut findings = top(files);
    findings.extend(sources.iter().flat_map(own));
    findings
}

fn top(files: &[String]) -> Vec<String> {
    let first = |file: &String| file.split('/').next().unwrap_or_default().to_owned();
    let names: BTreeSet<String> = files.iter().map(first).collect();
    let strange = |name: &String| {
        !name.starts_with('.')
            && !TOP.contains(&name.as_str())
            && !TOP_TOOLS.contains(&name.as_str())
    };
    let say = |name: String| format!("{name}: does not belong at the top");
    names.into_iter().filter(strange).map(say).collect()
}

fn own(source: &Source) -> Vec<String> {
    let mut findings = Vec::new();
    for (number, line) in numbered(&source.text) {
        for own in OWN.iter().filter(|own| begins_path(line, own)) {
            findings.push(format!("{}: `{own}` is a path of one machine", at(source, number)));
        }
    }
    findings
}

/// Whether a line holds the path where a path can begin: not in the middle of a longer one.
fn begins_path(line: &str, own: &str) -> bool {
    line.match_indices(own).any(|(start, _)| {
        let before = line.get(..start).and_then(|text| text.chars().next_back());
        !before
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '}' | ')' | '*'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strange_names_at_the_top_are_found() {
        let files = ["Cargo.toml", "crdt/src/lib.rs", ".ci/run", "notes.txt", "scripts/x.sh"];
        let files = files.map(str::to_owned);
        let found = top(&files);
        assert_eq!(found.len(), 2, "{found:?}");
    }

    #[test]
    fn own_paths_are_found() {
        for folder in OWN {
            let bad = Source::sample("a.md", &format!("see `{folder}me/x`\n"));
            assert_eq!(own(&bad).len(), 1, "{folder}");
            let inside = Source::sample("a.md", &format!("see example.org{folder}x\n"));
            assert!(own(&inside).is_empty(), "{folder}");
        }
    }
}
