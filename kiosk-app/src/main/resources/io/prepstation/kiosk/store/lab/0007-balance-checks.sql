-- Which balances weighed here, and the checks they passed or failed (WEI-11). A check is never changed; only what sync
-- knows of it is.

CREATE TABLE balances (
    serial_number TEXT PRIMARY KEY,
    model TEXT NOT NULL,
    maximum_g TEXT NOT NULL,
    readability_g TEXT NOT NULL,
    first_seen INTEGER NOT NULL
) STRICT;

CREATE TABLE balance_checks (
    id TEXT PRIMARY KEY,
    balance_serial TEXT NOT NULL,
    balance_model TEXT,
    kind TEXT NOT NULL,
    readings TEXT NOT NULL CHECK (json_valid(readings)),
    minimum_weight_g TEXT,
    result TEXT NOT NULL,
    checked_at INTEGER NOT NULL,
    checked_by TEXT NOT NULL,
    lab_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    created_by TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    server_version INTEGER,
    server_hash TEXT,
    sync_status TEXT NOT NULL CHECK (sync_status IN ('synced', 'pending', 'conflict', 'rejected')),
    withdrawn INTEGER NOT NULL DEFAULT 0 CHECK (withdrawn IN (0, 1))
) STRICT;
CREATE INDEX balance_checks_by_balance ON balance_checks (balance_serial, kind, checked_at);
CREATE INDEX balance_checks_by_status ON balance_checks (sync_status) WHERE sync_status <> 'synced';

CREATE TRIGGER balance_checks_are_not_changed
BEFORE UPDATE OF id, balance_serial, balance_model, kind, readings, minimum_weight_g, result, checked_at, checked_by
ON balance_checks
WHEN NEW.id <> OLD.id OR NEW.balance_serial <> OLD.balance_serial OR NEW.balance_model IS NOT OLD.balance_model
    OR NEW.kind <> OLD.kind OR NEW.readings <> OLD.readings OR NEW.minimum_weight_g IS NOT OLD.minimum_weight_g
    OR NEW.result <> OLD.result OR NEW.checked_at <> OLD.checked_at OR NEW.checked_by <> OLD.checked_by
BEGIN SELECT RAISE(ABORT, 'balance checks are append-only'); END;
CREATE TRIGGER balance_checks_are_kept BEFORE DELETE ON balance_checks
BEGIN SELECT RAISE(ABORT, 'balance checks are append-only'); END;
