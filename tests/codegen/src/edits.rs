//! `edits.ts`: every edit as a type, with its inverse, so that both languages name them alike.

use crdt::edit::{Edit, Expect, Undo};
use ts_rs::Config;

use crate::typescript::{declaration, header};

/// What the types are made of.
const PLAIN: &str = r#"
import type { DocumentKind, Stamp } from "./schema.ts";

/** A value that can stand in a field. */
export type Plain =
  | string
  | number
  | boolean
  | null
  | readonly Plain[]
  | { readonly [key: string]: Plain };

/** The fields of a record by name. */
export type Fields = { readonly [field: string]: Plain };
"#;

/// The whole file.
pub(crate) fn write() -> String {
    let config = Config::default();
    let mut out = header("The edits of `crdt/src/edit.rs`, which says what each does.");
    out.push_str(PLAIN);
    declaration::<Edit>(&config, &mut out);
    declaration::<Expect>(&config, &mut out);
    declaration::<Undo>(&config, &mut out);
    out
}
