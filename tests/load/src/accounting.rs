//! What a server costs, from the system's own accounting under `/proc`: its time on a processor and
//! its memory, with those of the processes it started. Knows Linux and nothing else.

use std::fs;
use std::time::Duration;

/// Linux shows processor time in hundredths of a second, on every machine.
const TICKS_PER_SECOND: u64 = 100;

/// A running server.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Process(pub(crate) u32);

impl Process {
    /// Time on a processor so far, in and for the process, with its children.
    pub(crate) fn cpu(self) -> Duration {
        let ticks: u64 = self.tree().into_iter().map(ticks).sum();
        Duration::from_millis(ticks * 1_000 / TICKS_PER_SECOND)
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

/// The 14th and 15th field; the name before them may hold spaces, so they are counted from its end.
fn ticks(process: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let times = fields.split_whitespace().skip(11).take(2);
    times.filter_map(|field| field.parse::<u64>().ok()).sum()
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
        let mut sum = 0_u64;
        while own.cpu() == Duration::ZERO {
            sum = (0..1_000_000).fold(sum, u64::wrapping_add);
        }
        assert!(own.memory() > 100_000 && sum > 0);
    }
}
