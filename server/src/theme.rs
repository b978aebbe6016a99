//! A house style: a file of design tokens and a logo, read once, at the start.
//!
//! A theme may set tokens and nothing else, so that it can change every colour and face and never the
//! layout, load nothing and run nothing. What is wrong with a file is one line. Knows no HTTP.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest as _, Sha256};

mod contrast;

/// Bytes of a theme: the whole common layer of the NL Design System fits four times.
const THEME_BYTES_MAX: usize = 256 * 1024;
/// Bytes of a logo: it is on the screen before a board is.
const LOGO_BYTES_MAX: usize = 256 * 1024;
/// Characters in the value of one token: a list of typefaces fits.
const VALUE_MAX: usize = 500;
/// What every token of the contract begins with.
const PREFIX: &str = "--basis-";
/// What a value may not hold: it would end the declaration, or fetch or run something.
const FORBIDDEN: [&str; 10] =
    ["{", "}", "@", "\\", "<", "url(", "image(", "image-set(", "src(", "expression"];

/// The tokens of a house style.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    tokens: BTreeMap<String, String>,
}

/// A logo as it is served.
#[derive(Debug, Clone)]
pub struct Logo {
    /// The file.
    pub bytes: bytes::Bytes,
    /// Its media type.
    pub kind: &'static str,
}

/// The contents of a file of the operator, or why they cannot be had.
fn read(path: &Path, most: usize) -> Result<Vec<u8>, String> {
    let shown = path.display();
    let bytes = std::fs::read(path).map_err(|error| format!("{shown}: {error}"))?;
    if bytes.len() > most {
        return Err(format!("{shown}: {} bytes, at most {most} are taken", bytes.len()));
    }
    Ok(bytes)
}

impl Theme {
    /// Reads a theme out of a file.
    pub fn open(path: &Path) -> Result<Self, String> {
        let text = String::from_utf8(read(path, THEME_BYTES_MAX)?);
        let text = text.map_err(|_error| format!("{}: this is no text", path.display()))?;
        Self::parse(&text).map_err(|why| format!("{}, {why}", path.display()))
    }

    /// Reads declarations of tokens, bare or inside one rule such as `:root { … }`.
    fn parse(text: &str) -> Result<Self, String> {
        let mut tokens = BTreeMap::new();
        let text = without_comments(text)?;
        for (line, declaration) in declarations(&text)? {
            let wrong = |why: &str| Err(format!("line {line}: {why}"));
            let Some((name, value)) = declaration.split_once(':') else {
                return wrong(&format!("`{declaration}` is no `--basis-…: value`"));
            };
            let (name, value) = (name.trim(), value.trim());
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '-';
            if !name.starts_with(PREFIX) || !name.chars().all(plain) {
                return wrong(&format!("`{name}` is no token that begins with `{PREFIX}`"));
            }
            let low = value.to_ascii_lowercase();
            if let Some(found) = FORBIDDEN.iter().find(|word| low.contains(**word)) {
                return wrong(&format!("the value of `{name}` holds `{found}`"));
            }
            if value.is_empty() || value.chars().count() > VALUE_MAX {
                return wrong(&format!("the value of `{name}` is empty or too long"));
            }
            let foreign =
                low.split("var(").skip(1).any(|rest| !rest.trim_start().starts_with(PREFIX));
            if foreign {
                return wrong(&format!("`{name}` refers to what is no `{PREFIX}` token"));
            }
            tokens.insert(name.to_owned(), value.to_owned());
        }
        if tokens.is_empty() {
            Err("there is no token in it".to_owned())
        } else {
            Ok(Self { tokens })
        }
    }

    /// The style sheet. It stands in a layer between our own values and everything that uses them.
    /// Who asks for more contrast gets our own colours.
    pub fn css(&self) -> String {
        let all = |colours: bool| {
            let of = self.tokens.iter().filter(|(name, _)| name.contains("-color") == colours);
            of.map(|(name, value)| format!("{name}:{value};")).collect::<Vec<_>>().concat()
        };
        // Without a second value for the dark, dark would be half ours: then it is light only.
        let colours = all(true);
        let scheme = if colours.is_empty() || colours.contains("light-dark(") {
            ""
        } else {
            "color-scheme:light;"
        };
        format!(
            "@layer reset,tokens,theme;@layer theme{{:root{{{}}}\
             @media not (prefers-contrast:more){{:root{{{scheme}{colours}}}}}}}",
            all(false)
        )
    }

    /// Pairs of colours that are hard to tell apart, each in words. `ours` is our own style sheet.
    pub fn faint(&self, ours: &str) -> Vec<String> {
        let value = |name: &str| {
            self.tokens.get(name).map(String::as_str).or_else(|| contrast::declared(ours, name))
        };
        contrast::faint(value)
    }
}

