//! A server that somebody else started: known by a template of its addresses, and perhaps a process.

use std::cell::Cell;

use crate::accounting::Process;
use crate::failure::Failure;
use crate::socket::Door;

/// Where the name of a room stands in the template.
const ROOM: &str = "{room}";

/// A server by URL.
#[derive(Debug)]
pub(crate) struct Running {
    address: String,
    path: String,
    pub(super) process: Option<Process>,
    rooms: Cell<usize>,
}

impl Running {
    pub(super) fn new(template: &str, process: Option<u32>) -> Result<Self, Failure> {
        let inside = template.strip_prefix("ws://").and_then(|rest| rest.split_once('/'));
        let (address, path) =
            inside.ok_or_else(|| Failure::new("a URL is like ws://host:port/{room}"))?;
        Ok(Self {
            address: address.to_owned(),
            path: format!("/{path}"),
            process: process.map(Process),
            rooms: Cell::new(0),
        })
    }

    pub(super) fn room(&self, people: usize) -> Vec<Door> {
        self.rooms.set(self.rooms.get() + 1);
        let name = format!("load-{}-{}", std::process::id(), self.rooms.get());
        let path = self.path.replace(ROOM, &name);
        vec![Door { address: self.address.clone(), path, bearer: None }; people]
    }
}
