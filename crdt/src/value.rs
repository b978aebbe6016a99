//! Plain values: what a field holds when it is not shared text. JSON is the form that edits, readings
//! and vectors use; yrs' own form stays inside this file, with the check of a value against its kind.

use std::sync::Arc;

use serde_json::{Map, Value};
use thiserror::Error;
use yrs::{Any, Number};

use crate::ids::{MemberId, RecordId};
use crate::limits::VALUE_DEPTH_MAX;
use crate::order::Rank;
use crate::schema::{DOCUMENTS, Kind, Shape};

/// Why a value does not fit its field.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ValueError {
    /// Another kind of value belongs here.
    #[error("expected {0}")]
    Expected(&'static str),
    /// A text with too many characters.
    #[error("at most {max} characters, this has {length}")]
    TooLong {
        /// The bound of the field.
        max: usize,
        /// What was given, in UTF-16 units.
        length: usize,
    },
    /// A number outside its bounds.
    #[error("a number from {0} to {1}")]
    OutOfBounds(i64, i64),
    /// A word that the schema does not know; it may be kept, never newly written.
    #[error("one of: {}", .0.join(", "))]
    Word(&'static [&'static str]),
}

/// Numbers beyond this are not exact in a browser.
const SAFE: u64 = (1 << 53) - 1;

/// Length as the page counts it.
pub fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

/// The stored form of a value.
pub fn to_any(value: &Value) -> Any {
    match value {
        Value::Null => Any::Null,
        Value::Bool(value) => Any::Bool(*value),
        Value::Number(number) => match number.as_i64() {
            Some(whole) if whole.unsigned_abs() <= SAFE => Any::Number(Number::Int(whole)),
            _ => Any::Number(Number::Float(number.as_f64().unwrap_or_default())),
        },
        Value::String(text) => Any::String(text.as_str().into()),
        Value::Array(items) => Any::Array(items.iter().map(to_any).collect()),
        Value::Object(entries) => {
            let entries = entries.iter().map(|(key, value)| (key.clone(), to_any(value)));
            Any::Map(Arc::new(entries.collect()))
        }
    }
}

/// The plain form of a stored value: whole numbers without a fraction, what JSON lacks as null.
pub fn from_any(any: &Any) -> Value {
    plain(any, VALUE_DEPTH_MAX)
}

fn plain(any: &Any, depth: usize) -> Value {
    let Some(deeper) = depth.checked_sub(1) else { return Value::Null };
    match any {
        Any::Null | Any::Undefined | Any::Buffer(_) => Value::Null,
        Any::Bool(value) => Value::Bool(*value),
        Any::Number(number) => plain_number(*number),
        Any::String(text) => Value::String(text.as_ref().to_owned()),
        Any::Array(items) => Value::Array(items.iter().map(|item| plain(item, deeper)).collect()),
        Any::Map(entries) => {
            let mut sorted: Vec<_> = entries.iter().collect();
            sorted.sort_by_key(|(key, _)| *key);
            let entries = sorted.into_iter().map(|(key, any)| (key.clone(), plain(any, deeper)));
            Value::Object(entries.collect::<Map<_, _>>())
        }
    }
}

fn plain_number(number: Number) -> Value {
    match number.as_i64() {
        Some(whole) if whole.unsigned_abs() <= SAFE => Value::from(whole),
        _ => number.as_f64().map_or(Value::Null, Value::from),
    }
}

/// Whether a value may be written into a field of this kind. For the shared kinds, which are made
/// together with their record, it is the value they start with.
pub fn check(kind: &Kind, value: &Value) -> Result<(), ValueError> {
    match kind {
        Kind::Text(max) | Kind::Line(max) => line(value, *max),
        Kind::Log => array(value, |entry| check(&Kind::Map, entry)),
        Kind::Map => value.as_object().map(drop).ok_or(ValueError::Expected("an object")),
        Kind::Word(words) => match value.as_str() {
            Some(word) if words.contains(&word) => Ok(()),
            _ => Err(ValueError::Word(words)),
        },
        Kind::Place => place(value),
        Kind::PhasePlace => match tuple(value) {
            Some([parent, rank]) if parent.is_null() || is_id(parent) => check(&Kind::Rank, rank),
            _ => Err(ValueError::Expected("[parent or null, rank]")),
        },
        Kind::Rank => match value.as_str() {
            Some(rank) if Rank::from(rank).is_sound() => Ok(()),
            _ => Err(ValueError::Expected("an order key")),
        },
        Kind::Ref(_) => is_id(value).then_some(()).ok_or(ValueError::Expected("a record's id")),
        Kind::AnyRef => match value.as_str().and_then(reference) {
            Some(_) => Ok(()),
            None => Err(ValueError::Expected("a reference `root/id`")),
        },
        Kind::Member => match value.as_str().map(str::parse::<MemberId>) {
            Some(Ok(_)) => Ok(()),
            _ => Err(ValueError::Expected("a member's id")),
        },
        Kind::Stamp => match tuple(value) {
            Some([member, millis]) => {
                check(&Kind::Member, member).and_then(|()| check(&Kind::Millis, millis))
            }
            _ => Err(ValueError::Expected("[member, millis]")),
        },
        Kind::Millis => whole(value, 0, SAFE.cast_signed()),
        Kind::Int(min, max) => whole(value, *min, (*max).min(SAFE.cast_signed())),
        Kind::Number => match value.as_f64() {
            Some(number) if number.is_finite() => Ok(()),
            _ => Err(ValueError::Expected("a number")),
        },
        Kind::Bool => value.is_boolean().then_some(()).ok_or(ValueError::Expected("true or false")),
        Kind::Set => match value {
            Value::Bool(true) => Ok(()),
            _ => Err(ValueError::Expected("true, or null to take it out")),
        },
        Kind::Keyed(of) => check(of, value),
    }
}

