-- One lab. Masses are decimal text in grams with the digits the balance displayed, times epoch milliseconds.

CREATE TABLE labs (
    id TEXT PRIMARY KEY,
    tenant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    demo INTEGER NOT NULL CHECK (demo IN (0, 1))
) STRICT;

CREATE TABLE users (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    active INTEGER NOT NULL CHECK (active IN (0, 1))
) STRICT;

-- Master data is never deleted, because sessions point at it: what the hub no longer sends is withdrawn.
CREATE TABLE ingredients (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    cas_number TEXT,
    hazards TEXT NOT NULL CHECK (json_valid(hazards)),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX ingredients_by_code ON ingredients (code) WHERE withdrawn = 0;

CREATE TABLE formulas (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE UNIQUE INDEX formulas_by_code ON formulas (code) WHERE withdrawn = 0;

CREATE TABLE formula_versions (
    id TEXT PRIMARY KEY,
    formula_id TEXT NOT NULL REFERENCES formulas (id) ON UPDATE CASCADE,
    version_no INTEGER NOT NULL CHECK (version_no > 0),
    status TEXT NOT NULL CHECK (status IN ('draft', 'approved', 'retired')),
    effective_from TEXT NOT NULL,
    base_amount TEXT NOT NULL,
    base_unit TEXT NOT NULL,
    UNIQUE (formula_id, version_no)
) STRICT;

CREATE TABLE formula_lines (
    version_id TEXT NOT NULL REFERENCES formula_versions (id) ON UPDATE CASCADE ON DELETE CASCADE,
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    ingredient_id TEXT NOT NULL REFERENCES ingredients (id) ON UPDATE CASCADE,
    target_g TEXT NOT NULL,
    tolerance_lower_g TEXT NOT NULL,
    tolerance_upper_g TEXT NOT NULL,
    PRIMARY KEY (version_id, sequence)
) STRICT;
CREATE INDEX formula_lines_by_ingredient ON formula_lines (ingredient_id);

-- Attempts ever made of a formula, failures since its last completed session or unlock, and whether it is locked.
CREATE TABLE formula_counter (
    formula_id TEXT PRIMARY KEY REFERENCES formulas (id) ON UPDATE CASCADE,
    attempts INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    locked INTEGER NOT NULL DEFAULT 0 CHECK (locked IN (0, 1))
) STRICT;

CREATE TABLE formula_unlocks (
    id TEXT PRIMARY KEY,
    formula_id TEXT NOT NULL REFERENCES formulas (id) ON UPDATE CASCADE,
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    reason TEXT NOT NULL,
    at INTEGER NOT NULL,
    authentication TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
    id TEXT PRIMARY KEY,
    formula_id TEXT NOT NULL REFERENCES formulas (id) ON UPDATE CASCADE,
    formula_version_id TEXT REFERENCES formula_versions (id) ON UPDATE CASCADE,
    attempt_no INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('in_progress', 'failed', 'locked_failed', 'completed', 'server_rejected')),
    operator TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    lab_id TEXT NOT NULL,
    station_id TEXT NOT NULL,
    formula_code TEXT NOT NULL,
    formula_name TEXT NOT NULL,
    formula_version_no INTEGER NOT NULL,
    operator_name TEXT NOT NULL,
    amount TEXT NOT NULL,
    amount_unit TEXT NOT NULL,
    balance_model TEXT NOT NULL,
    balance_serial TEXT NOT NULL,
    simulated INTEGER NOT NULL CHECK (simulated IN (0, 1)),
    time_zone TEXT NOT NULL,
    config_hash TEXT NOT NULL,
    revision INTEGER NOT NULL CHECK (revision > 0),
    CHECK ((status = 'in_progress') = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX sessions_by_formula ON sessions (formula_id, attempt_no);
CREATE INDEX sessions_by_status ON sessions (status);
CREATE INDEX sessions_by_start ON sessions (started_at);

CREATE TABLE steps (
    id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    sequence INTEGER NOT NULL CHECK (sequence > 0),
    ingredient_id TEXT NOT NULL REFERENCES ingredients (id) ON UPDATE CASCADE,
    ingredient_name TEXT NOT NULL,
    required_code TEXT NOT NULL,
    target_g TEXT NOT NULL,
    tolerance_lower_g TEXT NOT NULL,
    tolerance_upper_g TEXT NOT NULL,
    display_unit TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('pending', 'done', 'failed', 'skipped')),
    UNIQUE (session_id, sequence)
) STRICT;

CREATE TABLE dispenses (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    step_id TEXT NOT NULL REFERENCES steps (id),
    scanned_code TEXT NOT NULL,
    lot_id TEXT,
    container_id TEXT,
    net TEXT NOT NULL,
    gross TEXT NOT NULL,
    tare TEXT NOT NULL,
    tare_source TEXT NOT NULL CHECK (tare_source IN ('balance', 'computed')),
    displayed TEXT NOT NULL,
    unit TEXT NOT NULL,
    stability TEXT NOT NULL,
    raw_frame TEXT NOT NULL,
    balance_serial TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL
) STRICT;
CREATE INDEX dispenses_by_session ON dispenses (session_id);

CREATE TABLE deviations (
    row INTEGER PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    step_id TEXT REFERENCES steps (id),
    kind TEXT NOT NULL,
    reason_code TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL
) STRICT;
CREATE INDEX deviations_by_session ON deviations (session_id);

CREATE TABLE signatures (
    row INTEGER PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    user_id TEXT NOT NULL,
    name TEXT NOT NULL,
    meaning TEXT NOT NULL CHECK (meaning IN ('performed', 'witnessed', 'approved')),
    at INTEGER NOT NULL,
    local_time TEXT NOT NULL,
    record_hash TEXT NOT NULL,
    authentication TEXT NOT NULL
) STRICT;
CREATE INDEX signatures_by_session ON signatures (session_id);

-- What stood on the balance when a running session was last at rest; no record, so it is overwritten.
CREATE TABLE checkpoint (
    session_id TEXT PRIMARY KEY REFERENCES sessions (id),
    step_id TEXT NOT NULL REFERENCES steps (id),
    scanned_code TEXT NOT NULL,
    tare TEXT NOT NULL,
    gross TEXT NOT NULL,
    at INTEGER NOT NULL
) STRICT;

CREATE TABLE session_text (
    session_id TEXT NOT NULL REFERENCES sessions (id),
    revision INTEGER NOT NULL,
    text TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    record_hash TEXT NOT NULL,
    PRIMARY KEY (session_id, revision)
) STRICT;

CREATE TABLE audit_event (
    sequence INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    session_id TEXT GENERATED ALWAYS AS (body ->> '$.details.sessionId') VIRTUAL
) STRICT;
CREATE INDEX audit_event_by_session ON audit_event (session_id) WHERE session_id IS NOT NULL;

CREATE TABLE outbox (
    op_seq INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('create', 'upload')),
    entity_type TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    revision INTEGER,
    payload TEXT,
    priority INTEGER NOT NULL,
    status TEXT NOT NULL
        CHECK (status IN ('pending', 'sent', 'acknowledged', 'conflict', 'rejected', 'blocked', 'held')),
    ever_sent INTEGER NOT NULL DEFAULT 0 CHECK (ever_sent IN (0, 1)),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    last_error TEXT,
    author TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    FOREIGN KEY (entity_id, revision) REFERENCES session_text (session_id, revision),
    CHECK ((payload IS NULL) = (kind = 'upload'))
) STRICT;
CREATE INDEX outbox_unfinished ON outbox (priority, op_seq) WHERE status IN ('pending', 'sent', 'held', 'blocked');
CREATE INDEX outbox_by_entity ON outbox (entity_id);

CREATE TABLE receipts (
    session_id TEXT NOT NULL REFERENCES sessions (id),
    content_hash TEXT NOT NULL,
    feed_seq INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    hub_key_id TEXT NOT NULL,
    signature TEXT NOT NULL,
    PRIMARY KEY (session_id, content_hash)
) STRICT;

CREATE TABLE sync_state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;

-- The only legal moves of a session.
CREATE TRIGGER sessions_move_legally BEFORE UPDATE OF status ON sessions
WHEN NEW.status <> OLD.status AND NOT (
    (OLD.status = 'in_progress' AND NEW.status IN ('completed', 'failed', 'locked_failed'))
    OR (OLD.status = 'completed' AND NEW.status = 'server_rejected')
    OR (OLD.status = 'server_rejected' AND NEW.status = 'completed' AND NEW.revision = OLD.revision + 1))
BEGIN SELECT RAISE(ABORT, 'a session may not move from this status to that one'); END;

CREATE TRIGGER sessions_keep_attempt BEFORE UPDATE OF id, formula_version_id, attempt_no, operator, started_at ON sessions
WHEN NEW.id <> OLD.id OR NEW.attempt_no <> OLD.attempt_no OR NEW.operator <> OLD.operator
    OR NEW.started_at <> OLD.started_at OR NEW.formula_version_id IS NOT OLD.formula_version_id
BEGIN SELECT RAISE(ABORT, 'what a session started as does not change'); END;

CREATE TRIGGER sessions_are_kept BEFORE DELETE ON sessions
BEGIN SELECT RAISE(ABORT, 'sessions are never deleted'); END;

CREATE TRIGGER steps_are_kept BEFORE DELETE ON steps
BEGIN SELECT RAISE(ABORT, 'steps are never deleted'); END;

CREATE TRIGGER steps_keep_targets BEFORE UPDATE OF target_g, tolerance_lower_g, tolerance_upper_g ON steps
WHEN EXISTS (SELECT 1 FROM dispenses WHERE session_id = OLD.session_id)
BEGIN SELECT RAISE(ABORT, 'targets do not change after the first dispense'); END;

-- What was recorded is only ever added to.
CREATE TRIGGER dispenses_belong_to_running_sessions BEFORE INSERT ON dispenses
WHEN (SELECT status FROM sessions WHERE id = NEW.session_id) <> 'in_progress'
BEGIN SELECT RAISE(ABORT, 'an ended session takes no more dispenses'); END;
CREATE TRIGGER dispenses_are_not_changed BEFORE UPDATE ON dispenses
BEGIN SELECT RAISE(ABORT, 'dispenses are append-only'); END;
CREATE TRIGGER dispenses_are_kept BEFORE DELETE ON dispenses
BEGIN SELECT RAISE(ABORT, 'dispenses are append-only'); END;
CREATE TRIGGER deviations_are_not_changed BEFORE UPDATE ON deviations
BEGIN SELECT RAISE(ABORT, 'deviations are append-only'); END;
CREATE TRIGGER deviations_are_kept BEFORE DELETE ON deviations
BEGIN SELECT RAISE(ABORT, 'deviations are append-only'); END;
CREATE TRIGGER signatures_are_not_changed BEFORE UPDATE ON signatures
BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER signatures_are_kept BEFORE DELETE ON signatures
BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
CREATE TRIGGER session_text_is_not_changed BEFORE UPDATE ON session_text
BEGIN SELECT RAISE(ABORT, 'a frozen session text does not change'); END;
CREATE TRIGGER session_text_is_kept BEFORE DELETE ON session_text
BEGIN SELECT RAISE(ABORT, 'a frozen session text is never deleted'); END;
CREATE TRIGGER audit_event_is_not_changed BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_event_is_kept BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER formula_unlocks_are_not_changed BEFORE UPDATE ON formula_unlocks
BEGIN SELECT RAISE(ABORT, 'unlocks are append-only'); END;
CREATE TRIGGER formula_unlocks_are_kept BEFORE DELETE ON formula_unlocks
BEGIN SELECT RAISE(ABORT, 'unlocks are append-only'); END;
CREATE TRIGGER receipts_are_not_changed BEFORE UPDATE ON receipts
BEGIN SELECT RAISE(ABORT, 'receipts are append-only'); END;
CREATE TRIGGER receipts_are_kept BEFORE DELETE ON receipts
BEGIN SELECT RAISE(ABORT, 'receipts are append-only'); END;
