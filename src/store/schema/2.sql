-- Schema version 2: working in pairs. Never edited once released.

-- Of a copy: for whom it was made, and from what.
ALTER TABLE study ADD COLUMN copied_for TEXT REFERENCES coder DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE study ADD COLUMN copied_entry TEXT;
ALTER TABLE study ADD COLUMN copied_at TEXT;
ALTER TABLE study ADD COLUMN copied_blind INTEGER;
CREATE INDEX study_by_copied_for ON study (copied_for);

-- Who brought a code that is, or was, a proposal.
ALTER TABLE code ADD COLUMN proposed_by TEXT REFERENCES coder DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX code_by_proposed_by ON code (proposed_by);

-- How a round's transcripts were drawn, and the place in the journal at which it is compared once it is closed.
ALTER TABLE round ADD COLUMN drawn_seed INTEGER;
ALTER TABLE round ADD COLUMN drawn_among INTEGER;
ALTER TABLE round ADD COLUMN drawn_per_group INTEGER;
ALTER TABLE round ADD COLUMN compared TEXT REFERENCES version DEFERRABLE INITIALLY DEFERRED;
CREATE INDEX round_by_compared ON round (compared);

-- The codes whose entries in the codebook were mended because of a decision.
CREATE TABLE decision_code (
    decision TEXT NOT NULL REFERENCES decision DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    code TEXT NOT NULL REFERENCES code DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (decision, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX decision_code_by_code ON decision_code (code);
