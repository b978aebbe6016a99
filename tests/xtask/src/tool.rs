//! One way to start other programs: in a folder of the repository, with their output shown,
//! kept or written to a log.
//!
//! A program that is missing and a program that fails give a sentence that names the command.

use crate::repo;
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};

/// A program about to be started.
#[derive(Debug)]
pub(crate) struct Tool {
    command: Command,
    shown: String,
}

impl Tool {
    /// A program, started in the root of the repository.
    pub(crate) fn new(program: &str) -> Self {
        let mut command = Command::new(program);
        command.current_dir(repo::root()).stdin(Stdio::null());
        Self { command, shown: program.to_owned() }
    }

    /// Cargo, with words separated by spaces.
    pub(crate) fn cargo(words: &str) -> Self {
        Self::new("cargo").words(words)
    }

    /// npm in a folder of the repository, with words separated by spaces.
    pub(crate) fn npm(folder: &str, words: &str) -> Self {
        Self::new("npm").words(words).within(folder).env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
    }

    /// Adds arguments.
    pub(crate) fn args<S: AsRef<str>>(mut self, args: &[S]) -> Self {
        for arg in args {
            self.command.arg(arg.as_ref());
            self.shown.push(' ');
            self.shown.push_str(arg.as_ref());
        }
        self
    }

    /// Adds arguments that stand in one string, separated by spaces.
    pub(crate) fn words(self, words: &str) -> Self {
        let words: Vec<&str> = words.split_whitespace().collect();
        self.args(&words)
    }

    /// Starts in a folder of the repository.
    pub(crate) fn within(self, folder: &str) -> Self {
        self.within_path(&repo::path(folder))
    }

    /// Starts in a folder anywhere.
    pub(crate) fn within_path(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Sets a variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<Path>) -> Self {
        self.command.env(name, value.as_ref());
        self
    }

    /// Runs with its output on the screen.
    pub(crate) fn show(mut self) -> Result<(), String> {
        let status = self.command.status();
        self.judge(status)
    }

    /// Runs and keeps what it wrote to standard output.
    pub(crate) fn output(mut self) -> Result<String, String> {
        let output = self.command.output().map_err(|why| self.absent(&why))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!("`{}` failed: {}", self.shown, said.trim()));
        }
        String::from_utf8(output.stdout)
            .map_err(|_| format!("`{}` wrote something that is not UTF-8", self.shown))
    }

    /// Runs with all its output at the end of a log file.
    pub(crate) fn logged(mut self, log: &Log) -> Result<(), String> {
        let (out, err) = log.streams(&self.shown)?;
        let plain = self.command.env("NO_COLOR", "1").env("CARGO_TERM_COLOR", "never");
        let status = plain.stdout(out).stderr(err).status();
        self.judge(status)
    }

    /// The command itself, for who replaces this process with it.
    pub(crate) fn into_command(self) -> Command {
        self.command
    }

    fn judge(&self, status: std::io::Result<std::process::ExitStatus>) -> Result<(), String> {
        match status {
            Ok(status) if status.success() => Ok(()),
            Ok(status) => Err(format!("`{}` failed ({status})", self.shown)),
            Err(why) => Err(self.absent(&why)),
        }
    }

    fn absent(&self, why: &std::io::Error) -> String {
        format!("`{}` could not be started: {why}", self.shown)
    }
}

/// A file that takes the output of several programs.
#[derive(Debug)]
pub(crate) struct Log {
    file: File,
}

impl Log {
    /// Starts an empty log.
    pub(crate) fn create(path: &Path) -> Result<Self, String> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .map_err(|why| format!("{}: {why}", folder.display()))?;
        }
        let file = File::create(path).map_err(|why| format!("{}: {why}", path.display()))?;
        Ok(Self { file })
    }

    /// Writes a line of our own.
    pub(crate) fn line(&self, line: &str) -> Result<(), String> {
        use std::io::Write as _;
        writeln!(&self.file, "{line}").map_err(|why| format!("the log cannot be written: {why}"))
    }

    fn streams(&self, shown: &str) -> Result<(File, File), String> {
        self.line(&format!("$ {shown}"))?;
        let clone = || self.file.try_clone().map_err(|why| format!("the log: {why}"));
        Ok((clone()?, clone()?))
    }
}
