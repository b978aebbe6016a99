//! Licence expressions: may something under this expression be part of Reisbord?
//!
//! `OR` needs one side to be allowed, `AND` both; `WITH` only adds a permission. The old
//! `MIT/Apache-2.0` means `OR`.

/// The licences that may be part of Reisbord.
const ALLOWED: [&str; 18] = [
    "MIT",
    "MIT-0",
    "Apache-2.0",
    "BSD-1-Clause",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "0BSD",
    "ISC",
    "Zlib",
    "Unicode-3.0",
    "CC0-1.0",
    "BlueOak-1.0.0",
    "OFL-1.1",
    "CDLA-Permissive-2.0",
    "Unlicense",
    "MPL-2.0",
    "EUPL-1.2",
    "EUPL-1.2+",
];

/// Whether an expression allows use here; what cannot be read is not allowed.
pub(crate) fn is_allowed(expression: &str) -> bool {
    let spaced = expression.replace('(', " ( ").replace(')', " ) ").replace('/', " OR ");
    let mut words = spaced.split_whitespace().peekable();
    let allowed = either(&mut words);
    allowed == Some(true) && words.next().is_none()
}

type Words<'a> = std::iter::Peekable<std::str::SplitWhitespace<'a>>;

fn either(words: &mut Words<'_>) -> Option<bool> {
    let mut allowed = both(words)?;
    while words.next_if_eq(&"OR").is_some() {
        allowed |= both(words)?;
    }
    Some(allowed)
}

fn both(words: &mut Words<'_>) -> Option<bool> {
    let mut allowed = one(words)?;
    while words.next_if_eq(&"AND").is_some() {
        allowed &= one(words)?;
    }
    Some(allowed)
}

fn one(words: &mut Words<'_>) -> Option<bool> {
    if words.next_if_eq(&"(").is_some() {
        let allowed = either(words)?;
        return words.next_if_eq(&")").map(|_| allowed);
    }
    let allowed = ALLOWED.contains(&words.next()?);
    if words.next_if_eq(&"WITH").is_some() {
        words.next()?;
    }
    Some(allowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expressions() {
        for good in [
            "MIT",
            "MIT OR Apache-2.0",
            "MIT/Apache-2.0",
            "GPL-3.0-only OR MIT",
            "(MIT OR Apache-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception",
        ] {
            assert!(is_allowed(good), "{good}");
        }
        for bad in
            ["", "GPL-3.0-only", "MIT AND GPL-2.0-only", "MIT OR", "(MIT", "SEE LICENSE IN x"]
        {
            assert!(!is_allowed(bad), "{bad}");
        }
    }
}
