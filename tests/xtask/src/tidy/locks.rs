//! Lock files and addresses: what is pinned comes from where everybody gets it, and the
//! repository names no registry of its own.

use super::{at, numbered};
use crate::repo::Source;

/// The one source a crate may come from.
const CRATES: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Hosts of registries; the words are split so that this file does not name them.
const HOSTS: [&str; 7] = [
    concat!("registry.", "npmjs.org"),
    concat!("registry.", "yarnpkg.com"),
    concat!("npm.", "pkg.github.com"),
    concat!("index.", "crates.io"),
    concat!("static.", "crates.io"),
    concat!("proxy.", "golang.org"),
    concat!("files.", "pythonhosted.org"),
];

/// Checks lock files, and every file for addresses.
pub(crate) fn check(sources: &[Source]) -> Vec<String> {
    sources.iter().flat_map(file).collect()
}

fn file(source: &Source) -> Vec<String> {
    let name = source.path.rsplit('/').next().unwrap_or_default();
    let mut findings = Vec::new();
    for (number, line) in numbered(&source.text) {
        let stray = match name {
            "package-lock.json" => stray_package(line),
            "Cargo.lock" => stray_crate(line),
            _ => HOSTS.iter().find(|host| line.contains(**host)).map(|host| (*host).to_owned()),
        };
        if let Some(stray) = stray {
            findings.push(format!("{}: names `{stray}`", at(source, number)));
        }
    }
    findings
}

/// An address in `package-lock.json`: it records none, so that it fits every mirror.
fn stray_package(line: &str) -> Option<String> {
    let address = line.trim().strip_prefix("\"resolved\": \"")?.split('"').next()?;
    address.contains("://").then(|| address.to_owned())
}

fn stray_crate(line: &str) -> Option<String> {
    let source = line.strip_prefix("source = \"")?.trim_end_matches('"');
    (source != CRATES).then(|| source.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strange_sources_are_found() {
        let host = HOSTS.first().unwrap();
        for (path, text, findings) in [
            ("web/package-lock.json", format!("  \"resolved\": \"https://{host}/a.tgz\",\n"), 1),
            ("web/package-lock.json", "  \"resolved\": \"../other\",\n".to_owned(), 0),
            ("Cargo.lock", format!("source = \"{CRATES}\"\n"), 0),
            ("Cargo.lock", "source = \"git+https://example.org/x\"\n".to_owned(), 1),
            ("docs/x.md", format!("see {host}\n"), 1),
            ("docs/x.md", "see crates.io\n".to_owned(), 0),
        ] {
            assert_eq!(file(&Source::sample(path, &text)).len(), findings, "{path} {text}");
        }
    }
}
