-- The days of a lane that ever had a report, each with the event from which on: what was not known
-- yet is passed over without reading its cells.
CREATE TABLE slot (
    series INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    day INTEGER NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (series, lane, day)
) STRICT, WITHOUT ROWID;