/// A reference to any record: its root and its id.
pub fn reference(text: &str) -> Option<(&'static str, RecordId)> {
    let (root, id) = text.split_once('/')?;
    let known = DOCUMENTS.iter().flat_map(|document| document.roots);
    let mut records = known.filter(|root| matches!(root.shape, Shape::Records(_)));
    Some((records.find(|known| known.name == root)?.name, id.parse().ok()?))
}

fn line(value: &Value, max: usize) -> Result<(), ValueError> {
    let length = length(value.as_str().ok_or(ValueError::Expected("a text"))?);
    if length <= max { Ok(()) } else { Err(ValueError::TooLong { max, length }) }
}

fn whole(value: &Value, min: i64, max: i64) -> Result<(), ValueError> {
    match value.as_i64() {
        Some(number) if (min..=max).contains(&number) => Ok(()),
        Some(_) => Err(ValueError::OutOfBounds(min, max)),
        None => Err(ValueError::Expected("a whole number")),
    }
}

fn place(value: &Value) -> Result<(), ValueError> {
    match tuple(value) {
        Some([layer, lane, phase, rank]) if [layer, lane, phase].into_iter().all(is_id) => {
            check(&Kind::Rank, rank)
        }
        _ => Err(ValueError::Expected("[layer, lane, phase, rank]")),
    }
}

fn array(value: &Value, each: impl Fn(&Value) -> Result<(), ValueError>) -> Result<(), ValueError> {
    value.as_array().ok_or(ValueError::Expected("a list"))?.iter().try_for_each(each)
}

fn tuple<const N: usize>(value: &Value) -> Option<&[Value; N]> {
    value.as_array()?.as_slice().try_into().ok()
}

fn is_id(value: &Value) -> bool {
    value.as_str().is_some_and(|text| text.parse::<RecordId>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn values_come_back_as_they_were_stored() {
        for value in [
            json!(null),
            json!(true),
            json!(1_795_500_000_000_u64),
            json!(-2),
            json!(0.1),
            json!("né 😀"),
            json!(["huidig", {"b": [1], "a": null}]),
        ] {
            assert_eq!(from_any(&to_any(&value)), value);
        }
        // A browser stores a large whole number as a float, and knows no other numbers.
        assert_eq!(from_any(&Any::Number(Number::Float(1e12))), json!(1_000_000_000_000_i64));
        assert_eq!(from_any(&Any::Number(Number::Float(f64::NAN))), json!(null));
    }

    #[test]
    fn each_kind_refuses_what_does_not_fit() {
        let rank = "V1";
        for (kind, good, bad) in [
            (Kind::Line(3), json!("abc"), json!("abcd")),
            (Kind::Line(3), json!("😀"), json!("😀😀")),
            (Kind::Word(&["red"]), json!("red"), json!("Red")),
            (Kind::Place, json!(["a", "b", "c", rank]), json!(["a", "b", null, rank])),
            (Kind::Place, json!(["a", "b", "c", rank]), json!(["a", "b", "c", "V0"])),
            (Kind::PhasePlace, json!([null, rank]), json!([1, rank])),
            (Kind::Ref("tags"), json!("x-1"), json!("x/1")),
            (Kind::AnyRef, json!("stickies/x"), json!("paintings/x")),
            (Kind::AnyRef, json!("actions/x"), json!("meta/title")),
            (Kind::Stamp, json!(["anna", 5]), json!(["anna", -5])),
            (Kind::Int(-2, 2), json!(-2), json!(3)),
            (Kind::Int(-2, 2), json!(0), json!(0.5)),
            (Kind::Set, json!(true), json!(false)),
            (Kind::Keyed(&Kind::Bool), json!(false), json!("no")),
            (Kind::Log, json!([{"note": "x"}]), json!(["x"])),
        ] {
            assert_eq!(check(&kind, &good), Ok(()), "{kind:?} {good}");
            assert!(check(&kind, &bad).is_err(), "{kind:?} {bad}");
        }
    }
}
