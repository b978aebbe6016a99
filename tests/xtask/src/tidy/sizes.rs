//! Sizes: files, functions and lines, with a ratchet for what was larger before the rule.
//!
//! The ratchet may only shrink: a number that is too large is a finding too. Functions are found by
//! indentation, which the formatters guarantee; blank lines and comments do not count in them.

use super::{at, numbered};
use crate::repo::Source;
use std::collections::BTreeMap;

/// Where exceptions stand: `file <path> <lines>` or `function <path> <name> <lines>`.
pub(crate) const RATCHET: &str = "tests/xtask/ratchet.txt";

const FILE_LINES: usize = 600;
const FUNCTION_LINES: usize = 70;
/// The formatter keeps code within 100; comments, strings and macros, which it leaves alone, get a
/// little more.
const COLUMNS: usize = 110;

/// Checks all sources against the limits and the ratchet.
pub(crate) fn check(sources: &[Source], ratchet: &str) -> Vec<String> {
    let mut findings = Vec::new();
    let mut allowed = match read_ratchet(ratchet) {
        Ok(allowed) => allowed,
        Err(finding) => return vec![finding],
    };
    let code = |source: &&Source| {
        let written = !source.path.contains("/generated/");
        written && matches!(source.extension(), "rs" | "ts" | "tsx" | "mts" | "mjs" | "css")
    };
    for source in sources.iter().filter(code) {
        for (what, lines) in too_large(source) {
            let most = allowed.remove(&what);
            findings.extend(match most {
                None => Some(format!("{what}: {lines} lines, split it")),
                Some(most) if lines > most => Some(format!("{what}: grew from {most} to {lines}")),
                Some(most) if lines < most => {
                    Some(format!("{RATCHET}: `{what} {most}` can be lowered to {lines}"))
                }
                Some(_) => None,
            });
        }
        findings.extend(columns(source));
    }
    let unused = allowed.keys().map(|what| format!("{RATCHET}: `{what}` is no longer needed"));
    findings.extend(unused);
    findings
}

fn read_ratchet(text: &str) -> Result<BTreeMap<String, usize>, String> {
    let mut allowed = BTreeMap::new();
    for (line, entry) in numbered(text) {
        if entry.is_empty() || entry.starts_with('#') {
            continue;
        }
        let parsed = entry.rsplit_once(' ').and_then(|(what, n)| Some((what, n.parse().ok()?)));
        let (what, lines) = parsed.ok_or(format!("{RATCHET}:{line}: not `<what> <lines>`"))?;
        allowed.insert(what.to_owned(), lines);
    }
    Ok(allowed)
}

/// The file and the functions above the limit, with their size.
fn too_large(source: &Source) -> Vec<(String, usize)> {
    let mut large = Vec::new();
    let lines = source.text.lines().count();
    if lines > FILE_LINES {
        large.push((format!("file {}", source.path), lines));
    }
    for (name, lines) in functions(source) {
        if lines > FUNCTION_LINES {
            large.push((format!("function {} {name}", source.path), lines));
        }
    }
    large
}

/// Every function with its lines of code, its own first and last line included.
fn functions(source: &Source) -> Vec<(String, usize)> {
    let is_rust = source.extension() == "rs";
    let lines: Vec<&str> = source.text.lines().collect();
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let name = if is_rust { rust_function(line) } else { script_function(line) };
        let Some(name) = name else { continue };
        let indent = indentation(line);
        let rest = lines.iter().skip(index);
        let mut count = 0;
        for (offset, inner) in rest.enumerate() {
            let inner_code = inner.trim();
            count += usize::from(!inner_code.is_empty() && !is_comment(inner_code));
            let closes = indentation(inner) == indent && inner_code.starts_with('}');
            let one_line = offset == 0 && (inner_code.ends_with('}') || inner_code.ends_with(';'));
            // A signature over several lines ends with `) {`, which closes nothing.
            if one_line || (closes && !inner_code.ends_with('{')) {
                break;
            }
            // A declaration without a body: `fn f(…);` over several lines.
            if indentation(inner) == indent && offset > 0 && inner_code.ends_with(';') {
                break;
            }
        }
        found.push((name, count));
    }
    found
}

