//! The load tool: many cheap clients against Reisbord and against any other server that speaks the
//! y-websocket protocol, and a table of what each update cost.
//!
//! `cargo xtask bench` builds what it needs and starts it. One thread drives all clients, so that a
//! machine with two cores leaves one to the server; it knows the servers by protocol only.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command line tool speaks through its output"
)]

mod accounting;
mod clock;
mod editor;
mod failure;
mod http;
mod ledger;
mod mark;
mod number;
mod person;
mod scenario;
mod servers;
mod socket;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use failure::Failure;
use scenario::Row;
use servers::{Kind, Starter};
use table::Table;

/// Drives sync servers and measures them.
#[derive(Debug, Parser)]
struct Options {
    /// Scenarios to run, by name; all of them when absent.
    #[arg(long, value_delimiter = ',')]
    only: Vec<String>,
    /// Say which scenarios there are.
    #[arg(long)]
    list: bool,
    /// The folder into which `npm ci` put y-websocket.
    #[arg(long)]
    y_websocket: Option<PathBuf>,
    /// The program y-sweet.
    #[arg(long)]
    y_sweet: Option<PathBuf>,
    /// Any other server that runs already, with `{room}` where the room's name belongs, for example
    /// `ws://127.0.0.1:1234/{room}`.
    #[arg(long)]
    url: Option<String>,
    /// The process of that server, for its accounting.
    #[arg(long, requires = "url")]
    pid: Option<u32>,
    /// Leave Reisbord itself out.
    #[arg(long)]
    without_reisbord: bool,
}

impl Options {
    fn starters(&self) -> Vec<Starter> {
        let own = (!self.without_reisbord).then_some(Starter::Reisbord);
        let web = self.y_websocket.clone().map(Starter::YWebsocket);
        let sweet = self.y_sweet.clone().map(Starter::YSweet);
        let url = self.url.clone().map(|template| Starter::Running(template, self.pid));
        // The yardstick first: its figures decide over the others.
        [sweet, web, url, own].into_iter().flatten().collect()
    }

    fn rows(&self) -> Result<Vec<&'static Row>, Failure> {
        for name in &self.only {
            if !scenario::ROWS.iter().any(|row| row.name == name) {
                return Err(Failure(format!("there is no scenario `{name}`; see --list")));
            }
        }
        let is_wanted =
            |row: &&Row| self.only.is_empty() || self.only.iter().any(|name| name == row.name);
        Ok(scenario::ROWS.iter().filter(is_wanted).collect())
    }
}

fn main() -> ExitCode {
    let options = Options::parse();
    if options.list {
        for row in &scenario::ROWS {
            println!("{:<10} {}", row.name, row.about);
        }
        return ExitCode::SUCCESS;
    }
    match run(&options) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("load: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Runs everything that was asked for; whether all that must be reached was reached.
fn run(options: &Options) -> Result<bool, Failure> {
    let rows = options.rows()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut table = Table::default();
    for row in rows {
        for starter in options.starters() {
            if row.only_reisbord && starter.kind() != Kind::Reisbord {
                continue;
            }
            let local = tokio::task::LocalSet::new();
            eprintln!("{} on {} …", row.name, starter.kind().name());
            let measured = local.block_on(&runtime, scenario::measure(row, &starter));
            table.add(row, starter.kind(), measured);
        }
    }
    println!("{}", table.markdown());
    Ok(table.is_reached())
}
