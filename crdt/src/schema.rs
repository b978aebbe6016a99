//! What a board contains: every document, root and field, with its kind and its bounds.
//!
//! This is the truth for both languages: `cargo xtask codegen` writes the TypeScript side from these
//! tables. Adding a row here is all it takes for edits, checks and templates to know a field; the
//! guard only asks for root names, so unknown fields of a newer page are kept.

use crate::limits::{
    COMMENT_TEXT_MAX, HINT_TEXT_MAX, PASSAGE_TEXT_MAX, STICKY_TEXT_MAX, TITLE_TEXT_MAX,
};

/// The version of the tables below; migrations lead to it.
pub const SCHEMA_VERSION: u32 = 1;

/// One document of a board and its roots.
#[derive(Debug, Clone, Copy)]
pub struct DocumentSchema {
    /// [`crate::ids::Document::kind`].
    pub name: &'static str,
    /// In reading order.
    pub roots: &'static [Root],
}

/// One root type of a document.
#[derive(Debug, Clone, Copy)]
pub struct Root {
    /// Its name in the document.
    pub name: &'static str,
    /// What lives in it.
    pub shape: Shape,
}

/// The shape of a root.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A `Y.Map` of records: id → `Y.Map` of these fields (and `gone`).
    Records(&'static [Field]),
    /// A `Y.Map` of plain values under fixed or composed keys.
    Flat(&'static [Field]),
    /// One `Y.Text` with at most this many characters.
    Text(usize),
}

/// One field of a record, or one key of a flat root.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The stored name. In a [`Kind::Set`] the part before the colon.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Whether a record cannot be made without it.
    pub need: Need,
}

/// Whether a record can be made without a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Every record has it from the moment it is made.
    Always,
    /// It may be absent.
    Maybe,
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A `Y.Text` of at most this many characters, made together with its record.
    Text(usize),
    /// A `Y.Array` of plain maps, made together with its record. Entries come at the end; only its
    /// writer takes one back, by undo, and only while it is the last.
    Log,
    /// A nested `Y.Map` of plain values, made together with its record.
    Map,
    /// A plain string of at most this many characters; the last writer wins.
    Line(usize),
    /// One of these words; other words are kept and shown as they are.
    Word(&'static [&'static str]),
    /// A sticky's place as one value: `[layer, lane, phase, rank]`.
    Place,
    /// A phase's place as one value: `[parent or null, rank]`.
    PhasePlace,
    /// A fractional order key.
    Rank,
    /// The id of a record in this root of the same board.
    Ref(&'static str),
    /// A reference to any record, written `root/id`.
    AnyRef,
    /// A member's id.
    Member,
    /// `[member, millis]`: who did it, and when.
    Stamp,
    /// Milliseconds since 1970.
    Millis,
    /// A whole number within these bounds.
    Int(i64, i64),
    /// Any finite number.
    Number,
    /// True or false.
    Bool,
    /// A set kept as keys `name:<member of the set>` → true.
    Set,
    /// Keys composed of record ids, `a:b:c`, each with a value of this kind.
    Keyed(&'static Self),
}

const fn always(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, need: Need::Always }
}
const fn maybe(name: &'static str, kind: Kind) -> Field {
    Field { name, kind, need: Need::Maybe }
}
const fn records(name: &'static str, fields: &'static [Field]) -> Root {
    Root { name, shape: Shape::Records(fields) }
}
const fn flat(name: &'static str, fields: &'static [Field]) -> Root {
    Root { name, shape: Shape::Flat(fields) }
}
const fn passage(name: &'static str) -> Root {
    Root { name, shape: Shape::Text(PASSAGE_TEXT_MAX) }
}

const TITLE: Kind = Kind::Line(TITLE_TEXT_MAX);
const HINT: Kind = Kind::Line(HINT_TEXT_MAX);
const PASSAGE: Kind = Kind::Text(PASSAGE_TEXT_MAX);

/// The register that hides a record; every record may have it.
pub const GONE: Field = maybe("gone", Kind::Stamp);

