//! Where yrs 0.28 and Yjs 13.6 read otherwise what the room lets through, and what comes of it.
//!
//! 1. A run of text beside a value under a key takes that key. To yrs its value is the whole run, to Yjs its
//!    last letter.
//! 2. A struct between one whose content is gone and one that lives in another text: Yjs lets it go, yrs puts
//!    it into the living text.
//!
//! No page writes either. All pages agree with each other; what the server reads, an export or a version,
//! shows another value in that one field, or a few letters more in that one text. Nobody gains a right by
//! it, and whoever may write the one may write the other outright.

use crate::honest::map;
use crate::update::{Block, Body, Place, Update};

/// Whether an update is of one of these two kinds.
pub(crate) fn is_known(update: &[u8]) -> bool {
    let (Some(update), Some(basis)) = (Update::read(update), Update::read(&map())) else {
        return false;
    };
    let mut keyed = places(&basis, |block| block.is_keyed);
    keyed.extend(places(&update, |block| block.is_keyed));
    let blocks = || update.sections.iter().flat_map(|section| &section.blocks);
    let under_a_key = blocks().any(|block| {
        let beside = block.origin.iter().chain(&block.right);
        matches!(block.body, Body::Text(_)) && beside.into_iter().any(|at| keyed.contains(at))
    });
    let holds_gone = blocks().any(|block| matches!(block.body, Body::Dead(_) | Body::Deleted(_)));
    let between = blocks().any(|block| {
        block.origin.zip(block.right).is_some_and(|(origin, right)| origin.0 != right.0)
    });
    under_a_key || holds_gone && between
}

/// Where the structs of a kind begin.
fn places(update: &Update, is_one: impl Fn(&Block) -> bool) -> Vec<Place> {
    let mut places = Vec::new();
    for section in &update.sections {
        let mut clock = section.clock;
        for block in &section.blocks {
            if is_one(block) {
                places.push((section.client, clock));
            }
            clock = clock.saturating_add(block.body.length());
        }
    }
    places
}
