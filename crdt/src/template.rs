//! Boards as data: what a new board starts with. A template is one JSON file, applied through the
//! same edits that people make, so it can never hold anything that a hand could not have written.

mod lanes;
mod unfold;

use thiserror::Error;

pub use lanes::{STANDARD_LANES, StandardLane};

use crate::doc::{new_doc, whole};
use crate::edit::{Edit, EditError, Stamp, apply};
use crate::ids::{ClientId, Document};

/// What a new board can start with.
#[derive(Debug)]
pub struct Template {
    /// How it is asked for.
    pub name: &'static str,
    data: &'static str,
}

/// Every template, the demonstrations first.
pub const TEMPLATES: &[Template] = &[
    Template { name: "kwijtschelding", data: include_str!("templates/kwijtschelding.json") },
    Template { name: "eigen-woning", data: include_str!("templates/eigen-woning.json") },
    Template { name: "leeg", data: include_str!("templates/leeg.json") },
];

/// Why a template could not be applied; a test applies each, so only a changed file can cause it.
#[derive(Debug, Error)]
pub enum TemplateError {
    /// The file is not JSON.
    #[error("the template cannot be read: {0}")]
    Json(#[from] serde_json::Error),
    /// Something in the file has another form than templates have.
    #[error("the template has something strange at `{0}`")]
    Form(String),
    /// An edit that nobody could make.
    #[error("the template does not fit: {0}")]
    Edit(#[from] EditError),
}

/// The template with this name.
pub fn template(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|template| template.name == name)
}

/// The edits that make a board out of a template, for all of its documents. The same person, moment
/// and jitter give the same edits.
pub fn edits(template: &Template, by: &Stamp, jitter: u32) -> Result<Vec<Edit>, TemplateError> {
    unfold::unfold(template.name, template.data, by, jitter)
}

/// A new board: the first update of each document that the template writes in. A title replaces the
/// template's own.
pub fn build(
    template: &Template,
    title: Option<&str>,
    client: ClientId,
    by: &Stamp,
) -> Result<Vec<(Document, Vec<u8>)>, TemplateError> {
    let mut edits = edits(template, by, u32::try_from(client.0 & 0xFFFF_FFFF).unwrap_or_default())?;
    edits.extend(title.map(|title| Edit::SetFlat {
        document: "frame".to_owned(),
        root: "meta".to_owned(),
        key: "title".to_owned(),
        value: title.into(),
    }));
    let mut built = Vec::new();
    for document in Document::SHARED {
        let (own, rest) = edits.into_iter().partition(|edit| edit.document() == document.kind());
        let own: Vec<Edit> = own;
        edits = rest;
        if !own.is_empty() {
            let doc = new_doc(client);
            apply(&doc, document.kind(), &own, by)?;
            built.push((document, whole(&doc)));
        }
    }
    Ok(built)
}
