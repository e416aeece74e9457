-- What stations push and pull.

-- Entities without a table of their own; data is canonical JSON, the columns beside it are indexes into it.
CREATE TABLE entities (
    entity      TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    lab_id      TEXT    NOT NULL REFERENCES labs (id),
    natural_key TEXT,
    data        TEXT    NOT NULL,
    version     INTEGER NOT NULL,
    updated_at  BIGINT  NOT NULL,
    deleted     BOOLEAN NOT NULL,
    PRIMARY KEY (entity, id),
    UNIQUE (lab_id, entity, natural_key)
);

CREATE SEQUENCE entity_numbers;

-- Who refers to whom, so that nothing is deleted under its children.
CREATE TABLE entity_references (
    entity        TEXT NOT NULL,
    id            TEXT NOT NULL,
    field         TEXT NOT NULL,
    parent_entity TEXT NOT NULL,
    parent_id     TEXT NOT NULL,
    PRIMARY KEY (entity, id, field)
);
CREATE INDEX entity_references_parent ON entity_references (parent_entity, parent_id);

-- Each operation once, with the answer it got.
CREATE TABLE operations (
    id          TEXT   PRIMARY KEY,
    station_id  TEXT   NOT NULL REFERENCES stations (id),
    body_hash   TEXT   NOT NULL,
    answer      TEXT   NOT NULL,
    received_at BIGINT NOT NULL
);

CREATE TABLE id_mappings (
    lab_id     TEXT   NOT NULL REFERENCES labs (id),
    temp_id    TEXT   NOT NULL,
    entity     TEXT   NOT NULL,
    real_id    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (lab_id, temp_id)
);

CREATE TABLE conflicts (
    id              TEXT    PRIMARY KEY,
    lab_id          TEXT    NOT NULL REFERENCES labs (id),
    station_id      TEXT    NOT NULL REFERENCES stations (id),
    operation_id    TEXT    NOT NULL,
    operation       TEXT    NOT NULL,
    entity          TEXT    NOT NULL,
    entity_id       TEXT    NOT NULL,
    temp_id         TEXT,
    sent_data       TEXT    NOT NULL,
    local_data      TEXT    NOT NULL,
    server_data     TEXT    NOT NULL,
    server_version  INTEGER NOT NULL,
    base_data       TEXT,
    conflict_type   TEXT    NOT NULL,
    affected_fields TEXT    NOT NULL,
    edited_at       BIGINT  NOT NULL,
    detected_at     BIGINT  NOT NULL,
    status          TEXT    NOT NULL CHECK (status IN ('open', 'resolved')),
    resolution      TEXT,
    resolved_by     TEXT,
    resolved_at     BIGINT,
    result_version  INTEGER
);
CREATE INDEX conflicts_lab ON conflicts (lab_id, status, detected_at);

-- The life of each station's store, and how far it has read.
CREATE TABLE station_sync (
    station_id     TEXT   PRIMARY KEY REFERENCES stations (id),
    epoch          TEXT,
    highest_op_seq BIGINT NOT NULL,
    cursor_seq     BIGINT NOT NULL
);

-- Changes up to here are purged from the feed.
CREATE TABLE feed_fence (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    feed_seq BIGINT  NOT NULL
);
INSERT INTO feed_fence (only_row, feed_seq) VALUES (1, 0);

CREATE INDEX feed_history ON feed (entity, id, feed_seq);
