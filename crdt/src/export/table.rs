//! The stickies of a board as a table for a spreadsheet: one row each, in the order of the board.
//!
//! Semicolons, because Dutch spreadsheets expect them; a mark of UTF-8 in front, because Excel needs it;
//! and nothing that a spreadsheet would take for a formula.

use super::{Readings, Titles, titles};
use crate::ids::RecordId;
use crate::read::{Board, Record, board};

/// The first row. Dutch, as the boards are.
const HEADINGS: [&str; 13] = [
    "laag",
    "rij",
    "fase",
    "stap",
    "kaartje",
    "kleur",
    "betekenis",
    "zekerheid",
    "kanaal",
    "labels",
    "personas",
    "gemaakt door",
    "gemaakt op",
];

/// The table, one row per sticky.
pub fn table(readings: Readings<'_>) -> String {
    let board = board(readings.frame, readings.map, Some(readings.talk));
    let names = Names::of(&board);
    let mut out = String::from("\u{feff}");
    line(&mut out, &HEADINGS);
    let placed = board.cells.iter().flat_map(|cell| &cell.stickies);
    for sticky in placed.chain(&board.unplaced) {
        line(&mut out, &row(sticky, &board, &names));
    }
    out
}

/// What records are called.
struct Names {
    layers: Titles,
    lanes: Titles,
    tags: Titles,
    personas: Titles,
    members: Titles,
}

impl Names {
    fn of(board: &Board) -> Self {
        let titles = |root, field| titles(board.list(root), field);
        Self {
            layers: titles("layers", "title"),
            lanes: titles("lanes", "title"),
            tags: titles("tags", "title"),
            personas: titles("personas", "name"),
            members: titles("members", "name"),
        }
    }
}

fn named(titles: &Titles, id: &str) -> String {
    let found = id.parse::<RecordId>().ok().and_then(|id| titles.get(&id).cloned());
    found.unwrap_or_default()
}

fn row(sticky: &Record, board: &Board, names: &Names) -> [String; 13] {
    let [layer, lane, phase] = [0, 1, 2].map(|part| sticky.part("at", part));
    let found = board.phases.iter().find(|one| one.record.id.as_str() == phase);
    let own = found.map(|phase| phase.record.text("title").to_owned()).unwrap_or_default();
    let parent = found
        .and_then(|phase| phase.parent.as_ref())
        .and_then(|parent| board.phases.iter().find(|one| one.record.id == *parent));
    let (phase, step) = match parent {
        Some(parent) => (parent.record.text("title").to_owned(), own),
        None => (own, String::new()),
    };
    let list = |field: &str, titles: &Titles| {
        let names: Vec<_> = sticky.set(field).map(|id| named(titles, id)).collect();
        names.join(", ")
    };
    let color = sticky.text("color");
    let caption = board.legend.get(color).and_then(serde_json::Value::as_str);
    let on = sticky.number("on").and_then(|on| u64::try_from(on).ok());
    [
        named(&names.layers, layer),
        named(&names.lanes, lane),
        phase,
        step,
        sticky.text("text").to_owned(),
        color.to_owned(),
        caption.unwrap_or_default().to_owned(),
        sticky.text("evidence").to_owned(),
        sticky.text("channel").to_owned(),
        list("tag", &names.tags),
        list("persona", &names.personas),
        named(&names.members, sticky.text("by")),
        on.map(moment).unwrap_or_default(),
    ]
}

fn line<S: AsRef<str>, const N: usize>(out: &mut String, cells: &[S; N]) {
    for (nth, cell) in cells.iter().enumerate() {
        if nth > 0 {
            out.push(';');
        }
        out.push('"');
        out.push_str(&harmless(cell.as_ref()).replace('"', "\"\""));
        out.push('"');
    }
    out.push_str("\r\n");
}

/// Text that a spreadsheet takes for text: an apostrophe before what would be a formula.
fn harmless(text: &str) -> String {
    let begins = text.trim_start_matches([' ', '\u{a0}']);
    if begins.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '|', '%']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

/// Milliseconds since 1970 as `2026-11-24T12:00:00Z`.
pub fn moment(millis: u64) -> String {
    let (days, seconds) = (millis / 86_400_000, millis / 1_000 % 86_400);
    // Years that begin in March, so that the leap day is the last day of one.
    let shifted = days + 719_468;
    let era = shifted / 146_097;
    let of_era = shifted % 146_097;
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_a_date() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_400_000, "2000-02-29T00:00:00Z"),
            (1_795_478_399_999, "2026-11-23T23:59:59Z"),
            (4_102_444_800_000, "2100-01-01T00:00:00Z"),
        ] {
            assert_eq!(moment(millis), text);
        }
    }

    #[test]
    fn nothing_becomes_a_formula() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "|x", "%x", "\r=1"] {
            assert!(harmless(text).starts_with('\''), "{text:?}");
        }
        assert_eq!(harmless("De brief = onduidelijk"), "De brief = onduidelijk");
        let mut out = String::new();
        line(&mut out, &["a \"b\"; c", "=2"]);
        assert_eq!(out, "\"a \"\"b\"\"; c\";\"'=2\"\r\n");
    }
}
