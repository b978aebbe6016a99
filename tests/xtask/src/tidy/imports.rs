//! What a TypeScript file imports, read from its import lines.
//!
//! Enough for files that Biome formatted: static imports, re-exports and `import("…")`.

/// One import.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Import {
    /// The line of the module's name, from one.
    pub(crate) line: usize,
    /// What stands between the quotes.
    pub(crate) module: String,
}

/// All imports of a file, in order.
pub(crate) fn imports(text: &str) -> Vec<Import> {
    super::numbered(text)
        .filter_map(|(line, shown)| Some(Import { line, module: module(shown)?.to_owned() }))
        .collect()
}

/// The module that a line names, if it is (the end of) an import.
fn module(line: &str) -> Option<&str> {
    let line = line.trim();
    let is_statement =
        ["import ", "export ", "} from ", "from "].iter().any(|w| line.starts_with(w));
    let rest = if let Some((_, rest)) = line.split_once("import(") {
        rest
    } else if is_statement && let Some((_, rest)) = line.rsplit_once(" from ") {
        rest
    } else {
        line.strip_prefix("import ").or_else(|| line.strip_prefix("from "))?
    };
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest.strip_prefix(quote)?.split(quote).next()
}

/// The path from the root that a relative import means, without an ending; others are packages.
pub(crate) fn resolve(from: &str, module: &str) -> Option<String> {
    if !module.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in module.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_every_form() {
        let text = "import \"./a.css\";\nimport { b } from '../b';\nimport {\n  c,\n} from \"c\";\n\
                    export * from \"./d\";\nconst e = lazy(() => import(\"./e\"));\n\
                    const from = \"nothing\";\nimport type * as Y from \"yjs\";\n";
        let found: Vec<String> = imports(text).into_iter().map(|i| i.module).collect();
        assert_eq!(found, ["./a.css", "../b", "c", "./d", "./e", "yjs"]);
    }

    #[test]
    fn resolves_relative_paths() {
        let from = "web/src/view/board.tsx";
        assert_eq!(resolve(from, "../model/edits"), Some("web/src/model/edits".to_owned()));
        assert_eq!(resolve(from, "./cell"), Some("web/src/view/cell".to_owned()));
        assert_eq!(resolve(from, "yjs"), None);
    }
}
