-- How the net mass of each weighing came to be, against time: one text for each, as PourTrace writes it. It is there
-- before its weight is; one without a weight belongs to a weight that was rejected or not committed.
CREATE TABLE pour_traces (
    dispense_id TEXT PRIMARY KEY,
    session_id TEXT NOT NULL REFERENCES sessions (id),
    step_id TEXT NOT NULL REFERENCES steps (id),
    trace TEXT NOT NULL
) STRICT;
CREATE INDEX pour_traces_by_session ON pour_traces (session_id);
CREATE TRIGGER pour_traces_are_not_changed BEFORE UPDATE ON pour_traces
BEGIN SELECT RAISE(ABORT, 'pour traces are append-only'); END;
CREATE TRIGGER pour_traces_are_kept BEFORE DELETE ON pour_traces
BEGIN SELECT RAISE(ABORT, 'pour traces are append-only'); END;

-- What was seen of the running step so far, for going on after a power cut.
ALTER TABLE checkpoint ADD COLUMN trace TEXT;