/// What a stage is for. The title is whatever the team calls it.
pub const PURPOSES: &[&str] = &["prepare", "collect", "map", "improve", "realise", "follow"];
/// As designed on paper, as it is, as it should be.
pub const LAYER_KINDS: &[&str] = &["designed", "current", "desired"];
/// How the desired journey differs from the current one.
pub const CHANGES: &[&str] = &["keep", "change", "drop", "new"];
/// The kinds of lanes; each has its own question on the page.
pub const LANE_KINDS: &[&str] = &[
    "steps",
    "touchpoints",
    "thoughts",
    "emotion",
    "pains",
    "gains",
    "needs",
    "frontstage",
    "backstage",
    "systems",
    "rules",
    "parties",
    "evidence",
    "opportunities",
    "dilemmas",
    "free",
];
/// How somebody is in contact with the municipality.
pub const CHANNELS: &[&str] = &[
    "counter",
    "phone",
    "letter",
    "website",
    "form",
    "email",
    "app",
    "chat",
    "home_visit",
    "community",
    "via_other",
    "none",
];
/// The eight colours of a sticky, in the order of the keys 1–8.
pub const COLORS: &[&str] = &["yellow", "orange", "red", "pink", "purple", "blue", "green", "grey"];
/// The shapes that tell personas apart without colour.
pub const MARKERS: &[&str] = &["circle", "square", "triangle", "diamond", "star", "hexagon"];
/// How well something is known.
pub const EVIDENCE: &[&str] = &["assumption", "heard_once", "heard_often", "data"];
/// What a discussion is about.
pub const BUCKETS: &[&str] = &["process", "content", "sense"];
/// How two records hang together.
pub const LINK_KINDS: &[&str] = &["depends_on", "derived_from", "leads_to"];
/// Where an action stands.
pub const STATUSES: &[&str] = &["idea", "todo", "research", "doing", "pilot", "done", "stopped"];
/// Low, middle, high.
pub const DEGREES: &[&str] = &["low", "middle", "high"];
/// A discipline of the team, or a department of the organisation.
pub const TEAM_KINDS: &[&str] = &["discipline", "department"];
/// What somebody did to many records at once.
pub const OPERATIONS: &[&str] = &["thrown_away", "made", "moved", "changed"];
/// The roles, as `talk` shows them.
pub const ROLES: &[&str] =
    &["viewer", "commenter", "participant", "editor", "facilitator", "owner"];

const STICKY: &[Field] = &[
    always("at", Kind::Place),
    always("text", Kind::Text(STICKY_TEXT_MAX)),
    always("color", Kind::Word(COLORS)),
    always("by", Kind::Member),
    always("on", Kind::Millis),
    maybe("evidence", Kind::Word(EVIDENCE)),
    maybe("channel", Kind::Word(CHANNELS)),
    maybe("bucket", Kind::Word(BUCKETS)),
    maybe("file", Kind::Ref("files")),
    maybe("tag", Kind::Set),
    maybe("persona", Kind::Set),
];

const ACTION: &[Field] = &[
    always("title", Kind::Text(TITLE_TEXT_MAX)),
    always("status", Kind::Word(STATUSES)),
    always("rank", Kind::Rank),
    always("log", Kind::Log),
    maybe("owner", TITLE),
    maybe("department", Kind::Ref("teams")),
    maybe("confirms", Kind::Ref("teams")),
    maybe("confirmed", Kind::Stamp),
    maybe("due", Kind::Millis),
    maybe("impact", Kind::Word(DEGREES)),
    maybe("effort", Kind::Word(DEGREES)),
    maybe("reason", HINT),
];

