-- What authors add for print: their own words in quotations, and their answers to checklists. Never edited once released.

CREATE TABLE bracket (
    id TEXT PRIMARY KEY NOT NULL,
    transcript TEXT NOT NULL REFERENCES transcript DEFERRABLE INITIALLY DEFERRED,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    place TEXT NOT NULL,
    words TEXT NOT NULL
) STRICT;
CREATE INDEX bracket_by_transcript ON bracket (transcript);

CREATE TABLE checklist_answer (
    id TEXT PRIMARY KEY NOT NULL,
    checklist TEXT NOT NULL,
    item INTEGER NOT NULL,
    text TEXT NOT NULL,
    not_applicable INTEGER NOT NULL,
    page TEXT NOT NULL
) STRICT;
