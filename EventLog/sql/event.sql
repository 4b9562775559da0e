-- The log: one row an event. `line` is the canonical line, `leaf` SHA-256(0x00 || line).
CREATE TABLE event (
    position INTEGER PRIMARY KEY CHECK (position >= 0),
    id BLOB NOT NULL UNIQUE CHECK (length(id) = 16),
    line TEXT NOT NULL,
    leaf BLOB NOT NULL CHECK (length(leaf) = 32)
) STRICT;
