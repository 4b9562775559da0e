-- The lists of reports. `stage` is empty where the measure's ladder has one stage only.
CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    city TEXT NOT NULL,
    year INTEGER NOT NULL,
    project TEXT NOT NULL,
    measure TEXT NOT NULL,
    place TEXT NOT NULL,
    facets TEXT NOT NULL,
    stage TEXT NOT NULL,
    now_at INTEGER NOT NULL CHECK (now_at IN (0, 1)),
    UNIQUE (city, year, project, measure, place, facets, stage, now_at)
) STRICT;
