-- Reports by the document that they were read from.
CREATE TABLE citation (
    document TEXT NOT NULL,
    series INTEGER NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (document, series, position)
) STRICT, WITHOUT ROWID;
