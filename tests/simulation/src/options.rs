//! The flags of the command line.

use std::path::PathBuf;
use std::time::Duration;

const USAGE: &str = "\
cargo xtask simulate [--seconds N] [--seed S] [--replay FILE]

  --seconds N     workshops of fresh seeds for so long; 60 unless said otherwise
  --seed S        the one workshop of this seed
  --replay FILE   the plan in this file";

/// What to run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Options {
    For(Duration),
    Seed(u64),
    Replay(PathBuf),
}

impl Options {
    pub(crate) fn parse(args: &[String]) -> Result<Self, String> {
        let words: Vec<&str> = args.iter().map(String::as_str).collect();
        let number = |text: &str| text.parse().map_err(|_word| format!("`{text}` is no number"));
        match words.as_slice() {
            [] => Ok(Self::For(Duration::from_mins(1))),
            ["--seconds", seconds] => number(seconds).map(Duration::from_secs).map(Self::For),
            ["--seed", seed] => number(seed).map(Self::Seed),
            ["--replay", file] => Ok(Self::Replay(PathBuf::from(file))),
            _ => Err(USAGE.to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_read() {
        let parse = |line: &str| {
            Options::parse(&line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        };
        assert_eq!(parse("--seed 215"), Ok(Options::Seed(215)));
        assert_eq!(parse("--seconds 3600"), Ok(Options::For(Duration::from_hours(1))));
        assert!(parse("--seconds soon").is_err() && parse("--fast").is_err());
    }
}
