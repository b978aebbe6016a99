//! `reisbord`: the command line.
fn main() {}
