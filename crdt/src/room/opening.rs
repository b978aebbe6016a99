//! What a board that was loaded needs before anybody comes in: this version's shape, what is derived from
//! `talk`, and a look through the bin. Knows nothing of who will come.

use crate::ids::Millis;
use crate::migrate;
use crate::replica::Tainted;
use crate::room::Room;

impl Room {
    /// What a board that was loaded needs before anybody comes in.
    pub(super) fn prepare(&mut self, now: Millis) -> Result<(), Tainted> {
        self.migrate()?;
        self.title = self.read_title();
        self.read_session();
        self.read_feed();
        self.watch();
        self.open_bin(now)
    }

    /// Brings an older board up to date. What that changes is logged with the first window, and so before
    /// anybody is shown it.
    fn migrate(&mut self) -> Result<(), Tainted> {
        let docs = self
            .documents
            .iter()
            .filter_map(|(document, open)| open.replica.doc().map(|doc| (document.clone(), doc)));
        let updates = migrate::migrate(&docs.collect::<Vec<_>>())
            .map_err(|error| Tainted(error.to_string()))?;
        for (document, update) in updates {
            self.open_document(&document)?.replica.recount();
            self.collect(&document, update.into(), Vec::new())?;
        }
        Ok(())
    }
}
