-- The feed's last number when the database was put back from a copy: what came after it may be lost here.
ALTER TABLE hub_identity ADD COLUMN restored_at_seq BIGINT;
