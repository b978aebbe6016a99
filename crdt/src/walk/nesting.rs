//! How deep what lies in a store is nested. The guard lets nothing in that is deeper than a field of a
//! record; but what an older server took, or somebody wrote into the file, is read before anybody can
//! refuse it, and an engine that goes through it one inside the other runs out of stack, which nobody
//! catches.

use std::collections::BTreeMap;

use super::load::Load;
use super::{Home, Place, Under, walk_on};
use crate::ids::Document;
use crate::limits::VALUE_DEPTH_MAX;
use crate::replica::{Stored, Tainted};
use crate::schema;

/// Refuses a document that is nested deeper than any engine has to bear. Gives how many structs are in it at
/// most.
pub fn check(document: &Document, stored: &Stored) -> Result<usize, Tainted> {
    let Some(schema) = schema::document(document.kind()) else { return Ok(0) };
    let mut structs = 0_usize;
    let mut depths: BTreeMap<Place, usize> = BTreeMap::new();
    for update in stored.snapshot.iter().chain(&stored.log) {
        // What does not walk was written by another version: the engine will say what it makes of it.
        let Ok(walked) = walk_on(update, schema, &mut Load::stored()) else {
            structs = structs.saturating_add(update.len());
            continue;
        };
        let is_snapshot =
            stored.snapshot.as_ref().is_some_and(|whole| whole.as_ptr() == update.as_ptr());
        let more = if is_snapshot { walked.structs() } else { walked.pieces() };
        structs = structs.saturating_add(more);
        for (at, home) in &walked.types {
            let depth = match home {
                Home::In(Under::Root(_)) => 0,
                Home::In(Under::Struct(holder)) => depths.get(holder).map_or(0, |depth| depth + 1),
                Home::Beside(neighbour) => depths.get(neighbour).copied().unwrap_or(0),
            };
            if depth > VALUE_DEPTH_MAX {
                return Err(Tainted(format!("it is nested more than {VALUE_DEPTH_MAX} deep")));
            }
            depths.insert(*at, depth);
        }
    }
    Ok(structs)
}
