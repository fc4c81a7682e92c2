-- What another program's project holds and a study has no place for. Never edited once released.

CREATE TABLE carried (
    id TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    program TEXT NOT NULL,
    element TEXT NOT NULL,
    name TEXT NOT NULL,
    content TEXT NOT NULL
) STRICT;

CREATE TABLE carried_file (
    carried TEXT NOT NULL REFERENCES carried DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    base64 TEXT NOT NULL,
    PRIMARY KEY (carried, position)
) STRICT, WITHOUT ROWID;
