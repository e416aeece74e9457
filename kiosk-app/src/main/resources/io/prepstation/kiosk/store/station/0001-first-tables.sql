-- What belongs to no lab: how this station is enrolled. One row per lab.

CREATE TABLE enrolments (
    tenant_id TEXT NOT NULL,
    lab_id TEXT NOT NULL,
    station_id TEXT NOT NULL,
    hub_url TEXT NOT NULL,
    token TEXT NOT NULL,
    hub_key_id TEXT NOT NULL,
    hub_public_key TEXT NOT NULL,
    feed_epoch TEXT NOT NULL,
    station_epoch TEXT NOT NULL,
    enrolled_at INTEGER NOT NULL,
    PRIMARY KEY (tenant_id, lab_id)
) STRICT;

CREATE TABLE station_state (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
