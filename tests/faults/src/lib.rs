//! Nothing but a place for the tests in `tests/it`: they look at the real server from outside.
