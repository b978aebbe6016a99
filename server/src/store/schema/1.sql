-- Version 1 of the tables of a data folder. The log and the snapshots are the boards; the rest says who may open them.
-- Moments are milliseconds since 1970; absent ones are NULL. A board is known by its number inside the file.

CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE boards (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    template TEXT NOT NULL,
    epoch BLOB NOT NULL,
    created_on INTEGER NOT NULL,
    changed_on INTEGER NOT NULL,
    archived_on INTEGER
) STRICT;

-- One row per append. The key keeps a board's newest records together, so one commit touches one page per board.
CREATE TABLE log (
    board INTEGER NOT NULL REFERENCES boards (number) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    document TEXT NOT NULL,
    made_on INTEGER NOT NULL,
    length INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (board, seq)
) STRICT, WITHOUT ROWID;

-- The newest whole state of a document, and which generation of pieces holds it.
CREATE TABLE snapshots (
    board INTEGER NOT NULL REFERENCES boards (number) ON DELETE CASCADE,
    document TEXT NOT NULL,
    up_to INTEGER NOT NULL,
    generation INTEGER NOT NULL,
    length INTEGER NOT NULL,
    checksum INTEGER NOT NULL,
    made_on INTEGER NOT NULL,
    PRIMARY KEY (board, document)
) STRICT, WITHOUT ROWID;

CREATE TABLE pieces (
    board INTEGER NOT NULL REFERENCES boards (number) ON DELETE CASCADE,
    document TEXT NOT NULL,
    generation INTEGER NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (board, document, generation, number)
) STRICT;

-- Which member a replica belongs to: rights at the door now, and who wrote what later. Outlives trimming.
CREATE TABLE owners (
    board INTEGER NOT NULL REFERENCES boards (number) ON DELETE CASCADE,
    client INTEGER NOT NULL,
    member TEXT NOT NULL,
    PRIMARY KEY (board, client)
) STRICT, WITHOUT ROWID;

-- Bytes that brought a room down, with who sent them, for whoever has to find out why.
CREATE TABLE quarantine (
    number INTEGER PRIMARY KEY,
    board INTEGER NOT NULL REFERENCES boards (number) ON DELETE CASCADE,
    document TEXT NOT NULL,
    member TEXT NOT NULL,
    made_on INTEGER NOT NULL,
    bytes BLOB NOT NULL
) STRICT;

-- A link without a board is an instance link. Only the SHA-256 of a token is kept.
CREATE TABLE links (
    id TEXT PRIMARY KEY,
    board INTEGER REFERENCES boards (number) ON DELETE CASCADE,
    role TEXT,
    hash BLOB NOT NULL UNIQUE,
    once INTEGER NOT NULL,
    created_on INTEGER NOT NULL,
    expires_on INTEGER,
    revoked_on INTEGER,
    uses INTEGER NOT NULL DEFAULT 0,
    CHECK ((board IS NULL) = (role IS NULL))
) STRICT;
CREATE INDEX links_of_board ON links (board);

-- One per browser. `beheer` names the instance link that this browser came by.
CREATE TABLE sessions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    hash BLOB NOT NULL UNIQUE,
    name TEXT NOT NULL,
    beheer TEXT REFERENCES links (id),
    created_on INTEGER NOT NULL,
    seen_on INTEGER NOT NULL
) STRICT;

-- One person on one board. Rows are never removed while the board exists: what they wrote keeps its writer.
CREATE TABLE members (
    board INTEGER NOT NULL REFERENCES boards (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    session INTEGER REFERENCES sessions (number) ON DELETE SET NULL,
    link TEXT REFERENCES links (id) ON DELETE SET NULL,
    bearer INTEGER NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    role_fixed INTEGER NOT NULL,
    core_team INTEGER NOT NULL,
    joined_on INTEGER NOT NULL,
    removed_on INTEGER,
    PRIMARY KEY (board, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX members_of_session ON members (session, board) WHERE session IS NOT NULL;
CREATE UNIQUE INDEX members_of_token ON members (link, board) WHERE bearer = 1;
CREATE INDEX members_by_link ON members (link);

-- Who let whom do what: never text of a board, never a token.
CREATE TABLE audit (
    number INTEGER PRIMARY KEY,
    made_on INTEGER NOT NULL,
    who TEXT NOT NULL,
    what TEXT NOT NULL,
    board TEXT,
    subject TEXT
) STRICT;
