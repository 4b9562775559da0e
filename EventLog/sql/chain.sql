-- The last line of each chain; the earlier ones are found by `prev`.
CREATE TABLE chain (
    name TEXT PRIMARY KEY,
    position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
