//! Tidy: the rules of the house that a machine can check, one file per group.
//!
//! A rule gets texts and returns sentences; it reads no disk, so its tests can show it failing
//! on a bad sample. This file gathers the texts and calls every rule.

mod arrows;
mod docs;
mod headers;
mod imports;
mod leftovers;
mod licences;
mod locks;
mod packages;
mod paths;
mod purity;
mod sizes;
mod spdx;
mod words;

use crate::repo::{self, Source};
use packages::Packages;

/// `cargo xtask tidy`.
pub(crate) fn tidy() -> Result<(), String> {
    let findings = findings()?;
    for finding in &findings {
        println!("{finding}");
    }
    match findings.len() {
        0 => {
            println!("tidy");
            Ok(())
        }
        many => Err(format!("{many} findings")),
    }
}

/// Everything that is not as it should be, one sentence each.
pub(crate) fn findings() -> Result<Vec<String>, String> {
    let files = repo::files()?;
    let sources = repo::sources(&files)?;
    let packages = Packages::read()?;
    let ratchet = sources.iter().find(|source| source.path == sizes::RATCHET);
    let mut findings = Vec::new();
    findings.extend(arrows::check(&packages, &sources));
    findings.extend(purity::check(&sources));
    findings.extend(headers::check(&sources));
    findings.extend(sizes::check(&sources, ratchet.map_or("", |file| &file.text)));
    findings.extend(leftovers::check(&sources));
    findings.extend(locks::check(&sources));
    findings.extend(paths::check(&files, &sources));
    findings.extend(docs::check(&sources, &repo::has));
    findings.extend(words::check(&sources));
    findings.extend(licences::check(&packages, &sources));
    Ok(findings)
}

/// Where a finding is, as editors understand it.
fn at(source: &Source, line: usize) -> String {
    format!("{}:{line}", source.path)
}

/// The lines of a text with their numbers from one.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line))
}
