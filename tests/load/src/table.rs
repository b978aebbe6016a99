//! The table that a run prints: one line for each server in each scenario, in Markdown, with what had
//! to be reached beside what was.

use crate::failure::Failure;
use crate::number::{count, per};
use crate::scenario::{Figures, Row};
use crate::servers::Kind;

const HEAD: &str = "\
| Scenario | Server | Cost | × y-sweet | Must | p50 ms | p99 ms | Must | Missing | Behind ms | RSS MB | |
|---|---|---|---|---|---|---|---|---|---|---|---|
";

/// One line.
#[derive(Debug)]
struct Line {
    row: &'static Row,
    kind: Kind,
    measured: Result<Figures, Failure>,
}

/// What was measured so far.
#[derive(Debug, Default)]
pub(crate) struct Table {
    lines: Vec<Line>,
}

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Pass,
    Miss,
    /// Nothing is asked of this server, or the yardstick was not measured.
    Unjudged,
}

impl Table {
    /// Adds what came of a scenario on a server, and says it at once.
    pub(crate) fn add(
        &mut self,
        row: &'static Row,
        kind: Kind,
        measured: Result<Figures, Failure>,
    ) {
        let line = Line { row, kind, measured };
        eprintln!("{}", self.line(&line).trim_end());
        self.lines.push(line);
    }

    /// The whole table.
    pub(crate) fn markdown(&self) -> String {
        self.lines.iter().fold(HEAD.to_owned(), |text, line| text + &self.line(line))
    }

    /// Whether nothing that had to be reached was missed.
    pub(crate) fn is_reached(&self) -> bool {
        self.lines.iter().all(|line| match &line.measured {
            Ok(figures) => self.judge(line, figures) != Verdict::Miss,
            Err(_) => line.kind != Kind::Reisbord,
        })
    }

    fn yardstick(&self, row: &Row) -> Option<f64> {
        let lines = self.lines.iter().filter(|line| line.kind == Kind::YSweet);
        let mut figures = lines.filter(|line| line.row.name == row.name);
        figures.find_map(|line| Some(line.measured.as_ref().ok()?.cost))
    }

    fn judge(&self, line: &Line, figures: &Figures) -> Verdict {
        if line.kind != Kind::Reisbord {
            return Verdict::Unjudged;
        }
        let limit = line.row.limit;
        let relative = limit
            .of_yardstick
            .map(|part| self.yardstick(line.row).map(|cost| figures.cost <= part * cost));
        let checks = [
            limit.cost.map(|most| Some(figures.cost <= most)),
            limit.p99.map(|most| figures.times.map(|times| times.p99 <= most)),
            relative,
            Some(Some(figures.missing == 0)),
        ];
        let checks: Vec<Option<bool>> = checks.into_iter().flatten().collect();
        if checks.contains(&Some(false)) {
            Verdict::Miss
        } else if checks.contains(&None) {
            Verdict::Unjudged
        } else {
            Verdict::Pass
        }
    }

    fn line(&self, line: &Line) -> String {
        let Line { row, kind, measured } = line;
        let figures = match measured {
            Ok(figures) => figures,
            Err(why) => return format!("| {} | {} | {why} ||||||||||\n", row.about, kind.name()),
        };
        let verdict = match self.judge(line, figures) {
            Verdict::Pass => "pass",
            Verdict::Miss => "**miss**",
            Verdict::Unjudged => "",
        };
        let ours = |text: Option<String>| text.filter(|_| *kind == Kind::Reisbord);
        let relative = row.limit.of_yardstick.and_then(|_| self.yardstick(row));
        let times = |part: fn(&crate::scenario::Times) -> f64| {
            figures.times.as_ref().map(|times| format!("{:.1}", part(times)))
        };
        let most = match (row.limit.of_yardstick, row.limit.cost) {
            (Some(part), _) => Some(format!("≤ {part} ×")),
            (None, Some(most)) => Some(format!("≤ {most} {}", row.unit.name())),
            (None, None) => None,
        };
        let cells = [
            Some(row.about.to_owned()),
            Some(kind.name().to_owned()),
            Some(format!("{:.2} {}", figures.cost, row.unit.name())),
            relative.map(|cost| format!("{:.2}", per(figures.cost, cost))),
            ours(most),
            times(|times| times.p50),
            times(|times| times.p99),
            ours(row.limit.p99.map(|most| format!("≤ {most}"))),
            figures.times.map(|_| figures.missing.to_string()),
            figures.times.map(|_| figures.behind.as_millis().to_string()),
            Some(format!("{:.1}", count(figures.memory) / 1_000_000.0)),
            Some(verdict.to_owned()),
        ];
        let cells = cells.map(Option::unwrap_or_default);
        format!("| {} |\n", cells.join(" | "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{ROWS, Times};

    fn table(yardstick: Option<f64>, own: f64, missing: u64) -> Table {
        let row = &ROWS[0];
        let times = Some(Times { p50: 1.0, p99: 40.0 });
        let mut table = Table::default();
        if let Some(cost) = yardstick {
            table.add(row, Kind::YSweet, Ok(Figures { cost, times, ..Figures::default() }));
        }
        let figures = Figures { cost: own, times, missing, ..Figures::default() };
        table.add(row, Kind::Reisbord, Ok(figures));
        table
    }

    #[test]
    fn a_limit_is_judged_by_the_yardstick_of_the_same_run() {
        assert!(table(Some(10.0), 7.4, 0).markdown().contains("| pass |"));
        assert!(!table(Some(10.0), 7.6, 0).is_reached());
        assert!(!table(Some(10.0), 7.4, 1).is_reached(), "a delivery is missing");
        let alone = table(None, 7.4, 0);
        assert!(alone.is_reached() && !alone.markdown().contains("pass"));
    }
}
