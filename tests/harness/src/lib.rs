//! The product from outside: the real binary on a port of its own, and people with real replicas on
//! real sockets. This is the only place that knows how to wait: for a state, with a bound, and with a
//! picture of what was there when the bound was reached.

pub mod forge;
pub mod peer;
pub mod server;
