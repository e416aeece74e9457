-- What people see and do in a browser.

-- Who is signed in; only the hash of what the browser holds is kept.
CREATE TABLE web_sessions (
    token_hash TEXT   PRIMARY KEY,
    user_id    TEXT   NOT NULL REFERENCES users (id),
    csrf       TEXT   NOT NULL,
    opened_at  BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL
);
CREATE INDEX web_sessions_user ON web_sessions (user_id);

-- Whoever wrote a version does not approve it. NULL: it came by the hub's command line.
ALTER TABLE formula_versions ADD COLUMN created_by TEXT REFERENCES users (id);

-- When each station was heard of last.
CREATE TABLE station_sight (
    station_id TEXT   PRIMARY KEY REFERENCES stations (id),
    seen_at    BIGINT NOT NULL
);
