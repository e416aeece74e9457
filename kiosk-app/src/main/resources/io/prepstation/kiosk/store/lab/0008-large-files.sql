-- What a screen or a sync round asks must cost the same with a million sessions as with none (STO-11).

DROP INDEX outbox_unfinished;
CREATE INDEX outbox_by_status ON outbox (status, kind, entity_type, created_at);
CREATE INDEX outbox_by_feed ON outbox (feed_seq) WHERE feed_seq IS NOT NULL;
DROP INDEX sessions_by_status;
CREATE INDEX sessions_by_status ON sessions (status, started_at);
CREATE INDEX sessions_by_code ON sessions (formula_code, started_at);
CREATE INDEX sessions_by_operator ON sessions (operator, started_at);
