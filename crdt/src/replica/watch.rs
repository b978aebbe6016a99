//! Watching a document: what each transaction changed, spot by spot, with what stood there before.
//!
//! The engine tells it while it commits, before it forgets deleted content; so even words that were
//! wiped can be told. Nothing here knows who changed it or why.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use yrs::types::{EntryChange, Event, Events, PathSegment};
use yrs::{
    Any, DeepObservable as _, Doc, IdSet, Out, Snapshot, Text as _, TextRef, TransactionMut,
};

use crate::schema::{DocumentSchema, Shape};
use crate::value::from_any;

/// Where something changed: the root, and then the record, the field, the key in it; or the key of a
/// flat root.
pub type Spot = Vec<String>;

/// What was there before a change.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Before {
    /// Nothing: the record was made.
    Made,
    /// This plain value; null when there was none.
    Value(Value),
    /// These words.
    Words(String),
    /// Something that cannot be told in one value: an entry was added to a log.
    Other,
    /// What was told already: typing goes on.
    #[serde(skip)]
    Told,
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Touch {
    /// Where.
    pub spot: Spot,
    /// What was there.
    pub before: Before,
}

/// What was changed since it was last asked.
#[derive(Debug, Default)]
pub(super) struct Watch {
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    touches: Vec<Touch>,
    /// Texts that changed, whose earlier words are read at the end of the commit.
    texts: Vec<(Spot, TextRef)>,
    /// The text whose earlier words are told already.
    told: Option<Spot>,
}

const KEY: &str = "watch";

impl Watch {
    /// Watches every root of a document from now on.
    pub(super) fn start(doc: &Doc, schema: &'static DocumentSchema) -> Self {
        let watch = Self::default();
        for root in schema.roots {
            let seen = Arc::clone(&watch.seen);
            let note = move |txn: &TransactionMut<'_>, events: &Events<'_>| {
                let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
                seen.note(root.name, txn, events);
            };
            match root.shape {
                Shape::Text(_) => doc.get_or_insert_text(root.name).observe_deep(KEY, note),
                Shape::Records(_) | Shape::Flat(_) => {
                    doc.get_or_insert_map(root.name).observe_deep(KEY, note);
                }
            }
        }
        let seen = Arc::clone(&watch.seen);
        let read = move |txn: &mut TransactionMut<'_>| {
            let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
            seen.read_texts(txn);
        };
        // Refused only while a transaction is open, and nobody else holds a document that is just loaded.
        let watching = doc.observe_after_transaction(KEY, read);
        debug_assert!(watching.is_ok(), "a document that is being loaded is busy");
        watch
    }

    pub(super) fn told(&self, spot: Option<Spot>) {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).told = spot;
    }

    pub(super) fn take(&self) -> Vec<Touch> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut seen.touches)
    }
}

impl Seen {
    fn note(&mut self, root: &str, txn: &TransactionMut<'_>, events: &Events<'_>) {
        for event in events.iter() {
            let spot = spot(root, event);
            match event {
                Event::Map(event) => {
                    let keys: BTreeMap<_, _> = event.keys(txn).iter().collect();
                    for (key, change) in keys {
                        self.note_key(&spot, key, change);
                    }
                }
                Event::Text(event) => self.texts.push((spot, event.target().clone())),
                _ => self.touches.push(Touch { spot, before: Before::Other }),
            }
        }
    }

    fn note_key(&mut self, of: &Spot, key: &str, change: &EntryChange) {
        let mut spot = of.clone();
        spot.push(key.to_owned());
        let before = match change {
            EntryChange::Inserted(Out::YMap(_)) if of.len() == 1 => Before::Made,
            // Texts and logs are made together with their record.
            EntryChange::Inserted(Out::Any(_)) => Before::Value(Value::Null),
            EntryChange::Inserted(_) => return,
            EntryChange::Updated(old, _) | EntryChange::Removed(old) => match old {
                Out::Any(any) => Before::Value(from_any(any)),
                _ => Before::Other,
            },
        };
        self.touches.push(Touch { spot, before });
    }

    /// Leaves out what happened inside records that were made in the same transaction, and reads what
    /// the other texts held before it.
    fn read_texts(&mut self, txn: &mut TransactionMut<'_>) {
        let made: BTreeSet<Spot> = self
            .touches
            .iter()
            .filter(|touch| touch.before == Before::Made)
            .map(|touch| touch.spot.clone())
            .collect();
        let is_new = |spot: &Spot| {
            spot.len() > 2 && spot.get(..2).is_some_and(|record| made.contains(record))
        };
        self.touches.retain(|touch| !is_new(&touch.spot));
        let (texts, told) = (std::mem::take(&mut self.texts), self.told.take());
        for (spot, text) in texts.into_iter().filter(|(spot, _)| !is_new(spot)) {
            // To read them takes as long as the text is.
            let before = match &told {
                Some(told) if *told == spot => Before::Told,
                _ => Before::Words(words_before(txn, &text)),
            };
            self.touches.push(Touch { spot, before });
        }
    }
}

/// Of what was deleted, only this transaction's own still has its content: an empty set of deletions
/// therefore shows exactly what stood there before it.
fn words_before(txn: &mut TransactionMut<'_>, text: &TextRef) -> String {
    let before = Snapshot::new(txn.before_state().clone(), IdSet::default());
    let pieces = text.diff_range(txn, Some(&before), None, |_change| ());
    let words = pieces.into_iter().filter_map(|piece| match piece.insert {
        Out::Any(Any::String(words)) => Some(words),
        _ => None,
    });
    words.fold(String::new(), |all, words| all + &words)
}

fn spot(root: &str, event: &Event) -> Spot {
    let steps = event.path().into_iter().map(|step| match step {
        PathSegment::Key(key) => key.as_ref().to_owned(),
        PathSegment::Index(index) => index.to_string(),
    });
    std::iter::once(root.to_owned()).chain(steps).collect()
}
