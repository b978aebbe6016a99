//! `codegen [--check]`: writes `web/src/generated`, or says which files there are stale.
//! `cargo xtask codegen` calls it; a stale file fails the build of whoever changed the source.

use std::process::ExitCode;

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "a command line tool speaks")]
fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let check = match arguments.as_slice() {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => {
            eprintln!("usage: codegen [--check]");
            return ExitCode::from(2);
        }
    };
    match codegen::run(&codegen::folder(), check) {
        Ok(changed) if check && !changed.is_empty() => {
            eprintln!("stale: {}; run `cargo xtask codegen`", changed.join(", "));
            ExitCode::FAILURE
        }
        Ok(changed) => {
            println!("codegen: {} files, {} changed", codegen::files().len(), changed.len());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("codegen: {error}");
            ExitCode::FAILURE
        }
    }
}
