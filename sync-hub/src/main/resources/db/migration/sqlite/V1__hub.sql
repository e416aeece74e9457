-- The hub's tables on SQLite. Times are epoch milliseconds, masses decimal text in grams, hashes SHA-256 in hexadecimal.

CREATE TABLE hub_identity (
    only_row   INTEGER PRIMARY KEY CHECK (only_row = 1),
    key_id     TEXT    NOT NULL,
    public_key TEXT    NOT NULL,
    feed_epoch TEXT    NOT NULL,
    created_at BIGINT  NOT NULL
);

CREATE TABLE tenants (
    id   TEXT PRIMARY KEY,
    name TEXT NOT NULL
);

CREATE TABLE labs (
    id        TEXT    PRIMARY KEY,
    tenant_id TEXT    NOT NULL REFERENCES tenants (id),
    name      TEXT    NOT NULL,
    time_zone TEXT    NOT NULL,
    demo      BOOLEAN NOT NULL,
    version   INTEGER NOT NULL
);

CREATE TABLE users (
    id                  TEXT    PRIMARY KEY,
    tenant_id           TEXT    NOT NULL REFERENCES tenants (id),
    name                TEXT    NOT NULL,
    active              BOOLEAN NOT NULL,
    badge_hash          TEXT,
    password_hash       TEXT,
    password_expires_at BIGINT,
    version             INTEGER NOT NULL
);

CREATE UNIQUE INDEX users_badge ON users (tenant_id, badge_hash);

CREATE TABLE user_roles (
    user_id TEXT NOT NULL REFERENCES users (id),
    role    TEXT NOT NULL,
    PRIMARY KEY (user_id, role)
);

CREATE TABLE user_labs (
    user_id TEXT NOT NULL REFERENCES users (id),
    lab_id  TEXT NOT NULL REFERENCES labs (id),
    PRIMARY KEY (user_id, lab_id)
);

CREATE INDEX user_labs_lab ON user_labs (lab_id);

CREATE TABLE stations (
    id          TEXT   PRIMARY KEY,
    lab_id      TEXT   NOT NULL REFERENCES labs (id),
    name        TEXT   NOT NULL,
    token_hash  TEXT   NOT NULL UNIQUE,
    public_key  TEXT,
    enrolled_at BIGINT NOT NULL,
    revoked_at  BIGINT
);

CREATE TABLE enrolment_codes (
    selector     TEXT    PRIMARY KEY,
    proof_hash   TEXT    NOT NULL,
    lab_id       TEXT    NOT NULL REFERENCES labs (id),
    expires_at   BIGINT  NOT NULL,
    wrong_proofs INTEGER NOT NULL,
    used_at      BIGINT
);

CREATE TABLE ingredients (
    id          INTEGER PRIMARY KEY,
    lab_id      TEXT    NOT NULL REFERENCES labs (id),
    code        TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    cas_number  TEXT,
    signal_word TEXT    NOT NULL,
    pictograms  TEXT    NOT NULL,
    statements  TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    UNIQUE (lab_id, code)
);

CREATE TABLE formulas (
    id      INTEGER PRIMARY KEY,
    lab_id  TEXT    NOT NULL REFERENCES labs (id),
    code    TEXT    NOT NULL,
    name    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (lab_id, code)
);

CREATE TABLE formula_versions (
    id             TEXT    PRIMARY KEY,
    formula_id     INTEGER NOT NULL REFERENCES formulas (id),
    version_no     INTEGER NOT NULL,
    status         TEXT    NOT NULL CHECK (status IN ('draft', 'approved', 'retired')),
    effective_from TEXT    NOT NULL,
    base_amount    TEXT    NOT NULL,
    base_unit      TEXT    NOT NULL,
    approved_by    TEXT    REFERENCES users (id),
    approved_at    BIGINT,
    version        INTEGER NOT NULL,
    UNIQUE (formula_id, version_no)
);

