-- That a session runs is told the hub among the changes.

DROP INDEX outbox_to_send;
CREATE INDEX outbox_to_send ON outbox (last_error IS NOT NULL, priority, op_seq)
    WHERE kind <> 'upload' AND status IN ('pending', 'sent', 'held');

UPDATE outbox SET priority = 2 WHERE kind = 'create' AND entity_type = 'sessions';
