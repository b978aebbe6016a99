//! Phases and steps as columns. A phase names its parent; which parents count is decided here, one
//! phase at a time, so that no chain or circle can come out of a merge.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::record::Record;
use crate::ids::RecordId;

/// A phase, or a step of one.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Phase {
    /// The record.
    #[serde(flatten)]
    pub record: Record,
    /// The phase that this is a step of, if that counts.
    pub parent: Option<RecordId>,
    /// The steps of this phase, in order.
    pub steps: Vec<RecordId>,
}

/// One column of the board: a phase without steps, a step, or what stands at a phase as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Column {
    /// The phase or step whose stickies stand here.
    pub phase: RecordId,
    /// Whether this is the *Hele fase* column of a phase that has steps.
    pub whole: bool,
}

/// Phases in the order of the board, each followed by its steps. A parent that is unknown, thrown
/// away, the phase itself, or that names a parent of its own, reads as none.
pub(super) fn phases(live: Vec<Record>) -> Vec<Phase> {
    let named: BTreeMap<RecordId, Option<RecordId>> =
        live.iter().map(|phase| (phase.id.clone(), phase.part("at", 0).parse().ok())).collect();
    let known =
        |id: &RecordId| named.get(id).cloned().flatten().filter(|up| named.contains_key(up));
    let counts = |id: &RecordId| known(id).filter(|up| known(up).is_none());
    let mut steps: BTreeMap<RecordId, Vec<Record>> = BTreeMap::new();
    let mut tops = Vec::new();
    for phase in live {
        match counts(&phase.id) {
            Some(parent) => steps.entry(parent).or_default().push(phase),
            None => tops.push(phase),
        }
    }
    let mut phases = Vec::new();
    for top in tops {
        let under = steps.remove(&top.id).unwrap_or_default();
        let parent = top.id.clone();
        let ids = under.iter().map(|step| step.id.clone()).collect();
        phases.push(Phase { record: top, parent: None, steps: ids });
        phases.extend(under.into_iter().map(|step| Phase {
            record: step,
            parent: Some(parent.clone()),
            steps: Vec::new(),
        }));
    }
    phases
}

/// The columns: leaves, and before the steps of a phase one for what stands at the phase itself.
pub(super) fn columns(phases: &[Phase], holds: impl Fn(&RecordId) -> bool) -> Vec<Column> {
    let column = |phase: &Phase| {
        let whole = !phase.steps.is_empty();
        let shown = !whole || holds(&phase.record.id);
        shown.then(|| Column { phase: phase.record.id.clone(), whole })
    };
    phases.iter().filter_map(column).collect()
}

impl Phase {
    /// What the parent field says, whether it counts or not.
    pub fn named_parent(&self) -> Option<&str> {
        self.record.fields.get("at").and_then(|at| at.get(0)).and_then(Value::as_str)
    }
}
