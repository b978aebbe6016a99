//! `schema.ts`: the documents of a board as one constant table, the words as literal unions, and
//! the standard lanes. The table has the shape of `crdt::schema`, with names as keys.

use std::fmt::Write as _;

use crdt::schema::{self, DOCUMENTS, Field, Kind, Need, Shape};
use crdt::template::STANDARD_LANES;

use crate::typescript::{header, singular, string, strings};

/// The lists of words that have a name.
const WORDS: &[(&str, &[&str])] = &[
    ("PURPOSES", schema::PURPOSES),
    ("LAYER_KINDS", schema::LAYER_KINDS),
    ("CHANGES", schema::CHANGES),
    ("LANE_KINDS", schema::LANE_KINDS),
    ("CHANNELS", schema::CHANNELS),
    ("COLORS", schema::COLORS),
    ("MARKERS", schema::MARKERS),
    ("EVIDENCE", schema::EVIDENCE),
    ("BUCKETS", schema::BUCKETS),
    ("LINK_KINDS", schema::LINK_KINDS),
    ("STATUSES", schema::STATUSES),
    ("OPERATIONS", schema::OPERATIONS),
    ("DEGREES", schema::DEGREES),
    ("TEAM_KINDS", schema::TEAM_KINDS),
    ("ROLES", schema::ROLES),
];

/// What the table is made of, for whoever walks it.
const TYPES: &str = r#"
/** What a field holds; each kind is described in `crdt/src/schema.rs`. */
export type Kind =
  | { readonly kind: "text"; readonly max: number }
  | { readonly kind: "log" }
  | { readonly kind: "map" }
  | { readonly kind: "line"; readonly max: number }
  | { readonly kind: "word"; readonly words: readonly string[] }
  | { readonly kind: "place" }
  | { readonly kind: "phase_place" }
  | { readonly kind: "rank" }
  | { readonly kind: "ref"; readonly root: string }
  | { readonly kind: "any_ref" }
  | { readonly kind: "member" }
  | { readonly kind: "stamp" }
  | { readonly kind: "millis" }
  | { readonly kind: "int"; readonly min: number; readonly max: number }
  | { readonly kind: "number" }
  | { readonly kind: "bool" }
  | { readonly kind: "set" }
  | { readonly kind: "keyed"; readonly of: Kind };

/** A field, and whether a record cannot be made without it. */
export type Field = Kind & { readonly always: boolean };

/** What lives in a root: records by id, plain values by key, or one text. */
export type Root =
  | { readonly shape: "records"; readonly fields: Readonly<Record<string, Field>> }
  | { readonly shape: "flat"; readonly fields: Readonly<Record<string, Field>> }
  | { readonly shape: "text"; readonly max: number };

/** A sticky's place, one register: `[layer, lane, phase, rank]`. */
export type Place = readonly [layer: string, lane: string, phase: string, rank: string];

/** A phase's place, one register: `[parent or null, rank]`. */
export type PhasePlace = readonly [parent: string | null, rank: string];

/** Who did it, and when in milliseconds since 1970. */
export type Stamp = readonly [member: string, millis: number];

/** What a lane of a kind starts with; basic ones stand on an empty board. */
export interface StandardLane {
  readonly kind: LaneKind;
  readonly basic: boolean;
  readonly nl: { readonly title: string; readonly hint: string };
  readonly en: { readonly title: string; readonly hint: string };
}
"#;

/// The names that follow from the table.
const NAMES: &str = r"
export type DocumentKind = keyof typeof DOCUMENTS;

/** The names of the roots of a document. */
export type RootOf<D extends DocumentKind> = keyof (typeof DOCUMENTS)[D] & string;
";

/// The whole file.
pub(crate) fn write() -> String {
    let mut out = header("The tables of `crdt/src/schema.rs`: what a board contains.");
    writeln!(out, "\nexport const SCHEMA_VERSION = {};\n", schema::SCHEMA_VERSION).ok();
    for (name, words) in WORDS {
        let start = format!("export const {name} = ");
        let list = strings(words, start.len() + " as const;".len());
        writeln!(out, "{start}{list} as const;").ok();
        writeln!(out, "export type {} = (typeof {name})[number];", singular(name)).ok();
    }
    out.push_str(TYPES);
    documents(&mut out);
    out.push_str(NAMES);
    lanes(&mut out);
    out
}

