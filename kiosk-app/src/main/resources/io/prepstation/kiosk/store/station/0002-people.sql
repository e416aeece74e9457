-- Who may be recognised without the hub, and how often a badge was tried. Hashes are Argon2id under the pepper beside
-- the station's key, which is in no backup.

CREATE TABLE credentials (
    tenant_id TEXT NOT NULL,
    lab_id TEXT NOT NULL,
    badge_hash TEXT NOT NULL,
    user_id TEXT NOT NULL,
    pin_hash TEXT NOT NULL,
    offline_until INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, lab_id, badge_hash)
) STRICT;

CREATE TABLE lockouts (
    badge_hash TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    closed_until INTEGER NOT NULL
) STRICT;
