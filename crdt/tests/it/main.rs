//! What the crate promises, from outside: the model and the room, in one binary, because linking many
//! costs more than it tells.

#[cfg(test)]
mod actions;
#[cfg(test)]
mod again;
#[cfg(test)]
mod asking;
#[cfg(test)]
mod bin;
#[cfg(test)]
mod converge;
#[cfg(test)]
mod edits;
#[cfg(test)]
#[path = "../../../tests/harness/src/forge.rs"]
#[expect(unreachable_pub, reason = "it is a public module of another package, too")]
mod forge;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod matrix;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod rest;
#[cfg(test)]
mod room;
#[cfg(test)]
mod take_back;
#[cfg(test)]
mod templates;
#[cfg(test)]
mod vectors;
#[cfg(test)]
mod workshop;
