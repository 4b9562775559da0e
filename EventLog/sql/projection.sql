-- How far each projection has followed the log, and by which version of its rules.
CREATE TABLE projection (
    name TEXT PRIMARY KEY,
    version INTEGER NOT NULL,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
