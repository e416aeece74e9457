-- After an overshoot: the batch may grow, and a supervisor may stand for a weight outside its limits.

-- The most that stood on the balance in the running step; NULL in rows from before.
ALTER TABLE checkpoint ADD COLUMN peak TEXT;

-- Who stands for a deviation, bound to the record as it was just before; all NULL where nobody must.
ALTER TABLE deviations ADD COLUMN signed_name TEXT;
ALTER TABLE deviations ADD COLUMN signed_local_time TEXT;
ALTER TABLE deviations ADD COLUMN signed_record_hash TEXT;
ALTER TABLE deviations ADD COLUMN signed_authentication TEXT
    CHECK ((signed_name IS NULL) = (signed_authentication IS NULL)
        AND (signed_name IS NULL) = (signed_record_hash IS NULL)
        AND (signed_name IS NULL) = (signed_local_time IS NULL)
        AND (kind <> 'override' OR signed_name IS NOT NULL));

-- After the first dispense a target only grows, and only with the deviation that says why.
DROP TRIGGER steps_keep_targets;
CREATE TRIGGER steps_keep_targets BEFORE UPDATE OF target_g, tolerance_lower_g, tolerance_upper_g ON steps
WHEN EXISTS (SELECT 1 FROM dispenses WHERE session_id = OLD.session_id)
    AND (CAST(NEW.target_g AS REAL) < CAST(OLD.target_g AS REAL)
        OR NOT EXISTS (SELECT 1 FROM deviations WHERE session_id = OLD.session_id
            AND kind = 'overshoot' AND reason_code = 'rescaled'))
BEGIN SELECT RAISE(ABORT, 'targets do not change after the first dispense'); END;
