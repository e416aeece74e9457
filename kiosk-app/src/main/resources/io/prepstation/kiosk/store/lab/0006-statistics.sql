-- What the statistics screen shows, counted in the transaction that records it: a row for each day (D) and month (M),
-- and each ingredient, operator and balance. However many sessions there are, a screen reads a few hundred rows.
-- Derived: no record is in it that is not elsewhere.

CREATE TABLE statistic (
    dimension TEXT NOT NULL CHECK (dimension IN ('ingredient', 'operator', 'balance')),
    bucket TEXT NOT NULL,
    member TEXT NOT NULL,
    dispenses INTEGER NOT NULL DEFAULT 0,
    near_misses INTEGER NOT NULL DEFAULT 0,
    overshoots INTEGER NOT NULL DEFAULT 0,
    manual_weights INTEGER NOT NULL DEFAULT 0,
    overrides INTEGER NOT NULL DEFAULT 0,
    steps INTEGER NOT NULL DEFAULT 0,
    offset_ppm INTEGER NOT NULL DEFAULT 0,
    deviation_ppm INTEGER NOT NULL DEFAULT 0,
    timed_steps INTEGER NOT NULL DEFAULT 0,
    step_ms INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (dimension, bucket, member)
) STRICT, WITHOUT ROWID;
CREATE INDEX dispenses_by_step ON dispenses (step_id);

-- The audit screen shows the newest of some kinds, among millions.
CREATE INDEX audit_event_by_kind ON audit_event (body ->> '$.kind', sequence);
