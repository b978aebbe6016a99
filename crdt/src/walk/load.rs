//! What a frame asks of whoever takes it in, added up while its updates are walked. Bytes alone say little:
//! two make a struct, for which the engine takes a hundred times as much.
//!
//! Knows what the engine and the room find dear, and nothing of the document.

use super::{Place, WalkError};
use crate::limits::{FRAME_COPIES_MAX, FRAME_EFFORT_MAX, FRAME_MOVES_MAX, FRAME_SCANS_MAX};

/// A struct, as measured: a microsecond and a half, and four hundred bytes. The others beside it.
const STRUCT: usize = 16;
/// A plain value, which may be a map in a list.
const VALUE: usize = 4;
/// A deletion that may be known already: a stock client repeats all there ever were.
const DELETION: usize = 1;
/// A deletion that is new: the engine takes structs apart for it, and puts others together.
const NEW_DELETION: usize = 64;
/// Something that is set or put somewhere: the room writes down what was there.
const TOUCH: usize = 28;
/// What the engine takes for a plain value.
const VALUE_BYTES: usize = 40;

/// What the updates of one frame ask together.
#[derive(Debug)]
pub(crate) struct Load {
    effort_max: usize,
    copies_max: usize,
    effort: usize,
    /// Bytes that the engine copies while it puts pieces of a row together.
    copied: usize,
    /// Structs that the engine may look at one after another to find where new ones go.
    scanned: usize,
    /// Structs that the engine moves up when it takes others apart.
    moved: usize,
    /// The kind of the last struct, where the next one would go on with it, and how many pieces that makes.
    row: Option<(u8, Place, usize)>,
}

const TOO_MUCH: WalkError = WalkError::Large("it takes too long");

impl Default for Load {
    fn default() -> Self {
        let (effort_max, copies_max) = (FRAME_EFFORT_MAX, FRAME_COPIES_MAX);
        Self { effort_max, copies_max, effort: 0, copied: 0, scanned: 0, moved: 0, row: None }
    }
}

impl Load {
    /// Of what lies in the store there is as much as there is.
    pub(super) fn stored() -> Self {
        Self { effort_max: usize::MAX, copies_max: usize::MAX, ..Self::default() }
    }

    /// Of what is only counted no more than so many structs, each with what is usual in it.
    pub(crate) fn counted(structs: usize) -> Self {
        let effort_max = structs.saturating_mul(STRUCT + 2 * VALUE);
        Self { effort_max, copies_max: usize::MAX, ..Self::default() }
    }

    fn add(&mut self, count: usize, weight: usize) -> Result<(), WalkError> {
        self.effort = self.effort.saturating_add(count.saturating_mul(weight));
        if self.effort > self.effort_max { Err(TOO_MUCH) } else { Ok(()) }
    }

    pub(super) fn add_struct(&mut self) -> Result<(), WalkError> {
        self.add(1, STRUCT)
    }

    pub(super) fn add_value(&mut self) -> Result<(), WalkError> {
        self.add(1, VALUE)
    }

    pub(super) fn add_deletion(&mut self) -> Result<(), WalkError> {
        self.add(1, DELETION)
    }

    pub(crate) fn add_new_deletions(&mut self, count: usize) -> Result<(), WalkError> {
        self.add(count, NEW_DELETION)
    }

    pub(crate) fn add_touches(&mut self, count: usize) -> Result<(), WalkError> {
        self.add(count, TOUCH)
    }

    /// Structs that the engine may look at to find where others go; whether that is still little.
    pub(crate) fn add_scans(&mut self, count: usize) -> Result<(), WalkError> {
        let scanned = self.scanned.saturating_add(count);
        if scanned > FRAME_SCANS_MAX {
            return Err(TOO_MUCH);
        }
        self.scanned = scanned;
        Ok(())
    }

    /// Structs that are moved up because one before them is taken apart.
    pub(crate) fn add_moves(&mut self, count: usize) -> Result<(), WalkError> {
        let moved = self.moved.saturating_add(count);
        if moved > FRAME_MOVES_MAX {
            return Err(TOO_MUCH);
        }
        self.moved = moved;
        Ok(())
    }

    /// Whoever writes puts together what they write in a row. Of a row in pieces the engine copies all that
    /// follows a piece, once for each piece before it.
    pub(super) fn add_piece(
        &mut self,
        kind: u8,
        (client, start): Place,
        end: u32,
        after: Option<Place>,
        content: Content,
    ) -> Result<(), WalkError> {
        let goes_on = |last: Place| after == Some(last) && last.1.checked_add(1) == Some(start);
        let before = self.row.filter(|(its, last, _)| *its == kind && goes_on(*last));
        let pieces = before.map_or(0, |(_, _, pieces)| pieces + 1);
        self.row = end.checked_sub(1).map(|last| (kind, (client, last), pieces));
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::Values(values) => values.saturating_mul(VALUE_BYTES),
        };
        self.copied = self.copied.saturating_add(pieces.saturating_mul(bytes));
        let much = WalkError::Large("a row in too many pieces");
        if self.copied > self.copies_max { Err(much) } else { Ok(()) }
    }
}

/// What is in a piece of a row.
#[derive(Debug, Clone, Copy)]
pub(super) enum Content {
    /// So much text.
    Bytes(usize),
    /// So many plain values.
    Values(usize),
}
