//! What cargo knows of our packages and of what they use, read once from `cargo metadata`.

use crate::repo;
use crate::tool::Tool;
use serde_json::Value;

/// A package of the workspace or one it uses.
#[derive(Debug, Clone, Default)]
pub(crate) struct Package {
    /// Its name.
    pub(crate) name: String,
    /// Its version.
    pub(crate) version: String,
    /// Its licence as it says itself.
    pub(crate) licence: Option<String>,
    /// Its folder from the root, when it is one of ours.
    pub(crate) folder: Option<String>,
    /// What it names as dependencies.
    pub(crate) dependencies: Vec<Dependency>,
}

/// One dependency of a package.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dependency {
    /// The name of the package.
    pub(crate) name: String,
    /// Only for its tests.
    pub(crate) dev: bool,
    /// Only with a feature.
    pub(crate) optional: bool,
}

/// All packages.
#[derive(Debug, Default)]
pub(crate) struct Packages(pub(crate) Vec<Package>);

impl Packages {
    /// Asks cargo, for this machine's target only.
    pub(crate) fn read() -> Result<Self, String> {
        let host = Tool::new("rustc").args(&["-vV"]).output()?;
        let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
        let said = Tool::cargo("metadata --format-version 1 --locked --filter-platform")
            .args(&[host])
            .output()?;
        let root = repo::root();
        Self::parse(&said, &root.to_string_lossy())
    }

    /// Reads what `cargo metadata` says of a repository at `root`.
    pub(crate) fn parse(said: &str, root: &str) -> Result<Self, String> {
        let said: Value =
            serde_json::from_str(said).map_err(|why| format!("cargo metadata: {why}"))?;
        let used: Vec<&str> =
            list(said.pointer("/resolve/nodes")).filter_map(|n| n["id"].as_str()).collect();
        let packages = list(said.get("packages"))
            .filter(|package| package["id"].as_str().is_some_and(|id| used.contains(&id)))
            .map(|package| package_of(package, root))
            .collect();
        Ok(Self(packages))
    }

    /// The packages of this repository.
    pub(crate) fn ours(&self) -> impl Iterator<Item = (&Package, &str)> {
        self.0.iter().filter_map(|package| Some((package, package.folder.as_deref()?)))
    }
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn word(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn package_of(package: &Value, root: &str) -> Package {
    let folder = word(&package["manifest_path"])
        .strip_prefix(root)
        .and_then(|path| path.strip_suffix("/Cargo.toml"))
        .map(|path| path.trim_start_matches('/').to_owned());
    Package {
        name: word(&package["name"]),
        version: word(&package["version"]),
        licence: package["license"].as_str().map(str::to_owned),
        folder: if package["source"].is_null() { folder } else { None },
        dependencies: list(package.get("dependencies"))
            .map(|dependency| Dependency {
                name: word(&dependency["name"]),
                dev: dependency["kind"] == "dev",
                optional: dependency["optional"] == true,
            })
            .collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_cargo_says() {
        let said = r#"{"resolve": {"nodes": [{"id": "a"}]}, "packages": [
            {"id": "a", "name": "ours", "version": "1", "license": "MIT", "source": null,
             "manifest_path": "/r/tests/ours/Cargo.toml",
             "dependencies": [{"name": "yrs", "kind": "dev", "optional": true}]},
            {"id": "b", "name": "elsewhere"}]}"#;
        let packages = Packages::parse(said, "/r").unwrap();
        let (ours, folder) = packages.ours().next().unwrap();
        assert_eq!((packages.0.len(), ours.name.as_str(), folder), (1, "ours", "tests/ours"));
        assert!(ours.dependencies.iter().all(|d| d.name == "yrs" && d.dev && d.optional));
    }
}
