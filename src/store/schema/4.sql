-- A study's own frameworks. Never edited once released.

CREATE TABLE study_framework (
    study TEXT NOT NULL REFERENCES study DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    framework TEXT NOT NULL,
    PRIMARY KEY (study, position)
) STRICT, WITHOUT ROWID;
