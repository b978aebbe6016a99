//! The arrows between rooms: who may name whom.
//!
//! Rust packages by `cargo metadata`, the layers of the client by their import lines.
//! The rooms and the reasons stand in `docs/ARCHITECTURE.md`.

use super::at;
use super::imports::{imports, resolve};
use super::packages::Packages;
use crate::repo::Source;

/// What the board itself may use.
const CRDT_MAY_USE: [&str; 6] = ["bytes", "serde", "serde_json", "thiserror", "ts-rs", "yrs"];

/// What the board may use only for the generator.
const CRDT_ONLY_OPTIONAL: &str = "ts-rs";

/// The client's layers; each may import itself and those before it.
const LAYERS: [&str; 8] = ["generated", "model", "sync", "env", "i18n", "actions", "view", "main"];

/// The layers that know no page. That they name nothing of the DOM, `tsc` checks: it reads them
/// without the DOM's types.
const WITHOUT_PAGE: [&str; 2] = ["model", "sync"];

/// Packages that touch the documents; views go through `model` and `actions`.
const DOCUMENT_PACKAGES: [&str; 4] = ["yjs", "lib0", "y-protocols", "y-websocket"];

/// Checks all arrows.
pub(crate) fn check(packages: &Packages, sources: &[Source]) -> Vec<String> {
    let mut findings = rust(packages);
    let ours = |source: &&Source| {
        source.path.starts_with("web/src/") && matches!(source.extension(), "ts" | "tsx")
    };
    for source in sources.iter().filter(ours) {
        findings.extend(layers(source));
        findings.extend(page(source));
        findings.extend(documents(source));
    }
    findings
}

fn rust(packages: &Packages) -> Vec<String> {
    let mut findings = Vec::new();
    for (package, folder) in packages.ours() {
        for dependency in package.dependencies.iter().filter(|dependency| !dependency.dev) {
            let name = dependency.name.as_str();
            if folder == "crdt" && !CRDT_MAY_USE.contains(&name) {
                findings.push(format!("crdt/Cargo.toml: crdt may not use `{name}`"));
            }
            if folder == "crdt" && name == CRDT_ONLY_OPTIONAL && !dependency.optional {
                findings.push(format!("crdt/Cargo.toml: `{name}` must be optional"));
            }
            let used = packages.ours().find(|(other, _)| other.name == name);
            let forbidden = used.is_some_and(|(_, used)| {
                !folder.starts_with("tests/") && (used == "server" || used.starts_with("tests/"))
            });
            if forbidden {
                findings.push(format!("{folder}/Cargo.toml: only tests may use `{name}`"));
            }
        }
    }
    findings
}

/// The layer of a path under `web/src`: its folder, or its name when it stands at the top.
fn layer(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("web/src/")?;
    let first = inside.split('/').next()?;
    first.split('.').next()
}

fn rank(path: &str) -> Option<usize> {
    let layer = layer(path)?;
    LAYERS.iter().position(|known| *known == layer)
}

fn is_test(path: &str) -> bool {
    path.contains(".test.") || path.contains("/testing/")
}

/// A layer imports only what stands before it. Other folders (styles) serve all layers,
/// so they may import nothing but what is generated and each other.
fn layers(source: &Source) -> Vec<String> {
    if is_test(&source.path) {
        return Vec::new();
    }
    let own = rank(&source.path).unwrap_or(0);
    let too_high = |import: &super::imports::Import| {
        let target = resolve(&source.path, &import.module)?;
        let target_layer = layer(&target)?;
        (rank(&target)? > own).then(|| {
            let (from, line) = (layer(&source.path).unwrap_or_default(), import.line);
            format!("{}: `{from}` may not import `{target_layer}`", at(source, line))
        })
    };
    imports(&source.text).iter().filter_map(too_high).collect()
}

fn page(source: &Source) -> Vec<String> {
    let layer = layer(&source.path).unwrap_or_default();
    if !WITHOUT_PAGE.contains(&layer) || is_test(&source.path) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for import in imports(&source.text) {
        if import.module.starts_with("react") || is_style(&import.module) {
            let (place, module) = (at(source, import.line), import.module);
            findings.push(format!("{place}: `{layer}` knows no page, so no `{module}`"));
        }
    }
    findings
}

fn is_style(module: &str) -> bool {
    module.rsplit_once('.').is_some_and(|(_, ending)| ending == "css")
}

fn documents(source: &Source) -> Vec<String> {
    if layer(&source.path) != Some("view") {
        return Vec::new();
    }
    let touches = |module: &str| {
        DOCUMENT_PACKAGES.iter().any(|package| {
            module
                .strip_prefix(package)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
    };
    imports(&source.text)
        .into_iter()
        .filter(|import| touches(&import.module))
        .map(|import| {
            format!("{}: a view never touches `{}`", at(source, import.line), import.module)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::packages::{Dependency, Package};
    use super::*;

    fn package(name: &str, folder: &str, uses: &[&str]) -> Package {
        let dependencies = uses
            .iter()
            .map(|name| Dependency { name: (*name).to_owned(), ..Dependency::default() })
            .collect();
        let (name, folder) = (name.to_owned(), Some(folder.to_owned()));
        Package { name, folder, dependencies, ..Package::default() }
    }

    #[test]
    fn rust_arrows() {
        let packages = Packages(vec![
            package("reisbord-crdt", "crdt", &["yrs", "tokio", "ts-rs"]),
            package("reisbord", "server", &["reisbord-crdt", "harness"]),
            package("harness", "tests/harness", &["reisbord", "reisbord-crdt"]),
        ]);
        assert_eq!(
            rust(&packages),
            [
                "crdt/Cargo.toml: crdt may not use `tokio`",
                "crdt/Cargo.toml: `ts-rs` must be optional",
                "server/Cargo.toml: only tests may use `harness`",
            ]
        );
    }

    #[test]
    fn layers_of_the_client() {
        let bad = Source::sample("web/src/model/x.ts", "import { a } from \"../view/a\";\n");
        assert_eq!(layers(&bad), ["web/src/model/x.ts:1: `model` may not import `view`"]);
        let words = Source::sample("web/src/styles/x.ts", "import { a } from \"../model/a\";\n");
        assert_eq!(layers(&words).len(), 1);
        let good = Source::sample("web/src/view/x.tsx", "import { a } from \"../model/a\";\n");
        assert!(layers(&good).is_empty());
    }

    #[test]
    fn lower_layers_know_no_page() {
        let text = "import { useState } from \"react\";\nimport \"./x.css\";\n";
        let bad = Source::sample("web/src/sync/x.ts", text);
        assert_eq!(page(&bad).len(), 2);
        assert!(page(&Source::sample("web/src/view/x.ts", text)).is_empty());
    }

    #[test]
    fn views_leave_documents_alone() {
        let text =
            "import * as Y from \"yjs\";\nimport { x } from \"lib0/math\";\nimport \"yjsx\";\n";
        assert_eq!(documents(&Source::sample("web/src/view/x.tsx", text)).len(), 2);
        assert!(documents(&Source::sample("web/src/model/x.ts", text)).is_empty());
    }
}
