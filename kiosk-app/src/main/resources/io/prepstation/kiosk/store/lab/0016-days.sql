-- Which sessions ended on a day is asked every time something is queued: an index entry for each of that day, not a row for each
-- session there ever was.

CREATE INDEX sessions_by_end ON sessions (ended_at) WHERE ended_at IS NOT NULL;

-- When the hub acknowledged a change was not kept before: what is cleared 35 days after that counts from now.
UPDATE outbox SET next_attempt_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE status = 'acknowledged';