/// What people do together on the map: from `participant`.
const MAP: &[Root] = &[
    records("stickies", STICKY),
    flat("heartbeat", &[maybe("layer:persona:phase", Kind::Keyed(&Kind::Int(-2, 2)))]),
    flat("moments", &[maybe("layer:persona:moment", Kind::Keyed(&Kind::Ref("phases")))]),
    records(
        "links",
        &[
            always("from", Kind::AnyRef),
            always("to", Kind::AnyRef),
            always("kind", Kind::Word(LINK_KINDS)),
            maybe("text", HINT),
            maybe("blocking", Kind::Bool),
        ],
    ),
    records("actions", ACTION),
    records(
        "standups",
        &[
            always("on", Kind::Millis),
            always("by", Kind::Member),
            always("notes", PASSAGE),
            // Where every action stood when it was closed: what the next one compares with.
            always("seen", Kind::Map),
            maybe("closed", Kind::Millis),
            // Actions that were talked about, and those that wait for afterwards.
            maybe("heard", Kind::Set),
            maybe("parked", Kind::Set),
        ],
    ),
];

const META: &[Field] = &[
    maybe("title", TITLE),
    maybe("description", HINT),
    maybe("person_word", TITLE),
    maybe("language", Kind::Word(&["nl", "en"])),
    maybe("scale", Kind::Int(3, 5)),
    maybe("template", TITLE),
];

const PERSONA: &[Field] = &[
    always("name", TITLE),
    always("color", Kind::Word(COLORS)),
    always("marker", Kind::Word(MARKERS)),
    always("rank", Kind::Rank),
    always("who", PASSAGE),
    always("contact", PASSAGE),
    always("barriers", PASSAGE),
    always("needs", PASSAGE),
    maybe("motto", HINT),
    maybe("file", Kind::Ref("files")),
    maybe("checked", Kind::Stamp),
    maybe("label", Kind::Set),
    maybe("channel", Kind::Set),
    maybe("trait", Kind::Set),
];

/// The journey's structure and study: from `editor`.
const FRAME: &[Root] = &[
    flat("meta", META),
    records(
        "stages",
        &[
            always("purpose", Kind::Word(PURPOSES)),
            always("title", TITLE),
            always("rank", Kind::Rank),
            maybe("question", HINT),
            maybe("done", Kind::Stamp),
        ],
    ),
    records(
        "layers",
        &[
            always("kind", Kind::Word(LAYER_KINDS)),
            always("title", TITLE),
            always("rank", Kind::Rank),
            maybe("measured_on", Kind::Millis),
        ],
    ),
    records(
        "phases",
        &[
            always("at", Kind::PhasePlace),
            always("title", TITLE),
            maybe("note", HINT),
            maybe("change", Kind::Word(CHANGES)),
        ],
    ),
    records(
        "lanes",
        &[
            always("kind", Kind::Word(LANE_KINDS)),
            always("title", TITLE),
            always("rank", Kind::Rank),
            maybe("hint", HINT),
        ],
    ),
    records("personas", PERSONA),
    records(
        "axes",
        &[
            always("title", TITLE),
            always("rank", Kind::Rank),
            maybe("low", TITLE),
            maybe("high", TITLE),
        ],
    ),
    records("items", &[always("title", TITLE), always("rank", Kind::Rank), maybe("hint", HINT)]),
    records("quotes", QUOTE),
    records(
        "parties",
        &[
            always("name", TITLE),
            always("rank", Kind::Rank),
            always("gains", PASSAGE),
            always("reason", PASSAGE),
            maybe("kind", TITLE),
        ],
    ),
    records("sources", &[always("name", TITLE), maybe("party", Kind::Ref("parties"))]),
    records(
        "supplies",
        &[
            always("source", Kind::Ref("sources")),
            always("phase", Kind::Ref("phases")),
            maybe("datum", HINT),
            maybe("basis", HINT),
            maybe("consent", HINT),
            maybe("asked_again", Kind::Bool),
        ],
    ),
    records(
        "dilemmas",
        &[
            always("title", TITLE),
            maybe("one_side", HINT),
            maybe("other_side", HINT),
            maybe("choice", HINT),
            maybe("why", HINT),
            maybe("phase", Kind::Ref("phases")),
        ],
    ),
    records(
        "measures",
        &[always("title", TITLE), always("rank", Kind::Rank), maybe("unit", TITLE)],
    ),
    flat("values", &[maybe("layer:measure:phase", Kind::Keyed(&Kind::Number))]),
    records(
        "teams",
        &[
            always("title", TITLE),
            always("kind", Kind::Word(TEAM_KINDS)),
            maybe("short", TITLE),
            maybe("color", Kind::Word(COLORS)),
        ],
    ),
    flat("legend", &[maybe("color", Kind::Keyed(&TITLE))]),
    records("tags", &[always("title", TITLE), maybe("color", Kind::Word(COLORS))]),
    records("views", &[always("title", TITLE), maybe("filter", HINT)]),
    records(
        "files",
        &[
            always("name", TITLE),
            always("type", TITLE),
            always("bytes", Kind::Int(0, i64::MAX)),
            always("sha256", TITLE),
            maybe("alt", HINT),
        ],
    ),
    records(
        "agenda",
        &[
            always("title", TITLE),
            always("rank", Kind::Rank),
            maybe("minutes", Kind::Int(0, 1_440)),
            maybe("kind", TITLE),
        ],
    ),
    records(
        "signoffs",
        &[always("what", TITLE), always("by", Kind::Member), always("on", Kind::Millis)],
    ),
    passage("text.assignment"),
    passage("text.goal"),
    passage("text.reason"),
    passage("text.scope"),
    passage("text.questions"),
    passage("text.audience"),
    passage("text.organisation"),
    passage("text.service"),
    passage("text.reward"),
    passage("text.recruitment"),
    passage("text.communication"),
    passage("text.planning"),
    passage("text.privacy"),
    passage("text.outcome"),
    passage("text.summary"),
];

