-- The tree as the last transaction left it, in one row: a line that was changed behind the program's
-- back no longer fits it.
CREATE TABLE tree (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    size INTEGER NOT NULL CHECK (size > 0),
    root BLOB NOT NULL CHECK (length(root) = 32)
) STRICT;
