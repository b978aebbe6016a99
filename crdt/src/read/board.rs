//! The whole board out of its documents: references followed, stickies in their cells, and apart
//! what has no place and what is in the bin.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::{Map, Value};

use super::Reading;
use super::columns::{Column, Phase, columns, phases};
use super::record::Record;
use crate::ids::RecordId;
use crate::schema::{self, Field, Kind, Need, Shape};
use crate::value::reference;

/// A board as people see it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Board {
    /// Title, description, the word for a person, language, scale.
    pub meta: Map<String, Value>,
    /// Colour → what it means here.
    pub legend: Map<String, Value>,
    /// The session: timer, focus, locks.
    pub session: Map<String, Value>,
    /// Records that are locked.
    pub locks: Map<String, Value>,
    /// The passages of the startdocument and the report, by name without `text.`.
    pub texts: BTreeMap<&'static str, String>,
    /// Phases and steps, in order.
    pub phases: Vec<Phase>,
    /// What stands side by side.
    pub columns: Vec<Column>,
    /// The stickies in their places; only cells that hold any.
    pub cells: Vec<Cell>,
    /// *Zonder plek*: stickies whose layer, lane or phase is not there.
    pub unplaced: Vec<Record>,
    /// *Prullenbak*: what was thrown away, latest first.
    pub bin: Vec<Binned>,
    /// The hartslag: how each phase feels to each persona.
    pub heartbeat: Vec<Beat>,
    /// Where each persona's journey begins, peaks and ends.
    pub moments: Vec<Moment>,
    /// Measured figures.
    pub values: Vec<Measured>,
    /// Every other root of records by name: stages, layers, lanes, personas, links, actions …
    #[serde(flatten)]
    pub lists: BTreeMap<&'static str, Vec<Record>>,
}

/// The stickies at one crossing.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cell {
    /// Its layer.
    pub layer: RecordId,
    /// Its lane.
    pub lane: RecordId,
    /// Its column's phase.
    pub phase: RecordId,
    /// In order.
    pub stickies: Vec<Record>,
}

/// Something in the bin.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Binned {
    /// The document it is in.
    pub document: &'static str,
    /// The root it is in.
    pub root: &'static str,
    /// What it is.
    pub record: Record,
    /// Who threw it away.
    pub by: String,
    /// When.
    pub on: i64,
}

/// One point of the hartslag.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Beat {
    /// Its layer.
    pub layer: RecordId,
    /// Whose.
    pub persona: RecordId,
    /// Where.
    pub phase: RecordId,
    /// From −2, very bad, to 2, very good.
    pub value: i64,
}

/// A moment that stays with a persona.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Moment {
    /// Its layer.
    pub layer: RecordId,
    /// Whose.
    pub persona: RecordId,
    /// `begin`, `peak` or `end`; another word is kept.
    #[serde(rename = "moment")]
    pub which: String,
    /// Where.
    pub phase: RecordId,
}

/// One measured figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Measured {
    /// Its layer.
    pub layer: RecordId,
    /// What was measured.
    pub measure: RecordId,
    /// Where.
    pub phase: RecordId,
    /// The figure.
    pub value: Value,
}

impl Board {
    /// The records of a root that has no field of its own here.
    pub fn list(&self, root: &str) -> &[Record] {
        self.lists.get(root).map(Vec::as_slice).unwrap_or_default()
    }
}

/// The sets whose members are records, and of which root.
const SETS: &[(&str, &str, &str)] = &[
    ("stickies", "tag", "tags"),
    ("stickies", "persona", "personas"),
    ("personas", "trait", "axes"),
];

/// The ids that a reference may lead to, by root.
type Live = BTreeMap<&'static str, BTreeSet<RecordId>>;

/// Puts a board together from the readings of its documents; what is not given reads as empty.
pub fn board(frame: &Reading, map: &Reading, talk: Option<&Reading>) -> Board {
    let given = [("frame", Some(frame)), ("map", Some(map)), ("talk", talk)];
    let given: Vec<_> = given.into_iter().filter_map(|(name, it)| Some((name, it?))).collect();
    let mut live = Live::new();
    for (root, records) in given.iter().flat_map(|(_, reading)| &reading.live) {
        live.entry(root).or_default().extend(records.iter().map(|record| record.id.clone()));
    }
    let mut lists = BTreeMap::new();
    for (name, reading) in &given {
        let Some(schema) = schema::document(name) else { continue };
        for root in schema.roots {
            let Shape::Records(fields) = root.shape else { continue };
            let records = reading.live.get(root.name).cloned().unwrap_or_default();
            let followed =
                records.into_iter().filter_map(|one| follow(one, root.name, fields, &live));
            lists.insert(root.name, followed.collect::<Vec<_>>());
        }
    }
    let phases = phases(lists.remove("phases").unwrap_or_default());
    let stickies = lists.remove("stickies").unwrap_or_default();
    let (placed, unplaced): (Vec<_>, Vec<_>) =
        stickies.into_iter().partition(|sticky| is_placed(sticky, &live));
    let holds = |phase: &RecordId| placed.iter().any(|one| one.part("at", 2) == phase.as_str());
    let columns = columns(&phases, holds);
    let cells = cells(placed, &lists, &columns);
    let flat = |reading: Option<&Reading>, root: &str| {
        reading.and_then(|reading| reading.flat.get(root)).cloned().unwrap_or_default()
    };
    let beats = flat(Some(map), "heartbeat");
    let moments = flat(Some(map), "moments");
    let values = flat(Some(frame), "values");
    Board {
        meta: flat(Some(frame), "meta"),
        legend: flat(Some(frame), "legend"),
        session: flat(talk, "session"),
        locks: flat(talk, "locks"),
        texts: texts(frame),
        phases,
        columns,
        cells,
        unplaced,
        bin: bin(&given),
        heartbeat: beats.iter().filter_map(|(key, value)| beat(key, value, &live)).collect(),
        moments: moments.iter().filter_map(|(key, value)| moment(key, value, &live)).collect(),
        values: values.iter().filter_map(|(key, value)| measured(key, value, &live)).collect(),
        lists,
    }
}

