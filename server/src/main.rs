//! `reisbord`: the command line. What goes wrong is one line on standard error and a non-zero exit.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;
use clap::error::ErrorKind;
use server::config::{Cli, Command, Serve};
use server::{app, cli, telemetry};

/// The system's own keeps what a board leaves behind when it comes to rest, because something small
/// nearly always lies after it.
#[cfg(target_os = "linux")]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return wrong_flags(&error),
    };
    let outcome = match cli.command {
        Command::Serve(config) => serve(*config).map(|()| String::new()),
        command => cli::run(command),
    };
    match outcome.and_then(|text| say(&text)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            // Nobody is left to tell when standard error is closed too.
            writeln!(std::io::stderr(), "reisbord: {why}").ok();
            ExitCode::FAILURE
        }
    }
}

/// What was asked for, such as the help, as it is; what is wrong with the flags as one line.
fn wrong_flags(error: &clap::Error) -> ExitCode {
    if matches!(
        error.kind(),
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    ) {
        error.exit();
    }
    let told = error.to_string();
    // What follows the first empty line is how to use the command: `--help` says that.
    let what = told.lines().take_while(|line| !line.is_empty()).map(str::trim);
    let line = what.collect::<Vec<_>>().join(" ");
    let line = line.strip_prefix("error: ").unwrap_or(&line);
    writeln!(std::io::stderr(), "reisbord: {line}; `reisbord --help` says more").ok();
    ExitCode::from(2)
}

fn say(text: &str) -> Result<(), String> {
    let written = std::io::stdout().write_all(text.as_bytes());
    written.map_err(|error| format!("standard output: {error}"))
}

fn serve(config: Serve) -> Result<(), String> {
    telemetry::start(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("the runtime cannot be started: {error}"))?;
    let outcome = runtime.block_on(app::run(config));
    // Whatever still runs (a socket that lingers, a disk that refuses) does not keep the process.
    runtime.shutdown_background();
    outcome
}
