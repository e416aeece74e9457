-- Lots, containers, notes and stock moves beside the ingredients: fields as on the wire, then what sync knows of the row.
-- Rows are withdrawn, never deleted, because others point at them. Identity is renamed once, when the hub gives a number.

ALTER TABLE ingredients ADD COLUMN signal_word TEXT;
ALTER TABLE ingredients ADD COLUMN pictograms TEXT CHECK (json_valid(pictograms));
UPDATE ingredients SET signal_word = nullif(hazards ->> '$.signalWord', ''), pictograms = hazards -> '$.pictograms',
    hazards = hazards -> '$.statements';
ALTER TABLE ingredients ADD COLUMN lab_id TEXT NOT NULL DEFAULT '';
ALTER TABLE ingredients ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ingredients ADD COLUMN created_by TEXT NOT NULL DEFAULT '';
ALTER TABLE ingredients ADD COLUMN updated_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE ingredients ADD COLUMN server_version INTEGER;
ALTER TABLE ingredients ADD COLUMN server_hash TEXT;
ALTER TABLE ingredients ADD COLUMN sync_status TEXT NOT NULL DEFAULT 'synced'
    CHECK (sync_status IN ('synced', 'pending', 'conflict', 'rejected'));
UPDATE ingredients SET lab_id = coalesce((SELECT id FROM labs LIMIT 1), '');
DROP INDEX ingredients_by_code;
CREATE INDEX ingredients_by_code ON ingredients (code);
CREATE INDEX ingredients_by_status ON ingredients (sync_status) WHERE sync_status <> 'synced';

CREATE TABLE lots (
    id TEXT PRIMARY KEY,
    ingredient_id TEXT NOT NULL REFERENCES ingredients (id) ON UPDATE CASCADE,
    lot_number TEXT NOT NULL,
    expires_on TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('released', 'quarantine', 'blocked', 'empty')),
    remaining_g TEXT,
    opened_on TEXT,
    potency_percent TEXT,
    lab_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    server_version INTEGER,
    server_hash TEXT,
    sync_status TEXT NOT NULL CHECK (sync_status IN ('synced', 'pending', 'conflict', 'rejected')),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE INDEX lots_by_number ON lots (ingredient_id, lot_number);
CREATE INDEX lots_by_expiry ON lots (ingredient_id, expires_on) WHERE withdrawn = 0;
CREATE INDEX lots_by_lab ON lots (lab_id, updated_at);
CREATE INDEX lots_by_status ON lots (sync_status) WHERE sync_status <> 'synced';

