//! Licences of everything that is shipped: crates, and npm packages that are not only for building.

use super::packages::Packages;
use super::spdx::is_allowed;
use crate::repo::Source;
use serde_json::Value;

/// Checks the crates and the client's lock file.
pub(crate) fn check(packages: &Packages, sources: &[Source]) -> Vec<String> {
    let mut findings = crates(packages);
    if let Some(lock) = sources.iter().find(|source| source.path == "web/package-lock.json") {
        findings.extend(npm(lock));
    }
    findings
}

fn crates(packages: &Packages) -> Vec<String> {
    let licence = |licence: &Option<String>| licence.clone().unwrap_or_default();
    packages
        .0
        .iter()
        .filter(|package| !is_allowed(&licence(&package.licence)))
        .map(|package| {
            let (name, version) = (&package.name, &package.version);
            format!("Cargo.lock: {name} {version} has the licence `{}`", licence(&package.licence))
        })
        .collect()
}

fn npm(lock: &Source) -> Vec<String> {
    let parsed: Value = match serde_json::from_str(&lock.text) {
        Ok(parsed) => parsed,
        Err(why) => return vec![format!("{}: {why}", lock.path)],
    };
    let mut findings = Vec::new();
    for (place, package) in parsed.get("packages").and_then(Value::as_object).into_iter().flatten()
    {
        let shipped = !place.is_empty() && package["dev"] != true && package["devOptional"] != true;
        let licence = package["license"].as_str().unwrap_or_default();
        if shipped && !is_allowed(licence) {
            let name = place.rsplit("node_modules/").next().unwrap_or(place);
            findings.push(format!("{}: {name} has the licence `{licence}`", lock.path));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::super::packages::Package;
    use super::*;

    #[test]
    fn shipped_packages_need_an_allowed_licence() {
        let lock = r#"{"packages": {
            "": {"license": "EUPL-1.2"},
            "node_modules/yjs": {"license": "MIT"},
            "node_modules/a/node_modules/strange": {"license": "SSPL-1.0"},
            "node_modules/silent": {},
            "node_modules/builder": {"license": "GPL-3.0", "dev": true}}}"#;
        let found = npm(&Source::sample("web/package-lock.json", lock));
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(npm(&Source::sample("web/package-lock.json", "{")).len(), 1);
    }

    #[test]
    fn crates_need_an_allowed_licence() {
        let package = |licence: Option<&str>| Package {
            licence: licence.map(str::to_owned),
            ..Package::default()
        };
        let packages =
            Packages(vec![package(Some("MIT")), package(Some("GPL-3.0")), package(None)]);
        assert_eq!(crates(&packages).len(), 2);
    }
}
