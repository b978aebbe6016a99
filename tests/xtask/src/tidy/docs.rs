//! Documents mention only files that exist: paths in backticks and links to files.

use super::{at, numbered};
use crate::repo::Source;

/// How a path of this repository begins.
const ROOMS: [&str; 7] = ["crdt/", "server/", "web/", "tests/", "docs/", ".ci/", ".cargo/"];

/// What a build makes: mentioned, but not in the repository.
const MADE: [&str; 3] = ["web/dist", "web/node_modules", "tests/browser/results"];

/// Checks every document; `exists` answers for a path from the root.
pub(crate) fn check(sources: &[Source], exists: &dyn Fn(&str) -> bool) -> Vec<String> {
    let documents = sources.iter().filter(|source| source.extension() == "md");
    documents.flat_map(|source| file(source, exists)).collect()
}

fn file(source: &Source, exists: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut findings = Vec::new();
    for (number, line) in numbered(&source.text) {
        let links = links(line).into_iter().map(|link| beside(&source.path, link));
        let paths = quoted(line).into_iter().filter(|text| is_path(text)).map(str::to_owned);
        for path in paths.chain(links) {
            let made = MADE.iter().any(|made| path.starts_with(made));
            if !made && !exists(path.trim_end_matches('/')) {
                findings.push(format!("{}: `{path}` does not exist", at(source, number)));
            }
        }
    }
    findings
}

/// What stands between backticks.
fn quoted(line: &str) -> Vec<&str> {
    line.split('`').skip(1).step_by(2).collect()
}

fn is_path(text: &str) -> bool {
    let begins = ROOMS.iter().any(|room| text.starts_with(room));
    begins && !text.contains(|c: char| c.is_whitespace() || "*{}<>…$:#".contains(c))
}

/// The targets of links to files: `[text](target)`.
fn links(line: &str) -> Vec<&str> {
    let targets = line.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let targets = targets.filter_map(|link| link.split('#').next());
    targets.filter(|link| !link.is_empty() && !link.contains(':')).collect()
}

/// A link's path from the root, given where it stands.
fn beside(document: &str, link: &str) -> String {
    let mut parts: Vec<&str> = document.split('/').collect();
    parts.pop();
    for part in link.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_files_are_found() {
        let exists = |path: &str| matches!(path, "crdt/src" | "docs/OPERATING.md" | "README.md");
        for (text, findings) in [
            ("`crdt/src` and `crdt/src/`", 0),
            ("`crdt/src/gone.rs`", 1),
            ("`crdt::room` and `web/dist/index.html` and `tests/*`", 0),
            ("[run it](OPERATING.md#backup) or [read](../README.md)", 0),
            ("[run it](GONE.md)", 1),
            ("[away](https://example.org/x)", 0),
        ] {
            let source = Source::sample("docs/X.md", text);
            assert_eq!(file(&source, &exists).len(), findings, "{text}");
        }
    }
}
