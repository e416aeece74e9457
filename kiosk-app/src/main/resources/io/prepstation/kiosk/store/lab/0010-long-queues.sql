-- A batch must cost the same however many operations wait: the next ones come in their order, and an id that the hub gave
-- is put into what edits remember of before, without reading all that is open.

CREATE INDEX outbox_to_send ON outbox (last_error IS NOT NULL, priority, op_seq)
    WHERE kind <> 'upload' AND entity_type <> 'sessions' AND status IN ('pending', 'sent', 'held');
CREATE INDEX outbox_with_before ON outbox (entity_type) WHERE before IS NOT NULL;
