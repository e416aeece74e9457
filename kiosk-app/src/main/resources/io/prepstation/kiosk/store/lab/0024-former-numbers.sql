-- Temporary ids are unique; but the number that a lot had before the hub was restored may be one that a container had, too.

CREATE TABLE id_mapping_new (
    temp_id TEXT NOT NULL,
    real_id TEXT,
    entity_type TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    synced_at INTEGER,
    PRIMARY KEY (temp_id, entity_type),
    CHECK ((real_id IS NULL) = (synced_at IS NULL))
) STRICT, WITHOUT ROWID;
INSERT INTO id_mapping_new (temp_id, real_id, entity_type, created_at, synced_at)
    SELECT temp_id, real_id, entity_type, created_at, synced_at FROM id_mapping;
DROP TABLE id_mapping;
ALTER TABLE id_mapping_new RENAME TO id_mapping;
CREATE INDEX id_mapping_by_real ON id_mapping (entity_type, real_id);
