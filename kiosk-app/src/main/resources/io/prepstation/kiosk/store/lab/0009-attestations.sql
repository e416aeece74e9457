-- What a formula line asks beside its mass, as words: free_order, witness, own_vessel, compensator, accurate; and of a
-- step also hazards.
ALTER TABLE formula_lines ADD COLUMN rules TEXT NOT NULL DEFAULT '';
ALTER TABLE steps ADD COLUMN rules TEXT NOT NULL DEFAULT '';

-- The number on the lot as it was when it was weighed, for records that people read.
ALTER TABLE dispenses ADD COLUMN lot_number TEXT;

-- What somebody stood for on the way: hazards that were read, weights that were witnessed.
CREATE TABLE attestations (
    row INTEGER PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    step_id TEXT NOT NULL REFERENCES steps (id),
    kind TEXT NOT NULL CHECK (kind IN ('hazards', 'witnessed')),
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    dispense_id TEXT REFERENCES dispenses (id),
    signed_name TEXT,
    signed_local_time TEXT,
    signed_record_hash TEXT,
    signed_authentication TEXT,
    CHECK ((kind = 'witnessed') = (dispense_id IS NOT NULL)),
    CHECK ((kind = 'witnessed') = (signed_name IS NOT NULL)),
    CHECK ((signed_name IS NULL) = (signed_authentication IS NULL)
        AND (signed_name IS NULL) = (signed_record_hash IS NULL)
        AND (signed_name IS NULL) = (signed_local_time IS NULL))
) STRICT;
CREATE INDEX attestations_by_session ON attestations (session_id);
CREATE TRIGGER attestations_are_not_changed BEFORE UPDATE ON attestations
BEGIN SELECT RAISE(ABORT, 'attestations are append-only'); END;
CREATE TRIGGER attestations_are_kept BEFORE DELETE ON attestations
BEGIN SELECT RAISE(ABORT, 'attestations are append-only'); END;

-- Nobody witnesses his own weight.
CREATE TRIGGER a_witness_is_somebody_else BEFORE INSERT ON attestations
WHEN NEW.kind = 'witnessed' AND NEW.by = (SELECT by FROM dispenses WHERE id = NEW.dispense_id)
BEGIN SELECT RAISE(ABORT, 'nobody witnesses his own weight'); END;

-- A mass that no balance sent says so.
CREATE TRIGGER typed_masses_say_so BEFORE INSERT ON dispenses
WHEN (NEW.stability = 'manual') <> (NEW.manual_reason IS NOT NULL)
    OR (NEW.stability = 'manual') <> (NEW.raw_frame = '')
BEGIN SELECT RAISE(ABORT, 'a mass without a frame is typed, with its reason'); END;
