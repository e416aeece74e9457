-- Which sessions ended on a day is asked every time something is queued: an index entry for each of that day, not a row for each
-- session there ever was.

CREATE INDEX sessions_by_end ON sessions (ended_at) WHERE ended_at IS NOT NULL;
