//! The words of a sheet in both languages. The page has its own; these are only what stands on paper.

/// The language of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Dutch.
    #[default]
    Nl,
    /// English.
    En,
}

/// What a sheet says.
#[derive(Debug, Clone, Copy)]
pub struct Words {
    /// The name of the sheet, and of the file.
    pub actions: &'static str,
    /// The name of the sheet with the logs.
    pub history: &'static str,
    /// Above the columns of the actions.
    pub heads: [&'static str; 16],
    /// Above the columns of the logs.
    pub history_heads: [&'static str; 5],
    /// Yes.
    pub yes: &'static str,
    /// No stand-up has seen it.
    pub new: &'static str,
    /// It moved, from.
    pub moved: &'static str,
    /// It stood still, so many times.
    pub still: &'static str,
    /// In the log: a department agreed to take it over.
    pub confirmed: &'static str,
    /// In the log: it did so no more.
    pub unconfirmed: &'static str,
    statuses: [&'static str; 7],
    degrees: [&'static str; 3],
}

const NL: Words = Words {
    actions: "Acties",
    history: "Verloop",
    heads: [
        "Actie",
        "Status",
        "Wie",
        "Afdeling",
        "Neemt over",
        "Bevestigd op",
        "Klaar op",
        "Effect",
        "Moeite",
        "Sinds de vorige stand-up",
        "Te laat",
        "Vast",
        "Wacht op bevestiging",
        "Waarom gestopt",
        "Komt van",
        "Laatst gezegd",
    ],
    history_heads: ["Actie", "Op", "Wie", "Status", "Gezegd"],
    yes: "ja",
    new: "nieuw",
    moved: "verschoven van",
    still: "stil, aantal keer",
    confirmed: "bevestigd",
    unconfirmed: "bevestiging ingetrokken",
    statuses: ["idee", "nog te doen", "onderzoek", "bezig", "proef", "klaar", "gestopt"],
    degrees: ["laag", "midden", "hoog"],
};

const EN: Words = Words {
    actions: "Actions",
    history: "History",
    heads: [
        "Action",
        "Status",
        "Who",
        "Department",
        "Takes over",
        "Confirmed on",
        "Due",
        "Effect",
        "Effort",
        "Since the last stand-up",
        "Late",
        "Stuck",
        "Waits for confirmation",
        "Why stopped",
        "Comes from",
        "Last said",
    ],
    history_heads: ["Action", "On", "Who", "Status", "Said"],
    yes: "yes",
    new: "new",
    moved: "moved from",
    still: "still, times",
    confirmed: "confirmed",
    unconfirmed: "confirmation taken back",
    statuses: ["idea", "to do", "research", "doing", "pilot", "done", "stopped"],
    degrees: ["low", "middle", "high"],
};

impl Words {
    /// The words of a language.
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::Nl => &NL,
            Language::En => &EN,
        }
    }

    /// A status; one that is not known as it is.
    pub fn status<'a>(&'a self, status: &'a str) -> &'a str {
        said(crdt::schema::STATUSES, &self.statuses, status)
    }

    /// Low, middle or high.
    pub fn degree<'a>(&'a self, degree: &'a str) -> &'a str {
        said(crdt::schema::DEGREES, &self.degrees, degree)
    }
}

fn said<'a>(stored: &[&str], words: &[&'a str], word: &'a str) -> &'a str {
    let at = stored.iter().position(|one| *one == word);
    at.and_then(|at| words.get(at)).copied().unwrap_or(word)
}