CREATE TABLE stock_moves (
    id TEXT PRIMARY KEY,
    lot_id TEXT NOT NULL REFERENCES lots (id) ON UPDATE CASCADE,
    delta_g TEXT NOT NULL,
    reason TEXT NOT NULL,
    lab_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    server_version INTEGER,
    server_hash TEXT,
    sync_status TEXT NOT NULL CHECK (sync_status IN ('synced', 'pending', 'conflict', 'rejected')),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE INDEX stock_moves_by_lot ON stock_moves (lot_id);
CREATE INDEX stock_moves_by_status ON stock_moves (sync_status) WHERE sync_status <> 'synced';

CREATE TABLE containers (
    id TEXT PRIMARY KEY,
    code TEXT NOT NULL,
    lot_id TEXT REFERENCES lots (id) ON UPDATE CASCADE,
    ingredient_id TEXT REFERENCES ingredients (id) ON UPDATE CASCADE,
    tare_g TEXT,
    last_gross_g TEXT,
    status TEXT NOT NULL CHECK (status IN ('clean', 'in_use', 'empty', 'blocked')),
    lab_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    server_version INTEGER,
    server_hash TEXT,
    sync_status TEXT NOT NULL CHECK (sync_status IN ('synced', 'pending', 'conflict', 'rejected')),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE INDEX containers_by_code ON containers (code);
CREATE INDEX containers_by_lot ON containers (lot_id);
CREATE INDEX containers_by_lab ON containers (lab_id, updated_at);
CREATE INDEX containers_by_status ON containers (sync_status) WHERE sync_status <> 'synced';

-- A note hangs on a thing of any type, so no foreign key can hold its entity_id.
CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    entity_type TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    text TEXT NOT NULL,
    author_id TEXT,
    lab_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    server_version INTEGER,
    server_hash TEXT,
    sync_status TEXT NOT NULL CHECK (sync_status IN ('synced', 'pending', 'conflict', 'rejected')),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE INDEX notes_by_entity ON notes (entity_type, entity_id);
CREATE INDEX notes_by_status ON notes (sync_status) WHERE sync_status <> 'synced';

-- Which temporary ids were given, and what the hub made of them; null while it has not answered.
CREATE TABLE id_mapping (
    temp_id TEXT PRIMARY KEY,
    real_id TEXT,
    entity_type TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    synced_at INTEGER,
    CHECK ((real_id IS NULL) = (synced_at IS NULL))
) STRICT, WITHOUT ROWID;
CREATE INDEX id_mapping_by_real ON id_mapping (entity_type, real_id);

-- The hub's last known copy of each thing, also of those that are being edited here.
CREATE TABLE shadow (
    entity_type TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    hash TEXT,
    data TEXT,
    feed_seq INTEGER NOT NULL,
    PRIMARY KEY (entity_type, entity_id)
) STRICT, WITHOUT ROWID;

-- A new outbox: updates and deletions too, what they were made on, and the words of the first sending, which stay.
CREATE TABLE outbox_new (
    op_seq INTEGER PRIMARY KEY AUTOINCREMENT,
    operation_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL CHECK (kind IN ('create', 'update', 'delete', 'upload')),
    entity_type TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    revision INTEGER,
    payload TEXT,
    before TEXT,
    frozen TEXT,
    priority INTEGER NOT NULL,
    status TEXT NOT NULL
        CHECK (status IN ('pending', 'sent', 'acknowledged', 'conflict', 'rejected', 'blocked', 'held')),
    ever_sent INTEGER NOT NULL DEFAULT 0 CHECK (ever_sent IN (0, 1)),
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt_at INTEGER NOT NULL,
    last_error TEXT,
    author TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    feed_seq INTEGER,
    FOREIGN KEY (entity_id, revision) REFERENCES session_text (session_id, revision),
    CHECK ((payload IS NULL) = (kind = 'upload'))
) STRICT;
INSERT INTO outbox_new (op_seq, operation_id, kind, entity_type, entity_id, revision, payload, priority, status, ever_sent,
        attempts, next_attempt_at, last_error, author, created_at)
    SELECT op_seq, operation_id, kind, entity_type, entity_id, revision, payload, priority, status, ever_sent,
        attempts, next_attempt_at, last_error, author, created_at FROM outbox;
DELETE FROM sqlite_sequence WHERE name = 'outbox_new';
UPDATE sqlite_sequence SET name = 'outbox_new' WHERE name = 'outbox';
DROP TABLE outbox;
ALTER TABLE outbox_new RENAME TO outbox;
CREATE INDEX outbox_unfinished ON outbox (priority, op_seq) WHERE status IN ('pending', 'sent', 'held', 'blocked');
CREATE INDEX outbox_by_entity ON outbox (entity_id);

-- What a queued operation refers to, as rows, so that a temporary id is replaced without reading its text.
CREATE TABLE outbox_ref (
    op_seq INTEGER NOT NULL REFERENCES outbox (op_seq) ON DELETE CASCADE,
    field TEXT NOT NULL,
    ref_type TEXT NOT NULL,
    ref_id TEXT NOT NULL,
    PRIMARY KEY (op_seq, field)
) STRICT, WITHOUT ROWID;
CREATE INDEX outbox_ref_by_id ON outbox_ref (ref_id);

-- Edits that met somebody else's, both sides whole, until a person has chosen; and what was chosen.
CREATE TABLE conflict (
    id TEXT PRIMARY KEY,
    operation_id TEXT NOT NULL UNIQUE,
    operation TEXT NOT NULL,
    entity_type TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    local_data TEXT NOT NULL,
    server_data TEXT NOT NULL,
    server_version INTEGER NOT NULL,
    before TEXT,
    conflict_type TEXT NOT NULL,
    affected_fields TEXT NOT NULL,
    duplicate_of TEXT,
    detected_at INTEGER NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'resolved'))
) STRICT;
CREATE INDEX conflict_open ON conflict (detected_at) WHERE status = 'open';
CREATE INDEX conflict_by_entity ON conflict (entity_type, entity_id);
CREATE TABLE conflict_resolution (
    row INTEGER PRIMARY KEY,
    conflict_id TEXT NOT NULL REFERENCES conflict (id),
    strategy TEXT NOT NULL,
    result TEXT,
    lost TEXT NOT NULL,
    by TEXT NOT NULL,
    at INTEGER NOT NULL,
    undone_at INTEGER
) STRICT;
CREATE INDEX conflict_resolution_by_conflict ON conflict_resolution (conflict_id);