fn documents(out: &mut String) {
    out.push_str("\n/** Hides a record of any root. */\n");
    writeln!(out, "export const GONE = {} as const satisfies Field;", field(&schema::GONE)).ok();
    out.push_str("\nexport const DOCUMENTS = {\n");
    for document in DOCUMENTS {
        writeln!(out, "  {}: {{", document.name).ok();
        for root in document.roots {
            let name = key(root.name);
            match root.shape {
                Shape::Text(max) => {
                    writeln!(out, "    {name}: {{ shape: \"text\", max: {max} }},").ok();
                }
                Shape::Records(fields) => table(out, &name, "records", fields),
                Shape::Flat(fields) => table(out, &name, "flat", fields),
            }
        }
        out.push_str("  },\n");
    }
    out.push_str("} as const satisfies Record<string, Readonly<Record<string, Root>>>;\n");
}

fn table(out: &mut String, name: &str, shape: &str, fields: &[Field]) {
    writeln!(out, "    {name}: {{\n      shape: \"{shape}\",\n      fields: {{").ok();
    for one in fields {
        writeln!(out, "        {}: {},", key(one.name), field(one)).ok();
    }
    out.push_str("      },\n    },\n");
}

fn lanes(out: &mut String) {
    out.push_str("\nexport const STANDARD_LANES: readonly StandardLane[] = [\n");
    for lane in STANDARD_LANES {
        let words = |(title, hint): (&str, &str)| {
            format!("{{ title: {}, hint: {} }}", string(title), string(hint))
        };
        writeln!(out, "  {{\n    kind: \"{}\",\n    basic: {},", lane.kind, lane.basic).ok();
        writeln!(out, "    nl: {},\n    en: {},\n  }},", words(lane.nl), words(lane.en)).ok();
    }
    out.push_str("];\n");
}

fn key(name: &str) -> String {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if plain { name.to_owned() } else { string(name) }
}

fn field(field: &Field) -> String {
    format!("{{ {}, always: {} }}", kind(&field.kind), field.need == Need::Always)
}

fn kind(kind: &Kind) -> String {
    match kind {
        Kind::Text(max) => format!("kind: \"text\", max: {max}"),
        Kind::Line(max) => format!("kind: \"line\", max: {max}"),
        Kind::Word(words) => format!("kind: \"word\", words: {}", named(words)),
        Kind::Ref(root) => format!("kind: \"ref\", root: \"{root}\""),
        Kind::Int(min, max) => {
            format!("kind: \"int\", min: {min}, max: {}", (*max).min(9_007_199_254_740_991))
        }
        Kind::Keyed(of) => format!("kind: \"keyed\", of: {{ {} }}", self::kind(of)),
        Kind::Log => r#"kind: "log""#.to_owned(),
        Kind::Map => r#"kind: "map""#.to_owned(),
        Kind::Place => r#"kind: "place""#.to_owned(),
        Kind::PhasePlace => r#"kind: "phase_place""#.to_owned(),
        Kind::Rank => r#"kind: "rank""#.to_owned(),
        Kind::AnyRef => r#"kind: "any_ref""#.to_owned(),
        Kind::Member => r#"kind: "member""#.to_owned(),
        Kind::Stamp => r#"kind: "stamp""#.to_owned(),
        Kind::Millis => r#"kind: "millis""#.to_owned(),
        Kind::Number => r#"kind: "number""#.to_owned(),
        Kind::Bool => r#"kind: "bool""#.to_owned(),
        Kind::Set => r#"kind: "set""#.to_owned(),
    }
}

fn named(words: &[&str]) -> String {
    WORDS
        .iter()
        .find(|(_, list)| *list == words)
        .map_or_else(|| strings(words, 0), |(name, _)| (*name).to_owned())
}
