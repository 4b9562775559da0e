-- Where places, projects, measures, targets and statements are defined and months are closed, by
-- city; sources have none, and keys and checkpoints stand under `#`, which is no city's code.
CREATE TABLE definition (
    city TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (city, position)
) STRICT, WITHOUT ROWID;
