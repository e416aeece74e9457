-- How far the audit trail was at the end of each session, signed with the station's key.

CREATE TABLE audit_head (
    sequence INTEGER PRIMARY KEY REFERENCES audit_event (sequence),
    lab_id TEXT NOT NULL,
    station_id TEXT NOT NULL,
    hash TEXT NOT NULL,
    at INTEGER NOT NULL,
    key_id TEXT NOT NULL,
    signature TEXT NOT NULL
) STRICT;
CREATE INDEX audit_head_by_key ON audit_head (key_id);

CREATE TRIGGER audit_head_is_not_changed BEFORE UPDATE ON audit_head
BEGIN SELECT RAISE(ABORT, 'signed heads are append-only'); END;
CREATE TRIGGER audit_head_is_kept BEFORE DELETE ON audit_head
BEGIN SELECT RAISE(ABORT, 'signed heads are append-only'); END;
