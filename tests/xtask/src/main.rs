//! The runner: one door to everything a developer or a build machine does here.
//!
//! This file reads the command line and nothing else; each command lives in its own file.
//! The runner knows the product only from outside, by its files and its binary.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks through its output"
)]

mod bench;
mod client;
mod clock;
mod codegen;
mod dist;
mod fuzz;
mod need;
mod repo;
mod run;
mod server;
mod simulate;
mod stamp;
mod suite;
mod test;
mod tidy;
mod tool;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  run [flags for `reisbord serve`]   build the client and the server, start Reisbord on
                                     http://127.0.0.1:8080 with its data in ./data
  test [--only a,b] [--list]         run everything that proves the product
  bench [--peers] [--only a,b]       measure the server under load, beside other sync servers
  bench web [--peers]                measure the page in a browser, among thirty people who edit
  simulate [--seconds N]             workshops on virtual time, for as long as you like; also
                                     `--seed S` and `--replay FILE`
  fuzz [--guided] [--seconds N]      bytes of strangers, for as long as you like: seeded, and yrs
                                     beside Yjs; or guided by the code that they reach
  codegen [--check]                  write web/src/generated from the Rust sources
  tidy                               check the rules of the house that a machine can check
  dist                               pack a release into target/dist
  help                               show this
";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_else(|| "help".to_owned());
    let rest: Vec<String> = args.collect();
    let done = match command.as_str() {
        "run" => run::run(&rest),
        "test" => test::test(&rest),
        "bench" => bench::bench(&rest),
        "simulate" => simulate::simulate(&rest),
        "fuzz" => fuzz::fuzz(&rest),
        "codegen" => codegen::codegen(&rest),
        "tidy" => no_flags(&rest).and_then(|()| tidy::tidy()),
        "dist" => no_flags(&rest).and_then(|()| dist::dist()),
        run::ANNOUNCE => run::announce(&rest),
        "help" | "--help" | "-h" => {
            print!("{HELP}");
            Ok(())
        }
        other => Err(format!("there is no command `{other}`\n\n{HELP}")),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            if !why.is_empty() {
                eprintln!("xtask: {why}");
            }
            ExitCode::FAILURE
        }
    }
}

fn no_flags(rest: &[String]) -> Result<(), String> {
    match rest.first() {
        None => Ok(()),
        Some(flag) => Err(format!("this command does not take `{flag}`")),
    }
}
