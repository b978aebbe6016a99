//! The due dates of a board as an iCalendar (RFC 5545): one day per action that is not finished. Only
//! titles and days leave the board this way.

use crdt::read::Board;
use crdt::read::actions::{day, is_finished};

use super::csv::civil;
use super::sheet::readable_day;

/// Octets of one line; longer ones go on after a break and a space.
const LINE_OCTETS: usize = 75;
/// What stands in a calendar without days.
const NOTHING: [&str; 8] = [
    "BEGIN:VTIMEZONE",
    "TZID:Etc/UTC",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0000",
    "TZOFFSETTO:+0000",
    "END:STANDARD",
    "END:VTIMEZONE",
];

/// The whole calendar. `host` makes the ids of days unique in the world; `now` is milliseconds.
pub fn write(board: &Board, id: &str, host: &str, now: i64) -> String {
    let mut out = String::new();
    let title = board.meta.get("title").and_then(serde_json::Value::as_str).unwrap_or_default();
    for line in [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Reisbord//Reisbord//NL",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ] {
        fold(&mut out, line);
    }
    fold(&mut out, &format!("NAME:{}", escaped(title)));
    fold(&mut out, &format!("X-WR-CALNAME:{}", escaped(title)));
    let stamp = moment(now);
    let mut empty = true;
    for action in board.list("actions") {
        let due = action.number("due").filter(|_| !is_finished(action.text("status")));
        let Some(due) = due.and_then(readable_day) else { continue };
        empty = false;
        fold(&mut out, "BEGIN:VEVENT");
        fold(&mut out, &format!("UID:{}.{id}@{host}", action.id));
        fold(&mut out, &format!("DTSTAMP:{stamp}"));
        fold(&mut out, &format!("DTSTART;VALUE=DATE:{}", date(due)));
        fold(&mut out, &format!("DTEND;VALUE=DATE:{}", date(due + 1)));
        fold(&mut out, &format!("SUMMARY:{}", escaped(action.text("title"))));
        fold(&mut out, "TRANSP:TRANSPARENT");
        fold(&mut out, "END:VEVENT");
    }
    if empty {
        // A calendar must hold something; a time zone says nothing and is enough.
        for line in NOTHING {
            fold(&mut out, line);
        }
    }
    fold(&mut out, "END:VCALENDAR");
    out
}

fn date(on: i64) -> String {
    let (year, month, day) = civil(on);
    format!("{year:04}{month:02}{day:02}")
}

fn moment(millis: i64) -> String {
    let seconds = millis.div_euclid(1_000).rem_euclid(86_400);
    let (hour, minute, second) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    format!("{}T{hour:02}{minute:02}{second:02}Z", date(day(millis)))
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Writes a line, broken so that no piece is longer than allowed and no letter is cut in two.
fn fold(out: &mut String, line: &str) {
    let mut room = LINE_OCTETS;
    for letter in line.chars() {
        if letter.len_utf8() > room {
            out.push_str("\r\n ");
            room = LINE_OCTETS - 1;
        }
        out.push(letter);
        room -= letter.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_letters() {
        let mut out = String::new();
        let long = format!("SUMMARY:{}", "é€😀".repeat(30));
        fold(&mut out, &long);
        assert!(out.split("\r\n").all(|line| line.len() <= LINE_OCTETS), "{out}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), long);
    }

    #[test]
    fn what_people_wrote_cannot_make_a_line_of_its_own() {
        assert_eq!(escaped("a;b,c\\d\nBEGIN:VEVENT\r\t"), "a\\;b\\,c\\\\d\\nBEGIN:VEVENT");
    }

    #[test]
    fn moments_are_in_universal_time() {
        assert_eq!(moment(1_795_500_000_000), "20261124T060000Z");
    }
}
