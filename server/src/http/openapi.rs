//! `/v1/openapi.json`: what the API takes and gives, for programs of others. Paths, bodies and answers
//! come from the routes themselves; what holds for all of them, and the Dutch words, are added here.
//!
//! The rules for Dutch government ask for it: `OpenAPI` 3, readable without signing in, from any origin.

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use crdt::ids::Role;
use serde_json::{Map, Value, json};
use utoipa::PartialSchema as _;
use utoipa::openapi::OpenApi;
use utoipa::openapi::schema::{Object, ObjectBuilder, SchemaType, Type};

use super::headers::API_VERSION;
use crate::app::App;
use crate::error::{PROBLEM_JSON, ProblemBody};

/// The component for errors.
const PROBLEM: &str = "#/components/schemas/ProblemBody";
/// The name under which sessions of browsers are described.
const COOKIE: &str = "cookie";
/// The name under which tokens of programs are described.
const BEARER: &str = "bearer";

const ABOUT: &str = "Borden, links, deelnemers en versies van Reisbord. Wat er op een bord staat, \
    verandert niet via deze API maar via de WebSockets `/live` en `/sync`; lezen kan met `/export`. \
    Een fout komt als `application/problem+json`.";

/// What the variable parts of paths are.
const PARAMETERS: [(&str, &str); 6] = [
    ("board", "Id van het bord"),
    ("document", "`map` of `frame`"),
    ("feed", "Id van de agendalink"),
    ("link", "Id van de link"),
    ("member", "Id van de deelnemer op dit bord"),
    ("version", "Id van de versie"),
];

/// What may go wrong in any request.
const ERRORS: [(&str, &str); 6] = [
    ("400", "De vraag is niet zoals hier beschreven"),
    ("401", "Niemand is aangemeld, of de link werkt niet meer"),
    ("403", "Je rol mag dit niet"),
    ("404", "Dit is er niet, of niet voor jou"),
    ("429", "Te veel pogingen; wacht even"),
    ("503", "Nu niet; probeer het zo weer"),
];

/// What each field means, wherever it stands.
const FIELDS: [(&str, &str); 37] = [
    ("archived", "Of het bord alleen nog te bekijken is"),
    ("beheer", "Of deze sessie alle borden mag beheren"),
    ("boards", "De borden"),
    ("by", "Id van de deelnemer die de versie maakte; `null` bij een automatische"),
    ("bytes", "Grootte in bytes"),
    ("changed_on", "Laatst gewijzigd, in milliseconden sinds 1970"),
    ("core_team", "Of deze persoon in het kernteam zit"),
    ("created_on", "Gemaakt, in milliseconden sinds 1970"),
    ("description", "Wat erin zit"),
    ("detail", "Wat er gebeurde, voor wie met de API bouwt"),
    ("expires_in_days", "Na hoeveel dagen de link niet meer werkt; zonder waarde nooit"),
    ("expires_on", "Werkt tot, in milliseconden sinds 1970; `null`: altijd"),
    ("feed", "De agendalink"),
    ("feeds", "De agendalinks die werken"),
    ("goto", "Waar de browser heen gaat, onder het adres van de server"),
    ("id", "Id"),
    ("initials", "Een tot drie letters"),
    ("joined_on", "Doet mee sinds, in milliseconden sinds 1970"),
    ("link", "De link"),
    ("links", "De links"),
    ("made_on", "Gemaakt, in milliseconden sinds 1970"),
    ("members", "De deelnemers"),
    ("name", "Naam"),
    ("needs", "Altijd `name`: vraag om een naam en stuur die mee"),
    ("removed_on", "Weggehaald, in milliseconden sinds 1970; `null`: doet mee"),
    ("revoked_on", "Ingetrokken, in milliseconden sinds 1970; `null`: werkt nog"),
    ("role", "Wat iemand op het bord mag"),
    ("status", "De HTTP-status"),
    ("template", "Naam van het sjabloon"),
    ("templates", "De sjablonen"),
    ("title", "Titel"),
    ("token", "Wat in de link achter `#` staat; programma's sturen het als bearer token"),
    ("type", "`about:blank`, of een naam waar een programma iets mee kan"),
    ("url", "Het adres om te delen; het is later niet meer op te vragen"),
    ("uses", "Hoe vaak iemand zich ermee aanmeldde"),
    ("versions", "De versies"),
    ("you", "Of dit de vrager zelf is"),
];

/// A role, as it stands in bodies.
pub(super) fn role() -> Object {
    let names = Role::ALL.map(Role::name);
    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(names)).build()
}

