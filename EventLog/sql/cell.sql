-- What stood on one day of one lane of a series: of increments the day's running sum, of every other
-- lane the report that counts. A figure as of a day and as known at a position reads the newest
-- version of each day at or before it. `versions` holds up to 15 of them, oldest first, from the one
-- at position `first` on: more would not fit beside their key. Each is eight 64-bit little-endian
-- integers: position, amount and ulp (in ten-thousandths), report, largest amount, reports in force,
-- those of them that may be more (upper half) and less (lower half), and the first day of the
-- earliest stated period (the smallest integer where there is none).
CREATE TABLE cell (
    series INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    day INTEGER NOT NULL,
    first INTEGER NOT NULL,
    versions BLOB NOT NULL CHECK (length(versions) % 64 = 0),
    PRIMARY KEY (series, lane, day, first)
) STRICT, WITHOUT ROWID;
