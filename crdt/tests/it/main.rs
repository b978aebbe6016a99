//! The model from outside: edits, merging, reading, templates and vectors, in one binary.

#[cfg(test)]
mod converge;
#[cfg(test)]
mod edits;
