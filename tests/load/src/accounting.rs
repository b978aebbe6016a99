//! What a server costs, from the system's own accounting: its time on a processor, by the clock that Linux
//! keeps for each process in nanoseconds (what `/proc` shows is rounded to hundredths of a second, which
//! is a thirtieth of what the lightest scenario costs), and its memory, with those of the processes it
//! started. Knows Linux and nothing else.

use std::fs;
use std::time::Duration;

use nix::time::{ClockId, clock_getcpuclockid};
use nix::unistd::Pid;

/// A running server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Process(pub(crate) u32);

impl Process {
    /// Time on a processor so far, in and for the process, with its children.
    pub(crate) fn cpu(self) -> Duration {
        self.tree().into_iter().map(cpu_of).sum()
    }

    /// Bytes of memory that are really there, with its children.
    pub(crate) fn memory(self) -> u64 {
        self.tree().into_iter().map(resident).sum()
    }

    fn tree(self) -> Vec<u32> {
        let mut tree = vec![self.0];
        let mut next = 0;
        while let Some(process) = tree.get(next).copied() {
            let path = format!("/proc/{process}/task/{process}/children");
            let children = fs::read_to_string(path).unwrap_or_default();
            tree.extend(children.split_whitespace().filter_map(|child| child.parse::<u32>().ok()));
            next += 1;
        }
        tree
    }
}

/// Time on a processor, of a process that may not be known.
pub(crate) fn cpu(process: Option<Process>) -> Duration {
    process.map_or(Duration::ZERO, Process::cpu)
}

/// Memory, of a process that may not be known.
pub(crate) fn memory(process: Option<Process>) -> u64 {
    process.map_or(0, Process::memory)
}

/// Nothing for a process that has ended.
fn cpu_of(process: u32) -> Duration {
    let Ok(process) = i32::try_from(process) else { return Duration::ZERO };
    let clock = clock_getcpuclockid(Pid::from_raw(process));
    clock.and_then(ClockId::now).map(Duration::from).unwrap_or_default()
}

fn resident(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or_default();
    let kib = line.split_whitespace().next().and_then(|number| number.parse::<u64>().ok());
    kib.unwrap_or(0) * 1_024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_has_used_time_and_memory() {
        let own = Process(std::process::id());
        let before = own.cpu();
        let sum = (0..1_000_000).fold(0_u64, u64::wrapping_add);
        assert!(own.cpu() > before && own.cpu() < Duration::from_hours(1));
        assert!(own.memory() > 100_000 && sum > 0);
    }
}
