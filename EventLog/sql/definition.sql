-- Where places, projects, measures, targets and statements are defined, by city; sources have none.
CREATE TABLE definition (
    city TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (city, position)
) STRICT, WITHOUT ROWID;
