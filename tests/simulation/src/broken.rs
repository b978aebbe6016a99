//! A promise that did not hold.

use thiserror::Error;

/// Which promise, and how.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub(crate) struct Broken(pub(crate) String);

/// Whether everything held.
pub(crate) type Check = Result<(), Broken>;

/// Holds a condition.
pub(crate) fn hold(condition: bool, what: impl FnOnce() -> String) -> Check {
    if condition { Ok(()) } else { Err(Broken(what())) }
}
