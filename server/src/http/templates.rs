//! `/v1/templates`: what a new board can start with.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::accounts::Caller;
use crate::accounts::boards::CHOICES;

/// One template.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Template {
    /// How it is asked for.
    pub name: &'static str,
    /// What people read.
    pub title: &'static str,
    /// What is in it.
    pub description: &'static str,
}

/// All of them.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(feature = "ts", derive(ts_rs::TS))]
pub struct Templates {
    /// In the order to show them.
    pub templates: Vec<Template>,
}

/// `GET`
#[utoipa::path(
    get,
    path = "/templates",
    tag = "borden",
    summary = "Waar een nieuw bord mee kan beginnen",
    responses((status = 200, description = "De sjablonen", body = Templates)),
)]
pub async fn list(_caller: Caller) -> Json<Templates> {
    let templates = CHOICES.iter().map(|choice| Template {
        name: choice.name,
        title: choice.title,
        description: choice.description,
    });
    Json(Templates { templates: templates.collect() })
}
