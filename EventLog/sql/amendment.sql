-- Corrections (0) and withdrawals (1): `target` is the event acted on, `root` the report, target or
-- statement that the chain of them ends at.
CREATE TABLE amendment (
    root INTEGER NOT NULL,
    position INTEGER NOT NULL,
    target INTEGER NOT NULL,
    kind INTEGER NOT NULL CHECK (kind IN (0, 1)),
    PRIMARY KEY (root, position)
) STRICT, WITHOUT ROWID;
