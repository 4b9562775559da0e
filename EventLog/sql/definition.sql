-- Where places, projects, measures, targets, statements and sources are defined.
CREATE TABLE definition (
    position INTEGER PRIMARY KEY
) STRICT;
