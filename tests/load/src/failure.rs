//! Why a measurement could not be made: one sentence for people. Nothing here is retried.

use std::fmt;

/// A sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Failure(pub(crate) String);

impl Failure {
    /// A failure with words of our own.
    pub(crate) fn new(what: impl Into<String>) -> Self {
        Self(what.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.0)
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        Self(error.to_string())
    }
}

impl From<harness::server::StartError> for Failure {
    fn from(error: harness::server::StartError) -> Self {
        Self(error.to_string())
    }
}
