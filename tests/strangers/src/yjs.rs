//! yrs beside Yjs: what the room lets through, both must read alike, and what Yjs writes, the room takes.

use std::io::{BufRead as _, BufReader, Write as _};
use std::ops::Range;
use std::path::Path;
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crdt::doc::{merge, new_doc};
use crdt::ids::{ClientId, Document, Role};
use crdt::room::session::Door;
use crdt::wire::Flavour;
use serde_json::{Value, json};
use yrs::any::Number;
use yrs::{Any, Array as _, Doc, GetString as _, Map as _, Out, ReadTxn, Transact as _};

use crate::board::Board;
use crate::dice::Dice;
use crate::fuzz::{damaged, damaged_change};
use crate::honest::{MALLORYS, map};

/// The roots that both sides tell of.
const ROOTS: [&str; 6] = ["stickies", "links", "actions", "standups", "heartbeat", "moments"];

/// What came of many cases.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    pub(crate) cases: usize,
    /// Damaged changes that the room let through.
    pub(crate) taken: usize,
    /// What the two read otherwise, or one of them not at all.
    pub(crate) differences: Vec<String>,
}

/// Asks Yjs all of these at once.
fn ask(requests: &[Value]) -> Result<Vec<Value>, String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("peer.mjs");
    let mut node = Command::new("node")
        .arg(script)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|why| format!("node: {why}"))?;
    let mut input = node.stdin.take().ok_or("node has no input")?;
    let lines: String = requests.iter().map(|request| request.to_string() + "\n").collect();
    // Beside the reading: a pipe holds less than all of it.
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let output = BufReader::new(node.stdout.take().ok_or("node has no output")?);
    let answers = output.lines().map(|line| {
        let line = line.map_err(|why| why.to_string())?;
        serde_json::from_str(&line).map_err(|why| format!("{line}: {why}"))
    });
    let answers = answers.collect::<Result<Vec<Value>, String>>()?;
    let written = writer.join().map_err(|_panic| "writing to node panicked")?;
    written.map_err(|why| format!("writing to node: {why}"))?;
    let status = node.wait().map_err(|why| why.to_string())?;
    let complete = status.success() && answers.len() == requests.len();
    if complete { Ok(answers) } else { Err(format!("node ended with {status}")) }
}

fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// A stranger's update goes into a room; what the room logs of it, unless it takes nothing.
fn room(update: &[u8]) -> Result<Option<Vec<Vec<u8>>>, String> {
    let mut board = Board::open(&map(), Door::Stock(Document::Map), Role::Participant)?;
    board.logged.clear();
    board.frame(Flavour::Stock.update(update));
    board.settle();
    if let Some(why) = board.trouble {
        return Err(format!("the room gives up: {why}"));
    }
    let logged: Vec<Vec<u8>> = board.logged.iter().map(|bytes| bytes.to_vec()).collect();
    Ok((!logged.is_empty()).then_some(logged))
}

/// Changes that yrs wrote, damaged: what the room lets through is read by both.
pub(crate) fn damage(seeds: Range<u64>) -> Result<Outcome, String> {
    both(seeds.map(|seed| (seed, damaged(&mut Dice::new(seed)))))
}

/// Changes that Yjs wrote, damaged: what the room lets through is read by both.
pub(crate) fn damage_of_yjs(seeds: Range<u64>) -> Result<Outcome, String> {
    let requests: Vec<Value> = seeds.clone().map(writing).collect();
    let mut cases = Vec::new();
    for (seed, answer) in seeds.zip(ask(&requests)?) {
        let all = answer.get("all").and_then(bytes);
        let all = all.ok_or_else(|| format!("seed {seed}: {answer}"))?;
        let client = client_of(seed);
        cases.push((seed, damaged_change(&mut Dice::new(seed), client, all)));
    }
    both(cases)
}

/// What the room lets through is read by both, as it came and as the room logs it.
fn both(cases: impl IntoIterator<Item = (u64, Vec<u8>)>) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let (mut requests, mut told) = (Vec::new(), Vec::new());
    for (seed, update) in cases {
        outcome.cases += 1;
        let Some(logged) = room(&update).map_err(|why| format!("seed {seed}: {why}"))? else {
            continue;
        };
        outcome.taken += 1;
        for changes in [vec![update], logged] {
            let sees = sees(&changes).map_err(|why| format!("seed {seed}: {why}"))?;
            let updates: Vec<String> =
                [map()].iter().chain(&changes).map(|update| base64(update)).collect();
            told.push((seed, sees, updates.join(" ")));
            requests.push(json!({"kind": "read", "updates": updates}));
        }
    }
    for (answer, (seed, sees, updates)) in ask(&requests)?.iter().zip(told) {
        let reads = answer.get("sees").and_then(Value::as_str);
        let waits = answer.get("waits") == Some(&Value::Bool(true));
        if reads != Some(sees.as_str()) || waits {
            let what = format!("seed {seed}: yrs {sees}, Yjs {answer}, of {updates}");
            outcome.differences.push(what);
        }
    }
    Ok(outcome)
}

/// An id of 32 bits for one, of 53 for the next.
fn client_of(seed: u64) -> u64 {
    let [short, long] = MALLORYS;
    if seed.is_multiple_of(2) { short } else { long }
}

