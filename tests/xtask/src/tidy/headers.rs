//! Every source file says first what lives in it; and no module hides in a `mod.rs`.

use crate::repo::Source;

/// Checks every source file.
pub(crate) fn check(sources: &[Source]) -> Vec<String> {
    sources.iter().flat_map(file).collect()
}

fn file(source: &Source) -> Vec<String> {
    let openings: &[&str] = match source.extension() {
        "rs" => &["//!"],
        "ts" | "tsx" | "mts" | "mjs" | "js" | "css" => &["/**", "/*"],
        _ => return Vec::new(),
    };
    let mut findings = Vec::new();
    let first = source.text.lines().find(|line| !line.starts_with("#!/")).unwrap_or_default();
    if !openings.iter().any(|opening| first.starts_with(opening)) {
        let opening = openings.first().unwrap_or(&"");
        findings.push(format!("{}:1: begin with a header, `{opening} …`", source.path));
    }
    if source.path.ends_with("/mod.rs") {
        findings.push(format!("{}: name the file after the module", source.path));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_asked_for() {
        for (path, text, findings) in [
            ("a.rs", "//! What lives here.\n", 0),
            ("a.rs", "use std::fmt;\n", 1),
            ("a.rs", "// Not a header.\n", 1),
            ("a.ts", "/** What lives here. */\n", 0),
            ("a.tsx", "import x;\n", 1),
            ("a.css", "/* What lives here. */\n", 0),
            ("a.mjs", "#!/usr/bin/env node\n/** What. */\n", 0),
            ("a.json", "{}", 0),
            ("server/src/store/mod.rs", "//! Fine.\n", 1),
        ] {
            assert_eq!(file(&Source::sample(path, text)).len(), findings, "{path} {text}");
        }
    }
}
