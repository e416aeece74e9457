-- What a session names beside its record, such as photos. The bytes lie beside this file, by their hash; they are on the disk
-- before the row is.
CREATE TABLE session_attachments (
    session_id TEXT NOT NULL REFERENCES sessions (id),
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    kind TEXT NOT NULL,
    step_id TEXT REFERENCES steps (id),
    added_at INTEGER NOT NULL,
    added_by TEXT NOT NULL,
    PRIMARY KEY (session_id, sha256)
) STRICT;
CREATE INDEX session_attachments_by_hash ON session_attachments (sha256);
CREATE TRIGGER session_attachments_are_not_changed BEFORE UPDATE ON session_attachments
BEGIN SELECT RAISE(ABORT, 'attachments are append-only'); END;
CREATE TRIGGER session_attachments_are_kept BEFORE DELETE ON session_attachments
BEGIN SELECT RAISE(ABORT, 'attachments are append-only'); END;
