//! The log: where it goes and how it looks. Text of a board and tokens never enter it.

use std::io::IsTerminal as _;

use tracing_subscriber::EnvFilter;

use crate::config::{LogFormat, Serve};

/// Starts logging to standard error; says what is wrong with the filter.
pub fn start(config: &Serve) -> Result<(), String> {
    let filter = EnvFilter::try_new(&config.log)
        .map_err(|error| format!("`{}` is no filter for the log: {error}", config.log))?;
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A log that nobody reads any more stops nothing: complaining about it on the same stream would panic
    // whoever logs, the committer among them.
    let log = log.with_ansi(std::io::stderr().is_terminal()).log_internal_errors(false);
    let started = match config.log_format {
        LogFormat::Human => log.with_target(false).try_init(),
        LogFormat::Json => log.json().flatten_event(true).try_init(),
    };
    started.map_err(|error| format!("the log cannot be started: {error}"))
}