impl Logo {
    /// Reads a logo. Its ending says what it is, and its first bytes must agree.
    pub fn open(path: &Path) -> Result<Self, String> {
        let bytes = read(path, LOGO_BYTES_MAX)?;
        let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
        let is_svg = std::str::from_utf8(&bytes).is_ok_and(|text| text.contains("<svg"));
        let kind = match ending.to_ascii_lowercase().as_str() {
            "svg" if is_svg => "image/svg+xml",
            "png" if bytes.starts_with(b"\x89PNG\r\n\x1a\n") => "image/png",
            "webp" if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => {
                "image/webp"
            }
            _ => {
                let shown = path.display();
                return Err(format!(
                    "{shown}: a logo is a picture that ends in .svg, .png or .webp"
                ));
            }
        };
        Ok(Self { bytes: bytes.into(), kind })
    }
}

/// What changes when the contents do, for the address of a file that browsers keep.
pub fn mark(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest.iter().take(6).map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// The text with every comment as spaces, so that lines keep their numbers.
fn without_comments(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        let (comment, after) = after.split_once("*/").ok_or("a comment has no end")?;
        out.push_str(before);
        out.extend(comment.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

/// The declarations with the lines they begin on. One rule around all of them is taken off.
fn declarations(text: &str) -> Result<Vec<(usize, String)>, String> {
    let body = match text.split_once('{') {
        None => text.to_owned(),
        Some((selector, rest)) => {
            let closed = rest.trim_end().strip_suffix('}');
            let body = closed.ok_or("a rule has no end")?;
            if selector.contains(';') || selector.contains('@') || body.contains(['{', '}']) {
                return Err("there is more in it than tokens in one rule".to_owned());
            }
            "\n".repeat(selector.matches('\n').count()) + body
        }
    };
    let mut line = 1;
    let mut found = Vec::new();
    for part in body.split(';') {
        let lead = part.len() - part.trim_start().len();
        let begins = line + part.get(..lead).unwrap_or_default().matches('\n').count();
        line += part.matches('\n').count();
        if !part.trim().is_empty() {
            found.push((begins, part.trim().to_owned()));
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_read_bare_or_in_one_rule_and_come_out_in_a_layer() {
        let bare = "--basis-text-font-size-md: 1rem;\n--basis-color-action-1-bg-default: #00387d;";
        let ruled = format!("/* huisstijl\n */ .gemeente-theme {{\n{bare}\n}}\n");
        let theme = Theme::parse(bare).unwrap();
        assert_eq!(theme, Theme::parse(&ruled).unwrap());
        let css = theme.css();
        assert!(css.starts_with("@layer reset,tokens,theme;"), "{css}");
        assert!(css.contains(":root{--basis-text-font-size-md:1rem;}"), "{css}");
        assert!(
            css.contains("color-scheme:light;--basis-color-action-1-bg-default:#00387d;"),
            "{css}"
        );
        let both =
            Theme::parse("--basis-color-default-bg-document: light-dark(#fff, #111)").unwrap();
        assert!(!both.css().contains("color-scheme"), "{}", both.css());
    }

    #[test]
    fn what_is_no_token_is_refused_with_its_line() {
        for (text, line, about) in [
            ("--basis-a: red;\n--nl-button: 1px", 2, "--nl-button"),
            ("--basis-a: url(https://elders/x)", 1, "url("),
            ("--basis-a: URL(x)", 1, "url("),
            ("--basis-a: red;\n\ncolor: red", 3, "color"),
            ("--basis-a", 1, "--basis-a"),
            ("--basis-a:", 1, "empty"),
            ("--basis-a: \\75rl(x)", 1, "\\"),
            ("--basis-a: var(--evil)", 1, "refers"),
        ] {
            let why = Theme::parse(text).unwrap_err();
            assert!(why.contains(&format!("line {line}:")) && why.contains(about), "{text}: {why}");
        }
        for text in ["", "/* niets */", "a{--basis-a:b} c{--basis-d:e}", "@import 'x';", "/* open"]
        {
            assert!(Theme::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn faint_pairs_are_told_with_our_own_values_for_what_a_theme_leaves_out() {
        let ours = "--basis-color-action-1-inverse-color-default:light-dark(#fff,#10202d);\
                    --basis-color-action-1-bg-default:light-dark(#1c4a6e,#a9d0ee)";
        let yellow = Theme::parse("--basis-color-action-1-bg-default: #ffdd00").unwrap();
        assert!(
            matches!(&yellow.faint(ours)[..], [one] if one.contains("1.3")),
            "{:?}",
            yellow.faint(ours)
        );
        let blue = Theme::parse("--basis-color-action-1-bg-default: light-dark(#00387d, #a9d0ee)");
        assert_eq!(blue.unwrap().faint(ours), Vec::<String>::new());
    }
}
