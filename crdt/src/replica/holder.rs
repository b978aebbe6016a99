//! What a struct is in: how deep, in which text, list or map, and whose that is.

use yrs::BranchID;
use yrs::branch::Branch;
use yrs::types::TypeRef;

use crate::ids::ClientId;
use crate::walk::{Place, Section};

/// What a struct is directly in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// A root: it is a record, or was one.
    Root,
    /// A record: it is a field.
    Record,
    /// A field, or something in one.
    Deeper,
    /// Something that is gone for good, and all in it.
    Forgotten,
}

/// What something is put into.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Holder {
    /// This text.
    Text(Whose),
    /// This list.
    List(Whose),
    /// This map.
    Map(Whose),
    /// What is gone for good.
    Gone,
}

/// A root, or the struct that holds others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whose {
    /// The root of this name.
    Root(String),
    /// The struct at this place.
    Struct(Place),
}

/// A run of text that somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// By which replica.
    pub client: ClientId,
    /// Its letters.
    pub section: Section,
    /// What was on its right.
    pub right: Option<Place>,
    /// What it is in.
    pub holder: Holder,
}

impl Holder {
    /// Whose it is; nobody's once it is gone.
    pub fn whose(&self) -> Option<&Whose> {
        match self {
            Self::Text(whose) | Self::List(whose) | Self::Map(whose) => Some(whose),
            Self::Gone => None,
        }
    }

    pub(super) fn of(branch: &Branch) -> Self {
        let whose = match branch.id() {
            BranchID::Root(name) => Whose::Root(name.to_string()),
            BranchID::Nested(id) => Whose::Struct((ClientId(id.client.get()), id.clock)),
        };
        match branch.type_ref() {
            TypeRef::Text => Self::Text(whose),
            TypeRef::Array => Self::List(whose),
            _ => Self::Map(whose),
        }
    }
}
