//! Mending one value: what a field of a kind reads as, given what is stored there. More is read than
//! may be written: unknown words, long texts and strange order keys stay what they are.

use serde_json::{Value, json};

use crate::order::Rank;
use crate::schema::Kind;
use crate::value;

/// The value as it reads, or none when it is of another kind.
pub(super) fn mend(kind: &Kind, stored: Value) -> Option<Value> {
    let fits = match kind {
        Kind::Text(_) | Kind::Line(_) | Kind::Word(_) | Kind::Rank => stored.is_string(),
        Kind::Log => {
            let Value::Array(entries) = stored else { return None };
            return Some(entries.into_iter().filter(Value::is_object).collect());
        }
        Kind::Map => stored.is_object(),
        Kind::Place => texts(&stored, 4),
        Kind::PhasePlace => match stored.as_array().map(Vec::as_slice) {
            Some([parent, rank]) => (parent.is_null() || parent.is_string()) && rank.is_string(),
            _ => false,
        },
        Kind::Keyed(of) => return mend(of, stored),
        _ => value::check(kind, &stored).is_ok(),
    };
    fits.then_some(stored)
}

/// What a field that every record has reads as when it is missing; none where a record means nothing
/// without it.
pub(super) fn default(kind: &Kind) -> Option<Value> {
    match kind {
        Kind::Text(_) | Kind::Line(_) | Kind::Word(_) | Kind::Rank | Kind::Member => {
            Some(json!(""))
        }
        Kind::Log => Some(json!([])),
        Kind::Map => Some(json!({})),
        Kind::Place => Some(json!(["", "", "", ""])),
        Kind::PhasePlace => Some(json!([null, ""])),
        Kind::Millis | Kind::Number => Some(json!(0)),
        Kind::Int(min, max) => Some(json!(0.clamp(*min, *max))),
        Kind::Bool => Some(json!(false)),
        Kind::Ref(_) | Kind::AnyRef | Kind::Stamp | Kind::Set | Kind::Keyed(_) => None,
    }
}

/// What a record is ordered by among its siblings, if its kind of field says so.
pub(super) fn rank(kind: &Kind, value: &Value) -> Option<Rank> {
    match kind {
        Kind::Rank => value.as_str().map(Rank::from),
        Kind::Place => value.get(3)?.as_str().map(Rank::from),
        Kind::PhasePlace => value.get(1)?.as_str().map(Rank::from),
        _ => None,
    }
}

fn texts(value: &Value, count: usize) -> bool {
    value.as_array().is_some_and(|items| items.len() == count && items.iter().all(Value::is_string))
}