CREATE TABLE formula_lines (
    version_id        TEXT    NOT NULL REFERENCES formula_versions (id),
    sequence          INTEGER NOT NULL,
    ingredient_id     INTEGER NOT NULL REFERENCES ingredients (id),
    target_g          TEXT    NOT NULL,
    tolerance_lower_g TEXT    NOT NULL,
    tolerance_upper_g TEXT    NOT NULL,
    PRIMARY KEY (version_id, sequence)
);

-- feed_seq is given by the single writer, so the order of the numbers is the order of the commits.
CREATE TABLE feed (
    feed_seq         INTEGER PRIMARY KEY AUTOINCREMENT,
    lab_id           TEXT    NOT NULL REFERENCES labs (id),
    entity           TEXT    NOT NULL,
    id               TEXT    NOT NULL,
    version          INTEGER NOT NULL,
    operation        TEXT    NOT NULL CHECK (operation IN ('create', 'update', 'delete')),
    data             TEXT    NOT NULL,
    hash             TEXT    NOT NULL,
    origin_station   TEXT    REFERENCES stations (id),
    origin_operation TEXT,
    committed_at     BIGINT  NOT NULL UNIQUE
);

CREATE INDEX feed_entity ON feed (lab_id, entity, feed_seq);

-- bundle is the upload exactly as hashed: canonical text. The columns beside it are indexes into it.
CREATE TABLE sessions (
    id                 TEXT    PRIMARY KEY,
    lab_id             TEXT    NOT NULL REFERENCES labs (id),
    station_id         TEXT    NOT NULL REFERENCES stations (id),
    formula_id         INTEGER NOT NULL REFERENCES formulas (id),
    formula_version_id TEXT    NOT NULL REFERENCES formula_versions (id),
    status             TEXT    NOT NULL CHECK (status IN ('completed', 'failed', 'locked_failed')),
    started_at         BIGINT  NOT NULL,
    bundle             TEXT    NOT NULL,
    content_hash       TEXT    NOT NULL,
    record_hash        TEXT    NOT NULL,
    audit_sequence     BIGINT  NOT NULL,
    audit_hash         TEXT    NOT NULL,
    receipt            TEXT    NOT NULL,
    feed_seq           INTEGER NOT NULL UNIQUE REFERENCES feed (feed_seq)
);

CREATE INDEX sessions_formula ON sessions (formula_id);
CREATE INDEX sessions_status ON sessions (status);
CREATE INDEX sessions_started ON sessions (started_at);
CREATE INDEX sessions_heads ON sessions (station_id, audit_sequence);

-- Uploads that were refused for good, or that named an accepted id with other content; nothing here is a session.
CREATE TABLE refused_uploads (
    session_id   TEXT   NOT NULL,
    content_hash TEXT   NOT NULL,
    lab_id       TEXT   NOT NULL REFERENCES labs (id),
    station_id   TEXT   NOT NULL REFERENCES stations (id),
    code         TEXT   NOT NULL,
    field        TEXT   NOT NULL,
    reason       TEXT   NOT NULL,
    bundle       TEXT   NOT NULL,
    refused_at   BIGINT NOT NULL,
    PRIMARY KEY (session_id, content_hash)
);

CREATE TABLE hub_audit (
    sequence      INTEGER PRIMARY KEY,
    body          TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash          TEXT NOT NULL
);

CREATE TRIGGER hub_audit_keeps BEFORE UPDATE ON hub_audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER hub_audit_stays BEFORE DELETE ON hub_audit BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER sessions_keep BEFORE UPDATE ON sessions BEGIN SELECT RAISE(ABORT, 'a received session never changes'); END;
CREATE TRIGGER sessions_stay BEFORE DELETE ON sessions BEGIN SELECT RAISE(ABORT, 'a received session is never deleted'); END;
CREATE TRIGGER refused_uploads_keep BEFORE UPDATE ON refused_uploads BEGIN SELECT RAISE(ABORT, 'a refused upload never changes'); END;
CREATE TRIGGER refused_uploads_stay BEFORE DELETE ON refused_uploads BEGIN SELECT RAISE(ABORT, 'a refused upload is never deleted'); END;
CREATE TRIGGER feed_keeps BEFORE UPDATE ON feed BEGIN SELECT RAISE(ABORT, 'the feed is append-only'); END;
