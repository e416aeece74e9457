-- Who is signed in to the dashboard; only the hash of what the browser holds is kept.
CREATE TABLE web_sessions (
    token_hash TEXT   PRIMARY KEY,
    user_id    TEXT   NOT NULL REFERENCES users (id),
    csrf       TEXT   NOT NULL,
    opened_at  BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL
);

-- Whoever wrote a version does not approve it. NULL: it came by the hub's command line.
ALTER TABLE formula_versions ADD COLUMN created_by TEXT REFERENCES users (id);