/// A role or `null`.
pub(super) fn maybe_role() -> Object {
    let nullable = SchemaType::from_iter([Type::String, Type::Null]);
    let names = Role::ALL.iter().map(|role| json!(role.name())).chain([Value::Null]);
    ObjectBuilder::new().schema_type(nullable).enum_values(Some(names)).build()
}

/// The description as it is sent.
pub(super) fn document(routes: &OpenApi, app: &App) -> Bytes {
    let mut written = serde_json::to_value(routes).unwrap_or_default();
    let info = json!({
        "title": "Reisbord",
        "description": ABOUT,
        "version": API_VERSION,
        "contact": contact(app),
        "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
    });
    set(&mut written, "info", info);
    set(&mut written, "servers", json!([{"url": format!("{}/v1", app.public_url)}]));
    for (path, item) in written.get_mut("paths").into_iter().flat_map(members) {
        for (method, operation) in members(item) {
            complete(method, path, operation);
        }
    }
    if let Some(components) = written.get_mut("components") {
        let schemes = json!({
            COOKIE: {"type": "apiKey", "in": "cookie", "name": "__Host-reisbord"},
            BEARER: {"type": "http", "scheme": "bearer"},
        });
        set(components, "securitySchemes", schemes);
        if let Some(schemas) = components.get_mut("schemas") {
            set(schemas, "ProblemBody", json!(ProblemBody::schema()));
            members(schemas).for_each(|(_name, schema)| explain(schema));
        }
    }
    written.to_string().into()
}

/// Who runs this server.
fn contact(app: &App) -> Value {
    let name = app.config.organisation.as_deref().unwrap_or("Reisbord");
    let url = app.public_url.to_string();
    match &app.config.contact {
        Some(email) => json!({"name": name, "url": url, "email": email}),
        None => json!({"name": name, "url": url}),
    }
}

/// `GET /v1/openapi.json`
pub(super) fn show(document: Bytes) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, document).into_response()
}

fn members(value: &mut Value) -> impl Iterator<Item = (&String, &mut Value)> {
    value.as_object_mut().into_iter().flat_map(Map::iter_mut)
}

fn set(value: &mut Value, name: &str, to: Value) {
    if let Some(object) = value.as_object_mut() {
        object.insert(name.to_owned(), to);
    }
}

/// Adds what holds for every operation: its name, who may ask, the parts of its path, and the errors.
fn complete(method: &str, path: &str, operation: &mut Value) {
    let letters =
        |c: char| if c.is_ascii_alphanumeric() { Some(c) } else { (c == '/').then_some('_') };
    let name: String = method.chars().chain(path.chars().filter_map(letters)).collect();
    set(operation, "operationId", json!(name));
    let signs_in = (method, path) == ("post", "/session");
    let who = if signs_in { json!([]) } else { json!([{ COOKIE: [] }, { BEARER: [] }]) };
    set(operation, "security", who);
    let asked = operation.get("parameters").and_then(Value::as_array).cloned().unwrap_or_default();
    let in_path = path.split('/').filter_map(|part| {
        let name = part.strip_prefix('{')?.strip_suffix('}')?;
        let about = meaning(&PARAMETERS, name);
        let schema = json!({"type": "string"});
        Some(json!({
            "name": name, "in": "path", "required": true, "description": about, "schema": schema,
        }))
    });
    let mut parameters: Vec<Value> = in_path.chain(asked).collect();
    parameters.iter_mut().filter_map(|one| one.get_mut("schema")).for_each(explain);
    set(operation, "parameters", parameters.into());
    let Some(responses) = operation.get_mut("responses") else { return };
    for (_status, response) in members(responses) {
        for (kind, body) in response.get_mut("content").into_iter().flat_map(members) {
            // Bytes have no schema in 3.1; the media type says what they are.
            if !kind.starts_with("text/") && !kind.ends_with("json") {
                *body = json!({});
            }
        }
    }
    for (status, about) in ERRORS {
        let content = json!({PROBLEM_JSON: {"schema": {"$ref": PROBLEM}}});
        set(responses, status, json!({"description": about, "content": content}));
    }
}

/// Puts the Dutch meaning beside every field of a schema, however deep, instead of our own comments.
fn explain(schema: &mut Value) {
    if let Some(schema) = schema.as_object_mut() {
        schema.remove("description");
    }
    for choice in schema.get_mut("oneOf").and_then(Value::as_array_mut).into_iter().flatten() {
        explain(choice);
    }
    let Some(fields) = schema.get_mut("properties") else { return };
    for (name, field) in members(fields) {
        explain(field);
        set(field, "description", json!(meaning(&FIELDS, name)));
    }
}

fn meaning(words: &[(&'static str, &'static str)], name: &str) -> Option<&'static str> {
    words.iter().find(|(known, _about)| *known == name).map(|(_known, about)| *about)
}
