//! From the compact file of a template to edits.
//!
//! Roots stand in the file by name. Records are lists of objects with the schema's fields; order keys
//! follow from the order in the file, sets are lists, moments are days from now (`due_days`, `days`).
//! Phases hold their `steps`; a lane may be just its kind; stickies stand by layer, lane and phase,
//! each a text or an object, with the colour of their lane from `lane_colors`; `from` on an action
//! becomes links to what it was derived from; heartbeat and moments stand by layer and persona.

use serde_json::{Map, Value, json};

use super::{STANDARD_LANES, TemplateError};
use crate::edit::{Edit, Fields, Stamp};
use crate::order::{Rank, many};
use crate::schema::{self, Field, Kind, SCHEMA_VERSION, Shape};

const DAY_MILLIS: i64 = 24 * 60 * 60 * 1_000;

type Result<T> = std::result::Result<T, TemplateError>;

/// All edits of a template, in the order of the file's keys.
pub(super) fn unfold(name: &str, data: &str, by: &Stamp, jitter: u32) -> Result<Vec<Edit>> {
    let mut data: Map<String, Value> = serde_json::from_str(data)?;
    let colors = data.remove("lane_colors").unwrap_or_else(|| json!({}));
    let mut all = Unfold { by, jitter, colors, edits: Vec::new() };
    all.flat("frame", "meta", "template", json!(name));
    all.flat("talk", "session", "schema", json!(SCHEMA_VERSION));
    for (key, value) in &data {
        match key.as_str() {
            "texts" => all.texts(value)?,
            "heartbeat" | "moments" => all.by_persona(key, value)?,
            "phases" => all.phases(value, None)?,
            "lanes" => all.lanes(value)?,
            "stickies" => all.stickies(value)?,
            _ => all.root(key, value)?,
        }
    }
    Ok(all.edits)
}

struct Unfold<'a> {
    by: &'a Stamp,
    jitter: u32,
    colors: Value,
    edits: Vec<Edit>,
}

