//! Left-overs: markers of unfinished work, and help for debugging that should not stay.
//!
//! The words are put together from parts, so that this file does not find itself.

use super::{at, numbered};
use crate::repo::Source;

/// Words that stand alone.
const MARKERS: [&str; 3] = [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX")];

/// Pieces of code.
const CODE: [&str; 6] = [
    concat!("dbg", "!("),
    concat!(".on", "ly("),
    concat!("waitFor", "Timeout"),
    concat!("#[ign", "ore"),
    concat!("console", ".log"),
    concat!("debug", "ger;"),
];

/// Checks every file that is written by hand.
pub(crate) fn check(sources: &[Source]) -> Vec<String> {
    let written = |source: &&Source| {
        !source.path.ends_with("package-lock.json")
            && matches!(
                source.extension(),
                "rs" | "ts"
                    | "tsx"
                    | "mts"
                    | "mjs"
                    | "js"
                    | "css"
                    | "html"
                    | "toml"
                    | "json"
                    | "md"
            )
    };
    sources.iter().filter(written).flat_map(file).collect()
}

fn file(source: &Source) -> Vec<String> {
    let is_text = source.extension() == "md";
    let mut findings = Vec::new();
    for (number, line) in numbered(&source.text) {
        let words = || line.split(|c: char| !c.is_alphanumeric() && c != '_');
        let markers = MARKERS.iter().filter(|marker| words().any(|word| word == **marker));
        let code = CODE.iter().filter(|piece| !is_text && line.contains(**piece));
        for left in markers.chain(code) {
            findings.push(format!("{}: `{left}` was left behind", at(source, number)));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_left_over_is_found() {
        for left in MARKERS.iter().chain(&CODE) {
            let text = format!("let a = 1; {left} later\n");
            assert_eq!(check(&[Source::sample("a.rs", &text)]).len(), 1, "{left}");
        }
    }

    #[test]
    fn words_that_only_look_alike_stay() {
        let text = "status: todo, Todo, TODOS_OPEN\nreadonly(x); console.error(y);\n";
        assert!(check(&[Source::sample("a.ts", text)]).is_empty());
    }
}
