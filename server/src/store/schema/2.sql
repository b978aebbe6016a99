-- Version 2: versions of a board, and what taking back needs. A version is there to look at and to take things
-- back from. Its row counts once it is complete: its documents are written in pieces, over several transactions.
-- One with a title stays until somebody deletes it; one without goes by itself after its term.

CREATE TABLE versions (
    board INTEGER NOT NULL REFERENCES boards (number) ON DELETE CASCADE,
    id TEXT NOT NULL,
    made_on INTEGER NOT NULL,
    title TEXT,
    made_by TEXT,
    seq INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    map_length INTEGER NOT NULL,
    map_checksum INTEGER NOT NULL,
    frame_length INTEGER NOT NULL,
    frame_checksum INTEGER NOT NULL,
    PRIMARY KEY (board, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX versions_by_age ON versions (made_on) WHERE title IS NULL;

CREATE TABLE version_pieces (
    board INTEGER NOT NULL,
    version TEXT NOT NULL,
    document TEXT NOT NULL,
    number INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (board, version, document, number),
    FOREIGN KEY (board, version) REFERENCES versions (board, id) ON DELETE CASCADE
) STRICT;

-- What recent changes replaced, as rooms write it, so that one person's changes can be taken back. Kept for a day.
CREATE TABLE IF NOT EXISTS journal (
    board INTEGER NOT NULL REFERENCES boards (number) ON DELETE CASCADE,
    seq INTEGER NOT NULL,
    made_on INTEGER NOT NULL,
    bytes BLOB NOT NULL,
    PRIMARY KEY (board, seq)
) STRICT, WITHOUT ROWID;