const QUOTE: &[Field] = &[
    always("text", Kind::Line(STICKY_TEXT_MAX)),
    always("respondent", TITLE),
    maybe("item", Kind::Ref("items")),
    maybe("phase", Kind::Ref("phases")),
    maybe("feeling", Kind::Int(-2, 2)),
];

/// Who is here and what they say: written by the server, through commands.
const TALK: &[Root] = &[
    records(
        "members",
        &[
            always("name", TITLE),
            always("initials", TITLE),
            always("role", Kind::Word(ROLES)),
            maybe("team", Kind::Ref("teams")),
            maybe("left", Kind::Millis),
        ],
    ),
    records(
        "comments",
        &[
            always("about", Kind::AnyRef),
            always("text", Kind::Line(COMMENT_TEXT_MAX)),
            always("by", Kind::Member),
            always("on", Kind::Millis),
            maybe("reply_to", Kind::Ref("comments")),
            maybe("edited", Kind::Millis),
            maybe("resolved", Kind::Stamp),
            maybe("mention", Kind::Set),
        ],
    ),
    flat(
        "session",
        &[
            maybe("timer", Kind::Millis),
            maybe("focus", Kind::Ref("phases")),
            maybe("frame_locked", Kind::Bool),
            maybe("own_only", Kind::Bool),
            maybe("private", Kind::Bool),
            maybe("round", TITLE),
            // The version of these tables that the board follows: here, where nobody but the server
            // writes, so that no page can make a board unreadable to its own server.
            maybe("schema", Kind::Int(1, u32::MAX as i64)),
        ],
    ),
    // Large or odd operations, for a facilitator's eye.
    records(
        "feed",
        &[
            always("by", Kind::Member),
            always("on", Kind::Millis),
            always("until", Kind::Millis),
            always("what", Kind::Word(OPERATIONS)),
            always("count", Kind::Int(0, i64::MAX)),
            maybe("taken_back", Kind::Stamp),
        ],
    ),
    // Since when a record lies in the bin, by the server's own clock.
    flat("bin", &[maybe("record", Kind::Keyed(&Kind::Millis))]),
    flat("locks", &[maybe("record", Kind::Keyed(&Kind::Bool))]),
    // Up to which moment a member has read what was said about a record.
    flat("seen", &[maybe("member:root:id", Kind::Keyed(&Kind::Millis))]),
    records(
        "results",
        &[always("title", TITLE), always("on", Kind::Millis), always("outcome", Kind::Map)],
    ),
];

