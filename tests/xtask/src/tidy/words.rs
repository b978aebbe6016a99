//! The words that people see: calm ones. Nobody is shouted at.
//!
//! That both languages are complete is checked by the type of the tables, not here.

use super::{at, numbered};
use crate::repo::Source;

/// Where the words of the page and of the templates stand.
const PLACES: [&str; 2] = ["web/src/i18n/", "crdt/src/template/"];

/// Checks every table of words.
pub(crate) fn check(sources: &[Source]) -> Vec<String> {
    let ours = |source: &&Source| {
        PLACES.iter().any(|place| source.path.starts_with(place)) && !source.path.contains(".test.")
    };
    sources.iter().filter(ours).flat_map(file).collect()
}

fn file(source: &Source) -> Vec<String> {
    numbered(&source.text)
        .filter(|(_, line)| strings(line).any(|text| text.contains('!')))
        .map(|(line, _)| format!("{}: no exclamation marks in what people read", at(source, line)))
        .collect()
}

/// What stands between quotes, on lines that are not comments.
fn strings(line: &str) -> impl Iterator<Item = &str> {
    let code = line.trim_start();
    let is_comment = code.starts_with("//") || code.starts_with('*') || code.starts_with("/*");
    let quoted = move |c: char| matches!(c, '"' | '`');
    code.split(quoted).skip(1).step_by(2).filter(move |_| !is_comment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shouting_is_found() {
        for (text, findings) in [
            ("  saved: \"Opgeslagen!\",\n", 1),
            ("  saved: `Welkom ${name}!`,\n", 1),
            ("  saved: a !== b ? \"Opgeslagen\" : \"Bezig\",\n", 0),
            ("  // a \"comment!\"\n", 0),
        ] {
            let source = Source::sample("web/src/i18n/nl.ts", text);
            assert_eq!(check(&[source]).len(), findings, "{text}");
        }
    }
}
