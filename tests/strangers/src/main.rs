//! `cargo xtask fuzz`: damaged bytes with seeds that nobody tried before, for as long as one likes.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks through its output"
)]

use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let seconds = match args.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => Ok(60),
        ["--seconds", seconds] => seconds.parse().map_err(|_word| "no number".to_owned()),
        _ => Err("cargo xtask fuzz [--seconds N]".to_owned()),
    };
    let run = |seconds| {
        let table = strangers::table()?;
        Ok(table + &strangers::run(Duration::from_secs(seconds))?)
    };
    match seconds.and_then(run) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}