fn is_live(live: &Live, root: &str, id: &str) -> Option<RecordId> {
    let id = id.parse().ok()?;
    live.get(root)?.contains(&id).then_some(id)
}

/// Leaves out references that lead nowhere; none when the record means nothing without one.
fn follow(mut record: Record, root: &str, fields: &[Field], live: &Live) -> Option<Record> {
    for field in fields {
        let text = record.text(field.name);
        let leads = match field.kind {
            Kind::Ref(target) => is_live(live, target, text).is_some(),
            Kind::AnyRef => reference(text)
                .is_some_and(|(target, id)| is_live(live, target, id.as_str()).is_some()),
            _ => continue,
        };
        match field.need {
            _ if leads => {}
            Need::Maybe => {
                record.fields.remove(field.name);
            }
            Need::Always => return None,
        }
    }
    for (_, name, target) in SETS.iter().filter(|(of, ..)| *of == root) {
        let known = record.set(name).filter(|id| is_live(live, target, id).is_some());
        let known: Value = known.collect();
        record.fields.insert((*name).to_owned(), known);
    }
    Some(record)
}

fn is_placed(sticky: &Record, live: &Live) -> bool {
    ["layers", "lanes", "phases"]
        .into_iter()
        .enumerate()
        .all(|(at, root)| is_live(live, root, sticky.part("at", at)).is_some())
}

fn cells(
    placed: Vec<Record>,
    lists: &BTreeMap<&'static str, Vec<Record>>,
    columns: &[Column],
) -> Vec<Cell> {
    let mut by_place: BTreeMap<[String; 3], Vec<Record>> = BTreeMap::new();
    for sticky in placed {
        let place = [0, 1, 2].map(|at| sticky.part("at", at).to_owned());
        by_place.entry(place).or_default().push(sticky);
    }
    let of = |root: &str| lists.get(root).map(Vec::as_slice).unwrap_or_default();
    let mut cells = Vec::new();
    for layer in of("layers") {
        for lane in of("lanes") {
            for Column { phase, .. } in columns {
                let place = [&layer.id, &lane.id, phase].map(ToString::to_string);
                let Some(stickies) = by_place.remove(&place) else { continue };
                let (layer, lane, phase) = (layer.id.clone(), lane.id.clone(), phase.clone());
                cells.push(Cell { layer, lane, phase, stickies });
            }
        }
    }
    cells
}

fn bin(given: &[(&'static str, &Reading)]) -> Vec<Binned> {
    let mut bin = Vec::new();
    for (document, reading) in given {
        for (root, records) in &reading.gone {
            for record in records {
                let gone = record.gone.as_ref();
                let part = |at: usize| gone.and_then(|stamp| stamp.get(at));
                let by = part(0).and_then(Value::as_str).unwrap_or_default().to_owned();
                let on = part(1).and_then(Value::as_i64).unwrap_or_default();
                bin.push(Binned { document, root, record: record.clone(), by, on });
            }
        }
    }
    bin.sort_by(|a, b| {
        (b.on, a.document, a.root, &a.record.id).cmp(&(a.on, b.document, b.root, &b.record.id))
    });
    bin
}

fn texts(frame: &Reading) -> BTreeMap<&'static str, String> {
    let short = |name: &'static str| name.strip_prefix("text.").unwrap_or(name);
    frame.texts.iter().map(|(name, text)| (short(name), text.clone())).collect()
}

fn three<'a>(key: &'a str) -> Option<[&'a str; 3]> {
    key.split(':').collect::<Vec<&'a str>>().try_into().ok()
}

fn beat(key: &str, value: &Value, live: &Live) -> Option<Beat> {
    let [layer, persona, phase] = three(key)?;
    Some(Beat {
        layer: is_live(live, "layers", layer)?,
        persona: is_live(live, "personas", persona)?,
        phase: is_live(live, "phases", phase)?,
        value: value.as_i64()?,
    })
}

fn moment(key: &str, value: &Value, live: &Live) -> Option<Moment> {
    let [layer, persona, moment] = three(key)?;
    Some(Moment {
        layer: is_live(live, "layers", layer)?,
        persona: is_live(live, "personas", persona)?,
        which: moment.to_owned(),
        phase: is_live(live, "phases", value.as_str()?)?,
    })
}

fn measured(key: &str, value: &Value, live: &Live) -> Option<Measured> {
    let [layer, measure, phase] = three(key)?;
    Some(Measured {
        layer: is_live(live, "layers", layer)?,
        measure: is_live(live, "measures", measure)?,
        phase: is_live(live, "phases", phase)?,
        value: value.clone(),
    })
}
