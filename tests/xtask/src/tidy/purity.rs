//! The board itself does no IO and asks no clock, no chance and no environment.
//!
//! Clippy refuses the calls it knows; this rule refuses the names, also in grouped imports.

use super::at;
use crate::repo::Source;

/// Paths that the board may not name, by their beginning.
const FORBIDDEN: [&str; 12] = [
    "std::fs",
    "std::net",
    "std::env",
    "std::thread",
    "std::process",
    "std::io",
    "std::time::Instant",
    "std::time::SystemTime",
    "tokio",
    "rand",
    "getrandom",
    "reqwest",
];

/// Checks every Rust file of the board.
pub(crate) fn check(sources: &[Source]) -> Vec<String> {
    let ours =
        |source: &&Source| source.path.starts_with("crdt/src/") && source.extension() == "rs";
    sources.iter().filter(ours).flat_map(file).collect()
}

fn file(source: &Source) -> Vec<String> {
    let code = without_comments(&source.text);
    let mut findings = Vec::new();
    for (line, path) in named_paths(&code) {
        let is = |forbidden: &&&str| {
            let rest = path.strip_prefix(**forbidden);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        };
        if let Some(forbidden) = FORBIDDEN.iter().find(is) {
            findings.push(format!("{}: the board may not name `{forbidden}`", at(source, line)));
        }
    }
    findings
}

/// The text with line comments blanked, so that line numbers stay.
fn without_comments(text: &str) -> String {
    let code = |line: &str| line.split("//").next().unwrap_or_default().to_owned() + "\n";
    text.lines().map(code).collect()
}

/// Every path with `::`, groups spelled out, with the line where it begins.
fn named_paths(code: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut line = 1;
    let mut rest = code.chars().peekable();
    let mut stack: Vec<String> = Vec::new();
    let mut path = String::new();
    while let Some(c) = rest.next() {
        match c {
            _ if c.is_alphanumeric() || c == '_' => path.push(c),
            ':' if rest.peek() == Some(&':') => {
                rest.next();
                path.push_str("::");
            }
            '{' => stack.push(std::mem::take(&mut path)),
            _ => {
                let ends = !path.is_empty() && c != '\r';
                if ends && (path.contains("::") || stack.iter().any(|p| p.ends_with("::"))) {
                    let inside = stack.iter().rev().take_while(|p| p.ends_with("::"));
                    let prefix: Vec<&str> = inside.map(String::as_str).collect();
                    let prefix: String = prefix.into_iter().rev().collect();
                    found.push((line, prefix + &path));
                }
                path.clear();
                if c == '}' {
                    stack.pop();
                }
                line += usize::from(c == '\n');
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_name_the_world_is_found() {
        for bad in [
            "use std::fs;\n",
            "use std::{collections::BTreeMap, env};\n",
            "use std::time::{Duration, Instant};\n",
            "use std::{\n    time::{Duration, SystemTime},\n};\n",
            "fn f() { std::thread::spawn(g); }\n",
            "fn f() -> u8 { rand::random() }\n",
            "use tokio::sync::mpsc;\n",
        ] {
            let found = file(&Source::sample("crdt/src/x.rs", bad));
            assert_eq!(found.len(), 1, "{bad}: {found:?}");
        }
    }

    #[test]
    fn the_rest_is_allowed() {
        let good = "use std::time::Duration; // not std::fs\nuse crate::{rank, brand};\n\
                    use std::fmt;\nlet random = rank::rand_like(x); fn env() { a::b::env() }\n";
        assert_eq!(file(&Source::sample("crdt/src/x.rs", good)), Vec::<String>::new());
        assert!(check(&[Source::sample("server/src/x.rs", "use std::fs;\n")]).is_empty());
    }
}
