//! Who may read and write what, written out a second time: the simulation holds the room to the table of
//! the design and not to the room's own.

use crdt::ids::{Document, Role};

use crate::cast::Part;

pub(crate) fn may_write(part: &Part, role: Role, document: &Document, is_locked: bool) -> bool {
    let least = match document {
        Document::Talk => return false,
        Document::Notes | Document::Drafts(_) => return may_read(part, role, document),
        Document::Map => Role::Participant,
        Document::Frame if is_locked => Role::Facilitator,
        Document::Frame => Role::Editor,
    };
    role >= least
}

pub(crate) fn may_read(part: &Part, role: Role, document: &Document) -> bool {
    match document {
        Document::Map | Document::Frame | Document::Talk => true,
        Document::Notes => part.core_team && role >= Role::Editor,
        Document::Drafts(member) => member.as_str() == part.name && role >= Role::Participant,
    }
}
