-- Schema version 1. Never edited once released: what comes later is a step of its own beside this file.
-- docs/file-format.md says what every column holds.

CREATE TABLE study (
    id TEXT PRIMARY KEY NOT NULL,
    title TEXT NOT NULL,
    language TEXT NOT NULL,
    authors TEXT NOT NULL,
    edition TEXT NOT NULL,
    counting TEXT NOT NULL,
    approach TEXT NOT NULL
) STRICT;

CREATE TABLE study_question (
    study TEXT NOT NULL REFERENCES study DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    question TEXT NOT NULL,
    PRIMARY KEY (study, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE study_note (
    study TEXT NOT NULL REFERENCES study DEFERRABLE INITIALLY DEFERRED,
    mark TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (study, mark)
) STRICT, WITHOUT ROWID;

-- Who speaks and who codes.

CREATE TABLE coder (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    initials TEXT NOT NULL,
    colour TEXT NOT NULL,
    role TEXT NOT NULL
) STRICT;

CREATE TABLE coder_pin (
    coder TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
    key INTEGER NOT NULL,
    code TEXT NOT NULL REFERENCES code DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (coder, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX coder_pin_by_code ON coder_pin (code);

CREATE TABLE attribute (
    id TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    describes TEXT NOT NULL
) STRICT;

CREATE TABLE attribute_category (
    attribute TEXT NOT NULL REFERENCES attribute DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    category TEXT NOT NULL,
    PRIMARY KEY (attribute, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE focus_group (
    id TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    date TEXT,
    place TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;

CREATE TABLE focus_group_attribute (
    focus_group TEXT NOT NULL REFERENCES focus_group DEFERRABLE INITIALLY DEFERRED,
    attribute TEXT NOT NULL REFERENCES attribute DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    text TEXT,
    number REAL,
    PRIMARY KEY (focus_group, attribute)
) STRICT, WITHOUT ROWID;
CREATE INDEX focus_group_attribute_by_attribute ON focus_group_attribute (attribute);

CREATE TABLE participant (
    id TEXT PRIMARY KEY NOT NULL,
    focus_group TEXT REFERENCES focus_group DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    moderator INTEGER NOT NULL,
    notes TEXT NOT NULL
) STRICT;
CREATE INDEX participant_by_focus_group ON participant (focus_group);

CREATE TABLE participant_attribute (
    participant TEXT NOT NULL REFERENCES participant DEFERRABLE INITIALLY DEFERRED,
    attribute TEXT NOT NULL REFERENCES attribute DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    text TEXT,
    number REAL,
    PRIMARY KEY (participant, attribute)
) STRICT, WITHOUT ROWID;
CREATE INDEX participant_attribute_by_attribute ON participant_attribute (attribute);

-- What is coded.

CREATE TABLE transcript (
    id TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    title TEXT NOT NULL,
    focus_group TEXT REFERENCES focus_group DEFERRABLE INITIALLY DEFERRED,
    source_file_name TEXT NOT NULL,
    source_file_type TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    source_encoding TEXT NOT NULL,
    direction TEXT NOT NULL
) STRICT;
CREATE INDEX transcript_by_focus_group ON transcript (focus_group);

CREATE TABLE transcript_text (
    transcript TEXT PRIMARY KEY NOT NULL REFERENCES transcript DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE transcript_attribute (
    transcript TEXT NOT NULL REFERENCES transcript DEFERRABLE INITIALLY DEFERRED,
    attribute TEXT NOT NULL REFERENCES attribute DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    text TEXT,
    number REAL,
    PRIMARY KEY (transcript, attribute)
) STRICT, WITHOUT ROWID;
CREATE INDEX transcript_attribute_by_attribute ON transcript_attribute (attribute);

CREATE TABLE turn (
    transcript TEXT NOT NULL REFERENCES transcript DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    speaker TEXT REFERENCES participant DEFERRABLE INITIALLY DEFERRED,
    time_ms INTEGER,
    PRIMARY KEY (transcript, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX turn_by_speaker ON turn (speaker);

-- What researchers make of it.

CREATE TABLE code (
    id TEXT PRIMARY KEY NOT NULL,
    parent TEXT REFERENCES code DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    colour TEXT,
    brief TEXT NOT NULL,
    full TEXT NOT NULL,
    when_to_use TEXT NOT NULL,
    when_not_to_use TEXT NOT NULL,
    orientation TEXT NOT NULL,
    status TEXT NOT NULL
) STRICT;
CREATE INDEX code_by_parent ON code (parent);

CREATE TABLE code_alias (
    code TEXT NOT NULL REFERENCES code DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    alias TEXT NOT NULL,
    PRIMARY KEY (code, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE exemplar (
    code TEXT NOT NULL REFERENCES code DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    transcript TEXT NOT NULL REFERENCES transcript DEFERRABLE INITIALLY DEFERRED,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (code, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX exemplar_by_transcript ON exemplar (transcript);

CREATE TABLE coding (
    id TEXT PRIMARY KEY NOT NULL,
    transcript TEXT NOT NULL REFERENCES transcript DEFERRABLE INITIALLY DEFERRED,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    code TEXT NOT NULL REFERENCES code DEFERRABLE INITIALLY DEFERRED,
    coder TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
    level TEXT,
    valence TEXT,
    contradicts INTEGER NOT NULL,
    memo TEXT NOT NULL,
    created TEXT NOT NULL
) STRICT;
CREATE INDEX coding_by_transcript ON coding (transcript, start_byte);
CREATE INDEX coding_by_code ON coding (code);
CREATE INDEX coding_by_coder ON coding (coder);

CREATE TABLE memo (
    id TEXT PRIMARY KEY NOT NULL,
    author TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
    created TEXT NOT NULL,
    kind TEXT NOT NULL,
    anchor_kind TEXT,
    anchor TEXT,
    start_byte INTEGER,
    end_byte INTEGER,
    title TEXT NOT NULL,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX memo_by_author ON memo (author);

-- From codes to a framework.

CREATE TABLE board (
    id TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    notes TEXT NOT NULL
) STRICT;

CREATE TABLE theme (
    id TEXT PRIMARY KEY NOT NULL,
    board TEXT NOT NULL REFERENCES board DEFERRABLE INITIALLY DEFERRED,
    parent TEXT REFERENCES theme DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    definition TEXT NOT NULL,
    is_not TEXT NOT NULL,
    valence TEXT,
    note_mark TEXT
) STRICT;
CREATE INDEX theme_by_board ON theme (board);
CREATE INDEX theme_by_parent ON theme (parent);

CREATE TABLE theme_code (
    theme TEXT NOT NULL REFERENCES theme DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    code TEXT NOT NULL REFERENCES code DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (theme, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX theme_code_by_code ON theme_code (code);

CREATE TABLE placement (
    id TEXT PRIMARY KEY NOT NULL,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    element TEXT NOT NULL,
    rationale TEXT NOT NULL,
    author TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX placement_by_author ON placement (author);

CREATE TABLE intervention (
    id TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    outline TEXT NOT NULL,
    delivery TEXT NOT NULL
) STRICT;

CREATE TABLE intervention_function (
    intervention TEXT NOT NULL REFERENCES intervention DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    function TEXT NOT NULL,
    PRIMARY KEY (intervention, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE intervention_policy (
    intervention TEXT NOT NULL REFERENCES intervention DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    policy TEXT NOT NULL,
    PRIMARY KEY (intervention, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE intervention_technique (
    intervention TEXT NOT NULL REFERENCES intervention DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    printed TEXT NOT NULL,
    numbers TEXT NOT NULL,
    PRIMARY KEY (intervention, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE intervention_apease (
    intervention TEXT NOT NULL REFERENCES intervention DEFERRABLE INITIALLY DEFERRED,
    criterion TEXT NOT NULL,
    met INTEGER,
    note TEXT NOT NULL,
    PRIMARY KEY (intervention, criterion)
) STRICT, WITHOUT ROWID;

CREATE TABLE intervention_theme (
    intervention TEXT NOT NULL REFERENCES intervention DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    theme TEXT NOT NULL REFERENCES theme DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (intervention, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX intervention_theme_by_theme ON intervention_theme (theme);

-- Working in pairs.

CREATE TABLE version (
    id TEXT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    entry TEXT,
    created TEXT NOT NULL,
    note TEXT NOT NULL
) STRICT;

CREATE TABLE round (
    id TEXT PRIMARY KEY NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    blind INTEGER NOT NULL,
    opened TEXT NOT NULL,
    closed TEXT,
    codebook TEXT REFERENCES version DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX round_by_codebook ON round (codebook);

CREATE TABLE round_transcript (
    round TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    transcript TEXT NOT NULL REFERENCES transcript DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (round, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_transcript_by_transcript ON round_transcript (transcript);

CREATE TABLE round_coder (
    round TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    coder TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (round, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_coder_by_coder ON round_coder (coder);

CREATE TABLE round_assignment (
    round TEXT NOT NULL REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    coder TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
    transcript TEXT NOT NULL REFERENCES transcript DEFERRABLE INITIALLY DEFERRED,
    finished TEXT,
    PRIMARY KEY (round, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX round_assignment_by_coder ON round_assignment (coder);
CREATE INDEX round_assignment_by_transcript ON round_assignment (transcript);

CREATE TABLE verdict (
    id TEXT PRIMARY KEY NOT NULL,
    subject_kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    reviewer TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
    created TEXT NOT NULL,
    opinion TEXT NOT NULL,
    text TEXT NOT NULL,
    answered_by TEXT REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
    answered_at TEXT,
    taken INTEGER,
    reason TEXT
) STRICT;
CREATE INDEX verdict_by_reviewer ON verdict (reviewer);
CREATE INDEX verdict_by_answered_by ON verdict (answered_by);

CREATE TABLE decision (
    id TEXT PRIMARY KEY NOT NULL,
    round TEXT REFERENCES round DEFERRABLE INITIALLY DEFERRED,
    transcript TEXT NOT NULL REFERENCES transcript DEFERRABLE INITIALLY DEFERRED,
    start_byte INTEGER NOT NULL,
    end_byte INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    decided_by TEXT NOT NULL REFERENCES coder DEFERRABLE INITIALLY DEFERRED,
    decided_at TEXT NOT NULL
) STRICT;
CREATE INDEX decision_by_round ON decision (round);
CREATE INDEX decision_by_transcript ON decision (transcript);
CREATE INDEX decision_by_decided_by ON decision (decided_by);

CREATE TABLE decision_coding (
    decision TEXT NOT NULL REFERENCES decision DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    coding TEXT NOT NULL REFERENCES coding DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (decision, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_coding_by_coding ON decision_coding (coding);

CREATE TABLE decision_consensus (
    decision TEXT NOT NULL REFERENCES decision DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    coding TEXT NOT NULL REFERENCES coding DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (decision, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_consensus_by_coding ON decision_consensus (coding);

-- What has been done: only ever added to.

CREATE TABLE entry (
    seq INTEGER PRIMARY KEY NOT NULL,
    id TEXT NOT NULL UNIQUE,
    at TEXT NOT NULL,
    by TEXT,
    sentence TEXT NOT NULL,
    act TEXT NOT NULL,
    act_entry TEXT,
    changes TEXT NOT NULL
) STRICT;

CREATE TRIGGER entry_is_not_altered BEFORE UPDATE ON entry BEGIN
    SELECT RAISE(ABORT, 'the journal is only ever added to');
END;
CREATE TRIGGER entry_is_not_removed BEFORE DELETE ON entry BEGIN
    SELECT RAISE(ABORT, 'the journal is only ever added to');
END;

-- Who has the study open for writing: no row, or one.

CREATE TABLE lock (
    only INTEGER PRIMARY KEY NOT NULL CHECK (only = 1),
    token TEXT NOT NULL,
    who TEXT NOT NULL,
    machine TEXT NOT NULL,
    since TEXT NOT NULL,
    sign TEXT NOT NULL
) STRICT;
