//! What an update says, as sets of ids: what it makes and what it deletes. Two contents can be compared
//! without a document, which is what makes checking every single frame affordable.

use yrs::updates::decoder::Decode as _;
use yrs::{IdSet, Update};

use crate::broken::Broken;

/// What one or several updates say.
#[derive(Debug, Clone, Default)]
pub(crate) struct Content {
    pub(crate) made: IdSet,
    pub(crate) deleted: IdSet,
}

impl Content {
    pub(crate) fn of(update: &[u8]) -> Result<Self, Broken> {
        let update = Update::decode_v1(update)
            .map_err(|error| Broken(format!("an update that nobody can read: {error}")))?;
        Ok(Self { made: update.insertions(true), deleted: update.delete_set().clone() })
    }

    pub(crate) fn add(&mut self, other: &Self) {
        self.made.merge_with(other.made.clone());
        self.deleted.merge_with(other.deleted.clone());
    }

    /// What of this the other lacks, for people; nothing when it has all of it.
    pub(crate) fn missing_in(&self, other: &Self) -> Option<String> {
        let (made, deleted) = (self.made.diff(&other.made), self.deleted.diff(&other.deleted));
        let all = made.is_empty() && deleted.is_empty();
        (!all).then(|| format!("made {made}, deleted {deleted}"))
    }
}