/// Raw interviews: editors of the core team.
const NOTES: &[Root] = &[
    records(
        "respondents",
        &[always("code", TITLE), maybe("consent", Kind::Stamp), maybe("trait", Kind::Set)],
    ),
    records(
        "interviews",
        &[
            always("respondent", Kind::Ref("respondents")),
            always("by", Kind::Member),
            always("on", Kind::Millis),
            always("situation", PASSAGE),
            always("contact", PASSAGE),
            always("reason", PASSAGE),
            always("barriers", PASSAGE),
            always("request", PASSAGE),
            always("advice", PASSAGE),
        ],
    ),
    records("quotes", QUOTE),
];

/// What one member writes in silence: stickies that a *reveal* moves to `map`.
const DRAFTS: &[Root] = &[records("stickies", STICKY)];

/// Every document of a board.
pub const DOCUMENTS: &[DocumentSchema] = &[
    DocumentSchema { name: "frame", roots: FRAME },
    DocumentSchema { name: "map", roots: MAP },
    DocumentSchema { name: "talk", roots: TALK },
    DocumentSchema { name: "notes", roots: NOTES },
    DocumentSchema { name: "drafts", roots: DRAFTS },
];

/// The tables of the document with this [`crate::ids::Document::kind`]; none for an unknown name.
pub fn document(kind: &str) -> Option<&'static DocumentSchema> {
    DOCUMENTS.iter().find(|schema| schema.name == kind)
}

impl DocumentSchema {
    /// The root with this name.
    pub fn root(&self, name: &str) -> Option<&'static Root> {
        self.roots.iter().find(|root| root.name == name)
    }
}

impl Root {
    /// The field that a stored key belongs to: its own name, its set, or the composed keys.
    pub fn field(&self, key: &str) -> Option<&'static Field> {
        let fields = match self.shape {
            Shape::Records(_) if key == GONE.name => return Some(&GONE),
            Shape::Records(fields) | Shape::Flat(fields) => fields,
            Shape::Text(_) => return None,
        };
        let plain = |field: &&Field| field.name == key && field.kind != Kind::Set;
        let set = |field: &&Field| {
            let member = key.strip_prefix(field.name).and_then(|rest| rest.strip_prefix(':'));
            field.kind == Kind::Set && member.is_some_and(|member| !member.is_empty())
        };
        let keyed = |field: &&Field| {
            matches!(field.kind, Kind::Keyed(_))
                && field.name.matches(':').count() == key.matches(':').count()
                && key.split(':').all(|part| !part.is_empty())
        };
        fields.iter().find(|field| plain(field) || set(field) || keyed(field))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reference_leads_to_a_root_of_the_board() {
        let names: Vec<_> =
            DOCUMENTS.iter().flat_map(|document| document.roots).map(|root| root.name).collect();
        for root in DOCUMENTS.iter().flat_map(|document| document.roots) {
            let (Shape::Records(fields) | Shape::Flat(fields)) = root.shape else { continue };
            for field in fields {
                if let Kind::Ref(target) = field.kind {
                    assert!(names.contains(&target), "{}.{} → {target}", root.name, field.name);
                }
            }
        }
    }

    #[test]
    fn keys_find_their_field() {
        let stickies = document("map").unwrap().root("stickies").unwrap();
        assert_eq!(stickies.field("tag:wet").unwrap().name, "tag");
        assert_eq!(stickies.field("gone").unwrap().kind, Kind::Stamp);
        assert!(stickies.field("tag").is_none() && stickies.field("tag:").is_none());
        assert!(stickies.field("shape").is_none());
        let heartbeat = document("map").unwrap().root("heartbeat").unwrap();
        assert!(heartbeat.field("current:klaas:besluit").is_some());
        assert!(heartbeat.field("current:klaas").is_none());
    }
}
