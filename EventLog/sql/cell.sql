-- What stood on one day of one lane of a series after the event at `position`: of increments the
-- day's running sum, of every other lane the report that counts. Amounts in ten-thousandths. A
-- figure as of a day and as known at a position reads the newest row of each day at or before it.
CREATE TABLE cell (
    series INTEGER NOT NULL,
    lane INTEGER NOT NULL,
    day INTEGER NOT NULL,
    position INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    ulp INTEGER NOT NULL,
    more INTEGER NOT NULL,
    less INTEGER NOT NULL,
    count INTEGER NOT NULL,
    report INTEGER NOT NULL,
    largest INTEGER NOT NULL,
    start INTEGER,
    PRIMARY KEY (series, lane, day, position)
) STRICT, WITHOUT ROWID;
