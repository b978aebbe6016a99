//! Who is in a workshop: twelve people on three boards, our own page and stock clients mixed, two of them
//! hostile.

use crdt::ids::Role;

/// Boards that share one committer.
pub(crate) const BOARDS: usize = 3;

/// Which protocol somebody speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speaks {
    /// Our page, on all documents.
    Live,
    /// A stock client on `map`.
    StockMap,
    /// A stock client on `frame`.
    StockFrame,
}

/// Somebody, as they begin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Part {
    pub(crate) name: &'static str,
    pub(crate) board: usize,
    pub(crate) role: Role,
    pub(crate) speaks: Speaks,
    pub(crate) core_team: bool,
    pub(crate) is_hostile: bool,
}

const fn part(name: &'static str, board: usize, role: Role, speaks: Speaks) -> Part {
    Part { name, board, role, speaks, core_team: false, is_hostile: false }
}

/// Everybody.
pub(crate) const CAST: [Part; 12] = [
    part("anna", 0, Role::Participant, Speaks::Live),
    part("bert", 0, Role::Editor, Speaks::Live),
    part("carl", 0, Role::Participant, Speaks::StockMap),
    part("dina", 0, Role::Owner, Speaks::StockFrame),
    Part { is_hostile: true, ..part("kees", 0, Role::Viewer, Speaks::Live) },
    Part { is_hostile: true, ..part("mallory", 0, Role::Participant, Speaks::StockMap) },
    Part { core_team: true, ..part("gijs", 1, Role::Facilitator, Speaks::Live) },
    part("hans", 1, Role::Participant, Speaks::StockMap),
    part("ria", 1, Role::Editor, Speaks::Live),
    part("eva", 1, Role::Commenter, Speaks::Live),
    part("toos", 2, Role::Participant, Speaks::StockMap),
    part("wim", 2, Role::Facilitator, Speaks::Live),
];

/// The first replica id of somebody: a browser's 32 bits for one, 53 bits for the next.
pub(crate) fn first_id(who: usize) -> u64 {
    let wide = if who.is_multiple_of(2) { 0 } else { 1 << 52 };
    wide + FIRST + PER_PERSON * who as u64
}

/// Whose replica id this is.
pub(crate) fn owner(client: u64) -> Option<usize> {
    let narrow = client & ((1 << 52) - 1);
    let who = narrow.checked_sub(FIRST)? / PER_PERSON;
    usize::try_from(who).ok().filter(|who| *who < CAST.len())
}

const FIRST: u64 = 10_000;
const PER_PERSON: u64 = 1_000;
