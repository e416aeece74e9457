-- What other stations made, and the hub lost when it was put back from a backup: what this station says of it waits until
-- the hub has it again.
CREATE TABLE lost_by_others (
    entity_type TEXT NOT NULL,
    entity_id TEXT NOT NULL,
    PRIMARY KEY (entity_type, entity_id)
) STRICT, WITHOUT ROWID;