impl Unfold<'_> {
    fn root(&mut self, root: &str, value: &Value) -> Result<()> {
        let found = ["frame", "map"]
            .into_iter()
            .find_map(|document| Some((document, schema::document(document)?.root(root)?.shape)));
        match found {
            Some((document, Shape::Flat(_))) => {
                for (key, value) in object(root, value)? {
                    self.flat(document, root, key, value.clone());
                }
                Ok(())
            }
            Some((document, Shape::Records(_))) => {
                let items = array(root, value)?;
                let ranks = self.ranks(items.len());
                for (item, rank) in items.iter().zip(ranks) {
                    self.record(document, root, item, &rank)?;
                }
                Ok(())
            }
            _ => Err(strange(root)),
        }
    }

    fn flat(&mut self, document: &str, root: &str, key: &str, value: Value) {
        let (document, root, key) = (document.to_owned(), root.to_owned(), key.to_owned());
        self.edits.push(Edit::SetFlat { document, root, key, value });
    }

    fn texts(&mut self, value: &Value) -> Result<()> {
        for (name, text) in object("texts", value)? {
            self.edits.push(Edit::Write {
                document: "frame".to_owned(),
                root: format!("text.{name}"),
                id: None,
                field: None,
                at: 0,
                remove: 0,
                insert: text.as_str().ok_or_else(|| strange(name))?.to_owned(),
            });
        }
        Ok(())
    }

    fn by_persona(&mut self, root: &str, value: &Value) -> Result<()> {
        for (layer, personas) in object(root, value)? {
            for (persona, entries) in object(layer, personas)? {
                for (key, value) in object(persona, entries)? {
                    self.flat("map", root, &format!("{layer}:{persona}:{key}"), value.clone());
                }
            }
        }
        Ok(())
    }

    fn phases(&mut self, value: &Value, parent: Option<&str>) -> Result<()> {
        let items = array("phases", value)?;
        let ranks = self.ranks(items.len());
        for (item, rank) in items.iter().zip(ranks) {
            let mut phase = object("phases", item)?.clone();
            let steps = phase.remove("steps");
            phase.insert("at".to_owned(), json!([parent, rank]));
            let id = phase.get("id").and_then(Value::as_str).map(str::to_owned);
            self.record("frame", "phases", &Value::Object(phase), &rank)?;
            if let Some(steps) = steps {
                self.phases(&steps, id.as_deref())?;
            }
        }
        Ok(())
    }

    fn lanes(&mut self, value: &Value) -> Result<()> {
        let items = array("lanes", value)?;
        let ranks = self.ranks(items.len());
        for (item, rank) in items.iter().zip(ranks) {
            let mut lane = match item {
                Value::String(kind) => json!({ "kind": kind }),
                other => other.clone(),
            };
            let entries = lane.as_object_mut().ok_or_else(|| strange("lanes"))?;
            let kind = entries.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned();
            let standard = STANDARD_LANES.iter().find(|lane| lane.kind == kind);
            let (title, hint) = standard.map_or(("", ""), |lane| lane.nl);
            for (key, value) in [("id", kind.as_str()), ("title", title), ("hint", hint)] {
                entries.entry(key).or_insert_with(|| json!(value));
            }
            self.record("frame", "lanes", &lane, &rank)?;
        }
        Ok(())
    }

    fn stickies(&mut self, value: &Value) -> Result<()> {
        let mut number = 0;
        for (layer, lanes) in object("stickies", value)? {
            for (lane, phases) in object(layer, lanes)? {
                let color = self.colors.get(lane).cloned().unwrap_or_else(|| json!("yellow"));
                for (phase, items) in object(lane, phases)? {
                    self.cell([layer, lane, phase], items, &color, &mut number)?;
                }
            }
        }
        Ok(())
    }

    fn cell(
        &mut self,
        [layer, lane, phase]: [&str; 3],
        items: &Value,
        color: &Value,
        number: &mut usize,
    ) -> Result<()> {
        let items = array(phase, items)?;
        let ranks = self.ranks(items.len());
        for (item, rank) in items.iter().zip(ranks) {
            *number += 1;
            let mut sticky = match item {
                Value::String(text) => json!({ "text": text }),
                other => other.clone(),
            };
            let entries = sticky.as_object_mut().ok_or_else(|| strange(phase))?;
            entries.entry("id").or_insert_with(|| json!(format!("sticky-{number}")));
            entries.entry("color").or_insert_with(|| color.clone());
            entries.insert("at".to_owned(), json!([layer, lane, phase, rank]));
            self.record("map", "stickies", &sticky, &rank)?;
        }
        Ok(())
    }

    fn record(&mut self, document: &str, root: &str, item: &Value, rank: &Rank) -> Result<()> {
        let shape = schema::document(document).and_then(|known| known.root(root));
        let Some(Shape::Records(known)) = shape.map(|root| root.shape) else {
            return Err(strange(root));
        };
        let item = object(root, item)?;
        let id = item.get("id").and_then(Value::as_str).and_then(|id| id.parse().ok());
        let id: crate::ids::RecordId = id.ok_or_else(|| strange(root))?;
        let mut fields = Fields::new();
        for (key, value) in item {
            match (key.as_str(), known.iter().find(|field| field.name == key)) {
                ("id", _) => {}
                ("from", None) => self.derived(&format!("{root}/{id}"), value)?,
                (_, Some(Field { kind: Kind::Set, .. })) => {
                    for member in array(key, value)? {
                        let member = member.as_str().ok_or_else(|| strange(key))?;
                        fields.insert(format!("{key}:{member}"), json!(true));
                    }
                }
                (_, Some(Field { kind: Kind::Log, .. })) => {
                    let log = array(key, value)?.iter().map(|entry| self.entry(entry));
                    fields.insert(key.clone(), log.collect());
                }
                (_, Some(_)) => {
                    fields.insert(key.clone(), value.clone());
                }
                (_, None) => {
                    let name = key.strip_suffix("_days").ok_or_else(|| strange(key))?;
                    fields.insert(name.to_owned(), self.day(value));
                }
            }
        }
        for field in known {
            let value = match field.name {
                "rank" => json!(rank),
                "by" => json!(self.by.0),
                "on" => json!(self.by.1),
                _ => continue,
            };
            fields.entry(field.name.to_owned()).or_insert(value);
        }
        let (document, root) = (document.to_owned(), root.to_owned());
        self.edits.push(Edit::Create { document, root, id, fields });
        Ok(())
    }

    /// Links from a record to what it was derived from.
    fn derived(&mut self, record: &str, origins: &Value) -> Result<()> {
        for origin in array("from", origins)? {
            let number = self.edits.len();
            let link = json!({
                "id": format!("link-{number}"), "from": record, "to": origin, "kind": "derived_from"
            });
            self.record("map", "links", &link, &Rank::from(""))?;
        }
        Ok(())
    }

    /// An entry of a log: `days` becomes `on`, and whoever makes the board has written it.
    fn entry(&self, entry: &Value) -> Value {
        let mut entry = entry.clone();
        if let Some(entries) = entry.as_object_mut() {
            let on =
                entries.remove("days").map_or_else(|| json!(self.by.1), |days| self.day(&days));
            entries.insert("on".to_owned(), on);
            entries.insert("by".to_owned(), json!(self.by.0));
        }
        entry
    }

    fn day(&self, days: &Value) -> Value {
        let now = i64::try_from(self.by.1.0).unwrap_or_default();
        json!(now.saturating_add(days.as_i64().unwrap_or_default() * DAY_MILLIS).max(0))
    }

    fn ranks(&self, count: usize) -> Vec<Rank> {
        many(None, None, count, self.jitter)
    }
}

fn object<'v>(at: &str, value: &'v Value) -> Result<&'v Map<String, Value>> {
    value.as_object().ok_or_else(|| strange(at))
}

fn array<'v>(at: &str, value: &'v Value) -> Result<&'v Vec<Value>> {
    value.as_array().ok_or_else(|| strange(at))
}

fn strange(at: &str) -> TemplateError {
    TemplateError::Form(at.to_owned())
}
