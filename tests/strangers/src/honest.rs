//! Honest changes, made with the engine itself: what damage begins with.

use std::sync::LazyLock;

use crdt::doc::{merge, new_doc, whole};
use crdt::ids::ClientId;
use yrs::{
    Any, Array as _, ArrayPrelim, Doc, Map as _, MapPrelim, MapRef, Out, Text as _, TextPrelim,
    Transact as _,
};

use crate::board::ANNAS;
use crate::dice::Dice;

/// Replica ids: 32 bits as browsers draw them, and 53 bits.
pub(crate) const MALLORYS: [u64; 2] = [4_000_000_007, (1 << 52) + 77];

/// A map with a few stickies of anna's.
pub(crate) fn map() -> Vec<u8> {
    MAP.clone()
}

/// Made once: every input begins with it.
static MAP: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let doc = new_doc(ClientId(ANNAS));
    for id in ["a", "b"] {
        add(&doc, id, "Van Anna");
    }
    whole(&doc)
});

fn add(doc: &Doc, id: &str, words: &str) {
    let stickies = doc.get_or_insert_map("stickies");
    let mut txn = doc.transact_mut();
    let sticky = stickies.insert(&mut txn, id, MapPrelim::default());
    sticky.insert(&mut txn, "text", TextPrelim::new(words));
    sticky.insert(&mut txn, "color", "yellow");
    sticky.insert(&mut txn, "at", vec!["current", "pains", "besluit", "V"]);
}

/// Writes so many whole stickies in one change.
pub(crate) fn fill(doc: &Doc, id: &str, count: usize) {
    let stickies = doc.get_or_insert_map("stickies");
    let mut txn = doc.transact_mut();
    for nth in 0..count {
        let sticky = stickies.insert(&mut txn, format!("{id}{nth}"), MapPrelim::default());
        sticky.insert(&mut txn, "text", TextPrelim::new(format!("{nth}: de brief is te lang")));
        sticky.insert(&mut txn, "color", "yellow");
        sticky.insert(&mut txn, "by", "anna");
        sticky.insert(&mut txn, "on", 1_795_500_000_000_f64);
        sticky.insert(&mut txn, "at", vec!["current", "pains", "besluit", "V"]);
    }
}

/// Somebody moves so many stickies of a map in one change.
pub(crate) fn moved(map: &[u8], client: u64, count: usize) -> Vec<u8> {
    let doc = new_doc(ClientId(client));
    if merge(&doc, &[map]).is_err() {
        return Vec::new();
    }
    let stickies = doc.get_or_insert_map("stickies");
    let mut txn = doc.transact_mut();
    let all: Vec<Out> = stickies.values(&txn).flatten().take(count).collect();
    for sticky in all {
        if let Out::YMap(sticky) = sticky {
            sticky.insert(&mut txn, "at", vec!["current", "gains", "besluit", "V"]);
        }
    }
    txn.encode_update_v1()
}

/// What somebody writes on that map: one change of a few edits, and all of it together.
pub(crate) fn change(dice: &mut Dice, client: u64, basis: &[u8]) -> Option<Vec<u8>> {
    let doc = new_doc(ClientId(client));
    merge(&doc, &[basis]).ok()?;
    let stickies = doc.get_or_insert_map("stickies");
    let actions = doc.get_or_insert_map("actions");
    let mut txn = doc.transact_mut();
    for nth in 0..=dice.roll(3) {
        let id = dice.pick(&["a", "b", "m"]).unwrap_or("a");
        match (dice.roll(5), stickies.get(&txn, id)) {
            (0, _) => {
                let action = actions.insert(&mut txn, format!("x{nth}"), MapPrelim::default());
                action.insert(&mut txn, "title", TextPrelim::new("Bel"));
                let log = action.insert(&mut txn, "log", ArrayPrelim::default());
                log.push_back(&mut txn, "begonnen");
            }
            (1, Some(Out::YMap(sticky))) => {
                sticky.insert(&mut txn, "color", "red");
            }
            (2, Some(Out::YMap(sticky))) => {
                sticky.insert(&mut txn, "on", Any::from(1_795_500_000_000.0 + f64::from(7)));
            }
            (_, Some(Out::YMap(sticky))) => write(&mut txn, &sticky, dice),
            (_, _) => {
                let sticky = stickies.insert(&mut txn, "m", MapPrelim::default());
                sticky.insert(&mut txn, "text", TextPrelim::new("Van M"));
                sticky.insert(&mut txn, "color", "blue");
            }
        }
    }
    txn.has_changes().then(|| txn.encode_update_v1())
}

fn write(txn: &mut yrs::TransactionMut<'_>, sticky: &MapRef, dice: &mut Dice) {
    let Some(Out::YText(text)) = sticky.get(txn, "text") else { return };
    let length = text.len(txn);
    if dice.roll(3) == 0 && length > 1 {
        text.remove_range(txn, length / 2, 1);
    } else {
        text.insert(txn, length / 2, "né");
    }
}
