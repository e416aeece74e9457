-- A search on the screen joins formula, operator, status and time as it likes: the index that leads holds the others,
-- so that a session that does not match costs an index entry and not a row.

DROP INDEX sessions_by_status;
CREATE INDEX sessions_by_status ON sessions (status, started_at, operator);
DROP INDEX sessions_by_code;
CREATE INDEX sessions_by_code ON sessions (formula_code, started_at, status, operator);
DROP INDEX sessions_by_operator;
CREATE INDEX sessions_by_operator ON sessions (operator, started_at, status);

-- Which sessions a lot went into.
CREATE INDEX dispenses_by_lot ON dispenses (lot_number COLLATE NOCASE, session_id) WHERE lot_number IS NOT NULL;
