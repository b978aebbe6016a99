//! A sheet as lines of text that Excel opens with a double click: semicolons, which is what it expects
//! with Dutch settings, a mark that says the letters are UTF-8, and days that it reads as days.

use super::sheet::{Cell, Sheet};

const MARK: &str = "\u{feff}";

/// The whole file.
pub fn write(sheet: &Sheet) -> String {
    let mut out = MARK.to_owned();
    let heads = sheet.heads.iter().map(|head| field(head));
    out += &heads.collect::<Vec<_>>().join(";");
    out += "\r\n";
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| match cell {
            Cell::Empty => String::new(),
            Cell::Text(words) => field(words),
            Cell::Day(day) => iso(*day),
        });
        out += &cells.collect::<Vec<_>>().join(";");
        out += "\r\n";
    }
    out
}

/// One field: never a formula, and quoted where it must be.
fn field(words: &str) -> String {
    let begins = words.trim_start_matches(' ').chars().next();
    // The wide ones too: with some settings Excel takes them for the narrow ones.
    let formula = matches!(
        begins,
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠')
    );
    let words = if formula { format!("'{words}") } else { words.to_owned() };
    if words.contains([';', '"', '\n', '\r', ',']) {
        return format!("\"{}\"", words.replace('"', "\"\""));
    }
    words
}

/// A day as `2026-11-24`: what every Excel reads as that day, whatever its settings.
pub(super) fn iso(day: i64) -> String {
    let (year, month, day) = civil(day);
    format!("{year:04}-{month:02}-{day:02}")
}

/// Year, month and day of a day counted from 1970.
pub(super) fn civil(day: i64) -> (i64, i64, i64) {
    // Counted from 1 March of the year 0, so that a leap day is the last of its year.
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let of_era = day.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year + era * 400 + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_the_days_of_the_calendar() {
        for (day, date) in
            [(0, "1970-01-01"), (19_782, "2024-02-29"), (20_781, "2026-11-24"), (-1, "1969-12-31")]
        {
            assert_eq!(iso(day), date);
        }
    }

    #[test]
    fn nothing_that_people_wrote_becomes_a_formula() {
        for (words, expected) in [
            ("=1+1", "'=1+1"),
            ("  =HYPERLINK(\"x\")", "\"'  =HYPERLINK(\"\"x\"\")\""),
            ("+31", "'+31"),
            ("-5", "'-5"),
            ("@SUM", "'@SUM"),
            ("\tx", "'\tx"),
            ("＝1+1", "'＝1+1"),
            ("brief; kort", "\"brief; kort\""),
            ("één\nregel", "\"één\nregel\""),
            ("gewoon", "gewoon"),
        ] {
            assert_eq!(field(words), expected);
        }
    }
}
