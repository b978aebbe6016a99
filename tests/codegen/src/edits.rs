//! `edits.ts`: every edit as a type, with its inverse, so that both languages name them alike.

use crdt::edit::{Edit, Expect, Stamp, Undo};
use ts_rs::Config;

use crate::typescript::{declaration, header};

/// The whole file.
pub(crate) fn write() -> String {
    let config = Config::default();
    let mut out = header("The edits of `crdt/src/edit.rs`, which says what each does.");
    declaration::<Stamp>(&config, &mut out);
    declaration::<Edit>(&config, &mut out);
    declaration::<Expect>(&config, &mut out);
    declaration::<Undo>(&config, &mut out);
    out
}