fn writing(seed: u64) -> Value {
    json!({"kind": "write", "basis": base64(&map()), "client": client_of(seed), "seed": seed})
}

/// What Yjs writes, with ids of 32 and of 53 bits, the room takes, and yrs reads as Yjs does.
pub(crate) fn honest(seeds: Range<u64>) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let requests: Vec<Value> = seeds.clone().map(writing).collect();
    for (seed, answer) in seeds.zip(ask(&requests)?) {
        outcome.cases += 1;
        let updates = answer.get("updates").and_then(Value::as_array).cloned();
        let updates: Option<Vec<Vec<u8>>> = updates.unwrap_or_default().iter().map(bytes).collect();
        let updates = updates.ok_or_else(|| format!("seed {seed}: {answer}"))?;
        let mut board = Board::open(&map(), Door::Stock(Document::Map), Role::Participant)?;
        board.logged.clear();
        for update in &updates {
            board.frame(Flavour::Stock.update(update));
        }
        board.settle();
        let logged: Vec<Vec<u8>> = board.logged.iter().map(|bytes| bytes.to_vec()).collect();
        outcome.taken += usize::from(!logged.is_empty());
        let sees = sees(&logged)?;
        if answer.get("sees").and_then(Value::as_str) != Some(sees.as_str()) {
            outcome.differences.push(format!("seed {seed}: yrs {sees}, Yjs {answer}"));
        }
    }
    Ok(outcome)
}

fn bytes(value: &Value) -> Option<Vec<u8>> {
    STANDARD.decode(value.as_str()?).ok()
}

/// What yrs sees of the map with these changes.
fn sees(changes: &[Vec<u8>]) -> Result<String, String> {
    let doc = new_doc(ClientId(9));
    for update in [map()].iter().chain(changes) {
        merge(&doc, &[update.as_slice()]).map_err(|error| format!("yrs: {error}"))?;
    }
    Ok(roots(&doc))
}

fn roots(doc: &Doc) -> String {
    let maps = ROOTS.map(|root| doc.get_or_insert_map(root));
    let txn = doc.transact();
    maps.map(|map| seen(&txn, &Out::YMap(map))).join(" ")
}

fn seen(txn: &impl ReadTxn, out: &Out) -> String {
    match out {
        Out::Any(any) => plain(any),
        Out::YText(text) => format!("text{}", json!(text.get_string(txn))),
        Out::YArray(list) => {
            let all: Vec<String> = list.iter(txn).map(|out| seen(txn, &out)).collect();
            format!("list[{}]", all.join(","))
        }
        Out::YMap(map) => {
            let all = map.iter(txn).map(|(key, out)| (key.to_owned(), seen(txn, &out)));
            format!("map{}", entries(all.collect()))
        }
        other => format!("{other:?}"),
    }
}

fn plain(any: &Any) -> String {
    match any {
        Any::Null => "null".to_owned(),
        Any::Undefined => "undefined".to_owned(),
        Any::Bool(is) => is.to_string(),
        #[expect(clippy::cast_precision_loss, reason = "what Yjs writes as an integer fits")]
        Any::Number(Number::Int(whole)) => number(*whole as f64),
        Any::Number(Number::Float(value)) => number(*value),
        Any::String(text) => json!(text.as_ref()).to_string(),
        Any::Buffer(bytes) => format!("{bytes:?}"),
        Any::Array(all) => format!("[{}]", all.iter().map(plain).collect::<Vec<_>>().join(",")),
        Any::Map(all) => {
            entries(all.iter().map(|(key, value)| (key.clone(), plain(value))).collect())
        }
    }
}

/// The bits of a number. yrs reads the whole number -0 as 0, which no field of a board tells apart.
fn number(number: f64) -> String {
    let bits = match number {
        0.0 => 0,
        number => number.to_bits(),
    };
    format!("#{bits:x}")
}

fn entries(all: Vec<(String, String)>) -> String {
    let mut all: Vec<String> =
        all.into_iter().map(|(key, value)| format!("{}:{value}", json!(key))).collect();
    all.sort_by(|one, other| one.encode_utf16().cmp(other.encode_utf16()));
    format!("{{{}}}", all.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASES: u64 = 6_000;

    fn hold(outcome: &Outcome) {
        let few: Vec<_> = outcome.differences.iter().take(5).collect();
        assert!(few.is_empty(), "{} differ: {few:#?}", outcome.differences.len());
        // Damage that never gets in proves nothing about what does.
        assert!(outcome.taken * 20 > outcome.cases, "{} of {}", outcome.taken, outcome.cases);
    }

    #[test]
    fn what_the_room_lets_through_both_read_alike() {
        hold(&damage(0..CASES).unwrap());
    }

    #[test]
    fn what_yjs_wrote_and_somebody_damaged_both_read_alike() {
        hold(&damage_of_yjs(0..CASES / 2).unwrap());
    }

    #[test]
    fn what_yjs_writes_the_room_takes_and_yrs_reads_alike() {
        let outcome = honest(0..400).unwrap();
        let few: Vec<_> = outcome.differences.iter().take(5).collect();
        assert!(few.is_empty(), "{} differ: {few:#?}", outcome.differences.len());
        assert_eq!(outcome.taken, outcome.cases);
    }
}