fn indentation(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn is_comment(code: &str) -> bool {
    ["//", "/*", "*/", "* "].iter().any(|opening| code.starts_with(opening)) || code == "*"
}

fn identifier(text: &str) -> Option<String> {
    let name: String =
        text.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$')).collect();
    (!name.is_empty()).then_some(name)
}

fn rust_function(line: &str) -> Option<String> {
    let (before, after) = line.split_once("fn ")?;
    let words = ["pub", "pub(crate)", "pub(super)", "const", "async", "unsafe", "extern"];
    let only_words = before.split_whitespace().all(|word| words.contains(&word));
    if only_words { identifier(after) } else { None }
}

fn script_function(line: &str) -> Option<String> {
    let code = line.trim_start();
    let code = ["export ", "default ", "async "]
        .iter()
        .fold(code, |code, word| code.strip_prefix(word).unwrap_or(code));
    if let Some(after) = code.strip_prefix("function ").or_else(|| code.strip_prefix("function* "))
    {
        return identifier(after);
    }
    if let Some(after) = code.strip_prefix("const ") {
        let is_arrow = code.ends_with("=> {") || (code.contains("= (") && code.ends_with('('));
        return if is_arrow { identifier(after) } else { None };
    }
    method(code)
}

/// A method in a class: `name(…) {`, with a few words before it.
fn method(code: &str) -> Option<String> {
    let words =
        ["private ", "public ", "protected ", "static ", "readonly ", "get ", "set ", "async "];
    let code = words.iter().fold(code, |code, word| code.strip_prefix(word).unwrap_or(code));
    let name = identifier(code.trim_start_matches('#'))?;
    let rest = code.trim_start_matches('#').strip_prefix(name.as_str())?;
    let keyword = matches!(name.as_str(), "if" | "for" | "while" | "switch" | "catch" | "return");
    let opens = rest.starts_with('(') && rest.ends_with('{') && !rest.contains("=>");
    (opens && !keyword).then_some(name)
}

fn columns(source: &Source) -> Vec<String> {
    if source.extension() != "rs" {
        return Vec::new();
    }
    numbered(&source.text)
        .filter(|(_, line)| line.chars().count() > COLUMNS)
        .map(|(line, _)| format!("{}: longer than {COLUMNS} columns", at(source, line)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rust(body: usize) -> String {
        let lines: String = "        g();\n\n        // why\n".repeat(body);
        format!(
            "impl A {{\n    pub(crate) async fn f(\n        a: u8,\n    ) {{\n{lines}    }}\n}}\n"
        )
    }

    #[test]
    fn long_functions_are_found_and_comments_do_not_count() {
        let source = Source::sample("a.rs", &rust(66));
        assert_eq!(functions(&source), [("f".to_owned(), 70)]);
        assert!(too_large(&source).is_empty());
        assert_eq!(too_large(&Source::sample("a.rs", &rust(67))).len(), 1);
    }

    #[test]
    fn functions_in_typescript() {
        let text = "export function a(x: A) {\n  b();\n}\nconst c = (d: D) => {\n  e();\n};\n\
                    class F {\n  private async g(): void {\n    if (h) {\n      i();\n    }\n  }\n\
                    }\n";
        let found = functions(&Source::sample("a.ts", text));
        let names: Vec<(&str, usize)> = found.iter().map(|(n, l)| (n.as_str(), *l)).collect();
        assert_eq!(names, [("a", 3), ("c", 3), ("g", 5)]);
    }

    #[test]
    fn the_ratchet_only_shrinks() {
        let sources = [Source::sample("a.rs", &"//!\n".repeat(700))];
        let said = |ratchet: &str| check(&sources, ratchet).join("\n");
        assert!(said("").contains("700 lines, split it"));
        assert_eq!(said("# why\nfile a.rs 700\n"), "");
        assert!(said("file a.rs 690\n").contains("grew from 690 to 700"));
        assert!(said("file a.rs 800\n").contains("can be lowered to 700"));
        assert!(said("file a.rs 700\nfile b.rs 700\n").contains("no longer needed"));
        assert!(said("file a.rs many\n").contains("not `<what> <lines>`"));
    }

    #[test]
    fn wide_lines_are_found() {
        let wide = format!("// {}\n", "x".repeat(108));
        assert_eq!(columns(&Source::sample("a.rs", &wide)).len(), 1);
        assert!(columns(&Source::sample("a.ts", &wide)).is_empty());
    }
}
